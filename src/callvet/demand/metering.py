"""What is counted of a charge in a period: usage in, units out; what they cost is the schedule's.

Minutes are those of phone contacts, in and out, by the charge's clock. A contact by another channel runs the clock,
with its whole handle time as talk, where the charge's ``when`` names that channel; otherwise where ``event_seconds``
names it, and then each is so many billed seconds, which no step rounds. A self-service call runs only a clock that
counts ``ivr``, and has no wrap-up.

Calls, chats and the rest are those that an agent had; wrong numbers among them, self-service not.

Short free calls are the expected number of those under the bound; where a cycle has fewer free than that, each is as
likely to be free as any other.

Hours, agents and seats are those of a staffing answer, or of the team that the charge states; that team's hours are
billed whatever ``hours_counted`` says. ``when`` takes the share of the agents' time that falls in the times meant,
and of their work that is in the language, channel and direction meant. In the first weeks of a ``ramp`` the team that
the model asks works longer, by its productivity; a stated team does less in its hours. Where the ramp is not billed,
the hours of full productivity are; a ramp that does not say is billed.

Training is given at the start: the hours stated, or those of the profile for each full-time agent; with ``months``,
in each of those months. ``attrition_training`` adds, in every period, the training of those who replace leavers.

Outcomes are spread over languages, channels, directions and times as the contacts of agents are. Fees and stated
quantities have no contacts, so nothing of them is marked by a ``when``.
"""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from math import ceil
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from callvet.demand import billed_time
from callvet.demand.billed_time import Component, Timing
from callvet.demand.calendar import HALF_HOURS_A_DAY, HALF_HOURS_A_WEEK
from callvet.demand.usage import marked_languages, marked_share, marked_times
from callvet.model.charge import MESSAGE, OUTCOMES, STAFF
from callvet.pricing.count import Count

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from callvet.demand.calendar import Slot
    from callvet.demand.usage import Flow, Usage
    from callvet.model.charge import Charge, ChargeKind, Clock, HoursCounted, When
    from callvet.model.quote import Adjustment
    from callvet.model.vendor import Agents

_SECONDS_A_MINUTE: Final = 60
_DAYS_A_WEEK: Final = 7
_MONTHS_A_YEAR: Final = 12
_TIMINGS_KEPT: Final = 4096
"""The same contacts are billed by the same clock in every month and for every combination of answers."""
_ONE: Final = Fraction(1)
_ZERO: Final = Fraction(0)


class Staffed(NamedTuple):
    """A staffing answer for a period.

    Attributes:
        handling_hours: Agents' time on contacts. [hours]
        productive_hours: And waiting for them. [hours]
        logged_in_hours: And in breaks and coaching. [hours]
        paid_hours: And on leave or sick. [hours]
        positions: Agents at the busiest interval. [count]
        by_half_hour: Productive time by weekday and half-hour of the week, for its proportions; none means that
            agents are there as contacts come. [agent-minutes of a week]
    """

    handling_hours: Fraction
    productive_hours: Fraction
    logged_in_hours: Fraction
    paid_hours: Fraction
    positions: int
    by_half_hour: Mapping[Slot, int] = MappingProxyType({})


class Metering(NamedTuple):
    """What charges are counted over.

    Attributes:
        usage: What the period brings.
        staffed: The agents for it; None where nobody is staffed.
        zone: IANA name of the quote's zone; None is the buyer's.
        adjustments: Those of the quote.
        beyond_share: Calls that the staffed team cannot answer in time. [share of calls]
        agents: What the profile says of agents; None where there is no profile.
    """

    usage: Usage
    staffed: Staffed | None = None
    zone: str | None = None
    adjustments: tuple[Adjustment, ...] = ()
    beyond_share: Fraction = _ZERO
    agents: Agents | None = None


class NotStated(NamedTuple):
    """Nothing could be counted, because a quantity is not known.

    Attributes:
        key: Where it belongs: ``demand.…`` in the needs, ``agents.…`` in the profile.
    """

    key: str


