-- The two kinds of start are all there are; no total of them is printed under their heading.
SELECT
    area_code,
    period_code,
    any_value(cell) FILTER (topic = 'started_in_crisis') AS numerator,
    plus(
        any_value(cell) FILTER (topic = 'started_in_crisis'),
        any_value(cell) FILTER (topic = 'started_without_crisis')
    ) AS denominator
FROM core."85097NED"
WHERE referrer = 'total'
GROUP BY area_code, period_code
