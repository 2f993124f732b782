-- 三个问题。表 reports、findings、cells 是按 kind 分开的结果，units 是应当报送的单位名单（一列 organ）。
-- Three questions, in the SQL that DuckDB, Spark and Sail share.

-- 哪些规则查出的问题最多 Which rules find most
SELECT rule, severity, count(*) AS findings, count(DISTINCT id) AS reports
FROM findings
GROUP BY rule, severity
ORDER BY findings DESC, rule, severity;

-- 哪些单位没有报告 Which units have no report
SELECT units.organ
FROM units LEFT JOIN reports ON reports.organ = units.organ
WHERE reports.organ IS NULL
ORDER BY units.organ;

-- 各地区表三的合计 Sums of table 3 by region
SELECT region, row_id, sum(value) AS total
FROM cells
WHERE table_no = 3 AND column_id = 'total' AND value IS NOT NULL
GROUP BY region, row_id
ORDER BY region, row_id;
