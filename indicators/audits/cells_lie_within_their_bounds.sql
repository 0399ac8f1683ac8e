-- A published number lies within its bounds, bounds come in pairs, and they never cross.
SELECT source_id, topic, area_code, period_code, lower, value, upper
FROM core.observation
WHERE value < lower OR value > upper OR lower > upper OR (lower IS NULL) <> (upper IS NULL)
