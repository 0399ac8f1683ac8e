"""Why a figure differs: rules in a fixed order, of which the first that holds gives the cause.

Each rule is a condition on what `differences.sql` saw, with the evidence that is shown for it. No
rule guesses: what none of them explains is called unexplained, and becomes an issue of the release.
"""

from dataclasses import dataclass
from typing import Literal

from indicators.values import Status

Cause = Literal[
    "new_period",
    "reclassification",
    "withdrawn",
    "provisional_to_definitive",
    "source_revision",
    "method_version",
    "unexplained",
]

# From least to most settled; a status that is not stated is neither.
STATUSES: tuple[Status, ...] = ("provisional", "revised_provisional", "definitive")


@dataclass(frozen=True)
class Rule:
    """A cause, the SQL condition under which it holds, and SQL for the text of its evidence."""

    cause: Cause
    why: str
    condition: str
    evidence: str


RULES = (
    Rule(
        "new_period",
        "The indicator had no figures for this period before, for any area.",
        "is_new_period",
        "period_code",
    ),
    Rule(
        "reclassification",
        "The area came or went, or is a sum over other municipalities than before.",
        "has_area_come_or_gone OR has_other_members",
        "area_code",
    ),
    Rule(
        "withdrawn",
        "The indicator or period is gone, or its cells changed and left no number.",
        "is_indicator_gone OR is_period_gone OR (has_lost_a_number AND revised_cells IS NOT NULL)",
        "CASE WHEN is_indicator_gone THEN indicator_id ELSE coalesce(revised_cells, period_code) "
        "END",
    ),
    Rule(
        "provisional_to_definitive",
        "The status went up; other numbers only where published cells changed too.",
        "has_status_gone_up AND (has_same_numbers OR revised_cells IS NOT NULL)",
        "older.status || ' -> ' || newer.status",
    ),
    Rule(
        "source_revision",
        "The table has another change key and the cells for this area and year changed; or, where "
        "there is only a status or a reason for missing, the table has another change key.",
        "revised_cells IS NOT NULL OR (revised_tables IS NOT NULL AND (is_without_numbers OR "
        "(has_same_numbers AND NOT is_same_status)))",
        "coalesce(revised_cells, revised_tables)",
    ),
    Rule(
        "method_version",
        "The indicator has another version, or the program is another, and no cell changed.",
        "NOT has_other_cells AND (has_other_version OR has_other_code)",
        "CASE WHEN has_other_version "
        "THEN older.indicator_version || ' -> ' || newer.indicator_version ELSE 'code' END",
    ),
    Rule("unexplained", "None of the above.", "true", "''"),
)


def case_of(part: Literal["cause", "evidence"]) -> str:
    """The rules as one SQL expression that gives the cause, or the evidence for it."""
    whens = (
        f"WHEN {rule.condition} THEN " + (f"'{rule.cause}'" if part == "cause" else rule.evidence)
        for rule in RULES
    )
    return f"CASE {' '.join(whens)} END"
