"""A quote priced over a forecast: both ends of what it leaves open, for a normal month and for the whole term."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from math import ceil, floor
from typing import TYPE_CHECKING, Final, NamedTuple

from callvet.demand.context import Context, Metered, metered_of
from callvet.demand.cost_range import Range
from callvet.demand.counting import count
from callvet.demand.ends import Pricing, at_end, billed_places, bundle_is_far_passed, end_of_plan
from callvet.demand.metering import NotStated
from callvet.demand.period import CYCLE_DAYS, MONTH_DAYS, contract_months, four_week_cycles, ordinary_period
from callvet.model.charge import charge_names
from callvet.model.plan_choice import EACH_CYCLE
from callvet.pricing.answers import all_answers, answered, open_terms
from callvet.pricing.bill import Cycle, applies, total
from callvet.pricing.price_levels import price_levels

if TYPE_CHECKING:
    from collections.abc import Sequence

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


class Bill(NamedTuple):
    """One cycle's bill at both ends of what is open."""

    low: tuple[Line, ...]
    high: tuple[Line, ...]

    @property
    def range(self) -> Range:
        """The sums of the lines."""
        return Range(total(self.low), total(self.high))


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
    metered = metered_of(quote, context, period)
    cycle = Cycle(context.needs.term_months, ordinary=True, scale=_scale(quote))
    ladders = _ladder(quote)
    chosen = _chosen(quote, ladders, metered, cycle, context)
    monthly = _bill(quote, ladders, chosen, metered, cycle, context)
    periods = _periods(quote, context) if calendar else ()
    return Estimate(
        plan=None if quote.choice == EACH_CYCLE else ladders[chosen][0],
        monthly=monthly,
        months=tuple(_invoice(quote, ladders, chosen, context, one) for one in periods),
        questions=_questions(quote, ladders, monthly, metered, cycle, context) if questions else (),
        team=metered.team,
        usage=_normal_month(quote, context, metered),
        published=_is_published(quote, ladders, metered, cycle),
        service_level=metered.service_level,
        cycles_a_month=_scale(quote),
        billed_plans=_billed_plans(quote, ladders, chosen, metered, cycle, context),
    )


def _normal_month(quote: Quote, context: Context, metered: Metered) -> Usage:
    """The contacts of a normal month, however long the quote's cycle is."""
    if quote.billing_cycle == "month":
        return metered.low.usage
    return context.average_month.over(ordinary_period())


def _ladder(quote: Quote) -> Ladder:
    """The plans by name, or the charges alone."""
    if quote.plans is not None:
        return tuple((plan.name, plan.charges) for plan in quote.plans)
    return ((None, quote.charges or ()),)


def _scale(quote: Quote) -> Fraction:
    """Cycles in a month."""
    return _FOUR_WEEKS_A_MONTH if quote.billing_cycle == "4_weeks" else Fraction(1)


def _periods(quote: Quote, context: Context) -> tuple[Period, ...]:
    """What the invoices of the contract are for, of a year at least."""
    months = max(context.needs.term_months, 12)
    if quote.billing_cycle == "4_weeks":
        return four_week_cycles(context.needs.demand, context.start, ceil(months * _FOUR_WEEKS_A_MONTH))
    return contract_months(context.needs.demand, context.start, months)


