-- mart: what we compute. One row an indicator, area and period, with all that a figure must carry.
CREATE SCHEMA mart;

CREATE TABLE mart.indicator_value (
    indicator_id VARCHAR NOT NULL,
    indicator_order INTEGER NOT NULL,
    area_code VARCHAR NOT NULL,
    area_name VARCHAR NOT NULL,
    area_level VARCHAR NOT NULL,
    shown_area_code VARCHAR,       -- whose figure stands in for this area's own: mostly itself
    complement_of VARCHAR,         -- the indicator of which this is the rest
    period_code VARCHAR NOT NULL,
    period_kind VARCHAR NOT NULL,
    value DOUBLE,                  -- in `unit`, rounded to the indicator's decimals
    lower DOUBLE,                  -- in `unit`, rounded down
    upper DOUBLE,                  -- in `unit`, rounded up
    numerator DOUBLE,
    numerator_lower DOUBLE,
    numerator_upper DOUBLE,
    denominator DOUBLE,
    denominator_lower DOUBLE,
    denominator_upper DOUBLE,
    unit VARCHAR NOT NULL,
    population VARCHAR NOT NULL,
    status VARCHAR NOT NULL,
    missing_reason VARCHAR,
    reliability VARCHAR,
    is_own_sum BOOLEAN NOT NULL,
    boundary_year INTEGER,
    indicator_version VARCHAR NOT NULL,
    source_tables VARCHAR NOT NULL,
    source_change_keys VARCHAR NOT NULL,
    retrieved_at TIMESTAMP,
    release_id VARCHAR NOT NULL,
    licence VARCHAR NOT NULL,
    is_fictitious BOOLEAN NOT NULL,
    is_selection BOOLEAN NOT NULL,
    PRIMARY KEY (indicator_id, area_code, period_code)
);
