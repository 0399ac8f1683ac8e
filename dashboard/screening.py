"""The outcome of `hulpmonitor screen`, for people and for machines."""

from typing import Any

from dashboard.i18n.text import has_text, t
from indicators.screen import NotUnderstood, Screening
from indicators.wording import Lang
from ingest.findings import Finding
from ingest.screen import Screened


def as_text(screening: Screening, lang: Lang) -> str:
    """What was looked at and what was found, one paragraph each, in one language."""
    paragraphs = [_paragraph(item, lang) for item in screening.screened]
    paragraphs += [_not_understood(item, lang) for item in screening.not_understood]
    counts = [len(item.errors) for item in screening.screened]
    findings = sum(len(item.findings) for item in screening.screened)
    paragraphs.append(
        t(
            "screen.summary",
            lang,
            looked_at=len(screening.screened),
            errors=sum(counts),
            warnings=findings - sum(counts),
        )
    )
    return "\n\n".join(paragraphs)


def as_json(screening: Screening) -> dict[str, Any]:
    """The same with fixed names, and every message in both languages."""
    return {
        "exit_status": screening.exit_status,
        "screened": [
            {
                "kind": item.kind,
                "path": str(item.path),
                "name": item.name,
                "looked_at": dict(item.looked_at),
                "findings": [vars(finding) for finding in item.findings],
            }
            for item in screening.screened
        ],
        "not_understood": [
            {"path": str(item.path), "seen": item.seen, "expected": t("screen.expected", "en")}
            for item in screening.not_understood
        ],
    }


def _paragraph(item: Screened, lang: Lang) -> str:
    lines = [f"{t(f'screen.kind_{item.kind}', lang)} {item.name}  {item.path}"]
    lines += [f"  {t(f'screen.{word}', lang)}: {value}" for word, value in item.looked_at]
    lines += [_line(finding, lang) for finding in item.findings]
    if not item.findings:
        lines.append(f"  {t('screen.clean', lang)}")
    return "\n".join(lines)


def _line(finding: Finding, lang: Lang) -> str:
    key = f"check.{finding.subject}"
    name = t(key, lang) if has_text(key) else finding.subject
    message = finding.nl if lang == "nl" else finding.en
    return f"  {t(f'screen.{finding.severity}', lang)}, {name}: {message}"


def _not_understood(item: NotUnderstood, lang: Lang) -> str:
    expected = t("screen.expected", lang)
    return t("screen.not_understood", lang, path=item.path, seen=item.seen, expected=expected)
