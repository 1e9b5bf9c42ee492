-- One issuer over twelve years and three forms: every quantity that the forms share, each year, in one unit.
\set QUIET on
BEGIN;
SET LOCAL client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS pgtap;
CREATE EXTENSION IF NOT EXISTS govreport;
SELECT plan(11);

-- Figures that follow from the year alone, so that the expected ones can be computed beside.
CREATE FUNCTION pg_temp.figure(quantity text, year int) RETURNS int LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE quantity WHEN 'normative_documents' THEN year - 2000 WHEN 'granted' THEN 3 * (year - 2010) WHEN 'partly_granted' THEN year - 2013
                       WHEN 'denied' THEN year - 2012 WHEN 'concluded' THEN 5 * (year - 2010) - 5 WHEN 'received' THEN 5 * (year - 2010) - 5
                       WHEN 'reconsideration' THEN year - 2011 WHEN 'litigation' THEN year - 2013 END
$$;

CREATE FUNCTION pg_temp.applicants(label text, figure int) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT format(E'%s | %s | 0 | 0 | 0 | 0 | 0 | %s |\n', label, figure, figure)
$$;

CREATE FUNCTION pg_temp.text_of(year int) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT format(E'青湖县人民政府%s年政府信息公开工作年度报告\n本报告的统计期限为%s年1月1日至%s年12月31日。\n', year, year, year) ||
    CASE WHEN year < 2019 THEN
      format(E'统计指标 | 单位 | 统计数\n制发规范性文件总数 | 件 | %s\n（一）收到申请数 | 件 | %s\n（二）申请办结数 | 件 | %s\n',
             pg_temp.figure('normative_documents', year), pg_temp.figure('received', year), pg_temp.figure('concluded', year)) ||
      format(E'（三）申请答复数 | 件 | %s\n2.同意公开答复数 | 件 | %s\n3.同意部分公开答复数 | 件 | %s\n4.不同意公开答复数 | 件 | %s\n6.申请信息不存在数 | 件 | 2\n',
             pg_temp.figure('concluded', year), pg_temp.figure('granted', year), pg_temp.figure('partly_granted', year), pg_temp.figure('denied', year)) ||
      format(E'四、行政复议数量 | 件 | %s\n五、行政诉讼数量 | 件 | %s\n七、依申请公开信息收取的费用 | 万元 | 0\n',
             pg_temp.figure('reconsideration', year), pg_temp.figure('litigation', year))
    ELSE
      E'第二十条第（一）项\n' ||
      CASE WHEN year < 2021 THEN E'信息内容 | 本年新制作数量 | 本年新公开数量 | 对外公开总数量 |\n规章 | 0 | 0 | 0 |\n规范性文件'
           ELSE E'信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |\n规章 | 0 | 0 | 0 |\n行政规范性文件' END ||
      format(E' | %s | 1 | 2 |\n申请人情况\n', pg_temp.figure('normative_documents', year)) ||
      pg_temp.applicants('一、本年新收政府信息公开申请数量', pg_temp.figure('received', year)) ||
      pg_temp.applicants('二、上年结转政府信息公开申请数量', 0) ||
      pg_temp.applicants('（一）予以公开', pg_temp.figure('granted', year)) ||
      pg_temp.applicants('（二）部分公开', pg_temp.figure('partly_granted', year)) ||
      pg_temp.applicants('1.属于国家秘密', pg_temp.figure('denied', year)) ||
      (SELECT string_agg(pg_temp.applicants(label, 0), '') FROM unnest(ARRAY['2.其他法律行政法规禁止公开', '3.危及“三安全一稳定”',
        '4.保护第三方合法权益', '5.属于三类内部事务信息', '6.属于四类过程性信息', '7.属于行政执法案卷', '8.属于行政查询事项', '1.本机关不掌握相关政府信息']) AS label) ||
      pg_temp.applicants('2.没有现成信息需要另行制作', 1) ||
      pg_temp.applicants('（七）总计', pg_temp.figure('concluded', year)) ||
      pg_temp.applicants('四、结转下年度继续办理', 0) ||
      format(E'| 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 |\n| %1$s | 0 | 0 | 0 | %1$s | %2$s | 0 | 0 | 0 | %2$s | 0 | 0 | 0 | 0 | 0 |\n',
             pg_temp.figure('reconsideration', year), pg_temp.figure('litigation', year))
    END
$$;

CALL govreport.create_workspace('over_the_years');
INSERT INTO over_the_years.reports (raw) SELECT pg_temp.text_of(year) FROM generate_series(2014, 2025) AS year;

SELECT results_eq($$SELECT year, array_agg(DISTINCT form) FROM over_the_years.series GROUP BY year ORDER BY year$$,
                  $$SELECT year, ARRAY[CASE WHEN year < 2019 THEN '2014' WHEN year < 2021 THEN '2019' ELSE '2021' END] FROM generate_series(2014, 2025) AS year$$,
                  'each year has the form that was in force');
SELECT results_eq(format($$SELECT year, value, unit FROM over_the_years.series WHERE quantity = %L ORDER BY year$$, quantity),
                  format($$SELECT year, pg_temp.figure(%L, year)::numeric, '件' FROM generate_series(2014, 2025) AS year$$, quantity),
                  'twelve years of ' || quantity)
FROM unnest(ARRAY['received', 'concluded', 'granted', 'partly_granted', 'denied', 'reconsideration', 'litigation', 'normative_documents']) AS quantity;
SELECT is((SELECT govreport.value(govreport.rollup(parsed), 'applications', 'received', 'total') FROM over_the_years.reports),
          (SELECT sum(pg_temp.figure('received', year))::numeric FROM generate_series(2014, 2025) AS year),
          'the roll-up over all forms has the sum of them');
-- 申请信息不存在数 of 2014 (article 36(4)) and 没有现成信息需要另行制作 of 2019 (article 38) are different things.
SELECT is((SELECT array_agg(DISTINCT concat_ws(' ', govreport.value(parsed, 'applications', 'unavailable.not_compiled', 'total'),
                                               govreport.value(parsed, 'statistics', 'answered.not_existing', 'total')))
           FROM over_the_years.reports),
          ARRAY['1', '2'], 'no key joins what does not exist with what would have to be compiled');

SELECT * FROM finish();
ROLLBACK;
