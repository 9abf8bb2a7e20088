"""The bills of a log: the counts of each cycle, priced by the schedules and the bill of a forecast, at both ends."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple

from callvet.calls.counting import COUNTED_HERE, options
from callvet.calls.plan import charges_of
from callvet.demand.conversion import bill_in
from callvet.demand.cost_range import Bill, Range
from callvet.demand.counting import count
from callvet.demand.ends import Pricing, at_end, end_of_plan, ladder_of
from callvet.demand.metering import NotStated
from callvet.model.money import rounded
from callvet.model.plan_choice import EACH_CYCLE
from callvet.model.quote import Commitment
from callvet.pricing.bill import Cycle, applies, total
from callvet.pricing.price_levels import price_levels
from callvet.pricing.schedule import price

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from callvet.calls.counting import LogUsage
    from callvet.calls.slots import CycleSpan
    from callvet.demand.ends import End, Ladder, Option
    from callvet.demand.metering import Metering
    from callvet.model.charge import Charge
    from callvet.model.quote import Quote
    from callvet.pricing.bill import Line


_NOTHING_STATED: Final[Mapping[int, Fraction]] = MappingProxyType({})


class CycleBill(NamedTuple):
    """What one cycle of a log costs.

    Attributes:
        span: Which cycle.
        bill: Its lines at both ends of what is open.
        plan: The plan that it is billed by at the high end; None where there is no ladder.
        calls: Contacts that are billed, at the high end. [contacts]
        billed_minutes: What the first clock for every contact comes to, at the high end. [minutes]
        exact_minutes: The same before calls are rounded up. [minutes]
        unrounded: What the cycle would cost by those, at the high end. [units of the currency]
        has_calls: Whether any call came in it.
    """

    span: CycleSpan
    bill: Bill
    plan: str | None
    calls: Fraction
    billed_minutes: Fraction
    exact_minutes: Fraction
    unrounded: Decimal
    has_calls: bool = True

    @property
    def range(self) -> Range:
        """The sums of the lines."""
        return self.bill.range


class LogBill(NamedTuple):
    """What a log costs under one quote.

    Attributes:
        cycles: From the first with calls to the last.
        plan: The plan of all; None where there is no ladder, or it is chosen anew in every cycle.
        missing: Keys of the needs, or of the profile, without which something is not counted.
    """

    cycles: tuple[CycleBill, ...]
    plan: str | None
    missing: tuple[str, ...] = ()

    @property
    def range(self) -> Range:
        """All cycles together."""
        return sum((one.range for one in self.cycles), Range(Decimal(0), Decimal(0)))

    def converted(self, rate: Fraction, currency: str) -> LogBill:
        """The bills in another currency, of which a unit of their own is worth so many: every line rounded once."""
        return self._replace(
            cycles=tuple(
                one._replace(
                    bill=bill_in(one.bill, rate, currency), unrounded=rounded(Fraction(one.unrounded) * rate, currency)
                )
                for one in self.cycles
            )
        )


class Biller:
    """Prices the counts of one quote."""

    def __init__(
        self,
        quote: Quote,
        usage: LogUsage,
        meterings: Sequence[Metering],
        currency: str,
        stated: Mapping[int, Fraction] = _NOTHING_STATED,
    ) -> None:
        """Nothing is counted yet.

        Args:
            quote: Whose terms hold.
            usage: What its charges are counted over.
            meterings: Of each cycle, for what no call is counted for.
            currency: ISO 4217.
            stated: By position of a charge, what is billed of it in every cycle, whatever the log says. [units]
        """
        self.quote = quote
        self.usage = usage
        self.meterings = meterings
        self.currency = currency
        self.ladder: Ladder = ladder_of(quote)
        self._stated = {id(charge): stated[place] for place, charge in enumerate(charges_of(quote)) if place in stated}
        self._found: dict[tuple[int, bool], tuple[Charge, list[tuple[Option, ...]]]] = {}

    def bill(self, forecasts: Sequence[Metering] = ()) -> LogBill:
        """The bills of all cycles.

        Args:
            forecasts: Of each cycle, what the buyer's forecast of it is, for a commitment to a share of that.
        """
        places = range(len(self.usage.calendar.cycles))
        quotes = [self._committed(place, forecasts) for place in places]
        if self.quote.choice == EACH_CYCLE and self.quote.plans:
            return LogBill(tuple(self._cycle(quotes[place], place, range(len(self.ladder))) for place in places), None)
        chosen = self._chosen(quotes)
        cycles = tuple(self._cycle(quotes[place], place, [chosen]) for place in places)
        return LogBill(cycles, self.ladder[chosen][0])

    def options_of(self, charge: Charge, place: int, *, exact: bool = False) -> tuple[Option, ...]:
        """Every way to answer what a charge leaves open, in a cycle; all cycles are counted at once."""
        key = id(charge), exact
        if key not in self._found:  # by identity, which is the charge's as long as it is kept here
            found = options(charge, self.usage, exact=exact)
            units = self._stated.get(id(charge))
            self._found[key] = charge, found if units is None else [_counting(some, units) for some in found]
        return self._found[key][1][place]

    def _chosen(self, quotes: Sequence[Quote]) -> int:
        """The plan of the whole log: named, or the cheapest at the high end."""
        names = [name for name, _ in self.ladder]
        if self.quote.choice in names:
            return names.index(self.quote.choice)
        if len(self.ladder) == 1:
            return 0

        def cost(plan: int) -> tuple[Decimal, Decimal]:
            def of(end: End) -> Decimal:
                return sum((total(self._end(one, n, [plan], end)[0]) for n, one in enumerate(quotes)), Decimal(0))

            return of("high"), of("low")

        return min(range(len(self.ladder)), key=cost)

    def _cycle(self, quote: Quote, place: int, plans: Sequence[int]) -> CycleBill:
        """One cycle's bill."""
        low, _ = self._end(quote, place, plans, "low")
        high, plan = self._end(quote, place, plans, "high")
        unrounded, _ = self._end(quote, place, plans, "high", exact=True)
        charges = self.ladder[plan][1]
        main = _main_clock(charges, self._cycle_of(place))
        counted = [self.options_of(charge, place)[-1].counted.contacts for charge in charges]
        return CycleBill(
            span=self.usage.calendar.cycles[place],
            bill=Bill(low, high),
            plan=self.ladder[plan][0],
            calls=max(counted, default=Fraction(0)),
            billed_minutes=_quantity(high, main),
            exact_minutes=_quantity(unrounded, main),
            unrounded=total(unrounded),
            has_calls=bool((self.usage.cycle_of == place).any()),
        )

    def _end(
        self, quote: Quote, place: int, plans: Sequence[int], end: End, *, exact: bool = False
    ) -> tuple[tuple[Line, ...], int]:
        """A cycle's lines at one end by the cheapest of some plans, and by which."""
        level = price_levels(quote.terms.escalator, max(self.usage.calendar.cycles[place].contract_month, 1))
        cycle = self._cycle_of(place)._replace(price_level=level[0] if end == "low" else level[1])
        pricing = Pricing(
            quote,
            self.ladder,
            self.meterings[place],
            cycle,
            self.currency,
            lambda charge: self.options_of(charge, place, exact=exact),
        )
        found = {plan: end_of_plan(pricing, plan, end) for plan in plans}
        lines = at_end(found.values(), "low", total)
        return lines, next(plan for plan, own in found.items() if own is lines)

    def _cycle_of(self, place: int) -> Cycle:
        """Which cycle a bill is for; only the contract's first has one-offs."""
        span = self.usage.calendar.cycles[place]
        month = span.contract_month
        return Cycle(month if month > 1 or span.is_first else 0)

    def _committed(self, place: int, forecasts: Sequence[Metering]) -> Quote:
        """The quote, with the units in place of a commitment to a share of the forecast."""
        share = self.quote.commitment.share_of_forecast if self.quote.commitment else None
        if share is None or not forecasts:
            return self.quote
        cycle = self._cycle_of(place)
        for charge in self.ladder[0][1]:
            if applies(charge, cycle) and not COUNTED_HERE.isdisjoint(charge.per):
                found = count(self.options_of(charge, place)[-1].charge, forecasts[place])
                if isinstance(found, NotStated) or not found.units:
                    return self.quote
                units = found.units * Fraction(share)
                least = Commitment.model_construct(units=units)
                return self.quote.model_copy(update={"commitment": least})
        return self.quote


def _counting(some: Sequence[Option], units: Fraction) -> tuple[Option, ...]:
    """The ways to answer what a charge leaves open, with so many units in each; one, if all of them cost the same."""
    found = tuple(one._replace(counted=one.counted._replace(units=units)) for one in some)
    is_open = len({price(one.charge, one.counted) for one in found}) > 1
    return found if is_open else found[-1:]


def _main_clock(charges: Sequence[Charge], cycle: Cycle) -> int | None:
    """The charge whose minutes are told as the billed time: the first for every contact, else the first of any."""
    minutes = [place for place, charge in enumerate(charges) if "minute" in charge.per and applies(charge, cycle)]
    return next((place for place in minutes if charges[place].when is None), minutes[0] if minutes else None)


def _quantity(lines: Sequence[Line], position: int | None) -> Fraction:
    """The units of a charge's line."""
    if position is None:
        return Fraction(0)
    return next((line.quantity or Fraction(0) for line in lines if line.position == position), Fraction(0))