def _invoice(quote: Quote, ladders: Ladder, chosen: int, context: Context, period: Period) -> Bill:
    """One invoice of the contract. What is dated by months holds in a 4-week cycle if it does in its middle."""
    metered = metered_of(quote, context, period)
    number = int((period.elapsed_days + CYCLE_DAYS // 2) / MONTH_DAYS) + 1
    if quote.billing_cycle == "month":
        number = period.contract_month or 1
    least, most = (Cycle(number, price_level=level) for level in price_levels(quote.terms.escalator, number))
    if quote.plans is not None:
        return _between(quote, ladders, chosen, metered, (least, most), context)
    # What the quote says of other months alone makes no other invoice: another's promotion is for the first month.
    # Meters and charges go by their identity, which is theirs as long as they are kept here.
    terms = (quote.commitment, quote.minimum_invoice, quote.tax_percent, quote.tax_recoverable)
    discounts = tuple(one for one in quote.discounts or () if least.within(one.months))
    key = (id(metered), tuple(map(id, ladders[0][1])), terms, discounts, least, most, context.currency)
    if key not in context.invoices:
        bill = _between(quote, ladders, chosen, metered, (least, most), context)
        context.invoices[key] = metered, ladders, bill
    return context.invoices[key][-1]


def _between(  # noqa: PLR0913, PLR0917 - as ``_bill``
    quote: Quote,
    ladders: Ladder,
    chosen: int,
    metered: Metered,
    cycles: tuple[Cycle, Cycle],
    context: Context,
) -> Bill:
    """The bill at both ends, and of what escalators make of prices."""
    least, most = cycles
    bill = _bill(quote, ladders, chosen, metered, least, context)
    return bill if least == most else Bill(bill.low, _bill(quote, ladders, chosen, metered, most, context).high)


def _bill(  # noqa: PLR0913, PLR0917 - whatever changes a bill
    quote: Quote, ladders: Ladder, chosen: int, metered: Metered, cycle: Cycle, context: Context
) -> Bill:
    """A cycle's bill at both ends, by the plan that holds in it."""
    low = _end(quote, ladders, chosen, metered, cycle, context, "low")
    if len(metered.known) == 1 and not any(open_terms(charge) for _, charges in ladders for charge in charges):
        return Bill(low, low)
    return Bill(low, _end(quote, ladders, chosen, metered, cycle, context, "high"))


def _end(  # noqa: PLR0913, PLR0917 - as ``_bill``
    quote: Quote, ladders: Ladder, chosen: int, metered: Metered, cycle: Cycle, context: Context, end: End
) -> tuple[Line, ...]:
    """A cycle's lines at one end; more agents may cost less, so both staffs count."""
    places = range(len(ladders)) if quote.choice == EACH_CYCLE else (chosen,)
    pricings = (Pricing(quote, ladders, one.metering, cycle, context.currency, one) for one in metered.known)
    found = [min((end_of_plan(pricing, place, end) for place in places), key=total) for pricing in pricings]
    return at_end(found, end, total)


def _chosen(quote: Quote, ladders: Ladder, metered: Metered, cycle: Cycle, context: Context) -> int:
    """The plan of the whole term: named, or the one whose normal month costs least at the high end."""
    names = [name for name, _ in ladders]
    if quote.choice in names:
        return names.index(quote.choice)
    if len(ladders) == 1 or quote.choice == EACH_CYCLE:
        return 0
    costs = [_bill(quote, ladders, place, metered, cycle, context).range for place in range(len(ladders))]
    return min(range(len(ladders)), key=lambda place: (costs[place].high, costs[place].low))


def _billed_plans(  # noqa: PLR0913, PLR0917 - as ``_bill``
    quote: Quote, ladders: Ladder, chosen: int, metered: Metered, cycle: Cycle, context: Context
) -> tuple[str, ...]:
    """What the plan of the term is billed as, by name, from the smallest."""
    if quote.plans is None or quote.choice == EACH_CYCLE:
        return ()
    pricings = (Pricing(quote, ladders, one.metering, cycle, context.currency, one) for one in metered.known)
    places = sorted({place for pricing in pricings for place in billed_places(pricing, chosen)})
    return tuple(quote.plans[place].name for place in places)


def _questions(  # noqa: PLR0913, PLR0917 - whatever changes what an answer is worth
    quote: Quote, ladders: Ladder, monthly: Bill, metered: Metered, cycle: Cycle, context: Context
) -> tuple[Question, ...]:
    """Every term that is open, and what the high end falls by when it alone comes out best.

    Charges of one name in several plans ask one question; plans are chosen anew with its answer.
    """
    names = [charge_names(charges) for _, charges in ladders]
    found: dict[str, Decimal] = {}
    for charges_names, (_, charges) in zip(names, ladders, strict=True):
        for name, charge in zip(charges_names, charges, strict=True):
            if not applies(charge, cycle):
                continue
            for term in open_terms(charge):
                if f"{name}.{term}" not in found:
                    settled = _with_best(ladders, names, name, term)
                    chosen = _chosen(quote, settled, metered, cycle, context)
                    best = total(_end(quote, settled, chosen, metered, cycle, context, "high"))
                    found[f"{name}.{term}"] = max(monthly.range.high - best, Decimal(0))
            missing = count(answered(charge, next(iter(all_answers(charge)))), metered.high)
            if isinstance(missing, NotStated):
                found.setdefault(missing.key, Decimal(0))
    return tuple(sorted((Question(*one) for one in found.items()), key=lambda question: -question.worth))


def _with_best(ladders: Ladder, names: Sequence[Sequence[str]], name: str, term: OpenTerm) -> Ladder:
    """The plans with the best answer to one term of every charge so named."""
    return tuple(
        (
            plan,
            tuple(
                answered(charge, {term: "best"}) if own == name and term in open_terms(charge) else charge
                for own, charge in zip(own_names, charges, strict=True)
            ),
        )
        for own_names, (plan, charges) in zip(names, ladders, strict=True)
    )


def _is_published(quote: Quote, ladders: Ladder, metered: Metered, cycle: Cycle) -> bool:
    """Whether the volume is not far past the bundle of a ladder's largest plan."""
    return quote.plans is None or not bundle_is_far_passed(ladders[-1][1], metered.low, cycle, _FAR_PAST)
