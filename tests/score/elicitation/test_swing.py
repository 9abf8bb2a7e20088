"""Swing weights."""

from __future__ import annotations

from fractions import Fraction

import pytest

from callvet.score.elicitation.swing import from_swings


def test_ratings_are_divided_by_their_sum() -> None:
    """Swings for buying a car: 100, 75 and 10 of 185, worked out by hand.

    The rule: the wiki of the Design Decisions Laboratory, Carnegie Mellon University, Swing weighting, steps 4 to 6:
    the worst case is rated 0, the best swing 100, and a weight is the rating divided by the sum of all; the same in
    M. Riabacke, M. Danielson and L. Ekenberg, State-of-the-art prescriptive criteria weight elicitation, Advances in
    Decision Sciences 2012, 276584, table 2. The figures are those that R. T. Clemen, Making Hard Decisions, is quoted
    with for this method; the book itself could not be read again.
    """
    weights = from_swings({"life span": 100, "price": 75, "color": 10})
    assert weights == pytest.approx({"life span": 100 / 185, "price": 75 / 185, "color": 10 / 185})
    assert {name: round(weight, 3) for name, weight in weights.items()} == {
        "life span": 0.541,
        "price": 0.405,
        "color": 0.054,
    }


def test_ten_published_swings_weigh_what_their_points_are_of_all() -> None:
    """The points of dhsbp.com, Swing Weight Matrix, file format, "full working example"; read in November 2026.

    The page has the points and not the weights: those are the rule's, to the fraction.
    """
    points = {
        "Primary_Power": 100,
        "Primary": 50,
        "Bandwidth": 25,
        "Mission": 20,
        "Growth_Power": 50,
        "Growth": 40,
        "Support": 15,
        "Latency": 40,
        "Miles_from_Public_Highway": 30,
        "Miles_from_HQ": 1,
    }
    expected = {name: float(Fraction(own, 371)) for name, own in points.items()}
    assert from_swings(points) == pytest.approx(expected, rel=1e-15)


def test_a_swing_that_is_worth_nothing_weighs_nothing() -> None:
    assert from_swings({"people": 100, "terms": 0}) == {"people": 1, "terms": 0}


@pytest.mark.parametrize("ratings", [{}, {"people": 90, "cost": 50}, {"people": 120}])
def test_the_swing_that_matters_most_is_the_measure_of_all(ratings: dict[str, float]) -> None:
    with pytest.raises(ValueError, match="the swing that matters most is rated 100"):
        from_swings(ratings)
