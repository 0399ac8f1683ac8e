-- What the publishers changed between two releases: `predecessor` is the older one, attached; the
-- newer one is the database in use. Only sources with another snapshot are read.
CREATE OR REPLACE TEMP TABLE source_change AS
SELECT
    source_id,
    older.change_key AS older_key,
    newer.change_key AS newer_key,
    older.change_key IS DISTINCT FROM newer.change_key AS is_key_changed
FROM core.source AS newer
FULL JOIN predecessor.core.source AS older USING (source_id)
WHERE newer.snapshot_id IS DISTINCT FROM older.snapshot_id;

-- Cells are compared by a fingerprint a table, area and period, so that no join grows with the number
-- of cells. Own sums are left out: they follow from cells that are there themselves.
CREATE OR REPLACE TEMP MACRO published_cell(topic, one, two, three, text, value) AS
    hash(topic, one, two, three, coalesce(text, value::VARCHAR));

CREATE OR REPLACE TEMP TABLE cell_change AS
WITH newer AS (
    SELECT source_id, area_code, period_code, bit_xor(published_cell(
        topic, category_1, category_2, category_3, published_text, value
    )) AS fingerprint
    FROM core.observation
    WHERE NOT is_own_sum AND source_id IN (SELECT source_id FROM source_change)
    GROUP BY ALL
),
older AS (
    SELECT source_id, area_code, period_code, bit_xor(published_cell(
        topic, category_1, category_2, category_3, published_text, value
    )) AS fingerprint
    FROM predecessor.core.observation
    WHERE NOT is_own_sum AND source_id IN (SELECT source_id FROM source_change)
    GROUP BY ALL
)
SELECT DISTINCT source_id, area_code, left(period_code, 4) AS year
FROM newer
FULL JOIN older USING (source_id, area_code, period_code)
WHERE newer.fingerprint IS DISTINCT FROM older.fingerprint;

CREATE OR REPLACE TEMP TABLE region_member AS
WITH member AS (
    SELECT true AS is_newer, area_code, is_current,
        unnest([province_code, veilig_thuis_code, youth_region_code]) AS region_code
    FROM core.area
    UNION ALL
    SELECT false, area_code, is_current,
        unnest([province_code, veilig_thuis_code, youth_region_code])
    FROM predecessor.core.area
)
FROM member
WHERE region_code IS NOT NULL AND is_current;

CREATE OR REPLACE TEMP TABLE region_change AS
SELECT region_code AS area_code
FROM region_member
GROUP BY region_code
HAVING list(area_code ORDER BY area_code) FILTER (is_newer)
    IS DISTINCT FROM list(area_code ORDER BY area_code) FILTER (NOT is_newer);

-- An area that came or went: it is on the list of municipalities and regions of one release only.
CREATE OR REPLACE TEMP TABLE area_change AS
SELECT area_code
FROM core.area AS newer
FULL JOIN predecessor.core.area AS older USING (area_code)
WHERE coalesce(newer.is_current, false) <> coalesce(older.is_current, false);

-- The published cells behind an area's figures: its own, and those of the members of a region.
CREATE OR REPLACE TEMP TABLE evidence AS
SELECT source_id, area_code, year, false AS is_of_member FROM cell_change
UNION ALL
SELECT DISTINCT source_id, region_code, year, true
FROM cell_change
JOIN region_member USING (area_code);
