-- A half-year is divided by the children of 1 January of its year and is not scaled to a year.
WITH started AS (
    SELECT
        area_code,
        period_code,
        plus(
            any_value(cell) FILTER (referrer = 'municipal_access'),
            any_value(cell) FILTER (referrer = 'certified_institution')
        ) AS cell
    FROM core."85097NED"
    WHERE topic = 'trajectories_started'
    GROUP BY area_code, period_code
)
SELECT
    started.area_code,
    started.period_code,
    started.cell AS numerator,
    children.cell AS denominator
FROM started
LEFT JOIN core."03759ned" AS children
    ON children.topic = 'children_0_17'
    AND children.area_code = started.area_code
    AND children.period_code = left(started.period_code, 4) || 'JJ00'
