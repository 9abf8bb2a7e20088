"""The units of a charge that are counted of one kind: billed minutes, contacts, outcomes, fees and stated quantities.

Minutes are those of phone contacts, in and out, by the charge's clock. A contact by another channel runs the clock,
with its whole handle time as talk, where the charge's ``when`` names that channel; otherwise where ``event_seconds``
names it, and then each is so many billed seconds, which no step rounds. A self-service call runs only a clock that
counts ``ivr``, and has no wrap-up.

Calls, chats and the rest are those that an agent had; wrong numbers among them, self-service not.
"""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from callvet.demand import billed_time
from callvet.demand.agents_parts import agents_time, training
from callvet.demand.billed_time import Component, Timing
from callvet.demand.metering import ZERO, Metering, NotStated, Part
from callvet.model.charge_kind import MESSAGE, OUTCOMES, STAFF

if TYPE_CHECKING:
    from collections.abc import Iterator

    from callvet.demand.usage import Flow, Usage
    from callvet.model.charge import Charge, Clock
    from callvet.model.charge_kind import ChargeKind

_SECONDS_A_MINUTE: Final = 60
_TIMINGS_KEPT: Final = 4096
"""The same contacts are billed by the same clock in every month and for every combination of answers."""


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
        added_seconds=Fraction(fixed_wrap) if fixed_wrap is not None and flow.answered else ZERO,
        by_component=clock.rounding == "component",
    )


def parts_of(kind: ChargeKind, charge: Charge, metering: Metering) -> list[Part] | NotStated:
    """What is counted of one kind, before a ``when`` chooses among it."""
    if kind == "minute":
        return _minutes(charge, metering.usage)
    if kind == "unit":
        return _stated_units(charge, metering.usage)
    if kind == "training_hour":
        return training(charge, metering)
    if kind in STAFF:
        return agents_time(kind, charge, metering)
    return list(_plain_parts(kind, charge, metering.usage))


def _plain_parts(kind: ChargeKind, charge: Charge, usage: Usage) -> Iterator[Part]:
    """Fees, outcomes and contacts."""
    if kind in {"cycle", "once"}:
        yield Part(kind, Fraction(kind == "cycle" or usage.period.is_first))
    elif kind in OUTCOMES:
        outcomes = usage.outcomes[kind]
        units = outcomes if charge.percent_of_value is None else usage.sales_value
        yield Part(kind, units, "contacts", contacts=outcomes)
    else:
        yield from (Part(kind, flow.contacts, "flow", flow) for flow in usage.flows if _is_counted(flow, kind))


def _is_counted(flow: Flow, event: str) -> bool:
    """Whether each contact of a flow is an event that is so called."""
    if event == MESSAGE:
        return flow.name == MESSAGE
    if event == "transfer":
        return flow.transferred
    return flow.answered and event in {"contact", "call" if flow.channel == "phone" else flow.channel}


def _minutes(charge: Charge, usage: Usage) -> list[Part] | NotStated:
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


def _clocked(clock: Clock, flow: Flow) -> Part:
    """The billed minutes of a flow."""
    timing = timing_of(clock, flow)
    minutes = flow.contacts * _mean_billed_seconds(timing, flow.handle) / _SECONDS_A_MINUTE
    if clock.free_calls is None:
        return Part("minute", minutes, "flow", flow)
    share, seconds = _short_contacts(timing, flow.handle, Fraction(clock.free_calls.under_seconds))
    short_minutes = flow.contacts * share * seconds / _SECONDS_A_MINUTE
    return Part("minute", minutes, "flow", flow, short_share=share, short_units=min(short_minutes, minutes))


_mean_billed_seconds = lru_cache(_TIMINGS_KEPT)(billed_time.mean_billed_seconds)
_short_contacts = lru_cache(_TIMINGS_KEPT)(billed_time.short_contacts)


def _event_minutes(event: str, minutes: Fraction, usage: Usage) -> list[Part] | NotStated:
    """The billed minutes of events of one kind: contacts, outcomes, or quantities that the needs state.

    Args:
        event: Its name.
        minutes: Of one event. [minutes]
        usage: What the period brings.
    """
    if event in usage.outcomes:
        outcomes = usage.outcomes[event]
        return [Part("minute", outcomes * minutes, "contacts", contacts=outcomes)]
    if event in _KNOWN_EVENTS:
        flows = [flow for flow in usage.flows if _is_counted(flow, event)]
        return [Part("minute", flow.contacts * minutes, "flow", flow) for flow in flows]
    if event not in usage.stated_units:
        return NotStated(_units_key(event))
    return [Part("minute", usage.stated_units[event] * minutes)]


_KNOWN_EVENTS: Final = frozenset({"call", "chat", "email", "sms", "social", "contact", "transfer", MESSAGE})


def _units_key(name: str) -> str:
    """Where the needs state a quantity."""
    return f"demand.units_per_cycle.{name}"


def _stated_units(charge: Charge, usage: Usage) -> list[Part] | NotStated:
    """The quantity that the quote states, or the needs under the name that the quote gives it."""
    if charge.quantity is not None:
        return [Part("unit", Fraction(charge.quantity))]
    label = charge.label or ""
    return [Part("unit", usage.stated_units[label])] if label in usage.stated_units else NotStated(_units_key(label))
