"""Days, periods and faults in both languages, for the sentences that are made below the dashboard.

A sentence about a source is kept with the source's state, in the run log and on the command line;
it cannot wait for the page that shows it.
"""

import re
from datetime import date

from ingest.errors import Reason
from ingest.source import Translated

_MONTHS = (
    ("januari", "January"),
    ("februari", "February"),
    ("maart", "March"),
    ("april", "April"),
    ("mei", "May"),
    ("juni", "June"),
    ("juli", "July"),
    ("augustus", "August"),
    ("september", "September"),
    ("oktober", "October"),
    ("november", "November"),
    ("december", "December"),
)
_HALF_YEAR = re.compile(r"(\d{4})HJ0([12])")
_YEAR = re.compile(r"(\d{4})JJ00")

# What went wrong with a transport, as the end of a sentence.
REASONS: dict[Reason, Translated] = {
    "missing": Translated(nl="de tabel is daar niet gevonden", en="the table was not found there"),
    "refused": Translated(
        nl="onze vraag werd geweigerd", en="the publisher refused what we asked for"
    ),
    "server_error": Translated(
        nl="de computer van de bron gaf een storing", en="the publisher's server had a fault"
    ),
    "tls": Translated(
        nl="het beveiligingscertificaat is niet te vertrouwen",
        en="the security certificate cannot be trusted",
    ),
    "unreachable": Translated(
        nl="de bron was niet te bereiken", en="the publisher could not be reached"
    ),
    "too_slow": Translated(
        nl="het antwoord kwam niet op tijd", en="the answer did not come in time"
    ),
    "garbled": Translated(nl="het antwoord was niet te lezen", en="the answer could not be read"),
}


def day_words(day: date) -> Translated:
    """A day as people write it.

    >>> day_words(date(2026, 10, 31)).nl
    '31 oktober 2026'
    """
    nl, en = _MONTHS[day.month - 1]
    return Translated(nl=f"{day.day} {nl} {day.year}", en=f"{day.day} {en} {day.year}")


def period_words(code: str) -> Translated:
    """A period as it stands in a sentence; an unknown kind keeps the publisher's code.

    >>> period_words("2026HJ01").nl
    'het 1e halfjaar van 2026'
    """
    if year := _YEAR.fullmatch(code):
        return Translated(nl=year[1], en=year[1])
    if half := _HALF_YEAR.fullmatch(code):
        which = "first" if half[2] == "1" else "second"
        return Translated(
            nl=f"het {half[2]}e halfjaar van {half[1]}", en=f"the {which} half of {half[1]}"
        )
    return Translated(nl=code, en=code)
