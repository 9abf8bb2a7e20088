"""What a month brings, out of the buyer's needs: calls and all that comes with them, and contacts by other channels."""

from __future__ import annotations

from fractions import Fraction
from math import inf
from typing import TYPE_CHECKING, Literal, NamedTuple

from callvet.demand.billed_time import HandleTime
from callvet.demand.calendar import Arrivals, ordinary_monday
from callvet.demand.shape import half_hour_weights, week_shape
from callvet.demand.usage import Flow, Usage

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from decimal import Decimal

    from callvet.demand.calendar import Slot
    from callvet.demand.period import Period
    from callvet.model.demand import Demand
    from callvet.model.needs import Needs
    from callvet.model.vendor import Performance

_OTHER_CHANNELS: tuple[Literal["chat", "sms", "social"], ...] = ("chat", "sms", "social")
_SECONDS_A_MINUTE = 60


class AverageMonth(NamedTuple):
    """What an average month brings: what all periods are made of, reckoned once for them.

    Attributes:
        needs: The buyer's.
        flows: The contacts, with kinds of which there are none.
        csv_text: The table that ``demand.shape`` names the file of.
        week: When they come in an ordinary week. [share of contacts]
        languages: By language; None is one that is not named. [share of contacts]
        outcomes: Results by kind. [count]
        sales_value: Value of the sales. [money, in the currency of the needs]
        stated_units: Quantities by the name that a quote gives them. [units per cycle]
    """

    needs: Needs
    flows: tuple[Flow, ...]
    csv_text: str | None
    week: Mapping[Slot, Fraction]
    languages: Mapping[str, Fraction] | None
    outcomes: Mapping[str, Fraction]
    sales_value: Fraction
    stated_units: Mapping[str, Fraction]

    def over(self, period: Period) -> Usage:
        """What a period brings, ordinary or dated."""
        months = period.volume_months
        return Usage(
            period=period,
            flows=tuple(_in_period(flow, months) for flow in self.flows if flow.contacts and months),
            week=self.week,
            arrivals=_arrivals(self.needs, period, self.csv_text),
            languages=self.languages,
            outcomes={name: amount * months for name, amount in self.outcomes.items()},
            sales_value=self.sales_value * months,
            stated_units=self.stated_units,
        )


def calls_per_month(needs: Needs, performance: Performance | None = None) -> Fraction | None:
    """The calls that reach an agent's queue, or None where the needs give no volume. [calls per month]

    Out of issues, what is not resolved comes back: calls = issues ÷ resolution.

    Args:
        needs: Its ``demand``.
        performance: The vendor's own, whose resolution holds where it gives one.

    Raises:
        ValueError: Nothing is ever resolved.
    """
    demand = needs.demand
    if demand.calls_per_month is not None:
        return Fraction(demand.calls_per_month)
    if demand.issues_per_month is None:
        return None
    theirs = performance.first_contact_resolution if performance else None
    resolution = demand.first_contact_resolution if theirs is None else theirs
    if not resolution:
        message = "first_contact_resolution is 0%, so issues come back for ever; write a share above 0%"
        raise ValueError(message)
    return Fraction(demand.issues_per_month) / Fraction(resolution)


def calls_for_minutes(needs: Needs, minutes: Fraction | Decimal | int) -> Fraction:
    """The calls that take so many handled minutes, by the buyer's own handle time. [calls]

    Args:
        needs: Its ``demand``.
        minutes: Talk, hold and wrap-up of all calls. [minutes]

    Raises:
        ValueError: Calls take no time.
    """
    handle_seconds = _buyers_handle_seconds(needs.demand)
    if not handle_seconds:
        message = "talk_seconds, hold_seconds and wrap_seconds are 0, so no calls fill minutes; write one of them"
        raise ValueError(message)
    return Fraction(minutes) * _SECONDS_A_MINUTE / handle_seconds


def forecast(  # noqa: PLR0913 - whatever changes what is used
    needs: Needs,
    volume: Fraction | Decimal | int | None,
    period: Period,
    *,
    performance: Performance | None = None,
    queue_seconds: Fraction | Decimal | float | None = None,
    csv_text: str | None = None,
) -> Usage:
    """What a period brings.

    Args:
        needs: The buyer's.
        volume: Calls; None is what the needs say. [calls per month]
        period: Ordinary or dated.
        performance: The vendor's own figures, which hold in place of the buyer's where it gives them.
        queue_seconds: The staffing model's mean wait, for needs that state none; None is 0. [seconds]
        csv_text: The table that ``demand.shape`` names the file of.

    Raises:
        ValueError: There is no volume, issues are never resolved, no call reaches an agent or the wait has no end; or
            as ``shape.week_shape``.
    """
    month = average_month(needs, volume, performance=performance, queue_seconds=queue_seconds, csv_text=csv_text)
    return month.over(period)


def average_month(
    needs: Needs,
    volume: Fraction | Decimal | int | None,
    *,
    performance: Performance | None = None,
    queue_seconds: Fraction | Decimal | float | None = None,
    csv_text: str | None = None,
) -> AverageMonth:
    """What an average month brings; its arguments and errors are those of ``forecast``."""
    demand = needs.demand
    calls = calls_per_month(needs, performance) if volume is None else Fraction(volume)
    if calls is None:
        message = "no volume is given; write calls_per_month under demand"
        raise ValueError(message)
    return AverageMonth(
        needs=needs,
        flows=tuple(_flows(demand, calls, performance, _queue_seconds(demand, queue_seconds))),
        csv_text=csv_text,
        week=week_shape(needs, csv_text),
        languages=None
        if demand.languages is None
        else {language: Fraction(share) for language, share in demand.languages.items()},
        outcomes={name: Fraction(amount) for name, amount in demand.outcomes_per_month},
        sales_value=Fraction(demand.sales_value_per_month),
        stated_units={name: Fraction(amount) for name, amount in demand.units_per_cycle.items()},
    )


