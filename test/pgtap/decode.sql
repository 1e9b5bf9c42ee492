-- Reports come back from every encoding that they are met in: the text as it was, and the same report out of it.
-- Of test/data, of the real reports where they are at hand, and of one in traditional characters, which
-- "generator --form 2021 --layout pipe --damage traditional --seed 7" made.
\set QUIET on
BEGIN;
SET LOCAL client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS pgtap;
CREATE EXTENSION IF NOT EXISTS govreport;
SELECT * FROM no_plan();

CREATE TEMPORARY TABLE report (name text, raw text);
INSERT INTO report SELECT f, pg_read_file(:'data' || '/' || f) FROM pg_ls_dir(:'data') AS f WHERE f LIKE '%.txt';
SELECT cmp_ok(count(*)::int, '>=', 8, 'test/data has its reports') FROM report;
SELECT :'real' = '' AS absent \gset
\if :absent
SELECT skip('there are no real reports here', 1);
\else
INSERT INTO report SELECT f, pg_read_file(:'real' || '/' || f) FROM pg_ls_dir(:'real') AS f WHERE f LIKE '%.txt';
SELECT cmp_ok(count(*)::int, '>=', 5, 'the real reports are here') FROM report WHERE name ~ '^00';
\endif

-- The server has no UTF-16.
CREATE FUNCTION pg_temp.units(code_point int) RETURNS bytea LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN code_point < 65536 THEN substring(int4send(code_point) FROM 3)
         ELSE substring(int4send(55296 + (code_point - 65536 >> 10)) FROM 3) || substring(int4send(56320 + (code_point & 1023)) FROM 3) END
$$;
CREATE FUNCTION pg_temp.utf16be(raw text) RETURNS bytea LANGUAGE sql IMMUTABLE AS $$
  SELECT string_agg(pg_temp.units(ascii(c)), '' ORDER BY n) FROM string_to_table(raw, NULL) WITH ORDINALITY AS t(c, n)
$$;
CREATE FUNCTION pg_temp.swapped(bytes bytea) RETURNS bytea LANGUAGE sql IMMUTABLE AS $$
  SELECT string_agg(substring(bytes FROM i + 1 FOR 1) || substring(bytes FROM i FOR 1), '' ORDER BY i) FROM generate_series(1, length(bytes), 2) AS i
$$;
SELECT is(pg_temp.utf16be('a一𠀀'), '\x00614e00d840dc00'::bytea, 'UTF-16 as this test writes it');
SELECT is(pg_temp.swapped('\x00614e00'::bytea), '\x6100004e'::bytea, 'and the other way round');

CREATE TEMPORARY TABLE encoded (name text, raw text, encoding text, bytes bytea);
INSERT INTO encoded
  SELECT r.name, r.raw, e.encoding, e.bytes
  FROM report AS r, LATERAL (SELECT pg_temp.utf16be(r.raw) AS be) AS u, LATERAL (VALUES
    ('UTF-8', convert_to(r.raw, 'UTF8')),
    ('UTF-8 with BOM', '\xefbbbf'::bytea || convert_to(r.raw, 'UTF8')),
    ('GB18030', convert_to(r.raw, 'GB18030')),
    ('UTF-16BE', u.be),
    ('UTF-16BE with BOM', '\xfeff'::bytea || u.be),
    ('UTF-16LE', pg_temp.swapped(u.be)),
    ('UTF-16LE with BOM', '\xfffe'::bytea || pg_temp.swapped(u.be))) AS e(encoding, bytes);

-- A page that claims the smaller encoding, with characters that only the larger one has.
INSERT INTO encoded
  SELECT name, page, 'GB18030, declared as gb2312', convert_to(page, 'GB18030')
  FROM report, LATERAL (SELECT '<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312"><title>堃㙍</title></head><body><pre>'
    || raw || '</pre></body></html>' AS page) AS p;

INSERT INTO encoded
  SELECT f, raw, 'Big5', convert_to(raw, 'BIG5')
  FROM pg_ls_dir(:'data' || '/traditional') AS f, LATERAL (SELECT pg_read_file(:'data' || '/traditional/' || f) AS raw) AS r;
SELECT is(count(*)::int, 1, 'there is a report in Big5') FROM encoded WHERE encoding = 'Big5';

SELECT ok(govreport.decode(bytes) = raw, name || ' comes back from ' || encoding) FROM encoded ORDER BY name COLLATE "C", encoding;
SELECT ok(govreport.parse(govreport.decode(bytes))::text = govreport.parse(raw)::text, name || ': the same report from ' || encoding)
FROM encoded ORDER BY name COLLATE "C", encoding;
SELECT is(count(*)::int, (SELECT count(*)::int FROM report) * 8 + 1, 'each report in each encoding') FROM encoded;

-- The encoding named, as the header of a download names it.
SELECT ok(govreport.decode(bytes, 'gb2312') = raw, name || ' comes back as gb2312') FROM encoded WHERE encoding = 'GB18030' ORDER BY name COLLATE "C";
SELECT ok(govreport.decode(bytes, 'big5') = raw, name || ' comes back as big5') FROM encoded WHERE encoding = 'Big5';

-- What the report in Big5 says is read.
SELECT is(govreport.form(govreport.parse(govreport.decode(bytes)), 'applications'), '2021', 'Big5: the form') FROM encoded WHERE encoding = 'Big5';
SELECT cmp_ok((SELECT count(*)::int FROM govreport.cells(govreport.parse(govreport.decode(bytes))) AS c WHERE c.value IS NOT NULL), '>=', 170,
              'Big5: its figures') FROM encoded WHERE encoding = 'Big5';
SELECT * FROM finish();
ROLLBACK;