class _Part(NamedTuple):
    """Units of a charge that are marked alike.

    Attributes:
        kind: What they are counted as.
        units: How many there are.
        marked_by: What decides which of them a ``when`` means: their flow, all of the agents' contacts, the agents'
            hours, or nothing, and then it means none.
        flow: The contacts that they belong to.
        contacts: How many contacts they belong to, where those are no one flow. [contacts]
        short_share: How many of those are short enough to be free. [share of contacts]
        short_units: Units of the short ones.
    """

    kind: ChargeKind
    units: Fraction
    marked_by: Literal["flow", "contacts", "hours", "nothing"] = "nothing"
    flow: Flow | None = None
    contacts: Fraction = _ZERO
    short_share: Fraction = _ZERO
    short_units: Fraction = _ZERO


def count(charge: Charge, metering: Metering) -> Count | NotStated:
    """What is counted of a charge in the period.

    Args:
        charge: With nothing open: its clock says what counts and the step, its hours which are counted.
        metering: What it is counted over.

    Returns:
        Units, the share of them that each adjustment marks, agents at the busiest interval, and contacts; or which
        quantity is not known.

    Raises:
        ValueError: A term is open, a charge for agents has no staffing answer, or its ramp is without productivity.
    """
    whens = (charge.when,) if charge.when else ()
    if charge.when and charge.when.language and metering.usage.languages is None:
        return NotStated("demand.languages")
    parts: list[_Part] = []
    for kind in charge.per:
        found = _parts(kind, charge, metering)
        if isinstance(found, NotStated):
            return found
        parts += found
    charged = _ONE if charge.share_of_calls is None else Fraction(charge.share_of_calls)
    shares = [charged * _marked(part, whens, metering) for part in parts] if whens else [charged] * len(parts)
    free = _free_share(charge, parts, shares)
    units = sum((_taken(share, _billed(part, free)) for part, share in zip(parts, shares, strict=True)), _ZERO)
    return Count(
        units=units,
        marked_shares=tuple(
            _adjusted(adjustment, parts, whens, free, metering) * charged / units if units else _ZERO
            for adjustment in metering.adjustments
        ),
        agents=_agents_at_the_peak(charge, metering),
        contacts=_contacts(parts, shares, free),
    )


def _billed(part: _Part, free: Fraction) -> Fraction:
    """The units of a part without those of its contacts that are free."""
    return part.units - free * part.short_units if free else part.units


def _taken(share: Fraction, of: Fraction) -> Fraction:
    """A share of something; of most it is all, and exact fractions are slow to multiply even by 1."""
    return of if share == 1 else share * of


def timing_of(clock: Clock, flow: Flow) -> Timing:
    """What runs a clock in the contacts of a flow.

    Args:
        clock: It says what counts, and the step.
        flow: The contacts.

    Raises:
        ValueError: The clock leaves one of the two open.
    """
    if clock.counts is None or clock.step_seconds is None:
        message = "counts and step_seconds of the clock are open; answer them before minutes are counted"
        raise ValueError(message)
    fixed_wrap = clock.wrap_fixed_seconds
    cap = None if clock.wrap_cap_seconds is None else Fraction(clock.wrap_cap_seconds)
    parts = {
        "ivr": Component(flow.ivr_seconds),
        "ring": Component(flow.ring_seconds),
        "queue": Component(flow.queue_seconds),
        "talk": Component(handle_share=flow.talk_share),
        "hold": Component(handle_share=flow.hold_share),
        "transfer": Component(flow.transfer_seconds),
        "wrap": Component(handle_share=flow.wrap_share, cap_seconds=cap) if fixed_wrap is None else Component(),
    }
    return Timing(
        components=tuple(parts[name] for name in clock.counts),
        step_seconds=Fraction(clock.step_seconds),
        minimum_seconds=Fraction(clock.minimum_seconds or 0),
        added_seconds=Fraction(fixed_wrap) if fixed_wrap is not None and flow.answered else _ZERO,
        by_component=clock.rounding == "component",
    )


