"""The words around the numbers of a chart, from the records of a release."""

import re
from datetime import date

from dashboard.charts.chart import About, Amount
from dashboard.components.sources import version_text
from dashboard.i18n.numbers import format_day
from dashboard.i18n.text import t
from dashboard.sentences import bounds_text, short_reason, value_text
from indicators.api import Release
from indicators.definition import Definition
from indicators.values import IndicatorValue
from indicators.wording import Lang, format_number, translated


def amount_of(value: IndicatorValue | None, definition: Definition, lang: Lang) -> Amount:
    """A figure of a release; without a row for it: not published."""
    if value is None:
        reason = t("missing_short.not_published", lang)
        return Amount(None, None, None, t("chart.unknown", lang), "", reason)
    return Amount(
        value.value,
        value.lower,
        value.upper,
        value_text(value, definition, lang) or t("chart.unknown", lang),
        bounds_text(value, definition, lang) or "",
        short_reason(value, lang),
    )


def amount_between(
    value: float | None, lower: float | None, upper: float | None, decimals: int, lang: Lang
) -> Amount:
    """A figure that stands in no row of its own: the benchmark of a comparison."""
    bounds = ""
    if lower is not None and upper is not None:
        ends = (format_number(end, lang, decimals) for end in (lower, upper))
        bounds = t("sentence.between", lang, **dict(zip(("lower", "upper"), ends, strict=True)))
    shown = bounds if value is None else format_number(value, lang, decimals)
    reason = "" if value is not None else t("chart.not_exact", lang)
    return Amount(value, lower, upper, shown or t("chart.unknown", lang), bounds, reason)


def unit_text(definition: Definition, lang: Lang) -> str:
    """What one on the axis stands for: "per 100 ontvangen meldingen van alle huiselijk geweld"."""
    unit = t(f"unit.{definition.unit}", lang)
    if definition.denominator_label is None:
        return unit
    return f"{unit} {translated(definition.denominator_label, lang)}"


def about(release: Release, source_ids: list[str], params: dict[str, str], lang: Lang) -> About:
    """Source line, licence and address of a chart made from these tables."""
    wanted = [source for source in release.sources() if source.id in source_ids]
    key = "source.before_fictitious" if release.is_fictitious else "source.before"
    tables = "; ".join(
        f"{one.publisher}, {t('source.table', lang, table=one.id)} ({version_text(one, lang)})"
        for one in wanted
    )
    return About(
        lang,
        release.id,
        format_day(_day(release.id), lang),
        f"{t(key, lang)} {tables}",
        ", ".join(dict.fromkeys(one.licence for one in wanted)),
        release.is_fictitious,
        params,
    )


def _day(release_id: str) -> date:
    # The day of the newest snapshot, which is in the id: when it was built would make the bytes of
    # a drawing differ from those of the same release made again.
    found = re.search(r"\d{4}-\d{2}-\d{2}", release_id)
    if found is None:
        raise ValueError(f"saw release id {release_id!r}; expected a date in it")
    return date.fromisoformat(found[0])
