"""From the sums of a log to a tally for each day of its clock."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from callvet.calls.rows import AMBIGUOUS, CHANNELS, SKIPPED
from callvet.calls.slots import DAY_MINUTES, day_of, local_minutes, utc_minutes
from callvet.calls.vital_sums import CSAT_SCALES
from callvet.monitor.tally import Tally

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import date

    from callvet.calls.people_sums import AgentSums, CustomerSums
    from callvet.calls.slots import Flags, Ints
    from callvet.calls.vital_sums import SignSums

    _Of = Callable[[str, Flags], Ints]

_OTHER_CHANNELS: Final = {"chat": "chats", "email": "emails", "sms": "texts", "social": "social"}
_OF_CALLS: Final = ("talk_ms", "hold_ms", "wrap_ms")


class SlotDays(NamedTuple):
    """On which day of a log's clock each of its slots is.

    Attributes:
        slots: Each once, in order.
        days: The day of each, counted from 1970-01-01.
        ahead: How far the clock is ahead of starts as they are written. [minutes]
        skipped: Slots that the clock skipped.
        twice: Slots that it showed twice.
    """

    slots: Ints
    days: Ints
    ahead: Ints
    skipped: Flags
    twice: Flags

    @property
    def left_out(self) -> tuple[int, ...]:
        """Slots of which nobody knows when they were."""
        return tuple(int(slot) for slot in self.slots[self.skipped | self.twice])


def slot_days(sums: SignSums, zone: str, *, has_offset: bool) -> SlotDays:
    """On which day each slot of a log is.

    Args:
        sums: Of the log.
        zone: IANA name of its clock.
        has_offset: Whether its slots are those of UTC, else of that clock.
    """
    slots = np.unique(sums.slots)
    minutes = slots * sums.spec.shape.slot_minutes
    if has_offset:
        local, never = local_minutes(minutes, zone), np.zeros(len(slots), bool)
        return SlotDays(slots, local // DAY_MINUTES, local - minutes, never, never)
    _, skipped, twice = utc_minutes(minutes, zone)
    return SlotDays(slots, minutes // DAY_MINUTES, np.zeros_like(slots), skipped, twice)


def bad_by_slot(sums: SignSums, days: SlotDays) -> dict[int, int]:
    """Rows that are left out, with those whose local time the clock skipped or showed twice. [rows]"""
    bad = dict(sums.bad)
    place = np.searchsorted(days.slots, sums.slots)
    for number, wrong in ((SKIPPED, days.skipped), (AMBIGUOUS, days.twice)):
        if rows := int(sums.columns["calls"][wrong[place]].sum()):
            bad[number] = rows
    return bad


def tallies(
    sums: SignSums, days: SlotDays, customers: CustomerSums | None = None, agents: AgentSums | None = None
) -> dict[date, Tally]:
    """What was counted on each day, by day, in order.

    Args:
        sums: Of the first pass.
        days: Of its slots.
        customers: Of the pass by customer, where there was one.
        agents: Of the pass by agent, where there was one.
    """
    sound = ~(days.skipped | days.twice)
    place = np.searchsorted(days.slots, sums.slots)
    keep = sound[place]
    found: dict[int, dict[str, int]] = {}
    _add(found, days.days[place][keep], {name: one[keep] for name, one in _counts(sums)})
    if customers is not None:
        at = np.searchsorted(days.slots, customers.slots)
        kept = sound[at]
        columns = {name: np.asarray(getattr(customers, name))[kept] for name in customers._fields[1:]}
        _add(found, days.days[at][kept], columns)
    if agents is not None:
        _add(found, agents.days, {name: np.asarray(getattr(agents, name)) for name in agents._fields[1:]})
    return {day_of(day): Tally(**counts) for day, counts in sorted(found.items())}


def csat_top(sums: SignSums) -> int | None:
    """The highest mark of the scale that the marks of satisfaction are of; None where none holds them all."""
    return next((top for top in CSAT_SCALES if not _sum(sums, f"csat_over_{top}")), None)


def unread_marks(sums: SignSums) -> Iterator[tuple[str, int]]:
    """Columns of marks in which some are none, and in how many rows. [rows]"""
    for name in ("csat", "nps", "effort", "quality"):
        if count := _sum(sums, f"{name}_unread"):
            yield name, count


def _sum(sums: SignSums, name: str) -> int:
    """The sum of a column; 0 where it was not read."""
    return int(sums.columns[name].sum()) if name in sums.columns else 0


def _add(found: dict[int, dict[str, int]], days: Ints, columns: Mapping[str, Ints]) -> None:
    """Add sums by day."""
    if not len(days):
        return
    each, of = np.unique(days, return_inverse=True)
    for name, column in columns.items():
        totals = np.zeros(len(each), np.int64)
        np.add.at(totals, of, column)
        for day, total in zip(each.tolist(), totals.tolist(), strict=True):
            found.setdefault(day, {})[name] = total


def _counts(sums: SignSums) -> Iterator[tuple[str, Ints]]:
    """The fields of a tally that the first pass fills, row by row."""
    answered = sums.which("answered") == 1
    came_in, phone = sums.which("direction") == 0, sums.which("channel") == 0
    call = came_in & phone
    said_lost = (sums.which("abandoned") == 1) & ~answered
    lost, left = call & said_lost, call & ~answered & ~said_lost
    got = call & answered

    def of(name: str, rows: Flags) -> Ints:
        return np.where(rows, sums.columns[name], 0) if name in sums.columns else np.zeros_like(sums.slots)

    def given_up(name: str, queued: str) -> Ints:
        return of(name, lost) + of(queued, left)

    has_wait = {"queue", "ring"} & set(sums.spec.shape.parts)
    gone = given_up("calls", "queued")
    yield "answered", of("calls", got)
    yield "contacts", of("calls", answered)
    yield "offered", of("calls", got) + gone
    yield "given_up", gone
    yield "not_offered", of("calls", left) - of("queued", left)
    if has_wait:
        yield "timed", of("calls", got) + gone
        yield "waited", of("calls", got)
        yield "in_time", of("in_time", got)
        yield "near", of("near", got)
        yield "wait_ms", of("wait_ms", got)
        yield "given_up_wait_ms", given_up("wait_ms", "wait_ms")
        yield "given_up_short", given_up("short", "short_queued")
        yield "given_up_in_time", given_up("in_time", "in_time_queued")
    yield from ((name, of(name, got)) for name in _OF_CALLS)
    yield "transferred", of("transferred_yes", got)
    yield from _said(sums, came_in & answered, of)
    if has_wait:
        yield from _by_channel(sums, came_in, answered, of)


def _said(sums: SignSums, rows: Flags, of: _Of) -> Iterator[tuple[str, Ints]]:
    """What customers, reviewers and agents said of answered contacts that came in."""
    yield "resolved", of("resolved_yes", rows)
    yield "not_resolved", of("resolved_no", rows)
    yield "churned", of("churned_yes", rows)
    yield "stayed", of("churned_no", rows)
    satisfied = "csat_satisfied" if sums.spec.csat_from is not None else f"csat_of_{csat_top(sums)}"
    if satisfied in sums.columns:
        yield "csat_marks", of("csat_marks", rows)
        yield "satisfied", of(satisfied, rows)
    yield "nps_marks", of("nps_marks", rows)
    yield from ((name, of(name, rows)) for name in ("promoters", "detractors"))
    for name in ("effort", "quality"):
        yield from ((f"{name}_{what}", of(f"{name}_{what}", rows)) for what in ("marks", "sum"))


def _by_channel(sums: SignSums, came_in: Flags, answered: Flags, of: _Of) -> Iterator[tuple[str, Ints]]:
    """Contacts of the other channels, and those answered in time."""
    channel = sums.which("channel")
    for name, field in _OTHER_CHANNELS.items():
        rows = came_in & (channel == CHANNELS.index(name))
        yield field, of("calls", rows)
        yield f"{field}_in_time", of("in_time", rows & answered)
