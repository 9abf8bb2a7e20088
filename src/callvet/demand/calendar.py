"""Which days are billed, when contacts come in them, and which of those times are outside hours or on a holiday.

An ordinary period has no dates: it is made of ordinary weeks, without holidays and without summer time. Where two
clocks are meant in it, they differ by what they differ by for most of a year. A dated period has the days, the
holidays and the two changes of the clock that it has.
"""

from __future__ import annotations

import re
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from callvet.demand.public_holidays import public_holidays
from callvet.model.needs import CONTRACT_YEARS
from callvet.model.opening_hours import HALF_HOUR_SECONDS, open_half_hours
from callvet.model.opening_rules import ALWAYS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import tzinfo

Slot: TypeAlias = "tuple[int, int]"
"""A weekday, 0 is Monday, and a half-hour of the day, from 0 to 47."""
Weights: TypeAlias = "tuple[int, ...]"
"""A whole number for each half-hour of the week, Monday 0:00 first; only their proportions mean something."""

HALF_HOURS_A_DAY: Final = 48
HALF_HOURS_A_WEEK: Final = 7 * HALF_HOURS_A_DAY
_WEEKS_A_YEAR: Final = 52
_DAYS_A_WEEK: Final = 7
_HALF_HOUR_MINUTES: Final = HALF_HOUR_SECONDS // 60
_ORDINARY_MONDAY: Final = date(2029, 1, 1)
"""52 weeks from it are the weeks of one year."""
_ORDINARY_ZONE: Final = "UTC"
"""A clock that is never changed."""
_DAYS_ABOUT: Final = 2
"""Two clocks differ by 26 hours at most, so half-hours are looked up so far around a period. [days]"""
_DATED_HOURS: Final = re.compile(r"(?i)jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|week|\d{4}|\[")
"""What makes hours differ from week to week."""
_PERIODS_KEPT: Final = 256
_MARKS_KEPT: Final = 4096
"""All charges and adjustments of all quotes ask about the same few periods and hours, so the last answers are kept."""


def ordinary_monday(start: date | None) -> date:
    """The day with which ordinary weeks begin: of the contract, for hours that are bound to certain years."""
    if start is None or start.year not in CONTRACT_YEARS:
        return _ORDINARY_MONDAY
    return start + timedelta(-start.weekday() % _DAYS_A_WEEK)


@lru_cache(_PERIODS_KEPT)
def open_weeks(hours: str, monday: date) -> Mapping[int, int]:
    """In how many ordinary weeks each half-hour is open as a whole.

    Args:
        hours: Opening hours.
        monday: The day with which ordinary weeks begin.

    Returns:
        By half-hour of the week, Monday 0:00 is 0; those that never open are left out. [weeks, of 1 or of 52]
    """
    first = _half_hour_of(monday)
    half_hours = open_half_hours(hours, _ORDINARY_ZONE, monday, _ordinary_days(hours))
    return Counter((half_hour - first) % HALF_HOURS_A_WEEK for half_hour in half_hours)


def _ordinary_days(*hours: str) -> int:
    """One week, or those of a year for hours that change in the course of it. [days]"""
    changing = any(_DATED_HOURS.search(text) for text in hours)
    return _DAYS_A_WEEK * (_WEEKS_A_YEAR if changing else 1)


def _half_hour_of(day: date) -> int:
    """The half-hour of UTC with which a day begins there, counted from 1970."""
    return (day - date(1970, 1, 1)).days * HALF_HOURS_A_DAY


class Arrivals(NamedTuple):
    """When the contacts of a period come.

    Attributes:
        weights: The shape of the week, before hours cut it down.
        hours: When contacts must be answered.
        zone: IANA name of the buyer's zone; None is UTC, and then other clocks are taken for the same.
        country: Whose holidays ``PH`` means, here and in all other hours; None is nobody's.
        monday: The day with which ordinary weeks begin.
        first_day: The first day; None in an ordinary period.
        days: How many there are, in a dated period. [days]
    """

    weights: Weights
    hours: str
    zone: str | None = None
    country: str | None = None
    monday: date = _ORDINARY_MONDAY
    first_day: date | None = None
    days: int = 0


class TimeMarks(NamedTuple):
    """Which times are meant: all that is said must hold."""

    within: tuple[str, ...] = ()
    """Half-hours that are open as a whole in each of these."""
    outside: tuple[str, ...] = ()
    """Half-hours that are not, in any of these."""
    holidays: tuple[str, ...] = ()
    """Half-hours that begin on a holiday of each of these countries."""


@lru_cache(_MARKS_KEPT)
def marked_arrivals(arrivals: Arrivals, marks: TimeMarks, zone: str | None = None) -> Fraction:
    """How many of the contacts come at the times that are meant.

    Args:
        arrivals: When contacts come.
        marks: What is meant.
        zone: IANA name of the zone that the marks are in; None is that of the arrivals.

    Returns:
        Exact for hours and clocks that go by half-hours; a half-hour that is open in part is outside. 0 without
        contacts. [share of contacts]
    """
    if arrivals.first_day is None and marks.holidays:
        return Fraction(0)
    if arrivals.first_day is None:
        days = _ordinary_days(arrivals.hours, *marks.within, *marks.outside)
        contacts, is_meant = _ordinary_contacts(arrivals, days), _ordinary_test(arrivals, days, marks, zone)
    else:
        contacts = _dated_contacts(arrivals, arrivals.first_day)
        is_meant = _dated_test(arrivals, arrivals.first_day, marks, zone)
    total = sum(contacts.values())
    return Fraction(sum(weight for one, weight in contacts.items() if is_meant(one)), total) if total else Fraction(0)


