-- No step of the chain is left out for an area and period that has one.
SELECT area_code, period_code, count(*) AS steps
FROM mart.chain_step
GROUP BY area_code, period_code
HAVING count(*) <> (SELECT count(DISTINCT step_id) FROM mart.chain_step)
