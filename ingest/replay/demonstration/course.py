"""What becomes of reports: cases and services that start, go on and end, and transfers.

Shapes are (pieces, half-years, ...), unrounded. What was completed, and the reports handed over
after the safety assessment, are those of the other tables.
"""

from dataclasses import dataclass

import numpy as np

from ingest.replay.demonstration import course_profiles
from ingest.replay.demonstration.country import Country
from ingest.replay.demonstration.draws import Draws, Ints
from ingest.replay.demonstration.reports import VeiligThuisFigures

HANDED_OVER = 2  # position of the transfers among the assessments, after their total


@dataclass(frozen=True)
class Flow:
    """What started and ended in a half-year, and what was open at its end."""

    started: Ints
    open: Ints
    ended: Ints


@dataclass(frozen=True)
class Course:
    """Flows by kind, and transfers per (piece, half-year, organisation, type of help)."""

    flows: dict[str, Flow]
    transfers: Ints


def course(country: Country, figures: VeiligThuisFigures) -> Course:
    """Draw what became of all reports."""
    draws = country.draws
    _, reports, _, investigations, conditions = np.moveaxis(figures.kinds[:, :, 0], -1, 0)
    services = investigations + conditions
    ended = {
        "cases": draws.thin(reports, course_profiles.CASES_STARTED_PER_REPORT),
        "investigations": investigations,
        "conditions": conditions,
        "monitoring": draws.thin(services, course_profiles.MONITORED_PER_SERVICE),
    }
    flows = {
        name: _flow(counts, course_profiles.OPEN_PER_CLOSED[name], draws)
        for name, counts in ended.items()
    }
    handed_over = figures.assessments[:, :, 0, HANDED_OVER]
    after_service = draws.thin(services, course_profiles.TRANSFERS_PER_SERVICE)
    return Course(flows, _by_organisation(country, handed_over + after_service))


def _flow(ended: Ints, open_per_ended: float, draws: Draws) -> Flow:
    """What must have started, so that what is open follows from start and end."""
    mean = ended.mean(axis=1, keepdims=True) * open_per_ended
    wanted = draws.whole(draws.around(np.tile(mean, ended.shape[1] + 1), 0.1))
    opened = [wanted[:, 0]]
    for half in range(ended.shape[1]):
        # What is still open cannot fall by more than what ended.
        opened.append(np.maximum(wanted[:, half + 1], opened[-1] - ended[:, half]))
    still_open = np.stack(opened, axis=1)
    return Flow(ended + np.diff(still_open, axis=1), still_open[:, 1:], ended)


def _by_organisation(country: Country, transfers: Ints) -> Ints:
    organisations = country.shares(
        list(course_profiles.ORGANISATIONS.values()), by_region=0.2, by_piece=0.15
    )
    helps = country.shares(
        list(course_profiles.TYPES_OF_HELP.values()), by_region=0.15, by_piece=0.1
    )
    by_organisation = country.draws.split(transfers, organisations[:, np.newaxis, :])
    return country.draws.split(by_organisation, helps[:, np.newaxis, np.newaxis, :])
