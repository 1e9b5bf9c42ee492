-- describe: a finding in one sentence
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS govreport;
RESET client_min_messages;
SET search_path = '';

CREATE TEMPORARY TABLE sample AS SELECT row_number() OVER () AS n, f FROM govreport.findings(govreport.parse('雁回县水务局2022年政府信息公开工作年度报告
统计期限自2023年1月1日起至2023年12月31日止。' || U&'\FFFD' || '
第二十条第（一）项
信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数
规章 | 1 | -1 | 2.5
行政规范性文件 | 321557
行政规范性文件 | 3 | 5 | 7
第二十条第（六）项
信息内容 | 本年处理决定数量
行政处罚 | 见附件
行政复议 | 行政诉讼
结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计
1 | 0 | 2 | 0 | 4 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 1000000')) AS f;
SELECT (f).rule, govreport.describe(f) FROM sample ORDER BY n;
SELECT (f).rule, govreport.describe(f, 'en') FROM sample ORDER BY n;
SELECT count(*) FROM sample WHERE govreport.describe(f) <> govreport.describe(f, 'zh');
-- The identities of applications, and cells that are not there.
SELECT govreport.describe(f, l) FROM govreport.findings(govreport.parse('申请人情况
一、本年新收政府信息公开申请数量 | 9 | 1 | 0 | 0 | 0 | 2 | 13 |
二、上年结转政府信息公开申请数量 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |
（七）总计 | 8 | 1 | 0 | 0 | 0 | 2 | 11 |
四、结转下年度继续办理 | 1 | 0 | 0 | 0 | 0 | 1 | 2 |')) AS f, unnest(ARRAY['zh', 'en']) AS l WHERE f.severity <> 'warning' AND f.difference <> 0;
-- Findings of one's own making.
SELECT govreport.describe(ROW('table.missing', 'warning', 'proceedings', NULL, NULL, NULL, NULL, NULL, NULL, NULL)::govreport.finding, 'en');
SELECT govreport.describe(ROW('table.negative', 'error', 'no table', 'no row', 'no column', NULL, NULL, NULL, NULL, NULL)::govreport.finding, 'en');
SELECT govreport.describe(ROW('no.rule', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL)::govreport.finding);
SELECT govreport.describe(ROW(NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL)::govreport.finding);
SELECT govreport.describe(f, 'fr') FROM sample;
SELECT govreport.describe(NULL::govreport.finding), govreport.describe(f, NULL) FROM sample LIMIT 1;
