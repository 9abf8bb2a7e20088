"""A quote's own calendar over the slots of a log: which billing cycle each is in, and which conditions hold in it."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from callvet.calls.slots import (
    Clocked,
    CycleSpan,
    day_of,
    four_week_numbers,
    local_minutes,
    month_numbers,
    month_of,
    month_span,
    on_holidays,
    utc_minutes,
    within_hours,
)
from callvet.demand.period import CYCLE_DAYS, MONTH_DAYS

if TYPE_CHECKING:
    from callvet.calls.metering import Sums
    from callvet.calls.slots import Flags, Ints
    from callvet.model.quote import Quote

_HALF_A_CYCLE: Final = CYCLE_DAYS // 2


class Times(NamedTuple):
    """The slots of a log, each once.

    Attributes:
        slots: As they are counted in the log.
        utc: When each begins. [minutes since 1970]
        local: The same by the log's clock. [minutes since its 1970]
        zone: IANA name of the log's clock.
        minutes: How long a slot is. [minutes]
    """

    slots: Ints
    utc: Ints
    local: Ints
    zone: str
    minutes: int

    def by(self, zone: str) -> Clocked:
        """The slots by a clock."""
        return Clocked(self.local if zone == self.zone else local_minutes(self.utc, zone), self.minutes)


class CallTimes(NamedTuple):
    """When the calls of a log were.

    Attributes:
        times: Their slots.
        skipped: Slots that the local clock skipped.
        twice: Slots that it showed twice.
    """

    times: Times
    skipped: Flags
    twice: Flags


def call_times(sums: Sums, zone: str, *, has_offset: bool) -> CallTimes:
    """The slots of a log.

    Args:
        sums: Of the log.
        zone: IANA name of its clock.
        has_offset: Whether its slots are those of UTC, else of that clock.
    """
    slots = np.unique(sums.slots)
    minutes = slots * sums.shape.slot_minutes
    if has_offset:
        never = np.zeros(len(slots), bool)
        return CallTimes(
            Times(slots, minutes, local_minutes(minutes, zone), zone, sums.shape.slot_minutes), never, never
        )
    utc, skipped, twice = utc_minutes(minutes, zone)
    return CallTimes(Times(slots, utc, minutes, zone, sums.shape.slot_minutes), skipped, twice)


class QuoteCalendar(NamedTuple):
    """What a quote's calendar says of the slots.

    Attributes:
        clocked: The slots by the quote's clock.
        cycles: Its billing cycles from the first with calls to the last, none left out.
        cycle_of: Which of them each slot is in.
        country: Whose holidays ``PH`` means in its hours.
        known: What was asked so far, since many charges ask for the same hours.
    """

    clocked: Clocked
    cycles: tuple[CycleSpan, ...]
    cycle_of: Ints
    country: str | None
    known: dict[tuple[str, str], Flags]

    def within(self, hours: str) -> Flags:
        """Which slots the line is open for the whole of."""
        if ("hours", hours) not in self.known:
            self.known["hours", hours] = within_hours(self.clocked, hours, self.country)
        return self.known["hours", hours]

    def holiday(self, country: str) -> Flags:
        """Which slots are on public holidays of a country."""
        if ("holiday", country) not in self.known:
            self.known["holiday", country] = on_holidays(self.clocked, country)
        return self.known["holiday", country]


def quote_calendar(quote: Quote, times: Times, zone: str, start: date | None, country: str | None) -> QuoteCalendar:
    """The calendar of a quote.

    Args:
        quote: Its cycle.
        times: The slots of the log.
        zone: IANA name of the clock that its cycles and hours go by.
        start: First day of the contract; None is that of the first call's cycle.
        country: Whose holidays ``PH`` means.
    """
    clocked = times.by(zone)
    if quote.billing_cycle == "4_weeks":
        cycles, cycle_of = _four_weeks(clocked, start)
    else:
        cycles, cycle_of = _months(clocked, start)
    return QuoteCalendar(clocked, cycles, cycle_of, country, {})


def one_cycle(span: CycleSpan, times: Times, zone: str, country: str | None) -> QuoteCalendar:
    """A calendar by which all slots are billed in one cycle, whenever they were; the rest as ``quote_calendar``."""
    clocked = times.by(zone)
    return QuoteCalendar(clocked, (span,), np.zeros_like(clocked.minutes), country, {})


def _months(clocked: Clocked, start: date | None) -> tuple[tuple[CycleSpan, ...], Ints]:
    """Calendar months."""
    numbers = month_numbers(clocked)
    if not len(numbers):
        return (), numbers
    first, last = int(numbers.min()), int(numbers.max())
    contract = first if start is None else month_of(start)
    return tuple(month_span(number, contract) for number in range(first, last + 1)), numbers - first


def _four_weeks(clocked: Clocked, start: date | None) -> tuple[tuple[CycleSpan, ...], Ints]:
    """Cycles of four weeks from the first day of the contract; what is dated by months holds if in its middle."""
    if not len(clocked.minutes):
        return (), clocked.minutes
    begin = start or day_of(int(clocked.days.min()))
    numbers = four_week_numbers(clocked, begin)
    first, last = int(numbers.min()), int(numbers.max())
    spans = []
    for number in range(first, last + 1):
        day = begin + timedelta(number * CYCLE_DAYS)
        month = int((number * CYCLE_DAYS + _HALF_A_CYCLE) // MONTH_DAYS) + 1
        spans.append(CycleSpan(str(day), day, CYCLE_DAYS, month, number == 0))
    return tuple(spans), numbers - first


def months_of(quote: Quote) -> Fraction:
    """How many months a billing cycle is. [months]"""
    return CYCLE_DAYS / MONTH_DAYS if quote.billing_cycle == "4_weeks" else Fraction(1)
