-- No share of the chain is shown below a parent of 20.
SELECT step_id, area_code, period_code, parent_value, share, share_lower, share_upper
FROM mart.chain_step
WHERE parent_value < 20 AND (share IS NOT NULL OR share_lower IS NOT NULL OR share_upper IS NOT NULL)
