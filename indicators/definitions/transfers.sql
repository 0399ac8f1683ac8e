-- Transfers to one kind of organisation, or to all together, over the cases with a report.
--
-- An area that the table with municipalities does not print is looked for in the other one, where
-- organisation and type of help are dimensions of their own.
WITH transfer AS (
    SELECT area_code, period_code, any_value(cell) AS cell
    FROM core."84855NED"
    WHERE topic = 'transfers' AND organisation = $organisation
    GROUP BY area_code, period_code
),
regional AS (
    SELECT area_code, period_code, any_value(cell) AS cell
    FROM core."84854NED"
    WHERE topic = 'transfers' AND organisation = $organisation AND type_of_help = 'total'
    GROUP BY area_code, period_code
)
SELECT
    area_code,
    period_code,
    coalesce(transfer.cell, regional.cell) AS numerator,
    cases.cell AS denominator
FROM transfer
FULL JOIN regional USING (area_code, period_code)
LEFT JOIN (
    SELECT area_code, period_code, cell
    FROM core."84851NED"
    WHERE topic = 'cases_with_report' AND kind_of_violence = 'total'
) AS cases USING (area_code, period_code)
