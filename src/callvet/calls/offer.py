"""One quote over the calls of a log: everything that its charges are counted over, put together, and billed."""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from callvet.calls.billing import Biller, LogBill
from callvet.calls.calendar import months_of, one_cycle, quote_calendar
from callvet.calls.contacts import grouped
from callvet.calls.counting import LogUsage
from callvet.calls.free_calls import ShortCalls
from callvet.calls.plan import charges_of, takes_agents, takes_staff
from callvet.calls.staffing import Staffing, arrivals_by_cycle, team_of
from callvet.demand.counting import count
from callvet.demand.forecast import average_month, calls_per_month
from callvet.demand.metering import Metering, NotStated
from callvet.demand.period import ordinary_period
from callvet.model.charge_kind import STAFF
from callvet.pricing.count import Count

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from callvet.calls.calendar import QuoteCalendar
    from callvet.calls.engine import Engine
    from callvet.calls.log import Log
    from callvet.calls.sessions import Sessions
    from callvet.calls.slots import CycleSpan
    from callvet.calls.sound import SoundCalls
    from callvet.model.charge import Charge
    from callvet.model.needs import Needs
    from callvet.model.quote import Quote
    from callvet.model.vendor import Vendor


class BilledUnder(NamedTuple):
    """Under what a log is billed.

    Attributes:
        needs: The buyer's.
        log: The log.
        engine: What reads it.
        start: First day of the contract; None takes the log's first cycle for its first.
        zone: IANA name of the clock that the quote's cycles and hours go by.
        currency: Of the quote, ISO 4217.
        sessions: Agents' sessions, where their hours are taken from the log; None staffs what came.
        stated: By position of a charge, what is billed of it in every cycle, whatever the log says. [units]
        only: The one cycle that all calls are billed in, whenever they were; None goes by the quote's own.
    """

    needs: Needs
    log: Log
    engine: Engine
    start: date | None
    zone: str
    currency: str
    sessions: Sessions | None = None
    stated: Mapping[int, Fraction] = MappingProxyType({})
    only: CycleSpan | None = None


def bill_offer(quote: Quote, vendor: Vendor | None, calls: SoundCalls, under: BilledUnder) -> LogBill:
    """What a log costs under a quote.

    Args:
        quote: With charges or plans.
        vendor: Its profile; None where there is none.
        calls: What can be billed.
        under: Under what.

    Raises:
        ValueError: Holidays are not known, or nobody can staff what came; with the fix.
        LogError: The log cannot be read again.
    """
    needs, zone = under.needs, under.zone
    if under.only is None:
        calendar = quote_calendar(quote, calls.times, zone, under.start, needs.country)
    else:
        calendar = one_cycle(under.only, calls.times, zone, needs.country)
    staffing = Staffing(
        needs=needs,
        vendor=vendor,
        sums=calls.sums,
        local=calls.times.by(needs.timezone or zone).minutes[calls.slot_of],
        zone=zone,
        adjustments=tuple(quote.adjustments or ()),
        sessions=under.sessions,
    )
    others = _Others(quote, _meterings(quote, staffing, calendar, calls))
    usage = _usage(quote, calls, under, calendar, others)
    meterings = [least for least, _ in others.ends]
    forecasts = _forecasts(quote, needs, zone, len(meterings))
    bill = Biller(quote, usage, meterings, under.currency, under.stated).bill(forecasts)
    return bill._replace(missing=tuple(others.missing))


def _usage(quote: Quote, calls: SoundCalls, under: BilledUnder, calendar: QuoteCalendar, others: _Others) -> LogUsage:
    """What charges are counted over."""
    cycle_of = calendar.cycle_of[calls.slot_of]
    least = [one for one, _ in others.ends]
    usage = LogUsage(
        sums=calls.sums,
        columns=under.log.columns,
        calendar=calendar,
        slot_of=calls.slot_of,
        cycle_of=cycle_of,
        adjustments=tuple(quote.adjustments or ()),
        stated={name: Fraction(amount) for name, amount in under.needs.demand.units_per_cycle.items()},
        sales_value=least[0].usage.sales_value if least else Fraction(0),
        beyond=tuple(one.beyond_share for one in least),
        others=others,
        staffs_both_ways=any(one is not most for one, most in others.ends),
        free=ShortCalls(under.log, under.engine, calls.sums, cycle_of).free,
    )
    return usage._replace(alike=cache(lambda: grouped(quote, usage, under.log, under.engine)))


class _Others:
    """What is counted as a forecast counts it: agents, fees, quantities; and which figures it lacks.

    Attributes:
        ends: Of each cycle, what it is counted over, with the least staff and with the most.
        missing: Keys of the needs, or of the profile, without which something is not counted.
    """

    def __init__(self, quote: Quote, ends: Sequence[tuple[Metering, Metering]]) -> None:
        self.missing: dict[str, None] = {}
        self._quote = quote
        self.ends = ends

    def __call__(self, charge: Charge, place: int, *, is_most: bool) -> Count:
        """What is counted of a charge in the cycle at a place, with the least staff or the most."""
        metering = self.ends[place][is_most]
        nothing = Count(Fraction(0), tuple(Fraction(0) for _ in self._quote.adjustments or ()), agents=0)
        if metering.staffed is None and takes_staff(charge) and not charge.staffed:
            return nothing  # nobody called in the whole cycle
        found = count(charge, metering)
        if isinstance(found, NotStated):
            self.missing[found.key] = None
            # What is not known of the training must not hide the hours that are.
            found = count(charge.model_copy(update={"attrition_training": None}), metering)
        return nothing if isinstance(found, NotStated) else found


def _meterings(
    quote: Quote, staffing: Staffing, calendar: QuoteCalendar, calls: SoundCalls
) -> list[tuple[Metering, Metering]]:
    """What agents, fees and quantities of each cycle are counted over, with the least staff and with the most."""
    charges = charges_of(quote)
    team = team_of(charges)
    is_modelled = takes_agents(quote) and (
        team is None
        or any(charge.tiers_by or (not STAFF.isdisjoint(charge.per) and not charge.staffed) for charge in charges)
    )
    months = months_of(quote)
    arrived = arrivals_by_cycle(calendar, calendar.cycle_of[calls.slot_of])
    if team is None and not takes_agents(quote):
        return [(fees, fees) for one in arrived for fees in [staffing.fees(one, months)]]
    return [staffing.metering(one, months, team, is_modelled=is_modelled and len(one.rows) > 0) for one in arrived]


def _forecasts(quote: Quote, needs: Needs, zone: str, cycles: int) -> Sequence[Metering]:
    """The buyer's forecast of a normal cycle, for a commitment to a share of it; none where there is no volume."""
    if quote.commitment is None or quote.commitment.share_of_forecast is None or calls_per_month(needs) is None:
        return ()
    period = ordinary_period(Fraction(28)) if quote.billing_cycle == "4_weeks" else ordinary_period()
    usage = average_month(needs, None).over(period)
    return [Metering(usage, None, zone, tuple(quote.adjustments or ()))] * cycles