def _marked(part: _Part, whens: Sequence[When], metering: Metering) -> Fraction:
    """How many of the units all of these mean. [share of units]"""
    if not whens:
        return _ONE
    if part.marked_by == "nothing":
        return _ZERO
    if part.marked_by == "hours":
        return _marked_hours(whens, metering)
    usage, zone, beyond = metering.usage, metering.zone, metering.beyond_share
    if part.flow is not None:
        return marked_share(usage, part.flow, whens, zone, beyond)
    flows = [flow for flow in usage.flows if flow.answered]
    contacts = sum((flow.contacts for flow in flows), _ZERO)
    meant = sum((flow.contacts * marked_share(usage, flow, whens, zone, beyond) for flow in flows), _ZERO)
    return meant / contacts if contacts else _ZERO


def _marked_hours(whens: Sequence[When], metering: Metering) -> Fraction:
    """How much of the agents' time all of these mean: of its hours by the clock, and of the work in them."""
    usage, staffed = metering.usage, metering.staffed
    arrivals = usage.arrivals
    if staffed and staffed.by_half_hour:
        slots = (divmod(slot, HALF_HOURS_A_DAY) for slot in range(HALF_HOURS_A_WEEK))
        arrivals = arrivals._replace(weights=tuple(staffed.by_half_hour.get(slot, 0) for slot in slots))
    seconds = sum((flow.work_seconds for flow in usage.flows), _ZERO)
    meant = sum((flow.work_seconds for flow in usage.flows if _is_of_kind(flow, whens)), _ZERO)
    work = meant / seconds if seconds else _ZERO
    return work * marked_languages(usage, whens) * marked_times(arrivals, whens, metering.zone)


def _is_of_kind(flow: Flow, whens: Iterable[When]) -> bool:
    """Whether a flow has the channel and the direction that are meant."""
    return all(when.channel in {None, flow.channel} and when.direction in {None, flow.direction} for when in whens)


def _free_share(charge: Charge, parts: Sequence[_Part], shares: Sequence[Fraction]) -> Fraction:
    """How many of the short contacts are free. [share of short contacts]"""
    bound = charge.clock.free_calls if charge.clock else None
    if bound is None:
        return _ZERO
    short = sum(
        (part.flow.contacts * part.short_share * share for part, share in zip(parts, shares, strict=True) if part.flow),
        _ZERO,
    )
    return _ONE if bound.per_cycle is None or short <= bound.per_cycle else bound.per_cycle / short


def _adjusted(
    adjustment: Adjustment, parts: Iterable[_Part], whens: Sequence[When], free: Fraction, metering: Metering
) -> Fraction:
    """The units of the charge that an adjustment marks, before a share of calls is taken."""
    both = (*whens, adjustment.when) if adjustment.when else whens
    return sum(
        (
            _taken(_marked(part, both, metering), _billed(part, free))
            for part in parts
            if part.kind in adjustment.applies_to
        ),
        _ZERO,
    )


def _contacts(parts: Iterable[_Part], shares: Iterable[Fraction], free: Fraction) -> Fraction:
    """The contacts that the units belong to, each once. [contacts]"""
    by_flow: dict[int, Fraction] = {}  # by identity: the flows are those of one usage, and take long to hash
    without = _ZERO
    for part, share in zip(parts, shares, strict=True):
        if part.flow is not None:
            charged = part.flow.contacts * (1 - free * part.short_share) if free else part.flow.contacts
            by_flow.setdefault(id(part.flow), _taken(share, charged))
        else:
            without += _taken(share, part.contacts)
    return sum(by_flow.values(), _ZERO) if by_flow else without


def _agents_at_the_peak(charge: Charge, metering: Metering) -> int | None:
    """Agents at the busiest interval, or in the team that is stated; None for what is not agents' time. [count]"""
    if STAFF.isdisjoint(charge.per):
        return None
    return ceil(charge.staffed.agents) if charge.staffed else _staffed(metering).positions


def _parts(kind: ChargeKind, charge: Charge, metering: Metering) -> list[_Part] | NotStated:
    """What is counted of one kind, before a ``when`` chooses among it."""
    if kind == "minute":
        return _minutes(charge, metering.usage)
    if kind == "unit":
        return _stated_units(charge, metering.usage)
    if kind == "training_hour":
        return _training(charge, metering)
    if kind in STAFF:
        return _agents_time(kind, charge, metering)
    return list(_plain_parts(kind, charge, metering.usage))


