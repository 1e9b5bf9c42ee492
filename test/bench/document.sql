-- What document.sh writes into the documents: a file for each text between markers, NAME.en and NAME.zh, and the charts, into the
-- directory that psql runs in.  psql variable: figures, the file that run.sh writes.
\set QUIET on
\set ON_ERROR_STOP on
\pset tuples_only on
\pset format unaligned

CREATE TEMPORARY TABLE figures (name text PRIMARY KEY, value text NOT NULL);
\copy figures FROM PSTDIN

-- A figure, NULL where it was not measured.
CREATE FUNCTION pg_temp.figure(wanted text) RETURNS text LANGUAGE sql STABLE RETURN (SELECT value FROM pg_temp.figures WHERE name = wanted);
CREATE FUNCTION pg_temp.f(wanted text) RETURNS numeric LANGUAGE sql STABLE RETURN pg_temp.figure(wanted)::numeric;
-- With so many significant digits, and commas.
CREATE FUNCTION pg_temp.digits(x numeric, wanted int) RETURNS text LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  decimals int := CASE WHEN x = 0 THEN 0 ELSE wanted - 1 - floor(log(abs(x)))::int END;
BEGIN
  RETURN to_char(round(x, decimals), 'FM999,999,999,990' || CASE WHEN decimals > 0 THEN '.' || repeat('0', decimals) ELSE '' END);
END
$$;
CREATE FUNCTION pg_temp.whole(x numeric) RETURNS text LANGUAGE sql IMMUTABLE RETURN to_char(x, 'FM999,999,999,990');
CREATE FUNCTION pg_temp.bytes(x numeric) RETURNS text LANGUAGE sql IMMUTABLE RETURN
  CASE WHEN x >= 1e8 THEN pg_temp.digits(x / 1e9, 2) || ' GB' ELSE pg_temp.digits(x / 1000, 2) || ' kB' END;
CREATE FUNCTION pg_temp.duration(seconds numeric, lang text) RETURNS text LANGUAGE sql IMMUTABLE RETURN
  CASE WHEN seconds >= 90 THEN pg_temp.digits(seconds / 60, 2) || CASE lang WHEN 'zh' THEN ' 分钟' ELSE ' minutes' END
       ELSE pg_temp.digits(seconds, 2) || CASE lang WHEN 'zh' THEN ' 秒' ELSE ' seconds' END END;

-- The parts of parse(raw) in the server, microseconds a report: those of the core, and what is left.
CREATE TEMPORARY TABLE phases (ordinal int, en text, zh text, us numeric);
INSERT INTO phases VALUES
  (1, 'reading the text', '读取文本', pg_temp.f('step.read')),
  (2, 'header', '标题与发布机关', pg_temp.f('phase.header')),
  (3, 'tables', '表格', pg_temp.f('phase.tables')),
  (4, 'statistics, lost order, damage', '统计表、失序、损坏', pg_temp.f('phase.checks')),
  (5, 'outline of the prose', '正文层次', pg_temp.f('phase.outline')),
  (6, 'citations', '引用', pg_temp.f('phase.citations')),
  (7, 'quantities of the prose', '正文数量', pg_temp.f('phase.facts')),
  (8, 'encoding', '编码', pg_temp.f('phase.encode'));
INSERT INTO phases SELECT 9, 'the rest', '其余', greatest(0, pg_temp.f('step.parse') - sum(us)) FROM phases;

-- ---------- README and doc/performance.md ----------

SELECT format('%s different texts made from %s reports (median %s), PostgreSQL %s, default compression, one warm connection without parallelism, '
  'the best of five turns that the steps take one after the other; %s processors%s, shared with others. Measured on %s.',
  pg_temp.whole(pg_temp.f('reports')), pg_temp.figure('samples'), pg_temp.bytes(pg_temp.f('bytes.text')), pg_temp.figure('postgresql'),
  pg_temp.figure('processors'), coalesce(' (' || nullif(pg_temp.figure('processor'), '') || ')', ''), pg_temp.figure('date'))
