"""An explanation as a text that a checker can follow without knowing the program, and as JSON."""

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from dashboard.explaining.cells import cells, listed
from dashboard.explaining.comparison import comparison
from dashboard.explaining.figure import arithmetic, heading, origins, parts, region
from dashboard.explaining.recast import recast
from dashboard.explaining.trend import trend
from indicators.explain.explanation import Explanation
from indicators.wording import Lang

Section = Callable[[Explanation, Lang], list[str]]

# In the order of the text.
SECTIONS: tuple[Section, ...] = (
    heading,
    parts,
    cells,
    listed,
    arithmetic,
    region,
    comparison,
    trend,
    recast,
    origins,
)


def as_text(explanation: Explanation, lang: Lang) -> str:
    """Every section with something to say, in one language."""
    sections = (section(explanation, lang) for section in SECTIONS)
    return "\n\n".join("\n".join(lines) for lines in sections if lines)


def as_json(explanation: Explanation) -> dict[str, Any]:
    """The same with fixed names; numbers as they are, moments as text.

    What has no upper bound is null, as JSON has no infinity.
    """
    content = asdict(explanation)
    content["definition"] = explanation.definition.model_dump(mode="json")
    for part, plain in zip(explanation.parts, content["parts"], strict=True):
        plain["label"] = part.label.model_dump() if part.label else None
    return _finite(content)


def _finite(content: Any) -> Any:
    if isinstance(content, dict):
        return {name: _finite(value) for name, value in content.items()}
    if isinstance(content, (list, tuple)):
        return [_finite(value) for value in content]
    is_endless = isinstance(content, float) and content in (float("inf"), float("-inf"))
    return None if is_endless else content
