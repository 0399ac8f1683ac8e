"""How much a sheet holds, and in which order it gives up what does not fit.

What is given up is named on the sheet, with the address where it stands. The sentence of an answer,
its number, bounds, marks, verdict and limits are never given up.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from dashboard.council.remarks import FIRST_ASKED, FIRST_STAND_OUT

_FEW_ASKED, _FEWEST_ASKED = 3, 1


@dataclass(frozen=True)
class Room:
    """Numbers of questions, remarks and general sentences, and the rows that charts go without.

    `is_wide`: with air between lines and parts.
    `without` are the series (`dashboard.design.series`) of rows beside the own one.
    """

    is_wide: bool = True
    questions: int = FIRST_ASKED
    stands_out: int = FIRST_STAND_OUT
    how_sure: int = 2
    without: frozenset[str] = frozenset()


def rooms() -> Iterator[Room]:
    """From everything to the least; each step gives up what matters least of what is left.

    First goes the air, then the last questions but three, because they can be asked of others too,
    what is said of all figures together, the second remark, the areas that a chart can best do
    without, and further questions.
    """
    room = Room()
    yield room
    room = replace(room, is_wide=False)
    yield room
    for count in range(FIRST_ASKED - 1, _FEW_ASKED - 1, -1):
        room = replace(room, questions=count)
        yield room
    room = replace(room, how_sure=1)
    yield room
    room = replace(room, stands_out=1)
    yield room
    for series in ("nearest", "class"):
        room = replace(room, without=room.without | {series})
        yield room
    for count in range(_FEW_ASKED - 1, _FEWEST_ASKED - 1, -1):
        room = replace(room, questions=count)
        yield room
