-- The two kinds of start are all there are; no total of them is printed under their heading.
WITH start AS (
    SELECT
        area_code,
        period_code,
        any_value(cell) FILTER (topic = 'started_in_crisis') AS in_crisis,
        any_value(cell) FILTER (topic = 'started_without_crisis') AS without_crisis
    FROM core."85097NED"
    WHERE referrer = 'total'
    GROUP BY area_code, period_code
)
SELECT
    area_code,
    period_code,
    in_crisis AS numerator,
    plus(in_crisis, without_crisis) AS denominator,
    without_crisis AS remainder
FROM start
