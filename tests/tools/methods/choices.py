"""Every number that is chosen, read from the code or the file that has it."""

import importlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

import yaml

CHECKOUT = Path(__file__).parents[3]
LIST = Path(__file__).with_name("choices.yaml")


@dataclass(frozen=True)
class Choice:
    """One number. `where` is module and constant, or a file and a key of it, below `indicators`.

    `form` is how it is written. `origin`: we chose it, we inferred it from what is published, it
    belongs to a method as published, or only the arithmetic needs it.
    """

    name: str
    where: str
    form: str
    origin: Literal["ours", "inferred", "method", "arithmetic"]
    what: str
    why: str

    @property
    def value(self) -> float:
        """The number as the code has it now."""
        file, _, key = self.where.partition(": ")
        if key:
            content = yaml.safe_load((CHECKOUT / "indicators" / file).read_text(encoding="utf-8"))
            return content[key]
        module, _, constant = self.where.rpartition(".")
        return getattr(importlib.import_module(f"indicators.{module}"), constant)


@cache
def read_choices() -> dict[str, Choice]:
    """All of them by name, in the order of the page."""
    content = yaml.safe_load(LIST.read_text(encoding="utf-8"))
    return {row["name"]: Choice(**row) for row in content}


def shown(name: str) -> str:
    """A number as the page writes it: `<<choice:name>>`."""
    choice = read_choices()[name]
    return format(choice.value, choice.form)
