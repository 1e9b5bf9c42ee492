-- parse: any text is accepted, in any layout
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS govreport;
RESET client_min_messages;
SET search_path = '';

CREATE FUNCTION pg_temp.read(raw text) RETURNS TABLE (cell text, value numeric, unit text, status text, source text)
LANGUAGE sql AS $$
  SELECT row_key || '/' || column_key, value, unit, status, substr(raw, pos, len)
  FROM govreport.cells(govreport.parse(raw)) WHERE status <> 'missing'
$$;

-- Pipes, borders left out or doubled.
SELECT * FROM pg_temp.read('
信息内容 | 采购项目数量 | 采购总金额（单位：万元）
政府集中采购 | 12 | 340.5000 | ||');
SELECT * FROM pg_temp.read('
| 信息内容 | 采购项目数量 | 采购总金额 |
| 政府集中采购 | 12 | 340.5万元 |');
-- Tabs.
SELECT * FROM pg_temp.read(E'\n信息内容\t采购项目数量\t采购总金额\n政府集中采购\t12\t340万元\t\t');
-- Windows line ends.
SELECT * FROM pg_temp.read(E'信息内容\t采购项目数量\t采购总金额\r\n政府集中采购\t12\t340万元\r\n');
-- Cells glued together: read where there is one way to do so, else none is.
SELECT * FROM pg_temp.read(E'信息内容采购项目数量采购总金额（单位：万元）\n政府集中采购00');
SELECT * FROM pg_temp.read(E'信息内容采购项目数量采购总金额（单位：万元）\n政府集中采购456');
-- An empty cell that holds a line end breaks its row.
SELECT * FROM pg_temp.read('
申请人情况
一、本年新收政府信息公开申请数量 | 5 | 1 | 0 |
| 0 | 2 | 8 | ||');
-- A row of too few or too many figures is not filled from one side.
SELECT * FROM pg_temp.read('
申请人情况
一、本年新收政府信息公开申请数量 | 5 | 1 | 0 |');
SELECT * FROM pg_temp.read('
申请人情况
一、本年新收政府信息公开申请数量 | 5 | 1 | 0 | 0 | 0 | 2 | 8 | 9 |');
-- Words of a sentence are no table.
SELECT * FROM pg_temp.read('上年结转政府信息公开申请数量0件。行政许可类信息979条。行政处罚 12');

-- Nothing, and things that are nothing.
SELECT govreport.parse(NULL);
SELECT govreport.parse('');
SELECT count(*) FROM govreport.cells(govreport.parse(''));
SELECT DISTINCT govreport.parse(t)::text FROM unnest(ARRAY['|', '||||', E'\t\t\t', E'\n\n\n', '| | |' || E'\n' || '|||', E' \r\n \r\n', '　　', '一、', '（', '1.', '第二十条']) AS t;
SELECT govreport.parse(E'\u0001\u0002\u0008\u001b[31m\u007f\u0085\u200b\ufeff') IS NOT NULL AS control_characters;
SELECT govreport.parse(repeat('|', 100000)) IS NOT NULL AS separators, govreport.parse(repeat(E'\t', 100000) || '1') IS NOT NULL AS tabs,
       govreport.parse(repeat('（', 100000)) IS NOT NULL AS brackets, govreport.parse(repeat('9', 100000)) IS NOT NULL AS digits,
       govreport.parse(repeat('规章 | 1 |' || E'\n', 10000)) IS NOT NULL AS rows;
-- A file that is no text at all, read with a single-byte encoding.
SELECT govreport.parse(convert_from(decode('7f454c4602010180ff90e5a3', 'hex'), 'LATIN1')) AS binary_file;
-- Undecodable characters are a remark.
SELECT rule, severity, actual, pos FROM govreport.findings(govreport.parse(U&'\FFFD报告\FFFD')) ;

-- Numbers.
SELECT v AS printed, f.value, f.unit, f.status
FROM unnest(ARRAY['7', '07', '1,234', '12,34', '1，234', '１２３', '1 288', '1 2', '12件', '12 件', '3批次', '-4', '－4', '−4', '+4', '增4', '减4', '↓4',
                  '持平', '无', '/', '—', '', '4（其中修订1件）', '4*', '0.5', '约4', '4元', '十二', '1000000000000', '1000000000001',
                  '99999999999999999999999999', '1e3', '0x10', 'NaN', '4.', '.5']) WITH ORDINALITY AS t(v, n),
     LATERAL (SELECT * FROM govreport.cells(govreport.parse('信息内容 | 上一年项目数量 | 本年增/减
行政事业性收费 | 5 | ' || v || ' |')) WHERE row_key = 'fees' AND column_key = 'change') AS f
ORDER BY n;
-- Money.
SELECT v AS printed, f.value, f.unit, f.status, govreport.value(p, 'disclosure', 'procurement', 'amount') AS wan_yuan
FROM unnest(ARRAY['31.17亿元', '10860.82万元', '251000元', '0', '0元', '8040', '12件', '1,234.5678万元', '-3万元', '0.000000000001亿元']) WITH ORDINALITY AS t(v, n),
     LATERAL (SELECT govreport.parse('信息内容 | 采购项目数量 | 采购总金额
政府集中采购 | 1 | ' || v || ' |') AS p) AS r,
     LATERAL (SELECT * FROM govreport.cells(p) WHERE row_key = 'procurement' AND column_key = 'amount') AS f
ORDER BY n;
