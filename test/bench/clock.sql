-- How the benchmark takes time in the server; included by psql in the directory of the repository.

-- Milliseconds of the processor that this process has used, where Linux tells; else of the clock.
CREATE FUNCTION processor_milliseconds() RETURNS float8 LANGUAGE sql VOLATILE RETURN
  coalesce(nullif(split_part(pg_read_file('/proc/self/schedstat', 0, 100, true), ' ', 1)::float8, 0) / 1e6, extract(epoch FROM clock_timestamp()) * 1000);

CREATE TABLE taken (what text, milliseconds float8);

-- Time of the processor that a query takes: other programs on the machine count less.  Short ones run often enough to be told
-- from a tick of the kernel.
CREATE PROCEDURE take_processor(what text, query text) LANGUAGE plpgsql AS $$
DECLARE
  started timestamptz := clock_timestamp();
  before float8 := processor_milliseconds();
  n int := 0;
BEGIN
  LOOP
    EXECUTE query;
    n := n + 1;
    EXIT WHEN clock_timestamp() - started > interval '300 milliseconds';
  END LOOP;
  INSERT INTO taken VALUES (what, (processor_milliseconds() - before) / n);
END
$$;

-- Time of the clock, for what several processes or the disk take part in.
CREATE PROCEDURE take(what text, query text, turns int) LANGUAGE plpgsql AS $$
DECLARE
  started timestamptz;
BEGIN
  FOR turn IN 1 .. turns LOOP
    started := clock_timestamp();
    EXECUTE query;
    INSERT INTO taken VALUES (what, extract(epoch FROM clock_timestamp() - started) * 1000);
  END LOOP;
END
$$;

-- The same in turns without a worker beside the leader, as what.0, and with one, as what.1.
CREATE PROCEDURE take_with_worker(what text, query text, turns int) LANGUAGE plpgsql AS $$
BEGIN
  FOR turn IN 1 .. turns LOOP
    FOR workers IN 0 .. 1 LOOP
      PERFORM set_config('max_parallel_workers_per_gather', workers::text, false);
      CALL take(what || '.' || workers, query, 1);
    END LOOP;
  END LOOP;
  PERFORM set_config('max_parallel_workers_per_gather', '0', false);
END
$$;
