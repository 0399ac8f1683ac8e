-- The arithmetic of every indicator, once. `definition` is the indicator's own query and gives
-- area_code, period_code, numerator and denominator, the last two as cells (see cells.sql).
--
-- Bounds: interval arithmetic on what rounding and suppression leave, [n-/d+, n+/d-]; a proportion
-- is at most 1. Thresholds: no ratio below a denominator of 20, "indicative" below 100.
INSERT INTO mart.indicator_value
WITH period AS (
    -- The periods of the indicator's first table; of any table where that one was not delivered, so
    -- that its absence shows as a row with a reason.
    SELECT DISTINCT period_code, period_kind, year
    FROM core.period
    WHERE list_contains($period_kinds, period_kind)
        AND (
            source_id = $sources[1]
            OR NOT EXISTS (FROM core.period WHERE source_id = $sources[1])
        )
        AND len($sources) > 0
    UNION
    -- From our own list: the periods that it has.
    SELECT period_code, 'year', left(period_code, 4)::INTEGER
    FROM definition
    WHERE len($sources) = 0
),
period_status AS (
    -- A figure is as provisional as the most provisional of its tables. A table with yearly figures
    -- only counts with its year.
    SELECT
        period.period_code,
        list_extract(
            ['provisional', 'revised_provisional', 'not_stated', 'definitive'],
            min(list_position(
                ['provisional', 'revised_provisional', 'not_stated', 'definitive'], p.status
            ))
        ) AS status
    FROM period
    JOIN core.period AS p
        ON list_contains($sources, p.source_id)
        AND p.period_code IN (period.period_code, period.year || 'JJ00')
        AND (
            p.period_code = period.period_code
            OR NOT EXISTS (
                FROM core.period AS exact
                WHERE exact.source_id = p.source_id AND exact.period_code = period.period_code
            )
        )
    GROUP BY period.period_code
),
origin AS (
    SELECT
        coalesce(
            string_agg(source_id, '; ' ORDER BY list_position($sources, source_id)),
            (SELECT min(source) FROM municipality_list)
        ) AS source_tables,
        coalesce(
            string_agg(coalesce(change_key, ''), '; ' ORDER BY list_position($sources, source_id)),
            ''
        ) AS source_change_keys,
        max(retrieved_at) AS retrieved_at,
        coalesce(
            string_agg(DISTINCT licence, '; ' ORDER BY licence),
            (SELECT licence FROM core.release)
        ) AS licence,
        coalesce(bool_or(is_fictitious), (SELECT is_fictitious FROM core.release))
            AS is_fictitious,
        coalesce(bool_or(is_selection), (SELECT is_selection FROM core.release)) AS is_selection
    FROM core.source
    WHERE list_contains($sources, source_id)
),
published_level AS (
    -- The kinds of area that the indicator's tables print at all.
    SELECT DISTINCT area.area_level
    FROM definition
    JOIN core.area AS area USING (area_code)
),
spine AS (
    SELECT
        area.area_code,
        area.area_name,
        area.area_level,
        CASE WHEN $is_regional AND area.area_level = 'municipality'
            THEN area.veilig_thuis_code ELSE area.area_code END AS shown_area_code,
        period.*,
        delivered(d.numerator) AS part,
        delivered(d.denominator) AS denominator
    FROM core.area AS area
    CROSS JOIN period
    LEFT JOIN definition AS d
        ON d.area_code = area.area_code AND d.period_code = period.period_code
    WHERE list_contains($area_levels, area.area_level)
        -- A municipality that is gone is listed for the periods in which it still had figures.
        AND (area.is_current OR d.denominator.value IS NOT NULL)
),
fraction AS (
    SELECT
        *,
        CASE WHEN $complement THEN minus(denominator, part) ELSE part END AS numerator,
        $has_counts AND coalesce(denominator.value, denominator.lower) < 20
            AS is_small,
        graver_reason(part.missing_reason, denominator.missing_reason) AS reason,
        EXISTS (FROM core.source WHERE source_id = $sources[1] AND is_delivered AND NOT is_selection)
            AND area_level NOT IN (FROM published_level)
            OR shown_area_code IS DISTINCT FROM area_code AS is_unpublished_level
    FROM spine
),
bounded AS (
    SELECT
        *,
        CASE WHEN $complement THEN 1 - part.upper / nullif(denominator.lower, 0)
             ELSE part.lower / nullif(denominator.upper, 0) END AS lowest,
        CASE WHEN $complement THEN 1 - part.lower / nullif(denominator.upper, 0)
             ELSE part.upper / nullif(denominator.lower, 0) END AS highest,
        coalesce(reason IN ('not_delivered', 'impossible'), false) OR coalesce(is_small, true)
            AS is_unusable
    FROM fraction
),
computed AS (
    SELECT
        *,
        -- Half up, in whole numbers, as the publisher rounds: 2 n / 2 d without a binary fraction.
        -- Rounded parts can add up to more than their rounded total; a proportion stays at 1.
        CASE WHEN NOT is_unusable AND numerator.value IS NOT NULL AND denominator.value > 0 THEN
            floor((
                2 * $multiplier * $scale * CASE WHEN $kind = 'proportion'
                    THEN least(numerator.value, denominator.value) ELSE numerator.value END
                + denominator.value
            ) / (2 * denominator.value)) / $scale
        END AS value,
        -- Outwards; the small number keeps 0.4 * 100 from becoming 39.9.
        CASE WHEN NOT is_unusable
            THEN floor(greatest(lowest, 0) * $multiplier * $scale + 1e-9) / $scale END AS lower,
        CASE WHEN NOT is_unusable THEN ceil(
            CASE WHEN $kind = 'proportion' THEN least(highest, 1) ELSE highest END
            * $multiplier * $scale - 1e-9
        ) / $scale END AS upper
    FROM bounded
)
SELECT
    $id,
    $order,
    area_code,
    area_name,
    area_level,
    shown_area_code,
    $complement_of,
    period_code,
    period_kind,
    value,
    CASE WHEN upper IS NOT NULL THEN lower END,
    CASE WHEN lower IS NOT NULL THEN upper END,
    CASE WHEN $has_counts THEN numerator.value END,
    CASE WHEN $has_counts THEN numerator.lower END,
    CASE WHEN $has_counts THEN numerator.upper END,
    CASE WHEN $has_counts THEN denominator.value END,
    CASE WHEN $has_counts THEN denominator.lower END,
    CASE WHEN $has_counts THEN denominator.upper END,
    $unit,
    $population,
    coalesce(period_status.status, 'not_stated'),
    CASE
        WHEN value IS NOT NULL THEN NULL
        WHEN is_unpublished_level THEN 'not_published'
        WHEN reason IN ('not_delivered', 'impossible') THEN reason
        WHEN denominator.value IS NOT NULL AND is_small THEN 'withheld_by_us'
        ELSE reason
    END,
    CASE
        WHEN value IS NULL AND (lower IS NULL OR upper IS NULL) THEN NULL
        WHEN $has_counts AND coalesce(denominator.value, denominator.lower) < 100
            THEN 'indicative'
        ELSE 'normal'
    END,
    numerator.is_own_sum OR denominator.is_own_sum,
    year,
    $version,
    origin.source_tables,
    origin.source_change_keys,
    origin.retrieved_at,
    $release_id,
    origin.licence,
    origin.is_fictitious,
    origin.is_selection
FROM computed
CROSS JOIN origin
LEFT JOIN period_status USING (period_code)
ORDER BY period_code, area_code
