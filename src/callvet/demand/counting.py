"""What is counted of a charge in a period, and how much of it its ``when`` and each surcharge mean.

Short free calls are the expected number of those under the bound; where a cycle has fewer free than that, each is as
likely to be free as any other.

Of agents, ``when`` takes the share of their time that falls in the times meant, and of their work that is in the
language, channel and direction meant. Outcomes are spread over languages, channels, directions and times as the
contacts of agents are. Fees and stated quantities have no contacts, so nothing of them is marked by a ``when``.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import repeat
from math import ceil
from typing import TYPE_CHECKING, Final

from callvet.demand.agents_parts import staffed_hours
from callvet.demand.calendar import HALF_HOURS_A_DAY, HALF_HOURS_A_WEEK
from callvet.demand.metering import ONE, ZERO, Metering, NotStated, Part
from callvet.demand.parts import parts_of
from callvet.demand.usage import marked_languages, marked_share, marked_times
from callvet.model.charge_kind import STAFF
from callvet.pricing.count import Count

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from callvet.demand.usage import Flow
    from callvet.model.charge import Charge, When
    from callvet.model.quote import Adjustment


_SLOTS: Final = tuple(divmod(slot, HALF_HOURS_A_DAY) for slot in range(HALF_HOURS_A_WEEK))
"""The half-hours of a week, by weekday and half-hour of the day."""


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
    parts: list[Part] = []
    for kind in charge.per:
        found = parts_of(kind, charge, metering)
        if isinstance(found, NotStated):
            return found
        parts += found
    charged = ONE if charge.share_of_calls is None else Fraction(charge.share_of_calls)
    shares = [charged * _marked(part, whens, metering) for part in parts] if whens else [charged] * len(parts)
    free = _free_share(charge, parts, shares)
    units = sum((_taken(share, _billed(part, free)) for part, share in zip(parts, shares, strict=True)), ZERO)
    return Count(
        units=units,
        marked_shares=tuple(
            _adjusted(adjustment, parts, whens, free, metering) * charged / units if units else ZERO
            for adjustment in metering.adjustments
        ),
        agents=_agents_at_the_peak(charge, metering),
        contacts=_contacts(parts, shares, free),
    )


def _billed(part: Part, free: Fraction) -> Fraction:
    """The units of a part without those of its contacts that are free."""
    return part.units - free * part.short_units if free else part.units


def _taken(share: Fraction, of: Fraction) -> Fraction:
    """A share of something; of most it is all, and exact fractions are slow to multiply even by 1."""
    return of if share == 1 else share * of


def _marked(part: Part, whens: Sequence[When], metering: Metering) -> Fraction:
    """How many of the units all of these mean. [share of units]"""
    if not whens:
        return ONE
    if part.marked_by == "nothing":
        return ZERO
    if part.marked_by == "hours":
        return _marked_hours(whens, metering)
    usage, zone, beyond = metering.usage, metering.zone, metering.beyond_share
    if part.flow is not None:
        return marked_share(usage, part.flow, whens, zone, beyond)
    flows = [flow for flow in usage.flows if flow.answered]
    contacts = sum((flow.contacts for flow in flows), ZERO)
    meant = sum((flow.contacts * marked_share(usage, flow, whens, zone, beyond) for flow in flows), ZERO)
    return meant / contacts if contacts else ZERO


def _marked_hours(whens: Sequence[When], metering: Metering) -> Fraction:
    """How much of the agents' time all of these mean: of its hours by the clock, and of the work in them."""
    usage, staffed = metering.usage, metering.staffed
    arrivals = usage.arrivals
    if staffed and staffed.by_half_hour and any(when.within or when.outside or when.holiday for when in whens):
        arrivals = arrivals._replace(weights=tuple(map(staffed.by_half_hour.get, _SLOTS, repeat(0))))
    meant = [_is_of_kind(flow, whens) for flow in usage.flows]
    work = ONE if all(meant) and any(flow.work_seconds for flow in usage.flows) else _share_of_work(usage.flows, meant)
    return work * marked_languages(usage, whens) * marked_times(arrivals, whens, metering.zone)


def _share_of_work(flows: Sequence[Flow], meant: Sequence[bool]) -> Fraction:
    """How much of agents' time on all contacts is on those that are meant; none where there is none. [share]"""
    seconds = [flow.work_seconds for flow in flows]
    whole = sum(seconds, ZERO)
    return sum((own for own, is_meant in zip(seconds, meant, strict=True) if is_meant), ZERO) / whole if whole else ZERO


def _is_of_kind(flow: Flow, whens: Iterable[When]) -> bool:
    """Whether a flow has the channel and the direction that are meant."""
    return all(when.channel in {None, flow.channel} and when.direction in {None, flow.direction} for when in whens)


def _free_share(charge: Charge, parts: Sequence[Part], shares: Sequence[Fraction]) -> Fraction:
    """How many of the short contacts are free. [share of short contacts]"""
    bound = charge.clock.free_calls if charge.clock else None
    if bound is None:
        return ZERO
    short = sum(
        (part.flow.contacts * part.short_share * share for part, share in zip(parts, shares, strict=True) if part.flow),
        ZERO,
    )
    return ONE if bound.per_cycle is None or short <= bound.per_cycle else bound.per_cycle / short


def _adjusted(
    adjustment: Adjustment, parts: Iterable[Part], whens: Sequence[When], free: Fraction, metering: Metering
) -> Fraction:
    """The units of the charge that an adjustment marks, before a share of calls is taken."""
    both = (*whens, adjustment.when) if adjustment.when else whens
    return sum(
        (
            _taken(_marked(part, both, metering), _billed(part, free))
            for part in parts
            if part.kind in adjustment.applies_to
        ),
        ZERO,
    )


def _contacts(parts: Iterable[Part], shares: Iterable[Fraction], free: Fraction) -> Fraction:
    """The contacts that the units belong to, each once. [contacts]"""
    by_flow: dict[int, Fraction] = {}  # by identity: the flows are those of one usage, and take long to hash
    without = ZERO
    for part, share in zip(parts, shares, strict=True):
        if part.flow is not None:
            charged = part.flow.contacts * (1 - free * part.short_share) if free else part.flow.contacts
            by_flow.setdefault(id(part.flow), _taken(share, charged))
        else:
            without += _taken(share, part.contacts)
    return sum(by_flow.values(), ZERO) if by_flow else without


def _agents_at_the_peak(charge: Charge, metering: Metering) -> int | None:
    """Agents at the busiest interval, or in the team that is stated; None for what is not agents' time. [count]"""
    if STAFF.isdisjoint(charge.per):
        return None
    return ceil(charge.staffed.agents) if charge.staffed else staffed_hours(metering).positions
