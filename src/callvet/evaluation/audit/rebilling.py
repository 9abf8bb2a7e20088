"""One billing cycle of a log, billed under quotes that are read in other ways: counterfactuals, by the same engine."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

import numpy as np

from callvet.calls.evidence import LogCalls
from callvet.calls.metering import meter
from callvet.calls.offer import BilledUnder, bill_offer
from callvet.calls.plan import Plan, plan_for
from callvet.calls.rejected import read_as_text
from callvet.calls.sound import sound_calls
from callvet.evaluation.audit.other_days import days_of, neighbours

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date
    from fractions import Fraction

    from callvet.calls.clock import ClockSpec
    from callvet.calls.rows import Shape
    from callvet.calls.slots import CycleSpan
    from callvet.calls.sound import SoundCalls
    from callvet.evaluation.audit.readings import Days, Lost, Reading
    from callvet.evaluation.replaying import Replay
    from callvet.model.case import QuoteFile
    from callvet.model.quote import Quote
    from callvet.model.vendor import Vendor
    from callvet.pricing.bill import Line

Key: TypeAlias = "tuple[str, int]"
"""A line of a bill: its charge, by its position; else what it is, and which of those."""
Lines: TypeAlias = "dict[Key, Line]"

_MARGIN: Final = timedelta(days=2)
"""No clock is so far from another."""
_CHARGE: Final = "charge"


class Bills(NamedTuple):
    """A cycle's bill at both ends of what is open.

    Attributes:
        low: Its lines at the low end.
        high: At the high end.
    """

    low: Lines
    high: Lines


def keyed(lines: Iterable[Line]) -> Lines:
    """The lines of a bill by their keys."""
    seen: Counter[str] = Counter()
    found: Lines = {}
    for line in lines:
        if line.position is not None:
            found[_CHARGE, line.position] = line
        else:
            found[line.charge, seen[line.charge]] = line
            seen[line.charge] += 1
    return found


def is_charge(key: Key) -> bool:
    """Whether a line is that of a charge."""
    return key[0] == _CHARGE


class LogAs(NamedTuple):
    """What readings make of the log.

    Attributes:
        lost: Of contacts that no agent had.
        days: The first and the last day whose calls are billed; None those of the cycle.
    """

    lost: Lost = ""
    days: Days | None = None


AS_IT_IS: Final = LogAs()


def read_as(quote: Quote, readings: Sequence[Reading]) -> tuple[Quote, LogAs]:
    """A quote as some readings have it, and what they make of the log."""
    log = AS_IT_IS
    for one in readings:
        quote = one.change(quote) if one.change else quote
        log = LogAs(one.lost or log.lost, one.days or log.days)
    return quote, log


class Rebilling:
    """Bills one cycle of a log."""

    def __init__(self, replay: Replay, offer: QuoteFile, vendor: Vendor | None, span: CycleSpan, start: date) -> None:
        """Nothing is metered yet.

        Args:
            replay: The log.
            offer: The quote.
            vendor: Its profile; None where there is none.
            span: The cycle.
            start: First day of the contract.
        """
        wanted = replay.wanted
        (first, _), (_, last) = neighbours(span)
        first, last = first - _MARGIN, last + _MARGIN
        self.replay = replay._replace(
            wanted=wanted._replace(
                first_day=max(first, wanted.first_day or first), last_day=min(last, wanted.last_day or last)
            )
        )
        self.offer, self.vendor, self.span, self.start = offer, vendor, span, start
        self.calls: SoundCalls | None = None
        """Those of the cycle and of the days about it."""
        self.wide: SoundCalls | None = None
        """Those of the cycles before and after it, too."""
        self.shape: Shape | None = None
        self.stated: Mapping[int, Fraction] = {}
        """By position of a charge, what is taken at the invoice's word. [units]"""
        self._clocks: set[ClockSpec] = set()

    def foresee(self, quotes: Sequence[Quote]) -> None:
        """Read what quotes ask of the log; the first call names every reading alone, so that it fixes what is read.

        Args:
            quotes: Those that may be billed.
        """
        log = self.replay.log
        if self.shape is None:
            offers = tuple(self.offer._replace(quote=quote) for quote in quotes)
            self.shape = self.replay._replace(case=self.replay.case._replace(quotes=offers)).shape()
        plan = plan_for(quotes, log.columns, self.shape)
        if self.calls is not None and self._clocks.issuperset(plan.clocks):
            return
        self._clocks |= set(plan.clocks)
        caps = {clock.wrap_cap_ms for clock in self._clocks if clock.wrap_cap_ms is not None}
        plan = Plan(self.shape, tuple(self._clocks), tuple(sorted(caps)))
        metered = meter(log, plan, self.replay.engine)
        if as_text := read_as_text(log, self.replay.engine):
            self.replay = self.replay._replace(log=as_text)
            metered = meter(as_text, plan, self.replay.engine)
        self.wide = sound_calls(metered, self.replay.zone, has_offset=log.has_offset)
        first, last = days_of(self.span)
        self.calls = self.wide.on((first - _MARGIN, last + _MARGIN), self.replay.zone)

    def zones(self) -> list[str]:
        """Clocks that an invoice may go by, as IANA names: of the log, of the needs, of the vendor's sites, UTC."""
        own = [site.timezone for site in self.vendor.location.sites or ()] if self.vendor else []
        own += [self.vendor.hours.timezone] if self.vendor else []
        known = [self.replay.zone, self.replay.case.needs.needs.timezone, *own, "UTC"]
        return list(dict.fromkeys(zone for zone in known if zone))

    def log_calls(self) -> LogCalls:
        """Where single calls are looked for.

        Raises:
            ValueError: Nothing was metered yet.
        """
        if self.wide is None:
            message = "no quote is foreseen yet"
            raise ValueError(message)
        replay = self.replay
        return LogCalls(replay.log, replay.engine, self.wide, replay.case.needs.needs.country)

    def bills(self, wanted: Sequence[tuple[Quote, LogAs]]) -> list[Bills]:
        """The cycle's bill under some quotes."""
        self.foresee([quote for quote, _ in wanted])
        return [self._bills(quote, log) for quote, log in wanted]

    def _bills(self, quote: Quote, log: LogAs) -> Bills:
        """The cycle's bill under one."""
        if self.calls is None or self.wide is None:
            return Bills({}, {})
        replay = self.replay
        calls = self.calls if log.days is None else self.wide.on(log.days, replay.zone_of(quote))
        needs = replay.case.needs.needs
        under = BilledUnder(
            needs,
            replay.log,
            replay.engine,
            self.start,
            zone=replay.zone_of(quote),
            currency=quote.currency or needs.currency,
            stated=self.stated,
            only=None if log.days is None else self.span,
        )
        bill = bill_offer(quote, self.vendor, with_lost(calls, log.lost), under)
        for cycle in bill.cycles:
            if cycle.span.name == self.span.name:
                return Bills(keyed(cycle.bill.low), keyed(cycle.bill.high))
        return Bills({}, {})


def with_lost(calls: SoundCalls, lost: Lost) -> SoundCalls:
    """The calls, as if those that no agent had were counted, or billed the least time of a clock."""
    if not lost:
        return calls
    sums = calls.sums
    none = sums.has("answered", 0)
    if lost in {"timed", "both"}:
        billed, charged = dict(sums.billed), dict(sums.charged)
        for clock, times in sums.billed.items():
            if clock.needs_an_agent:
                least = max(clock.step_ms, clock.minimum_ms) + clock.wrap_fixed_ms
                billed[clock] = times + np.where(none, sums.calls * least, 0)
                charged[clock] = np.where(none, sums.calls, sums.charged[clock])
        sums = sums._replace(billed=billed, charged=charged)
    if lost in {"counted", "both"}:
        place = sums.shape.place_of("answered")
        sums = sums._replace(kinds=sums.kinds + np.where(none, place[0] if place else 0, 0))
    return calls._replace(sums=sums)
