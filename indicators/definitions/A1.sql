-- A complement: the numerator is what is not yet assessed. Worked out this way round, the rounding
-- of the total is counted once, and a suppressed remainder still bounds the share from below.
SELECT
    area_code,
    period_code,
    any_value(cell) FILTER (safety_assessment = 'not_yet_assessed') AS numerator,
    any_value(cell) FILTER (safety_assessment = 'total') AS denominator
FROM core."84852NED"
WHERE topic = 'reports_received' AND safety_estimate = 'total'
GROUP BY area_code, period_code
