-- The arithmetic of every indicator, once. `definition` is the indicator's own query and gives
-- area_code, period_code, numerator and denominator, the last two as cells (see cells.sql). Of a
-- proportion it may give the `remainder` too: what the denominator holds beside the numerator.
--
-- Bounds: interval arithmetic on what rounding and suppression leave. Of a rate or a ratio of two
-- counts [n-/d+, n+/d-]. Of a proportion n + m = d holds, with m the remainder, and the exact range is
-- [n-/min(n- + m+, d+), n+/max(n+ + m-, d-)] once each of the three is kept within what the other two
-- leave; it never leaves [0, 1]. Where they exclude each other there is no figure and no bound, but
-- the reason `contradicted`. Thresholds: no ratio below a denominator of 20, "indicative" below 100.
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
        string_agg(source_id, '; ' ORDER BY list_position($sources, source_id)) AS source_tables,
        string_agg(coalesce(change_key, ''), '; ' ORDER BY list_position($sources, source_id))
            AS source_change_keys,
        max(retrieved_at) AS retrieved_at,
        string_agg(DISTINCT licence, '; ' ORDER BY licence) AS licence,
        bool_or(is_fictitious) AS is_fictitious,
        bool_or(is_selection) AS is_selection
    FROM core.source
    WHERE list_contains($sources, source_id)
),
published_level AS (
    -- The kinds of area that the indicator's tables print at all.
    SELECT DISTINCT area.area_level
    FROM definition
    JOIN core.area AS area USING (area_code)
),
described AS (
    FROM definition
    UNION ALL BY NAME
    SELECT no_bounds() AS remainder WHERE false
),
spine AS (
    SELECT
        area.area_code,
        area.area_name,
        area.area_level,
        period.*,
        delivered(d.numerator) AS part,
        delivered(d.denominator) AS denominator,
        coalesce(d.remainder, no_bounds()) AS remainder
    FROM core.area AS area
    CROSS JOIN period
    LEFT JOIN described AS d
        ON d.area_code = area.area_code AND d.period_code = period.period_code
    WHERE list_contains($area_levels, area.area_level)
        -- A municipality that is gone is listed for the periods in which it still had figures.
        AND (area.is_current OR d.denominator.value IS NOT NULL)
),
fraction AS (
    SELECT
        *,
        CASE WHEN $complement THEN minus(denominator, part) ELSE part END AS numerator,
        $kind <> 'published_share' AND coalesce(denominator.value, denominator.lower) < 20
            AS is_small,
        graver_reason(part.missing_reason, denominator.missing_reason) AS reason,
        EXISTS (FROM core.source WHERE source_id = $sources[1] AND is_delivered AND NOT is_selection)
            AND area_level NOT IN (FROM published_level) AS is_unpublished_level
    FROM spine
),
known AS (
    SELECT
        *,
        CASE WHEN $kind = 'proportion' THEN coalesce(part.lower, 0) ELSE part.lower END AS n_low,
        CASE WHEN $kind = 'proportion' THEN coalesce(part.upper, 'inf') ELSE part.upper END
            AS n_high,
        CASE WHEN $kind = 'proportion' THEN coalesce(denominator.lower, 0)
             ELSE denominator.lower END AS d_low,
        CASE WHEN $kind = 'proportion' THEN coalesce(denominator.upper, 'inf')
             ELSE denominator.upper END AS d_high,
        CASE WHEN $kind = 'proportion' THEN coalesce(remainder.lower, 0) END AS m_low,
        CASE WHEN $kind = 'proportion' THEN coalesce(remainder.upper, 'inf') END AS m_high
    FROM fraction
),
fitted AS (
    -- n + m = d; m is NULL where nothing adds up, and greatest() and least() pass over it.
    SELECT * REPLACE (
        greatest(n_low, d_low - m_high) AS n_low,
        least(n_high, d_high - m_low) AS n_high,
        greatest(m_low, d_low - n_high) AS m_low,
        least(m_high, d_high - n_low) AS m_high,
        greatest(d_low, n_low + m_low) AS d_low,
        least(d_high, n_high + m_high) AS d_high
    )
    FROM known
),
judged AS (
    SELECT
        * REPLACE (
            -- A number keeps the bounds of its own rounding; where there is none, what fits.
            CASE WHEN numerator.value IS NULL AND $kind = 'proportion'
                THEN CASE WHEN $complement THEN bounded_by(numerator, m_low, m_high)
                          ELSE bounded_by(numerator, n_low, n_high) END
                ELSE numerator END AS numerator,
            CASE WHEN denominator.value IS NULL AND $kind = 'proportion'
                THEN bounded_by(denominator, d_low, d_high) ELSE denominator END AS denominator
        ),
        coalesce(n_low > n_high OR m_low > m_high OR d_low > d_high, false)
            OR coalesce(reason = 'contradicted', false)
            OR coalesce(remainder.missing_reason = 'contradicted', false)
            OR coalesce(
                $kind = 'proportion' AND part.upper IS NULL AND part.value > denominator.value,
                false
            ) AS is_contradicted,
        coalesce(reason IN ('not_delivered', 'impossible'), false) OR coalesce(is_small, true)
            OR is_contradicted AS is_unusable,
        -- Without bounds of the part or the denominator a proportion still lies from 0 to 1, but that
        -- says nothing.
        (part.upper IS NULL OR denominator.upper IS NULL) AND remainder.upper IS NULL AS is_open
    FROM fitted
),
bounded AS (
    SELECT
        *,
        n_low / nullif(least(n_low + m_high, d_high), 0) AS part_lowest,
        CASE WHEN isinf(n_high) THEN 1 ELSE n_high / nullif(greatest(n_high + m_low, d_low), 0) END
            AS part_highest,
        CASE WHEN $complement THEN 1 - part_highest ELSE part_lowest END AS lowest,
        CASE WHEN $complement THEN 1 - part_lowest ELSE part_highest END AS highest
    FROM judged
),
computed AS (
    SELECT
        *,
        -- Outwards; the small number keeps 0.4 * 100 from becoming 39.9.
        CASE WHEN NOT is_unusable AND NOT is_open
            THEN floor(lowest * $multiplier * $scale + 1e-9) / $scale END AS lower,
        CASE WHEN NOT is_unusable AND NOT is_open
            THEN ceil(highest * $multiplier * $scale - 1e-9) / $scale END AS upper,
        -- Half up, in whole numbers, as the publisher rounds: 2 n / 2 d without a binary fraction.
        -- Rounded counts can divide to a share that their bounds exclude, such as parts that add up
        -- to more than their total; then it is the nearest possible one.
        CASE WHEN NOT is_unusable AND numerator.value IS NOT NULL AND denominator.value > 0 THEN
            least(upper, greatest(lower, floor(
                (2 * $multiplier * $scale * numerator.value + denominator.value)
                / (2 * denominator.value)
            ) / $scale))
        END AS value
    FROM bounded
)
SELECT
    $id,
    $order,
    area_code,
    area_name,
    area_level,
    period_code,
    period_kind,
    value,
    CASE WHEN upper IS NOT NULL THEN lower END,
    CASE WHEN lower IS NOT NULL THEN upper END,
    CASE WHEN $kind <> 'published_share' THEN numerator.value END,
    CASE WHEN $kind <> 'published_share' THEN numerator.lower END,
    CASE WHEN $kind <> 'published_share' THEN numerator.upper END,
    CASE WHEN $kind <> 'published_share' THEN denominator.value END,
    CASE WHEN $kind <> 'published_share' THEN denominator.lower END,
    CASE WHEN $kind <> 'published_share' THEN denominator.upper END,
    $unit,
    $population,
    coalesce(period_status.status, 'not_stated'),
    CASE
        WHEN value IS NOT NULL THEN NULL
        WHEN is_unpublished_level THEN 'not_published'
        WHEN reason IN ('not_delivered', 'impossible') THEN reason
        WHEN is_contradicted THEN 'contradicted'
        WHEN denominator.value IS NOT NULL AND is_small THEN 'withheld_by_us'
        ELSE reason
    END,
    CASE
        WHEN value IS NULL AND (lower IS NULL OR upper IS NULL) THEN NULL
        WHEN $kind <> 'published_share' AND coalesce(denominator.value, denominator.lower) < 100
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
