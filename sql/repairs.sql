-- repairs, apply_repairs, child_repairs: which cell is wrong, and what it should be
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS govreport;
RESET client_min_messages;
SET search_path = '';

-- A whole table of 2019; the arguments stand for the cells of 予以公开.
CREATE FUNCTION pg_temp.report(granted text, year int DEFAULT 2020, received text DEFAULT '24 | 2 | 0 | 0 | 1 | 0 | 27') RETURNS govreport.report LANGUAGE sql IMMUTABLE
RETURN govreport.parse(format('青禾市石桥区人民政府%2$s年政府信息公开工作年度报告
三、收到和处理政府信息公开申请情况
| 申请人情况 | 自然人 | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 | 总计 |
| 一、本年新收政府信息公开申请数量 | %3$s |
| 二、上年结转政府信息公开申请数量 | 1 | 0 | 0 | 0 | 0 | 0 | 1 |
| （一）予以公开 | %1$s |
| （二）部分公开 | 3 | 0 | 0 | 0 | 0 | 0 | 3 |
| （三）不予公开 | 1.属于国家秘密 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |
| | 2.其他法律行政法规禁止公开 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |
| | 3.危及“三安全一稳定” | 0 | 0 | 0 | 0 | 0 | 0 | 0 |
| | 4.保护第三方合法权益 | 2 | 0 | 0 | 0 | 0 | 0 | 2 |
| | 5.属于三类内部事务信息 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |
| | 6.属于四类过程性信息 | 1 | 0 | 0 | 0 | 0 | 0 | 1 |
| | 7.属于行政执法案卷 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |
| | 8.属于行政查询事项 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |
| （四）无法提供 | 1.本机关不掌握相关政府信息 | 4 | 1 | 0 | 0 | 0 | 0 | 5 |
| | 2.没有现成信息需要另行制作 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |
| | 3.补正后申请内容仍不明确 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |
| （五）不予处理 | 1.信访举报投诉类申请 | 1 | 0 | 0 | 0 | 0 | 0 | 1 |
| | 2.重复申请 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |
| | 3.要求提供公开出版物 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |
| | 4.无正当理由大量反复申请 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |
| | 5.要求行政机关确认或重新出具已获取信息 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |
| （六）其他处理 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |
| （七）总计 | 23 | 2 | 0 | 0 | 1 | 0 | 26 |
| 四、结转下年度继续办理 | 2 | 0 | 0 | 0 | 0 | 0 | 2 |', granted, year, received));

CREATE TEMPORARY TABLE example (id int, what text, parsed govreport.report);
INSERT INTO example VALUES
(1, 'right', pg_temp.report('12 | 1 | 0 | 0 | 1 | 0 | 14')),
(2, 'a digit', pg_temp.report('12 | 7 | 0 | 0 | 1 | 0 | 14')),
(3, 'two cells', pg_temp.report('12 | 7 | 0 | 0 | 1 | 0 | 140')),
(4, 'a blank', pg_temp.report('12 | 1 | 0 | 0 | 1 | 0 | ')),
(5, 'a shifted row', pg_temp.report('0 | 12 | 1 | 0 | 0 | 1 | 0')),
(6, 'moved within a row', pg_temp.report('11 | 2 | 0 | 0 | 1 | 0 | 14'));
SELECT e.id, e.what, r.* FROM example AS e, govreport.repairs(e.parsed) AS r ORDER BY e.id, r.solution LIMIT 40;
SELECT e.id, e.what, count(DISTINCT r.solution) AS solutions, bool_or(r.certain) AS certain
FROM example AS e, govreport.repairs(e.parsed) AS r GROUP BY e.id, e.what ORDER BY e.id;

-- Applied: the sums hold, and what was printed is kept.
SELECT e.id, govreport.reconciles(e.parsed) AS before, govreport.reconciles(a.parsed) AS after, c.value, c.status, c.pos IS NOT NULL AS has_place,
       (SELECT cell -> 'printed' FROM jsonb_path_query(a.parsed::jsonb, '$.tables[*].rows[*].cells[*] ? (@.status == "repaired")') AS cell LIMIT 1) AS printed
FROM example AS e CROSS JOIN LATERAL (SELECT govreport.apply_repairs(e.parsed) AS parsed) AS a
LEFT JOIN LATERAL (SELECT * FROM govreport.cells(a.parsed) WHERE status = 'repaired' LIMIT 1) AS c ON true
ORDER BY e.id;
SELECT bool_and(govreport.report_eq(a::text::govreport.report, a)) AS text_keeps_all,
       bool_and(govreport.report_eq(govreport.apply_repairs(a), a)) AS once_is_enough,
       bool_and(govreport.report_eq(a, example.parsed) = (id IN (1, 6))) AS only_what_is_certain
FROM example, govreport.apply_repairs(parsed) AS a;

-- A repaired cell counts with its figure.
SELECT govreport.value(govreport.rollup(parsed), 'applications', 'granted', 'business') AS printed,
       govreport.value(govreport.rollup(govreport.apply_repairs(parsed)), 'applications', 'granted', 'business') AS repaired
FROM example WHERE id IN (1, 2);
SELECT count(*) AS of_a_roll_up FROM govreport.repairs((SELECT govreport.rollup(parsed) FROM example));
SELECT govreport.report_eq(govreport.apply_repairs(r), r) AS as_it_was FROM (SELECT govreport.rollup(parsed) AS r FROM example) AS t;

-- What was printed belongs to repaired cells, and only to them.
SELECT '{"version":1,"header":{"layout":"pipe"},"tables":[{"table":"applications","form":"2021","rows":[{"row":"granted","cells":[{"column":"other","value":1,"status":"repaired"}]}]}],"diagnostics":[]}'::govreport.report;
SELECT '{"version":1,"header":{"layout":"pipe"},"tables":[{"table":"applications","form":"2021","rows":[{"row":"granted","cells":[{"column":"other","value":1,"printed":{"value":2}}]}]}],"diagnostics":[]}'::govreport.report;
SELECT '{"version":1,"header":{"layout":"pipe"},"tables":[{"table":"applications","form":"2021","rows":[{"row":"granted","cells":[{"column":"other","value":1,"status":"repaired","printed":{"value":2,"status":"summed"}}]}]}],"diagnostics":[]}'::govreport.report;
SELECT '{"version":1,"header":{"layout":"pipe"},"tables":[{"table":"applications","form":"2021","rows":[{"row":"granted","cells":[{"column":"other","value":1,"status":"repaired","printed":{"status":"blank"}}]}]}],"diagnostics":[]}'::govreport.report;

-- The HINT tells the certain ones.
SELECT govreport.assert_reconciles(parsed) FROM example WHERE id = 2;
SELECT govreport.assert_reconciles(parsed) FROM example WHERE id = 6;

-- Last year's report decides on the order at most: no solution goes, and none becomes certain.
SELECT r.solution, r.row_key, r.column_key, r.printed, r.proposed, r.certain
FROM govreport.repairs(pg_temp.report('12 | 1 | 0 | 0 | 1 | 0 | 14', 2020, '23 | 3 | 0 | 0 | 1 | 0 | 27')) AS r ORDER BY r.solution;
SELECT r.solution, r.row_key, r.column_key, r.printed, r.proposed, r.certain
FROM govreport.repairs(pg_temp.report('12 | 1 | 0 | 0 | 1 | 0 | 14', 2020, '23 | 3 | 0 | 0 | 1 | 0 | 27'),
                       pg_temp.report('12 | 1 | 0 | 0 | 1 | 0 | 14', 2019)) AS r ORDER BY r.solution;
SELECT * FROM govreport.repairs(NULL, NULL);

-- A parent and two children: who counted wrong?
CREATE TEMPORARY TABLE parent AS SELECT govreport.rollup(parsed) AS published FROM example WHERE id IN (1);
SELECT e.id, r.row_key, r.column_key, r.printed, r.proposed, r.kind, r.certain
FROM example AS e, govreport.child_repairs(
  (SELECT govreport.plus(published, published) FROM parent), (SELECT govreport.rollup(parsed) FROM example WHERE id IN (1, 2)), e.parsed) AS r
WHERE e.id IN (1, 2) ORDER BY e.id;

-- What breaks no sum, and prose or last year reveals.  None of it is certain.
CREATE FUNCTION pg_temp.told(prose text, year int DEFAULT 2020) RETURNS govreport.report LANGUAGE sql IMMUTABLE
RETURN govreport.parse(format('青禾市石桥区人民政府%2$s年政府信息公开工作年度报告
一、总体情况
%1$s
二、主动公开政府信息情况
第二十条第（九）项
信息内容 | 采购项目数量 | 采购总金额
政府集中采购 | 10 | 150万元
三、收到和处理政府信息公开申请情况
申请人情况
一、本年新收政府信息公开申请数量 | 2 | 0 | 0 | 0 | 0 | 0 | 2
二、上年结转政府信息公开申请数量 | 15 | 0 | 0 | 0 | 0 | 0 | 15
（一）予以公开 | 3 | 0 | 0 | 0 | 0 | 0 | 3
（二）部分公开 | 12 | 0 | 0 | 0 | 0 | 0 | 12
四、结转下年度继续办理 | 2 | 0 | 0 | 0 | 0 | 0 | 2
四、政府信息公开行政复议、行政诉讼情况
行政复议 | 行政诉讼
结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计
1 | 0 | 2 | 0 | 3 | 4 | 0 | 0 | 1 | 5 | 0 | 0 | 0 | 0 | 0', prose, year));
SELECT r.* FROM govreport.repairs(pg_temp.told('行政复议3件。')) AS r WHERE r.kind <> 'fill';
SELECT r.* FROM govreport.repairs(pg_temp.told('全年行政复议5件，未经复议直接起诉3件。')) AS r WHERE r.kind <> 'fill';
SELECT r.table_key, r.printed, r.proposed, r.kind, r.certain
FROM govreport.repairs(pg_temp.told(''), replace(pg_temp.told('', 2019)::text, '"value":150,', '"value":1600000,')::govreport.report) AS r WHERE r.table_key = 'disclosure';
SELECT r.table_key, r.row_key, r.printed, r.proposed, r.kind, r.certain
FROM govreport.repairs(govreport.parse('青禾市林业局2016年政府信息公开工作年度报告
一、概述
本年共收取依申请公开政府信息费用1.2万元。
政府信息公开情况统计表
统计指标 | 单位 | 统计数
一、主动公开情况 | — | —
（一）主动公开政府信息数 | 条 | 20
（一）收到申请数 | 件 | 3
1.当面申请数 | 件 | 3
七、依申请公开信息收取的费用 | 万元 | 12000')) AS r WHERE r.kind <> 'fill';
