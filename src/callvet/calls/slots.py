"""When slots are: by the clock of a quote, in which of its billing cycles, and in which of its hours and holidays.

Calls are summed by slot before any calendar is asked, so that a year of calls asks it 17,520 times and not once a call:
time zones, opening hours and holidays cost nothing to speak of, and the query that reads the log knows none of them.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from math import gcd
from typing import TYPE_CHECKING, Final, NamedTuple
from zoneinfo import ZoneInfo

import numpy as np

from callvet.demand.period import CYCLE_DAYS
from callvet.demand.public_holidays import public_holidays
from callvet.model.opening_hours import open_minutes

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Flags = NDArray[np.bool_]

DAY_MINUTES: Final = 1440
_SLOTS: Final = (30, 15, 5, 1)
"""What a slot may last, the longest that no boundary divides is taken. [minutes]"""
_YEARS_ASKED: Final = range(1990, 2041)
EPOCH: Final = date(1970, 1, 1)
_DAYS_ABOUT: Final = 2
"""The clock changed neither side of a day by so much, so that it did not change in it. [days]"""
_ZONES_KEPT: Final = 256


class Clocked(NamedTuple):
    """Slots by one clock.

    Attributes:
        minutes: When each slot begins by the clock, counted from its 1970-01-01T00:00. [minutes]
        slot_minutes: How long each is. [minutes]
    """

    minutes: Ints
    slot_minutes: int

    @property
    def days(self) -> Ints:
        """The day of each, counted from 1970-01-01. [days]"""
        return self.minutes // DAY_MINUTES


def slot_minutes(hours: Iterable[str], zones: Iterable[str], at_most: int = 30) -> int:
    """How long slots may be, so that no boundary of these hours and clocks divides one. [minutes]

    Args:
        hours: Opening hours in use.
        zones: IANA names of the clocks in use.
        at_most: What else divides time, such as planning intervals. [minutes]
    """
    common = at_most
    for text in hours:
        for minute in re.findall(r":(\d\d)", text):
            common = gcd(common, int(minute))
    for zone in zones:
        common = gcd(common, _offset_grain(zone))
    return next(minutes for minutes in _SLOTS if common % minutes == 0)


@lru_cache(_ZONES_KEPT)
def _offset_grain(zone: str) -> int:
    """What divides all offsets of a clock from UTC. [minutes]"""
    name = ZoneInfo(zone)
    moments = (datetime(year, month, 1, tzinfo=name) for year in _YEARS_ASKED for month in (1, 4, 7, 10))
    grain = DAY_MINUTES
    for offset in {moment.utcoffset() or timedelta() for moment in moments}:
        grain = gcd(grain, int(offset.total_seconds()) // 60)
    return grain


def utc_minutes(local: Ints, zone: str) -> tuple[Ints, Flags, Flags]:
    """Local times as UTC, and which of them the clock skipped, or showed twice. [minutes since 1970]"""
    name = ZoneInfo(zone)
    utc = np.empty_like(local)
    skipped, twice = np.zeros(len(local), bool), np.zeros(len(local), bool)
    days = local // DAY_MINUTES
    for day in np.unique(days):
        places = np.flatnonzero(days == day)
        steady = _steady_offset(int(day), name)
        if steady is not None:
            utc[places] = local[places] - steady
            continue
        for place in places:
            wall = datetime(1970, 1, 1) + timedelta(minutes=int(local[place]))  # noqa: DTZ001 - a local clock's
            before, after = (_minutes_ahead(wall.replace(tzinfo=name, fold=fold)) for fold in (0, 1))
            utc[place] = local[place] - before
            skipped[place], twice[place] = before < after, before > after
    return utc, skipped, twice


def local_minutes(utc: Ints, zone: str) -> Ints:
    """Times of UTC by another clock. [minutes since its 1970]"""
    name = ZoneInfo(zone)
    local = np.empty_like(utc)
    days = utc // DAY_MINUTES
    for day in np.unique(days):
        places = np.flatnonzero(days == day)
        steady = _steady_offset(int(day), name)
        if steady is not None:
            local[places] = utc[places] + steady
            continue
        for place in places:
            moment = datetime.fromtimestamp(60 * int(utc[place]), UTC).astimezone(name)
            local[place] = utc[place] + _minutes_ahead(moment)
    return local


def _steady_offset(day: int, zone: ZoneInfo) -> int | None:
    """By how much a clock is ahead about a day, where it is not changed there. [minutes]"""
    noon = datetime(1970, 1, 1, 12, tzinfo=UTC) + timedelta(day)
    ahead = {_minutes_ahead((noon + timedelta(away)).astimezone(zone)) for away in (-_DAYS_ABOUT, 0, _DAYS_ABOUT)}
    return ahead.pop() if len(ahead) == 1 else None


def _minutes_ahead(moment: datetime) -> int:
    """By how much a moment's clock is ahead of UTC. [minutes]"""
    return int((moment.utcoffset() or timedelta()).total_seconds()) // 60


