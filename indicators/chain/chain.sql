-- Every step for every area and period, with its share of the step that it hangs on.
--
-- Temporary relations made from steps.yaml: `chain_definition`, a row a step, and `chain_cell`, the
-- cells that were read. Bounds of a share: interval arithmetic, [part-/whole+, part+/whole-]; a part
-- is at most 100. Thresholds: no share below a parent of 20, "indicative" below 100.
INSERT INTO mart.chain_step
WITH read_cell AS (
    SELECT
        step_id,
        area_code,
        period_code,
        undisclosed(arg_min(cell, place)) AS cell,
        arg_min(source_id, place) AS source_id
    FROM chain_cell
    GROUP BY step_id, area_code, period_code
),
period AS (
    SELECT period_code, min(period_kind) AS period_kind, min(year) AS year
    FROM core.period
    WHERE period_kind IN ('year', 'half_year')
        AND source_id IN (SELECT unnest(sources) FROM chain_definition)
    GROUP BY period_code
),
has_figures AS (
    SELECT DISTINCT area_code, period_code FROM read_cell WHERE cell.value IS NOT NULL
),
place AS (
    SELECT area.area_code, area.area_name, area.area_level, period.*
    FROM core.area AS area
    CROSS JOIN period
    WHERE area.area_level IN ('municipality', 'veilig_thuis_region', 'province', 'country')
        -- A municipality that is gone is listed for the periods in which it still had figures.
        AND (
            area.is_current
            OR (area.area_code, period.period_code) IN (
                SELECT (area_code, period_code) FROM has_figures
            )
        )
),
published_level AS (
    -- The kinds of area for which the step's tables print it at all.
    SELECT DISTINCT step_id, area_level FROM read_cell JOIN core.area USING (area_code)
),
whole_table AS (
    -- Steps whose tables all came in full: what they do not have is not published.
    SELECT step_id
    FROM (SELECT step_id, unnest(sources) AS source_id FROM chain_definition)
    JOIN core.source USING (source_id)
    GROUP BY step_id
    HAVING bool_and(is_delivered AND NOT is_selection)
),
counted AS (
    SELECT
        d.step_id,
        place.area_code,
        place.period_code,
        CASE
            WHEN r.cell IS NULL
                AND d.step_id IN (FROM whole_table)
                AND d.step_id IN (SELECT step_id FROM published_level)
                AND (d.step_id, place.area_level) NOT IN (
                    SELECT (step_id, area_level) FROM published_level
                )
            THEN missing_cell('not_published')
            ELSE delivered(r.cell)
        END AS cell,
        r.source_id
    FROM place
    CROSS JOIN chain_definition AS d
    LEFT JOIN read_cell AS r
        ON r.step_id = d.step_id
        AND r.area_code = place.area_code
        AND r.period_code = place.period_code
    WHERE d.complement_of IS NULL AND NOT d.is_remainder
),
complemented AS (
    SELECT
        d.step_id,
        t.area_code,
        t.period_code,
        undisclosed(minus(t.cell, rest.cell)) AS cell,
        t.source_id,
        rest.cell AS left_out
    FROM chain_definition AS d
    JOIN counted AS t ON t.step_id = d.parent_id
    JOIN counted AS rest
        ON rest.step_id = d.complement_of
        AND rest.area_code = t.area_code
        AND rest.period_code = t.period_code
),
whole AS (
    SELECT *, NULL AS left_out FROM counted
    UNION ALL BY NAME
    FROM complemented
),
parts AS (
    SELECT
        d.step_id,
        d.parent_id,
        part.area_code,
        part.period_code,
        bool_and(cell.value IS NOT NULL) AS are_all_known,
        sum(cell.value) AS known_value,
        coalesce(sum(cell.lower) FILTER (cell.value IS NOT NULL), 0) AS known_lower,
        coalesce(sum(cell.upper) FILTER (cell.value IS NOT NULL), 0) AS known_upper,
        CASE WHEN count(cell.lower) = count(*)
            THEN sum(cell.lower) FILTER (cell.value IS NULL) END AS hidden_lower,
        CASE WHEN count(cell.upper) = count(*)
            THEN sum(cell.upper) FILTER (cell.value IS NULL) END AS hidden_upper,
        list_extract(
            $reasons, min(list_position($reasons, cell.missing_reason))
        ) AS reason,
        bool_or(cell.is_own_sum) AS is_own_sum
    FROM chain_definition AS d
    JOIN chain_definition AS sibling
        ON sibling.parent_id = d.parent_id AND sibling.relation = 'part' AND NOT sibling.is_remainder
    JOIN whole AS part ON part.step_id = sibling.step_id
    WHERE d.is_remainder
    GROUP BY ALL
),
left_over AS (
    -- What the whole minus the parts with a number leaves to those without one.
    SELECT
        parts.*,
        t.cell AS total,
        t.source_id,
        CASE WHEN t.cell.lower IS NOT NULL THEN greatest(0, t.cell.lower - known_upper) END
            AS left_lower,
        CASE WHEN t.cell.upper IS NOT NULL THEN greatest(0, t.cell.upper - known_lower) END
            AS left_upper,
        -- greatest() and least() pass over a NULL: the narrower of the two, or the one there is.
        greatest(left_lower, hidden_lower) AS narrow_lower,
        least(left_upper, hidden_upper) AS narrow_upper
    FROM parts
    JOIN whole AS t
        ON t.step_id = parts.parent_id
        AND t.area_code = parts.area_code
        AND t.period_code = parts.period_code
),
remainder AS (
    -- With a number for every part nothing is left, unless the whole is more than rounding can
    -- explain; nobody hides that difference, so it is given as a number. With a part that is hidden
    -- there are bounds only; where the totals and the hidden parts exclude each other, the total's.
    -- With a part that hides nothing (a blank, a mark that we do not know, what was not delivered)
    -- nobody knows what is left, and there is its reason only.
    SELECT
        step_id,
        area_code,
        period_code,
        CASE
            WHEN are_all_known AND coalesce(left_lower, 0) = 0 THEN exactly(0)
            WHEN reason <> 'unknown_or_secret' THEN missing_cell(reason)
            ELSE undisclosed({
                'value': CASE WHEN are_all_known THEN total.value - known_value END,
                'lower': CASE WHEN narrow_lower > narrow_upper THEN 0 ELSE narrow_lower END,
                'upper': CASE WHEN narrow_lower > narrow_upper
                    THEN total.upper ELSE narrow_upper END,
                'missing_reason': CASE
                    WHEN NOT are_all_known THEN reason
                    WHEN total.value IS NULL THEN total.missing_reason
                END,
                'is_own_sum': is_own_sum OR total.is_own_sum
            })
        END AS cell,
        source_id
    FROM left_over
),
step AS (
    FROM whole
    UNION ALL BY NAME
    SELECT *, NULL AS left_out FROM remainder
),
related AS (
    SELECT
        d.*,
        step.* EXCLUDE (step_id, source_id),
        CASE WHEN d.has_share THEN parent.cell END AS parent,
        -- The tables that the figure comes from; of a count that is not there, all it could be in.
        list_sort(list_distinct(
            CASE WHEN step.source_id IS NULL THEN d.sources ELSE [step.source_id] END
            || CASE
                WHEN NOT d.has_share THEN []
                WHEN parent.source_id IS NULL THEN p.sources
                ELSE [parent.source_id]
            END
        )) AS used
    FROM step
    JOIN chain_definition AS d USING (step_id)
    LEFT JOIN chain_definition AS p ON p.step_id = d.parent_id
    LEFT JOIN step AS parent
        ON parent.step_id = d.parent_id
        AND parent.area_code = step.area_code
        AND parent.period_code = step.period_code
),
fraction AS (
    SELECT
        *,
        coalesce(parent.value, parent.lower) < 20 AS is_small,
        graver_reason(cell.missing_reason, parent.missing_reason) AS share_reason,
        -- A complement counts the rounding of its parent once.
        CASE WHEN left_out IS NOT NULL THEN 1 - left_out.upper / nullif(parent.lower, 0)
             ELSE cell.lower / nullif(parent.upper, 0) END AS lowest,
        CASE WHEN left_out IS NOT NULL THEN 1 - left_out.lower / nullif(parent.upper, 0)
             ELSE cell.upper / nullif(parent.lower, 0) END AS highest,
        CASE WHEN relation = 'part' THEN 1 ELSE 'infinity'::DOUBLE END AS most
    FROM related
),
computed AS (
    SELECT
        *,
        NOT coalesce(share_reason IN ('not_delivered', 'impossible', 'contradicted'), false)
            AND NOT coalesce(is_small, true) AS is_usable,
        -- Half up, in whole numbers, as the publisher rounds: 2 n / 2 d without a binary fraction.
        CASE WHEN is_usable AND cell.value IS NOT NULL AND parent.value > 0 THEN
            floor((
                2000 * least(cell.value, most * parent.value) + parent.value
            ) / (2 * parent.value)) / 10
        END AS share,
        -- Outwards; the small number keeps 0.4 * 100 from becoming 39.9.
        CASE WHEN is_usable AND lowest IS NOT NULL AND highest IS NOT NULL
            THEN floor(least(greatest(lowest, 0), most) * 1000 + 1e-9) / 10 END AS share_lower,
        CASE WHEN is_usable AND lowest IS NOT NULL AND highest IS NOT NULL
            THEN ceil(greatest(least(highest, most) * 1000 - 1e-9, 0)) / 10 END AS share_upper
    FROM fraction
),
origin AS (
    SELECT
        used,
        string_agg(source_id, '; ' ORDER BY source_id) AS source_tables,
        string_agg(coalesce(change_key, ''), '; ' ORDER BY source_id)
            AS source_change_keys,
        max(retrieved_at) AS retrieved_at,
        string_agg(DISTINCT licence, '; ' ORDER BY licence) AS licence,
        bool_or(is_fictitious) AS is_fictitious,
        bool_or(is_selection) AS is_selection
    FROM (SELECT DISTINCT used FROM related)
    JOIN core.source ON list_contains(used, source_id)
    GROUP BY used
),
period_status AS (
    -- A figure is as provisional as the most provisional of its tables.
    SELECT
        used,
        period_code,
        list_extract(
            ['provisional', 'revised_provisional', 'not_stated', 'definitive'],
            min(list_position(
                ['provisional', 'revised_provisional', 'not_stated', 'definitive'], status
            ))
        ) AS status
    FROM origin
    JOIN core.period ON list_contains(used, source_id)
    GROUP BY used, period_code
)
SELECT
    step_id,
    step_order,
    parent_id,
    relation,
    area_code,
    area_name,
    area_level,
    period_code,
    period_kind,
    cell.value,
    cell.lower,
    cell.upper,
    unit,
    population,
    cell.missing_reason,
    share,
    share_lower,
    share_upper,
    CASE
        WHEN NOT has_share OR share IS NOT NULL THEN NULL
        WHEN share_reason IN ('not_delivered', 'impossible', 'contradicted') THEN share_reason
        WHEN parent.value IS NOT NULL AND is_small THEN 'withheld_by_us'
        ELSE share_reason
    END,
    parent.value,
    parent.lower,
    parent.upper,
    CASE
        WHEN share IS NULL AND share_lower IS NULL THEN NULL
        WHEN coalesce(parent.value, parent.lower) < 100 THEN 'indicative'
        ELSE 'normal'
    END,
    complement_of IS NOT NULL OR is_remainder,
    is_remainder,
    cell.is_own_sum,
    coalesce(period_status.status, 'not_stated'),
    year,
    $version,
    source_tables,
    source_change_keys,
    retrieved_at,
    $release_id,
    licence,
    is_fictitious,
    is_selection
FROM computed
JOIN place USING (area_code, period_code)
JOIN origin USING (used)
LEFT JOIN period_status USING (used, period_code)
ORDER BY period_code, area_code, step_order
