"""What is counted of a charge in each billing cycle of a log: sums in, the ``Count`` of a forecast out.

The rules are those of ``demand.metering``, for contacts that are there one by one: minutes are those of phone
contacts, or of the channel that the charge's ``when`` names; calls, chats and the rest are those that an agent had;
outcomes are those of such contacts. Short free calls are the first of a cycle (``free_calls``). What a condition asks
and the log does not say, is taken for no and for yes, one option each.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final, NamedTuple, Protocol

import numpy as np

from callvet.calls.events import is_event
from callvet.calls.plan import clock_of, primary, settled, takes_staff
from callvet.calls.rows import CHANNELS
from callvet.demand.ends import Option
from callvet.model.charge_kind import MESSAGE, OUTCOMES
from callvet.pricing.count import Count

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from callvet.calls.calendar import QuoteCalendar
    from callvet.calls.clock import ClockSpec
    from callvet.calls.columns import Columns
    from callvet.calls.metering import Sums
    from callvet.calls.slots import Flags, Ints
    from callvet.model.charge import Charge, When
    from callvet.model.charge_kind import ChargeKind
    from callvet.model.quote import Adjustment

_MS_A_MINUTE: Final = 60_000
_MS: Final = 1000
_CONTACTS: Final = frozenset({"call", "chat", "email", "sms", "social", "contact"})
_FROM_CALLS: Final[frozenset[ChargeKind]] = frozenset({"minute", "call", "chat", "email", "sms", "contact", "transfer"})
COUNTED_HERE: Final[frozenset[ChargeKind]] = _FROM_CALLS | OUTCOMES


class Others(Protocol):
    """Counts what is not of contacts."""

    def __call__(self, charge: Charge, place: int, *, is_most: bool) -> Count:
        """What is counted of a charge in a cycle, with the least staff or with the most."""


class LogUsage(NamedTuple):
    """What the charges of one quote are counted over.

    Attributes:
        sums: Of the log.
        columns: What the log has.
        calendar: The quote's.
        slot_of: Which slot of the calendar each row of the sums is in.
        cycle_of: Which cycle.
        adjustments: Those of the quote.
        stated: Quantities of each cycle by name, which no log has.
        sales_value: Of each cycle. [money]
        beyond: By cycle, the calls that a stated team cannot answer in time. [share of calls]
        others: Counts what is not of contacts, by charge and cycle, with the least staff or with the most.
        staffs_both_ways: Whether the two differ.
        free: Short calls that are free, by row.
        alike: One contact of each group alike, and how many there are, for bounds on what one may cost.
    """

    sums: Sums
    columns: Columns
    calendar: QuoteCalendar
    slot_of: Ints
    cycle_of: Ints
    adjustments: tuple[Adjustment, ...]
    stated: Mapping[str, Fraction]
    sales_value: Fraction
    beyond: tuple[Fraction, ...]
    others: Others
    staffs_both_ways: bool
    free: Callable[[ClockSpec, Charge, Flags], tuple[Ints, Ints]]
    alike: Callable[[], tuple[LogUsage, Ints] | None] = lambda: None

    def by_cycle(self, values: Ints) -> list[int]:
        """Whole sums for each cycle."""
        found = np.zeros(len(self.calendar.cycles), np.int64)
        np.add.at(found, self.cycle_of, values)
        return found.tolist()


class _Part(NamedTuple):
    """Units of a charge, marked alike.

    Attributes:
        kind: What they are counted as.
        units: By row. [units x divisor]
        divisor: What makes units of them.
        contacts: By row, the contacts that they belong to. [contacts]
        stated: In place of rows, what every cycle has. [units]
    """

    kind: ChargeKind
    units: Ints
    divisor: int
    contacts: Ints
    stated: Fraction = Fraction(0)


def options(charge: Charge, usage: LogUsage, *, exact: bool = False) -> list[tuple[Option, ...]]:
    """For each cycle, every way to answer what a charge leaves open and what the log does not say.

    Args:
        charge: Of the quote.
        usage: What it is counted over.
        exact: Whether minutes are told as they are, before any rounding.
    """
    unsaid = (False, True) if _asks_unsaid(charge, usage) else (False,)
    if COUNTED_HERE.isdisjoint(charge.per):
        staff = (False, True) if usage.staffs_both_ways and takes_staff(charge) else (False,)
        places = range(len(usage.calendar.cycles))
        found = [
            (one, [usage.others(one, n, is_most=most) for n in places]) for one in settled(charge) for most in staff
        ]
    else:
        found = [
            (one, _counts(one, usage, is_meant=is_meant, exact=exact)) for one in settled(charge) for is_meant in unsaid
        ]
    return [tuple(Option(one, counts[n]) for one, counts in found) for n in range(len(usage.calendar.cycles))]


def _counts(charge: Charge, usage: LogUsage, *, is_meant: bool, exact: bool) -> list[Count]:
    """What is counted in each cycle of a charge with nothing open."""
    cycles = range(len(usage.calendar.cycles))
    whens = (charge.when,) if charge.when else ()
    mask = mask_of(whens, usage, is_meant=is_meant)
    parts = [part for kind in charge.per for part in _parts(kind, charge, usage, mask, exact=exact)]
    share = Fraction(1 if charge.share_of_calls is None else charge.share_of_calls)
    shares = [share * beyond_share(whens, usage, place) for place in cycles]
    units = _units(parts, usage, mask, has_when=bool(whens))
    contacts = np.zeros_like(usage.sums.calls)
    for part in parts:
        contacts = np.maximum(contacts, np.where(mask, part.contacts, 0))
    had = usage.by_cycle(contacts)
    each = _each(charge, usage, is_meant=is_meant, exact=exact)
    marked = [_marked(one, parts, whens, usage, is_meant=is_meant) for one in usage.adjustments]
    return [
        Count(
            units=units[place] * shares[place],
            marked_shares=tuple(one[place] / units[place] if units[place] else Fraction(0) for one in marked),
            contacts=had[place] * shares[place],
            each=each[place][0],
            repeats=each[place][1],
            chance=shares[place],
        )
        for place in cycles
    ]


def _each(
    charge: Charge, usage: LogUsage, *, is_meant: bool, exact: bool
) -> list[tuple[tuple[Fraction, ...], tuple[int, ...]]]:
    """For each cycle, the units of one contact of every group alike, and how many it has; nothing without a bound."""
    found = usage.alike() if charge.cap_per_contact is not None and not exact else None
    if found is None:
        return [((), ())] * len(usage.calendar.cycles)
    alike, repeats = found
    mask = mask_of((charge.when,) if charge.when else (), alike, is_meant=is_meant)
    parts = [part for kind in charge.per for part in _parts(kind, charge, alike, mask, exact=False)]
    units = [Fraction(0)] * len(repeats)
    for part in parts:
        for place, one in enumerate(np.where(mask, part.units, 0).tolist()):
            units[place] += Fraction(one, part.divisor)
    spans = (np.flatnonzero(alike.cycle_of == place) for place in range(len(usage.calendar.cycles)))
    return [(tuple(units[row] for row in rows), tuple(int(repeats[row]) for row in rows)) for rows in spans]


def _units(parts: Sequence[_Part], usage: LogUsage, mask: Flags, *, has_when: bool) -> list[Fraction]:
    """The units of all parts in each cycle, of the rows that are meant."""
    found = [Fraction(0)] * len(usage.calendar.cycles)
    for part in parts:
        for place, one in enumerate(usage.by_cycle(np.where(mask, part.units, 0))):
            found[place] += Fraction(one, part.divisor) + (0 if has_when else part.stated)
    return found


def _marked(
    adjustment: Adjustment, parts: Sequence[_Part], whens: Sequence[When], usage: LogUsage, *, is_meant: bool
) -> list[Fraction]:
    """The units that an adjustment marks, in each cycle."""
    own = (adjustment.when,) if adjustment.when else ()
    mask = mask_of((*whens, *own), usage, is_meant=is_meant)
    applied = [part for part in parts if part.kind in adjustment.applies_to]
    units = _units(applied, usage, mask, has_when=bool(whens or own))
    return [one * beyond_share(own, usage, place) for place, one in enumerate(units)]


def mask_of(whens: Sequence[When], usage: LogUsage, *, is_meant: bool = False) -> Flags:
    """Which rows all conditions mean.

    Args:
        whens: The conditions.
        usage: What they are asked of.
        is_meant: What is taken to hold of all rows where the log does not say.
    """
    sums, calendar = usage.sums, usage.calendar
    mask = np.ones(len(sums.calls), bool)
    for when in whens:
        for times, wanted in _time_marks(when, calendar):
            mask &= times[usage.slot_of] == wanted
        if when.channel is not None:
            mask &= sums.has("channel", CHANNELS.index(when.channel))
        if when.direction is not None:
            mask &= sums.has("direction", int(when.direction == "out"))
        if when.language is not None:
            mask &= _speaks(when.language, usage, is_meant=is_meant)
        if when.beyond is not None:
            mask &= sums.has("channel", 0) & sums.has("direction", 0)
    return mask


def _time_marks(when: When, calendar: QuoteCalendar) -> Iterator[tuple[Flags, bool]]:
    """Which slots a condition names, and whether it means those or the others."""
    if when.within is not None:
        yield calendar.within(when.within), True
    if when.outside is not None:
        yield calendar.within(when.outside), False
    if when.holiday is not None:
        yield calendar.holiday(when.holiday), True


def _speaks(language: str, usage: LogUsage, *, is_meant: bool) -> Flags:
    """Which rows are in a language; regions of a language are one."""
    sums = usage.sums
    if "language" not in usage.columns.own:
        return np.full(len(sums.calls), is_meant)
    values = next(one.values for one in sums.shape.dimensions if one.name == "language")
    return sums.has("language", values.index(primary(language)))


def beyond_share(whens: Sequence[When], usage: LogUsage, place: int) -> Fraction:
    """How many of the calls are beyond the team, if that is a condition. [share of calls]"""
    return usage.beyond[place] if any(when.beyond for when in whens) else Fraction(1)


def _asks_unsaid(charge: Charge, usage: LogUsage) -> bool:
    """Whether a charge, or an adjustment of it, asks for a language that the log does not tell."""
    if "language" in usage.columns.own or COUNTED_HERE.isdisjoint(charge.per):
        return False
    own = [charge.when] if charge.when else []
    own += [one.when for one in usage.adjustments if one.when and set(one.applies_to) & set(charge.per)]
    return any(when.language for when in own)


def _parts(kind: ChargeKind, charge: Charge, usage: LogUsage, mask: Flags, *, exact: bool) -> Iterator[_Part]:
    """What is counted of one kind."""
    sums = usage.sums
    if kind == "minute":
        yield _clocked(charge, usage, mask, exact=exact)
        for event, seconds in (charge.event_seconds or {}).items():
            yield from _events(event, seconds, usage)
        return
    had = np.where(is_event(kind, usage.sums), sums.calls, 0)
    if charge.percent_of_value is not None:
        yield _Part(kind, np.zeros_like(had), 1, had, usage.sales_value)
    else:
        yield _Part(kind, had, 1, had)


def _clocked(charge: Charge, usage: LogUsage, mask: Flags, *, exact: bool) -> _Part:
    """The billed time of contacts."""
    sums = usage.sums
    clock = clock_of(charge, usage.columns)
    channel = charge.when.channel if charge.when else None
    named = channel if channel not in {None, *(charge.event_seconds or ())} else "phone"
    runs = sums.has("channel", CHANNELS.index(named or "phone"))
    times = _exact_time(clock, sums) if exact else sums.billed[clock]
    times, contacts = np.where(runs, times, 0), np.where(runs, sums.charged[clock], 0)
    if clock.free_under_ms is not None and clock in sums.short:
        free_time, free_calls = usage.free(clock, charge, mask & runs)
        # What is free is taken off as it would be billed; its exact time differs by less than its rounding.
        times, contacts = times - free_time, contacts - free_calls
    return _Part("minute", times, _MS_A_MINUTE, contacts)


def _exact_time(clock: ClockSpec, sums: Sums) -> Ints:
    """The time that runs a clock, before any rounding. [milliseconds]"""
    total = sums.charged[clock] * clock.wrap_fixed_ms
    for part in clock.parts:
        is_capped = part == "wrap" and clock.wrap_cap_ms is not None
        total = total + (sums.capped[clock.wrap_cap_ms or 0] if is_capped else sums.parts[part])
    return total


def _events(event: str, seconds: int, usage: LogUsage) -> Iterator[_Part]:
    """The billed time of events: contacts, outcomes, or what the needs state for every cycle."""
    if event in _CONTACTS | OUTCOMES | {"transfer"}:
        had = np.where(is_event(event, usage.sums), usage.sums.calls, 0)
        yield _Part("minute", had * seconds * _MS, _MS_A_MINUTE, had)
    elif event != MESSAGE and event in usage.stated:
        none = np.zeros_like(usage.sums.calls)
        yield _Part("minute", none, 1, none, usage.stated[event] * Fraction(seconds, 60))
