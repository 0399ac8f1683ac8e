"""Which periods make one series: of one kind, one after the other, and none from before a break."""

from datetime import date

from indicators.definition import Break, Definition
from indicators.statistics.five_points import POINTS
from ingest.periods import period_start

# What half a year or a year later is called.
_HALVES = {"HJ01": "HJ02", "HJ02": "HJ01"}


def last_five_years(newest: str) -> list[str]:
    """The codes of five successive years, the newest last.

    >>> last_five_years("2023JJ00")[0]
    '2019JJ00'
    """
    year = int(newest[:4])
    return [f"{one}JJ00" for one in range(year - POINTS + 1, year + 1)]


def half_years(first: str, last: str) -> list[str]:
    """All half-years from the first to the last, none left out.

    >>> half_years("2022HJ02", "2023HJ02")
    ['2022HJ02', '2023HJ01', '2023HJ02']
    """
    codes, code = [first], first
    while code < last:
        code = f"{int(code[:4]) + (code[4:] == 'HJ02')}{_HALVES[code[4:]]}"
        codes.append(code)
    return codes


def since_break(definition: Definition, periods: list[str]) -> list[str]:
    """The periods that can be joined to the last one: those that began after every break.

    A break names the first period of the new series; one that lies after the last period is none.
    """
    starts = {period: _start(period) for period in periods}
    breaks = [_start(one.period) for one in definition.breaks]
    cut = max((day for day in breaks if day <= starts[periods[-1]]), default=date.min)
    return [period for period in periods if starts[period] >= cut]


def breaks_within(definition: Definition, periods: list[str]) -> dict[str, list[Break]]:
    """The breaks between successive periods, by the first period of the new series.

    A break before the first period, or after the last, parts nothing.
    """
    found: dict[str, list[Break]] = {}
    for one in definition.breaks:
        day = _start(one.period)
        after = [period for period in periods if _start(period) >= day]
        if after and after[0] != periods[0]:
            found.setdefault(after[0], []).append(one)
    return found


def _start(period: str) -> date:
    start = period_start(period)
    if start is None:
        raise ValueError(f"saw period {period}; expected a year or half-year such as 2023JJ00")
    return start
