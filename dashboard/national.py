"""How the country stands: the questions of the council page, each with its first figure."""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.newest import country_value
from dashboard.shown import by_question, main_ones
from indicators.api import Release
from indicators.definition import Definition, Question
from indicators.values import IndicatorValue


@dataclass(frozen=True)
class NationalFigure:
    """One indicator with its newest figure for the country, or None where there is none."""

    definition: Definition
    value: IndicatorValue | None


@dataclass(frozen=True)
class NationalAnswer:
    """One question with the figure that answers it, which is always the same one, and others."""

    question: Question
    figure: NationalFigure
    others: Sequence[NationalFigure]


def national_picture(release: Release) -> list[NationalAnswer]:
    """The questions with a figure, in their fixed order; what is only background is left out."""
    answers = []
    for question, definitions in by_question(main_ones(release.indicators())):
        if question != "context":
            first, *others = (
                NationalFigure(one, country_value(release, one.id)) for one in definitions
            )
            answers.append(NationalAnswer(question, first, others))
    return answers
