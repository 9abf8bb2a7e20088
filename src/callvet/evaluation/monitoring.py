"""How is the vendor doing? The vital signs of a call log against what was promised. (`callvet monitor`)"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from callvet.calls.columns import LogError, ignored_columns
from callvet.calls.packed import held_to_their_sums
from callvet.calls.people_sums import Known, agent_sums, customer_sums
from callvet.calls.rejected import read_as_text
from callvet.calls.rejects import BadRows, Wrong, bad_rows, why_none
from callvet.calls.rows import CHANNELS
from callvet.calls.sessions import REST_HOURS
from callvet.calls.slots import slot_minutes
from callvet.calls.vital_sums import SignSpec, expect_exact, satisfied_from, sign_shape, sign_sums
from callvet.evaluation.logs.credits_due import Cost, Measured, cost_of
from callvet.evaluation.logs.day_tallies import bad_by_slot, csat_top, slot_days, tallies, unread_marks
from callvet.evaluation.logs.log_reading import OpenLog, is_over, open_for, rejects_file
from callvet.evaluation.logs.monitor_wishes import MonitorWishes
from callvet.evaluation.prices.quote_choice import chosen_quotes
from callvet.evaluation.reading import read_sound_case, read_sound_needs
from callvet.evaluation.vendor_page import profile_path
from callvet.load.discovery import NothingToWorkOnError
from callvet.model.wording import shown
from callvet.monitor.levels import LEVELS, LevelDefinition
from callvet.monitor.periods import FINER, By, Period, periods
from callvet.monitor.reading_signs import Reading, read_signs
from callvet.monitor.standards import NEAR_SECONDS, Standard, Times, promises_of, times_of
from callvet.monitor.tally import Tally, together

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from duckdb import DuckDBPyConnection

    from callvet.calls.vital_sums import SignSums
    from callvet.model.case import QuoteFile, VendorFile
    from callvet.model.needs import Needs
    from callvet.monitor.signs import SignName

FIRST_WEEKS: Final = timedelta(14)
"""The guide's watch on handle time: at least the first two weeks (document A)."""
_MOST_POINTS: Final = 60
_ENOUGH_POINTS: Final = 8
"""Trends and limits are told of so many periods at least, else of shorter ones. [periods]"""
_MS: Final = 1000


@dataclass(frozen=True, slots=True)
class MonitorAnswer:
    """The vital signs of a log.

    Attributes:
        log: As the user named it, fit to be shown.
        vendor: What people call the vendor; None where none was named.
        wishes: What was measured, and how; ``by`` is that of the periods.
        level: How a service level is reckoned.
        times: In what time contacts must be answered.
        timezone: IANA name of the log's clock.
        rows: All rows of the log. [rows]
        total: What was counted in all of it.
        periods: One after another.
        readings: Every sign, in order.
        watched_by: How long the periods of trends and limits are.
        cost: What it cost; None where no quote was named.
        bad: The rows that are left out.
        too_many_bad: Whether they are more than the user allows.
        notes: What the user should know.
    """

    log: str
    vendor: str | None
    wishes: MonitorWishes
    level: LevelDefinition
    times: Times
    timezone: str
    rows: int
    total: Tally
    periods: tuple[Period, ...]
    readings: tuple[Reading, ...]
    watched_by: By
    cost: Cost | None
    bad: BadRows
    too_many_bad: bool
    notes: tuple[str, ...]

    @property
    def is_missed(self) -> bool:
        """Whether anything that was promised was missed in any period."""
        return any(one.missed for one in self.readings if one.promise and one.promise.is_promise)

    def reading(self, name: SignName) -> Reading:
        """One sign."""
        return next(one for one in self.readings if one.sign.name == name)


class _Subject(NamedTuple):
    """Whose calls they are."""

    needs: Needs
    vendor: VendorFile | None
    offer: QuoteFile | None


