-- A half-year is divided by the children of 1 January of its year and is not scaled to a year.
SELECT
    reports.area_code,
    reports.period_code,
    reports.cell AS numerator,
    children.cell AS denominator
FROM core."84851NED" AS reports
LEFT JOIN core."03759ned" AS children
    ON children.topic = 'children_0_17'
    AND children.area_code = reports.area_code
    AND children.period_code = left(reports.period_code, 4) || 'JJ00'
WHERE reports.topic = 'reports_received'
    AND reports.kind_of_violence = 'child_abuse'
