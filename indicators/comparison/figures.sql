-- Yearly figures with their counts, and the regions in which each municipality lay in that year; as
-- published, or else as it lies today. Half-years are not compared: their counts are half as large,
-- and reports that come in late weigh twice.
CREATE OR REPLACE TEMP TABLE comparable_figure AS
WITH membership AS (
    SELECT
        boundary_year,
        area_code,
        any_value(region_code) FILTER (region_level = 'province') AS province_code,
        any_value(region_code) FILTER (region_level = 'veilig_thuis_region') AS veilig_thuis_code
    FROM core.membership
    GROUP BY boundary_year, area_code
),
children AS (
    SELECT area_code, period_code, cell.value AS children
    FROM core."03759ned"
    WHERE topic = 'children_0_17'
)
SELECT
    v.indicator_id,
    v.area_code,
    v.area_level,
    v.period_code,
    v.value,
    v.missing_reason,
    v.is_own_sum,
    is_share AS is_approximated,
    CASE WHEN is_share THEN v.value / 100 * children ELSE v.numerator END AS numerator,
    CASE WHEN is_share THEN v.lower / 100 * children ELSE v.numerator_lower END AS numerator_lower,
    CASE WHEN is_share THEN v.upper / 100 * children ELSE v.numerator_upper END AS numerator_upper,
    CASE WHEN is_share THEN children ELSE v.denominator END AS denominator,
    CASE WHEN is_share THEN children ELSE v.denominator_lower END AS denominator_lower,
    CASE WHEN is_share THEN children ELSE v.denominator_upper END AS denominator_upper,
    coalesce(m.province_code, a.province_code) AS province_code,
    coalesce(m.veilig_thuis_code, a.veilig_thuis_code) AS veilig_thuis_code
FROM (
    SELECT *, list_contains($shares::VARCHAR[], indicator_id) AS is_share
    FROM mart.indicator_value
    WHERE period_kind = 'year'
) AS v
JOIN core.area AS a USING (area_code)
LEFT JOIN membership AS m ON m.area_code = v.area_code AND m.boundary_year = v.boundary_year
LEFT JOIN children ON children.area_code = v.area_code AND children.period_code = v.period_code
ORDER BY indicator_id, period_code, area_code
