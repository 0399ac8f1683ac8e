-- Arithmetic on published cells. A cell is a value with its bounds and, where there is no value, the
-- reason; every operation carries all four along, so that no query can drop a bound or turn a
-- missing cell into zero.
CREATE TEMP MACRO exactly(number) AS {
    'value': number::DOUBLE, 'lower': number::DOUBLE, 'upper': number::DOUBLE,
    'missing_reason': NULL::VARCHAR, 'is_own_sum': false
};

-- A cell that is not there at all was not delivered; it has no bounds.
CREATE TEMP MACRO delivered(cell) AS coalesce(cell, {
    'value': NULL::DOUBLE, 'lower': NULL::DOUBLE, 'upper': NULL::DOUBLE,
    'missing_reason': 'not_delivered', 'is_own_sum': false
});

-- A cell of which nothing is known but that it is somewhere.
CREATE TEMP MACRO no_bounds() AS {
    'value': NULL::DOUBLE, 'lower': NULL::DOUBLE, 'upper': NULL::DOUBLE,
    'missing_reason': NULL::VARCHAR, 'is_own_sum': false
};

-- The cell with other bounds; with none where they cross or do not end.
CREATE TEMP MACRO bounded_by(cell, low, high) AS {
    'value': cell.value,
    'lower': CASE WHEN low <= high AND isfinite(high) THEN low END,
    'upper': CASE WHEN low <= high AND isfinite(high) THEN high END,
    'missing_reason': cell.missing_reason, 'is_own_sum': cell.is_own_sum
};

-- The reason that says most: what never reached us comes before what cannot occur, then what
-- contradicts itself, a mark that we do not know, and then what the publisher keeps to itself.
CREATE TEMP MACRO graver_reason(a, b) AS CASE
    WHEN 'not_delivered' IN (a, b) THEN 'not_delivered'
    WHEN 'impossible' IN (a, b) THEN 'impossible'
    WHEN 'contradicted' IN (a, b) THEN 'contradicted'
    WHEN 'unexplained' IN (a, b) THEN 'unexplained'
    ELSE coalesce(a, b)
END;

-- Whether there is a number that is kept from us, so that what stands beside the cell may bound it.
-- Behind a blank there is none, and of what did not reach us, of a mark that we do not know and of what
-- contradicts itself nothing may be concluded.
CREATE TEMP MACRO is_hidden(cell) AS
    cell.value IS NULL AND coalesce(cell.missing_reason = 'unknown_or_secret', true);

CREATE TEMP MACRO plus(a, b) AS {
    'value': delivered(a).value + delivered(b).value,
    'lower': delivered(a).lower + delivered(b).lower,
    'upper': delivered(a).upper + delivered(b).upper,
    'missing_reason': graver_reason(delivered(a).missing_reason, delivered(b).missing_reason),
    'is_own_sum': delivered(a).is_own_sum OR delivered(b).is_own_sum
};

-- Whether a part cannot fit in its total: even the least that it can be is more.
CREATE TEMP MACRO exceeds(part, total) AS coalesce(part.lower > total.upper, false);

-- For taking a part from its total: the rest is never below zero, and a part that rounding alone makes
-- more than its total leaves nothing.
CREATE TEMP MACRO minus(a, b) AS {
    'value': CASE WHEN NOT exceeds(delivered(b), delivered(a))
        THEN greatest(0, delivered(a).value - delivered(b).value)
            + 0 * delivered(a).value * delivered(b).value END,  -- greatest() passes over a NULL
    'lower': CASE WHEN NOT exceeds(delivered(b), delivered(a))
        THEN greatest(0, delivered(a).lower - delivered(b).upper)
            + 0 * delivered(a).lower * delivered(b).upper END,
    'upper': CASE WHEN NOT exceeds(delivered(b), delivered(a))
        THEN delivered(a).upper - delivered(b).lower END,
    'missing_reason': CASE WHEN exceeds(delivered(b), delivered(a)) THEN 'contradicted'
        ELSE graver_reason(delivered(a).missing_reason, delivered(b).missing_reason) END,
    'is_own_sum': delivered(a).is_own_sum OR delivered(b).is_own_sum
};
