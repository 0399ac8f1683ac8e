"""An explanation as a text that a checker can follow without knowing the program, and as JSON."""

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from dashboard.i18n.numbers import format_date, period_name
from dashboard.i18n.text import t
from dashboard.sentences import area_label
from indicators.explain.evaluate import Quantity, has_counts
from indicators.explain.explanation import Explanation, Origin
from indicators.explain.published_cell import PublishedCell
from indicators.explain.trace import Formula
from indicators.values import IndicatorValue
from indicators.wording import Lang, format_count, format_number, translated

Section = Callable[[Explanation, Lang], list[str]]


def as_text(explanation: Explanation, lang: Lang) -> str:
    """Every section with something to say, in one language."""
    sections = (section(explanation, lang) for section in SECTIONS)
    return "\n\n".join("\n".join(lines) for lines in sections if lines)


def as_json(explanation: Explanation) -> dict[str, Any]:
    """The same with fixed names; numbers as they are, moments as text."""
    content = asdict(explanation)
    definition = explanation.definition
    content["definition"] = definition.model_dump(mode="json")
    content["parts"] = [
        {
            "kind": part.kind,
            "label": part.label.model_dump() if part.label else None,
            "formula": part.formula,
            "quantity": asdict(part.quantity),
        }
        for part in explanation.parts
    ]
    return content


def heading(explanation: Explanation, lang: Lang) -> list[str]:
    """Which figure it is, by whom it was checked, and what it is."""
    definition, value = explanation.definition, explanation.value
    checked = definition.checked_by or t("explain.nobody", lang)
    lines = [
        f"{definition.id}  {translated(definition.title, lang)}",
        t(
            "explain.definition",
            lang,
            version=value.indicator_version,
            kind=t(f"explain.kind_{definition.kind}", lang),
            checked=checked,
        ),
        t("explain.about", lang, who=t(f"population_short.{definition.population}", lang)),
        t(
            "explain.place",
            lang,
            area=area_label(explanation.area, lang),
            code=explanation.area.code,
            period=period_name(value.period_code, lang),
            status=t(f"status.{value.status}", lang),
        ),
        f"{t('explain.value', lang)}: {_figure(value, explanation, lang)}",
    ]
    if value.is_fictitious:
        lines.append(t("banner.fictitious_title", lang))
    return lines


def parts(explanation: Explanation, lang: Lang) -> list[str]:
    """Numerator and denominator with the cells that make them up, by their numbers below."""
    lines = []
    for part in explanation.parts:
        if part.label is not None:
            lines += [
                f"{t(f'explain.{part.kind}', lang)}: {translated(part.label, lang)}",
                f"  {_formula(part.formula, _mark)} = {_quantity(part.quantity, lang)}",
            ]
    return lines


def cells(explanation: Explanation, lang: Lang) -> list[str]:
    """Every published cell, as printed and as we read it, and why its bounds are what they are."""
    lines = [t("explain.cells", lang)]
    for number, cell in enumerate(explanation.cells):
        lines += [f"{_mark(number)} {line}" for line in _described(cell, lang)[:1]]
        lines += [f"    {line}" for line in _described(cell, lang)[1:]]
    return lines


