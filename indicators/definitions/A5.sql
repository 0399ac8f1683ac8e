-- Reports that are not yet assessed are left out of the denominator, as in B1.
SELECT
    area_code,
    period_code,
    any_value(cell) FILTER (safety_assessment = 'no_follow_up') AS numerator,
    minus(
        any_value(cell) FILTER (safety_assessment = 'total'),
        any_value(cell) FILTER (safety_assessment = 'not_yet_assessed')
    ) AS denominator
FROM core."84852NED"
WHERE topic = 'reports_received' AND safety_estimate = 'total'
GROUP BY area_code, period_code
