-- CBS prints only the percentage; no counts belong to it.
SELECT area_code, period_code, cell AS numerator, exactly(100) AS denominator
FROM core."86132NED"
WHERE topic = 'children_in_poverty_pct' AND characteristic = 'total'
