-- The counts that a figure is made of lie within the bounds that are printed beside them, which come
-- in pairs and never cross.
SELECT
    indicator_id, area_code, period_code,
    numerator_lower, numerator, numerator_upper,
    denominator_lower, denominator, denominator_upper
FROM mart.indicator_value
WHERE numerator NOT BETWEEN numerator_lower AND numerator_upper
    OR denominator NOT BETWEEN denominator_lower AND denominator_upper
    OR numerator_lower > numerator_upper
    OR denominator_lower > denominator_upper
    OR (numerator_lower IS NULL) <> (numerator_upper IS NULL)
    OR (denominator_lower IS NULL) <> (denominator_upper IS NULL)
