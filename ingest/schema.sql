-- core: what the publishers print, cell by cell, with codes stripped and a typed reason where there
-- is no number. Nothing here is computed by us but the bounds, and sums that say so (is_own_sum).
CREATE SCHEMA core;

CREATE TABLE core.source (
    source_id VARCHAR PRIMARY KEY,
    kind VARCHAR NOT NULL,         -- figures, membership, reclassifications, boundaries
    title_nl VARCHAR NOT NULL,
    title_en VARCHAR NOT NULL,
    published_title VARCHAR,
    publisher VARCHAR NOT NULL,
    attribution VARCHAR NOT NULL,
    url VARCHAR NOT NULL,
    licence VARCHAR NOT NULL,
    is_delivered BOOLEAN NOT NULL,
    is_selection BOOLEAN NOT NULL,
    is_fictitious BOOLEAN NOT NULL,
    modified VARCHAR,              -- the publisher's local time of change
    change_key VARCHAR,
    snapshot_id VARCHAR,
    protocol VARCHAR,              -- how it was fetched
    protocol_reason VARCHAR,       -- why not by the protocol that comes first
    retrieved_at TIMESTAMP,        -- UTC
    row_count BIGINT,              -- rows fetched
    newest_period VARCHAR,
    release_id VARCHAR NOT NULL
);

CREATE TABLE core.area (
    area_code VARCHAR PRIMARY KEY,
    area_name VARCHAR NOT NULL,
    area_level VARCHAR NOT NULL,
    published_name VARCHAR,
    province_code VARCHAR,
    veilig_thuis_code VARCHAR,
    youth_region_code VARCHAR,
    is_current BOOLEAN NOT NULL,
    boundary_year INTEGER,
    source VARCHAR
);

-- What our own list knows of municipalities that no table of figures has.
CREATE TABLE core.municipality (
    area_code VARCHAR PRIMARY KEY,
    urbanity_2024 INTEGER NOT NULL,     -- 1 (very strongly urban) to 5 (not urban)
    inhabitants_2024 INTEGER NOT NULL,
    source VARCHAR NOT NULL
);

-- The title under which a source lists an area, whether it has figures or not.
CREATE TABLE core.area_title (
    source_id VARCHAR NOT NULL,
    area_code VARCHAR NOT NULL,
    title VARCHAR NOT NULL,
    PRIMARY KEY (source_id, area_code)
);

CREATE TABLE core.period (
    source_id VARCHAR NOT NULL,
    period_code VARCHAR NOT NULL,
    period_kind VARCHAR NOT NULL,  -- year, half_year, other
    year INTEGER,
    title VARCHAR NOT NULL,
    status VARCHAR NOT NULL,       -- provisional, revised_provisional, definitive, not_stated
    PRIMARY KEY (source_id, period_code)
);

CREATE TABLE core.category (
    source_id VARCHAR NOT NULL,
    dimension VARCHAR NOT NULL,
    position INTEGER NOT NULL,     -- 1: the dimension of category_1, and so on
    category_code VARCHAR NOT NULL,
    title VARCHAR NOT NULL,
    term VARCHAR,                  -- our name, for the categories that indicators use
    PRIMARY KEY (source_id, dimension, category_code)
);

CREATE TABLE core.topic (
    source_id VARCHAR NOT NULL,
    topic VARCHAR NOT NULL,
    title VARCHAR NOT NULL,
    topic_group VARCHAR,
    unit VARCHAR NOT NULL,
    is_named BOOLEAN NOT NULL,     -- whether the source file names it; others were taken over
    PRIMARY KEY (source_id, topic)
);

-- Every name that a source file gives, and whether the table has what it stands for.
CREATE TABLE core.term (
    source_id VARCHAR NOT NULL,
    dimension VARCHAR,             -- NULL: a topic
    term VARCHAR NOT NULL,
    is_found BOOLEAN NOT NULL
);

