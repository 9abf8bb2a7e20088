"""Swing weights."""

from __future__ import annotations

import pytest

from callvet.score.elicitation.swing import from_swings


def test_the_car_of_the_textbook() -> None:
    """R. T. Clemen, Making Hard Decisions, second edition, 1996, chapter 15: swings for buying a car."""
    weights = from_swings({"life span": 100, "price": 75, "color": 10})
    assert {name: round(weight, 3) for name, weight in weights.items()} == {
        "life span": 0.541,
        "price": 0.405,
        "color": 0.054,
    }


def test_a_swing_that_is_worth_nothing_weighs_nothing() -> None:
    assert from_swings({"people": 100, "terms": 0}) == {"people": 1, "terms": 0}


@pytest.mark.parametrize("ratings", [{}, {"people": 90, "cost": 50}, {"people": 120}])
def test_the_swing_that_matters_most_is_the_measure_of_all(ratings: dict[str, float]) -> None:
    with pytest.raises(ValueError, match="the swing that matters most is rated 100"):
        from_swings(ratings)