def _plain_parts(kind: ChargeKind, charge: Charge, usage: Usage) -> Iterator[_Part]:
    """Fees, outcomes and contacts."""
    if kind in {"cycle", "once"}:
        yield _Part(kind, Fraction(kind == "cycle" or usage.period.is_first))
    elif kind in OUTCOMES:
        outcomes = usage.outcomes[kind]
        units = outcomes if charge.percent_of_value is None else usage.sales_value
        yield _Part(kind, units, "contacts", contacts=outcomes)
    else:
        yield from (_Part(kind, flow.contacts, "flow", flow) for flow in usage.flows if _is_counted(flow, kind))


def _is_counted(flow: Flow, event: str) -> bool:
    """Whether each contact of a flow is an event that is so called."""
    if event == MESSAGE:
        return flow.name == MESSAGE
    if event == "transfer":
        return flow.transferred
    return flow.answered and event in {"contact", "call" if flow.channel == "phone" else flow.channel}


def _minutes(charge: Charge, usage: Usage) -> list[_Part] | NotStated:
    """Billed minutes, of clocks and of events."""
    if charge.clock is None:
        message = "the clock is open; answer what counts and the step before minutes are counted"
        raise ValueError(message)
    clock = charge.clock
    parts = [_clocked(clock, flow) for flow in usage.flows if _runs_a_clock(flow, charge)]
    for event, seconds in (charge.event_seconds or {}).items():
        found = _event_minutes(event, Fraction(seconds, _SECONDS_A_MINUTE), usage)
        if isinstance(found, NotStated):
            return found
        parts += found
    return [part for part in parts if part.units]


def _runs_a_clock(flow: Flow, charge: Charge) -> bool:
    """Whether the time of a flow's contacts is measured."""
    if flow.channel == "phone":
        return flow.name != MESSAGE
    named = charge.when.channel if charge.when else None
    return named == flow.channel and named not in (charge.event_seconds or {})


def _clocked(clock: Clock, flow: Flow) -> _Part:
    """The billed minutes of a flow."""
    timing = timing_of(clock, flow)
    minutes = flow.contacts * _mean_billed_seconds(timing, flow.handle) / _SECONDS_A_MINUTE
    if clock.free_calls is None:
        return _Part("minute", minutes, "flow", flow)
    share, seconds = _short_contacts(timing, flow.handle, Fraction(clock.free_calls.under_seconds))
    short_minutes = flow.contacts * share * seconds / _SECONDS_A_MINUTE
    return _Part("minute", minutes, "flow", flow, short_share=share, short_units=min(short_minutes, minutes))


_mean_billed_seconds = lru_cache(_TIMINGS_KEPT)(billed_time.mean_billed_seconds)
_short_contacts = lru_cache(_TIMINGS_KEPT)(billed_time.short_contacts)


def _event_minutes(event: str, minutes: Fraction, usage: Usage) -> list[_Part] | NotStated:
    """The billed minutes of events of one kind: contacts, outcomes, or quantities that the needs state.

    Args:
        event: Its name.
        minutes: Of one event. [minutes]
        usage: What the period brings.
    """
    if event in usage.outcomes:
        outcomes = usage.outcomes[event]
        return [_Part("minute", outcomes * minutes, "contacts", contacts=outcomes)]
    if event in _KNOWN_EVENTS:
        flows = [flow for flow in usage.flows if _is_counted(flow, event)]
        return [_Part("minute", flow.contacts * minutes, "flow", flow) for flow in flows]
    if event not in usage.stated_units:
        return NotStated(_units_key(event))
    return [_Part("minute", usage.stated_units[event] * minutes)]


_KNOWN_EVENTS: Final = frozenset({"call", "chat", "email", "sms", "social", "contact", "transfer", MESSAGE})


def _units_key(name: str) -> str:
    """Where the needs state a quantity."""
    return f"demand.units_per_cycle.{name}"


def _stated_units(charge: Charge, usage: Usage) -> list[_Part] | NotStated:
    """The quantity that the quote states, or the needs under the name that the quote gives it."""
    if charge.quantity is not None:
        return [_Part("unit", Fraction(charge.quantity))]
    label = charge.label or ""
    return [_Part("unit", usage.stated_units[label])] if label in usage.stated_units else NotStated(_units_key(label))


