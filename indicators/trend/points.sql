-- The points of all indicators, or of one, area by area, on the municipalities of today.
-- Where a municipality is made of others, its own earlier figures are about a smaller place: the
-- recast one takes their place, or none does.
SELECT
    v.indicator_id,
    v.period_kind,
    v.area_code,
    v.period_code,
    r.area_code IS NOT NULL AS is_other_area,
    coalesce(r.recast_kind IN ('whole', 'renamed'), false) AS is_recast,
    CASE WHEN r.area_code IS NULL THEN v.value
         WHEN r.recast_kind IN ('whole', 'renamed') THEN r.value END AS value,
    CASE WHEN r.area_code IS NULL THEN v.numerator ELSE r.numerator END AS numerator,
    CASE WHEN r.area_code IS NULL THEN v.numerator_lower ELSE r.numerator_lower END
        AS numerator_lower,
    CASE WHEN r.area_code IS NULL THEN v.numerator_upper ELSE r.numerator_upper END
        AS numerator_upper,
    CASE WHEN r.area_code IS NULL THEN v.denominator ELSE r.denominator END AS denominator,
    CASE WHEN r.area_code IS NULL THEN v.denominator_lower ELSE r.denominator_lower END
        AS denominator_lower,
    CASE WHEN r.area_code IS NULL THEN v.denominator_upper ELSE r.denominator_upper END
        AS denominator_upper
FROM mart.indicator_value AS v
JOIN core.area AS a ON a.area_code = v.area_code AND a.is_current
LEFT JOIN mart.recast_value AS r
    ON r.indicator_id = v.indicator_id
    AND r.area_code = v.area_code
    AND r.period_code = v.period_code
    -- What the publisher itself prints for the municipality of today needs no recasting.
    AND r.refusal IS DISTINCT FROM 'already_published'
WHERE ($id IS NULL OR v.indicator_id = $id)
    AND v.missing_reason IS DISTINCT FROM 'not_published'
ORDER BY v.indicator_id, v.period_kind, v.area_code, v.period_code
