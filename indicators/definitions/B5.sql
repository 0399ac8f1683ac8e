-- CBS prints only the percentage; no counts belong to it.
SELECT area_code, period_code, cell AS numerator, exactly(100) AS denominator
FROM core."85098NED"
WHERE topic = 'young_people_with_youth_protection_pct'
