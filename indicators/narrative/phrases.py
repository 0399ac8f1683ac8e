"""Parts of sentences: figures, areas, benchmarks and periods in words."""

from collections.abc import Mapping
from pathlib import Path

from indicators.bilingual import Texts
from indicators.comparison.records import Comparison
from indicators.narrative.facts import Facts
from indicators.values import Area
from indicators.wording import Lang, format_number, translated
from ingest.wording import period_words

FOLDER = Path(__file__).parent
SENTENCES = Texts.read(FOLDER / "sentences.yaml")
MISSING = Texts.read(FOLDER / "missing.yaml")


def number(
    value: float | None, lower: float | None, upper: float | None, facts: Facts, lang: Lang
) -> str | None:
    """ "12,3", or "tussen 8,1 en 9,0" where only that is known, or None."""
    decimals = facts.definition.decimals
    if value is not None:
        return format_number(value, lang, decimals)
    if lower is None or upper is None:
        return None
    return SENTENCES.get(
        "between",
        lang,
        lower=format_number(lower, lang, decimals),
        upper=format_number(upper, lang, decimals),
    )


def figure(facts: Facts, lang: Lang) -> str | None:
    """The figure itself."""
    return number(facts.value.value, facts.value.lower, facts.value.upper, facts, lang)


def with_unit(amount: str, facts: Facts, lang: Lang) -> str:
    """ "97,8 per 100"; no unit where the title has it."""
    unit = facts.definition.unit
    if unit not in SENTENCES:
        return amount
    words = SENTENCES.get(unit, lang)
    return amount if words in title(facts, lang) else f"{amount} {words}"


def place(area: Area, lang: Lang) -> str:
    """An area as it stands in a sentence: "Groningen", "de provincie Groningen"."""
    if area.level == "country":
        return SENTENCES.get("country", lang)
    return SENTENCES.get(area.level, lang, name=area.name) if area.level in SENTENCES else area.name


def benchmark(facts: Facts, comparison: Comparison, areas: Mapping[str, Area], lang: Lang) -> str:
    """What a figure is held against: "Nederland", "Nederland zonder Amsterdam"."""
    area = areas.get(comparison.benchmark_code or "")
    is_group = comparison.benchmark_kind in ("class", "peers")
    if is_group or area is None:
        # A region that is gone, such as Veilig Thuis in Zuidoost-Brabant, has no name in a release.
        return SENTENCES.get(f"own_{comparison.benchmark_kind}", lang)
    named = place(area, lang)
    if not comparison.is_area_taken_out:
        return named
    return SENTENCES.get(
        f"without_{facts.shown.level}", lang, benchmark=named, name=facts.shown.name
    )


def period(facts: Facts, lang: Lang) -> str:
    """ "2023", or "2023, voorlopig" where it can still change."""
    named = translated(period_words(facts.value.period_code), lang)
    if facts.value.status == "definitive":
        return named
    return SENTENCES.get(
        "in_status", lang, period=named, status=SENTENCES.get(facts.value.status, lang)
    )


def title(facts: Facts, lang: Lang) -> str:
    """The indicator's title: it names whom the figure is about."""
    return translated(facts.definition.title, lang)
