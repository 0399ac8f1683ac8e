-- The sums as figures: what ratio.sql made of them, with what was done to get there.
SELECT
    published.indicator_id,
    published.indicator_order,
    $boundary_year AS target_boundary_year,
    s.area_code,
    s.area_name,
    s.period_code,
    published.period_kind,
    r.value,
    r.lower,
    r.upper,
    r.numerator,
    r.numerator_lower,
    r.numerator_upper,
    r.denominator,
    r.denominator_lower,
    r.denominator_upper,
    published.unit,
    published.population,
    published.status,
    -- A municipality that is gone has no ratio without a denominator; the sum says why.
    CASE WHEN s.refusal IS NULL AND r.value IS NULL THEN coalesce(
        r.missing_reason, s.denominator.missing_reason, s.numerator.missing_reason
    ) END AS missing_reason,
    s.refusal,
    r.reliability,
    CASE WHEN s.refusal IS NULL THEN s.recast_kind END AS recast_kind,
    s.members,
    s.refusal IS NULL AND s.recast_kind <> 'split' AND NOT s.has_small_change
        AND coalesce(r.numerator_lower = r.numerator_upper, false)
        AND coalesce(r.denominator_lower = r.denominator_upper, false) AS is_exact,
    s.year AS boundary_year,
    published.indicator_version,
    published.source_tables,
    published.source_change_keys,
    published.retrieved_at,
    published.release_id,
    published.licence,
    published.is_fictitious,
    published.is_selection
FROM recast_sum AS s
JOIN (
    -- What is the same for every area of a period.
    SELECT DISTINCT ON (indicator_id, period_code) *
    FROM mart.indicator_value
    ORDER BY indicator_id, period_code, area_code
) AS published USING (indicator_id, period_code)
LEFT JOIN recast_ratio AS r
    ON s.refusal IS NULL AND r.indicator_id = s.indicator_id AND r.area_code = s.area_code AND r.period_code = s.period_code
ORDER BY published.indicator_order, s.period_code, s.area_code
