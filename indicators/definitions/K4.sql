-- No table of figures that we fetch has the class; it comes from the list of municipalities.
SELECT
    area_code,
    '2024JJ00' AS period_code,
    exactly(urbanity_2024) AS numerator,
    exactly(1) AS denominator
FROM core.municipality
