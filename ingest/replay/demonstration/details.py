"""Finer counts of Veilig Thuis, cut from the same reports and services as the other tables.

Shapes are (pieces, half-years, ...), unrounded, and parts never exceed what they are part of.
"""

import numpy as np

from ingest.replay.demonstration import detail_profiles, profiles
from ingest.replay.demonstration.country import Country
from ingest.replay.demonstration.draws import Ints

SERVICES_FROM = 3  # position of investigations among the topics of `kinds`


def fine_reporters(country: Country, reporters: Ints) -> tuple[tuple[str, ...], Ints]:
    """Titles, and counts per (piece, half-year, category, [advices, reports]).

    The parts of a category add up to it; nurses are counted beside the parts.
    """
    titles = list(profiles.REPORTER_CATEGORIES)
    columns = [reporters]
    medical = titles.index("Beroep: medisch totaal")
    national = profiles.ROLES["Beroep: medisch totaal"]
    share = np.array(detail_profiles.NURSES_2023) / np.array(national)
    columns.append(country.draws.thin(reporters[:, :, medical : medical + 1], share))
    weights = [1.0 / (2 + number) for number in range(detail_profiles.PARTS_OF_A_ROLE)]
    for title in detail_profiles.CUT_UP:
        shares = country.shares(weights, by_region=0.15, by_piece=0.1)
        whole = reporters[:, :, titles.index(title)]
        parts = country.draws.split(whole, shares[:, np.newaxis, np.newaxis, :])
        columns.append(np.moveaxis(parts, -1, 2))
    parts_of = [
        part for whole in detail_profiles.CUT_UP for part in detail_profiles.part_titles(whole)
    ]
    return (*titles, detail_profiles.NURSE, *parts_of), np.concatenate(columns, axis=2)


def additional_information(country: Country, kinds: Ints) -> Ints:
    """Counts per (piece, half-year, kind, additional information, topic); first is the total."""
    main = kinds[:, :, : len(detail_profiles.MAIN_KINDS)]
    rates = country.rates(list(detail_profiles.ADDITIONAL.values()), by_region=0.2, by_piece=0.1)
    found = [main]
    for number in range(rates.shape[1]):
        rate = rates[:, number, np.newaxis, np.newaxis, np.newaxis]
        part = country.draws.thin(main, rate)
        # No more of one kind than of all kinds together, and no more cases than reports.
        part[:, :, 1:] = np.minimum(part[:, :, 1:], part[:, :, :1])
        part[..., 2] = np.minimum(part[..., 2], part[..., 1])
        found.append(part)
    return np.stack(found, axis=3)


def outcomes(country: Country, kinds: Ints) -> Ints:
    """Counts per (piece, half-year, category) of completed investigations by outcome."""
    draws = country.draws
    titles = detail_profiles.MAIN_KINDS
    completed = kinds[:, :, 0, SERVICES_FROM]
    rate = country.rates([detail_profiles.SHARE_NOT_ENDED_EARLY], by_region=0.08, by_piece=0.03)
    to_the_end = draws.thin(completed, rate)
    found = [completed, completed - to_the_end, to_the_end]
    for kind, (share, parts) in detail_profiles.OUTCOMES.items():
        of_kind = np.minimum(kinds[:, :, titles.index(kind), SERVICES_FROM], to_the_end)
        shares = country.shares([float(part) for part in parts], by_region=0.1, by_piece=0.05)
        split = draws.split(draws.thin(of_kind, share), shares[:, np.newaxis, :])
        found.extend(np.moveaxis(split, -1, 0))
    return np.stack(found, axis=-1)