\g conditions.en
SELECT format('由 %2$s 份报告生成 %1$s 份不同的文本（中位数 %3$s），PostgreSQL %4$s，默认压缩，单个已预热的连接，不并行，各步骤轮流执行五轮取最优；'
  '%5$s 个与他人共用的处理器核%6$s。测量日期 %7$s。',
  pg_temp.whole(pg_temp.f('reports')), pg_temp.figure('samples'), pg_temp.bytes(pg_temp.f('bytes.text')), pg_temp.figure('postgresql'),
  pg_temp.figure('processors'), coalesce('（' || nullif(pg_temp.figure('processor'), '') || '）', ''), pg_temp.figure('date'))
\g conditions.zh

CREATE TEMPORARY TABLE steps (ordinal int, name text, en text, zh text);
INSERT INTO steps VALUES
  (1, 'read', '`sum(length(raw))`: reading the text at all', '`sum(length(raw))`：仅读取文本'),
  (2, 'parse', '`parse(raw)`', '`parse(raw)`'),
  (3, 'parse_findings', '`findings(parse(raw))`', '`findings(parse(raw))`'),
  (4, 'findings', '`findings(parsed)`, stored reports', '`findings(parsed)`，已存储的报告'),
  (5, 'rollup', '`rollup(parsed)`, stored reports', '`rollup(parsed)`，已存储的报告');
CREATE FUNCTION pg_temp.steps(head text, lang text) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT head || E'\n|---|---:|---:|\n' || string_agg(format('| %s | %s | %s |', CASE lang WHEN 'zh' THEN zh ELSE en END,
    round(pg_temp.f('step.' || name), 1), round(pg_temp.f('step.' || name) / pg_temp.f('step.read'), 2)), E'\n' ORDER BY ordinal) FROM pg_temp.steps
$$;
SELECT pg_temp.steps('| step | µs a report | ratio to reading |', 'en')
\g steps.en
SELECT pg_temp.steps('| 步骤 | 每份报告微秒数 | 与读取文本之比 |', 'zh')
\g steps.zh

SELECT format('The median stored report takes %s bytes, prose included. Of the time that the core takes for `parse`, %s %% goes to the prose: its outline, quantities and citations.',
  pg_temp.figure('bytes.stored_report'), round(100 * sum(us) FILTER (WHERE ordinal BETWEEN 5 AND 7) / sum(us))) FROM phases WHERE ordinal BETWEEN 2 AND 8
\g stored.en
SELECT format('一份报告存储后的中位数为 %s 字节，含正文。核心解析时间的 %s %% 用于正文：层次、数量和引用。',
  pg_temp.figure('bytes.stored_report'), round(100 * sum(us) FILTER (WHERE ordinal BETWEEN 5 AND 7) / sum(us))) FROM phases WHERE ordinal BETWEEN 2 AND 8
\g stored.zh

CREATE FUNCTION pg_temp.phases(head text, lang text) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT head || E'\n|---|---:|---:|\n' || string_agg(format('| %s | %s | %s |', CASE lang WHEN 'zh' THEN zh ELSE en END, round(us, 1),
    round(100 * us / (SELECT sum(us) FROM pg_temp.phases))), E'\n' ORDER BY ordinal) FROM pg_temp.phases
$$;
SELECT pg_temp.phases('| phase | µs a report | % |', 'en')
\g phases.en
SELECT pg_temp.phases('| 阶段 | 每份报告微秒数 | % |', 'zh')
\g phases.zh

-- ---------- time against size ----------

CREATE TEMPORARY TABLE sizes AS
SELECT step, pg_temp.f(format('size.%s.kilobytes', step)) AS kilobytes, pg_temp.f(format('size.%s.read', step)) AS read,
       pg_temp.f(format('size.%s.parse', step)) AS parse
