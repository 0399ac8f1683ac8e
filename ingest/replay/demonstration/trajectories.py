"""Fictitious trajectories of youth help, protection and probation, per piece and half-year."""

from dataclasses import dataclass

import numpy as np

from ingest.replay.demonstration import youth_profiles as profiles
from ingest.replay.demonstration.draws import Draws, Ints
from ingest.replay.demonstration.flows import Flow, flow
from ingest.replay.demonstration.help_trajectories import HelpTrajectories, help_trajectories
from ingest.replay.demonstration.periods import Period
from ingest.replay.demonstration.youth_care import YouthCareFigures

HALF_YEARS_BEFORE_2021 = 12  # from 2015 on


@dataclass(frozen=True)
class Protection:
    """One measure of child protection, in half-years since 2015.

    `again` are those that began for a young person who had had one before; `reasons` are published
    reasons for ending, which leave out some of the ended ones.
    """

    flow: Flow
    again: Ints
    reasons: dict[str, Ints]

    @property
    def since_2021(self) -> Flow:
        """In the half-years that youth help has too."""
        return self.flow.since(HALF_YEARS_BEFORE_2021)


@dataclass(frozen=True)
class Trajectories:
    """All trajectories. `probation_kinds` are those on probation at the end of each half-year."""

    help: HelpTrajectories
    supervision: Protection
    guardianship: Protection
    probation: Flow
    probation_kinds: Ints


def trajectories(care: YouthCareFigures, periods: tuple[Period, ...], draws: Draws) -> Trajectories:
    """Draw the trajectories of the young people of `care`."""
    halves = [number for number, period in enumerate(periods) if len(period.halves) == 1]

    def started_by(form: str, kind: str) -> Ints:
        """Shape (pieces, half-years): the young people, and some of them a second time."""
        people = care.of(form)[:, halves]
        share = draws.around(np.full(len(people), profiles.SECOND_TRAJECTORY[kind]), 0.1)
        return people + draws.thin(people, share[:, np.newaxis])

    def since_2015(form: str, before: tuple[float, ...], ended: float) -> Flow:
        since_2021 = started_by(form, "protection")
        levels = draws.around(since_2021[:, :1].astype(np.float64) * np.array(before), 0.04)
        return flow(np.concatenate([draws.whole(levels), since_2021], axis=1), ended, draws)

    foster = started_by("JH 1221 Pleegzorg", "foster")
    stay = started_by("JH 122 Totaal jeugdhulp met verblijf", "residential")
    ambulatory = started_by("JH 121 Totaal jeugdhulp zonder verblijf", "ambulatory")
    forms = np.stack([ambulatory, foster, np.maximum(stay - foster, 0)], axis=-1)
    supervision = since_2015(
        "JB 11 Totaal ondertoezichtstelling",
        profiles.SUPERVISION_BEFORE,
        profiles.SUPERVISION_ENDED,
    )
    guardianship = since_2015(
        "JB 12 Totaal voogdij", profiles.GUARDIANSHIP_BEFORE, profiles.GUARDIANSHIP_ENDED
    )
    on_probation = started_by("JR 1 Totaal jeugdreclassering", "protection")
    probation = flow(on_probation, profiles.PROBATION_ENDED, draws)
    kinds = np.array(list(profiles.PROBATION_KINDS.values()))
    return Trajectories(
        help=help_trajectories(forms, draws),
        supervision=_protection(supervision, profiles.SUPERVISION_REASONS, draws),
        guardianship=_protection(guardianship, profiles.GUARDIANSHIP_REASONS, draws),
        probation=probation,
        probation_kinds=draws.split(probation.at_end, kinds),
    )


def _protection(moved: Flow, reasons: dict[str, float], draws: Draws) -> Protection:
    shares = np.array([*reasons.values(), 1.0 - sum(reasons.values())])
    parts = np.moveaxis(draws.split(moved.ended, shares), -1, 0)
    return Protection(
        flow=moved,
        again=draws.thin(moved.started, profiles.REPEATED_PROTECTION),
        reasons=dict(zip(reasons, parts, strict=False)),
    )
