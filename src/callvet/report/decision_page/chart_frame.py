"""Where things stand on the drawing of cost against volume: the axes for two widths, scales, labels at the edge."""

from __future__ import annotations

from decimal import ROUND_CEILING, Decimal
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence
    from fractions import Fraction

_FEWEST_AMOUNTS: Final = 3
"""Steps of money on the axis, at least; as few as that allows. [count]"""
_ROUND: Final = (Decimal(5), Decimal("2.5"), Decimal(2), Decimal(1))
"""A step of the axis is one of these, and noughts. [units of the currency]"""
_ELLIPSIS: Final = "…"
_KEPT_AT_THE_END: Final = 0.4
"""Of what is kept of a name that is too long; offers of one vendor differ in how theirs end. [share]"""


class Frame(NamedTuple):
    """Where the axes lie. [units of the drawing]

    Attributes:
        width: Of the whole.
        height: Of the whole.
        left: Of the axes.
        right: Of the axes.
        top: Of the axes.
        bottom: Of the axes.
        between: Labels at the edge stand so far apart at least.
        leader: From a line's end to its label.
        longest_label: Signs of a name that have room; 0 where letters alone have. [count]
    """

    width: int
    height: int
    left: int
    right: int
    top: int
    bottom: int
    between: int
    leader: int
    longest_label: int


WIDE: Final = Frame(
    width=1080, height=520, left=86, right=724, top=34, bottom=456, between=21, leader=34, longest_label=32
)
"""As wide as the text beside which it stands, in pixels, so that its letters are as large as they say."""
NARROW: Final = Frame(
    width=360, height=330, left=64, right=322, top=34, bottom=284, between=15, leader=18, longest_label=0
)
"""As wide as a phone."""


class Scale(NamedTuple):
    """From volumes and money to the drawing."""

    frame: Frame
    most_calls: Fraction
    most_money: Decimal

    def x(self, volume: Fraction) -> float:
        """From the left."""
        return self.frame.left + (self.frame.right - self.frame.left) * float(volume / self.most_calls)

    def y(self, amount: Decimal) -> float:
        """From the top."""
        return self.frame.bottom - (self.frame.bottom - self.frame.top) * float(amount / self.most_money)


def step_of(most: Decimal) -> Decimal:
    """A round amount from one line of the axis to the next, with which there are few."""
    unit = Decimal(1).scaleb(most.adjusted())
    return next(
        unit * one for one in (*_ROUND, *(one / 10 for one in _ROUND)) if most / (unit * one) >= _FEWEST_AMOUNTS
    )


def rounded_up(most: Decimal) -> Decimal:
    """The end of the axis of money."""
    step = step_of(most)
    return (most / step).to_integral_value(ROUND_CEILING) * step


def apart(heights: Sequence[float], frame: Frame) -> list[float]:
    """Rising heights with room between, as near to what they were as can be; neighbours share the way."""
    room = frame.between
    pools: list[tuple[float, int]] = []  # the mean of what is left without the room between, and of how many
    for place, height in enumerate(heights):
        mean, count = height - place * room, 1
        while pools and pools[-1][0] > mean:
            before, many = pools.pop()
            mean, count = (before * many + mean * count) / (many + count), many + count
        pools.append((mean, count))
    means = [mean for mean, count in pools for _ in range(count)]
    found = [mean + place * room for place, mean in enumerate(means)]
    below = max((found[-1] if found else 0) - frame.bottom, 0)
    return [height - below for height in found]


def shortened(name: str, longest: int) -> str:
    """A name of so many signs at most; what is too long keeps its beginning and its end."""
    if len(name) <= longest or not longest:
        return name if longest else ""
    end = int(longest * _KEPT_AT_THE_END)
    return f"{name[: longest - end - 1].rstrip()}{_ELLIPSIS}{name[len(name) - end :].lstrip()}"
