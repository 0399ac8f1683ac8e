-- Either there is a value or there is a reason why not, never both and never neither.
SELECT indicator_id, area_code, period_code, value, missing_reason
FROM mart.indicator_value
WHERE (value IS NULL) = (missing_reason IS NULL)
