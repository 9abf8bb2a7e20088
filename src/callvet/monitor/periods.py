"""Days, weeks and months of a log, one after another without a gap, each with what was counted in it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from callvet.monitor.tally import Tally, together

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

By = Literal["day", "week", "month"]
FINER: Final[Mapping[By, By]] = {"month": "week", "week": "day", "day": "day"}
_DAY: Final = timedelta(1)
_WEEK: Final = timedelta(7)
_DECEMBER: Final = 12


class Period(NamedTuple):
    """A stretch of days.

    Attributes:
        name: ``2026-03-01``, ``2026-W10`` (ISO 8601) or ``2026-03``.
        first_day: Its first.
        last_day: Its last.
        is_whole: Whether the log goes from its first day to its last.
        tally: What was counted in it.
        days: The same by day, of those with calls.
    """

    name: str
    first_day: date
    last_day: date
    is_whole: bool
    tally: Tally
    days: Mapping[date, Tally]


def periods(tallies: Mapping[date, Tally], by: By, first: date, last: date) -> tuple[Period, ...]:
    """All periods of a log, those without calls too.

    Args:
        tallies: By day.
        by: How long a period is.
        first: The first day that the log covers.
        last: The last.
    """
    return tuple(_periods(tallies, by, first, last))


def _periods(tallies: Mapping[date, Tally], by: By, first: date, last: date) -> Iterator[Period]:
    """One after another."""
    begin = _begin(first, by)
    while begin <= last:
        following = _next(begin, by)
        span = (begin + timedelta(n) for n in range((following - begin).days))
        inside = {day: tallies[day] for day in span if day in tallies}
        end = following - _DAY
        yield Period(_name(begin, by), begin, end, first <= begin and end <= last, together(inside.values()), inside)
        begin = following


def _begin(day: date, by: By) -> date:
    """The first day of the period that a day is in."""
    if by == "month":
        return day.replace(day=1)
    return day - timedelta(day.weekday()) if by == "week" else day


def _next(begin: date, by: By) -> date:
    """The first day of the period after one."""
    if by == "month":
        return date(begin.year + begin.month // _DECEMBER, begin.month % _DECEMBER + 1, 1)
    return begin + (_WEEK if by == "week" else _DAY)


def _name(begin: date, by: By) -> str:
    """How a period is called."""
    if by == "month":
        return f"{begin:%Y-%m}"
    if by == "week":
        year, week, _ = begin.isocalendar()
        return f"{year}-W{week:02d}"
    return str(begin)
