-- Arithmetic on the cells (see cells.sql) of the members of a municipality.

-- Whole members add up with their bounds. Of a member that was split, the estimate is its share of
-- the inhabitants; what is certain is only that between none and all of it went along.
CREATE OR REPLACE TEMP MACRO sum_of_parts(cell, share, is_split, is_left_out, code) AS {
    'value': CASE
        WHEN count(cell.value) FILTER (NOT is_left_out) = count(*) FILTER (NOT is_left_out)
        THEN sum(share * cell.value ORDER BY code) FILTER (NOT is_left_out) END,
    'lower': CASE
        WHEN count(cell.lower) FILTER (NOT is_left_out) = count(*) FILTER (NOT is_left_out)
        THEN sum(CASE WHEN is_split THEN 0 ELSE cell.lower END ORDER BY code)
            FILTER (NOT is_left_out) END,
    'upper': CASE
        WHEN count(cell.upper) FILTER (NOT is_left_out) = count(*) FILTER (NOT is_left_out)
        THEN sum(cell.upper ORDER BY code) FILTER (NOT is_left_out) END,
    'missing_reason': max(cell.missing_reason) FILTER (NOT is_left_out),
    'is_own_sum': true
};

CREATE OR REPLACE TEMP MACRO cell_refusal(cell, is_split) AS CASE
    WHEN cell.missing_reason = 'not_delivered' THEN 'member_not_delivered'
    WHEN cell.missing_reason = 'impossible' THEN 'member_impossible'
    WHEN cell.upper IS NULL AND (cell.value IS NULL OR is_split) THEN 'member_without_bounds'
END;

-- Of a percentage the denominator is ours, and says nothing.
CREATE OR REPLACE TEMP MACRO has_number(numerator, denominator, kind) AS
    numerator.value IS NOT NULL
    OR (kind <> 'published_share' AND denominator.value IS NOT NULL);

-- What no figure could mend comes first.
CREATE OR REPLACE TEMP MACRO gravest_refusal(refusals) AS list_filter(
    ['unknown_share', 'unclear_division', 'member_not_delivered', 'member_impossible',
     'member_without_bounds'],
    lambda refusal: list_contains(refusals, refusal)
)[1];
