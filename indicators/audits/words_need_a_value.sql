-- No word is said about a figure that is missing.
SELECT c.indicator_id, c.area_code, c.period_code, c.benchmark_kind, c.code
FROM mart.comparison AS c
LEFT JOIN mart.indicator_value AS v USING (indicator_id, area_code, period_code)
WHERE v.value IS NULL AND c.code <> 'too_few_data'
