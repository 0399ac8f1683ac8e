SELECT
    area_code,
    period_code,
    any_value(cell) FILTER (reporter = 'not_professional') AS numerator,
    any_value(cell) FILTER (reporter = 'total') AS denominator
FROM core."84849NED"
WHERE topic = 'reports_received'
GROUP BY area_code, period_code
