-- indicators: the figures by which reports are compared, and the view of a workspace
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS govreport;
DROP SCHEMA IF EXISTS compared CASCADE;
RESET client_min_messages;
SET search_path = '';

\x on
SELECT * FROM govreport.indicators();
\x off

CREATE TEMPORARY TABLE texts (name text, raw text);
INSERT INTO texts VALUES ('full', '云棹市人民政府2021年政府信息公开工作年度报告
第二十条第（五）项
信息内容 | 本年处理决定数量
行政许可 | 2500
第二十条第（六）项
信息内容 | 本年处理决定数量
行政处罚 | 400
行政强制 | 100
申请人情况
一、本年新收政府信息公开申请数量 | 40 | 0 | 0 | 0 | 0 | 0 | 40 |
二、上年结转政府信息公开申请数量 | 10 | 0 | 0 | 0 | 0 | 0 | 10 |
（一）予以公开 | 20 | 0 | 0 | 0 | 0 | 0 | 20 |
（二）部分公开 | 4 | 0 | 0 | 0 | 0 | 0 | 4 |
（七）总计 | 45 | 0 | 0 | 0 | 0 | 0 | 45 |
四、结转下年度继续办理 | 5 | 0 | 0 | 0 | 0 | 0 | 5 |
行政复议 | 行政诉讼
结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计
5 | 1 | 2 | 4 | 12 | 0 | 0 | 0 | 1 | 1 | 0 | 0 | 0 | 0 | 0');
INSERT INTO texts SELECT 'blank', replace(raw, '（一）予以公开 | 20 | 0 | 0 | 0 | 0 | 0 | 20 |', '（一）予以公开 | 20 | 0 | 0 | 0 | 0 | 0 |  |') FROM texts WHERE name = 'full';
INSERT INTO texts SELECT 'too much', replace(raw, '（一）予以公开 | 20 | 0 | 0 | 0 | 0 | 0 | 20 |', '（一）予以公开 | 200 | 0 | 0 | 0 | 0 | 0 | 200 |') FROM texts WHERE name = 'full';
INSERT INTO texts VALUES ('none', '云棹市人民政府2021年政府信息公开工作年度报告');
SELECT t.name, i.* FROM texts AS t, govreport.indicators(govreport.parse(t.raw)) AS i ORDER BY t.name, i.indicator COLLATE "C";
-- A roll-up only tells what all of its reports do.
SELECT i.* FROM (SELECT govreport.rollup(govreport.parse(raw)) AS total FROM texts, generate_series(1, 3) WHERE name = 'full') AS t, govreport.indicators(t.total) AS i;
SELECT i.indicator, i.value FROM (SELECT govreport.rollup(govreport.parse(raw)) AS total FROM texts WHERE name IN ('full', 'blank')) AS t, govreport.indicators(t.total) AS i WHERE i.value IS NOT NULL;
SELECT * FROM govreport.indicators(NULL);

-- What the same columns of overview say.
CALL govreport.create_workspace('compared');
INSERT INTO compared.organs (id, name, parent, level, kind) VALUES (1, '云棹市人民政府', NULL, 'prefecture', 'government');
INSERT INTO compared.reports (raw) SELECT raw FROM texts WHERE name = 'full';
SELECT o.issuer, i.indicator, i.value FROM compared.overview AS o, compared.reports AS r, govreport.indicators(r.parsed) AS i
WHERE r.id = o.report_id AND i.value IS DISTINCT FROM (pg_catalog.to_jsonb(o) ->> i.indicator)::numeric AND pg_catalog.to_jsonb(o) ? i.indicator;

-- Twelve offices: five levels of shares, one blank, one impossible.
INSERT INTO compared.organs (id, name, parent, level, kind) SELECT 10 + i, '云棹市' || pg_catalog.substr('甲乙丙丁戊己庚辛壬癸子丑', i, 1) || '局', 1, 'prefecture', 'department' FROM pg_catalog.generate_series(1, 12) AS i;
INSERT INTO compared.reports (raw)
SELECT pg_catalog.replace(pg_catalog.replace(t.raw, '云棹市人民政府', o.name), '| 45 ', '| ' || 45 + CASE WHEN o.id <= 20 THEN (o.id % 5) * 10 ELSE 0 END || ' ')
FROM compared.organs AS o JOIN texts AS t ON t.name = CASE o.id WHEN 21 THEN 'blank' WHEN 22 THEN 'too much' ELSE 'full' END WHERE o.parent = 1;
SELECT organ, numerator, denominator, value, rank, compared, percentile, rank_of_kind, compared_of_kind, percentile_of_kind FROM compared.indicators WHERE indicator = 'share_granted' AND basis = 'published' ORDER BY organ;
SELECT * FROM compared.indicators WHERE basis = 'subtree' ORDER BY indicator COLLATE "C";
SET client_min_messages = warning;
DROP SCHEMA compared CASCADE;
