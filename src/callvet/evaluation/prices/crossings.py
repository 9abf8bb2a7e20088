"""Where do offers cross? The volumes at which one becomes dearer than another.

What is compared is the high end of a normal month, by which offers are ranked. Bills are steps: they are rounded, plans
are changed, agents come whole. So a crossing is bracketed on a grid of volumes and narrowed on exact fractions until
the order changes within a fiftieth of a call; where the bills do not meet there but one of them jumps past the
other, it says so. Two such offers that change their order twice between two volumes of the grid are not seen to.

Offers that need agents staffed grow by steps, and may change places many times close together. They are looked at by
whole calls: from half the volume to twice it every change is found, beyond that one of each stretch of the grid whose
ends differ in order.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from itertools import combinations
from math import ceil
from typing import TYPE_CHECKING, Final, NamedTuple

from callvet.evaluation.prices.bill_curves import LATTICE, Curve, curves_of, grid_of, on_lattice
from callvet.evaluation.prices.order_changes import order_changes
from callvet.model.codes import minor_units

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from callvet.evaluation.costing import CostAnswer

_WITHIN: Final = Fraction(1, 50)
"""How narrow a bracket is made. [calls per month]"""
_PARTS: Final = 16
"""How near to both sides of where it is expected a step is looked for. [parts of a bracket]"""
_STEPS_TO_THE_VOLUME: Final = 8
"""Volumes of a drawing up to the one that is asked about. [count]"""
_NEAR: Final = 2
"""From so many times less than the volume to so many times more, steps are looked for everywhere. [ratio]"""
_MOST_LOOKS: Final = 48
"""Volumes between those of the grid at which two offers that grow by steps are looked at. [count]"""
_JUMP_CALLS: Final = 2
"""A bill that changes by more than so many calls cost, from one call to the next, has jumped. [calls]"""
_JUMP_MINOR_UNITS: Final = 100
"""Within a fiftieth of a call, roundings and calls come to less than this, and a step to more. [minor units]"""


class Crossing(NamedTuple):
    """A volume at which two offers change their order.

    Attributes:
        above: What is cheaper from there on.
        below: What is cheaper below.
        calls_per_month: The volume. [calls per month]
        is_jump: Whether the bills do not meet, but one of them jumps past the other.
    """

    above: Curve
    below: Curve
    calls_per_month: Fraction
    is_jump: bool


class Crossings(NamedTuple):
    """Every crossing in reach, by volume, and the offers that were not looked at because they need agents staffed."""

    found: tuple[Crossing, ...] = ()
    left_out: tuple[str, ...] = ()


def crossings(answer: CostAnswer, *, staffed: bool = True, known: Sequence[Curve] | None = None) -> Crossings:
    """Every crossing between a tenth of the least volume and ten times the greatest.

    Args:
        answer: The offers that were priced.
        staffed: Whether offers that need agents staffed are looked at, for whom every volume is a staffing of its own.
        known: The curves of all of them, where they were looked at already and keep what was found.
    """
    volumes = [volume for volume in answer.volumes if volume]
    if not volumes:
        return Crossings()
    curves, left_out = curves_of(answer, staffed=staffed) if known is None else (known, ())
    grid = grid_of(volumes)
    smallest = Decimal(_JUMP_MINOR_UNITS).scaleb(-minor_units(answer.currency))
    found = [
        crossing
        for one, other in combinations(curves, 2)
        for crossing in (
            _among_steps(one, other, grid, volumes)
            if one.is_stepped or other.is_stepped
            else _between(one, other, grid, Fraction(smallest))
        )
    ]
    return Crossings(tuple(sorted(found, key=lambda crossing: crossing.calls_per_month)), left_out)


def _among_steps(one: Curve, other: Curve, grid: Sequence[Fraction], volumes: Sequence[Fraction]) -> Iterator[Crossing]:
    """The crossings of two offers of which one at least grows by steps, where both take such a volume."""
    calls = sorted({Fraction(ceil(volume)) for volume in grid})
    near = (min(volumes) / _NEAR, max(volumes) * _NEAR)
    for change in order_changes((one.high_at, other.high_at), calls, near, _MOST_LOOKS):
        at = change.volume
        if one.is_offered_at(at) and other.is_offered_at(at):
            above, below = (other, one) if change.gap > 0 else (one, other)
            price_of_a_call = Fraction(max(one.high_at(at) or 0, other.high_at(at) or 0)) / at
            yield Crossing(above, below, at, change.step > _JUMP_CALLS * price_of_a_call)


def _between(one: Curve, other: Curve, grid: Sequence[Fraction], jump: Fraction) -> Iterator[Crossing]:
    """The crossings of two offers, where both take such a volume."""

    def ahead(volume: Fraction) -> Fraction | None:
        first, second = one.high_at(volume), other.high_at(volume)
        return None if first is None or second is None else Fraction(first - second)

    last: tuple[Fraction, Fraction] | None = None
    for volume in grid:
        gap = ahead(volume)
        if gap is None:
            last = None
        elif gap:
            if last and (gap > 0) != (last[1] > 0):
                at, step = _narrowed(ahead, last, (volume, gap))
                if one.is_offered_at(at) and other.is_offered_at(at):
                    above, below = (other, one) if gap > 0 else (one, other)
                    yield Crossing(above, below, at, step > jump)
            last = (volume, gap)


def _narrowed(
    ahead: Callable[[Fraction], Fraction | None], least: tuple[Fraction, Fraction], most: tuple[Fraction, Fraction]
) -> tuple[Fraction, Fraction]:
    """The volume at which the order changes, and by how much the gap does there.

    Bills are straight for long stretches, so the zero of the straight line between is tried first, from both sides:
    half a call away, where the order may be seen although cents are rounded, and then a sixteenth of what is left,
    before that is halved.

    Args:
        ahead: By how much one offer is dearer at a volume.
        least: A volume, and by how much it is dearer there.
        most: A greater one with the other order.
    """
    step, width = Fraction(1, 2), Fraction(0)
    while most[0] - least[0] > _WITHIN and most[0] - least[0] != width:
        width = most[0] - least[0]
        zero = on_lattice(least[0] + width * least[1] / (least[1] - most[1]))
        for trial in (zero - step, zero + step, None):
            if trial is None and most[0] - least[0] <= width / 2:
                break
            volume = trial or on_lattice((least[0] + most[0]) / 2)
            gap = ahead(volume) if least[0] < volume < most[0] else None
            if gap is not None:
                is_before = bool(gap) and (gap > 0) == (least[1] > 0)
                least, most = ((volume, gap), most) if is_before else (least, (volume, gap))
        if most[1] and most[0] - least[0] <= 2 * step and ahead(zero) == 0:
            return zero, Fraction(0)
        step = on_lattice((most[0] - least[0]) / _PARTS) + Fraction(1, LATTICE)
    return most[0], abs(most[1] - least[1])


class Sampled(NamedTuple):
    """Offers at volumes that are evenly far apart, for drawing.

    Attributes:
        volumes: From an eighth of the volume to twice it. [calls per month]
        highs: The high end of a normal month at each, by the offer's id; None where no figure is possible.
    """

    volumes: tuple[Fraction, ...]
    highs: dict[str, tuple[Decimal | None, ...]]


def sampled(answer: CostAnswer) -> Sampled:
    """The ranked offers and the market's rows up to twice the greatest volume; nothing without a volume."""
    most = max(answer.volumes)
    if not most:
        return Sampled((), {})
    volumes = tuple(most * step / _STEPS_TO_THE_VOLUME for step in range(1, 2 * _STEPS_TO_THE_VOLUME + 1))
    curves, _ = curves_of(answer)
    return Sampled(volumes, {curve.quote: tuple(map(curve.high_at, volumes)) for curve in curves})
