"""Fictitious young people by form of youth care, age and sex, per piece and period.

They agree with the numerators of the percentages of `youth_help`: the minors with help, residential
help, protection and probation are the same young people. Who has two forms counts once in the total
of those forms. Like those, they do not add up over time.
"""

from dataclasses import dataclass

import numpy as np

from ingest.replay.demonstration import youth_profiles as profiles
from ingest.replay.demonstration.draws import Draws, Floats, Ints
from ingest.replay.demonstration.periods import Period
from ingest.replay.demonstration.youth_help import YouthHelpFigures, with_years

SEXES = 2
CELLS = SEXES * len(profiles.AGES)
MINOR_CELLS = SEXES * profiles.MINORS

FORMS = (
    "JZ Totaal jeugdzorg",
    "JZ Totaal jeugdzorg in natura",
    "JH 1 Totaal jeugdhulp",
    "JH 11 Jeugdhulp PGB",
    "JH 12 Totaal jeugdhulp in natura",
    "JH 121 Totaal jeugdhulp zonder verblijf",
    "JH 122 Totaal jeugdhulp met verblijf",
    "JH 1221 Pleegzorg",
    "JB 1 Totaal jeugdbescherming",
    "JB 11 Totaal ondertoezichtstelling",
    "JB 12 Totaal voogdij",
    "JR 1 Totaal jeugdreclassering",
)


@dataclass(frozen=True)
class YouthCareFigures:
    """`people` has shape (pieces, periods, forms, ages, sexes), forms in the order of `FORMS`."""

    people: Ints

    def of(self, form: str) -> Ints:
        """Shape (pieces, periods): everybody with a form of care."""
        return self.people[:, :, FORMS.index(form)].sum(axis=(2, 3))


def youth_care_figures(
    youth_help: YouthHelpFigures, periods: tuple[Period, ...], draws: Draws
) -> YouthCareFigures:
    """Draw who has which form of care; the last axis of all of these is age by sex."""
    halves = [number for number, period in enumerate(periods) if len(period.halves) == 1]

    def subset(base: Ints, share: float) -> Ints:
        counted = with_years(
            draws.thin(base[:, halves], share), periods, profiles.NEW_IN_YEAR, draws
        )
        return np.minimum(counted, base)

    def by_age(counts: Ints, shares: tuple[tuple[float, float], ...]) -> Ints:
        parts = _in_all(counts, np.array(shares).ravel(), periods, draws)
        return np.concatenate([parts, np.zeros((*counts.shape, CELLS - parts.shape[-1]), int)], -1)

    helped, residential, protected, _, probation = np.moveaxis(youth_help.numerators, -1, 0)
    in_kind = by_age(helped, profiles.HELPED_BY_AGE_AND_SEX)
    grown_up = np.repeat(in_kind[..., MINOR_CELLS - SEXES : MINOR_CELLS].sum(-1)[..., None], 2, -1)
    in_kind[..., MINOR_CELLS:] = subset(grown_up, profiles.HELPED_18_TO_22_PER_MINOR)
    with_stay = np.zeros_like(in_kind)
    minors = in_kind[..., :MINOR_CELLS]
    with_stay[..., :MINOR_CELLS] = draws.spread(residential, minors, minors.astype(np.float64))
    with_stay[..., MINOR_CELLS:] = subset(in_kind[..., MINOR_CELLS:], profiles.RESIDENTIAL_18_TO_22)
    without_stay = in_kind - subset(with_stay, profiles.ONLY_RESIDENTIAL)
    budget = subset(in_kind, profiles.PERSONAL_BUDGET)
    only_budget = subset(budget, profiles.ONLY_PERSONAL_BUDGET)
    protection = by_age(protected, profiles.PROTECTED_BY_AGE_AND_SEX)
    guardianship = subset(protection, profiles.GUARDIANSHIP)
    both = subset(guardianship, profiles.GUARDIANSHIP_AND_SUPERVISION)
    on_probation = by_age(probation, profiles.PROBATION_BY_AGE_AND_SEX)
    all_in_kind = (
        in_kind
        + subset(protection, profiles.PROTECTED_WITHOUT_HELP)
        + subset(on_probation, profiles.PROBATION_WITHOUT_HELP)
    )
    forms = (
        all_in_kind + only_budget,
        all_in_kind,
        in_kind + only_budget,
        budget,
        in_kind,
        without_stay,
        with_stay,
        subset(with_stay, profiles.FOSTER_CARE),
        protection,
        protection - guardianship + both,
        guardianship,
        on_probation,
    )
    people = np.stack(forms, axis=2)
    return YouthCareFigures(people.reshape(*people.shape[:-1], len(profiles.AGES), SEXES))


def _in_all(counts: Ints, shares: Floats, periods: tuple[Period, ...], draws: Draws) -> Ints:
    """Counts cut into parts: in a year those of its larger half, and newcomers by `shares`."""
    columns: dict[tuple[int, ...], tuple[Ints, Ints]] = {}
    for number, period in enumerate(periods):
        whole = counts[:, number]
        if len(period.halves) == 1:
            columns[period.halves] = whole, draws.split(whole, shares)
            continue
        (first, parts), (second, others) = (columns[(half,)] for half in period.halves)
        larger = np.where((first >= second)[:, np.newaxis], parts, others)
        newcomers = draws.split(whole - np.maximum(first, second), shares)
        columns[period.halves] = whole, larger + newcomers
    return np.stack([columns[period.halves][1] for period in periods], axis=1)
