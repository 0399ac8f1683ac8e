-- An indicator and its rest are together a hundred, as far as their bounds leave it open.
SELECT
    rest.indicator_id, rest.area_code, rest.period_code,
    rest.lower, rest.upper, whole.indicator_id AS rest_of, whole.lower AS of_lower, whole.upper AS of_upper
FROM mart.indicator_value AS rest
JOIN mart.indicator_value AS whole
    ON whole.indicator_id = rest.complement_of
    AND whole.area_code = rest.area_code
    AND whole.period_code = rest.period_code
WHERE round(rest.lower + whole.lower, 6) > 100 OR round(rest.upper + whole.upper, 6) < 100
