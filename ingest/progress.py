"""How long work tells how far it is: a function that is called with step, done and total."""

from collections.abc import Callable

Report = Callable[[str, int, int | None], None]


def no_report(step: str, done: int, total: int | None) -> None:
    """Say nothing."""