def arithmetic(explanation: Explanation, lang: Lang) -> list[str]:
    """The sum itself, in numbers: the value, and the least and the most that it can be."""
    definition, outcome = explanation.definition, explanation.result
    numerator, denominator = (part.formula for part in explanation.parts[:2])
    lines = [t("explain.arithmetic", lang)]

    def number(place: int) -> str:
        value = explanation.cells[place].value
        return "?" if value is None else format_count(value, lang)

    if outcome.value is not None:
        sum_of = (
            f"{_bracketed(numerator, number)} / {_bracketed(denominator, number)} "
            f"x {format_count(definition.multiplier, lang)}"
            if has_counts(definition)
            else _formula(numerator, number)
        )
        lines.append(
            f"  {t('explain.value', lang)}: {sum_of} = "
            f"{format_number(outcome.value, lang, definition.decimals)}"
        )
    if outcome.lower is not None and outcome.upper is not None:
        lower, upper = _bound_sums(explanation, lang)
        lines += [
            f"  {t('explain.lower', lang)}: {lower} = "
            f"{format_number(outcome.lower, lang, definition.decimals)}",
            f"  {t('explain.upper', lang)}: {upper} = "
            f"{format_number(outcome.upper, lang, definition.decimals)}",
            f"  {t('explain.rounding', lang)}",
        ]
    if outcome.value is None and explanation.value.missing_reason:
        lines.append(f"  {t(f'missing.{explanation.value.missing_reason}', lang)}")
    if has_counts(definition):
        lines.append(
            "  "
            + t(
                "explain.thresholds",
                lang,
                minimum=explanation.minimum_denominator,
                indicative=explanation.indicative_below,
            )
        )
    if explanation.value.reliability == "indicative":
        lines.append(f"  {t('sentence.indicative', lang)}")
    return lines


def region(explanation: Explanation, lang: Lang) -> list[str]:
    """The figure of the Veilig Thuis region, which the pages show where there is no own one."""
    shown = explanation.region
    if shown is None:
        return []
    return [
        t(
            "explain.region",
            lang,
            area=area_label(shown, lang),
            code=shown.area_code,
            value=_figure(shown, explanation, lang),
        )
    ]


def origins(explanation: Explanation, lang: Lang) -> list[str]:
    """The tables, the copies of them that were used, and the release."""
    lines = [t("explain.sources", lang)]
    for origin in explanation.origins:
        lines += [f"  {line}" for line in _origin(origin, lang)]
    value = explanation.value
    lines.append(
        t("explain.release", lang, id=value.release_id, version=explanation.release_version)
    )
    return lines


# In the order of the text; a comparison or a trend adds its own function here.
SECTIONS: tuple[Section, ...] = (heading, parts, cells, arithmetic, region, origins)


def _figure(value: IndicatorValue, explanation: Explanation, lang: Lang) -> str:
    decimals = explanation.definition.decimals
    text = (
        t("explain.none", lang)
        if value.value is None
        else format_number(value.value, lang, decimals)
    )
    if value.lower is not None and value.upper is not None:
        bounds = t(
            "sentence.between",
            lang,
            lower=format_number(value.lower, lang, decimals),
            upper=format_number(value.upper, lang, decimals),
        )
        text = f"{text} ({bounds})"
    return f"{text} {t(f'unit.{value.unit}', lang)}"


def _quantity(quantity: Quantity, lang: Lang) -> str:
    reason = quantity.missing_reason
    text = (
        format_count(quantity.value, lang)
        if quantity.value is not None
        else t(f"missing_short.{reason}", lang)
    )
    if quantity.lower is None or quantity.upper is None:
        return text
    if quantity.lower == quantity.upper == quantity.value:
        return text
    lower, upper = (format_count(number, lang) for number in (quantity.lower, quantity.upper))
    return f"{text} ({t('sentence.between', lang, lower=lower, upper=upper)})"


def _mark(number: int) -> str:
    return f"[{number + 1}]"


def _formula(formula: Formula, show: Callable[[int], str]) -> str:
    """A formula in signs; `show` writes one cell by its place."""
    match formula:
        case ["cell", place]:
            return show(place)
        case ["exactly", number]:
            return str(number)
        case ["plus", first, second]:
            return f"{_formula(first, show)} + {_formula(second, show)}"
        case ["minus", first, second]:
            return f"{_formula(first, show)} - {_bracketed(second, show)}"
        case _:
            return "?"


def _bracketed(formula: Formula, show: Callable[[int], str]) -> str:
    text = _formula(formula, show)
    return f"({text})" if formula[0] in ("plus", "minus") else text


