-- workspace: an ingest table and the views over it
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS govreport;
RESET client_min_messages;
SET client_min_messages = warning;
DROP SCHEMA IF EXISTS "Berichte 2020" CASCADE;
RESET client_min_messages;
SET search_path = '';

CALL govreport.create_workspace('Berichte 2020');
\d "Berichte 2020".reports
SELECT c.relname, c.relkind, pg_catalog.obj_description(c.oid, 'pg_class') IS NOT NULL AS has_comment
FROM pg_catalog.pg_class AS c JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
WHERE n.nspname = 'Berichte 2020' AND c.relkind IN ('r', 'v') ORDER BY c.relname COLLATE "C";
SELECT p.proname FROM pg_catalog.pg_proc AS p JOIN pg_catalog.pg_namespace AS n ON n.oid = p.pronamespace
WHERE n.nspname = 'Berichte 2020' AND (pg_catalog.obj_description(p.oid, 'pg_proc') IS NULL OR p.prosecdef) ORDER BY 1;

INSERT INTO "Berichte 2020".reports (source_url, raw) VALUES
('https://example.invalid/1', '槐川市北岑区人民政府2020年政府信息公开工作年度报告
第二十条第（九）项
信息内容 | 采购项目数量 | 采购总金额
政府集中采购 | 10 | 1.5亿元
申请人情况
一、本年新收政府信息公开申请数量 | 9 | 1 | 0 | 0 | 0 | 2 | 12 |
行政复议 | 行政诉讼
结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计
1 | 0 | 2 | 0 | 4 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0'),
('https://example.invalid/2', '鹭岚镇人民政府2018年政府信息公开工作年度报告');
SELECT report_id, title, issuer, level, kind, year, layout FROM "Berichte 2020".headers ORDER BY 1;
\x on
SELECT * FROM "Berichte 2020".overview ORDER BY report_id;
\x off
SELECT report_id, issuer, year, row_key, column_key, value, unit FROM "Berichte 2020".cells WHERE row_key = 'procurement' ORDER BY 1, 5;
SELECT report_id, issuer, year, row_key, column_key, value, unit FROM "Berichte 2020".disclosure WHERE row_key = 'procurement' ORDER BY 1, 5;
SELECT report_id, issuer, year, row_key, total FROM "Berichte 2020".applications WHERE total IS NOT NULL;
SELECT report_id, issuer, year, row_key, total FROM "Berichte 2020".proceedings ORDER BY report_id, ordinal;
SELECT report_id, rule, severity, row_key, expected, actual FROM "Berichte 2020".findings WHERE severity = 'error';
SELECT report_id, rule, failed FROM "Berichte 2020".assessment WHERE failed > 0 ORDER BY report_id, rule COLLATE "C";

-- Shares of what was concluded, decided and on hand; NULL where that is nothing, or not known.
INSERT INTO "Berichte 2020".reports (raw) VALUES
('云棹市2021年政府信息公开工作年度报告
申请人情况
一、本年新收政府信息公开申请数量 | 40 | 0 | 0 | 0 | 0 | 0 | 40 |
二、上年结转政府信息公开申请数量 | 10 | 0 | 0 | 0 | 0 | 0 | 10 |
（一）予以公开 | 20 | 0 | 0 | 0 | 0 | 0 | 20 |
（二）部分公开 | 4 | 0 | 0 | 0 | 0 | 0 | 4 |
（五）不予处理 | 1.信访举报投诉类申请 | 3 | 0 | 0 | 0 | 0 | 0 | 3 |
（七）总计 | 45 | 0 | 0 | 0 | 0 | 0 | 45 |
四、结转下年度继续办理 | 5 | 0 | 0 | 0 | 0 | 0 | 5 |
行政复议 | 行政诉讼
结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计
3 | 1 | 1 | 7 | 12 | 1 | 0 | 0 | 2 | 3 | 0 | 1 | 1 | 0 | 2'),
('云棹市2022年政府信息公开工作年度报告
申请人情况
一、本年新收政府信息公开申请数量 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |
二、上年结转政府信息公开申请数量 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |
（一）予以公开 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |
（七）总计 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |
行政复议 | 行政诉讼
结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计
0 | 0 | 0 | 2 | 2 | 1 | — | 0 | 0 | 1 | 0 | 0 | 0 | 0 | 0');
SELECT year, share_granted, share_denied, share_unavailable, share_rejected, share_carried_over, share_corrected_reconsideration, share_corrected_litigation
FROM "Berichte 2020".overview WHERE issuer = '云棹市' ORDER BY year;

-- Corrections, and decisions about them that outlive a reload.
SELECT report_id, cell, printed, proposed, kind, why, certain, solution, other_solutions, pos IS NOT NULL AS has_place
FROM "Berichte 2020".corrections WHERE report_id = 1 ORDER BY table_key, solution;
INSERT INTO "Berichte 2020".decisions (issuer, year, table_key, row_key, column_key, printed, proposed, decision)
SELECT issuer, year, table_key, row_key, column_key, printed, proposed, CASE WHEN proposed = 3 THEN 'accepted' ELSE 'dismissed' END
FROM "Berichte 2020".corrections WHERE report_id = 1 AND table_key = 'proceedings' AND solution < 3;
INSERT INTO "Berichte 2020".decisions (issuer, year, table_key, row_key, column_key, printed, proposed, decision)
SELECT issuer, year, table_key, row_key, column_key, printed, proposed, 'dismissed' FROM "Berichte 2020".decisions ORDER BY column_key LIMIT 1;
UPDATE "Berichte 2020".reports SET raw = raw || ' ';
SELECT report_id, cell, proposed FROM "Berichte 2020".corrections WHERE report_id = 1 AND table_key = 'proceedings' ORDER BY solution;
SELECT decision, count(*) FROM "Berichte 2020".decisions GROUP BY decision ORDER BY 1;

-- What is parsed cannot be written, only read.
INSERT INTO "Berichte 2020".reports (raw, parsed) VALUES ('', govreport.parse(''));
UPDATE "Berichte 2020".reports SET raw = '' WHERE source_url LIKE '%/1';
SELECT report_id, issuer, errors FROM "Berichte 2020".overview ORDER BY report_id;

CALL govreport.create_workspace('Berichte 2020');
CALL govreport.create_workspace(NULL);
SET client_min_messages = warning;
DROP SCHEMA "Berichte 2020" CASCADE;
