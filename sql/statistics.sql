-- statistics: the table of 2014 to 2018 and the local tables before it; quantities over all forms
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS govreport;
RESET client_min_messages;
SET search_path = '';

CREATE TEMPORARY TABLE older AS
SELECT name, raw, govreport.parse(raw) AS parsed
FROM (VALUES ('2014', '政府信息公开情况统计表
（2016年度）
统计指标 | 单位 | 统计数
一、主动公开情况 | —— |
（一）主动公开政府信息数（不同渠道和方式公开相同信息计1条） | 条 | 1203
其中：主动公开规范性文件数 | 条 | 12
制发规范性文件总数 | 件 | 9
（一）收到申请数 | 件 | 25
1.当面申请数 | 件 | 6
2.传真申请数 | 件 | 0
3.网络申请数 | 件 | 12
4.信函申请数 | 件 | 7
（二）申请办结数 | 件 | 24
1.按时办结数 | 件 | 24
2.延期办结数 | 件 |
四、行政复议数量 | 件 | 3
（一）维持具体行政行为数 | 件 | 2
（二）被依法纠错数 | 件 | 1
（三）其他情形数 | 件 | 0
五、行政诉讼数量 | 件 | 2
（一）维持具体行政行为或者驳回原告诉讼请求数 | 件 | 1
（二）被依法纠错数 | 件 | 0
（三）其他情形数 | 件 | 0
七、依申请公开信息收取的费用 | 元 | 350
十、政务公开专栏更新数 | 条 | 118'),
('levels', E'序号\t统计指标\t计量单位\t统计数\t\t\n\t\t\t合计\t区政府\t区直单位\n1\t收到申请数\t件\t9\t4\t5\n2\t当面申请数\t件\t9\t4\t5\n3\t按时办结数\t件\t8\t4\t4'),
('local', '指标名称 | 计量单位 | 代码 | 本期实际 | 本年累计
主动公开信息数 | 条 | 01 | 120 | 480
申请总数 | 件 | 10 | 2 | 9
其中：1.当面申请数 | 件 | 11 | 1 | 3
网上申请数 | 件 | 14 | 1 | 6
“免予公开范围1”数 | 件 | 25 | 0 | 1
行政申诉数 | 件 | 34 | 0 | 0')) AS t (name, raw);
SELECT name, s.* FROM older, govreport.statistics(parsed, raw) AS s WHERE s.value IS NOT NULL ORDER BY name, ordinal;
SELECT name, s.ordinal, s.label FROM older, govreport.statistics(parsed) AS s WHERE s.row_key IS NULL;
SELECT name, govreport.form(parsed, 'statistics'), govreport.layout(parsed), count(*) FROM older, govreport.cells(parsed) GROUP BY 1, 2, 3 ORDER BY 1;
SELECT name, c.row_key, c.column_key, c.value, c.unit, substr(raw, c.pos, c.len) AS printed, substr(raw, c.label_pos, c.label_len) AS label
FROM older, govreport.cells(parsed) AS c WHERE c.column_key IS DISTINCT FROM 'total' OR c.row_key IS NULL ORDER BY name, c.pos;
SELECT name, f.rule, f.severity, f.row_key, f.expected, f.actual, govreport.describe(f) FROM older, govreport.findings(parsed) AS f ORDER BY name, f.rule;
SELECT name, govreport.reconciles(parsed) FROM older ORDER BY name;
-- One vocabulary over all forms.
SELECT name, q.quantity, q.value, q.unit, q.form, q.row_key FROM older, govreport.quantities(parsed) AS q ORDER BY name, q.quantity;
SELECT name, govreport.value(parsed, 'applications', 'received', 'total') AS received,
       govreport.value(parsed, 'proceedings', 'litigation', 'total') AS litigation,
       govreport.value(parsed, 'disclosure', 'normative_documents', 'made') AS normative_documents,
       govreport.value(parsed, 'statistics', 'received', 'period') AS period,
       govreport.value(parsed, 'statistics', 'fee', 'total') AS fee
FROM older ORDER BY name;
-- A roll-up over forms adds what means the same.
SELECT govreport.value(s, 'applications', 'received', 'total') AS received, govreport.value(s, 'statistics', 'received', 'total') AS the_same,
       govreport.value(s, 'applications', 'received', 'natural_person') AS natural_person
FROM (SELECT govreport.rollup(p) AS s FROM (SELECT parsed AS p FROM older UNION ALL
      SELECT govreport.parse('申请人情况
一、本年新收政府信息公开申请数量 | 57 | 1 | 0 | 0 | 0 | 0 | 58')) AS t) AS t;
SELECT * FROM govreport.statistics(NULL);
SELECT * FROM govreport.quantities(NULL);
