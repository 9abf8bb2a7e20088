"""What a call of uncertain length is billed: the mean of the rounded time, never the rounded mean.

Handle time is lognormal (Brown et al., Statistical Analysis of a Telephone Call Center, JASA 100(469), 2005) with
the mean and the coefficient of variation that the needs give; every part of it keeps its share in every call. What
is no part of it (ring, queue, automated and transfer time) lasts its mean. So the billed time is a step function
of the handle time, and its mean is the sum of the steps' heights times the chance that a call reaches each.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from math import ceil, erfc, exp, inf, log, log1p, pi, sqrt
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_EXACT_STEPS = 48
"""So many steps at least are summed one by one, before Euler and Maclaurin's formula takes the rest. [count]"""
_SMOOTH_WIDTH = 10
"""The formula holds to a millionth of a second from where the lognormal's shape, which grows with the time,
spreads over so many steps. [steps]"""
_A_MOMENT = Fraction(1, 10**12)
"""Nothing that is measured is shorter. [seconds]"""
_NEGLIGIBLE = 1e-15
"""A chance under which a step adds nothing to any bill. [probability]"""


class HandleTime(NamedTuple):
    """Handle time of a kind of contact: lognormal, or the same in every one.

    Attributes:
        mean_seconds: Its mean. [seconds]
        spread: Its coefficient of variation; 0 means that every contact is the same. [ratio]
    """

    mean_seconds: Fraction
    spread: Fraction = Fraction(0)

    @property
    def certain(self) -> bool:
        """Whether every contact lasts the same."""
        return not self.spread or not self.mean_seconds

    def above(self, seconds: float) -> float:
        """The chance that one takes longer. [probability]"""
        if seconds <= 0:
            return 1.0
        if seconds == inf:
            return 0.0
        return 0.5 * erfc(self._score(seconds) / sqrt(2))

    def excess(self, seconds: float) -> float:
        """The mean of what goes beyond ``seconds``, 0 where nothing does. [seconds]"""
        d = self._score(seconds)
        return float(self.mean_seconds) * 0.5 * erfc((d - self.sigma) / sqrt(2)) - seconds * self.above(seconds)

    def density(self, seconds: float) -> float:
        """The density at ``seconds``. [1/seconds]"""
        return exp(-(self._score(seconds) ** 2) / 2) / (seconds * self.sigma * sqrt(2 * pi))

    @property
    def sigma(self) -> float:
        """Standard deviation of the logarithm. [ratio]"""
        return sqrt(log1p(float(self.spread) ** 2))

    def _score(self, seconds: float) -> float:
        """How many standard deviations the logarithm of ``seconds`` lies above its mean."""
        sigma = self.sigma
        return (log(seconds) - log(float(self.mean_seconds))) / sigma + sigma / 2


class Component(NamedTuple):
    """A part of the time that runs the clock.

    Attributes:
        fixed_seconds: What it lasts in every contact, whatever the handle time. [seconds]
        handle_share: What it takes of the handle time besides. [share in 0..1]
        cap_seconds: The most of that share which is counted; None is no cap. [seconds]
    """

    fixed_seconds: Fraction = Fraction(0)
    handle_share: Fraction = Fraction(0)
    cap_seconds: Fraction | None = None

    @property
    def lasts(self) -> bool:
        """Whether it takes any time, in some contact at least."""
        return self.fixed_seconds > 0 or (self.handle_share > 0 and self.cap_seconds != 0)

    @property
    def grows_until(self) -> Fraction | None:
        """The handle time from which it takes no more: None without a cap, 0 where it never grows. [seconds]"""
        if not self.handle_share:
            return Fraction(0)
        return None if self.cap_seconds is None else self.cap_seconds / self.handle_share

    def seconds(self, handle_seconds: Fraction) -> Fraction:
        """What it lasts in a contact of so much handle time. [seconds]"""
        moving = self.handle_share * handle_seconds
        return self.fixed_seconds + (moving if self.cap_seconds is None else min(moving, self.cap_seconds))


class Timing(NamedTuple):
    """What runs a billing clock in one kind of contact, and how its seconds are rounded.

    Attributes:
        components: The parts that are counted.
        step_seconds: Time is rounded up to whole steps of so much. [seconds]
        minimum_seconds: The least for a contact that is billed at all. [seconds]
        added_seconds: A fixed wrap-up, added after rounding. [seconds]
        by_component: Whether each part is rounded on its own, not their sum.
    """

    components: tuple[Component, ...]
    step_seconds: Fraction
    minimum_seconds: Fraction = Fraction(0)
    added_seconds: Fraction = Fraction(0)
    by_component: bool = False

    @property
    def groups(self) -> tuple[tuple[Component, ...], ...]:
        """The parts that are rounded together; parts that never last are left out."""
        lasting = tuple(part for part in self.components if part.lasts)
        if self.by_component:
            return tuple((part,) for part in lasting)
        return (lasting,) if lasting else ()

    def billed(self, handle_seconds: Fraction) -> Fraction:
        """Billed seconds of one contact of known handle time. [seconds]"""
        sums = [sum((part.seconds(handle_seconds) for part in group), Fraction(0)) for group in self.groups]
        if not any(sums):
            return Fraction(0)
        rounded = sum((ceil(one / self.step_seconds) * self.step_seconds for one in sums), Fraction(0))
        return max(rounded, self.minimum_seconds) + self.added_seconds


