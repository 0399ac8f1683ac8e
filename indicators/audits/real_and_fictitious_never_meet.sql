-- A release holds real figures or fictitious ones, never both.
SELECT count(DISTINCT is_fictitious) AS kinds
FROM core.source
WHERE is_delivered
HAVING count(DISTINCT is_fictitious) > 1