def monitor_calls(
    log: str | Path,
    *,
    vendor: str | None = None,
    quote: str | None = None,
    needs: str | Path | None = None,
    wishes: MonitorWishes | None = None,
    watch: Callable[[DuckDBPyConnection], None] | None = None,
) -> MonitorAnswer:
    """Measure a call log against what was promised.

    Args:
        log: A CSV or Parquet file, or a folder of them.
        vendor: Whose promises hold: an id in ``vendors/``, or the path of a profile; left out, that of the quote.
        quote: By what the calls are billed: a file, or ``vendor/reference``; left out, nothing is said of cost.
        needs: The needs; left out, sought beside the vendor.
        wishes: What is measured, and how.
        watch: Is given the engine before it reads, to show how far it is.

    Raises:
        BadFilesError: Files have problems; all of it is told.
        NothingToWorkOnError: The log or a named path cannot be read.
    """
    wanted = wishes or MonitorWishes()
    subject = _subject(vendor, quote, needs)
    try:
        opened = open_for(Path(log), wanted.log, subject.needs, watch)
        with held_to_their_sums(opened.log):
            return _measured(opened, subject, wanted, needs, Path(log))
    except (LogError, ValueError) as refused:
        raise NothingToWorkOnError(str(refused)) from refused


def _subject(vendor: str | None, quote: str | None, needs: str | Path | None) -> _Subject:
    """The vendor, the quote and the needs that are meant."""
    profile, offer, found = None, None, None
    if quote is not None:
        chosen = chosen_quotes([quote], needs)
        if len(chosen.offers) != 1:
            ids = ", ".join(shown(one.id) for one in chosen.offers)
            message = f"{shown(quote)} means several quotes, {ids}; name one of them"
            raise NothingToWorkOnError(message)
        offer, found = chosen.offers[0], chosen.needs.needs
        profile = chosen.profiles.get(offer.vendor)
    if vendor is not None:
        case = read_sound_case([profile_path(vendor)], needs)
        if not case.vendors:
            message = f"{shown(vendor)} is no profile of a vendor; name one, such as vendors/northwind.yaml"
            raise NothingToWorkOnError(message)
        profile, found = case.vendors[0], found or case.needs.needs
    return _Subject(found or read_sound_needs(needs).needs, profile, offer)


def _measured(
    opened: OpenLog, subject: _Subject, wanted: MonitorWishes, needs: str | Path | None, path: Path
) -> MonitorAnswer:
    """The answer."""
    profile = subject.vendor.vendor if subject.vendor else None
    times = times_of(profile, subject.needs.service.calls, wanted.within_seconds)
    sums, days, bad = _days(opened, times, wanted)
    if wanted.first_weeks and days:
        last = min(days) + FIRST_WEEKS
        days, wanted = {day: one for day, one in days.items() if day < last}, replace(wanted, by="day")
    first, last_day = _bounds(days, wanted, bad)
    promises = promises_of(profile, subject.offer.quote if subject.offer else None, wanted.within_seconds)
    if "service_level" not in promises:
        promises["service_level"] = _wanted_level(subject.needs, wanted, times)
    level = LEVELS[wanted.level]
    told = periods(days, wanted.by, first, last_day)
    watched = _watched(days, wanted.by, first, last_day)
    readings = read_signs(told, watched[1], level, promises, frozenset(opened.log.columns.own))
    cost = None
    if subject.offer is not None and days:
        kept = {name: one for name, one in promises.items() if one.is_promise}
        at_least = frozenset(one.sign.name for one in readings if one.lacks)
        measured = Measured(days, level, kept, (first, last_day), at_least)
        cost = cost_of(path, subject.offer, measured, wanted.log, needs)
    total, rows = together(days.values()), int(sums.columns["calls"].sum()) + sum(sums.bad.values())
    return MonitorAnswer(
        opened.log.path, subject.vendor.name if subject.vendor else None, wanted, level, times, opened.zone, rows,
        total, told, readings, watched[0], cost, bad, is_over(bad.total, rows, wanted.log),
        tuple(_notes(opened, sums, total, wanted)),
    )  # fmt: skip


