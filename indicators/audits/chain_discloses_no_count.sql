-- Bounds of a count that has no number leave at least two whole numbers.
SELECT step_id, area_code, period_code, lower, upper
FROM mart.chain_step
WHERE value IS NULL AND floor(upper) <= ceil(lower)