def mean_billed_seconds(timing: Timing, handle: HandleTime) -> Fraction:
    """The mean billed time of a contact; exact where every contact lasts the same. [seconds]"""
    if handle.certain:
        return timing.billed(handle.mean_seconds)
    if not timing.groups:
        return Fraction(0)
    rounded = sum(_mean_rounded(group, timing.step_seconds, handle) for group in timing.groups)
    levels = _levels(timing, handle, timing.minimum_seconds, inf)
    added = sum(max(float(timing.minimum_seconds) - level, 0.0) * chance for level, chance in levels)
    return Fraction(rounded + added) + timing.added_seconds


def short_contacts(timing: Timing, handle: HandleTime, under_seconds: Fraction) -> tuple[Fraction, Fraction]:
    """The share of contacts whose counted time is under a bound, and what one of them is billed on average.

    Returns:
        Share of contacts, and billed seconds of one. [share in 0..1], [seconds]
    """
    if handle.certain:
        counted = sum((part.seconds(handle.mean_seconds) for part in timing.components), Fraction(0))
        return Fraction(int(counted < under_seconds)), timing.billed(handle.mean_seconds)
    lasting = tuple(part for group in timing.groups for part in group)
    if not lasting:
        return Fraction(1), Fraction(0)
    # A sum that stays for a while at the bound itself, as behind a cap, is not under it.
    end = _reached_at(_growth(lasting), under_seconds - _A_MOMENT)
    share = 1 - handle.above(end)
    if share <= 0:
        return Fraction(0), Fraction(0)
    minimum, added = float(timing.minimum_seconds), float(timing.added_seconds)
    total = sum((max(level, minimum) + added) * chance for level, chance in _levels(timing, handle, under_seconds, end))
    return Fraction(share), Fraction(total / share)


def _mean_rounded(group: Sequence[Component], step_seconds: Fraction, handle: HandleTime) -> float:
    """The mean of a sum of parts rounded up to whole steps: step x the sum of P(sum > k x step) over k >= 0."""
    growth, step = _growth(group), float(step_seconds)
    certain = ceil(sum((part.fixed_seconds for part in group), Fraction(0)) / step_seconds)
    total, k = certain * step, certain
    while (chance := handle.above(reached := _reached_at(growth, k * step_seconds))) >= _NEGLIGIBLE:
        if k - certain >= _EXACT_STEPS and _is_smooth(growth[-1], step, reached, handle):
            return total + _remainder(float(growth[-1].slope), step, reached, handle)
        total += step * chance
        k += 1
    return total


class _Piece(NamedTuple):
    """One straight piece of a sum of parts that grows with the handle time; exact, since rounding up hangs on it."""

    start: Fraction
    """The handle time at which it begins. [seconds]"""
    level: Fraction
    """The sum there. [seconds]"""
    slope: Fraction
    """What the sum grows by with each second of handle time. [seconds per second]"""
    top: Fraction | None
    """The sum at its end; None where it has none. [seconds]"""


def _growth(group: Sequence[Component]) -> tuple[_Piece, ...]:
    """How a sum of parts grows with the handle time: straight, until the next part has come to its cap."""
    pieces = []
    level = sum((part.fixed_seconds for part in group), Fraction(0))
    ends = sorted({part.grows_until for part in group if part.grows_until})
    for start, end in zip([Fraction(0), *ends], [*ends, None], strict=True):
        growing = (part for part in group if part.grows_until is None or part.grows_until > start)
        slope = sum((part.handle_share for part in growing), Fraction(0))
        top = None if end is None else level + slope * (end - start)
        pieces.append(_Piece(start, level, slope, top))
        level = level if top is None else top
    return tuple(pieces)


def _reached_at(growth: Sequence[_Piece], seconds: Fraction) -> float:
    """The handle time from which a sum of parts is over ``seconds``; infinite where it never is. [seconds]"""
    if seconds < growth[0].level:
        return 0.0
    for piece in growth:
        if piece.slope and (piece.top is None or piece.top > seconds):
            return float(piece.start + (seconds - piece.level) / piece.slope)
    return inf


def _is_smooth(last: _Piece, step: float, reached: float, handle: HandleTime) -> bool:
    """Whether the chance to reach a step changes so little from here on, step by step, that an integral tells it."""
    return reached > last.start and handle.sigma * reached * float(last.slope) > _SMOOTH_WIDTH * step


def _remainder(slope: float, step: float, reached: float, handle: HandleTime) -> float:
    """The sum of the steps from ``reached`` on: the integral, half the first step, and the slope's correction."""
    first = handle.above(reached)
    return slope * handle.excess(reached) + step * first / 2 + step * step * handle.density(reached) / slope / 12


def _levels(timing: Timing, handle: HandleTime, bound: Fraction, end: float) -> Iterator[tuple[float, float]]:
    """Rounded times and their chances, of contacts of up to ``end`` of handle time whose parts are within ``bound``."""
    jumps = sorted(
        reached
        for growth in map(_growth, timing.groups)
        for k in range(ceil(bound / timing.step_seconds) + 1)
        if (reached := _reached_at(growth, k * timing.step_seconds)) < end
    )
    for position, (start, after) in enumerate(pairwise([*jumps, end])):
        yield float((position + 1) * timing.step_seconds), handle.above(start) - handle.above(after)
