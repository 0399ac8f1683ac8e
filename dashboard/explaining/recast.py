"""The figure for the municipality of today in words: what was added up, or why nothing was."""

from dashboard.explaining.figure import bound_sums
from dashboard.explaining.numbers import count, precise, quantity_text
from dashboard.i18n.text import t
from indicators.boundary_years.values import KIND_WORDS, REFUSAL_WORDS
from indicators.explain.evaluate import Result
from indicators.explain.explanation import Explanation
from indicators.explain.recasting import Former, Recasting
from indicators.wording import Lang, format_count, format_number, translated


def recast(explanation: Explanation, lang: Lang) -> list[str]:
    """The former municipalities with their figures and shares, and the sum; or the refusal."""
    followed = explanation.recasting
    if followed is None:
        return []
    row = followed.recast
    lines = [t("explain.recast", lang, year=row.target_boundary_year, area=row.area_name)]
    if row.refusal:
        return [*lines, f"  {translated(REFUSAL_WORDS[row.refusal], lang)}"]
    if row.recast_kind:
        lines.append(f"  {translated(KIND_WORDS[row.recast_kind], lang)}")
    lines += [f"  {_member(member, lang)}" for member in followed.members]
    if any(member.is_split for member in followed.members):
        lines.append(f"  {t('explain.split', lang)}")
    if followed.result:
        lines += [f"  {line}" for line in _sum(followed, followed.result, explanation, lang)]
    return lines


def _member(member: Former, lang: Lang) -> str:
    counts = []
    for side in ("numerator", "denominator"):
        is_elsewhere = side in member.elsewhere
        counted = quantity_text(getattr(member, side), lang)
        counts.append(t("explain.elsewhere", lang) if is_elsewhere else counted)
    name = f"{member.area_name} ({member.area_code})"
    share = t("explain.share", lang, share=precise(member.share, lang))
    printed = ", ".join(
        f'{cell.source_id} {cell.topic_title} "{cell.published_text}"'
        for cell in member.cells
        if cell.published_text is not None
    )
    return f"{name}: {' / '.join(counts)}; {share}" + (f"; {printed}" if printed else "")


def _sum(followed: Recasting, outcome: Result, explanation: Explanation, lang: Lang) -> list[str]:
    definition = explanation.definition
    lines = []
    if outcome.value is not None and definition.has_counts:
        lines.append(
            f"{t('explain.value', lang)}: {count(outcome.numerator.value, lang)} / "
            f"{count(outcome.denominator.value, lang)} x "
            f"{format_count(definition.multiplier, lang)} = "
            f"{format_number(outcome.value, lang, definition.decimals)}"
        )
    if outcome.lower is not None and outcome.upper is not None:
        for side, text, bound in zip(
            ("lower", "upper"),
            bound_sums(definition, outcome.fitted, lang),
            (outcome.lower, outcome.upper),
            strict=True,
        ):
            lines.append(
                f"{t(f'explain.{side}', lang)}: {text} = "
                f"{format_number(bound, lang, definition.decimals)}"
            )
    if outcome.value is None and followed.recast.missing_reason:
        lines.append(t(f"missing.{followed.recast.missing_reason}", lang))
    return lines
