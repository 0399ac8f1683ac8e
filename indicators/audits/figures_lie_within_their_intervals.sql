-- A figure lies within its own intervals, and the benchmark within the limits around it; the wider
-- ones hold the narrower. Half a unit in the last decimal is rounding of the figure.
SELECT
    c.indicator_id, c.area_code, c.period_code, c.benchmark_kind, v.value,
    lower_95, upper_95, lower_998, upper_998,
    benchmark_value, limit_lower_95, limit_upper_95, limit_lower_998, limit_upper_998
FROM mart.comparison AS c
JOIN mart.indicator_value AS v USING (indicator_id, area_code, period_code)
WHERE v.value NOT BETWEEN lower_95 - 0.06 AND upper_95 + 0.06
    OR lower_998 > lower_95
    OR upper_998 < upper_95
    OR benchmark_value NOT BETWEEN limit_lower_95 - 0.06 AND limit_upper_95 + 0.06
    OR limit_lower_998 > limit_lower_95
    OR limit_upper_998 < limit_upper_95
    OR benchmark_value NOT BETWEEN benchmark_lower AND benchmark_upper
