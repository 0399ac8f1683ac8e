-- No ratio of counts is shown below a denominator of 20.
SELECT indicator_id, area_code, period_code, value, denominator
FROM mart.indicator_value
WHERE denominator < 20 AND (value IS NOT NULL OR lower IS NOT NULL OR upper IS NOT NULL)
