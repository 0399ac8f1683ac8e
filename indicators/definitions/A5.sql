-- Reports that are not yet assessed are left out of the denominator, as in B1, of which this is the rest.
WITH assessment AS (
    SELECT
        area_code,
        period_code,
        any_value(cell) FILTER (safety_assessment = 'total') AS total,
        any_value(cell) FILTER (safety_assessment = 'not_yet_assessed') AS not_yet_assessed,
        any_value(cell) FILTER (safety_assessment = 'follow_up_by_veilig_thuis') AS here,
        any_value(cell) FILTER (safety_assessment = 'transfer') AS elsewhere,
        any_value(cell) FILTER (safety_assessment = 'regional_arrangement') AS regional,
        any_value(cell) FILTER (safety_assessment = 'no_follow_up') AS nowhere
    FROM core."84852NED"
    WHERE topic = 'reports_received' AND safety_estimate = 'total'
    GROUP BY area_code, period_code
)
SELECT
    area_code,
    period_code,
    nowhere AS numerator,
    minus(total, not_yet_assessed) AS denominator,
    plus(plus(here, elsewhere), regional) AS remainder
FROM assessment
