-- disclosure: the table of information disclosed on own initiative, money in 万元
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS govreport;
RESET client_min_messages;
SET search_path = '';

SELECT d.* FROM govreport.disclosure(govreport.parse('第二十条第（一）项 | |||
信息内容 | 本年新 制作数量 | 本年新 公开数量 | 对外公开 总数量 |
规章 | 0 | 0 | 0 |
规范性文件 | 20 | 20 | 225 |
第二十条第（五）项 | |||
信息内容 | 上一年项目 数量 | 本年增/减 | 处理决定数量 |
行政许可 | 406 | -47 | 182376 |
其他对外管理服务事项 | 773 | +10 | 228990 |
第二十条第（六）项 | |||
信息内容 | 上一年项目 数量 | 本年增/减 | 处理决定数量 |
行政处罚 | 3428 | 减12 | 185497 |
行政强制 | 156 | 持平 | 9712 |
第二十条第（八）项 | |||
信息内容 | 上一年项目 数量 | 本年增/减 | |
行政事业性 收费 | 20 | ↓2 | |
第二十条第（九）项 | |||
信息内容 | 采购项目数量 | 采购总金额 | |
政府集中采购 | 172 | 31.17亿元 |')) AS d;
SELECT d.* FROM govreport.disclosure(govreport.parse(E'第二十条第（一）项
信息内容\t本年制发件数\t本年废止件数\t现行有效件数
规章\t0\t0\t3
规范性文件\t22（其中修订16件）\t4\t55（含自然失效29件）
第二十条第（五）项
信息内容\t本年处理决定数量
行政许可\t１，１１３
第二十条第（六）项
信息内容\t本年处理决定数量
行政处罚\t40
行政强制\t0
第二十条第（八）项
信息内容\t本年收费金额（单位：万元）
行政事业性收费\t59237.2449')) AS d;
-- Without a unit money is unknown, but for zero.
SELECT v, d.value, d.unit FROM unnest(ARRAY['8040', '0', '8040万元']) AS v,
  govreport.disclosure(govreport.parse('信息内容 | 采购项目数量 | 采购总金额
政府集中采购 | 3 | ' || v)) AS d WHERE column_key = 'amount';
SELECT * FROM govreport.disclosure(NULL);
