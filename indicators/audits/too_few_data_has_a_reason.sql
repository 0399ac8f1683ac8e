-- Either there is a word for the comparison or there is a reason why not, never both or neither.
SELECT indicator_id, area_code, period_code, benchmark_kind, code, reason
FROM mart.comparison
WHERE (code = 'too_few_data') = (reason IS NULL)
