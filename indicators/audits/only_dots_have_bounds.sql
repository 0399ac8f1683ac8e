-- Where there is no number, only a dot has bounds: no other reason says that a number is hidden.
SELECT indicator_id AS id, area_code, period_code, missing_reason, lower, upper
FROM mart.indicator_value
WHERE value IS NULL AND lower IS NOT NULL AND missing_reason <> 'unknown_or_secret'
UNION ALL
SELECT step_id, area_code, period_code, missing_reason, lower, upper
FROM mart.chain_step
WHERE value IS NULL AND lower IS NOT NULL AND missing_reason <> 'unknown_or_secret'
UNION ALL
SELECT source_id || ', ' || topic, area_code, period_code, missing_reason, lower, upper
FROM core.observation
WHERE value IS NULL AND lower IS NOT NULL AND missing_reason <> 'unknown_or_secret'
