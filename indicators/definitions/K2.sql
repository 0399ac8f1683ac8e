SELECT
    area_code,
    period_code,
    any_value(cell) FILTER (topic = 'one_parent_households') AS numerator,
    any_value(cell) FILTER (topic = 'households_with_children') AS denominator
FROM core."71487ned"
WHERE age_of_children = 'total'
GROUP BY area_code, period_code