@lru_cache(_PERIODS_KEPT)
def _ordinary_contacts(arrivals: Arrivals, days: int) -> Mapping[int, int]:
    """The weights of the open half-hours of ordinary weeks, by the buyer's clock as if it were UTC."""
    first = _half_hour_of(arrivals.monday)
    half_hours = open_half_hours(arrivals.hours, _ORDINARY_ZONE, arrivals.monday, days)
    return {one: arrivals.weights[(one - first) % HALF_HOURS_A_WEEK] for one in half_hours}


def _ordinary_test(arrivals: Arrivals, days: int, marks: TimeMarks, zone: str | None) -> Callable[[int], bool]:
    """Whether a half-hour of ordinary weeks is meant."""
    ahead = _usual_minutes_ahead(arrivals.zone, zone) if arrivals.zone and zone else 0
    earlier, later = ahead // _HALF_HOUR_MINUTES, -(-ahead // _HALF_HOUR_MINUTES)

    def opened(hours: str) -> frozenset[int]:
        first_day = arrivals.monday - timedelta(_DAYS_ABOUT)
        return open_half_hours(hours, _ORDINARY_ZONE, first_day, days + 2 * _DAYS_ABOUT)

    within, outside = [opened(hours) for hours in marks.within], [opened(hours) for hours in marks.outside]

    def is_meant(half_hour: int) -> bool:
        theirs = {half_hour + earlier, half_hour + later}
        return all(theirs <= hours for hours in within) and not any(theirs <= hours for hours in outside)

    return is_meant


@lru_cache(_PERIODS_KEPT)
def _usual_minutes_ahead(zone: str, other: str) -> int:
    """By how much the other zone's clock is ahead for most of a year. [minutes]"""
    from zoneinfo import ZoneInfo  # noqa: PLC0415 - 10 ms, for those who name two zones

    one, two = ZoneInfo(zone), ZoneInfo(other)
    noon = datetime(_ORDINARY_MONDAY.year, 1, 1, 12, tzinfo=UTC)
    moments = (noon + timedelta(day) for day in range(_DAYS_A_WEEK * _WEEKS_A_YEAR))
    ahead = Counter(_offset(moment.astimezone(two)) - _offset(moment.astimezone(one)) for moment in moments)
    return ahead.most_common(1)[0][0] // timedelta(minutes=1)


def _offset(moment: datetime) -> timedelta:
    """By how much a clock is ahead of UTC."""
    return moment.utcoffset() or timedelta()


@lru_cache(_PERIODS_KEPT)
def _dated_contacts(arrivals: Arrivals, first_day: date) -> Mapping[int, int]:
    """The weights of the open half-hours of a dated period; of all, where no contact would come in an open one."""
    from zoneinfo import ZoneInfo  # noqa: PLC0415 - as above

    name = arrivals.zone or _ORDINARY_ZONE
    zone = ZoneInfo(name)
    for hours in (arrivals.hours, ALWAYS):
        half_hours = _opened(hours, name, arrivals.country, first_day, arrivals.days)
        weights = {one: arrivals.weights[_slot(one, zone)] for one in half_hours}
        if any(weights.values()):
            return weights
    return {}


def _slot(half_hour: int, zone: tzinfo) -> int:
    """The half-hour of the local week in which one of UTC begins, Monday 0:00 is 0."""
    local = datetime.fromtimestamp(half_hour * HALF_HOUR_SECONDS, zone)
    return local.weekday() * HALF_HOURS_A_DAY + (60 * local.hour + local.minute) // _HALF_HOUR_MINUTES


def _opened(hours: str, zone: str, country: str | None, first_day: date, days: int) -> frozenset[int]:
    """The half-hours of some days that are open as a whole, with the country's holidays."""
    closed = public_holidays(country, first_day, days) if country and "PH" in hours else frozenset[date]()
    return open_half_hours(hours, zone, first_day, days, holidays=closed)


def _dated_test(arrivals: Arrivals, first_day: date, marks: TimeMarks, zone: str | None) -> Callable[[int], bool]:
    """Whether a half-hour of a dated period is meant."""
    name = (arrivals.zone and zone) or arrivals.zone or _ORDINARY_ZONE
    about, days = first_day - timedelta(_DAYS_ABOUT), arrivals.days + 2 * _DAYS_ABOUT
    meant = [_opened(hours, name, arrivals.country, about, days) for hours in marks.within]
    meant += [
        frozenset[int]().union(
            *(open_half_hours(ALWAYS, name, day, 1) for day in public_holidays(country, about, days))
        )
        for country in marks.holidays
    ]
    outside = [_opened(hours, name, arrivals.country, about, days) for hours in marks.outside]
    return lambda half_hour: all(half_hour in one for one in meant) and not any(half_hour in one for one in outside)
