"""Which days are billed, when contacts come in them, and which of those times are outside hours or on a holiday.

An ordinary period has no dates: it is made of ordinary weeks, without holidays and without summer time. Where two
clocks are meant in it, they differ by what they differ by for most of a year. A dated period has the days, the
holidays and the two changes of the clock that it has.

Contract months begin on the day of the month on which the contract does, or on the last of a month that is too short.

Holidays are those of the package ``holidays`` for the whole country. A holiday on a weekend that is kept on a working
day besides counts once, on the working day.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias
from warnings import catch_warnings, simplefilter

from callvet.model.opening_hours import ALWAYS, HALF_HOUR_SECONDS, open_half_hours

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from collections.abc import Set as AbstractSet
    from datetime import tzinfo
    from decimal import Decimal

    from callvet.model.needs import Demand

Slot: TypeAlias = "tuple[int, int]"
"""A weekday, 0 is Monday, and a half-hour of the day, from 0 to 47."""
Weights: TypeAlias = "tuple[int, ...]"
"""A whole number for each half-hour of the week, Monday 0:00 first; only their proportions mean something."""

HALF_HOURS_A_DAY: Final = 48
HALF_HOURS_A_WEEK: Final = 7 * HALF_HOURS_A_DAY
MONTH_DAYS: Final = Fraction("30.4375")
"""A year of 365.25 days has twelve months alike. [days]"""
CYCLE_DAYS: Final = 28
"""A 4-week cycle. [days]"""
_MONTHS_A_YEAR: Final = 12
_WEEKS_A_YEAR: Final = 52
_DAYS_A_WEEK: Final = 7
_HALF_HOUR_MINUTES: Final = HALF_HOUR_SECONDS // 60
_ORDINARY_MONDAY: Final = date(2029, 1, 1)
"""52 weeks from it are the weeks of one year."""
_YEARS: Final = range(1902, 9991)
"""Years of which the hours can be told, and those of the days about them."""
_ORDINARY_ZONE: Final = "UTC"
"""A clock that is never changed."""
_DAYS_ABOUT: Final = 2
"""Two clocks differ by 26 hours at most, so half-hours are looked up so far around a period. [days]"""
_STANDS_IN_AFTER: Final = 5
_STANDS_IN_BEFORE: Final = 2
"""A day off in lieu comes so long after or before the weekend day that it stands in for; of 2,174 such days of all
countries from 2023 to 2035, the names contradict the nearest one in 1 of 30. [days]"""
_DATED_HOURS: Final = re.compile(r"(?i)jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|week|\d{4}|\[")
"""What makes hours differ from week to week."""
_PERIODS_KEPT: Final = 256
_MARKS_KEPT: Final = 4096
"""All charges and adjustments of all quotes ask about the same few periods and hours, so the last answers are kept."""


class Period(NamedTuple):
    """What one bill is for.

    Attributes:
        days: How long it is. [days]
        months: The same in months; a contract month is one, however long. [months]
        volume_months: How many average months' contacts come in it, with season and growth. [months]
        first_day: Its first day; None in an ordinary period.
        contract_month: The month of the contract in which it begins, from 1; None in an ordinary period.
        elapsed_days: Since the first day of the contract. [days]
    """

    days: Fraction
    months: Fraction
    volume_months: Fraction
    first_day: date | None = None
    contract_month: int | None = None
    elapsed_days: int = 0

    @property
    def is_first(self) -> bool:
        """Whether the contract begins with it."""
        return self.first_day is not None and not self.elapsed_days

    def share_in_first(self, days: Fraction) -> Fraction:
        """How much of it lies in the first days of the contract; nothing of an ordinary period. [share of days]"""
        if self.first_day is None:
            return Fraction(0)
        return min(max(days - self.elapsed_days, Fraction(0)), self.days) / self.days


def ordinary_period(days: Fraction = MONTH_DAYS) -> Period:
    """An ordinary period at the given volume, by default a month; 28 days for a 4-week cycle.

    Args:
        days: How long it is. [days]
    """
    return Period(days, days / MONTH_DAYS, days / MONTH_DAYS)


def contract_months(demand: Demand, start: date, months: int) -> tuple[Period, ...]:
    """The first months of a contract.

    Args:
        demand: Its season and growth.
        start: The first day of the contract.
        months: How many. [months]

    Raises:
        ValueError: They are not within the years 1902 to 9990.
    """
    bounds = [_months_after(start, number) for number in range(months + 1)]
    return tuple(
        _dated(*_course(demand), start, begin, (end - begin).days, Fraction(1)) for begin, end in pairwise(bounds)
    )


def four_week_cycles(demand: Demand, start: date, cycles: int) -> tuple[Period, ...]:
    """The first 4-week cycles of a contract, each with its days' parts of the volume of the months that it is in.

    Args:
        demand: Its season and growth.
        start: The first day of the contract.
        cycles: How many. [count]

    Raises:
        ValueError: They are not within the years 1902 to 9990.
    """
    _months_after(start, cycles)  # a cycle is no longer than a month
    begins = [start + timedelta(CYCLE_DAYS * number) for number in range(cycles)]
    return tuple(_dated(*_course(demand), start, begin, CYCLE_DAYS, CYCLE_DAYS / MONTH_DAYS) for begin in begins)


def _course(demand: Demand) -> tuple[tuple[Decimal, ...], Decimal]:
    """What the volume of a month hangs on."""
    return demand.season, demand.growth_per_year


@lru_cache(_PERIODS_KEPT)
def _dated(  # noqa: PLR0913, PLR0917 - whatever changes a period
    season: tuple[Decimal, ...], growth: Decimal, start: date, first_day: date, days: int, months: Fraction
) -> Period:
    """The period from ``first_day`` on."""
    number = _contract_month(start, first_day)
    volume, day, end = Fraction(0), first_day, first_day + timedelta(days)
    while day < end:
        month = _contract_month(start, day)
        begins, ends = _months_after(start, month - 1), _months_after(start, month)
        until = min(ends, end)
        seasons = (_season(season, one) * count for one, count in _days_by_month(day, until).items())
        volume += sum(seasons, Fraction(0)) / (ends - begins).days * _growth(growth, month)
        day = until
    return Period(Fraction(days), months, volume, first_day, number, (first_day - start).days)


def _days_by_month(first_day: date, end: date) -> Counter[int]:
    """How many of the days before ``end`` are in January, 1, and so on."""
    return Counter((first_day + timedelta(number)).month for number in range((end - first_day).days))


def _contract_month(start: date, day: date) -> int:
    """The month of the contract that a day is in, from 1."""
    months = _MONTHS_A_YEAR * (day.year - start.year) + day.month - start.month
    return months + (_months_after(start, months) <= day)


def _months_after(start: date, months: int) -> date:
    """The day so many months later, or the last of a month that is too short."""
    year, month = divmod(_MONTHS_A_YEAR * start.year + start.month - 1 + months, _MONTHS_A_YEAR)
    if year not in _YEARS:
        message = f"{months} months from {start} are not within {_YEARS[0]} to {_YEARS[-1]}; mend start or term_months"
        raise ValueError(message)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def _season(season: tuple[Decimal, ...], calendar_month: int) -> Fraction:
    """The volume of January, 1, and so on, of the mean of the twelve. [ratio]"""
    return Fraction(season[calendar_month - 1]) * _MONTHS_A_YEAR / Fraction(sum(season))


def _growth(growth_per_year: Decimal, contract_month: int) -> Fraction:
    """What growth has made of the volume; exact after whole years. [ratio]"""
    yearly = max(1 + Fraction(growth_per_year), Fraction(0))
    years, months = divmod(contract_month - 1, _MONTHS_A_YEAR)
    return yearly**years * (Fraction(float(yearly) ** (months / _MONTHS_A_YEAR)) if months else 1)


def public_holidays(country: str, first_day: date, days: int) -> frozenset[date]:
    """The public holidays of a country among some days, each once.

    Args:
        country: ISO 3166 alpha-2.
        first_day: The first of the days.
        days: How many. [days]

    Raises:
        ValueError: The country's holidays, or those of one of the years, are not known.
    """
    last_day = first_day + timedelta(days - 1)
    years = range(first_day.year, last_day.year + 1)
    return frozenset(day for year in years for day in _holidays_of_year(country, year) if first_day <= day <= last_day)


@lru_cache(_PERIODS_KEPT)
def _holidays_of_year(country: str, year: int) -> frozenset[date]:
    """The public holidays of a year, each once; a New Year's Day may be kept in the year before."""
    from holidays import country_holidays  # noqa: PLC0415 - 70 ms, for those who name a holiday

    try:
        with catch_warnings(record=True) as gaps:
            simplefilter("always")
            known = country_holidays(country, years=year)
    except NotImplementedError:
        message = f"the public holidays of {country} are not known; name their dates as hours, such as Dec 25-26 off"
        raise ValueError(message) from None
    if gaps or not known.start_year <= year <= known.end_year:
        message = f"the public holidays of {country} are not known as far as {year}; write an earlier start"
        raise ValueError(message)
    years = (year - 1, year, year + 1)
    with catch_warnings():
        simplefilter("ignore")  # what is lacking in the years about
        kept = frozenset(country_holidays(country, years=years, observed=True))
        actual = frozenset(country_holidays(country, years=years, observed=False))
    return frozenset(day for day in kept if day.year == year) - _stood_in_for(kept, actual, known.weekend)


def _stood_in_for(kept: frozenset[date], actual: frozenset[date], weekend: AbstractSet[int]) -> set[date]:
    """Weekend days for which a working day is kept besides: for each such day the nearest that is left.

    A working day to which a holiday was moved, so that its own date is none, stands in for no other.
    """
    moved, found = actual - kept, set[date]()
    for day in sorted(kept - actual):
        if any(abs((day - other).days) <= _DAYS_A_WEEK for other in moved):
            continue
        near = (day + timedelta(away) for away in range(-_STANDS_IN_AFTER, _STANDS_IN_BEFORE + 1))
        left = [one for one in near if one in actual and one.weekday() in weekend and one not in found]
        found.update(sorted(left, key=lambda one: abs((one - day).days))[:1])
    return found


def ordinary_monday(start: date | None) -> date:
    """The day with which ordinary weeks begin: of the contract, for hours that are bound to certain years."""
    if start is None or start.year not in _YEARS:
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
