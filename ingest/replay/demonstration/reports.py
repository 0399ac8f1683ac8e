"""Fictitious advices, reports, cases and services of Veilig Thuis, per piece and half-year.

Everything here is unrounded: half-years add up to years, pieces to municipalities and regions, and
parts to totals where the published table has parts that do. Real figures differ in two ways that
are left out: a case or a report still waiting can count in both halves of a year.
"""

from dataclasses import dataclass

import numpy as np

from ingest.replay.demonstration import profiles
from ingest.replay.demonstration.country import Country
from ingest.replay.demonstration.draws import Draws, Ints
from ingest.replay.demonstration.places import Piece


@dataclass(frozen=True)
class VeiligThuisFigures:
    """Counts per (piece, half-year); the last axes follow the orders in `profiles`.

    reporters: (pieces, halves, categories, [advices, reports]).
    kinds: (pieces, halves, categories, [advices, reports, cases, investigations, conditions]).
    assessments: (pieces, halves, [total, estimates...], [total, assessments...]).
    involvement: (pieces, halves, parts).
    """

    reporters: Ints
    kinds: Ints
    assessments: Ints
    involvement: Ints


def veilig_thuis_figures(pieces: tuple[Piece, ...], draws: Draws) -> VeiligThuisFigures:
    """Draw all counts of Veilig Thuis; every table is made from the same reports."""
    country = Country(pieces, draws)
    advices, reports = country.volume(profiles.ADVICES), country.volume(profiles.REPORTS)
    shares = country.shares(list(profiles.INVOLVEMENT.values()), by_region=0.15, by_piece=0.1)
    return VeiligThuisFigures(
        reporters=np.stack(
            [_reporters(country, advices, 0), _reporters(country, reports, 1)], axis=-1
        ),
        kinds=_kinds(country, advices, reports),
        assessments=_assessments(country, reports),
        involvement=country.draws.split(reports, shares[:, np.newaxis, :]),
    )


def _reporters(country: Country, totals: Ints, column: int) -> Ints:
    """Shape (pieces, halves, categories)."""

    def parts(of: Ints, profile: dict[str, tuple[int, int]], by_region: float) -> dict[str, Ints]:
        base = [float(weights[column]) for weights in profile.values()]
        shares = country.shares(base, by_region, by_piece=0.1)
        found = country.draws.split(of, shares[:, np.newaxis, :])
        return {title: found[..., number] for number, title in enumerate(profile)}

    roles = parts(totals, profiles.ROLES, 0.12)
    private = roles[profiles.NOT_PROFESSIONAL]
    found = roles | parts(totals - private, profiles.ORGANISATIONS, 0.12)
    found |= parts(totals, profiles.DURATIONS, 0.15)

    def total_of(*starts: str) -> Ints:
        """Sum of the categories whose titles begin so."""
        return np.sum([found[title] for title in found if title.startswith(starts)], axis=0)

    found |= {
        profiles.TOTAL: totals,
        profiles.NO_ORGANISATION: private,
        "Beroepsmatig totaal": total_of("Beroep: ", "Beroepsmatig: "),
        "Beroep: justitie: totaal": total_of("Beroep: justitie: "),
        "Justitie en veiligheid: totaal": total_of("J en V: "),
    }
    return np.stack([found[title] for title in profiles.REPORTER_CATEGORIES], axis=-1)


def _kinds(country: Country, advices: Ints, reports: Ints) -> Ints:
    """Shape (pieces, halves, categories, topics)."""
    thin = country.draws.thin
    cases = thin(reports, profiles.CASES_PER_REPORT)
    services = []
    for per_report in (profiles.INVESTIGATIONS_PER_REPORT, profiles.CONDITIONS_PER_REPORT):
        rate = country.rates([per_report / profiles.CASES_PER_REPORT], by_region=0.4, by_piece=0.1)
        services.append(thin(cases, rate))
    totals = (advices, reports, *services)
    names = list(profiles.KINDS)
    found = {profiles.TOTAL: np.stack([advices, reports, cases, *services], axis=-1)}
    base = [[kind[topic] for kind in profiles.KINDS.values()] for topic in range(4)]
    rates = [country.rates(row, by_region=0.08, by_piece=0.06) for row in base]
    for number, name in enumerate(names):
        columns = [
            thin(total, rate[:, number, np.newaxis])
            for total, rate in zip(totals, rates, strict=True)
        ]
        of_kind = np.minimum(thin(columns[1], profiles.KINDS[name][4]), cases)
        found[name] = np.stack([*columns[:2], of_kind, *columns[2:]], axis=-1)
    for name, parts in profiles.SUBKINDS.items():
        rates_of_parts = country.rates(list(parts.values()), by_region=0.15, by_piece=0.1)
        for number, title in enumerate(parts):
            rate = rates_of_parts[:, number, np.newaxis, np.newaxis]
            found[title] = thin(found[name], rate)
            # No more cases than reports, in a part as in the whole.
            found[title][..., 2] = np.minimum(found[title][..., 2], found[title][..., 1])
    return np.stack([found[title] for title in profiles.KIND_CATEGORIES], axis=2)


def _assessments(country: Country, reports: Ints) -> Ints:
    """Shape (pieces, halves, 1 + estimates, 1 + assessments)."""
    kept = country.regional(0.22, 0.70)
    none_needed = country.regional(0.005, 0.04)
    arranged = country.regional(0.0, 0.2) * country.regional(0.0, 0.2)
    waiting = country.regional(0.0, 0.3) * country.regional(0.0, 0.3)
    handed_over = 1.0 - kept - none_needed - arranged - waiting
    mix = np.stack([kept, handed_over, none_needed, arranged, waiting], axis=-1)
    mix = country.draws.around(mix, 0.08)
    shares = country.shares(list(profiles.ESTIMATES.values()), by_region=0.25, by_piece=0.1)
    by_estimate = country.draws.split(reports, shares[:, np.newaxis, :])
    tilted = mix[:, np.newaxis, :] * np.array(profiles.ASSESSMENT_BY_ESTIMATE)
    parts = country.draws.split(
        by_estimate, (tilted / np.cumsum(tilted, axis=-1)[..., -1:])[:, np.newaxis]
    )
    parts = np.concatenate([parts.sum(axis=-1, keepdims=True), parts], axis=-1)
    return np.concatenate([parts.sum(axis=2, keepdims=True), parts], axis=2)