FROM generate_series(1, 10) AS step;
CREATE FUNCTION pg_temp.sizes(head text) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT head || E'\n|---:|---:|---:|---:|\n' || string_agg(format('| %s | %s | %s | %s |', round(kilobytes), round(read, 2), round(parse, 2), round(parse * 1000 / kilobytes, 1)), E'\n' ORDER BY step)
  FROM pg_temp.sizes
$$;
SELECT pg_temp.sizes('| text, KiB | reading, ms | `parse`, ms | `parse`, µs a KiB |')
\g sizes.en
SELECT pg_temp.sizes('| 文本，KiB | 读取，毫秒 | `parse`，毫秒 | `parse`，每 KiB 微秒数 |')
\g sizes.zh

SELECT govreport.chart_lines(l.label, round(kilobytes), round(l.ms, 3), 'Time against size 时间与大小', 'KiB', 'ms', 720)
FROM sizes, LATERAL (VALUES ('parse(raw)', parse), ('sum(length(raw))', read)) AS l (label, ms)
\g performance-size.svg
SELECT govreport.chart_bars(ordinal || ' ' || en || ' ' || zh, round(us, 1), 'Phases of parse(raw), µs a report  各阶段，每份报告微秒数', 'µs', 720) FROM phases
\g performance-phases.svg

-- ---------- a script beside it, a worker beside the leader ----------

SELECT CASE WHEN pg_temp.figure('baseline.rate') IS NULL THEN 'The script was not measured here.' ELSE
  format('The script reads %s MB/s, `parse(raw)` in the server %s MB/s: %s times as much.', pg_temp.figure('baseline.rate'),
  pg_temp.digits(pg_temp.f('bytes.mean') / pg_temp.f('step.parse'), 3), pg_temp.digits(pg_temp.f('bytes.mean') / pg_temp.f('step.parse') / pg_temp.f('baseline.rate'), 2)) END
\g script.en
SELECT CASE WHEN pg_temp.figure('baseline.rate') IS NULL THEN '这里没有测量该脚本。' ELSE
  format('脚本每秒读取 %s MB，服务器中的 `parse(raw)` 每秒读取 %s MB，是前者的 %s 倍。', pg_temp.figure('baseline.rate'),
  pg_temp.digits(pg_temp.f('bytes.mean') / pg_temp.f('step.parse'), 3), pg_temp.digits(pg_temp.f('bytes.mean') / pg_temp.f('step.parse') / pg_temp.f('baseline.rate'), 2)) END
\g script.zh

CREATE FUNCTION pg_temp.workers(template text) RETURNS text LANGUAGE sql STABLE RETURN
  format(template, pg_temp.whole(pg_temp.f('reports')), round(pg_temp.f('parallel.parse.0') / pg_temp.f('parallel.parse.1'), 2),
         pg_temp.whole(pg_temp.f('parallel.stored')), round(pg_temp.f('parallel.rollup.0')), round(pg_temp.f('parallel.rollup.0') / pg_temp.f('parallel.rollup.1'), 2),
         pg_temp.whole(pg_temp.f('sizing.reports')), round(pg_temp.f('parallel.province.0')),
         round(pg_temp.f('parallel.province.0') / pg_temp.f('parallel.province.1'), 2));
SELECT pg_temp.workers('With one worker beside the leader, `parse` of %s texts is %s times as fast as without, and a roll-up of %s stored reports, which takes %s ms, %s times; one of the %s of a province, which takes %s ms, %s times.')
\g workers.en
SELECT pg_temp.workers('在主进程之外增加一个并行进程，解析 %s 份文本的速度是不并行时的 %s 倍；汇总 %s 份已存储的报告需 %s 毫秒，增加一个进程后是 %s 倍；汇总一个省的 %s 份需 %s 毫秒，增加一个进程后是 %s 倍。')
\g workers.zh

-- ---------- doc/operations.md ----------