def _arrivals(needs: Needs, period: Period, csv_text: str | None) -> Arrivals:
    """When the contacts of a period come."""
    return Arrivals(
        weights=half_hour_weights(needs.demand.shape, csv_text),
        hours=needs.demand.open,
        zone=needs.timezone,
        country=needs.country,
        monday=ordinary_monday(needs.start),
        first_day=period.first_day,
        days=0 if period.first_day is None else int(period.days),
    )


def _queue_seconds(demand: Demand, modelled: Fraction | Decimal | float | None) -> Fraction:
    """The mean wait: stated, else modelled, else none. [seconds]"""
    if demand.queue_seconds is not None:
        return Fraction(demand.queue_seconds)
    if modelled == inf:
        message = "the agents cannot carry the calls, so the wait has no mean; write queue_seconds under demand"
        raise ValueError(message)
    return Fraction(modelled or 0)


def _in_period(flow: Flow, months: Fraction) -> Flow:
    """A month's flow as that of a period."""
    return flow._replace(contacts=flow.contacts * months)


def _buyers_handle_seconds(demand: Demand) -> Fraction:
    """Mean handle time of a call. [seconds]"""
    return Fraction(demand.talk_seconds + demand.hold_seconds + demand.wrap_seconds)


def _flows(demand: Demand, calls: Fraction, performance: Performance | None, queue_seconds: Fraction) -> Iterator[Flow]:
    """The flows of an average month."""
    yield from _calls(demand, calls, performance, queue_seconds)
    yield from _around_calls(demand, calls, queue_seconds)
    yield from _other_contacts(demand)


def _calls(demand: Demand, calls: Fraction, performance: Performance | None, queue_seconds: Fraction) -> Iterator[Flow]:
    """Calls, and calls that are passed on."""
    theirs = performance.handle_seconds if performance else None
    mean_seconds = _buyers_handle_seconds(demand) if theirs is None else Fraction(theirs)
    call = _with_parts(
        demand,
        Flow(
            "call",
            "phone",
            "in",
            calls * (1 - Fraction(demand.transfer_share)),
            HandleTime(mean_seconds, Fraction(demand.spread)),
            ivr_seconds=Fraction(demand.ivr_seconds),
            ring_seconds=Fraction(demand.ring_seconds),
            queue_seconds=queue_seconds,
        ),
    )
    yield call
    yield call._replace(
        contacts=calls * Fraction(demand.transfer_share),
        transfer_seconds=Fraction(demand.transfer_seconds),
        transferred=True,
    )


def _with_parts(demand: Demand, flow: Flow) -> Flow:
    """The flow with its handle time in the proportions of the calls' parts; all talk where those are 0."""
    handle_seconds = _buyers_handle_seconds(demand)
    if not handle_seconds:
        return flow
    return flow._replace(
        talk_share=Fraction(demand.talk_seconds) / handle_seconds,
        hold_share=Fraction(demand.hold_seconds) / handle_seconds,
        wrap_share=Fraction(demand.wrap_seconds) / handle_seconds,
    )


def _around_calls(demand: Demand, calls: Fraction, queue_seconds: Fraction) -> Iterator[Flow]:
    """What comes with calls: wrong numbers, later work, what automation ends, messages.

    Raises:
        ValueError: Automation ends every call.
    """
    ended = Fraction(demand.self_service)
    if ended == 1:
        message = "self_service is 100%, so no call would reach an agent's queue; write a share below 100%"
        raise ValueError(message)
    ivr_seconds = Fraction(demand.ivr_seconds)
    yield Flow(
        "unproductive",
        "phone",
        "in",
        calls * Fraction(demand.unproductive.share),
        HandleTime(Fraction(demand.unproductive.seconds)),
        ivr_seconds=ivr_seconds,
        ring_seconds=Fraction(demand.ring_seconds),
        queue_seconds=queue_seconds,
    )
    later = demand.follow_up
    later_time = HandleTime(Fraction(later.seconds), Fraction(demand.spread))
    yield Flow("follow_up", later.channel, "out", calls * Fraction(later.share), later_time)
    automated = calls * ended / (1 - ended)
    yield Flow("self_service", "phone", "in", automated, ivr_seconds=ivr_seconds, answered=False)
    yield Flow("message", "phone", "in", calls * Fraction(demand.messages_per_call), answered=False)


def _other_contacts(demand: Demand) -> Iterator[Flow]:
    """Calls that the vendor makes, and contacts by other channels."""
    spread = Fraction(demand.spread)
    dialled, connected = Fraction(demand.outbound.calls_per_month), Fraction(demand.outbound.connect_share)
    outbound_time = HandleTime(Fraction(demand.outbound.handle_seconds), spread)
    yield _with_parts(demand, Flow("outbound", "phone", "out", dialled * connected, outbound_time))
    email = demand.channels.email
    yield Flow("email", "email", "in", Fraction(email.per_month), HandleTime(Fraction(email.handle_seconds), spread))
    for name in _OTHER_CHANNELS:
        channel = getattr(demand.channels, name)
        yield Flow(
            name,
            name,
            "in",
            Fraction(channel.per_month),
            HandleTime(Fraction(channel.handle_seconds), spread),
            concurrency=Fraction(channel.concurrency),
        )
