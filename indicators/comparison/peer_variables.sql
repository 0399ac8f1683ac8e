-- What similar municipalities are found by: one row a municipality of today, one column a variable
-- of peers.yaml. A cell without a number stays without.
WITH newest AS (
    SELECT
        (
            SELECT max(period_code) FROM core.period
            WHERE source_id = '71487ned' AND period_kind = 'year' AND year <= $year
        ) AS households,
        (
            SELECT max(period_code) FROM core.period
            WHERE source_id = '86132NED' AND period_kind = 'year' AND year <= $year
        ) AS poverty
),
household AS (
    SELECT
        area_code,
        any_value(cell.value) FILTER (topic = 'one_parent_households') AS one_parent,
        any_value(cell.value) FILTER (topic = 'households_with_children') AS with_children
    FROM core."71487ned"
    WHERE period_code = (SELECT households FROM newest) AND age_of_children = 'total'
    GROUP BY area_code
)
SELECT
    municipality.area_code,
    municipality.inhabitants::DOUBLE AS inhabitants,
    municipality.urbanity::DOUBLE AS urbanity,
    100 * children.cell.value / municipality.inhabitants AS children_share,
    100 * household.one_parent / nullif(household.with_children, 0) AS one_parent_share,
    poverty.cell.value AS child_poverty
FROM mart.area_class AS municipality
LEFT JOIN core."03759ned" AS children
    ON children.area_code = municipality.area_code
    AND children.topic = 'children_0_17'
    AND children.period_code = $year || 'JJ00'
LEFT JOIN household ON household.area_code = municipality.area_code
LEFT JOIN core."86132NED" AS poverty
    ON poverty.area_code = municipality.area_code
    AND poverty.topic = 'children_in_poverty_pct'
    AND poverty.characteristic = 'total'
    AND poverty.period_code = (SELECT poverty FROM newest)
ORDER BY municipality.area_code
