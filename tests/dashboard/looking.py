"""A page looked at with axe, in every way it can be shown."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, ViewportSize

from dashboard.accessibility import Violation

# WCAG 2.0 to 2.2, A and AA, and what axe calls best practice. AAA is not asked of us.
TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
_RUN = """(tags) => axe.run(document, {
    runOnly: { type: "tag", values: tags }, resultTypes: ["violations"],
})"""


@dataclass(frozen=True)
class Mode:
    """How a page is shown: its colours and the size of the window, in pixels."""

    colours: str
    device: str
    width: int
    height: int

    @property
    def name(self) -> str:
        """As it stands on the page about accessibility."""
        return f"{self.colours}, {self.device}"

    def show(self, page: Page) -> None:
        """Show a page this way, once its colours have changed."""
        page.emulate_media(color_scheme=self.colours, reduced_motion="reduce")  # type: ignore[arg-type]
        page.set_viewport_size(ViewportSize(width=self.width, height=self.height))
        # Two frames: in the first the style changes, after the second it is drawn.
        page.evaluate("new Promise((ok) => requestAnimationFrame(() => requestAnimationFrame(ok)))")


DEVICES = (("phone", 375, 800), ("desktop", 1280, 900))
MODES = tuple(
    Mode(colours, device, width, height)
    for device, width, height in DEVICES
    for colours in ("light", "dark")
)


def give_axe(page: Page, script: Path) -> None:
    """Put axe in the page that is open, the way a reader's own tools do: past its policy."""
    page.evaluate(script.read_text(encoding="utf-8"))


def violations(page: Page, address: str, mode: Mode) -> list[Violation]:
    """What axe finds; each is also printed with its elements, for the report of a failed test."""
    found: dict[str, Any] = page.evaluate(_RUN, list(TAGS))
    for one in found["violations"]:
        nodes = [
            {"at": node["target"], "why": node["failureSummary"], "html": node["html"][:300]}
            for node in one["nodes"][:5]
        ]
        print(address, mode.name, one["id"], json.dumps(nodes, indent=1, ensure_ascii=False))
    return [
        Violation(
            page=address,
            mode=mode.name,
            rule=one["id"],
            impact=one["impact"] or "minor",
            elements=len(one["nodes"]),
            help_url=one["helpUrl"],
        )
        for one in found["violations"]
    ]
