"""A quote priced over a forecast: both ends of what it leaves open, for a normal month and for the whole term."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from math import ceil, floor
from typing import TYPE_CHECKING, Final, NamedTuple

from callvet.demand.context import Context, Metered, metered_of
from callvet.demand.cost_range import Bill, Range
from callvet.demand.counting import count
from callvet.demand.ends import Pricing, at_end, billed_places, bundle_is_far_passed, end_of_plan, ladder_of
from callvet.demand.metering import NotStated
from callvet.demand.period import CYCLE_DAYS, MONTH_DAYS, contract_months, four_week_cycles, ordinary_period
from callvet.model.charge import charge_names
from callvet.model.plan_choice import EACH_CYCLE
from callvet.pricing.answers import all_answers, answered, open_terms
from callvet.pricing.bill import Cycle, applies, total
from callvet.pricing.price_levels import price_levels

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from callvet.demand.ends import End, Ladder
    from callvet.demand.period import Period
    from callvet.demand.team import TeamRange
    from callvet.demand.usage import Usage
    from callvet.model.quote import Quote
    from callvet.pricing.answers import OpenTerm
    from callvet.pricing.bill import Line

_FOUR_WEEKS_A_MONTH: Final = MONTH_DAYS / CYCLE_DAYS
_FAR_PAST: Final = 2
"""So many times the bundle of its largest plan, a ladder of plans is outside what was published. [ratio]"""


class Question(NamedTuple):
    """A term that a quote leaves open, and what its best answer would save.

    Attributes:
        term: Its name, such as ``minute.clock.step_seconds``, or the key to state a quantity under.
        worth: What the high end falls by in a normal month if this alone comes out best. [units of the currency]
    """

    term: str
    worth: Decimal


class Estimate(NamedTuple):
    """What a quote costs.

    Attributes:
        plan: The plan chosen; None where there is no ladder, or it changes every cycle.
        monthly: A normal month.
        months: The invoices of the term, and of a year at least, by the calendar: of months, or of 4-week cycles.
        questions: What it leaves open, the most worth first.
        team: The agents that the volume takes, where the quote or its clock asks for any.
        usage: The normal month's contacts.
        published: Whether the volume lies in what the ladder of plans was made for.
        service_level: What a stated team reaches; None where none is stated. [share of calls]
        cycles_a_month: Invoices in a month of 30.4375 days. [ratio]
        billed_plans: What a normal month of the plan chosen is billed as: itself, or those that its minutes raise it
            to; more than one where that hangs on what is open, none where no plan is chosen for the term.
    """

    plan: str | None
    monthly: Bill
    months: tuple[Bill, ...]
    questions: tuple[Question, ...]
    team: TeamRange | None
    usage: Usage
    published: bool = True
    service_level: float | None = None
    cycles_a_month: Fraction = Fraction(1)
    billed_plans: tuple[str, ...] = ()

    def over(self, months: int) -> Range:
        """What the first months of the contract cost, or all of them if there are fewer.

        A year has 365.25 ÷ 28 cycles of 4 weeks: the last of them is taken in part, rounded as its sums are.
        """
        whole, part = divmod(months * self.cycles_a_month, 1)
        cost = sum((bill.range for bill in self.months[: int(whole)]), Range(Decimal(0), Decimal(0)))
        if not part or int(whole) >= len(self.months):
            return cost
        last = self.months[int(whole)].range
        return cost + Range(_part_of(last.low, part), _part_of(last.high, part))

    def invoices(self, months: int) -> tuple[Bill, ...]:
        """The invoices whose cycles begin in the first months of the contract."""
        return self.months[: ceil(months * self.cycles_a_month)]


def _part_of(amount: Decimal, part: Fraction) -> Decimal:
    """A part of a sum, with as many decimals, half up. [units of the currency]"""
    unit = Decimal(1).scaleb(int(amount.as_tuple().exponent))
    return floor(Fraction(amount) * part / Fraction(unit) + Fraction(1, 2)) * unit


def estimate(quote: Quote, context: Context, *, calendar: bool = True, questions: bool = True) -> Estimate:
    """Price a quote.

    Args:
        quote: With charges or plans.
        context: Under what.
        calendar: Whether the months of the term are billed too.
        questions: Whether the answers to what is open are weighed, too.

    Raises:
        ValueError: There is no volume, or a figure of the needs makes none possible; the message has the fix.
    """
    period = ordinary_period(Fraction(CYCLE_DAYS)) if quote.billing_cycle == "4_weeks" else ordinary_period()
    cycle = Cycle(context.needs.term_months, ordinary=True, scale=_scale(quote))
    billing = _Billing(quote, ladder_of(quote), metered_of(quote, context, period), cycle, context.currency)
    chosen = billing.chosen()
    monthly = billing.bill(chosen)
    periods = _periods(quote, context) if calendar else ()
    return Estimate(
        plan=None if quote.choice == EACH_CYCLE else billing.ladder[chosen][0],
        monthly=monthly,
        months=tuple(_invoice(billing, chosen, context, one) for one in periods),
        questions=_questions(billing, monthly) if questions else (),
        team=billing.metered.team,
        usage=_normal_month(quote, context, billing.metered),
        published=billing.is_published(),
        service_level=billing.metered.service_level,
        cycles_a_month=_scale(quote),
        billed_plans=billing.billed_plans(chosen),
    )


class _Billing(NamedTuple):
    """How a cycle is billed: whatever changes its bill, but for the plan that holds.

    Attributes:
        quote: What holds for all of its plans.
        ladder: Its plans, or those with other answers to what they leave open.
        metered: What is counted over, at both ends of the staff.
        cycle: Which cycle it is.
        currency: Of the quote, ISO 4217.
    """

    quote: Quote
    ladder: Ladder
    metered: Metered
    cycle: Cycle
    currency: str

    def chosen(self) -> int:
        """The place of the plan of the whole term: named, or the one that costs least at the high end."""
        names = [name for name, _ in self.ladder]
        if self.quote.choice in names:
            return names.index(self.quote.choice)
        if len(self.ladder) == 1 or self.quote.choice == EACH_CYCLE:
            return 0
        costs = [self.bill(place).range for place in range(len(self.ladder))]
        return min(range(len(self.ladder)), key=lambda place: (costs[place].high, costs[place].low))

    def bill(self, chosen: int) -> Bill:
        """The bill at both ends, by the plan that holds in the cycle."""
        low = self.end(chosen, "low")
        if len(self.metered.known) == 1 and not any(open_terms(one) for _, charges in self.ladder for one in charges):
            return Bill(low, low)
        return Bill(low, self.end(chosen, "high"))

    def end(self, chosen: int, end: End) -> tuple[Line, ...]:
        """The lines at one end; more agents may cost less, so both staffs count."""
        places = range(len(self.ladder)) if self.quote.choice == EACH_CYCLE else (chosen,)
        found = [min((end_of_plan(one, place, end) for place in places), key=total) for one in self._pricings()]
        return at_end(found, end, total)

    def billed_plans(self, chosen: int) -> tuple[str, ...]:
        """What the plan of the term is billed as, by name, from the smallest."""
        if self.quote.plans is None or self.quote.choice == EACH_CYCLE:
            return ()
        places = sorted({place for one in self._pricings() for place in billed_places(one, chosen)})
        return tuple(self.quote.plans[place].name for place in places)

    def is_published(self) -> bool:
        """Whether the volume is not far past the bundle of a ladder's largest plan."""
        largest = self.ladder[-1][1]
        return self.quote.plans is None or not bundle_is_far_passed(largest, self.metered.low, self.cycle, _FAR_PAST)

    def _pricings(self) -> Iterator[Pricing]:
        """What a plan is priced by, with each of the staffs."""
        for one in self.metered.known:
            yield Pricing(self.quote, self.ladder, one.metering, self.cycle, self.currency, one)


