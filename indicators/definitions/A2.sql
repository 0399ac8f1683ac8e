-- Cases, not reports: one case can hold several reports, and services are given per case.
SELECT
    area_code,
    period_code,
    plus(
        any_value(cell) FILTER (topic = 'investigations_completed'),
        any_value(cell) FILTER (topic = 'conditions_and_follow_up_completed')
    ) AS numerator,
    any_value(cell) FILTER (topic = 'cases_with_report') AS denominator
FROM core."84851NED"
WHERE kind_of_violence = 'child_abuse'
GROUP BY area_code, period_code
