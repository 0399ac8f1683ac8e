"""The worked example in docs/chain.md is what the published figures give."""

import re
from pathlib import Path

from indicators.api import Release
from indicators.chain.steps import read_steps

DOCS = Path(__file__).parents[3] / "docs" / "chain.md"
ROW = re.compile(
    r"^\| (\w+) \| ([\d,]+) \| ([^|]+) \| ([\d.]*) ?\| (?:([\d.]+) and ([\d.]+) )?\|$", re.M
)


def test_the_worked_example_is_what_gelderland_gives(release: Release) -> None:
    text = DOCS.read_text(encoding="utf-8")
    rows = ROW.findall(text)
    chain = release.chain("PV25", "2023JJ00")
    assert chain is not None
    table = {one.step.id for one in chain.walk() if one.figure.source_tables == "84852NED"}
    assert {row[0] for row in rows} == table
    for step, count, worked_out, share, lower, upper in rows:
        figure = chain.step(step).figure
        assert figure.value == int(count.replace(",", ""))
        printed = [figure.share, figure.share_lower, figure.share_upper]
        assert printed == [float(number) if number else None for number in (share, lower, upper)]
        assert (worked_out == "printed") == (not figure.is_derived)


def test_the_sentences_in_the_example_are_those_that_are_made(release: Release) -> None:
    text = " ".join(DOCS.read_text(encoding="utf-8").split())
    gelderland = release.chain("PV25", "2023JJ00")
    region = release.chain("VT14", "2023JJ00")
    assert gelderland is not None
    assert region is not None
    assert f"*{gelderland.step('assessed').sentences[0].en}*" in text
    assert "between 2,799 and 2,812 were assessed: 99 to 100 out of 100" in (
        region.step("assessed").sentences[0].en
    )
    assert "2,799 to 2,812 for what was assessed, and 99 to 100 out of 100" in text


def test_every_table_of_the_chain_is_named() -> None:
    text = DOCS.read_text(encoding="utf-8")
    for step in read_steps().steps:
        for cells in step.cells:
            assert cells.source in text
