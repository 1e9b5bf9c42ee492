-- applications: the table of applications, a row a row
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS govreport;
RESET client_min_messages;
SET search_path = '';

-- Group labels before the first row of the group, or nowhere; 其他 as row and as column.
SELECT a.* FROM govreport.applications(govreport.parse('
（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和） | 申请人情况 | ||||||||
自然人 | 法人或其他组织 | 总计 |
商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 |
一、本年新收政府信息公开申请数量 | 9 | 1 | 0 | 0 | 0 | 2 | 12 | ||
三、本年度办理结果 | （一）予以公开 | 4 | 0 | 0 | 0 | 0 | 1 | 5 | |
（三）不予公开 | 1.属于国家秘密 | 1 | 0 | 0 | 0 | 0 | 0 | 1 | |
7.属于行政执法案件 | 1 | | 0 | 0 | 0 | 0 | 1 | ||
（六）其他处理 | 2 | 1 | 0 | 0 | 0 | 1 | 4 |
（七）总计 | 8 | 1 | 0 | 0 | 0 | 2 | 11 |
四、结转下年度继续办理 | 1 | 0 | 0 | 0 | 0 | 0 | 1')) AS a;
SELECT row_key, label, other, total FROM govreport.applications(govreport.parse(E'
\t\t自然人\t法人或其他组织
\t\t\t商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他\t总计
\t（六）其他处理\t1、逾期不补正\t\t2\t0\t0\t0\t0\t0\t2
\t\t2、逾期不缴费\t\t0\t0\t0\t0\t0\t0\t0
\t\t3.其他\t\t1\t0\t0\t0\t0\t3\t4
（七）总计\t\t3\t0\t0\t0\t0\t3\t6\t')) WHERE total IS NOT NULL;
-- An unknown row is left out and shifts nothing.
SELECT row_key, natural_person, total FROM govreport.applications(govreport.parse('
申请人情况
8.属于行政查询事项 | 2 | 0 | 0 | 0 | 0 | 0 | 2
9.属于工作秘密 | 5 | 0 | 0 | 0 | 0 | 0 | 5
（四）无法提供 | 1.本机关不掌握相关政府信息 | 3 | 0 | 0 | 0 | 0 | 0 | 3')) WHERE total IS NOT NULL;
SELECT count(*) FROM govreport.applications(govreport.parse('没有表格'));
SELECT * FROM govreport.applications(NULL);
