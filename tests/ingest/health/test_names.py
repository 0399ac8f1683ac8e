from ingest.findings import Finding
from ingest.health.names import known_names, titles_against_codes
from tests.ingest.health.small_core import Table, core


def found(titles: dict[str, str]) -> list[Finding]:
    table = Table({("reports_received", None, None, "NL01", "2025JJ00"): "10"}, titles=titles)
    return titles_against_codes(core(table), table.source)


def test_published_titles_of_every_level_are_known() -> None:
    titles = {
        "NL01": "Nederland", "PV20": "Groningen (PV)", "GM0014": "Groningen (gemeente)",
        "VT13": "Noord- en Midden-Limburg (VT)", "VT14": "Noord- en Oost-Gelderland (VT)",
        "GM0518": "Den Haag", "GM0361": "Alkmaar", "GM0365": "Graft-De Rijp",
    }  # fmt: skip
    assert found(titles) == []


def test_the_erratum_of_2019_is_found() -> None:
    """Two Veilig Thuis regions that CBS once published under each other's name."""
    (finding,) = found(
        {"VT13": "Noord- en Oost-Gelderland (VT)", "VT14": "Noord- en Midden Limburg (VT)"}
    )
    assert (finding.severity, finding.subject) == ("error", "swapped_names")
    for text in (finding.nl, finding.en):
        assert "VT13" in text and "VT14" in text
        assert "Noord- en Oost-Gelderland" in text and "Noord- en Midden Limburg" in text


def test_a_name_of_another_level_is_no_swap() -> None:
    """Groningen is a province, a municipality and a Veilig Thuis region."""
    assert found({"PV20": "Groningen (PV)", "VT08": "Groningen (VT)"}) == []


def test_a_title_that_we_do_not_know_for_its_code_is_a_warning() -> None:
    (finding,) = found({"VT13": "Ergens anders (VT)", "VT14": "Noord- en Oost-Gelderland (VT)"})
    assert (finding.severity, finding.subject) == ("warning", "unknown_name")
    assert "VT13 Ergens anders (VT)" in finding.en


def test_a_code_that_we_do_not_know_may_have_any_title() -> None:
    assert "GM9999" not in known_names()
    assert found({"GM9999": "Nieuwstad"}) == []
