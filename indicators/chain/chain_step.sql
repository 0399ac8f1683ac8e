-- One row a step, area and period: the count, and what it is per 100 of its parent.
CREATE TABLE mart.chain_step (
    step_id VARCHAR NOT NULL,
    step_order INTEGER NOT NULL,
    parent_id VARCHAR,
    relation VARCHAR,              -- part, follows, recount; NULL for the first step
    area_code VARCHAR NOT NULL,
    area_name VARCHAR NOT NULL,
    area_level VARCHAR NOT NULL,
    period_code VARCHAR NOT NULL,
    period_kind VARCHAR NOT NULL,
    value DOUBLE,                  -- in `unit`
    lower DOUBLE,                  -- what rounding and suppression leave
    upper DOUBLE,
    unit VARCHAR NOT NULL,         -- reports, cases, services, transfers
    population VARCHAR NOT NULL,
    missing_reason VARCHAR,
    share DOUBLE,                  -- per 100 of the parent, one decimal
    share_lower DOUBLE,            -- rounded down
    share_upper DOUBLE,            -- rounded up
    share_missing_reason VARCHAR,
    parent_value DOUBLE,
    parent_lower DOUBLE,
    parent_upper DOUBLE,
    reliability VARCHAR,           -- of the share
    is_derived BOOLEAN NOT NULL,   -- a parent without another step, or what its parts leave
    is_remainder BOOLEAN NOT NULL, -- what its siblings leave; counts the hidden ones once more
    is_own_sum BOOLEAN NOT NULL,
    status VARCHAR NOT NULL,
    boundary_year INTEGER,
    chain_version VARCHAR NOT NULL,
    source_tables VARCHAR NOT NULL,
    source_change_keys VARCHAR NOT NULL,
    retrieved_at TIMESTAMP,
    release_id VARCHAR NOT NULL,
    licence VARCHAR NOT NULL,
    is_fictitious BOOLEAN NOT NULL,
    is_selection BOOLEAN NOT NULL,
    PRIMARY KEY (step_id, area_code, period_code)
);
