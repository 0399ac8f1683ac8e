-- No total of the three outcomes on child abuse is printed: the denominator is our own sum of them.
WITH child_abuse AS (
    SELECT
        area_code,
        period_code,
        any_value(cell) FILTER (outcome = 'child_abuse_confirmed') AS confirmed,
        any_value(cell) FILTER (outcome = 'child_abuse_not_confirmed') AS not_confirmed,
        any_value(cell) FILTER (outcome = 'child_abuse_refuted') AS refuted
    FROM core."84853NED"
    WHERE topic = 'investigations_completed'
    GROUP BY area_code, period_code
)
SELECT
    area_code,
    period_code,
    confirmed AS numerator,
    plus(plus(confirmed, not_confirmed), refuted) AS denominator,
    plus(not_confirmed, refuted) AS remainder
FROM child_abuse
