"""When contacts come in a week: evenly, as in a published call centre, or as a table of the buyer's own says.

A shape is a weight for each half-hour of the week, Monday 0:00 first, by the buyer's clock. The hours in which
contacts must be answered cut it down: what falls outside them comes inside them, in the same proportions.

A table of one's own is CSV text with the columns ``weekday,hour,share``: Mo to Su, or 0 for Monday to 6 for Sunday; the
hour of the day from 0 to 23, whose contacts are spread evenly over its two half-hours; and any number, or per cent, for
the contacts of that hour, in proportion to the others. Hours that the table leaves out have none.
"""

from __future__ import annotations

import re
from fractions import Fraction
from functools import lru_cache
from math import lcm
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from callvet.demand.calendar import HALF_HOURS_A_DAY, HALF_HOURS_A_WEEK, open_weeks, ordinary_monday
from callvet.demand.office_shape import FIRST_HALF_HOUR, HALF_HOUR_WEIGHTS, WEEKDAY_WEIGHTS
from callvet.model.problem import Place, Problem
from callvet.model.wording import shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from callvet.demand.calendar import Slot, Weights
    from callvet.model.needs import Needs

FLAT: Final = "flat"
OFFICE: Final = "office"
COLUMNS: Final = ("weekday", "hour", "share")
_WEEKDAYS: Final = ("mo", "tu", "we", "th", "fr", "sa", "su")
_HALF_HOURS_AN_HOUR: Final = 2
_LAST_HOUR: Final = 23
_PER_CENT: Final = 100
_SHARE: Final = re.compile(r"(-?)(\d{1,16}(?:\.\d{1,16})?) ?(%?)", re.ASCII)
_TABLES_KEPT: Final = 64
"""Every vendor and every month is asked about the same few tables, so the last ones are kept."""


def week_shape(needs: Needs, csv_text: str | None = None) -> Mapping[Slot, Fraction]:
    """When the contacts of an ordinary week come.

    Args:
        needs: Its ``demand.shape`` and ``demand.open``. Hours that change in the course of the year are taken as in
            the mean of its weeks.
        csv_text: The table that ``demand.shape`` names the file of, where it is neither flat nor office.

    Returns:
        By weekday, 0 is Monday, and half-hour of the day, for every half-hour that is open as a whole; together 1.
        [share of contacts]

    Raises:
        ValueError: The table has faults, or no contact would come while it is open; with what to write.
    """
    demand = needs.demand
    return _week(half_hour_weights(demand.shape, csv_text), demand.open, ordinary_monday(needs.start))


def half_hour_weights(shape: str, csv_text: str | None = None) -> Weights:
    """The shape before hours cut it down.

    Args:
        shape: ``flat``, ``office``, or the path of a table.
        csv_text: What stands in that table.

    Returns:
        One for each half-hour of the week, in proportion. [whole numbers]

    Raises:
        ValueError: The table was not given, or has faults; with what to write.
    """
    if shape == FLAT:
        return (1,) * HALF_HOURS_A_WEEK
    if shape == OFFICE:
        return _office()
    if csv_text is None:
        message = f"the table {shown(shape)} was not read; write flat, office or the path of a file for demand.shape"
        raise ValueError(message)
    weights, problems = parse_shape(csv_text, shape)
    if weights is None:
        raise ValueError("\n".join(f"{problem.place}: {problem.message}" for problem in problems))
    return weights


def whole_weights(shares: Sequence[Fraction]) -> Weights:
    """Shares as whole numbers in the same proportions, since sums of those take no time."""
    size = lcm(*(share.denominator for share in shares))
    return tuple(int(share * size) for share in shares)


