from ingest.findings import Finding
from ingest.health.swaps import swapped_regions, swapped_series
from tests.ingest.health.small_core import MUNICIPALITIES, Key, Table, core, involvement, reports


def cells(first: int = 100, second: int = 300) -> dict[Key, str]:
    """Veilig Thuis region 1 has municipalities of one size, region 2 of another."""
    found: dict[Key, str] = {}
    sums = {"VT01": 0, "VT02": 0}
    for code, (_, region) in MUNICIPALITIES.items():
        size = first if region == "VT01" else second
        sums[region] += size
        found |= involvement(code, [str(4 * size), *[str(size)] * 4])
    for region, size in sums.items():
        found |= involvement(region, [str(4 * size), *[str(size)] * 4])
    return found


def exchanged(table: dict[Key, str], one: str, other: str) -> dict[Key, str]:
    names = {one: other, other: one}
    return {(t, a, b, names.get(area, area), p): text for (t, a, b, area, p), text in table.items()}


def compared(now: dict[Key, str], before: dict[Key, str]) -> list[Finding]:
    table = Table(now)
    return swapped_series(core(table, Table(before)), table.source, "before.core")


def test_two_regions_with_each_others_sum_are_a_fault() -> None:
    table = Table(exchanged(cells(), "VT01", "VT02"))
    (finding,) = swapped_regions(core(table), table.source)
    assert (finding.severity, finding.subject) == ("error", "swapped_regions")
    assert "VT01" in finding.en and "VT02" in finding.en


def test_regions_with_their_own_sum_are_silent() -> None:
    for table in (Table(cells()), Table(cells(100, 100))):
        assert swapped_regions(core(table), table.source) == []


def test_a_region_that_is_only_wrong_is_no_swap() -> None:
    table = Table(cells() | reports({"VT01": "3000"}))
    assert swapped_regions(core(table), table.source) == []


def test_a_single_number_can_fit_by_chance() -> None:
    only = {key: text for key, text in cells().items() if key[0] == "reports_received"}
    table = Table(exchanged(only, "VT01", "VT02"))
    assert swapped_regions(core(table), table.source) == []


def varied() -> dict[Key, str]:
    return {
        key: text
        for n, code in enumerate(MUNICIPALITIES, start=1)
        for key, text in involvement(code, [str(100 * n + 10 * i) for i in range(5)]).items()
    }


def test_two_areas_with_each_others_figures_of_before_are_a_fault() -> None:
    (finding,) = compared(exchanged(varied(), "GM0002", "GM0005"), varied())
    assert (finding.severity, finding.subject) == ("error", "swapped_series")
    assert "GM0002" in finding.nl and "GM0005" in finding.nl


def test_the_same_figures_and_other_changes_are_silent() -> None:
    assert compared(varied(), varied()) == []
    assert compared(varied() | reports({"GM0001": "995"}), varied()) == []
    few = reports({"GM0001": "10", "GM0002": "15"})
    assert compared(exchanged(few, "GM0001", "GM0002"), few) == []
