"""Calls of other days than those of the billing cycle: readings of an invoice for the wrong stretch of time."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from callvet.evaluation.audit.readings import Reading

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from callvet.calls.slots import CycleSpan
    from callvet.evaluation.audit.readings import Days

_DAY: Final = timedelta(1)
_LENGTHS: Final = (28, 30)
"""What is billed in place of a month: four weeks, thirty days. [days]"""


def days_of(span: CycleSpan) -> Days:
    """The first and the last day of a cycle."""
    return span.first_day, span.first_day + timedelta(span.days - 1)


def neighbours(span: CycleSpan) -> tuple[Days, Days]:
    """The cycles before and after one."""
    first, last = days_of(span)
    if span.name == str(first):  # four weeks are called by their first day
        whole = timedelta(span.days)
        return (first - whole, last - whole), (first + whole, last + whole)
    next_month = last + _DAY
    return ((first - _DAY).replace(day=1), first - _DAY), (next_month, _month_end(next_month))


def _month_end(first: date) -> date:
    """The last day of a month."""
    return (first + timedelta(31)).replace(day=1) - _DAY


def readings_of_days(span: CycleSpan, begin: date | None, end: date | None) -> Iterator[Reading]:
    """Invoices for other days than those of the cycle, the likelier first.

    Args:
        span: The cycle.
        begin: The first day of the log; None where no call can be billed.
        end: Its last.
    """
    if begin is None or end is None:
        return
    known, (first, last) = (begin, end), days_of(span)
    ways = [(first - _DAY, last), (first, last + _DAY), (first + _DAY, last), (first, last - _DAY)]
    ways += [(first - _DAY, last - _DAY), (first + _DAY, last + _DAY)]
    ways += [(first, first + timedelta(days - 1)) for days in _LENGTHS if span.name != str(first)]
    ways += neighbours(span)
    tried = {_within((first, last), known)}
    for one in ways:
        there = _within(one, known)
        if there[0] <= there[1] and there not in tried:
            tried.add(there)
            reason = f"calls from {one[0]} to {one[1]} are billed, the cycle is from {first} to {last}"
            yield Reading("period", reason, ("cycle",), days=one, weak=True)


def _within(days: Days, known: Days) -> Days:
    """The days of a stretch that a log has."""
    return max(days[0], known[0]), min(days[1], known[1])
