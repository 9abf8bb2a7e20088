"""When the calls of a log come in the week: their shape, whether a known one fits, the hours that hold nearly all."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING, Final, NamedTuple

from callvet.demand.shape import FLAT, OFFICE, half_hour_weights

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

TOLERANCE: Final = Fraction(5, 100)
"""A known shape fits if no more of the calls would have to come at another hour. [share of calls]"""
HELD: Final = Fraction(995, 1000)
"""Open hours as observed hold so many of the calls. [share of calls]"""
_WEEKDAYS: Final = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
_DAYS: Final = 7
_HOURS: Final = 24
_DECIMALS: Final = 6

Cell = tuple[int, int]
"""A weekday, 0 is Monday, and an hour of the day."""


class Week(NamedTuple):
    """The week of a log.

    Attributes:
        shares: By weekday and hour; together 1. [share of calls]
        open: The hours that hold nearly all calls, OSM opening hours.
        held: How many they hold. [share of calls]
        shape: ``flat`` or ``office`` if one of them fits; None where neither does.
        apart: How far the nearest of the two is away. [share of calls]
    """

    shares: Mapping[Cell, Fraction]
    open: str
    held: Fraction
    shape: str | None
    apart: Fraction


def week_of(calls: Mapping[Cell, int], first: date, last: date) -> Week:
    """The week of a log.

    Args:
        calls: By weekday and hour. [calls]
        first: The first day that the log covers.
        last: The last.
    """
    days = Counter((first + timedelta(n)).weekday() for n in range((last - first).days + 1))
    rates = {cell: Fraction(count, days[cell[0]]) for cell, count in calls.items() if count}
    total = sum(rates.values())
    shares = {cell: rate / total for cell, rate in sorted(rates.items())}
    spans = _spans(shares)
    inside = {(day, hour) for day, (begin, end) in spans.items() for hour in range(begin, end)}
    apart = {name: _apart(shares, name, inside) for name in (OFFICE, FLAT)}
    nearest = min(apart, key=lambda name: apart[name])
    return Week(
        shares,
        _told(spans),
        sum((share for cell, share in shares.items() if cell in inside), Fraction(0)),
        nearest if apart[nearest] <= TOLERANCE else None,
        apart[nearest],
    )


def shape_csv(shares: Mapping[Cell, Fraction]) -> str:
    """The shape as a table of one's own."""
    rows = (f"{_WEEKDAYS[day]},{hour},{float(share):.{_DECIMALS}f}" for (day, hour), share in sorted(shares.items()))
    return "\n".join(("weekday,hour,share", *rows)) + "\n"


def _spans(shares: Mapping[Cell, Fraction]) -> dict[int, tuple[int, int]]:
    """From which hour to which each weekday holds its part: the busiest hours of the week until they hold enough."""
    kept: set[Cell] = set()
    held = Fraction(0)
    for cell, share in sorted(shares.items(), key=lambda one: (-one[1], one[0])):
        if held >= HELD:
            break
        kept.add(cell)
        held += share
    found = {}
    for day in range(_DAYS):
        hours = [hour for weekday, hour in kept if weekday == day]
        if hours:
            found[day] = (min(hours), max(hours) + 1)
    return found


def _told(spans: Mapping[int, tuple[int, int]]) -> str:
    """Hours as OSM opening hours; days that follow each other and are alike stand together."""
    if all(spans.get(day) == (0, _HOURS) for day in range(_DAYS)):
        return "24/7"
    runs: list[list[int]] = []
    for day in sorted(spans):
        if runs and runs[-1][-1] == day - 1 and spans[runs[-1][-1]] == spans[day]:
            runs[-1].append(day)
        else:
            runs.append([day])
    return "; ".join(f"{_named(run)} {spans[run[0]][0]:02d}:00-{spans[run[0]][1]:02d}:00" for run in runs)


def _named(run: Sequence[int]) -> str:
    """``Mo``, or ``Mo-Fr``."""
    return _WEEKDAYS[run[0]] if len(run) == 1 else f"{_WEEKDAYS[run[0]]}-{_WEEKDAYS[run[-1]]}"


def _apart(shares: Mapping[Cell, Fraction], name: str, inside: set[Cell]) -> Fraction:
    """How many calls would have to come at another hour for a known shape to hold, within the same hours."""
    weights = half_hour_weights(name)
    known = {
        (day, hour): weights[day * 2 * _HOURS + 2 * hour] + weights[day * 2 * _HOURS + 2 * hour + 1]
        for day, hour in inside
    }
    total = sum(known.values())
    ours = sum((share for cell, share in shares.items() if cell in inside), Fraction(0))
    pairs = ((shares.get(cell, Fraction(0)) / ours, Fraction(weight, total)) for cell, weight in known.items())
    return sum((abs(one - other) for one, other in pairs), Fraction(0)) / 2
