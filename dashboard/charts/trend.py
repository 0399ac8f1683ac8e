"""How a figure goes over years or half-years: lines that stop where figures cannot be joined."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import ClassVar, Literal

from dashboard.charts.chart import Amount, Chart, ChartTable
from dashboard.charts.wording import about, amount_between, amount_of, unit_text
from dashboard.i18n.numbers import period_in_sentence, period_name
from dashboard.i18n.text import t
from dashboard.newest import COUNTRY
from dashboard.sentences import area_label
from indicators.api import Release
from indicators.boundary_years.values import KIND_WORDS, REFUSAL_WORDS, RecastValue
from indicators.definition import Definition
from indicators.trend.windows import breaks_within, half_years
from indicators.values import Area, IndicatorValue, PeriodKind
from indicators.wording import Lang, translated

Role = Literal["own", "also", "beside"]
PROVISIONAL = ("provisional", "revised_provisional")


@dataclass(frozen=True)
class Point:
    """One figure of a line, at `place` on the axis of periods (0 is the first).

    `is_joined`: a line may run to it from the point before. `remark`: status, recast, or why there
    is no number.
    """

    place: int
    amount: Amount
    is_provisional: bool
    is_joined: bool
    remark: str


@dataclass(frozen=True)
class Line:
    """The figures of one area, one a period of the axis.

    `series` is the name of its colour (`dashboard.design.series`).
    """

    label: str
    role: Role
    series: str
    points: tuple[Point, ...]

    @property
    def runs(self) -> list[list[Point]]:
        """Points with a value that may be joined, in pieces; a piece can be a single point."""
        pieces: list[list[Point]] = []
        for before, point in zip((None, *self.points), self.points, strict=False):
            if point.amount.value is None:
                continue
            is_next = before is not None and before.amount.value is not None
            if point.is_joined and is_next:
                pieces[-1].append(point)
            else:
                pieces.append([point])
        return pieces


@dataclass(frozen=True)
class Cut:
    """A break just before the period at `place`, and why figures cannot be joined there."""

    place: int
    text: str


@dataclass(frozen=True)
class TrendChart(Chart):
    """Lines over successive periods, none left out; the axis of values begins at zero.

    `lines`: chosen areas first, then the larger areas beside them. `notes` say what the signs mean
    that occur, each break, and each gap of the chosen areas.
    """

    kind: ClassVar[str] = "verloop"

    periods: tuple[str, ...]
    period_names: tuple[str, ...]
    lines: tuple[Line, ...]
    cuts: tuple[Cut, ...]
    notes: tuple[str, ...]
    unit: str
    highest: float | None


def trend(
    release: Release,
    definition: Definition,
    areas: Sequence[Area],
    lang: Lang,
    kind: PeriodKind = "year",
) -> TrendChart | None:
    """The chart of one or more areas over all periods of a kind.

    Beside one municipality stand its Veilig Thuis region and the Netherlands; beside several areas
    the Netherlands only. None where the first area has no row of this kind, or nobody a number.
    """
    chosen = list(dict.fromkeys(release.shown_area(definition, area) for area in areas))
    series = {area.code: release.series(definition.id, area.code, kind) for area in chosen}
    if not chosen or not series[chosen[0].code]:
        return None
    larger = _larger(release, chosen)
    series |= {area.code: release.series(definition.id, area.code, kind) for area in larger}
    periods = _periods([row.period_code for rows in series.values() for row in rows], kind)
    breaks = breaks_within(definition, list(periods))
    cuts = tuple(
        Cut(periods.index(period), translated(one.reason, lang))
        for period, found in breaks.items()
        for one in found
    )
    places = {cut.place for cut in cuts}
    roles: dict[str, Role] = {area.code: "also" for area in chosen}
    roles |= {area.code: "beside" for area in larger}
    roles[chosen[0].code] = "own"
    lines = tuple(
        _line(release, definition, area, roles[area.code], series[area.code], periods, places, lang)
        for area in (*chosen, *larger)
    )
    if not any(point.amount.numbers for line in lines for point in line.points):
        return None
    name = t(
        "chart.trend.name",
        lang,
        title=translated(definition.title, lang),
        first=period_name(periods[0], lang),
        last=period_name(periods[-1], lang),
        areas=", ".join(line.label for line in lines if line.role != "beside"),
    )
    names = [period_name(period, lang) for period in periods]
    unit = unit_text(definition, lang)
    notes = _notes(lines, cuts, periods, names, lang)
    return TrendChart(
        name,
        _text(lines, [period_in_sentence(period, lang) for period in periods], unit, lang),
        _table(name, lines, cuts, names, lang),
        about(
            release,
            definition.sources,
            {
                "indicator": definition.id,
                "gebieden": ",".join(area.code for area in areas),
                "reeks": "halfjaar" if kind == "half_year" else "jaar",
            },
            lang,
        ),
        periods,
        tuple(names),
        lines,
        cuts,
        notes,
        unit,
        100.0 if definition.kind in ("proportion", "published_share") else None,
    )


def _larger(release: Release, chosen: Sequence[Area]) -> list[Area]:
    codes = [COUNTRY]
    if len(chosen) == 1 and chosen[0].veilig_thuis_code:
        codes.insert(0, chosen[0].veilig_thuis_code)
    found = [area for code in codes if (area := release.area(code))]
    return [area for area in found if area not in chosen]


def _periods(codes: Sequence[str], kind: PeriodKind) -> tuple[str, ...]:
    """All periods from the first to the last, also those that nobody has a row for."""
    first, last = min(codes), max(codes)
    if kind == "half_year":
        return tuple(half_years(first, last))
    return tuple(f"{year}JJ00" for year in range(int(first[:4]), int(last[:4]) + 1))


def _line(
    release: Release,
    definition: Definition,
    area: Area,
    role: Role,
    rows: Sequence[IndicatorValue],
    periods: Sequence[str],
    cuts: set[int],
    lang: Lang,
) -> Line:
    values = {row.period_code: row for row in rows}
    kind = rows[0].period_kind if rows else "year"
    recast = {row.period_code: row for row in release.recast_series(definition.id, area.code, kind)}
    points: list[Point] = []
    for place, period in enumerate(periods):
        value = values.get(period)
        amount = amount_of(value, definition, lang)
        remark = amount.reason
        if period in recast:
            amount, remark = _recast(recast[period], definition, lang)
        elif value is not None and value.status in PROVISIONAL:
            remark = "; ".join(filter(None, (remark, t(f"status.{value.status}", lang))))
        status = recast[period].status if period in recast else value and value.status
        points.append(
            Point(place, amount, status in PROVISIONAL, place > 0 and place not in cuts, remark)
        )
    beside = "netherlands" if area.level == "country" else "region"
    series = "chosen" if role != "beside" else beside
    return Line(area_label(area, lang), role, series, tuple(points))


def _recast(row: RecastValue, definition: Definition, lang: Lang) -> tuple[Amount, str]:
    """The figure for the municipality of today; an estimate is drawn as what it lies between."""
    whole = row.recast_kind in ("whole", "renamed")
    value = row.value if whole else None
    words = translated(KIND_WORDS[row.recast_kind], lang) if row.recast_kind else ""
    if row.refusal is not None:
        words = translated(REFUSAL_WORDS[row.refusal], lang)
    elif row.missing_reason is not None:
        words = "; ".join((words, t(f"missing_short.{row.missing_reason}", lang)))
    amount = amount_between(value, row.lower, row.upper, definition.decimals, lang)
    return replace(amount, reason="" if value is not None else words), words


def _notes(
    lines: Sequence[Line],
    cuts: Sequence[Cut],
    periods: Sequence[str],
    names: Sequence[str],
    lang: Lang,
) -> tuple[str, ...]:
    own = [line for line in lines if line.role != "beside"]
    shown = [point for line in lines for point in line.points if point.amount.value is not None]
    notes = []
    if any("HJ" in period for period in periods):
        notes.append(t("chart.trend.half_years", lang))
    if any(point.is_provisional for point in shown):
        notes.append(t("chart.trend.provisional", lang))
    notes += [t("chart.trend.cut", lang, period=names[cut.place], reason=cut.text) for cut in cuts]
    for line in own:
        gaps: dict[str, list[int]] = {}
        for point in line.points:
            if point.amount.value is None:
                gaps.setdefault(point.amount.reason, []).append(point.place)
        # Hatching of several areas would lie on top of each other.
        key = "chart.trend.gap" if line.role == "own" else "chart.trend.gap_of_other"
        notes += [
            t(
                key,
                lang,
                area=line.label,
                periods=_stretches(found, names, lang),
                reason=reason.rstrip("."),
            )
            for reason, found in gaps.items()
        ]
    return tuple(notes)


def _stretches(places: Sequence[int], names: Sequence[str], lang: Lang) -> str:
    """ "2015 tot en met 2018, 2021": successive periods together."""
    stretches: list[list[int]] = []
    for place in places:
        if stretches and place == stretches[-1][-1] + 1:
            stretches[-1].append(place)
        else:
            stretches.append([place])
    return ", ".join(
        names[first]
        if first == last
        else t("chart.trend.stretch", lang, first=names[first], last=names[last])
        for first, last in ((stretch[0], stretch[-1]) for stretch in stretches)
    )


def _text(lines: Sequence[Line], names: Sequence[str], unit: str, lang: Lang) -> str:
    """What each line does since its last break or gap: nothing is said across one."""
    sentences = []
    for line in lines:
        if not line.runs:
            sentences.append(t("chart.trend.nothing", lang, area=line.label))
            continue
        first, last = line.runs[-1][0], line.runs[-1][-1]
        key = "chart.trend.once" if first is last else "chart.trend.from_to"
        values = {"area": line.label, "last": names[last.place], "last_value": last.amount.text}
        if first is not last:
            values |= {"first": names[first.place], "first_value": first.amount.text}
        sentences.append(t(key, lang, **values))
    return " ".join([*sentences, t("chart.trend.reading", lang, unit=unit)])


def _table(
    name: str,
    lines: Sequence[Line],
    cuts: Sequence[Cut],
    names: Sequence[str],
    lang: Lang,
) -> ChartTable:
    columns = [t("column.period", lang)]
    for line in lines:
        columns.append(line.label)
        if line.role != "beside":
            columns += [
                t("chart.trend.column_bounds", lang, area=line.label),
                t("chart.trend.column_remark", lang, area=line.label),
            ]
    numbers = tuple(
        index > 0 and not column.startswith(t("chart.trend.column_remark", lang, area=""))
        for index, column in enumerate(columns)
    )
    breaks = {cut.place: cut.text for cut in cuts}
    rows = []
    for place, period in enumerate(names):
        cells = [period]
        for line in lines:
            point = line.points[place]
            value = point.amount.text if point.amount.value is not None else ""
            cells.append(value or t("chart.unknown", lang))
            if line.role != "beside":
                cut = breaks.get(place)
                broken = t("chart.trend.cut_here", lang, reason=cut) if cut else ""
                cells += [point.amount.bounds, "; ".join(filter(None, (point.remark, broken)))]
        rows.append(tuple(cells))
    return ChartTable(name, tuple(columns), numbers, tuple(reversed(rows)))
