SELECT
    area_code,
    period_code,
    any_value(cell) FILTER (topic = 'advices_started') AS numerator,
    any_value(cell) FILTER (topic = 'reports_received') AS denominator
FROM core."84851NED"
WHERE kind_of_violence = 'child_abuse'
GROUP BY area_code, period_code
