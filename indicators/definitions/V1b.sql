-- A half-year is divided by the children of 1 January of its year and is not scaled to a year.
SELECT
    counted.area_code,
    counted.period_code,
    counted.cell AS numerator,
    children.cell AS denominator
FROM core."84851NED" AS counted
LEFT JOIN core."03759ned" AS children
    ON children.topic = 'children_0_17'
    AND children.area_code = counted.area_code
    AND children.period_code = left(counted.period_code, 4) || 'JJ00'
WHERE counted.topic = 'cases_with_report'
    AND counted.kind_of_violence = 'child_abuse'
