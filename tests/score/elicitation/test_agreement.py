"""Several people's weights as one."""

from __future__ import annotations

from math import fsum, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callvet.score.elicitation.agreement import Agreement, agreements, mean_weights
from callvet.score.elicitation.points import from_points

ANN = {"cost": 0.5, "people": 0.5}
BEN = {"cost": 0.2, "people": 0.7, "terms": 0.1}
PEOPLE = st.dictionaries(
    st.sampled_from(["ann", "ben", "cid", "dee"]),
    st.dictionaries(st.sampled_from("abcdef"), st.integers(1, 100), min_size=1).map(from_points),
    min_size=1,
)


def test_the_combined_weight_is_the_mean_and_what_is_left_out_is_nothing() -> None:
    assert mean_weights([ANN, BEN]) == pytest.approx({"cost": 0.35, "people": 0.6, "terms": 0.05})


def test_disagreement_is_told_with_who_gives_least_and_most() -> None:
    people, cost, terms = agreements({"ann": ANN, "ben": BEN})
    assert cost == Agreement("cost", 0.35, 0.2, 0.5, pytest.approx(0.15), "ben", "ann")
    assert (people.name, terms.lowest, terms.highest) == ("people", "ann", "ben")
    assert cost.gap == pytest.approx(0.3)


def test_the_spread_is_the_standard_deviation_of_these_people() -> None:
    found = agreements({"ann": {"a": 1.0}, "ben": {"a": 0.4, "b": 0.6}, "cid": {"a": 0.4, "b": 0.6}})
    assert found[0].deviation == pytest.approx(sqrt(0.08))


def test_a_score_under_the_mean_is_the_mean_of_the_scores() -> None:
    points = {"cost": 80, "people": 30, "terms": 60}
    scores = [fsum(weights.get(name, 0) * points[name] for name in points) for weights in (ANN, BEN)]
    mean = mean_weights([ANN, BEN])
    assert fsum(mean[name] * points[name] for name in points) == pytest.approx(fsum(scores) / 2)


@given(PEOPLE)
def test_weights_add_up_to_one_within_what_people_said(people: dict[str, dict[str, float]]) -> None:
    found = agreements(people)
    assert fsum(one.mean for one in found) == pytest.approx(1)
    for one in found:
        assert one.low - 1e-12 <= one.mean <= one.high + 1e-12
        assert one.deviation <= one.gap / 2 + 1e-12


@given(PEOPLE)
def test_the_order_of_the_people_changes_nothing(people: dict[str, dict[str, float]]) -> None:
    turned = dict(reversed(people.items()))
    assert agreements(turned) == agreements(people)


def test_one_person_is_of_one_mind() -> None:
    (one,) = agreements({"ann": {"cost": 1.0}})
    assert (one.mean, one.gap, one.deviation) == (1, 0, 0)


def test_nobody_has_no_weights() -> None:
    with pytest.raises(ValueError, match="nobody"):
        mean_weights([])
