"""The rules by which the demonstration set draws and publishes, one by one."""

import numpy as np
import pytest
from numpy.testing import assert_array_equal

from ingest.replay.demonstration.draws import Draws
from ingest.replay.demonstration.publication import also_hidden, percentage_texts, rounded


@pytest.mark.parametrize(
    ("count", "published"), [(0, 0), (9, 0), (10, 10), (12, 10), (13, 15), (127_338, 127_340)]
)
def test_rounding_to_five_and_nothing_below_ten(count, published):
    assert rounded(np.array(count)) == published


def test_percentages_as_published_for_the_netherlands_in_2023():
    """85361NED, CBS: 127,340 reports, of which 40,615 first, 48,555 repeat, 36,355 follow-up."""
    parts, whole = np.array([40_615, 48_555, 36_355, 1_815, 0]), np.array(127_340)
    assert percentage_texts(parts, whole).tolist() == ["31.9", "38.1", "28.5", "1.4", "."]


def test_second_part_is_hidden_only_beside_a_lone_dot():
    rows = np.tile([[40, 0, 15], [40, 20, 15], [0, 0, 15]], (2_000, 1, 1))
    found = also_hidden(rows, Draws(7, 0))
    changed = (found != rows).any(axis=(0, 2))
    assert changed.tolist() == [True, False, False]
    assert set(map(tuple, found[:, 0].tolist())) == {(40, 0, 15), (40, 0, 0)}


def test_parts_of_a_split_add_up_and_keep_their_shares():
    draws = Draws(3, 0)
    totals = draws.counts(np.full((4_000, 3), 40.0), 2.5)
    parts = draws.split(totals, np.array([0.6, 0.3, 0.1]))
    assert (parts >= 0).all()
    assert_array_equal(parts.sum(axis=-1), totals)
    assert parts.sum(axis=(0, 1)) / totals.sum() == pytest.approx([0.6, 0.3, 0.1], abs=0.01)
    assert totals.mean() == pytest.approx(40, abs=1)
    assert 1.5 < totals.var() / totals.mean() < 3.5
