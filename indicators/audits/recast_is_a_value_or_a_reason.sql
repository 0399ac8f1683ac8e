-- A recast figure has a value, a reason why it is missing, or a reason why it was not recast: one.
SELECT indicator_id, area_code, period_code, value, missing_reason, refusal
FROM mart.recast_value
WHERE (value IS NOT NULL)::INT + (missing_reason IS NOT NULL)::INT + (refusal IS NOT NULL)::INT <> 1
    OR value < lower OR value > upper OR lower > upper
    OR (denominator < 20 AND (value IS NOT NULL OR lower IS NOT NULL OR upper IS NOT NULL))
