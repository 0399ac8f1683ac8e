-- Figures of earlier years for the municipalities of today: sums of what the publisher printed for
-- the municipalities of that time. Exactly one of value, missing_reason and refusal is there.
CREATE TABLE mart.recast_value (
    indicator_id VARCHAR NOT NULL,
    indicator_order INTEGER NOT NULL,
    target_boundary_year INTEGER NOT NULL,  -- whose municipalities these are
    area_code VARCHAR NOT NULL,
    area_name VARCHAR NOT NULL,
    period_code VARCHAR NOT NULL,
    period_kind VARCHAR NOT NULL,
    value DOUBLE,
    lower DOUBLE,
    upper DOUBLE,
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
    refusal VARCHAR,
    reliability VARCHAR,
    recast_kind VARCHAR,                    -- whole, split, renamed; NULL where refused
    members VARCHAR NOT NULL,               -- codes of the municipalities that were added up
    is_exact BOOLEAN NOT NULL,              -- from unrounded counts of whole municipalities
    boundary_year INTEGER NOT NULL,         -- whose municipalities the publisher's figures are on
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

-- What became of municipalities since 2015, as it is used.
CREATE TABLE mart.reclassification (
    day VARCHAR NOT NULL,                   -- YYYY-MM-DD
    kind VARCHAR NOT NULL,
    old_code VARCHAR NOT NULL,
    old_name VARCHAR NOT NULL,
    new_code VARCHAR NOT NULL,
    new_name VARCHAR NOT NULL,
    share DOUBLE,                           -- of the inhabitants of the old one, 0 to 1
    share_basis VARCHAR NOT NULL,
    inhabitants_moved BIGINT,
    inhabitants_old BIGINT,
    treatment VARCHAR NOT NULL,             -- whole, split, ignored, unknown, planned
    source VARCHAR NOT NULL,
    verified VARCHAR NOT NULL
);

CREATE VIEW mart.marked_reclassification AS
SELECT * FROM mart.reclassification CROSS JOIN core.release;