-- Of all its reports, for each of the country's 5.4 million.
CREATE TEMPORARY TABLE sizing (ordinal int, en text, zh text, kind text, amount numeric);
INSERT INTO sizing SELECT ordinal, en, zh, kind, amount / CASE WHEN whole THEN pg_temp.f('sizing.reports') ELSE 1 END
FROM (VALUES
  (1, 'text, UTF-8', '文本，UTF-8', 'bytes', pg_temp.f('sizing.text'), false),
  (2, 'stored text, compressed by the server (pglz)', '存储的文本，服务器压缩（pglz）', 'bytes', pg_temp.f('sizing.stored_text'), false),
  (3, 'stored report, median', '存储的报告，中位数', 'bytes alone', pg_temp.f('sizing.report'), false),
  (4, 'the largest of them', '其中最大的', 'bytes alone', pg_temp.f('sizing.largest'), false),
  (5, '`reports` with TOAST, packed (`VACUUM FULL`)', '`reports` 连同 TOAST，整理之后（`VACUUM FULL`）', 'bytes', pg_temp.f('sizing.table'), true),
  (6, 'of this the main part, which roll-ups read', '其中表的主体，汇总时读取', 'bytes', pg_temp.f('sizing.main'), true),
  (7, 'all of it right after the load', '装入之后未经整理', 'bytes', pg_temp.f('sizing.loaded'), true),
  (8, 'indexes of `reports`', '`reports` 的索引', 'bytes', pg_temp.f('sizing.indexes'), true),
  (9, '`loaded_files` with index', '`loaded_files` 连同索引', 'bytes', pg_temp.f('sizing.files'), true),
  (10, 'WAL of the load', '装入产生的 WAL', 'bytes', pg_temp.f('sizing.wal'), true),
  (11, 'load, time of the server''s processors', '装入，服务器处理器时间', 'ms', pg_temp.f('sizing.load.server'), true),
  (12, 'reading and parsing again, `parse(raw)`', '再次读取和解析，`parse(raw)`', 'ms', pg_temp.f('sizing.parse'), true),
  (13, 'load, time of the program''s processor', '装入，程序的处理器时间', 'ms', pg_temp.f('sizing.load.program'), true),
  (14, 'run over files that are known, both', '再次运行，文件均已知，二者合计', 'ms', pg_temp.f('sizing.known.server') + pg_temp.f('sizing.known.program'), true),
  (15, 'roll-up of stored reports into one', '把存储的报告汇总成一份', 'ms', pg_temp.f('sizing.rollup'), true),
  (16, 'roll-up by organ', '按机关汇总', 'ms', pg_temp.f('sizing.rollup_by_organ'), true),
  (17, 'text form of a report (between nodes)', '报告的文本形式（节点之间）', 'bytes alone', pg_temp.f('sizing.json'), false),
  (18, 'to write and read it', '写出并读入', 'ms alone', pg_temp.f('sizing.json_out') + pg_temp.f('sizing.json_in'), true)) AS v (ordinal, en, zh, kind, amount, whole);
CREATE FUNCTION pg_temp.sizing(head text, lang text) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT head || E'\n|---|---|---|\n' || string_agg(format('| %s | %s | %s |', CASE lang WHEN 'zh' THEN zh ELSE en END,
    CASE WHEN kind ~ 'bytes' THEN pg_temp.bytes(amount) WHEN amount < 0.02 THEN pg_temp.digits(amount * 1000, 2) || ' µs' ELSE pg_temp.digits(amount, 2) || ' ms' END,
    CASE kind WHEN 'bytes' THEN pg_temp.bytes(amount * 5.4e6) WHEN 'ms' THEN format(CASE lang WHEN 'zh' THEN '一个核 %s' ELSE '%s of a core' END, pg_temp.duration(amount * 5400, lang)) ELSE '' END), E'\n' ORDER BY ordinal)
  FROM pg_temp.sizing
$$;
SELECT pg_temp.sizing('| | a report | 5.4 million reports |', 'en')
\g sizing.en
SELECT pg_temp.sizing('| | 每份报告 | 540 万份报告 |', 'zh')
\g sizing.zh
