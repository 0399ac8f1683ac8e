-- How the figures of one area go: over five years, or over the half-years since the last break.
CREATE TABLE mart.trend (
    indicator_id VARCHAR NOT NULL,
    area_code VARCHAR NOT NULL,
    period_kind VARCHAR NOT NULL,  -- year, half_year: never both in one series
    first_period VARCHAR,
    last_period VARCHAR NOT NULL,
    points INTEGER NOT NULL,
    code VARCHAR NOT NULL,         -- years: increasing, decreasing, no_significant_change;
                                   -- half-years: what the last point is; both: cannot_say
    reason VARCHAR,                -- why nothing can be said
    is_recast BOOLEAN NOT NULL,    -- earlier figures were added up for the area as it is now
    slope DOUBLE,                  -- years: change a year, in the unit of the figure
    chi_squared DOUBLE,
    detectable_80 DOUBLE,          -- smallest change a year that is found 4 times out of 5
    detectable_50 DOUBLE,          -- and once out of 2
    mean DOUBLE,                   -- half-years: mean and process limits
    lower_limit DOUBLE,
    upper_limit DOUBLE,
    is_trial BOOLEAN,              -- limits of fewer than twelve points
    PRIMARY KEY (indicator_id, area_code, period_kind)
);

CREATE VIEW mart.marked_trend AS
SELECT
    t.*,
    v.indicator_order,
    v.area_name,
    v.area_level,
    v.unit,
    v.population,
    v.status,
    v.boundary_year,
    v.indicator_version,
    v.source_tables,
    v.source_change_keys,
    v.retrieved_at,
    v.release_id,
    v.licence,
    v.is_fictitious,
    v.is_selection
FROM mart.trend AS t
JOIN mart.indicator_value AS v
    ON v.indicator_id = t.indicator_id
    AND v.area_code = t.area_code
    AND v.period_code = t.last_period;
