SELECT area_code, period_code, cell AS numerator, exactly(1) AS denominator
FROM core."03759ned"
WHERE topic = 'children_0_17'
