SELECT
    area_code,
    period_code,
    any_value(cell) FILTER (topic = 'supervision_orders_started') AS numerator,
    any_value(cell) FILTER (topic = 'supervision_orders_ended') AS denominator
FROM core."82975NED"
GROUP BY area_code, period_code
