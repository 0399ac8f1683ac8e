-- A count or share of the chain never lies outside the bounds that are printed beside it.
SELECT step_id, area_code, period_code, lower, value, upper, share_lower, share, share_upper
FROM mart.chain_step
WHERE value < lower OR value > upper OR lower > upper
    OR share < share_lower OR share > share_upper OR share_lower > share_upper
