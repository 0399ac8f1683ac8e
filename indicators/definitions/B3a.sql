SELECT
    area_code,
    period_code,
    any_value(cell) FILTER (form = 'without_residence') AS numerator,
    any_value(cell) FILTER (form = 'youth_help_in_kind') AS denominator
FROM core."85100NED"
WHERE topic = 'young_people' AND characteristic = 'total'
GROUP BY area_code, period_code