@lru_cache(_TABLES_KEPT)
def parse_shape(text: str, path: str) -> tuple[Weights | None, tuple[Problem, ...]]:
    """A table of one's own, or all that is wrong with it.

    Args:
        text: What stands in the file.
        path: Its name, as the user would type it.

    Returns:
        The weight of each half-hour of the week, or None with every problem, at its line.
    """
    from csv import reader  # noqa: PLC0415 - few bring a table

    lines = reader(text.removeprefix("\ufeff").splitlines())
    head = [name.strip().lower() for name in next(lines, [])]
    if missing := [name for name in COLUMNS if name not in head]:
        message = f"there is no column {' and no column '.join(missing)}; begin the file with {','.join(COLUMNS)}"
        return None, (Problem(Place(path, 1, 1), message),)
    shares: dict[tuple[int, int], Fraction] = {}
    problems: list[Problem] = []
    for row in lines:
        if any(field.strip() for field in row):
            fields = dict(zip(head, (field.strip() for field in row), strict=False))
            faults = list(_keep(fields, shares))
            problems += [Problem(Place(path, lines.line_num, 1), fault) for fault in faults]
    if not problems and not any(shares.values()):
        problems.append(Problem(Place(path), "every share is 0; write those of the hours in which contacts come"))
    return (None, tuple(problems)) if problems else (_by_half_hour(shares), ())


def _keep(fields: Mapping[str, str], shares: dict[tuple[int, int], Fraction]) -> Iterator[str]:
    """Keep the share of a line, or tell what is wrong with it."""
    weekday, hour, share = (fields.get(name, "") for name in COLUMNS)
    day, hours = _weekday(weekday), _hour(hour)
    number = _SHARE.fullmatch(share)
    if day is None:
        yield f"{shown(weekday) or 'nothing'} is no weekday; write Mo to Su, or 0 for Monday to 6 for Sunday"
    if hours is None:
        yield f"{shown(hour) or 'nothing'} is no hour of the day; write 0 to 23"
    if not number or (number[1] and Fraction(number[2])):
        yield f"{shown(share) or 'nothing'} is no share; write a number such as 0.02 or 2%, 0 or more"
    elif day is not None and hours is not None:
        if (day, hours) in shares:
            yield f"{weekday} {hour} stands in a line above; write it once, with the share of both"
        shares[day, hours] = Fraction(number[2]) / (_PER_CENT if number[3] else 1)


def _weekday(text: str) -> int | None:
    """Which day of the week is meant, 0 is Monday."""
    if text in {"0", "1", "2", "3", "4", "5", "6"}:
        return int(text)
    return _WEEKDAYS.index(text.lower()) if text.lower() in _WEEKDAYS else None


def _hour(text: str) -> int | None:
    """Which hour of the day is meant."""
    hour = re.fullmatch(r"(\d{1,2})(?::00)?", text, re.ASCII)
    return int(hour[1]) if hour and int(hour[1]) <= _LAST_HOUR else None


def _by_half_hour(shares: Mapping[tuple[int, int], Fraction]) -> Weights:
    """Shares by day and hour as weights of half-hours."""
    slots = (divmod(half_hour, HALF_HOURS_A_DAY) for half_hour in range(HALF_HOURS_A_WEEK))
    return whole_weights([shares.get((day, slot // _HALF_HOURS_AN_HOUR), Fraction(0)) for day, slot in slots])


@lru_cache(1)
def _office() -> Weights:
    """The published tables, with thin nights."""
    day = [min(HALF_HOUR_WEIGHTS)] * FIRST_HALF_HOUR + list(HALF_HOUR_WEIGHTS)
    return tuple(weekday * half_hour for weekday in WEEKDAY_WEIGHTS for half_hour in day)


@lru_cache(_TABLES_KEPT)
def _week(weights: Weights, hours: str, monday: date) -> Mapping[Slot, Fraction]:
    """The shape of the half-hours that are open, each as often as it is."""
    weeks = open_weeks(hours, monday)
    if not weeks:
        message = f"{shown(hours)} is never open for a whole half-hour of the clock; write demand.open in whole ones"
        raise ValueError(message)
    total = sum(weights[slot] * often for slot, often in weeks.items())
    if not total:
        message = f"no contact of demand.shape comes within {shown(hours)}; mend demand.open, or the table"
        raise ValueError(message)
    shares: Iterable[tuple[int, Fraction]] = (
        (slot, Fraction(weights[slot] * often, total)) for slot, often in sorted(weeks.items())
    )
    return MappingProxyType({divmod(slot, HALF_HOURS_A_DAY): share for slot, share in shares})
