SELECT
    area_code,
    period_code,
    any_value(cell) FILTER (topic = 'follow_up_report_during_assessment') AS numerator,
    any_value(cell) FILTER (topic = 'reports_received') AS denominator
FROM core."85361NED"
GROUP BY area_code, period_code