def _agents_time(kind: ChargeKind, charge: Charge, metering: Metering) -> list[_Part] | NotStated:
    """Hours, agents or seats, in the first weeks as the ramp says, and the training of those who replace leavers."""
    period = metering.usage.period
    monthly_hours = charge.monthly_hours_per_agent * period.months
    if kind == "hour":
        units, one = _hours(charge, metering), _ONE
    elif charge.staffed:
        units, one = Fraction(charge.staffed.agents), monthly_hours
    else:
        staffed = _staffed(metering)
        units, one = (
            Fraction(staffed.positions) if kind == "seat" else staffed.paid_hours / monthly_hours,
            monthly_hours,
        )
    replaced = _replacement_training(charge, metering)
    if isinstance(replaced, NotStated):
        return replaced
    return [_Part(kind, units * _ramp_factor(charge, metering) + replaced / one, "hours")]


def _hours(charge: Charge, metering: Metering) -> Fraction:
    """Agent-hours of the period. [hours]"""
    if charge.staffed:
        weeks = metering.usage.period.days / _DAYS_A_WEEK
        return Fraction(charge.staffed.agents) * Fraction(charge.staffed.hours_per_week or 0) * weeks
    if charge.hours_counted is None:
        message = "hours_counted is open; answer it before hours are counted"
        raise ValueError(message)
    staffed = _staffed(metering)
    hours: Mapping[HoursCounted, Fraction] = {
        "handling": staffed.handling_hours,
        "productive": staffed.productive_hours,
        "logged_in": staffed.logged_in_hours,
        "paid": staffed.paid_hours,
    }
    return hours[charge.hours_counted]


def _staffed(metering: Metering) -> Staffed:
    """The staffing answer."""
    if metering.staffed is None:
        message = "agents are counted, and no staffing answer is given for the period"
        raise ValueError(message)
    return metering.staffed


def _ramp_factor(charge: Charge, metering: Metering) -> Fraction:
    """What the first weeks make of the agents' time that is billed. [ratio]"""
    if charge.ramp is None:
        return _ONE
    early = metering.usage.period.share_in_first(Fraction(charge.ramp.weeks) * _DAYS_A_WEEK)
    is_billed, productivity = charge.ramp.billed is not False, Fraction(charge.ramp.productivity)
    if charge.staffed:
        return _ONE if is_billed else 1 - early + early * productivity
    if not is_billed:
        return _ONE
    if not productivity:
        message = "ramp.productivity is 0%, so no number of agents would do in the first weeks; write a share above 0%"
        raise ValueError(message)
    return 1 - early + early / productivity


def _training(charge: Charge, metering: Metering) -> list[_Part] | NotStated:
    """Hours of training, at the start or in the months that the charge states."""
    hours = _team_training(charge, metering)
    replaced = _replacement_training(charge, metering)
    if isinstance(hours, NotStated):
        return hours
    if isinstance(replaced, NotStated):
        return replaced
    is_given = charge.months is not None or metering.usage.period.is_first
    return [_Part("training_hour", hours * is_given + replaced)]


def _team_training(charge: Charge, metering: Metering) -> Fraction | NotStated:
    """What it takes to train everyone: stated, or the profile's hours for each full-time agent. [hours]"""
    if charge.quantity is not None:
        return Fraction(charge.quantity)
    if metering.agents is None or metering.agents.training_hours is None:
        return NotStated("agents.training_hours")
    if charge.staffed:
        team = Fraction(charge.staffed.agents)
    else:
        team = _staffed(metering).paid_hours / (charge.monthly_hours_per_agent * metering.usage.period.months)
    return team * Fraction(metering.agents.training_hours)


def _replacement_training(charge: Charge, metering: Metering) -> Fraction | NotStated:
    """What it takes to train those who replace the leavers of the period; nothing where that is not billed. [hours]"""
    if not charge.attrition_training:
        return _ZERO
    if metering.agents is None or metering.agents.annual_attrition is None:
        return NotStated("agents.annual_attrition")
    hours = _team_training(charge, metering)
    if isinstance(hours, NotStated):
        return hours
    return hours * Fraction(metering.agents.annual_attrition) * metering.usage.period.months / _MONTHS_A_YEAR
