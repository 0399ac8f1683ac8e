-- The rest of another indicator is not compared apart from it, a municipality is not judged by the
-- figure of its region, and only municipalities have a class and peers.
SELECT c.indicator_id, c.area_code, c.period_code, c.benchmark_kind, v.complement_of, v.shown_area_code
FROM mart.comparison AS c
JOIN mart.indicator_value AS v USING (indicator_id, area_code, period_code)
WHERE v.complement_of IS NOT NULL
    OR (v.shown_area_code IS DISTINCT FROM v.area_code AND c.code <> 'too_few_data')
    OR (c.benchmark_kind IN ('class', 'peers') AND v.area_level <> 'municipality')
