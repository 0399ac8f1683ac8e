-- The arithmetic of every indicator, once, for all indicators together. `indicator` holds their rules
-- and `counted` what their own queries gave: indicator_id, area_code, period_code, numerator and
-- denominator, the last two as cells (see cells.sql). Of a proportion it may give the `remainder` too:
-- what the denominator holds beside the numerator.
--
-- Bounds: interval arithmetic on what rounding and suppression leave. Of a rate or a ratio of two
-- counts [n-/d+, n+/d-]. Of a proportion n + m = d holds, with m the remainder, and the exact range is
-- [n-/min(n- + m+, d+), n+/max(n+ + m-, d-)] once each of the three is kept within what the other two
-- leave; it never leaves [0, 1]. Where they exclude each other there is no figure and no bound, but
-- the reason `contradicted`. What the other two leave bounds a dot only: a blank, a mark that we do not
-- know and what was not delivered hide no number. Thresholds: no ratio below a denominator of 20,
-- "indicative" below 100.
WITH indicator_source AS (
    SELECT id AS indicator_id, unnest(sources) AS source_id, generate_subscripts(sources, 1) AS place
    FROM indicator
),
delivered_source AS (
    SELECT s.indicator_id, s.place, source.*
    FROM indicator_source AS s
    JOIN core.source AS source USING (source_id)
),
rule AS (
    SELECT
        indicator.*,
        EXISTS (
            FROM delivered_source AS s
            WHERE s.indicator_id = id AND s.place = 1 AND is_delivered AND NOT is_selection
        ) AS is_whole,
        EXISTS (FROM core.period WHERE source_id = sources[1]) AS has_periods
    FROM indicator
),
period AS (
    -- The periods of the indicator's first table; of any table where that one was not delivered, so
    -- that its absence shows as a row with a reason.
    SELECT DISTINCT rule.id AS indicator_id, p.period_code, p.period_kind, p.year
    FROM rule
    JOIN core.period AS p
        ON list_contains(rule.period_kinds, p.period_kind)
        AND (p.source_id = rule.sources[1] OR NOT rule.has_periods)
    WHERE len(rule.sources) > 0
    UNION
    -- From our own list: the periods that it has.
    SELECT counted.indicator_id, counted.period_code, 'year', left(counted.period_code, 4)::INTEGER
    FROM counted
    JOIN rule ON rule.id = counted.indicator_id
    WHERE len(rule.sources) = 0
),
period_status AS (
    -- A figure is as provisional as the most provisional of its tables. A table with yearly figures
    -- only counts with its year.
    SELECT
        period.indicator_id,
        period.period_code,
        list_extract(
            ['provisional', 'revised_provisional', 'not_stated', 'definitive'],
            min(list_position(
                ['provisional', 'revised_provisional', 'not_stated', 'definitive'],
                coalesce(exact.status, yearly.status)
            ))
        ) AS status
    FROM period
    JOIN indicator_source AS s USING (indicator_id)
    LEFT JOIN core.period AS exact
        ON exact.source_id = s.source_id AND exact.period_code = period.period_code
    LEFT JOIN core.period AS yearly
        ON yearly.source_id = s.source_id AND yearly.period_code = period.year || 'JJ00'
    GROUP BY period.indicator_id, period.period_code
),
origin AS (
    SELECT
        indicator.id AS indicator_id,
        coalesce(
            string_agg(s.source_id, '; ' ORDER BY s.place),
            (SELECT min(source) FROM core.municipality)
        ) AS source_tables,
        coalesce(
            string_agg(coalesce(s.change_key, ''), '; ' ORDER BY s.place)
                FILTER (s.source_id IS NOT NULL),
            ''
        ) AS source_change_keys,
        max(s.retrieved_at) AS retrieved_at,
        coalesce(
            string_agg(DISTINCT s.licence, '; ' ORDER BY s.licence),
            (SELECT licence FROM core.release)
        ) AS licence,
        coalesce(bool_or(s.is_fictitious), (SELECT is_fictitious FROM core.release))
            AS is_fictitious,
        coalesce(bool_or(s.is_selection), (SELECT is_selection FROM core.release)) AS is_selection
    FROM indicator
    LEFT JOIN delivered_source AS s ON s.indicator_id = indicator.id
    GROUP BY indicator.id
),
published_level AS (
    -- The kinds of area that the indicator's tables print at all.
    SELECT DISTINCT counted.indicator_id, area.area_level
    FROM counted
    JOIN core.area AS area USING (area_code)
),
spine AS (
    SELECT
        rule.*,
        area.area_code,
        area.area_name,
        area.area_level,
        CASE WHEN rule.is_regional AND area.area_level = 'municipality'
            THEN area.veilig_thuis_code ELSE area.area_code END AS shown_area_code,
        period.* EXCLUDE (indicator_id),
        published_level.area_level IS NOT NULL AS is_published_level,
        delivered(counted.numerator) AS part,
        delivered(counted.denominator) AS denominator,
        coalesce(counted.remainder, no_bounds()) AS remainder
    FROM rule
    JOIN period ON period.indicator_id = rule.id
    JOIN core.area AS area ON list_contains(rule.area_levels, area.area_level)
    LEFT JOIN published_level
        ON published_level.indicator_id = rule.id AND published_level.area_level = area.area_level
    LEFT JOIN counted
        ON counted.indicator_id = rule.id
        AND counted.area_code = area.area_code
        AND counted.period_code = period.period_code
    -- A municipality that is gone is listed for the periods in which it still had figures.
    WHERE (area.is_current OR counted.denominator.value IS NOT NULL)
        AND (counted.area_code IS NOT NULL OR NOT $only_counted)
),
fraction AS (
    SELECT
        *,
        CASE WHEN complement THEN minus(denominator, part) ELSE part END AS numerator,
        has_counts AND coalesce(denominator.value, denominator.lower) < 20
            AS is_small,
        graver_reason(part.missing_reason, denominator.missing_reason) AS reason,
        is_whole AND NOT is_published_level OR shown_area_code IS DISTINCT FROM area_code
            AS is_unpublished_level
    FROM spine
),
known AS (
    SELECT
        *,
        CASE WHEN kind = 'proportion' THEN coalesce(part.lower, 0) ELSE part.lower END AS n_low,
        CASE WHEN kind = 'proportion' THEN coalesce(part.upper, 'inf') ELSE part.upper END
            AS n_high,
        CASE WHEN kind = 'proportion' THEN coalesce(denominator.lower, 0)
             ELSE denominator.lower END AS d_low,
        CASE WHEN kind = 'proportion' THEN coalesce(denominator.upper, 'inf')
             ELSE denominator.upper END AS d_high,
        CASE WHEN kind = 'proportion' THEN coalesce(remainder.lower, 0) END AS m_low,
        CASE WHEN kind = 'proportion' THEN coalesce(remainder.upper, 'inf') END AS m_high
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
            -- A number keeps the bounds of its own rounding; where one is hidden, what fits.
            CASE WHEN is_hidden(numerator) AND kind = 'proportion'
                THEN CASE WHEN complement THEN bounded_by(numerator, m_low, m_high)
                          ELSE bounded_by(numerator, n_low, n_high) END
                ELSE numerator END AS numerator,
            CASE WHEN is_hidden(denominator) AND kind = 'proportion'
                THEN bounded_by(denominator, d_low, d_high) ELSE denominator END AS denominator
        ),
        coalesce(n_low > n_high OR m_low > m_high OR d_low > d_high, false)
            OR coalesce(reason = 'contradicted', false)
            OR coalesce(remainder.missing_reason = 'contradicted', false)
            OR coalesce(
                kind = 'proportion' AND part.upper IS NULL AND part.value > denominator.value,
                false
            ) AS is_contradicted,
        coalesce(reason <> 'unknown_or_secret', false) OR coalesce(is_small, true)
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
        CASE WHEN complement THEN 1 - part_highest ELSE part_lowest END AS lowest,
        CASE WHEN complement THEN 1 - part_lowest ELSE part_highest END AS highest
    FROM judged
),
computed AS (
    SELECT
        *,
        -- Outwards; the small number keeps 0.4 * 100 from becoming 39.9.
        CASE WHEN NOT is_unusable AND NOT is_open
            THEN floor(lowest * multiplier * scale + 1e-9) / scale END AS lower,
        CASE WHEN NOT is_unusable AND NOT is_open
            THEN ceil(highest * multiplier * scale - 1e-9) / scale END AS upper,
        -- Half up, in whole numbers, as the publisher rounds: 2 n / 2 d without a binary fraction.
        -- Rounded counts can divide to a share that their bounds exclude, such as parts that add up
        -- to more than their total; then it is the nearest possible one.
        CASE WHEN NOT is_unusable AND numerator.value IS NOT NULL AND denominator.value > 0 THEN
            least(upper, greatest(lower, floor(
                (2 * multiplier * scale * numerator.value + denominator.value)
                / (2 * denominator.value)
            ) / scale))
        END AS value
    FROM bounded
)
SELECT
    computed.id,
    position,
    area_code,
    area_name,
    area_level,
    shown_area_code,
    complement_of,
    computed.period_code,
    period_kind,
    value,
    CASE WHEN upper IS NOT NULL THEN lower END,
    CASE WHEN lower IS NOT NULL THEN upper END,
    CASE WHEN has_counts THEN numerator.value END,
    CASE WHEN has_counts THEN numerator.lower END,
    CASE WHEN has_counts THEN numerator.upper END,
    CASE WHEN has_counts THEN denominator.value END,
    CASE WHEN has_counts THEN denominator.lower END,
    CASE WHEN has_counts THEN denominator.upper END,
    unit,
    population,
    coalesce(period_status.status, 'not_stated'),
    CASE
        WHEN value IS NOT NULL THEN NULL
        WHEN is_unpublished_level THEN 'not_published'
        WHEN reason IN ('not_delivered', 'impossible') THEN reason
        WHEN is_contradicted THEN 'contradicted'
        WHEN reason = 'unexplained' THEN reason
        WHEN denominator.value IS NOT NULL AND is_small THEN 'withheld_by_us'
        ELSE reason
    END,
    CASE
        WHEN value IS NULL AND (lower IS NULL OR upper IS NULL) THEN NULL
        WHEN has_counts AND coalesce(denominator.value, denominator.lower) < 100
            THEN 'indicative'
        ELSE 'normal'
    END,
    numerator.is_own_sum OR denominator.is_own_sum,
    year,
    version,
    origin.source_tables,
    origin.source_change_keys,
    origin.retrieved_at,
    $release_id,
    origin.licence,
    origin.is_fictitious,
    origin.is_selection
FROM computed
JOIN origin ON origin.indicator_id = computed.id
LEFT JOIN period_status
    ON period_status.indicator_id = computed.id
    AND period_status.period_code = computed.period_code
ORDER BY position, computed.period_code, area_code
