-- A trend over figures that were added up for the area as it is now says so, and nothing is said over
-- years that could not be; what the publisher recast by itself is as good as any other figure.
SELECT t.indicator_id, t.area_code, t.period_kind, t.code, t.is_recast, list(r.recast_kind) AS kinds
FROM mart.trend AS t
JOIN mart.recast_value AS r
    ON r.indicator_id = t.indicator_id
    AND r.area_code = t.area_code
    AND r.period_kind = t.period_kind
    AND r.period_code BETWEEN t.first_period AND t.last_period
WHERE t.code <> 'cannot_say' AND r.refusal IS DISTINCT FROM 'already_published'
GROUP BY ALL
HAVING NOT t.is_recast OR bool_or(r.recast_kind IS NULL OR r.recast_kind = 'split')
