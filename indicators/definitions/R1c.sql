SELECT
    area_code,
    period_code,
    any_value(cell) FILTER (referrer = 'youth_doctor') AS numerator,
    any_value(cell) FILTER (referrer = 'total') AS denominator
FROM core."85097NED"
WHERE topic = 'trajectories_started'
GROUP BY area_code, period_code
