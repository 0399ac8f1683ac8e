-- Numerator and denominator of every municipality of the boundary year, added up from the old ones
-- that it is made of. `counted` has what the indicators' own queries give; `recast_member` and
-- `recast_target` say what is made of what (see places.py).
CREATE OR REPLACE TEMP TABLE recast_sum AS
WITH period AS (
    SELECT DISTINCT v.indicator_id, v.period_code, v.boundary_year AS year
    FROM mart.indicator_value AS v
    JOIN recast_rule AS r USING (indicator_id)
),
cells AS (
    SELECT
        period.indicator_id,
        period.period_code,
        m.*,
        delivered(p.numerator) AS numerator,
        delivered(p.denominator) AS denominator
    FROM period
    JOIN recast_member AS m USING (year)
    LEFT JOIN counted AS p
        ON p.indicator_id = period.indicator_id
        AND p.area_code = m.member_code
        AND p.period_code = period.period_code
),
rule AS (
    SELECT
        r.*,
        len(r.sources) = 1 AND coalesce(s.is_delivered AND NOT s.is_selection, false)
            AS is_one_and_whole
    FROM recast_rule AS r
    LEFT JOIN core.source AS s ON s.source_id = r.sources[1]
),
located AS (
    -- Figures of a year are on the division of 1 January. Of a member that ended later in the year,
    -- a table that prints a blank or nothing counted it with its receiver: there is nothing to add.
    SELECT
        cells.*,
        rule.kind,
        is_mid_year AND (
            numerator.missing_reason = 'impossible'
            OR (numerator.missing_reason = 'not_delivered' AND is_one_and_whole)
        ) IS TRUE AS numerator_is_elsewhere,
        is_mid_year AND (
            denominator.missing_reason = 'impossible'
            OR (denominator.missing_reason = 'not_delivered' AND is_one_and_whole)
        ) IS TRUE AS denominator_is_elsewhere
    FROM cells
    JOIN rule USING (indicator_id)
),
judged AS (
    SELECT
        *,
        numerator_is_elsewhere AND denominator_is_elsewhere AS is_elsewhere,
        has_number(numerator, denominator, kind) AS has_number,
        cell_refusal(numerator, is_split) AS of_numerator,
        cell_refusal(denominator, is_split) AS of_denominator,
        [
            CASE WHEN is_unknown THEN 'unknown_share' END,
            CASE WHEN is_mid_year AND (
                (of_numerator = 'member_not_delivered' AND NOT numerator_is_elsewhere)
                OR (of_denominator = 'member_not_delivered' AND NOT denominator_is_elsewhere)
            ) THEN 'unclear_division' END,
            CASE WHEN NOT numerator_is_elsewhere THEN of_numerator END,
            CASE WHEN NOT denominator_is_elsewhere THEN of_denominator END
        ] AS refusals
    FROM located
),
added AS (
    SELECT
        indicator_id,
        year,
        period_code,
        area_code,
        coalesce(bool_or(is_split) FILTER (NOT is_elsewhere), false) AS has_split,
        has_split OR count(*) FILTER (NOT is_elsewhere) > 1 AS is_sum,
        bool_or(has_number) AS has_number,
        bool_or(has_small_change) AS has_small_change,
        string_agg(member_code, '; ' ORDER BY member_code) FILTER (NOT is_elsewhere) AS members,
        CASE
            WHEN bool_and(is_elsewhere) THEN 'member_not_delivered'
            ELSE gravest_refusal(flatten(list(refusals)))
        END AS refusal,
        sum_of_parts(numerator, share, is_split, numerator_is_elsewhere, member_code)
            AS numerator,
        sum_of_parts(denominator, share, is_split, denominator_is_elsewhere, member_code)
            AS denominator
    FROM judged
    GROUP BY indicator_id, year, period_code, area_code
)
SELECT
    period.indicator_id,
    t.year,
    period.period_code,
    t.area_code,
    t.area_name,
    coalesce(added.members, '') AS members,
    CASE
        WHEN added.has_split THEN 'split'
        WHEN NOT added.is_sum AND t.is_created THEN 'renamed'
        ELSE 'whole'
    END AS recast_kind,
    coalesce(added.has_small_change, false) AS has_small_change,
    added.numerator,
    added.denominator,
    CASE
        WHEN t.refusal IS NOT NULL THEN t.refusal
        WHEN own.area_code IS NOT NULL AND added.has_number THEN 'counted_twice'
        WHEN own.area_code IS NOT NULL THEN 'already_published'
        WHEN added.is_sum AND rule.kind = 'published_share' THEN 'published_share'
        WHEN added.is_sum AND rule.persons_overlap THEN 'persons_overlap'
        ELSE added.refusal
    END AS refusal
FROM recast_target AS t
JOIN period USING (year)
JOIN rule USING (indicator_id)
LEFT JOIN added
    ON added.indicator_id = period.indicator_id AND added.year = t.year AND added.period_code = period.period_code
    AND added.area_code = t.area_code
-- A number for a municipality that was not there yet: the publisher has recast it.
LEFT JOIN counted AS own
    ON t.is_created AND own.indicator_id = period.indicator_id AND own.area_code = t.area_code AND own.period_code = period.period_code
    AND has_number(own.numerator, own.denominator, rule.kind)
