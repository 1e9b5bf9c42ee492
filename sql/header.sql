-- header: title, issuer, year, period and what else stands above the tables
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS govreport;
RESET client_min_messages;
SET search_path = '';
SET datestyle = ISO;

SELECT h.title, h.issuer, h.level, h.kind, h.year
FROM unnest(ARRAY[
  '沧渚省槐川市人民政府2020年政府信息公开工作年度报告',
  '槐川市人民政府2020年政府信息公开工作年度报告',
  '槐川市北岑区人民政府2021年度政府信息公开工作年度报告',
  '2022年雁回县教育局政府信息公开年度报告',
  '雁回县人民政府办公室二〇二三年政府信息公开工作年度报告',
  '鹭岚镇人民政府 ２０２１ 年政府信息公开工作年报',
  '槐川市云岭经济技术开发区管理委员会2020年政务公开工作年度报告',
  '槐川市第二人民医院2020年政府信息公开工作年度报告',
  '现公布槐川市北岑区2018年政府信息公开工作年度报告。',
  '政府信息公开工作年度报告',
  '2020年政府信息公开工作年度报告',
  '《槐川市人民政府2020年政府信息公开工作年度报告》',
  '关于雁回县2019年的总结']) WITH ORDINALITY AS t(line, n),
  LATERAL govreport.header(govreport.parse(line)) AS h
ORDER BY n;

-- The period decides over the title, and their conflict is a finding.
CREATE TEMPORARY TABLE sample AS SELECT govreport.parse('雁回县水务局2022年政府信息公开工作年度报告
发布时间：2024-01-19 来源：办公室
统计期限自2023年1月1日起至12月31日止。
网站标识码：9901000003') AS parsed;
SELECT h.* FROM sample, govreport.header(parsed) AS h;
SELECT rule, severity, expected, actual, difference, pos, len FROM sample, govreport.findings(parsed) WHERE rule = 'header.year';
SELECT govreport.title(parsed), govreport.issuer(parsed), govreport.level(parsed), govreport.kind(parsed), govreport.report_year(parsed) FROM sample;
SELECT govreport.period(parsed), govreport.published(parsed), govreport.site_code(parsed), govreport.layout(parsed) FROM sample;

-- Periods and dates as they are written.
SELECT line, h.period, h.year
FROM unnest(ARRAY[
  '自2020年1月1日起至2020年12月31日止', '2021年1月1日—2021年12月31日', '2021年1月1日至12月31日', '从2022年1月1日到2022年12月31日',
  '二〇二〇年一月一日至二〇二〇年十二月三十一日', '２０２０年１月１日至１２月３１日', '2008年5月1日至2008年12月31日',
  '2020年1月1日至2020年13月31日', '2020年12月31日至2020年1月1日', '201711日至20171231日']) WITH ORDINALITY AS t(line, n),
  LATERAL govreport.header(govreport.parse('统计期限' || line)) AS h
ORDER BY n;
SELECT line, govreport.published(govreport.parse(line))
FROM unnest(ARRAY['发布时间：2021-01-30 10:45:02', '发布日期:2021年1月30日', '成文日期 2021.1.30', '发布日期 | 2021/01/30', '发布时间：2021-02-30', '2021-01-30'])
  WITH ORDINALITY AS t(line, n) ORDER BY n;
SELECT line, govreport.site_code(govreport.parse(line))
FROM unnest(ARRAY['网站标识码：9901000003', '网站标识码:bm99000001', '网站标识码：99010000031', '网站标识码：990100']) WITH ORDINALITY AS t(line, n) ORDER BY n;

-- Without anything to read: NULLs, not guesses.
SELECT h.* FROM govreport.header(govreport.parse('一片空白')) AS h;
SELECT govreport.header(NULL) IS NULL AS "null";
