-- Every published cell is a number or has a reason for having none.
SELECT source_id, topic, area_code, period_code, published_text, value, missing_reason
FROM core.observation
WHERE (value IS NULL) = (missing_reason IS NULL)
