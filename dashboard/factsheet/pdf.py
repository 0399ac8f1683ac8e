"""A sheet as PDF, set by typst: without a browser, tagged, in our own fonts, always the same bytes.

The texts reach the typesetter as data (JSON), never as markup, so nothing in them can act.
"""

import json
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any

import typst

from dashboard.council.content import CouncilContent
from dashboard.design.colours import palette
from dashboard.factsheet.letters import in_our_letters
from dashboard.factsheet.room import rooms
from dashboard.factsheet.sheet import Sheet, sheet_of

# For readers with a screen reader (PDF/UA-1), and for archives (PDF/A-2a).
STANDARDS: list[Any] = ["a-2a", "ua-1"]

_TEMPLATE = Path(__file__).with_name("sheet.typ")
_FONTS = Path(__file__).parents[1] / "design" / "fonts"


class FactsheetError(Exception):
    """The least of a sheet does not fit on one page."""


def factsheet_pdf(content: CouncilContent, address: str) -> bytes:
    """One page of A4 about one municipality, with as much of its page as fits on it.

    `address` is that of the page in the same release, as it stands on paper. Raises FactsheetError
    where even the least takes two pages.
    """
    pages = 0
    for room in rooms():
        compiler = _compiler(content, sheet_of(content, address, room))
        pages = json.loads(compiler.query("<pages>", field="value", one=True))
        if pages == 1:
            pdf = compiler.compile(
                format="pdf", pdf_standards=STANDARDS, timestamp=int(content.built_at.timestamp())
            )
            if not isinstance(pdf, bytes):
                raise TypeError(f"saw {type(pdf).__name__} from typst; expected the bytes of a PDF")
            return pdf
    raise FactsheetError(
        f"{content.area.code} in {content.release_id}: saw {pages} pages with the least room; "
        "expected 1; shorten a text or add a step to factsheet/room.py"
    )


def _compiler(content: CouncilContent, sheet: Sheet) -> typst.Compiler:
    built = content.built_at
    data = {
        "sheet": _in_our_letters(asdict(sheet)),
        # The light ones for what is made up: on paper their ground would be white.
        "colours": {
            **palette("print"),
            **{name: palette("light")[name] for name in ("demonstration", "demonstration-shade")},
        },
        "built": {"year": built.year, "month": built.month, "day": built.day},
    }
    return typst.Compiler(
        _TEMPLATE, root=_TEMPLATE.parent, font_paths=_fonts(), sys_inputs={"data": json.dumps(data)}
    )


@cache
def _fonts() -> typst.Fonts:
    """Ours and no others: a sheet looks the same on every machine."""
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[_FONTS]
    )


def _in_our_letters(part: Any) -> Any:
    if isinstance(part, str):
        return in_our_letters(part)
    if isinstance(part, dict):
        return {name: _in_our_letters(one) for name, one in part.items()}
    if isinstance(part, list | tuple):
        return [_in_our_letters(one) for one in part]
    return part
