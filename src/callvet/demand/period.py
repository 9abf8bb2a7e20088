"""What one bill is for: an ordinary month, or a month or 4-week cycle of a contract, and how many contacts it brings.

An ordinary period has no dates. Contract months begin on the day of the month on which the contract does, or on the
last of a month that is too short.
"""

from __future__ import annotations

from calendar import monthrange
from collections import Counter
from datetime import date, timedelta
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from callvet.model.needs import CONTRACT_YEARS

if TYPE_CHECKING:
    from decimal import Decimal

    from callvet.model.demand import Demand

MONTH_DAYS: Final = Fraction("30.4375")
"""A year of 365.25 days has twelve months alike. [days]"""
CYCLE_DAYS: Final = 28
"""A 4-week cycle. [days]"""
_MONTHS_A_YEAR: Final = 12
_PERIODS_KEPT: Final = 256
"""All charges and adjustments of all quotes ask about the same few periods, so the last ones are kept."""


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
    course = _Course(demand.season, demand.growth_per_year)
    bounds = [_months_after(start, number) for number in range(months + 1)]
    return tuple(_dated(course, start, begin, (end - begin).days, Fraction(1)) for begin, end in pairwise(bounds))


def four_week_cycles(demand: Demand, start: date, cycles: int) -> tuple[Period, ...]:
    """The first 4-week cycles of a contract, each with its days' parts of the volume of the months that it is in.

    Args:
        demand: Its season and growth.
        start: The first day of the contract.
        cycles: How many. [count]

    Raises:
        ValueError: They are not within the years 1902 to 9990.
    """
    course = _Course(demand.season, demand.growth_per_year)
    for months in (0, cycles):  # a cycle is no longer than a month
        _months_after(start, months)
    begins = [start + timedelta(CYCLE_DAYS * number) for number in range(cycles)]
    return tuple(_dated(course, start, begin, CYCLE_DAYS, CYCLE_DAYS / MONTH_DAYS) for begin in begins)


class _Course(NamedTuple):
    """What the volume of a month hangs on, beside the month."""

    season: tuple[Decimal, ...]
    growth_per_year: Decimal


@lru_cache(_PERIODS_KEPT)
def _dated(course: _Course, start: date, first_day: date, days: int, months: Fraction) -> Period:
    """The period from ``first_day`` on."""
    number = _contract_month(start, first_day)
    volume, day, end = Fraction(0), first_day, first_day + timedelta(days)
    while day < end:
        month = _contract_month(start, day)
        begins, ends = _months_after(start, month - 1), _months_after(start, month)
        until = min(ends, end)
        seasons = (_season(course.season, one) * count for one, count in _days_by_month(day, until).items())
        volume += sum(seasons, Fraction(0)) / (ends - begins).days * _growth(course.growth_per_year, month)
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
    if year not in CONTRACT_YEARS:
        reached = f"{months} months from {start} are" if months else f"the first day of the contract, {start}, is"
        within = f"{CONTRACT_YEARS[0]} to {CONTRACT_YEARS[-1]}"
        message = f"{reached} not within {within}; mend start{' or term_months' if months else ''}"
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
