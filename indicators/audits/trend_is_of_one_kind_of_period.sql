-- A series has years or half-years, never both, and as many points as it says: no period is left out
-- of what something is said about.
SELECT indicator_id, area_code, period_kind, first_period, last_period, points, code
FROM mart.trend
WHERE substr(first_period, 5, 2) <> CASE period_kind WHEN 'year' THEN 'JJ' ELSE 'HJ' END
    OR substr(last_period, 5, 2) <> substr(first_period, 5, 2)
    OR first_period > last_period
    OR (code <> 'cannot_say' AND points <> CASE period_kind
        WHEN 'year' THEN 1 + left(last_period, 4)::INTEGER - left(first_period, 4)::INTEGER
        ELSE 1 + 2 * (left(last_period, 4)::INTEGER - left(first_period, 4)::INTEGER)
            + right(last_period, 2)::INTEGER - right(first_period, 2)::INTEGER END)
