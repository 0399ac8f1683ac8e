-- Every figure that differs between `predecessor` and the database in use, with all that can be
-- evidence of why. The causes follow from these columns alone (see causes.py).
WITH older AS (
    SELECT * FROM predecessor.mart.indicator_value
),
newer AS (
    SELECT * FROM mart.indicator_value
),
pair AS (
    SELECT
        indicator_id,
        area_code,
        period_code,
        older,
        newer,
        older.indicator_id IS NULL AS has_appeared,
        newer.indicator_id IS NULL AS has_vanished
    FROM older
    FULL JOIN newer USING (indicator_id, area_code, period_code)
    WHERE indicator_id IN (SELECT indicator_id FROM older)
        AND (
            older.indicator_id IS NULL
            OR newer.indicator_id IS NULL
            OR row(
                older.value, older.lower, older.upper,
                older.numerator, older.numerator_lower, older.numerator_upper,
                older.denominator, older.denominator_lower, older.denominator_upper,
                older.status, older.missing_reason
            ) IS DISTINCT FROM row(
                newer.value, newer.lower, newer.upper,
                newer.numerator, newer.numerator_lower, newer.numerator_upper,
                newer.denominator, newer.denominator_lower, newer.denominator_upper,
                newer.status, newer.missing_reason
            )
        )
),
-- A source that an indicator reads only since its new version is no evidence of a revision.
indicator_source AS (
    SELECT DISTINCT indicator_id, unnest(string_split(source_tables, '; ')) AS source_id
    FROM older
),
source_of_pair AS (
    SELECT
        pair.indicator_id,
        pair.area_code,
        pair.period_code,
        string_agg(
            DISTINCT changed.source_id || ' ' || coalesce(older_key, '-') || ' -> '
            || coalesce(newer_key, '-'), '; '
            ORDER BY changed.source_id || ' ' || coalesce(older_key, '-') || ' -> '
            || coalesce(newer_key, '-')
        ) FILTER (is_key_changed) AS revised,
        bool_or(true) AS has_other_cells
    FROM pair
    JOIN indicator_source USING (indicator_id)
    JOIN source_change AS changed USING (source_id)
    JOIN evidence
        ON evidence.source_id = changed.source_id
        AND evidence.year = left(pair.period_code, 4)
        AND evidence.area_code = pair.area_code
        AND (
            NOT evidence.is_of_member OR coalesce(pair.newer.is_own_sum, false)
            OR coalesce(pair.older.is_own_sum, false)
        )
    GROUP BY ALL
),
-- For rows without any number: that there is none, and why, is said by the table as a whole.
table_of_indicator AS (
    SELECT
        indicator_id,
        string_agg(
            source_id || ' ' || coalesce(older_key, '-') || ' -> ' || coalesce(newer_key, '-'),
            '; ' ORDER BY source_id
        ) AS revised
    FROM indicator_source
    JOIN source_change USING (source_id)
    WHERE is_key_changed
    GROUP BY indicator_id
)
SELECT
    pair.*,
    has_appeared
        AND (indicator_id, period_code) NOT IN (SELECT (indicator_id, period_code) FROM older)
        AS is_new_period,
    has_vanished
        AND (indicator_id, period_code) NOT IN (SELECT (indicator_id, period_code) FROM newer)
        AS is_period_gone,
    indicator_id NOT IN (SELECT indicator_id FROM newer) AS is_indicator_gone,
    area_code IN (SELECT area_code FROM area_change) AS has_area_come_or_gone,
    area_code IN (SELECT area_code FROM region_change)
        AND (coalesce(newer.is_own_sum, false) OR coalesce(older.is_own_sum, false))
        AS has_other_members,
    (older.value IS NOT NULL AND newer.value IS NULL)
        OR (older.numerator IS NOT NULL AND newer.numerator IS NULL)
        OR (older.denominator IS NOT NULL AND newer.denominator IS NULL) AS has_lost_a_number,
    older.status IS NOT DISTINCT FROM newer.status AS is_same_status,
    coalesce(
        list_position($statuses, newer.status) > list_position($statuses, older.status), false
    ) AS has_status_gone_up,
    row(
        older.value, older.lower, older.upper,
        older.numerator, older.numerator_lower, older.numerator_upper,
        older.denominator, older.denominator_lower, older.denominator_upper,
        older.missing_reason
    ) IS NOT DISTINCT FROM row(
        newer.value, newer.lower, newer.upper,
        newer.numerator, newer.numerator_lower, newer.numerator_upper,
        newer.denominator, newer.denominator_lower, newer.denominator_upper,
        newer.missing_reason
    ) AS has_same_numbers,
    older.numerator IS NULL AND newer.numerator IS NULL
        AND older.denominator IS NULL AND newer.denominator IS NULL
        AND older.lower IS NULL AND newer.lower IS NULL AS is_without_numbers,
    source_of_pair.revised AS revised_cells,
    coalesce(has_other_cells, false) AS has_other_cells,
    table_of_indicator.revised AS revised_tables,
    coalesce(older.indicator_version <> newer.indicator_version, false) AS has_other_version,
    $has_other_code AS has_other_code
FROM pair
LEFT JOIN source_of_pair USING (indicator_id, area_code, period_code)
LEFT JOIN table_of_indicator USING (indicator_id)
