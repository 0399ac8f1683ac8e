-- Where the figure of another area is shown, that is the Veilig Thuis region of a municipality, which
-- has a row of its own, and the municipality has no figure for which it stands in.
SELECT
    v.indicator_id, v.area_code, v.period_code, v.shown_area_code,
    v.value, v.missing_reason, shown.area_level AS shown_level
FROM mart.indicator_value AS v
LEFT JOIN mart.indicator_value AS shown
    ON shown.indicator_id = v.indicator_id
    AND shown.area_code = v.shown_area_code
    AND shown.period_code = v.period_code
WHERE v.shown_area_code IS DISTINCT FROM v.area_code
    AND (
        v.value IS NOT NULL
        OR v.lower IS NOT NULL
        OR v.missing_reason IS DISTINCT FROM 'not_published'
        OR v.area_level <> 'municipality'
        OR (v.shown_area_code IS NOT NULL AND shown.area_level IS DISTINCT FROM 'veilig_thuis_region')
    )
