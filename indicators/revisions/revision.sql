-- What differs from the release before this one: one row a figure. Empty in a first release.
CREATE TABLE mart.revision (
    indicator_id VARCHAR NOT NULL,
    indicator_order INTEGER NOT NULL,
    area_code VARCHAR NOT NULL,
    area_name VARCHAR NOT NULL,
    area_level VARCHAR NOT NULL,
    period_code VARCHAR NOT NULL,
    period_kind VARCHAR NOT NULL,
    unit VARCHAR NOT NULL,
    cause VARCHAR NOT NULL,        -- see causes.py
    evidence VARCHAR NOT NULL,     -- what was seen to differ; empty where nothing explains it
    from_value DOUBLE,             -- as in mart.indicator_value of the release before
    from_lower DOUBLE,
    from_upper DOUBLE,
    from_numerator DOUBLE,
    from_numerator_lower DOUBLE,
    from_numerator_upper DOUBLE,
    from_denominator DOUBLE,
    from_denominator_lower DOUBLE,
    from_denominator_upper DOUBLE,
    from_status VARCHAR,
    from_missing_reason VARCHAR,
    to_value DOUBLE,
    to_lower DOUBLE,
    to_upper DOUBLE,
    to_numerator DOUBLE,
    to_numerator_lower DOUBLE,
    to_numerator_upper DOUBLE,
    to_denominator DOUBLE,
    to_denominator_lower DOUBLE,
    to_denominator_upper DOUBLE,
    to_status VARCHAR,
    to_missing_reason VARCHAR,
    difference DOUBLE,             -- to_value - from_value
    difference_lower DOUBLE,       -- the least and the most that bounds leave of the difference
    difference_upper DOUBLE,
    from_release_id VARCHAR NOT NULL,
    source_tables VARCHAR NOT NULL,
    source_change_keys VARCHAR NOT NULL,
    retrieved_at TIMESTAMP,
    release_id VARCHAR NOT NULL,
    licence VARCHAR NOT NULL,
    is_fictitious BOOLEAN NOT NULL,
    is_selection BOOLEAN NOT NULL,
    PRIMARY KEY (indicator_id, area_code, period_code)
);
