-- The operations of cells.sql on cells that carry a trace instead of their numbers, so that the query
-- of an indicator gives its formula: JSON, e.g. ["minus", ["cell", 17], ["absent"]]. What the formula
-- comes to is worked out in evaluate.py and held against the release.
CREATE TEMP MACRO trace_of(cell) AS coalesce(cell.trace, '["absent"]');

CREATE TEMP MACRO traced(formula) AS {
    'value': NULL::DOUBLE, 'lower': NULL::DOUBLE, 'upper': NULL::DOUBLE,
    'missing_reason': NULL::VARCHAR, 'is_own_sum': NULL::BOOLEAN, 'trace': formula::VARCHAR
};

CREATE TEMP MACRO exactly(number) AS traced('["exactly",' || number || ']');

CREATE TEMP MACRO delivered(cell) AS traced(trace_of(cell));

CREATE TEMP MACRO plus(a, b) AS traced('["plus",' || trace_of(a) || ',' || trace_of(b) || ']');

CREATE TEMP MACRO minus(a, b) AS traced('["minus",' || trace_of(a) || ',' || trace_of(b) || ']');
