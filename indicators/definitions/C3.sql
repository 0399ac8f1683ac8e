SELECT
    area_code,
    period_code,
    any_value(cell) FILTER (topic = 'started_again') AS numerator,
    any_value(cell) FILTER (topic = 'trajectories_started') AS denominator
FROM core."85097NED"
WHERE referrer = 'total'
GROUP BY area_code, period_code
