-- Every step of the chain has a number or a reason, and so has its share of the step before.
SELECT step_id, area_code, period_code, value, missing_reason, share, share_missing_reason
FROM mart.chain_step
WHERE (value IS NULL) = (missing_reason IS NULL)
    OR (relation IN ('part', 'follows') AND (share IS NULL) = (share_missing_reason IS NULL))
