-- Cells (see indicators/cells.sql) as the chain needs them.
CREATE OR REPLACE TEMP MACRO missing_cell(reason) AS {
    'value': NULL::DOUBLE, 'lower': NULL::DOUBLE, 'upper': NULL::DOUBLE,
    'missing_reason': reason::VARCHAR, 'is_own_sum': false
};

-- Bounds that leave one whole number are that number. Where there is no number they are left out:
-- what we work out must not say more of a hidden count than that it lies somewhere.
CREATE OR REPLACE TEMP MACRO undisclosed(cell) AS CASE
    WHEN cell.value IS NULL AND floor(cell.upper) <= ceil(cell.lower)
    THEN missing_cell(cell.missing_reason)
    ELSE cell
END;
