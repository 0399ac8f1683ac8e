-- Of every series something is said, with the numbers that it rests on, or there is a reason why not.
SELECT indicator_id, area_code, period_kind, code, reason, slope, mean
FROM mart.trend
WHERE (code = 'cannot_say') = (reason IS NULL)
    OR (code <> 'cannot_say') <> CASE period_kind
        WHEN 'year' THEN slope IS NOT NULL AND chi_squared IS NOT NULL
        ELSE mean IS NOT NULL AND lower_limit IS NOT NULL AND upper_limit IS NOT NULL END
    OR lower_limit > mean
    OR upper_limit < mean
