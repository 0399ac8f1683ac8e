-- No word is said below a denominator of 20, and none without a benchmark that has bounds.
SELECT c.indicator_id, c.area_code, c.period_code, c.benchmark_kind, c.code, v.denominator
FROM mart.comparison AS c
JOIN mart.indicator_value AS v USING (indicator_id, area_code, period_code)
WHERE c.code <> 'too_few_data'
    AND (
        v.denominator < 20
        OR c.benchmark_denominator < 20
        OR c.benchmark_lower IS NULL
        OR c.benchmark_upper IS NULL
    )
