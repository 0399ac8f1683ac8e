"""What is recorded of the follow-up of a recommendation: five separate facts, never a figure."""

from collections.abc import Callable
from dataclasses import dataclass, fields

from indicators.wording import Lang
from ingest.source import Translated


@dataclass(frozen=True)
class FollowUp:
    """One part of a recommendation by one addressee; None is what nobody has recorded.

    `response`: what was answered; `claim`: what the addressee says it does; `finding`: what the
    ombudsman found; `evidence`: how firm that is; `deadline`: when an answer is due. None of them
    follows from another, and none from a figure.
    """

    response: Translated | None = None
    claim: Translated | None = None
    finding: Translated | None = None
    evidence: Translated | None = None
    deadline: Translated | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all is recorded."""
        return all(getattr(self, name) is None for name in FACTS)


FACTS = tuple(one.name for one in fields(FollowUp))

# Gives what is recorded for a part (R2.1) and the code of an area.
Register = Callable[[str, str], FollowUp]


def nothing_recorded(part_id: str, area_code: str) -> FollowUp:
    """The register before anything was recorded in it."""
    return FollowUp()


def recorded(one: FollowUp, fact: str, lang: Lang) -> str | None:
    """One fact in words, or None where it is not recorded."""
    text: Translated | None = getattr(one, fact)
    if text is None:
        return None
    return text.nl if lang == "nl" else text.en
