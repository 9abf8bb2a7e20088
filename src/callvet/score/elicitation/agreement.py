"""Several people's weights as one, and how far apart they are.

The weights are combined by the arithmetic mean. The score of a vendor is linear in the weights, so its score under the
mean is the mean of its scores under each person's weights: nobody's opinion counts more than another's, and a weight of
0 is an opinion and no veto, as it would be in a geometric mean. The means add up to 1 as they are. A mean hides
disagreement, so it is told beside it.

Source: M. Stone, The opinion pool, Annals of Mathematical Statistics 32, 1961 (the linear pool).
"""

from __future__ import annotations

from math import fsum, sqrt
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class Agreement(NamedTuple):
    """What people make of one name.

    Attributes:
        name: A group or a criterion.
        mean: The combined weight. [share in 0..1]
        low: The least that somebody gives it. [share in 0..1]
        high: The most. [share in 0..1]
        deviation: How far people lie around the mean: the standard deviation of these people. [share in 0..1]
        lowest: Who gives it least; the first by name of several.
        highest: Who gives it most.
    """

    name: str
    mean: float
    low: float
    high: float
    deviation: float
    lowest: str
    highest: str

    @property
    def gap(self) -> float:
        """The largest gap between two people. [share in 0..1]"""
        return self.high - self.low


def mean_weights(people: Sequence[Mapping[str, float]]) -> dict[str, float]:
    """The arithmetic mean of people's weights, name by name; what somebody leaves out weighs 0 to that person.

    Args:
        people: Each person's weights, which add up to 1. [share in 0..1]

    Returns:
        Weights by name that add up to 1, in the order of the names. [share in 0..1]

    Raises:
        ValueError: There is nobody.
    """
    if not people:
        message = "there is nobody whose weights could be combined"
        raise ValueError(message)
    names = sorted({name for weights in people for name in weights})
    return {name: fsum(weights.get(name, 0.0) for weights in people) / len(people) for name in names}


def agreements(people: Mapping[str, Mapping[str, float]]) -> tuple[Agreement, ...]:
    """How far people agree on each name, what weighs most first; the order of the people changes nothing.

    Args:
        people: Each person's weights by the person's name. [share in 0..1]

    Raises:
        ValueError: There is nobody.
    """
    means = mean_weights(list(people.values()))
    found = (
        _agreement(name, mean, {by: people[by].get(name, 0.0) for by in sorted(people)}) for name, mean in means.items()
    )
    return tuple(sorted(found, key=lambda one: (-one.mean, one.name)))


def _agreement(name: str, mean: float, given: Mapping[str, float]) -> Agreement:
    """How far people agree on one name."""
    deviation = sqrt(fsum((weight - mean) ** 2 for weight in given.values()) / len(given))
    lowest, highest = min(given, key=given.__getitem__), max(given, key=given.__getitem__)
    return Agreement(name, mean, given[lowest], given[highest], deviation, lowest, highest)
