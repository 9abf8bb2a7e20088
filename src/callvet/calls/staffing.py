"""The agents that a log's own arrivals take, cycle by cycle: the staffing of a forecast over what really came.

Every planning interval of the days that the log covers is staffed for the contacts that came in it, those given up
among them, at the cycle's mean handle time, with the needs' service level; one agent at least while the needs are open.
E-mails and calls out can wait, as in ``demand.team``. Languages share one queue, or have one each, as the needs say;
where those leave it open, the one and the other are the ends of a range.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from callvet.calls.rows import CHANNELS
from callvet.calls.sessions import staffed_by
from callvet.calls.slots import DAY_MINUTES, EPOCH, Clocked, within_hours
from callvet.demand.billed_time import HandleTime
from callvet.demand.calendar import HALF_HOURS_A_DAY, HALF_HOURS_A_WEEK, Arrivals
from callvet.demand.interval_load import Load
from callvet.demand.metering import Metering, Staffed
from callvet.demand.period import Period
from callvet.demand.staff_plan import StaffPlan
from callvet.demand.staffing import staff_week
from callvet.demand.team import TeamRange, hours_of_team, staffed_team, staffing_rules, stated_team
from callvet.demand.usage import Flow, FlowName, Usage
from callvet.model.opening_rules import ALWAYS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from callvet.calls.calendar import QuoteCalendar
    from callvet.calls.metering import Sums
    from callvet.calls.sessions import Sessions
    from callvet.calls.slots import CycleSpan, Ints
    from callvet.model.charge import Charge
    from callvet.model.charge import Staffed as StatedTeam
    from callvet.model.needs import Needs
    from callvet.model.quote import Adjustment
    from callvet.model.vendor import Channel, Vendor

_MS: Final = 1000
_TWO: Final = 2
"""Fewer queues are one. [queues]"""
_WEEK: Final = Period(Fraction(7), Fraction(7) / Fraction("30.4375"), Fraction(0))
_MONDAY: Final = 3
"""1970-01-01 was a Thursday. [days after Monday]"""
_INBOUND: Final[tuple[FlowName, ...]] = ("call", "chat", "email", "sms", "social")
_CHANNELS: Final[tuple[Channel, ...]] = ("phone", "chat", "email", "sms", "social")
_EMAIL: Final = CHANNELS.index("email")


class Arrived(NamedTuple):
    """What came in one cycle.

    Attributes:
        span: The cycle.
        rows: Of the sums.
        days: The days of the log that it has, the first and the one after the last. [days since 1970]
    """

    span: CycleSpan
    rows: Ints
    days: tuple[int, int]


class Staffing(NamedTuple):
    """What agents are counted by.

    Attributes:
        needs: The buyer's: service level, hours, shrinkage.
        vendor: The profile; None where there is none.
        sums: Of the log.
        local: When each row of the sums was, by the buyer's clock. [minutes since its 1970]
        zone: IANA name of the quote's clock.
        adjustments: Those of the quote.
        sessions: Agents' sessions, where their hours are taken from the log; None staffs what came.
    """

    needs: Needs
    vendor: Vendor | None
    sums: Sums
    local: Ints
    zone: str
    adjustments: tuple[Adjustment, ...]
    sessions: Sessions | None = None

    def metering(
        self, arrived: Arrived, months: Fraction, team: StatedTeam | None, *, is_modelled: bool
    ) -> tuple[Metering, Metering]:
        """What a cycle's agents, fees and quantities are counted over, with the least staff and with the most.

        Args:
            arrived: What came.
            months: How long the cycle is. [months]
            team: The one that the quote states.
            is_modelled: Whether the model's agents are asked for.
        """
        usage = self.usage(arrived, months)
        ends: tuple[Staffed | None, Staffed | None] = self.staffed(arrived) if is_modelled else (None, None)
        beyond = Fraction(0)
        if team is not None:
            beyond = Fraction(1 - stated_team(self.needs, usage, team).service_level) if usage.flows else Fraction(0)
            ends = ends if is_modelled else (hours_of_team(team, usage.period),) * 2
        agents = self.vendor.agents if self.vendor else None
        least, most = (Metering(usage, one, self.zone, self.adjustments, beyond, agents) for one in ends)
        return least, least if ends[0] is ends[1] else most

    def fees(self, arrived: Arrived, months: Fraction) -> Metering:
        """What a cycle's fees and stated quantities are counted over, where no agents are."""
        usage = self._usage(arrived.span, months, (1,) * HALF_HOURS_A_WEEK)
        return Metering(usage, None, self.zone, self.adjustments, agents=self.vendor.agents if self.vendor else None)

    def usage(self, arrived: Arrived, months: Fraction) -> Usage:
        """A cycle as a forecast would tell it."""
        weights = self._weights(arrived)
        total = sum(weights)
        usage = self._usage(arrived.span, months, weights if total else (1,) * HALF_HOURS_A_WEEK)
        return usage._replace(
            flows=tuple(self._flows(arrived)),
            week={divmod(place, HALF_HOURS_A_DAY): Fraction(one, total) for place, one in enumerate(weights) if one},
            languages=self._languages(arrived),
        )

    def _usage(self, span: CycleSpan, months: Fraction, weights: tuple[int, ...]) -> Usage:
        """A cycle without contacts."""
        demand = self.needs.demand
        elapsed_days = 0 if span.is_first else span.days  # all that is asked is whether there are any
        period = Period(Fraction(span.days), months, months, span.first_day, span.contract_month, elapsed_days)
        arrivals = Arrivals(
            weights,
            ALWAYS,
            self.needs.timezone or self.zone,
            self.needs.country,
            first_day=span.first_day,
            days=span.days,
        )
        return Usage(
            period=period,
            flows=(),
            week={},
            arrivals=arrivals,
            languages=None,
            outcomes={name: Fraction(0) for name, _ in demand.outcomes_per_month},
            sales_value=Fraction(demand.sales_value_per_month) * months,
            stated_units={name: Fraction(amount) for name, amount in demand.units_per_cycle.items()},
        )

    def staffed(self, arrived: Arrived) -> tuple[Staffed, Staffed]:
        """The agents that the arrivals of a cycle take, least and most, or those that the log shows."""
        if self.sessions is not None:
            return (self._seen(arrived, self.sessions),) * 2
        way = self.needs.service.languages_staffed
        by_language = self._by_language(arrived.rows)
        if len(by_language) < _TWO or way == "pooled":
            return (self._team(arrived, [arrived.rows]),) * 2
        separate = self._team(arrived, by_language)
        return (self._team(arrived, [arrived.rows]) if way == "any" else separate), separate

    def _by_language(self, rows: Ints) -> list[Ints]:
        """Rows by the languages that are told apart, those that have any."""
        which = self.sums.which("language")[rows]
        return [rows[which == one] for one in np.unique(which)]

    def _team(self, arrived: Arrived, queues: Sequence[Ints]) -> Staffed:
        """The agents of some queues, each of which is staffed on its own."""
        plans = tuple(self._plan(arrived._replace(rows=rows)) for rows in queues)
        return TeamRange(plans, plans, self._work_that_waits(arrived) / 3600).low(_WEEK)

    def _plan(self, arrived: Arrived) -> StaffPlan:
        """The agents of one queue."""
        rules = replace(staffing_rules(self.needs), minimum_shift_hours=0)
        spans = defaultdict(list)
        for day, load in self._loads(arrived):
            spans[{"day": day, "week": (day + _MONDAY) // 7}.get(rules.measured, 0)].append(load)
        plans = [staff_week(some, rules) for some in spans.values()]
        return StaffPlan(
            tuple(load for plan in plans for load in plan.loads), tuple(n for plan in plans for n in plan.agents), rules
        )

    def _seen(self, arrived: Arrived, sessions: Sessions) -> Staffed:
        """The agents that the log shows."""
        shrinkage = self.needs.service.shrinkage
        answered = arrived.rows[self.sums.which("answered")[arrived.rows] == 1]
        return staffed_by(
            sessions.between(self.zone, *arrived.days),
            Fraction(int(self._work(answered).sum()), 3600 * _MS),
            Fraction(shrinkage.in_shift),
            Fraction(shrinkage.out_of_shift),
        )

    def _loads(self, arrived: Arrived) -> list[tuple[int, Load]]:
        """The contacts of each planning interval, with its day."""
        sums, length = self.sums, self.needs.service.interval_minutes
        queues = self._queues(arrived.rows)
        calls: dict[int, int] = defaultdict(int)
        for begin, n in zip(self.local[queues] // length, sums.calls[queues], strict=True):
            calls[int(begin)] += int(n)
        first, end = (day * DAY_MINUTES // length for day in arrived.days)
        every = np.arange(first, end)
        is_open = within_hours(Clocked(every * length, length), self.needs.demand.open, self.needs.country)
        answered = queues[sums.which("answered")[queues] == 1]
        handled = int(sums.calls[answered].sum())
        handle = Fraction(int(self._work(answered).sum()), _MS * handled) if handled else Fraction(0)
        wanted = sorted({int(one) for one in every[is_open]} | calls.keys())
        opened = {int(one) for one in every[is_open]}
        return [
            (
                begin * length // DAY_MINUTES,
                _load(begin * length, length, calls.get(begin, 0), handle, is_open=begin in opened),
            )
            for begin in wanted
        ]

    def _queues(self, rows: Ints) -> Ints:
        """Rows whose contacts wait for an agent: what comes in, but for e-mails."""
        waits = self.sums.has("direction", 0) & (self.sums.which("channel") != _EMAIL)
        return np.asarray(rows[waits[rows]], np.int64)

    def _work(self, rows: Ints) -> Ints:
        """Agents' time on contacts. [milliseconds]"""
        parts = (self.sums.parts[part][rows] for part in ("talk", "hold", "wrap") if part in self.sums.parts)
        total: Ints = np.zeros(len(rows), np.int64)
        for part in parts:
            total = np.add(total, part)
        return total

    def _work_that_waits(self, arrived: Arrived) -> Fraction:
        """Agents' time on e-mails and calls out. [seconds]"""
        rest = np.setdiff1d(arrived.rows, self._queues(arrived.rows))
        return Fraction(int(self._work(rest).sum()), _MS)

    def _flows(self, arrived: Arrived) -> Iterable[Flow]:
        """The contacts that agents had, by channel and direction."""
        sums = self.sums
        rows = arrived.rows[sums.which("answered")[arrived.rows] == 1]
        for channel in range(len(_CHANNELS)):
            for is_out in (0, 1):
                mine = rows[(sums.which("channel")[rows] == channel) & (sums.which("direction")[rows] == is_out)]
                calls = int(sums.calls[mine].sum())
                if calls:
                    handle = HandleTime(Fraction(int(self._work(mine).sum()), _MS * calls))
                    name: FlowName = "outbound" if is_out else _INBOUND[channel]
                    yield Flow(name, _CHANNELS[channel], "out" if is_out else "in", Fraction(calls), handle)

    def _weights(self, arrived: Arrived) -> tuple[int, ...]:
        """When contacts came in the week, by half-hours of the buyer's clock."""
        places = (self.local[arrived.rows] + _MONDAY * DAY_MINUTES) // 30 % HALF_HOURS_A_WEEK
        found = np.zeros(HALF_HOURS_A_WEEK, np.int64)
        np.add.at(found, places, self.sums.calls[arrived.rows])
        return tuple(int(one) for one in found)

    def _languages(self, arrived: Arrived) -> dict[str, Fraction] | None:
        """The languages that quotes name, and what is left."""
        named = next((one.values for one in self.sums.shape.dimensions if one.name == "language"), None)
        total = int(self.sums.calls[arrived.rows].sum())
        if named is None or not total:
            return None
        which = self.sums.which("language")[arrived.rows]
        calls = self.sums.calls[arrived.rows]
        return {name or "und": Fraction(int(calls[which == place].sum()), total) for place, name in enumerate(named)}


def arrivals_by_cycle(calendar: QuoteCalendar, cycle_of: Ints) -> list[Arrived]:
    """What came in each cycle of a quote.

    Args:
        calendar: The quote's.
        cycle_of: Which of its cycles each row of the sums is in.
    """
    days = calendar.clocked.days
    first, end = (int(days.min()), int(days.max()) + 1) if len(days) else (0, 0)
    found = []
    for place, span in enumerate(calendar.cycles):
        begin = (span.first_day - EPOCH).days
        bounds = max(begin, first), min(begin + span.days, end)
        found.append(Arrived(span, np.flatnonzero(cycle_of == place), bounds))
    return found


def team_of(charges: Sequence[Charge]) -> StatedTeam | None:
    """The team that charges state."""
    return next((staffed_team(charge) for charge in charges if charge.staffed), None)


def _load(begin: int, length: int, calls: int, handle: Fraction, *, is_open: bool) -> Load:
    """A planning interval. ``begin`` is when it begins by the buyer's clock. [minutes since its 1970]"""
    day, minute = divmod(begin, DAY_MINUTES)
    return Load((day + _MONDAY) % 7, minute, length, calls, handle, is_open=is_open)