def within_hours(clocked: Clocked, text: str, country: str | None) -> Flags:
    """Which slots the line is open for the whole of.

    Args:
        clocked: The slots by the clock of the hours.
        text: Opening hours.
        country: Whose holidays ``PH`` means; None is nobody's.

    Raises:
        ValueError: The country's holidays are not known.
    """
    days = clocked.days
    if not len(days):
        return np.zeros(0, bool)
    first, count = int(days.min()), int(days.max() - days.min()) + 1
    first_day = EPOCH + timedelta(first)
    closed = public_holidays(country, first_day, count) if country and "PH" in text else frozenset[date]()
    clocks = open_minutes(text, first_day, count, holidays=closed)
    whole = (1 << clocked.slot_minutes) - 1
    of_day = (clocked.minutes % DAY_MINUTES).tolist()
    return np.array(
        [clocks[day - first] >> minute & whole == whole for day, minute in zip(days.tolist(), of_day, strict=True)],
        bool,
    )


def on_holidays(clocked: Clocked, country: str) -> Flags:
    """Which slots are on public holidays of a country.

    Raises:
        ValueError: They are not known.
    """
    days = clocked.days
    if not len(days):
        return np.zeros(0, bool)
    first, count = int(days.min()), int(days.max() - days.min()) + 1
    found = public_holidays(country, EPOCH + timedelta(first), count)
    return np.isin(days, [(day - EPOCH).days for day in found])


class CycleSpan(NamedTuple):
    """One billing cycle.

    Attributes:
        name: ``2026-03`` for a month, its first day for four weeks.
        first_day: Its first day.
        days: How long it is. [days]
        contract_month: The month of the contract that it is told by, from 1.
        is_first: Whether the contract begins with it.
    """

    name: str
    first_day: date
    days: int
    contract_month: int
    is_first: bool


def month_numbers(clocked: Clocked) -> Ints:
    """The calendar month of each slot, counted from January 1970."""
    return clocked.days.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)


def month_span(number: int, first: int) -> CycleSpan:
    """A calendar month.

    Args:
        number: Counted from January 1970.
        first: The contract's first, counted alike.
    """
    begin, end = _first_of(number), _first_of(number + 1)
    return CycleSpan(f"{begin:%Y-%m}", begin, (end - begin).days, number - first + 1, number == first)


def four_week_numbers(clocked: Clocked, start: date) -> Ints:
    """The 4-week cycle of each slot, counted from that which begins on a day."""
    return (clocked.days - (start - EPOCH).days) // CYCLE_DAYS


def month_of(day: date) -> int:
    """A day's calendar month, counted from January 1970."""
    return 12 * (day.year - EPOCH.year) + day.month - 1


def day_of(number: int) -> date:
    """A day, counted from 1970-01-01."""
    return EPOCH + timedelta(number)


def _first_of(number: int) -> date:
    """The first day of a month, counted from January 1970."""
    return date(EPOCH.year + number // 12, number % 12 + 1, 1)
