SELECT
    area_code,
    period_code,
    any_value(cell) FILTER (topic = 'ended_prematurely') AS numerator,
    any_value(cell) FILTER (topic = 'trajectories_ended') AS denominator
FROM core."85097NED"
WHERE referrer = 'total'
GROUP BY area_code, period_code
