"""Weights out of an order alone: the centroid of all weights that agree with it, or the rank sum.

Of all weights that add up to 1 and keep an order, the centroid is the mean (ROC). It says of the weights no more than
the order does, and has come nearest to the decisions of full elicitation in simulations. The rank sum falls by equal
steps, and so is flatter: it suits people for whom the order is close.

Source: F. H. Barron and B. E. Barrett, Decision quality using ranked attribute weights, Management Science 42(11),
1996; W. G. Stillwell, D. A. Seaver and W. Edwards, A comparison of weight approximation techniques in multiattribute
utility decision making, Organizational Behavior and Human Performance 28, 1981.
"""

from __future__ import annotations

from math import fsum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def centroid_of_order(order: Sequence[str]) -> dict[str, float]:
    """Rank-order centroid weights: of n names, the k-th has the mean of 1/n over 1/k … 1/n.

    Args:
        order: Names, what matters most first; each once.

    Returns:
        Weights by name, falling, that add up to 1. [share in 0..1]

    Raises:
        ValueError: There is no name, or one stands twice.
    """
    count = _counted(order)
    return {name: fsum(1 / rank for rank in range(place, count + 1)) / count for place, name in enumerate(order, 1)}


def rank_sum(order: Sequence[str]) -> dict[str, float]:
    """Rank-sum weights: of n names, the k-th has n + 1 - k parts of all.

    Args:
        order: Names, what matters most first; each once.

    Returns:
        Weights by name, falling by equal steps, that add up to 1. [share in 0..1]

    Raises:
        ValueError: There is no name, or one stands twice.
    """
    count = _counted(order)
    return {name: 2 * (count + 1 - place) / (count * (count + 1)) for place, name in enumerate(order, 1)}


def _counted(order: Sequence[str]) -> int:
    """How many names there are."""
    if not order or len(set(order)) != len(order):
        message = "an order names each thing once, and at least one"
        raise ValueError(message)
    return len(order)
