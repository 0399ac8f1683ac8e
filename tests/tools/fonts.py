"""The fonts that we serve and draw with, cut from Adobe's: `python -m tests.tools.fonts`.

Source Sans 3 and Source Serif 4 come from PyPI (development only). Their licence, the SIL Open Font
License 1.1, keeps the name Source for the originals: ours are called Hulpmonitor Sans and Serif.
Run it after an upgrade of those packages or when a sign is missing.
"""

from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

from dashboard.design.letters import LETTERS

DASHBOARD = Path(__file__).parents[2] / "dashboard"
SERVED = DASHBOARD / "assets" / "fonts"
DRAWN_WITH = DASHBOARD / "design" / "fonts"

SANS = ("fontpkg_source_sans_3", "SourceSans3[wght].ttf")
SERIF = ("fontpkg_source_serif_4", "SourceSerif4[opsz,wght].ttf")


@dataclass(frozen=True)
class Cut:
    """One file to be made: where from, which weights, and what it is called."""

    origin: tuple[str, str]
    axes: dict[str, Any]
    family: str
    style: str
    path: Path


CUTS = (
    Cut(SANS, {"wght": (400, 700)}, "Hulpmonitor Sans", "Regular", SERVED / "sans.woff2"),
    Cut(SERIF, {"wght": 600, "opsz": 32}, "Hulpmonitor Serif", "SemiBold", SERVED / "serif.woff2"),
    Cut(SANS, {"wght": 400}, "Hulpmonitor Sans", "Regular", DRAWN_WITH / "sans-regular.ttf"),
    Cut(SANS, {"wght": 600}, "Hulpmonitor Sans", "SemiBold", DRAWN_WITH / "sans-semibold.ttf"),
    Cut(
        SERIF,
        {"wght": 600, "opsz": 32},
        "Hulpmonitor Serif",
        "SemiBold",
        DRAWN_WITH / "serif-semibold.ttf",
    ),
)


def make(cut: Cut) -> None:
    """Write one font with our letters, our weights and our name."""
    package, name = cut.origin
    with files(package).joinpath("files", name).open("rb") as file:
        font = TTFont(file, lazy=False)
    options = Options()
    # As the browser applies by default; the figures of both fonts have one width as they are.
    options.layout_features = ["kern", "liga", "locl", "mark", "mkmk", "ccmp", "tnum"]
    options.name_IDs = [0, 1, 2, 3, 4, 6, 7, 13, 14]
    options.notdef_outline = True
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=LETTERS)
    subsetter.subset(font)
    instantiateVariableFont(font, cut.axes, inplace=True)
    _rename(font, cut)
    font.flavor = "woff2" if cut.path.suffix == ".woff2" else None
    # The clock would make every file another one.
    font.recalcTimestamp = False
    font.save(cut.path)


def _rename(font: TTFont, cut: Cut) -> None:
    postscript = f"{cut.family}-{cut.style}".replace(" ", "")
    for number, text in {
        1: cut.family if cut.style == "Regular" else f"{cut.family} {cut.style}",
        2: "Regular",
        3: postscript,
        4: f"{cut.family} {cut.style}",
        6: postscript,
    }.items():
        font["name"].removeNames(nameID=number)
        font["name"].setName(text, number, 3, 1, 0x409)


def main() -> None:
    """Write every font and, beside it, its licence."""
    for folder in (SERVED, DRAWN_WITH):
        folder.mkdir(parents=True, exist_ok=True)
        for package, name in (SANS, SERIF):
            text = files(package).joinpath("LICENSE").read_text(encoding="utf-8")
            (folder / f"OFL-{name.partition('[')[0]}.txt").write_text(text, encoding="utf-8")
    for cut in CUTS:
        make(cut)


if __name__ == "__main__":
    main()