CREATE TABLE core.observation (
    source_id VARCHAR NOT NULL,
    topic VARCHAR NOT NULL,
    category_1 VARCHAR,            -- codes of the first, second and third category dimension
    category_2 VARCHAR,
    category_3 VARCHAR,
    area_code VARCHAR NOT NULL,
    period_code VARCHAR NOT NULL,
    published_text VARCHAR,        -- as published, stripped; NULL for our own sums
    value DOUBLE,
    lower DOUBLE,                  -- what rounding and suppression leave
    upper DOUBLE,
    missing_reason VARCHAR,        -- unknown_or_secret, impossible, unexplained, not_delivered
    value_attribute VARCHAR,       -- the mark that the newer protocol gives a cell, if any
    is_own_sum BOOLEAN NOT NULL
);

-- Dots of which the declared bound is not believed, as with it their region could not be made up.
CREATE TABLE core.doubted_cell (
    source_id VARCHAR NOT NULL,
    topic VARCHAR NOT NULL,
    category_1 VARCHAR,
    category_2 VARCHAR,
    category_3 VARCHAR,
    area_code VARCHAR NOT NULL,
    period_code VARCHAR NOT NULL
);

CREATE TABLE core.issue (
    severity VARCHAR NOT NULL,
    source_id VARCHAR,
    subject VARCHAR NOT NULL,      -- the check that found it
    message_nl VARCHAR NOT NULL,
    message_en VARCHAR NOT NULL
);

-- In which regions a municipality lies in a year, as published.
CREATE TABLE core.membership (
    source_id VARCHAR NOT NULL,
    boundary_year INTEGER NOT NULL,
    area_code VARCHAR NOT NULL,
    region_level VARCHAR NOT NULL,
    region_code VARCHAR NOT NULL,
    region_name VARCHAR
);

-- What went over into what, as the publisher tells it in words.
CREATE TABLE core.reclassification (
    source_id VARCHAR NOT NULL,
    day DATE NOT NULL,
    kind VARCHAR NOT NULL,         -- dissolved, renamed, boundary_change
    old_code VARCHAR NOT NULL,
    new_code VARCHAR NOT NULL,
    inhabitants BIGINT             -- how many people went over; NULL where it is not told
);

-- Municipal boundaries as published: GeoJSON, longitude and latitude in WGS 84.
CREATE TABLE core.boundary (
    boundary_year INTEGER NOT NULL,
    area_code VARCHAR NOT NULL,
    geometry VARCHAR NOT NULL,
    PRIMARY KEY (boundary_year, area_code)
);

CREATE VIEW core.published_cell AS
SELECT
    o.* EXCLUDE (category_1, category_2, category_3),
    t.title AS topic_title,
    t.unit,
    o.category_1 AS category_1_code,
    c1.title AS category_1,
    o.category_2 AS category_2_code,
    c2.title AS category_2,
    o.category_3 AS category_3_code,
    c3.title AS category_3,
    a.area_name,
    a.area_level,
    p.status,
    s.change_key AS source_change_keys,
    s.retrieved_at,
    s.release_id,
    s.licence,
    s.is_fictitious,
    s.is_selection
FROM core.observation o
JOIN core.topic t USING (source_id, topic)
JOIN core.area a USING (area_code)
JOIN core.period p USING (source_id, period_code)
JOIN core.source s USING (source_id)
LEFT JOIN core.category c1
    ON c1.source_id = o.source_id AND c1.position = 1 AND c1.category_code = o.category_1
LEFT JOIN core.category c2
    ON c2.source_id = o.source_id AND c2.position = 2 AND c2.category_code = o.category_2
LEFT JOIN core.category c3
    ON c3.source_id = o.source_id AND c3.position = 3 AND c3.category_code = o.category_3;

-- The marks of a whole release, for the files that hold no figures of one source.
CREATE VIEW core.release AS
SELECT
    min(release_id) AS release_id,
    string_agg(DISTINCT licence, '; ' ORDER BY licence) AS licence,
    bool_or(is_fictitious) AS is_fictitious,
    bool_or(is_selection) AS is_selection
FROM core.source;

CREATE VIEW core.marked_area AS SELECT * FROM core.area CROSS JOIN core.release;

CREATE VIEW core.marked_issue AS SELECT * FROM core.issue CROSS JOIN core.release;
