"""The high end of a quote's normal month for many volumes, where only contacts are counted and nobody is staffed.

What is counted of a charge is then a straight line of the volume, as long as nothing bends it, such as short calls of
which only so many are free. So the charges are metered at three volumes, and if the middle one lies on the line
exactly, a count at any other is read off it. What counts cost is always reckoned anew, as for one volume: bundles,
tiers, plans and minimums bend that as they like.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from callvet.demand.ends import Option, Pricing, bundle_is_far_passed, end_of_plan, ladder_of, options_of
from callvet.demand.metering import Metering
from callvet.demand.period import CYCLE_DAYS, MONTH_DAYS, ordinary_period
from callvet.model.charge_kind import STAFF
from callvet.model.money import rounded
from callvet.model.plan_choice import CHEAPEST, EACH_CYCLE
from callvet.pricing.bill import Cycle, total
from callvet.pricing.count import Count

if TYPE_CHECKING:
    from collections.abc import Callable
    from decimal import Decimal

    from callvet.demand.context import Context
    from callvet.model.charge import Charge
    from callvet.model.demand import Demand
    from callvet.model.quote import Quote
    from callvet.pricing.bill import Line

_FAR_PAST = 2
"""So many times its bundle, the largest plan was not made for, as in ``estimate``. [ratio]"""


class MeteredMonth:
    """The normal month of a quote that is billed by contacts alone.

    Args:
        quote: With charges or plans, of which none asks who is staffed.
        context_at: What it is priced under at a volume; the volume may be anything that contacts are in proportion to.
        reach: The least and the greatest volume that will be asked about, the least above 0.
        rate: What a unit of the quote's currency is worth in that of the answer. [ratio]
        currency: Of the answer, ISO 4217.
    """

    def __init__(
        self,
        quote: Quote,
        context_at: Callable[[Fraction], Context],
        reach: tuple[Fraction, Fraction],
        rate: Fraction = Fraction(1),
        currency: str | None = None,
    ) -> None:
        """Meter the charges at three volumes, and keep the lines on which the counts lie."""
        self._quote, self._context_at, self._rate = quote, context_at, rate
        context = context_at(reach[0])
        self._currency, self._answer_currency = context.currency, currency or context.currency
        self._ladder = ladder_of(quote)
        in_four_weeks = quote.billing_cycle == "4_weeks"
        self._period = ordinary_period(Fraction(CYCLE_DAYS)) if in_four_weeks else ordinary_period()
        scale = MONTH_DAYS / CYCLE_DAYS if in_four_weeks else Fraction(1)
        self._cycle = Cycle(context.needs.term_months, ordinary=True, scale=scale)
        choice = quote.choice
        names = [name for name, _ in self._ladder]
        self._places = range(len(names)) if choice in {CHEAPEST, EACH_CYCLE} else (names.index(choice),)
        self._straight = self._lines_between(reach)

    @property
    def is_straight(self) -> bool:
        """Whether counts are straight lines of the volume, so that one more volume costs little."""
        return self._straight is not None

    def high(self, volume: Fraction) -> Decimal:
        """The high end of a normal month at a volume. [units of the currency]"""
        return min(self._amount(self._lines(volume, place)) for place in self._places)

    def is_published(self, volume: Fraction) -> bool:
        """Whether the volume is not far past the bundle of the largest plan."""
        largest = self._ladder[-1][1]
        return self._quote.plans is None or not bundle_is_far_passed(
            largest, self._metering(volume), self._cycle, _FAR_PAST
        )

    def _lines(self, volume: Fraction, place: int) -> tuple[Line, ...]:
        """The bill of a plan at its high end."""
        straight = self._straight
        metering = self._metering(volume) if straight is None else self._unused

        def counted(charge: Charge) -> tuple[Option, ...]:
            if straight is None:
                return options_of(charge, metering)
            return tuple(one.at(volume) for one in straight[id(charge)])

        pricing = Pricing(self._quote, self._ladder, metering, self._cycle, self._currency, counted)
        return end_of_plan(pricing, place, "high")

    def _amount(self, lines: tuple[Line, ...]) -> Decimal:
        """The sum of the lines in the currency of the answer, each rounded there."""
        if self._answer_currency == self._currency:
            return total(lines)
        start = rounded(Fraction(0), self._answer_currency)
        return sum((rounded(line.exact * self._rate, self._answer_currency) for line in lines), start)

    def _metering(self, volume: Fraction) -> Metering:
        """What charges are counted over."""
        context = self._context_at(volume)
        vendor = context.vendor
        return Metering(
            context.average_month.over(self._period),
            zone=self._quote.timezone,
            adjustments=tuple(self._quote.adjustments or ()),
            agents=vendor.agents if vendor else None,
        )

    def _lines_between(self, reach: tuple[Fraction, Fraction]) -> dict[int, tuple[_Straight, ...]] | None:
        """The lines on which the counts of every charge lie; None where one of them bends."""
        least, most = reach
        volumes = (least, (least + most) / 2, most)
        meterings = [self._metering(volume) for volume in volumes]
        self._unused = meterings[0]
        found: dict[int, tuple[_Straight, ...]] = {}
        for _, charges in self._ladder:
            for charge in charges:
                at_each = [options_of(charge, metering) for metering in meterings]
                lines = tuple(_straight(options, volumes) for options in zip(*at_each, strict=True))
                known = tuple(line for line in lines if line is not None)
                if len(known) < len(lines):
                    return None
                found[id(charge)] = known
        return found


def is_metered_alone(quote: Quote, demand: Demand) -> bool:
    """Whether a quote is billed by contacts, so that its bill hangs on nobody's staffing.

    Args:
        quote: With charges or plans.
        demand: Its wait, which the staffing model gives where the needs state none.
    """
    charges = [charge for _, part in quote.charge_lists() for charge in part]
    return not any(_asks_for_staff(charge, demand) for charge in charges)


def _asks_for_staff(charge: Charge, demand: Demand) -> bool:
    """Whether agents are counted, or how long contacts wait for them."""
    takes_agents = not STAFF.isdisjoint(charge.per) or ("training_hour" in charge.per and charge.quantity is None)
    if takes_agents or charge.staffed or charge.tiers_by:
        return True
    if "minute" not in charge.per or demand.queue_seconds is not None:
        return False
    return charge.clock is None or charge.clock.counts is None or "queue" in charge.clock.counts


class _Straight(NamedTuple):
    """A count as a straight line of the volume: what there is at none, and what each call adds."""

    charge: Charge
    none: tuple[Fraction, ...]
    each: tuple[Fraction, ...]

    def at(self, volume: Fraction) -> Option:
        """The count at a volume."""
        units, contacts, *marked = (
            none + each * volume if each else none for none, each in zip(self.none, self.each, strict=True)
        )
        shares = tuple(amount / units if units else Fraction(0) for amount in marked)
        return Option(self.charge, Count(units, shares, None, contacts))


def _straight(options: tuple[Option, ...], volumes: tuple[Fraction, ...]) -> _Straight | None:
    """The line through the counts at three volumes, if there is one."""
    first, middle, last = (_amounts(option.counted) for option in options)
    run = volumes[2] - volumes[0]
    each = tuple((end - begin) / run for begin, end in zip(first, last, strict=True))
    none = tuple(begin - slope * volumes[0] for begin, slope in zip(first, each, strict=True))
    is_straight = all(
        begin + slope * volumes[1] == between for begin, slope, between in zip(none, each, middle, strict=True)
    )
    return _Straight(options[0].charge, none, each) if is_straight else None


def _amounts(count: Count) -> tuple[Fraction, ...]:
    """What of a count may be in proportion to the volume: units, contacts, and the units that are marked."""
    return count.units, count.contacts, *(share * count.units for share in count.marked_shares)
