"""Labels of figures to published topics."""

import pytest

from ingest.replay.measures import decimals_of, parse_measure, published_table, topics_by_label
from ingest.replay.wire import Topic


@pytest.mark.parametrize(
    ("label", "topic"),
    [
        ("Gestarte adviezen", Topic("Gestarte adviezen", "aantal")),
        ("Hermelding: totaal (aantal)", Topic("Totaal", "aantal", ("Hermelding",))),
        ("Ontvangen meldingen, totaal (%)", Topic("Ontvangen meldingen, totaal", "%")),
        (
            "Casussen met ontvangen melding(en)",
            Topic("Casussen met ontvangen melding(en)", "aantal"),
        ),
        ("Melding: na beoordeling (%)", Topic("Na beoordeling", "%", ("Melding",))),
        (
            "Voogdij: beëindigd, naar pleegouder",
            Topic("Beëindigd, naar pleegouder", "aantal", ("Voogdij",)),
        ),
        ("Eenouder: 3 of meer kinderen", Topic("3 of meer kinderen", "aantal", ("Eenouder",))),
        ("A: B: tijdens C (x 1 000 euro)", Topic("Tijdens C", "x 1 000 euro", ("A", "B"))),
        ("met 1 kind", Topic("met 1 kind", "aantal")),
        ("totaal (aantal)", Topic("Totaal", "aantal")),
        ("Jongeren met jeugdzorg (relatief, %)", Topic("Jongeren met jeugdzorg", "relatief, %")),
        ("Verhouding 1:2 (%)", Topic("Verhouding 1:2", "%")),
    ],
)
def test_a_label_is_a_group_a_title_and_a_unit(label: str, topic: Topic) -> None:
    assert parse_measure(label) == topic


def test_topics_of_one_group_stand_together_where_its_first_stands() -> None:
    labels = ["B: x", "Los", "C: D: y", "B: z", "C: w", "C: D: v"]
    topics, by_label = topics_by_label("1NED", labels)
    assert topics == [
        by_label[label] for label in ("B: x", "B: z", "Los", "C: D: y", "C: D: v", "C: w")
    ]


def test_a_known_tree_gives_every_column_in_published_order() -> None:
    labels = ["Melding niet ingedeeld (%)", "Iets nieuws (aantal)", "Hermelding: Totaal (aantal)"]
    topics, by_label = topics_by_label("85361NED", labels)
    assert len(topics) == 21
    paths = [(*topic.group, topic.title) for topic in topics]
    assert paths[2] == ("Ontvangen meldingen", "Hermelding", "Totaal")
    assert topics[2] == by_label["Hermelding: Totaal (aantal)"]
    assert topics[19] == by_label["Melding niet ingedeeld (%)"]
    # What the tree does not know comes last: a column that CBS added.
    assert paths[20] == ("Iets nieuws",)


def test_the_relative_columns_are_twins_of_the_counts() -> None:
    topics = list(published_table("85361NED").topics.values())
    counts, shares = topics[:10], topics[10:]
    assert {topic.unit for topic in counts} == {"aantal"}
    assert {topic.unit for topic in shares} == {"%"}
    for count, share in zip(counts, shares, strict=True):
        assert share.group == (f"{count.group[0]} (relatief)", *count.group[1:])
        if count.title != "Tijdens monitoring door VT":
            assert share.title == count.title
    assert shares[8].title == "Tijdens monitoring"


def test_an_unknown_table_is_titled_by_its_id() -> None:
    assert published_table("99999NED").title == "99999NED"
    assert published_table("84852NED").title.startswith("Veiligheidsbeoordeling")


def test_decimals_are_those_of_the_most_precise_value() -> None:
    assert decimals_of(["9", "11.7", "8.25"]) == 2
    assert decimals_of([]) == 0
