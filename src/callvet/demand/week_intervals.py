"""The planning intervals of a week, out of the half-hours in which contacts come."""

from __future__ import annotations

from fractions import Fraction
from math import ceil
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

HALF_HOUR_MINUTES: Final = 30


class Open(NamedTuple):
    """The part of a planning interval in which contacts are answered."""

    weekday: int
    start_minute: int
    """When it begins, after midnight. [minutes]"""
    minutes: int
    """How long it lasts. [minutes]"""
    share: Fraction
    """The contacts that come in it. [share of contacts]"""


def by_interval(week: Mapping[tuple[int, int], Fraction], minutes: int) -> Iterable[Open]:
    """The open parts of the week's planning intervals, of half-hours cut or put together as the intervals lie."""
    halves = [(weekday, half * HALF_HOUR_MINUTES, share) for (weekday, half), share in sorted(week.items())]
    if minutes == HALF_HOUR_MINUTES:
        return [Open(weekday, start, minutes, share) for weekday, start, share in halves]
    found: dict[tuple[int, int], Open] = {}
    for weekday, start, share in halves:
        for number, begin, length in overlaps(start, HALF_HOUR_MINUTES, minutes):
            part = share * length / HALF_HOUR_MINUTES
            before = found.get((weekday, number)) or Open(weekday, begin, 0, Fraction(0))
            found[weekday, number] = before._replace(minutes=before.minutes + length, share=before.share + part)
    return found.values()


def overlaps(start: int, length: int, step: int) -> Iterator[tuple[int, int, int]]:
    """What a stretch has in common with each of the stretches of so many minutes that a day is cut into.

    Returns:
        Which of them it is, when the common part begins, and how long it lasts. [number], [minutes], [minutes]
    """
    end = start + length
    for number in range(start // step, ceil(end / step)):
        begin = max(start, number * step)
        yield number, begin, min(end, (number + 1) * step) - begin
