-- findings: what does not hold; assessment: how often each rule did
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS govreport;
RESET client_min_messages;
SET search_path = '';

CREATE FUNCTION pg_temp.proceedings(figures text) RETURNS govreport.report LANGUAGE sql AS $$
  SELECT govreport.parse('行政复议 | 行政诉讼
结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计
' || figures || ' | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0')
$$;
-- Error, warning, info: an identity that no filling of its open cells satisfies, that only one other than zero does, that zero does.
SELECT figures, f.rule, f.severity, f.row_key, f.column_key, f.expected, f.actual, f.difference, f.pos, f.len
FROM unnest(ARRAY['1 | 0 | 2 | 0 | 3', '1 | 0 | 2 | 0 | 4', '1 | 0 | 2 | 0 | 2', '1 | | 2 | 0 | 3', '1 | | 2 | 0 | 4', '1 | | 2 | 0 | 2',
                  '1 | 0 | 2 | 0 | ', '1 | — | 2 | 0 | ', '0 | 0 | 0 | 0 | ', ' | | | | ', '1 | 0 | -2 | 0 | -1', '1.5 | 0 | 2 | 0 | 3.5',
                  '1 | 0 | 若干 | 0 | 3']) WITH ORDINALITY AS t(figures, n)
     LEFT JOIN LATERAL govreport.findings(pg_temp.proceedings(figures)) AS f ON f.rule <> 'table.missing'
ORDER BY n, f.rule;

-- The three identities of the table of applications, each with its own cell.
SELECT f.* FROM govreport.findings(govreport.parse('申请人情况
一、本年新收政府信息公开申请数量 | 9 | 1 | 0 | 0 | 0 | 2 | 13 |
二、上年结转政府信息公开申请数量 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |
（七）总计 | 8 | 1 | 0 | 0 | 0 | 2 | 11 |
四、结转下年度继续办理 | 1 | 0 | 0 | 0 | 0 | 1 | 2 |')) AS f WHERE f.severity = 'error';

-- Missing and double tables; before 2019 nothing is missing.
SELECT rule, severity, table_key FROM govreport.findings(govreport.parse('云棹市2021年政府信息公开工作年度报告'));
SELECT rule, severity, table_key FROM govreport.findings(govreport.parse('云棹市2018年政府信息公开工作年度报告'));
SELECT rule, severity, table_key, pos, len FROM govreport.findings(govreport.parse('第二十条第（九）项
信息内容 | 采购项目数量 | 采购总金额
政府集中采购 | 1 | 5万元
政府集中采购 | 2 | 6万元')) WHERE rule = 'table.duplicate';

SELECT a.* FROM govreport.assessment(pg_temp.proceedings('1 | — | 2 | 0 | 4')) AS a;
SELECT a.* FROM govreport.assessment(govreport.parse('')) AS a;
SELECT * FROM govreport.findings(NULL);
SELECT * FROM govreport.assessment(NULL);