def _normal_month(quote: Quote, context: Context, metered: Metered) -> Usage:
    """The contacts of a normal month, however long the quote's cycle is."""
    if quote.billing_cycle == "month":
        return metered.low.usage
    return context.average_month.over(ordinary_period())


def _scale(quote: Quote) -> Fraction:
    """Cycles in a month."""
    return _FOUR_WEEKS_A_MONTH if quote.billing_cycle == "4_weeks" else Fraction(1)


def _periods(quote: Quote, context: Context) -> tuple[Period, ...]:
    """What the invoices of the contract are for, of a year at least."""
    months = max(context.needs.term_months, 12)
    if quote.billing_cycle == "4_weeks":
        return four_week_cycles(context.needs.demand, context.start, ceil(months * _FOUR_WEEKS_A_MONTH))
    return contract_months(context.needs.demand, context.start, months)


def _invoice(normal: _Billing, chosen: int, context: Context, period: Period) -> Bill:
    """One invoice of the contract. What is dated by months holds in a 4-week cycle if it does in its middle."""
    quote, ladder = normal.quote, normal.ladder
    metered = metered_of(quote, context, period)
    number = int((period.elapsed_days + CYCLE_DAYS // 2) / MONTH_DAYS) + 1
    if quote.billing_cycle == "month":
        number = period.contract_month or 1
    least, most = (Cycle(number, price_level=level) for level in price_levels(quote.terms.escalator, number))
    billing = normal._replace(metered=metered, cycle=least)
    if quote.plans is not None:
        return _between(billing, chosen, most)
    # What the quote says of other months alone makes no other invoice: another's promotion is for the first month.
    # Meters and charges go by their identity, which is theirs as long as they are kept here.
    terms = (quote.commitment, quote.minimum_invoice, quote.tax_percent, quote.tax_recoverable)
    discounts = tuple(one for one in quote.discounts or () if least.within(one.months))
    key = (id(metered), tuple(map(id, ladder[0][1])), terms, discounts, least, most, context.currency)
    if key not in context.invoices:
        context.invoices[key] = metered, ladder, _between(billing, chosen, most)
    return context.invoices[key][-1]


def _between(least: _Billing, chosen: int, most: Cycle) -> Bill:
    """The bill at both ends of what is open, and of what escalators make of prices."""
    bill = least.bill(chosen)
    return bill if least.cycle == most else Bill(bill.low, least._replace(cycle=most).bill(chosen).high)


def _questions(billing: _Billing, monthly: Bill) -> tuple[Question, ...]:
    """Every term that is open, and what the high end falls by when it alone comes out best.

    Charges of one name in several plans ask one question; plans are chosen anew with its answer.
    """
    names = [charge_names(charges) for _, charges in billing.ladder]
    found: dict[str, Decimal] = {}
    for charges_names, (_, charges) in zip(names, billing.ladder, strict=True):
        for name, charge in zip(charges_names, charges, strict=True):
            if not applies(charge, billing.cycle):
                continue
            for term in open_terms(charge):
                if f"{name}.{term}" not in found:
                    settled = billing._replace(ladder=_with_best(billing.ladder, names, name, term))
                    best = total(settled.end(settled.chosen(), "high"))
                    found[f"{name}.{term}"] = max(monthly.range.high - best, Decimal(0))
            missing = count(answered(charge, next(iter(all_answers(charge)))), billing.metered.high)
            if isinstance(missing, NotStated):
                found.setdefault(missing.key, Decimal(0))
    return tuple(sorted((Question(*one) for one in found.items()), key=lambda question: -question.worth))


def _with_best(ladder: Ladder, names: Sequence[Sequence[str]], name: str, term: OpenTerm) -> Ladder:
    """The plans with the best answer to one term of every charge so named."""
    return tuple(
        (
            plan,
            tuple(
                answered(charge, {term: "best"}) if own == name and term in open_terms(charge) else charge
                for own, charge in zip(own_names, charges, strict=True)
            ),
        )
        for own_names, (plan, charges) in zip(names, ladder, strict=True)
    )
