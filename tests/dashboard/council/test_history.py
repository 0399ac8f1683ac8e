"""What became of municipalities, in words and links."""

from dashboard.council.history import history_of, last_name
from indicators.api import Release


def test_a_municipality_that_went_into_another(release: Release) -> None:
    history = history_of(release, "GM0457", "nl")  # Weesp
    assert history is not None
    assert history.sentences == ("Op 24 maart 2022 ging Weesp op in Amsterdam.",)
    assert [one.href for one in history.links] == ["/gemeente/GM0363-amsterdam"]


def test_one_that_was_divided_gives_the_shares(release: Release) -> None:
    history = history_of(release, "GM1671", "en")  # Maasdonk
    assert history is not None
    assert history.sentences == (
        "On 1 January 2015, 59 per cent of the inhabitants of Maasdonk went to 's-Hertogenbosch.",
        "On 1 January 2015, 41 per cent of the inhabitants of Maasdonk went to Oss.",
    )
    assert [one.text for one in history.links] == ["'s-Hertogenbosch", "Oss"]


def test_one_that_changed_twice_is_followed_to_today(release: Release) -> None:
    """Millingen aan de Rijn went into Groesbeek in 2015, and that became Berg en Dal in 2016."""
    history = history_of(release, "GM0265", "nl")
    assert history is not None
    assert len(history.sentences) == 2
    assert history.sentences[1].endswith("kreeg Groesbeek een nieuwe naam en code: Berg en Dal.")
    assert [one.text for one in history.links] == ["Berg en Dal"]


def test_one_of_today_tells_what_it_is_made_of(release: Release) -> None:
    history = history_of(release, "GM1942", "nl")  # Gooise Meren
    assert history is not None
    assert history.sentences == (
        "Op 1 januari 2016 ging in deze gemeente op: Bussum, Muiden en Naarden.",
    )


def test_nothing_is_told_where_nothing_happened(release: Release) -> None:
    assert history_of(release, "GM0088", "nl") is None
    assert last_name("GM0088") is None
    assert last_name("GM0424") == "Muiden"