def _days(opened: OpenLog, times: Times, wanted: MonitorWishes) -> tuple[SignSums, Mapping[date, Tally], BadRows]:
    """What was counted on each day, and what was left out."""
    log, engine = opened.log, opened.engine
    shape = sign_shape(log, slot_minutes([], {opened.zone}), period=opened.period, no_repeats=wanted.log.no_repeats)
    within = {"phone": times.calls, "chat": times.chat, "email": times.email, "sms": times.sms, "social": times.social}
    within_ms = tuple(int(within.get(channel, times.calls) * _MS) for channel in CHANNELS)
    spec = SignSpec(shape, within_ms, NEAR_SECONDS * _MS, int(wanted.short_seconds * _MS), wanted.satisfied_from)
    sums = sign_sums(log, spec, engine)
    if as_text := read_as_text(log, engine):
        return _days(opened._replace(log=as_text), times, wanted)
    expect_exact(sums, log.path)
    slots = slot_days(sums, opened.zone, has_offset=log.has_offset)
    own = log.columns.own
    customers = customer_sums(log, sums, wanted.repeat_days, engine) if "customer" in own else None
    known = Known(opened.zone, slots.slots, slots.days, slots.left_out)
    agents = agent_sums(log, shape, known, engine) if "agent" in own else None
    wrong = Wrong(
        bad_by_slot(sums, slots),
        frozenset(slots.slots[slots.skipped].tolist()),
        frozenset(slots.slots[slots.twice].tolist()),
    )
    with rejects_file(wanted.log.rejects) as file:
        bad = bad_rows(log, shape, wrong, engine, file)
    return sums, tallies(sums, slots, customers, agents), bad


def _bounds(days: Mapping[date, Tally], wanted: MonitorWishes, bad: BadRows) -> tuple[date, date]:
    """The first and the last day that the log covers: as the user says, else those with calls."""
    if not days:
        message = f"the log has no row that can be measured ({why_none(bad)}); look at --from and --to, and at its rows"
        raise NothingToWorkOnError(message)
    first, last = min(days), max(days)
    if wanted.first_weeks:
        return first, min(last, first + FIRST_WEEKS - timedelta(1))
    return min(wanted.log.first_day or first, first), max(wanted.log.last_day or last, last)


def _wanted_level(needs: Needs, wanted: MonitorWishes, times: Times) -> Standard:
    """The service level of the needs, where nothing is promised."""
    asked = needs.service.calls
    source = f"your needs: within {times.calls:f} s" if wanted.within_seconds is None else "your needs' share"
    return Standard(Fraction(asked.share), source)


def _watched(days: Mapping[date, Tally], by: By, first: date, last: date) -> tuple[By, tuple[Period, ...]]:
    """The periods of trends and limits: whole ones, and enough of them, else shorter ones."""
    while True:
        whole = tuple(one for one in periods(days, by, first, last) if one.is_whole)
        if len(whole) >= _ENOUGH_POINTS or by == "day":
            return by, whole[-_MOST_POINTS:]
        by = FINER[by]


def _notes(opened: OpenLog, sums: SignSums, total: Tally, wanted: MonitorWishes) -> Iterator[str]:
    """What the user should know."""
    own = opened.log.columns.own
    lacking = [name for name in ("hold_seconds", "wrap_seconds") if name not in own]
    if lacking:
        told = f"the log has no {' and no '.join(lacking)}"
        yield f"{told}, so handle time may be longer than told, and a promise that it meets is open"
    if "queue_seconds" not in own and "ring_seconds" not in own:
        yield "the log has neither queue_seconds nor ring_seconds, so nothing is known of waiting"
    if total.not_offered:
        yield (
            f"{total.not_offered:,} calls that were neither answered nor given up never waited in the queue; "
            "they are in no level"
        )
    if "customer" in own:
        days = wanted.repeat_days
        yield (
            f"a repeat is another answered contact of the same customer within {days} days; of the log's first {days} "
            f"days nobody knows what came before, of its last {days} what comes after, so they are left out where that "
            "matters"
        )
    if total.span_ms:
        yield (
            "agents' hours are not in the log: they are taken as from the first call to the last before a rest of over "
            f"{REST_HOURS} hours, breaks too"
        )
    if total.csat_marks and wanted.satisfied_from is None:
        top = csat_top(sums)
        marks = f"{satisfied_from(top)} of {top} on" if top else "none"
        yield f"satisfied are marks from {marks}, four fifths of the scale; --satisfied-from says otherwise"
    for name, count in unread_marks(sums):
        yield f"{count:,} rows have no mark that can be read in {name}; they count as not asked"
    if ignored := ignored_columns(opened.log.columns):
        yield f"columns {ignored}"
