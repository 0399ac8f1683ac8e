"""Legal terms stand as text beside figures, with their source; never as a norm."""

from indicators.legal_terms import NOT_PUBLISHED, legal_terms_beside, read_legal_terms


def test_every_term_names_its_source_and_what_was_not_checked() -> None:
    for term in read_legal_terms():
        assert term.source.nl
        assert term.source.en
        assert term.checked is not None or (term.not_checked.nl and term.not_checked.en)


def test_the_three_terms_stand_beside_the_assessed_share_and_timely_help() -> None:
    ids = ["start_of_investigation", "judgement", "safety_assessment"]
    assert [term.id for term in legal_terms_beside("A1")] == ids
    assert [term.id for term in legal_terms_beside("R8")] == ids
    assert legal_terms_beside("V1") == []
    nl = " ".join(term.text.nl for term in legal_terms_beside("A1"))
    for number in ("vijf dagen", "tien weken", "vijf werkdagen"):
        assert number in nl


def test_what_the_law_says_and_what_the_protocol_says_are_kept_apart() -> None:
    kinds = {term.id: term.kind for term in read_legal_terms()}
    assert kinds["safety_assessment"] == "protocol"
    assert kinds["start_of_investigation"] == kinds["judgement"] == "law"


def test_it_is_said_that_nothing_of_this_is_published_per_municipality() -> None:
    assert "per gemeente" in NOT_PUBLISHED.nl
    assert "per municipality" in NOT_PUBLISHED.en
