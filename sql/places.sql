-- organ_proposals, place_organs, organ_level, organ_kind: where organs belong, by the divisions of the country
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS govreport;
DROP SCHEMA IF EXISTS places CASCADE;
RESET client_min_messages;
\set SHOW_CONTEXT never
CALL govreport.create_workspace('places');
SET search_path = places, public;

SELECT name, govreport.organ_level(name), govreport.organ_kind(name)
FROM unnest(ARRAY['江苏省人民政府', '昆山市教育局', '教育局', '平乡县', '固镇县石桥乡人民政府', '石桥镇财政所', '昆山高新技术产业开发区管理委员会', '国务院办公厅', '', '省']) AS name;
SELECT govreport.organ_level(NULL), govreport.organ_kind(NULL);

CREATE FUNCTION pg_temp.titled(issuer text, year int, site text DEFAULT NULL) RETURNS text LANGUAGE sql IMMUTABLE RETURN
  issuer || year || '年政府信息公开工作年度报告' || coalesce(E'\n网站标识码：' || site, '');
INSERT INTO reports (raw) SELECT pg_temp.titled(issuer, year, site)
FROM (VALUES ('江苏省人民政府', 2020, NULL), ('南通市人民政府', 2020, NULL), ('南通市通州区人民政府', 2020, NULL), ('苏州市人民政府', 2020, NULL), ('昆山市人民政府', 2020, NULL), ('昆山市', 2021, NULL),
             -- The site decides which 通州区; without one nothing does.
             ('通州区教育局', 2020, '3206120001'), ('通州区财政局', 2020, NULL), ('长安区教育局', 2020, '6101160001'), ('长安区教育局', 2021, '1301020001'),
             -- Two names of one office; a name without division; a division whose government is no organ; a town, its office, an office of the state.
             ('江苏省南通市通州区水务局', 2020, NULL), ('通州区水务局', 2021, '3206120001'), ('教育局', 2020, '3205830001'), ('昆山市教育局', 2020, NULL),
             ('常熟市教育局', 2020, NULL), ('昆山市花桥镇人民政府', 2020, NULL), ('昆山市花桥镇财政所', 2020, NULL), ('国家税务总局昆山市税务局', 2020, NULL),
             ('昆山经济技术开发区管理委员会', 2020, '3205830001'), ('云棹市教育局', 2020, NULL)) AS t (issuer, year, site);
SELECT organ, name, reports, level, kind, code, division, parent, above_code, above, obstacle, proposes FROM organ_proposals ORDER BY code, name COLLATE "C";

-- Nothing is added unless it is asked for.
CALL place_organs();
SELECT count(*) FROM organs;
CALL place_organs(true);
SELECT o.name, o.level, o.kind, o.code, p.name AS parent FROM organs AS o LEFT JOIN organs AS p ON p.id = o.parent ORDER BY o.code, o.name COLLATE "C";
SELECT name, obstacle, code, parent_name, above FROM organ_proposals ORDER BY name COLLATE "C";
SELECT issuer, organ_name, organ_match FROM attachments WHERE organ_match <> 'exact' ORDER BY issuer COLLATE "C", year;
-- Once more: there is nothing to do.
SELECT place_organs_of('organs', true);

-- Somebody adds what stood in the way.
INSERT INTO organs (name) VALUES ('常熟市人民政府');
CALL place_organs(true);
SELECT o.name, o.level, o.kind, o.code, p.name AS parent FROM organs AS o LEFT JOIN organs AS p ON p.id = o.parent WHERE o.code = '320581' ORDER BY o.name COLLATE "C";

-- What was entered stays, and decides: a bare name is of the division around it, whatever others have that name.
TRUNCATE organs CASCADE;
INSERT INTO organs (id, name, level, kind, code, parent) VALUES
(1, '南通市人民政府', NULL, NULL, NULL, NULL), (2, '通州区人民政府', NULL, NULL, NULL, 1), (3, '教育局', 'office', NULL, NULL, 2),
(4, '教育考试中心', NULL, NULL, NULL, 3), (5, '崇川区人民政府', '区', '政府', '320602', NULL), (6, '崇川区教育局', NULL, NULL, NULL, NULL), (7, '海门区教育局', NULL, NULL, '320602', NULL);
CALL place_organs(true);
SELECT o.id, o.name, o.level, o.kind, o.code, o.parent FROM organs AS o ORDER BY id;
SELECT organ, name, obstacle FROM organ_proposals ORDER BY organ;
-- Two governments of one place leave it open; a government that is no more does not count.
INSERT INTO organs (id, name, code, kind) VALUES (8, '南通市政府', '320600', 'government');
INSERT INTO organs (id, name) VALUES (9, '如皋市人民政府');
CALL place_organs();
SELECT parent FROM organs WHERE id = 9;
SELECT name, obstacle FROM organ_proposals WHERE organ = 9;
UPDATE organs SET valid_to = '2010-12-31' WHERE id = 8;
CALL place_organs();
SELECT parent FROM organs WHERE id = 9;
-- Upside down: a province below a city of it.
INSERT INTO organs (id, name, parent) VALUES (10, '盐城市人民政府', NULL), (11, '江苏省人民政府', 10);
CALL place_organs();
SELECT id, parent FROM organs WHERE id IN (1, 10, 11) ORDER BY id;

-- The place of things, not their names.
SET search_path = '';
ALTER SCHEMA places RENAME TO "Orte 川";
INSERT INTO "Orte 川".organs (id, name) VALUES (12, '东台市人民政府');
CALL "Orte 川".place_organs();
SELECT level, kind, code, parent FROM "Orte 川".organs WHERE id = 12;
INSERT INTO "Orte 川".organs (name, code) VALUES ('甲', '32');
SET client_min_messages = warning;
DROP SCHEMA "Orte 川" CASCADE;
