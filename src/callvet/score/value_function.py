"""How a fact becomes a value between 0 and 1: pure functions with their break points in the open.

A value function is absolute: it looks at one vendor's fact and never at another vendor.
Source: Keeney & Raiffa, Decisions with Multiple Objectives, 1976, chapter 3 (additive value functions).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from decimal import Decimal

    from callvet.score.criterion import Grade


def piecewise(amount: float | Decimal, *points: tuple[float, float]) -> float:
    """The value at ``amount`` on the line through ``points``, level before the first and after the last.

    Args:
        amount: Any number, infinity too. [unit of the points' first figure]
        points: Pairs of amount and value, in rising order of amount.

    Returns:
        Between the least and the greatest value of the points. [value in 0..1]
    """
    x = float(amount)
    before_x, before_y = points[0]
    if x <= before_x:
        return before_y
    for after_x, after_y in points[1:]:
        if x <= after_x:
            # Weighting both ends, unlike adding to the first, never leaves them by rounding.
            share = (x - before_x) / (after_x - before_x)
            return before_y * (1 - share) + after_y * share
        before_x, before_y = after_x, after_y
    return before_y


def covered(needed: Collection[str], offered: Collection[str]) -> float:
    """Which share of what is needed is offered; what is not needed earns nothing. [share in 0..1]"""
    return sum(1 for one in needed if one in offered) / len(needed)


def yes_no(yes: str, no: str) -> Callable[[bool], Grade]:
    """A grade for a flag: everything for true, nothing for false, each with its words."""

    def grade(answer: bool) -> Grade:  # noqa: FBT001 - the flag is the fact itself
        return (1.0, yes) if answer else (0.0, no)

    return grade
