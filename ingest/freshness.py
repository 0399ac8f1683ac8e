"""How fresh a source is: pure functions of what is known of it, with the clock passed in.

A source has one state, the first of `STATES` that applies, and all reasons that were found:

failed         the last attempt did not come to an end, or there are no figures because of it
behind         we have not taken a newer version over, or have not looked for two cadences
not_delivered  there are no figures, and no attempt went wrong
doubtful       something stood out that touches the figures, or the publisher lists the table
               no longer
late           the publisher should have published a newer period by now
fresh          none of these
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, get_args

from ingest.errors import Reason
from ingest.periods import period_end
from ingest.schedule import AMSTERDAM, cadence
from ingest.source import Publication, Source, Translated
from ingest.wording import REASONS, day_words, period_words

State = Literal["failed", "behind", "not_delivered", "doubtful", "late", "fresh"]
STATES: tuple[State, ...] = get_args(State)  # worst first

# What these checks tell is no doubt about a figure that is there.
_NO_DOUBT = {"not_delivered", "not_compared", "taken_over"}


@dataclass(frozen=True)
class Expected:
    """What should be there by now, and by which day at the latest.

    It is the first period that is missing, and `days_late` counts from `by`; or, where none is
    missing, the newest one that should be there, with 0.
    """

    period: str
    by: date
    days_late: int


@dataclass(frozen=True)
class Attempt:
    """What the last run that had this source came to: an outcome of `fetch`, and why."""

    outcome: str
    reason: Reason | None = None


@dataclass(frozen=True)
class Known:
    """What is known of one source; all times have a time zone.

    `newest_period` is None where it says nothing about the publisher. `warnings` are the checks
    that found something in the figures in use. `last_look` is None where nobody has to look.
    `is_taken_over` says whether the version fetched last is the one in use.
    """

    is_delivered: bool
    newest_period: str | None = None
    warnings: tuple[str, ...] = ()
    attempt: Attempt | None = None
    last_look: datetime | None = None
    is_taken_over: bool = True


@dataclass(frozen=True)
class Freshness:
    """The state of a source, and one sentence for each reason, worst first."""

    state: State
    reasons: tuple[Translated, ...]
    expected: Expected | None


def judge(source: Source, known: Known, now: datetime) -> Freshness:
    """The state of one source at a moment, by the order of `STATES`."""
    today = now.astimezone(AMSTERDAM).date()
    expected = expected_period(source.publication, known.newest_period, today)
    found: dict[State, list[Translated]] = {
        "failed": _failed(known),
        "behind": _behind(source, known, now),
        "not_delivered": _not_delivered(known),
        "doubtful": _doubtful(known),
        "late": _late(expected),
    }
    applying: list[State] = [one for one in STATES if found.get(one)]
    reasons = [reason for one in STATES for reason in found.get(one, [])]
    state = applying[0] if applying else STATES[-1]
    return Freshness(state, tuple(reasons or [_fresh(expected)]), expected)


def expected_period(
    rules: Iterable[Publication], newest: str | None, today: date
) -> Expected | None:
    """Which period should be there today, and how late it is.

    A period is expected from the day after its last day in time. Periods compare by the day on
    which they end, so that a whole year answers for its second half. None, not judged, where there
    are no rules, no figures, or figures of a kind of period that we do not know.
    """
    newest_end = period_end(newest) if newest else None
    if newest_end is None:
        return None
    due = list(_due(rules, newest_end.year, today))
    if not due:
        return None
    missing = [(by, period) for end, by, period in due if end > newest_end]
    if missing:
        by, period = min(missing)
        return Expected(period, by, (today - by).days)
    last_end = max(end for end, _, _ in due)
    by, period = min((by, period) for end, by, period in due if end == last_end)
    return Expected(period, by, 0)


def _due(
    rules: Iterable[Publication], newest_year: int, today: date
) -> Iterable[tuple[date, date, str]]:
    """End, last day in time, and code of the periods that should be there today."""
    for rule in rules:
        # From one year before what is in use, so that there is one that is there.
        for year in range(min(newest_year, today.year) - 2, today.year + 1):
            period = f"{year}{rule.period}"
            end, by = period_end(period), rule.latest_day(year)
            if end and by < today:
                yield end, by, period


def _failed(known: Known) -> list[Translated]:
    attempt = known.attempt
    if attempt is None or attempt.outcome not in ("failed", "not_tried"):
        return []
    if attempt.reason:
        what = REASONS[attempt.reason]
        return [
            Translated(
                nl=f"Bij de laatste poging lukte het ophalen niet: {what.nl}.",
                en=f"The last attempt to fetch it failed: {what.en}.",
            )
        ]
    if attempt.outcome == "not_tried":
        return [
            Translated(
                nl="Bij de laatste poging kwam deze tabel niet aan de beurt, omdat er eerder iets "
                "misging.",
                en="The last attempt did not come to this table, because something went wrong "
                "before it.",
            )
        ]
    if not known.is_delivered:
        return [
            Translated(
                nl="Wat de bron gaf, voldoet niet aan onze controles. Er was nog geen eerdere "
                "versie.",
                en="What the publisher gave does not pass our checks. There was no earlier "
                "version.",
            )
        ]
    return []  # an earlier version is in use: see _behind


def _behind(source: Source, known: Known, now: datetime) -> list[Translated]:
    reasons = []
    attempt = known.attempt
    if attempt and attempt.outcome == "failed" and not attempt.reason and known.is_delivered:
        reasons.append(
            Translated(
                nl="Er is een nieuwere versie, maar die voldoet niet aan onze controles. De vorige "
                "versie blijft in gebruik.",
                en="There is a newer version, but it does not pass our checks. The version before "
                "it stays in use.",
            )
        )
    if not known.is_taken_over:
        reasons.append(
            Translated(
                nl="Er is een nieuwere versie opgehaald, maar die zit nog niet in de uitgave.",
                en="A newer version was fetched, but it is not in the release yet.",
            )
        )
    if known.last_look and now - known.last_look > 2 * cadence(source.schedule, now):
        day = day_words(known.last_look.astimezone(AMSTERDAM).date())
        reasons.append(
            Translated(
                nl=f"Wij hebben sinds {day.nl} niet bij de bron kunnen kijken.",
                en=f"We have not been able to look at the publisher's since {day.en}.",
            )
        )
    return reasons


def _not_delivered(known: Known) -> list[Translated]:
    if known.is_delivered:
        return []
    listed = Translated(
        nl="Deze tabel is niet geleverd: wat ervan afhangt, heeft geen cijfers.",
        en="This table was not delivered: what depends on it has no figures.",
    )
    return [listed, *_no_longer_listed(known)]


def _doubtful(known: Known) -> list[Translated]:
    reasons = _no_longer_listed(known) if known.is_delivered else []
    count = sum(check not in _NO_DOUBT for check in known.warnings)
    if count == 1:
        reasons.append(
            Translated(nl="Eén opmerking raakt de cijfers.", en="One remark touches the figures.")
        )
    elif count:
        reasons.append(
            Translated(
                nl=f"{count} opmerkingen raken de cijfers.",
                en=f"{count} remarks touch the figures.",
            )
        )
    return reasons


def _no_longer_listed(known: Known) -> list[Translated]:
    if known.attempt is None or known.attempt.outcome != "not_in_catalogue":
        return []
    return [
        Translated(
            nl="De bron noemt deze tabel niet in zijn lijst.",
            en="The publisher does not list this table.",
        )
    ]


def _late(expected: Expected | None) -> list[Translated]:
    if expected is None or not expected.days_late:
        return []
    period, days = period_words(expected.period), expected.days_late
    by = day_words(expected.by)
    nl_days = "1 dag" if days == 1 else f"{days} dagen"
    en_days = "1 day" if days == 1 else f"{days} days"
    return [
        Translated(
            nl=f"CBS zou {period.nl} uiterlijk op {by.nl} publiceren: {nl_days} te laat.",
            en=f"CBS should have published {period.en} by {by.en}: {en_days} late.",
        )
    ]


def _fresh(expected: Expected | None) -> Translated:
    if expected is None:
        return Translated(
            nl="Of er nieuwere cijfers hadden moeten zijn, is voor deze tabel niet te zeggen.",
            en="Whether there should be newer figures cannot be told for this table.",
        )
    period = period_words(expected.period)
    return Translated(
        nl=f"Alles wat er hoort te zijn, tot en met {period.nl}, is er.",
        en=f"All that should be there, up to {period.en}, is there.",
    )
