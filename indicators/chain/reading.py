"""Reading the chain of one area and period out of a release."""

from collections.abc import Callable, Mapping
from typing import Any

from indicators.chain.records import Chain, ChainStep, StepFigure
from indicators.chain.sentences import instead_sentence, step_sentences
from indicators.chain.steps import Step, Steps, read_steps
from indicators.values import Area, Period, PeriodKind

Query = Callable[[str, dict[str, Any]], list[Any]]
Figures = Mapping[tuple[str, str], StepFigure]


def chain_periods(query: Query, kind: PeriodKind | None = None) -> list[Period]:
    """The periods that the chain has rows for, oldest first."""
    rows = query(
        "SELECT DISTINCT period_code, period_kind, boundary_year FROM mart.chain_step "
        "WHERE $kind IS NULL OR period_kind = $kind ORDER BY boundary_year, period_code",
        {"kind": kind},
    )
    return [Period(*row) for row in rows]


def read_chain(
    query: Query, areas: Mapping[str, Area], area_code: str, period_code: str
) -> Chain | None:
    """The tree of steps with sentences, or None where the chain has no rows for this place."""
    area = areas.get(area_code)
    if area is None:
        return None
    country = next((one.code for one in areas.values() if one.level == "country"), None)
    codes = (area.veilig_thuis_code, area.province_code, country)
    larger = [areas[code] for code in codes if code and code in areas and code != area_code]
    figures = _read_figures(query, [area_code, *(one.code for one in larger)], period_code)
    chain = read_steps()
    if (chain.steps[0].id, area_code) not in figures:
        return None
    by_parent = {
        step.id: [one for one in chain.steps if one.parent == step.id] for step in chain.steps
    }

    def node(step: Step, parent: Step | None) -> ChainStep:
        children = tuple(node(child, step) for child in by_parent[step.id])
        beside = tuple(
            figures[step.id, one.code] for one in larger if (step.id, one.code) in figures
        )
        return _node(chain, step, parent, figures[step.id, area_code], beside, children)

    return Chain(area, period_code, tuple(larger), node(chain.steps[0], None))


def _node(
    chain: Steps,
    step: Step,
    parent: Step | None,
    figure: StepFigure,
    beside: tuple[StepFigure, ...],
    children: tuple[ChainStep, ...],
) -> ChainStep:
    instead = None if figure.is_known else next((f for f in beside if f.value is not None), None)
    return ChainStep(
        step,
        figure,
        beside,
        tuple(step_sentences(step, parent, figure)),
        instead,
        instead_sentence(step, parent, instead) if instead else None,
        tuple(chain.caveats[name] for name in step.caveats),
        chain.unknown[step.unknown],
        children,
    )


def _read_figures(query: Query, area_codes: list[str], period_code: str) -> Figures:
    columns = ", ".join(StepFigure.__dataclass_fields__)
    rows = query(
        f"SELECT {columns} FROM mart.chain_step "
        "WHERE period_code = $period AND list_contains($areas::VARCHAR[], area_code)",
        {"period": period_code, "areas": area_codes},
    )
    figures = [StepFigure(*row) for row in rows]
    return {(figure.step_id, figure.area_code): figure for figure in figures}
