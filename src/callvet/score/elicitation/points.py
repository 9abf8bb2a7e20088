"""Direct points: each name gets as many as it is worth, and all of them are divided by their sum.

Source: W. Edwards and J. R. Newman, Multiattribute Evaluation, 1982 (direct rating).
"""

from __future__ import annotations

from math import fsum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


def from_points(points: Mapping[str, float]) -> dict[str, float]:
    """Weights that stand to each other as the points do.

    Args:
        points: By name; none below 0. [points, of any sum]

    Returns:
        Weights by name that add up to 1. [share in 0..1]

    Raises:
        ValueError: A number is below 0 or not finite, or nothing weighs.
    """
    most = max(points.values(), default=0.0)
    if not 0 < most < float("inf") or min(points.values()) < 0:
        message = "points are numbers from 0, and at least one is above it"
        raise ValueError(message)
    # By the most first: the sum of huge numbers could pass what a float holds.
    shares = {name: amount / most for name, amount in points.items()}
    total = fsum(shares.values())
    return {name: share / total for name, share in shares.items()}
