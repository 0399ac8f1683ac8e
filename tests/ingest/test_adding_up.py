"""Which cells are tied together, and that every cell is in one block at most."""

from ingest.adding_up import Block, Equation, blocks_of
from ingest.source import FigureSource, figure_sources
from tests.ingest.made_cells import resolved

CONTENT = figure_sources()["84852NED"].model_dump()
COUNT = CONTENT["topics"]["reports_received"]


def blocks(topics: dict[str, dict], adds_up: list[dict]) -> list[Block]:
    source = FigureSource.model_validate(CONTENT | {"topics": topics, "adds_up": adds_up})
    return blocks_of(resolved(source, ["GM0001"]))


def counts(*names: str) -> dict[str, dict]:
    return {name: COUNT | {"title": name} for name in names}


def test_nested_topics_are_one_tree() -> None:
    (block,) = blocks_of(resolved(figure_sources()["85361NED"], ["GM0001"]))
    assert block.columns == ("topic",)
    assert len(block.cells) == 10
    assert block.equations[0] == Equation(0, (1, 2, 3, 4))
    assert [cell for (cell,) in block.cells][:2] == ["reports_received", "first_report"]
    assert block.is_tree
    (several,) = (n for n, cell in enumerate(block.cells) if cell == ("repeat_report_one_known",))
    assert {block.cells[total][0] for total in block.above(several)} == {
        "repeat_report",
        "reports_received",
    }


def test_categories_and_topics_together_are_a_cycle_and_what_is_left_is_not() -> None:
    both, categories, topics = blocks(
        counts("all", "girls", "boys", "advice"), [{"total": "all", "parts": ["girls", "boys"]}]
    )
    assert both.columns == ("category_2", "topic")
    assert len(both.cells) == 6 * 3
    assert len(both.equations) == 3 + 6
    assert not both.is_tree
    assert (categories.columns, categories.elsewhere) == (
        ("category_2",),
        {"topic": ("all", "girls", "boys")},
    )
    assert topics.columns == ("topic",)
    assert "not_yet_assessed" in topics.elsewhere["category_2"]


def test_sums_without_a_topic_in_common_are_apart() -> None:
    found = blocks(
        counts(*"abcdef"),
        [{"total": "a", "parts": ["b", "c"]}, {"total": "d", "parts": ["e", "f"]}],
    )
    of_topics = [block.cells for block in found if block.columns == ("topic",)]
    assert of_topics == [(("a",), ("b",), ("c",)), (("d",), ("e",), ("f",))]


def test_percentages_are_not_added_up() -> None:
    topics = counts("all", "girls") | {"boys": COUNT | {"title": "boys", "unit": "%"}}
    found = blocks(topics, [{"total": "all", "parts": ["girls", "boys"]}])
    assert [block.columns for block in found] == [("category_2",)]
