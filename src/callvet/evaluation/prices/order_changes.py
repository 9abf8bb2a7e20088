"""Between which calls do two bills change their order, where they grow by steps?

Agents come whole, so the bill of an offer that needs them is level, or nearly so, until one more is needed. Two such
bills, or one of them and a straight one, may change their order many times close together. No bill is taken to fall as
calls come in: then, wherever one offer with more calls still costs less than the other with fewer, nothing changes
between, and all that is left is halved down to neighbouring calls. So every change is found to a whole call a month,
as far as the looks go; after that, each stretch whose ends differ in order is halved to one of its changes.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from decimal import Decimal


class Change(NamedTuple):
    """Two neighbouring volumes between which two bills change their order.

    Attributes:
        volume: The first call at which the order is the other one. [calls per month]
        gap: By how much the first bill is the dearer one there. [units of the currency]
        step: By how much that has changed since the look before. [units of the currency]
    """

    volume: Fraction
    gap: Fraction
    step: Fraction


class _Look(NamedTuple):
    """Two bills at a volume."""

    volume: Fraction
    one: Decimal
    other: Decimal

    @property
    def gap(self) -> Fraction:
        """By how much the first is dearer."""
        return Fraction(self.one - self.other)


def order_changes(
    highs: tuple[Callable[[Fraction], Decimal | None], Callable[[Fraction], Decimal | None]],
    grid: Sequence[Fraction],
    near: tuple[Fraction, Fraction],
    looks: int,
) -> tuple[Change, ...]:
    """Every change of the order of two bills that never fall, by volume.

    Args:
        highs: The two bills at a volume; None where no figure is possible, and what touches it is not looked into.
        grid: Volumes at which they are looked at in any case, from the least. [calls per month]
        near: Between these volumes every stretch is looked into, beyond them those whose ends differ in order.
        looks: So many more are had before stretches are only halved. [count]
    """
    search = _Search(highs, near, looks)
    found: list[Change] = []
    last: _Look | None = None
    for look in search.along(grid):
        if look is None:
            last = None
        elif look.gap:
            if last and (look.gap > 0) != (last.gap > 0):
                found.append(Change(look.volume, look.gap, abs(look.gap - last.gap)))
            last = look
    return tuple(found)


class _Search:
    """Looks at two bills, from the least volume to the greatest."""

    def __init__(
        self,
        highs: tuple[Callable[[Fraction], Decimal | None], Callable[[Fraction], Decimal | None]],
        near: tuple[Fraction, Fraction],
        looks: int,
    ) -> None:
        """Nothing is looked at yet."""
        self._highs, self._near, self._left = highs, near, looks

    def along(self, grid: Sequence[Fraction]) -> Iterator[_Look | None]:
        """Looks by volume, all that the order hangs on among them; None where no figure is possible."""
        before: _Look | None = None
        for volume in grid:
            look = self._at(volume)
            if before and look:
                yield from self._within(before, look)
            yield look
            before = look

    def _at(self, volume: Fraction) -> _Look | None:
        """Both bills."""
        one, other = (high(volume) for high in self._highs)
        return None if one is None or other is None else _Look(volume, one, other)

    def _within(self, least: _Look, most: _Look) -> Iterator[_Look]:
        """The looks between two others that the order hangs on."""
        differs = (least.gap > 0) != (most.gap > 0)
        is_near = self._near[0] <= least.volume and most.volume <= self._near[1]
        if not differs and (not is_near or self._left <= 0 or most.one < least.other or most.other < least.one):
            return
        middle = self._at(Fraction((least.volume + most.volume) // 2))
        if middle is None or not least.volume < middle.volume < most.volume:
            return
        self._left -= 1
        yield from self._within(least, middle)
        yield middle
        yield from self._within(middle, most)
