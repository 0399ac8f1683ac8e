-- A complement: the numerator is what is left out, the investigations that were finished.
SELECT
    area_code,
    period_code,
    any_value(cell) FILTER (outcome = 'not_ended_early') AS numerator,
    any_value(cell) FILTER (outcome = 'total') AS denominator
FROM core."84853NED"
WHERE topic = 'investigations_completed'
GROUP BY area_code, period_code
