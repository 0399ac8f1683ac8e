-- A figure never lies outside the bounds that are printed beside it.
SELECT indicator_id, area_code, period_code, lower, value, upper
FROM mart.indicator_value
WHERE value < lower OR value > upper OR lower > upper
