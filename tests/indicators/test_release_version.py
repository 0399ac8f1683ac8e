"""Major, minor and patch: what a reader's script has to expect of a release."""

from dataclasses import replace

import pytest

from indicators.revisions.version import Contents, next_version

BEFORE = Contents(
    indicators={"A1": "1.2.0", "C1": "1.0.0"},
    periods=frozenset({"A1 2022JJ00", "C1 2022JJ00"}),
    columns=frozenset({"indicatoren.value", "indicatoren.lower"}),
)


@pytest.mark.parametrize(
    ("change", "number", "reasons"),
    [
        ({}, "1.4.3", ()),
        ({"indicators": {"A1": "1.2.1", "C1": "1.0.0"}}, "1.4.3", ()),
        (
            {"indicators": {"A1": "2.0.0", "C1": "1.1.0"}},
            "2.0.0",
            ("indicator_changed: A1", "indicator_extended: C1"),
        ),
        ({"indicators": {"A1": "1.2.0"}}, "2.0.0", ("indicator_removed: C1",)),
        (
            {"columns": frozenset({"indicatoren.figure", "indicatoren.lower"})},
            "2.0.0",
            ("column_removed: indicatoren.value", "column_added: indicatoren.figure"),
        ),
        (
            {"indicators": {**BEFORE.indicators, "V1": "1.0.0"},
             "periods": BEFORE.periods | {"V1 2022JJ00"}},
            "1.5.0",
            ("indicator_added: V1",),
        ),
        ({"indicators": {"A1": "1.3.0", "C1": "1.0.0"}}, "1.5.0", ("indicator_extended: A1",)),
        ({"periods": BEFORE.periods | {"C1 2023JJ00"}}, "1.5.0", ("period_added: C1 2023JJ00",)),
        (
            {"columns": BEFORE.columns | {"wijzigingen.cause"}},
            "1.5.0",
            ("column_added: wijzigingen.cause",),
        ),
    ],
)  # fmt: skip
def test_the_weightiest_change_decides(change: dict, number: str, reasons: tuple[str, ...]) -> None:
    version = next_version("1.4.2", BEFORE, replace(BEFORE, **change))
    assert (version.number, version.reasons) == (number, reasons)
