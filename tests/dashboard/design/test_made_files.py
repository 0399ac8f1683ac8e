"""What is made from the values is up to date, and style sheets use no other colours."""

import re
from pathlib import Path

import pytest

from dashboard.design.colours import COLOURS
from dashboard.design.scale import SIZES
from tests.tools import design

STYLE = Path(__file__).parents[3] / "dashboard" / "assets" / "css"
SHEETS = sorted(path for path in STYLE.glob("*.css") if path != design.TOKENS)


def without_comments(path: Path) -> str:
    return re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)


def test_what_is_made_is_up_to_date() -> None:
    assert design.main(["--check"]) == 0


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.name)
def test_style_sheet_uses_tokens_only(path: Path) -> None:
    text = without_comments(path)
    known = {f"--{one.name}" for one in (*COLOURS, *SIZES)}
    own = set(re.findall(r"(--[\w-]+)\s*:", text))

    assert re.findall(r"#[0-9a-fA-F]{3,8}\b(?=[^{]*;)|\brgba?\(|\bhsla?\(", text) == []
    assert set(re.findall(r"var\((--[\w-]+)", text)) - own <= known
