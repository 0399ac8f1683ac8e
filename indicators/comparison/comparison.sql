-- The class of every municipality of today by size and urbanity (classes.yaml).
CREATE TABLE mart.area_class (
    area_code VARCHAR PRIMARY KEY,
    class_id VARCHAR NOT NULL,
    class_nl VARCHAR NOT NULL,
    class_en VARCHAR NOT NULL,
    inhabitants INTEGER NOT NULL,
    urbanity INTEGER NOT NULL,
    reference_year INTEGER NOT NULL
);

-- Similar municipalities, nearest first (peers.yaml).
CREATE TABLE mart.peer (
    area_code VARCHAR NOT NULL,
    peer_code VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    distance DOUBLE NOT NULL,
    PRIMARY KEY (area_code, peer_code)
);

-- How many of them stay when one variable is left out.
CREATE TABLE mart.peer_stability (
    area_code VARCHAR NOT NULL,
    without_variable VARCHAR NOT NULL,
    kept INTEGER NOT NULL,
    number INTEGER NOT NULL,       -- of so many
    PRIMARY KEY (area_code, without_variable)
);

CREATE TABLE mart.peer_variable (
    variable VARCHAR PRIMARY KEY,
    label_nl VARCHAR NOT NULL,
    label_en VARCHAR NOT NULL,
    source_nl VARCHAR NOT NULL,
    source_en VARCHAR NOT NULL,
    scale VARCHAR NOT NULL,        -- linear, log
    weight DOUBLE NOT NULL,
    municipalities INTEGER NOT NULL,  -- how many have it
    is_used BOOLEAN NOT NULL       -- false: too few have it
);

CREATE TABLE mart.peer_profile (
    area_code VARCHAR NOT NULL,
    variable VARCHAR NOT NULL,
    value DOUBLE,                  -- as published
    standardised DOUBLE,           -- mean 0, standard deviation 1
    PRIMARY KEY (area_code, variable)
);

-- One area beside one benchmark. Figures are in the unit of the indicator.
CREATE TABLE mart.comparison (
    indicator_id VARCHAR NOT NULL,
    area_code VARCHAR NOT NULL,
    period_code VARCHAR NOT NULL,
    benchmark_kind VARCHAR NOT NULL,  -- country, veilig_thuis_region, province, class, peers
    benchmark_code VARCHAR,        -- area code or class id; of peers the area's own code
    benchmark_value DOUBLE,
    benchmark_lower DOUBLE,        -- what rounding and suppression leave
    benchmark_upper DOUBLE,
    benchmark_numerator DOUBLE,
    benchmark_denominator DOUBLE,
    is_own_sum BOOLEAN NOT NULL,   -- added up by us, never exact
    is_area_taken_out BOOLEAN NOT NULL,
    members INTEGER,               -- of an own sum: how many areas are in it
    left_out INTEGER,              -- and how many could not be
    is_approximated BOOLEAN NOT NULL,  -- counts worked out from a published percentage
    lower_95 DOUBLE,               -- interval of the area
    upper_95 DOUBLE,
    lower_998 DOUBLE,
    upper_998 DOUBLE,
    limit_lower_95 DOUBLE,         -- control limits around the benchmark
    limit_upper_95 DOUBLE,
    limit_lower_998 DOUBLE,
    limit_upper_998 DOUBLE,
    z DOUBLE,
    code VARCHAR NOT NULL,
    reason VARCHAR,                -- why there are too few data
    PRIMARY KEY (indicator_id, area_code, period_code, benchmark_kind)
);

-- All areas of one level that were held against one kind of benchmark, together.
CREATE TABLE mart.comparison_group (
    indicator_id VARCHAR NOT NULL,
    area_level VARCHAR NOT NULL,
    period_code VARCHAR NOT NULL,
    benchmark_kind VARCHAR NOT NULL,
    tested INTEGER NOT NULL,
    phi DOUBLE,
    tau_squared DOUBLE,
    expected_flags_998 DOUBLE NOT NULL,
    flags_unadjusted INTEGER NOT NULL,
    flags_adjusted INTEGER NOT NULL,
    PRIMARY KEY (indicator_id, area_level, period_code, benchmark_kind)
);

CREATE VIEW mart.marked_comparison AS
SELECT
    c.*,
    v.indicator_order,
    v.area_name,
    v.area_level,
    v.value,
    v.lower,
    v.upper,
    v.unit,
    v.population,
    v.status,
    v.reliability,
    g.tested,
    g.phi,
    g.tau_squared,
    g.expected_flags_998,
    g.flags_unadjusted,
    g.flags_adjusted,
    v.boundary_year,
    v.indicator_version,
    v.source_tables,
    v.source_change_keys,
    v.retrieved_at,
    v.release_id,
    v.licence,
    v.is_fictitious,
    v.is_selection
FROM mart.comparison AS c
JOIN mart.indicator_value AS v USING (indicator_id, area_code, period_code)
LEFT JOIN mart.comparison_group AS g USING (indicator_id, area_level, period_code, benchmark_kind);

CREATE VIEW mart.marked_peer AS
SELECT p.*, a.area_name, b.area_name AS peer_name, r.*
FROM mart.peer AS p
JOIN core.area AS a USING (area_code)
JOIN core.area AS b ON b.area_code = p.peer_code
CROSS JOIN core.release AS r;

CREATE VIEW mart.marked_area_class AS
SELECT c.*, a.area_name, r.*
FROM mart.area_class AS c
JOIN core.area AS a USING (area_code)
CROSS JOIN core.release AS r;
