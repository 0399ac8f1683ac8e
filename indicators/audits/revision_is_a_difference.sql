-- A revision names a figure of which something differs, with what it became minus what it was.
SELECT indicator_id, area_code, period_code, cause, from_value, to_value, difference
FROM mart.revision
WHERE round(difference - (to_value - from_value), 6) <> 0
    OR (difference IS NULL) <> (from_value IS NULL OR to_value IS NULL)
    OR difference NOT BETWEEN difference_lower AND difference_upper
    OR from_release_id = release_id
    OR (
        from_value IS NOT DISTINCT FROM to_value
        AND from_lower IS NOT DISTINCT FROM to_lower
        AND from_upper IS NOT DISTINCT FROM to_upper
        AND from_numerator IS NOT DISTINCT FROM to_numerator
        AND from_numerator_lower IS NOT DISTINCT FROM to_numerator_lower
        AND from_numerator_upper IS NOT DISTINCT FROM to_numerator_upper
        AND from_denominator IS NOT DISTINCT FROM to_denominator
        AND from_denominator_lower IS NOT DISTINCT FROM to_denominator_lower
        AND from_denominator_upper IS NOT DISTINCT FROM to_denominator_upper
        AND from_status IS NOT DISTINCT FROM to_status
        AND from_missing_reason IS NOT DISTINCT FROM to_missing_reason
    )
