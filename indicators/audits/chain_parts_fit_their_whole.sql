-- The parts of a whole that has a number are together never certainly more than it.
SELECT parent_id, area_code, period_code, sum(lower) AS least, min(parent_upper) AS most
FROM mart.chain_step
WHERE relation = 'part' AND NOT is_remainder AND parent_value IS NOT NULL
GROUP BY parent_id, area_code, period_code
HAVING least > most
