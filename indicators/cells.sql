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

-- The reason that says most: what never reached us comes before what cannot occur, and that before
-- what the publisher keeps to itself.
CREATE TEMP MACRO graver_reason(a, b) AS CASE
    WHEN 'not_delivered' IN (a, b) THEN 'not_delivered'
    WHEN 'impossible' IN (a, b) THEN 'impossible'
    ELSE coalesce(a, b)
END;

CREATE TEMP MACRO plus(a, b) AS {
    'value': delivered(a).value + delivered(b).value,
    'lower': delivered(a).lower + delivered(b).lower,
    'upper': delivered(a).upper + delivered(b).upper,
    'missing_reason': graver_reason(delivered(a).missing_reason, delivered(b).missing_reason),
    'is_own_sum': delivered(a).is_own_sum OR delivered(b).is_own_sum
};

-- For taking a part from its total: the rest is never below zero.
CREATE TEMP MACRO minus(a, b) AS {
    'value': greatest(0, delivered(a).value - delivered(b).value)
        + 0 * delivered(a).value * delivered(b).value,  -- greatest() passes over a NULL
    'lower': greatest(0, delivered(a).lower - delivered(b).upper)
        + 0 * delivered(a).lower * delivered(b).upper,
    'upper': greatest(0, delivered(a).upper - delivered(b).lower)
        + 0 * delivered(a).upper * delivered(b).lower,
    'missing_reason': graver_reason(delivered(a).missing_reason, delivered(b).missing_reason),
    'is_own_sum': delivered(a).is_own_sum OR delivered(b).is_own_sum
};
