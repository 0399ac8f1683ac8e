-- Children of 0 to 17 are no published category: the eighteen single years of age are added up.
-- These counts are unrounded, so the sum is exact. An area without a single figure is left out:
-- the list of regions goes back to 1988 and holds hundreds of municipalities that are gone.
--
-- Veilig Thuis regions are not in this table. Their children are the sum of their municipalities,
-- in those periods only in which the publisher's municipalities are the ones we know the region of.
WITH age_sum AS (
    SELECT
        area_code,
        period_code,
        CASE WHEN count(value) = 18 THEN sum(value) END AS value,
        CASE
            WHEN count(value) = 18 THEN NULL
            WHEN count(*) < 18 THEN 'not_delivered'
            ELSE max(missing_reason)  -- unknown_or_secret before impossible
        END AS missing_reason
    FROM cell
    WHERE topic = 'inhabitants'
    GROUP BY area_code, period_code
    HAVING count(value) > 0
),
municipality AS (
    SELECT s.*, a.veilig_thuis_code, a.area_code IS NOT NULL AS is_known
    FROM age_sum s
    LEFT JOIN core.area a ON a.area_code = s.area_code AND a.is_current
    WHERE s.area_code LIKE 'GM%'
),
comparable_period AS (
    SELECT period_code
    FROM municipality
    GROUP BY period_code
    HAVING bool_and(is_known)
       AND count(value) = (
           SELECT count(*) FROM core.area WHERE area_level = 'municipality' AND is_current
       )
),
region_sum AS (
    SELECT veilig_thuis_code AS area_code, period_code, sum(value) AS value
    FROM municipality
    JOIN comparable_period USING (period_code)
    GROUP BY veilig_thuis_code, period_code
)
SELECT
    'children_0_17' AS topic,
    'Kinderen van 0 tot en met 17 jaar (som van achttien leeftijden)' AS topic_title,
    NULL AS category_1,
    NULL AS category_2,
    NULL AS category_3,
    area_code,
    period_code,
    NULL AS published_text,
    value,
    value AS lower,
    value AS upper,
    missing_reason,
    area_code LIKE 'VT%' AS is_own_sum
FROM (
    SELECT area_code, period_code, value, missing_reason FROM age_sum
    UNION ALL
    SELECT area_code, period_code, value, NULL FROM region_sum
)
