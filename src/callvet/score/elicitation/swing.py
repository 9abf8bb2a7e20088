"""Swing weights: what is it worth to go from the worst to the best, one criterion at a time?

The swing that matters most is rated 100, none at all would be 0, and the others are rated against the two. A weight is
the rating, divided by the sum of all. Unlike points for "importance", ratings of swings take in how far the ends of
each scale lie apart, and this is what the weight of an additive model means.

Source: D. von Winterfeldt and W. Edwards, Decision Analysis and Behavioral Research, 1986, section 8.4; W. Edwards and
F. H. Barron, SMARTS and SMARTER, Organizational Behavior and Human Decision Processes 60, 1994.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from callvet.model.weighing import FULL_SWING
from callvet.score.elicitation.points import from_points

if TYPE_CHECKING:
    from collections.abc import Mapping


def from_swings(ratings: Mapping[str, float]) -> dict[str, float]:
    """Weights out of ratings of swings.

    Args:
        ratings: By name; the highest is 100. [points in 0..100]

    Returns:
        Weights by name that add up to 1. [share in 0..1]

    Raises:
        ValueError: The highest rating is not 100, or one is below 0.
    """
    if max(ratings.values(), default=0) != FULL_SWING:
        message = f"the swing that matters most is rated {FULL_SWING}"
        raise ValueError(message)
    return from_points(ratings)