def _bound_sums(explanation: Explanation, lang: Lang) -> tuple[str, str]:
    """How the lower and the upper bound come about, in numbers."""
    definition, denominator = explanation.definition, explanation.denominator
    part = explanation.parts[-1].quantity if definition.complement else explanation.numerator

    def share(count: float | None, whole: float | None) -> str:
        if not has_counts(definition):
            return _number(count, lang)
        text = f"{_number(count, lang)} / {_number(whole, lang)}"
        text = f"(1 - {text})" if definition.complement else text
        return f"{text} x {format_count(definition.multiplier, lang)}"

    least = share(part.lower, denominator.upper)
    most = share(part.upper, denominator.lower)
    return (most, least) if definition.complement else (least, most)


def _number(number: float | None, lang: Lang) -> str:
    return "?" if number is None else format_count(number, lang)


def _described(cell: PublishedCell, lang: Lang) -> list[str]:
    """A cell in lines: where it stands, what is printed, why its bounds are so, what it sums."""
    topic = " > ".join(filter(None, (cell.topic_group, cell.topic_title)))
    place = [cell.source_id, topic, *cell.categories]
    place += [f"{cell.area_title} ({cell.area_code})", f"{cell.period_title} ({cell.period_code})"]
    read = _quantity(Quantity(cell.value, cell.lower, cell.upper, cell.missing_reason), lang)
    printed = (
        t("explain.our_sum", lang, read=read)
        if cell.published_text is None
        else t("explain.printed", lang, text=cell.published_text, read=read)
    )
    return [" | ".join(place), printed, *_why(cell, lang), *_added_up(cell, lang)]


def _why(cell: PublishedCell, lang: Lang) -> list[str]:
    step = "" if cell.step is None else format_count(cell.step, lang)
    match cell.bounds:
        case "rounding":
            return [t("explain.bounds_rounding", lang, step=step)]
        case "dot":
            return [t("explain.bounds_dot", lang), f'"{cell.evidence}"']
        case "narrowed" | "total_only":
            others = ", ".join(
                f"{' / '.join(one.categories)} {one.published_text or '-'}"
                for one in cell.neighbours
            )
            return [t(f"explain.bounds_{cell.bounds}", lang, others=others or "-")]
        case "none":
            return []
        case _:
            return [t(f"explain.bounds_{cell.bounds}", lang)]


def _added_up(cell: PublishedCell, lang: Lang) -> list[str]:
    """What was added up: published cells in one line with their texts, sums in a line each."""
    if cell.bounds == "sum" and not cell.parts:
        return [t("explain.no_snapshot", lang)]
    lines = []
    published = [part for part in cell.parts if part.published_text is not None]
    if published:
        # What all of them share is said once: of eighteen ages only the age differs.
        places = [(part.topic_title, *part.categories) for part in published]
        shared = [title for title in places[0] if all(title in place for place in places)]
        listed = "; ".join(
            f"{' / '.join(title for title in place if title not in shared)} {part.published_text}"
            for place, part in zip(places, published, strict=True)
        )
        lines.append(t("explain.added_up", lang, what=" / ".join(shared), cells=listed))
    for part in cell.parts:
        if part.published_text is None:
            first, *rest = _described(part, lang)
            lines += [f"+ {first}", *(f"  {line}" for line in rest)]
    return lines


def _origin(origin: Origin, lang: Lang) -> list[str]:
    table = origin.table
    if not table.is_delivered or table.retrieved_at is None:
        return [f"{table.id}: {t('missing_short.not_delivered', lang)}", table.url]
    return [
        f"{table.id}  {table.published_title}  {table.url}",
        "  "
        + t(
            "explain.snapshot",
            lang,
            version=table.change_key or "-",
            date=format_date(table.retrieved_at, lang),
            protocol=table.protocol or "-",
            snapshot=origin.snapshot_id or "-",
        ),
    ]
