"""A quote priced over a forecast: both ends of what it leaves open, for a normal month and for the whole term."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Final, Literal

from callvet.demand.calendar import CYCLE_DAYS, MONTH_DAYS, contract_months, ordinary_period
from callvet.demand.metering import Metering, NotStated, count
from callvet.demand.team import TeamRange, hours_of_team, stated_team, team_for, weeks_of
from callvet.demand.usage import forecast
from callvet.model.charge import STAFF, charge_names
from callvet.pricing.answers import all_answers, answered, open_terms
from callvet.pricing.bill import Cycle, applies, bill_lines, total
from callvet.pricing.count import Count
from callvet.pricing.schedule import price

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from callvet.demand.calendar import Period
    from callvet.demand.usage import Usage
    from callvet.model.charge import Charge
    from callvet.model.needs import Needs
    from callvet.model.quote import Escalator, Quote
    from callvet.model.vendor import Vendor
    from callvet.pricing.answers import Answers
    from callvet.pricing.bill import Line

End = Literal["low", "high"]
ENDS: Final[tuple[End, End]] = ("low", "high")
_PER_CENT: Final = 100
_FOUR_WEEKS_A_MONTH: Final = MONTH_DAYS / CYCLE_DAYS
_FAR_PAST: Final = 2
"""So many times the bundle of its largest plan, a ladder of plans is outside what was published. [ratio]"""


@dataclass(frozen=True, slots=True)
class Range:
    """Two ends of an amount of one currency; equal where nothing is open. [units of the currency]"""

    low: Decimal
    high: Decimal

    def __add__(self, other: Range) -> Range:
        """Both ends added up."""
        return Range(self.low + other.low, self.high + other.high)


@dataclass(frozen=True, slots=True)
class Bill:
    """One cycle's bill at both ends of what is open."""

    low: tuple[Line, ...]
    high: tuple[Line, ...]

    @property
    def range(self) -> Range:
        """The sums of the lines."""
        return Range(total(self.low), total(self.high))


@dataclass(frozen=True, slots=True)
class Question:
    """A term that a quote leaves open, and what its best answer would save.

    Attributes:
        term: Its name, such as ``minute.clock.step_seconds``, or the key to state a quantity under.
        worth: What the high end falls by in a normal month if this alone comes out best. [units of the currency]
    """

    term: str
    worth: Decimal


@dataclass(frozen=True, slots=True)
class Context:
    """What a quote is priced under.

    Attributes:
        needs: The buyer's.
        volume: Calls a month; None is what the needs say. [calls per month]
        currency: Of the quote, ISO 4217.
        start: First day of the contract.
        vendor: The profile, whose own figures hold where it gives them; None where there is none.
        csv_text: The table that ``demand.shape`` names the file of.
        teams: What was staffed so far; quotes that are compared share it. By contacts, work and calls of a week.
    """

    needs: Needs
    volume: Fraction | None
    currency: str
    start: date
    vendor: Vendor | None = None
    csv_text: str | None = None
    teams: dict[tuple[Fraction, Fraction, Fraction], TeamRange] = field(default_factory=dict, compare=False)

    def team_for(self, usage: Usage) -> TeamRange:
        """The agents for a usage, reckoned once for all quotes and months of one volume."""
        weeks = weeks_of(usage.period)
        contacts = sum((flow.contacts for flow in usage.flows), Fraction(0)) / weeks
        seconds = sum((flow.work_seconds for flow in usage.flows), Fraction(0)) / weeks
        calls = usage.calls / weeks
        if (contacts, seconds, calls) not in self.teams:
            self.teams[contacts, seconds, calls] = team_for(self.needs, usage)
        return self.teams[contacts, seconds, calls]


@dataclass(frozen=True, slots=True)
class Estimate:
    """What a quote costs.

    Attributes:
        plan: The plan chosen; None where there is no ladder, or it changes every cycle.
        monthly: A normal month.
        months: The bills of the term's months, by the calendar.
        questions: What it leaves open, the most worth first.
        team: The agents that the volume takes, where the quote or its clock asks for any.
        usage: The normal month's contacts.
        published: Whether the volume lies in what the ladder of plans was made for.
        service_level: What a stated team reaches; None where none is stated. [share of calls]
    """

    plan: str | None
    monthly: Bill
    months: tuple[Bill, ...]
    questions: tuple[Question, ...]
    team: TeamRange | None
    usage: Usage
    published: bool = True
    service_level: float | None = None

    def over(self, months: int) -> Range:
        """What the first months of the contract cost, or all of them if there are fewer."""
        return sum((bill.range for bill in self.months[:months]), Range(Decimal(0), Decimal(0)))


@dataclass(frozen=True, slots=True)
class _Metered:
    """A period's meters at both ends of its staff."""

    low: Metering
    high: Metering
    team: TeamRange | None
    service_level: float | None


def estimate(quote: Quote, context: Context, *, calendar: bool = True) -> Estimate:
    """Price a quote.

    Args:
        quote: With charges or plans.
        context: Under what.
        calendar: Whether the months of the term are billed too.

    Raises:
        ValueError: There is no volume, or a figure of the needs makes none possible; the message has the fix.
    """
    period = ordinary_period(Fraction(CYCLE_DAYS)) if quote.billing_cycle == "4_weeks" else ordinary_period()
    metered = _metered(quote, context, period)
    cycle = Cycle(context.needs.term_months, ordinary=True, scale=_scale(quote))
    ladders = _ladder(quote)
    chosen = _chosen(quote, ladders, metered, cycle, context)
    name, charges = ladders[chosen]
    monthly = _bill(quote, ladders, chosen, metered, cycle, context)
    return Estimate(
        plan=None if quote.choice == "each_cycle" else name,
        monthly=monthly,
        months=tuple(_month(quote, ladders, chosen, context, one) for one in _months(context)) if calendar else (),
        questions=_questions(quote, charges, metered, cycle, context),
        team=metered.team,
        usage=metered.low.usage,
        published=_is_published(ladders, metered, cycle),
        service_level=metered.service_level,
    )


Ladder = tuple[tuple[str | None, tuple["Charge", ...]], ...]


def _ladder(quote: Quote) -> Ladder:
    """The plans by name, or the charges alone."""
    if quote.plans is not None:
        return tuple((plan.name, plan.charges) for plan in quote.plans)
    return ((None, quote.charges or ()),)


def _scale(quote: Quote) -> Fraction:
    """Cycles in a month."""
    return _FOUR_WEEKS_A_MONTH if quote.billing_cycle == "4_weeks" else Fraction(1)


def _months(context: Context) -> tuple[Period, ...]:
    """The months of the contract, a year at least."""
    months = max(context.needs.term_months, 12)
    return contract_months(context.needs.demand, context.start, months)


def _month(quote: Quote, ladders: Ladder, chosen: int, context: Context, period: Period) -> Bill:
    """The bill of one month of the contract; 4-week cycles are told by the month."""
    metered = _metered(quote, context, period)
    number = period.contract_month or 1
    low, high = price_levels(quote.terms.escalator, number)
    scale = _scale(quote)
    least = _bill(quote, ladders, chosen, metered, Cycle(number, scale=scale, price_level=low), context)
    if low == high:
        return least
    return Bill(
        least.low, _bill(quote, ladders, chosen, metered, Cycle(number, scale=scale, price_level=high), context).high
    )


def price_levels(escalator: Escalator | None, contract_month: int) -> tuple[Fraction, Fraction]:
    """What escalators have made of prices by a month of the contract, at least and at most. [ratio]"""
    if escalator is None:
        return Fraction(1), Fraction(1)
    steps = (contract_month - 1) // escalator.every_months
    least, most = {
        "fixed": (escalator.percent, escalator.percent),
        "cap": (Decimal(0), escalator.percent),
        "floor": (escalator.percent, escalator.high),
        "index": (escalator.assume, escalator.assume),
    }[escalator.kind]
    return _raised(least, steps), _raised(most, steps)


def _raised(percent: Decimal | None, steps: int) -> Fraction:
    """A price level after so many rises. [ratio]"""
    return (1 + Fraction(percent or 0) / _PER_CENT) ** steps


def _metered(quote: Quote, context: Context, period: Period) -> _Metered:
    """The meters of a period, with the staff that the quote asks for or its queue is reckoned by."""
    needs, vendor = context.needs, context.vendor
    performance = vendor.performance if vendor else None
    usage = forecast(needs, context.volume, period, performance=performance, csv_text=context.csv_text)
    charges = [charge for _, part in quote.charge_lists() for charge in part]
    stated = next((charge.staffed for charge in charges if charge.staffed), None)
    modelled = any(_takes_agents(charge) and not charge.staffed for charge in charges) and (
        stated is None or any(not STAFF.isdisjoint(charge.per) and not charge.staffed for charge in charges)
    )
    waits = needs.demand.queue_seconds is None and any(_counts_queue(charge) for charge in charges)
    team = context.team_for(usage) if modelled or waits or any(charge.tiers_by for charge in charges) else None
    plan = stated_team(needs, usage, stated) if stated else None
    if waits and team:
        wait = team.fewest[0].average_wait_seconds
        usage = forecast(
            needs, context.volume, period, performance=performance, queue_seconds=wait, csv_text=context.csv_text
        )
    beyond = Fraction(1 - plan.service_level) if plan else Fraction(0)
    offered = hours_of_team(stated, period) if stated else None
    low = Metering(
        usage=usage,
        staffed=team.low(period) if team else offered,
        zone=quote.timezone,
        adjustments=tuple(quote.adjustments or ()),
        beyond_share=beyond,
        agents=vendor.agents if vendor else None,
    )
    high = replace(low, staffed=team.high(period) if team else offered)
    return _Metered(low, high, team if modelled else None, plan.service_level if plan else None)


def _takes_agents(charge: Charge) -> bool:
    """Whether it is agents, or the training of so many, that a charge counts."""
    return not STAFF.isdisjoint(charge.per) or ("training_hour" in charge.per and charge.quantity is None)


def _counts_queue(charge: Charge) -> bool:
    """Whether waiting may run the clock of a charge."""
    if "minute" not in charge.per:
        return False
    return charge.clock is None or charge.clock.counts is None or "queue" in charge.clock.counts


def _count(charge: Charge, answers: Answers, metering: Metering) -> Count:
    """What is counted of a charge under answers; nothing where a quantity is not stated."""
    settled = answered(charge, answers)
    found = count(settled, metering)
    if isinstance(found, NotStated) and settled.attrition_training:
        # What is not known of the training must not hide the hours that are.
        found = count(settled.model_copy(update={"attrition_training": None}), metering)
    if isinstance(found, NotStated):
        return Count(Fraction(0), tuple(Fraction(0) for _ in metering.adjustments))
    return found


def _end_of(charge: Charge, metering: Metering, end: End) -> tuple[Charge, Count]:
    """A charge with the answers that make it least or greatest, and what is then counted."""
    best: tuple[Fraction, Charge, Count] | None = None
    for answers in all_answers(charge):
        counted = _count(charge, answers, metering)
        amount = price(charge, counted)
        if best is None or (amount < best[0] if end == "low" else amount > best[0]):
            best = amount, answered(charge, answers), counted
    if best is None:
        message = "a charge has no answers"
        raise ValueError(message)
    return best[1], best[2]


def _lines(  # noqa: PLR0913, PLR0917 - whatever changes lines
    quote: Quote, charges: Sequence[Charge], metering: Metering, cycle: Cycle, end: End, currency: str
) -> tuple[Line, ...]:
    """The lines of a bill at one end."""
    pairs = [_end_of(charge, metering, end) for charge in charges]
    return bill_lines(quote, [charge for charge, _ in pairs], [counted for _, counted in pairs], cycle, currency)


def _bill(  # noqa: PLR0913, PLR0917 - whatever changes a bill
    quote: Quote,
    ladders: Ladder,
    chosen: int,
    metered: _Metered,
    cycle: Cycle,
    context: Context,
) -> Bill:
    """A cycle's bill at both ends, by the plan that holds in it."""
    ends: dict[End, tuple[Line, ...]] = {}
    for end, metering in zip(ENDS, (metered.low, metered.high), strict=True):
        if quote.choice == "each_cycle":
            all_plans = [_lines(quote, part, metering, cycle, end, context.currency) for _, part in ladders]
            ends[end] = min(all_plans, key=total)
            continue
        plan = _upgraded(quote, ladders, chosen, metering, cycle, end)
        ends[end] = _lines(quote, ladders[plan][1], metering, cycle, end, context.currency)
    return Bill(ends["low"], ends["high"])


def _upgraded(  # noqa: PLR0913, PLR0917 - whatever changes the plan
    quote: Quote, ladders: Ladder, chosen: int, metering: Metering, cycle: Cycle, end: End
) -> int:
    """The plan that is billed: the next of the ladder while the minutes pass what the chosen one allows."""
    plan = chosen
    while quote.plans and plan + 1 < len(ladders):
        over = quote.plans[plan].upgrade_over_minutes
        if over is None or _minutes(ladders[plan][1], metering, cycle, end) <= Fraction(over):
            break
        plan += 1
    return plan


def _minutes(charges: Sequence[Charge], metering: Metering, cycle: Cycle, end: End) -> Fraction:
    """Billed minutes of a cycle. [minutes]"""
    minute = [charge for charge in charges if "minute" in charge.per and applies(charge, cycle)]
    return sum((_end_of(charge, metering, end)[1].units for charge in minute), Fraction(0))


def _chosen(quote: Quote, ladders: Ladder, metered: _Metered, cycle: Cycle, context: Context) -> int:
    """The plan of the whole term: named, or the one whose normal month costs least at the high end."""
    names = [name for name, _ in ladders]
    if quote.choice in names:
        return names.index(quote.choice)
    costs = [_bill(quote, ladders, place, metered, cycle, context).range for place in range(len(ladders))]
    return min(range(len(ladders)), key=lambda place: (costs[place].high, costs[place].low))


def _questions(
    quote: Quote, charges: Sequence[Charge], metered: _Metered, cycle: Cycle, context: Context
) -> tuple[Question, ...]:
    """Every term that is open, and what the high end falls by when it alone comes out best."""
    names = charge_names(charges)
    high = total(_lines(quote, charges, metered.high, cycle, "high", context.currency))
    found = []
    for place, charge in enumerate(charges):
        if not applies(charge, cycle):
            continue
        for term in open_terms(charge):
            settled = [*charges[:place], answered(charge, {term: "best"}), *charges[place + 1 :]]
            worth = high - total(_lines(quote, settled, metered.high, cycle, "high", context.currency))
            found.append(Question(f"{names[place]}.{term}", max(worth, Decimal(0))))
        missing = count(answered(charge, next(iter(all_answers(charge)))), metered.high)
        if isinstance(missing, NotStated):
            found.append(Question(missing.key, Decimal(0)))
    return tuple(sorted(found, key=lambda question: -question.worth))


def _is_published(ladders: Ladder, metered: _Metered, cycle: Cycle) -> bool:
    """Whether the volume is not far past the largest plan's bundle."""
    if len(ladders) < _FAR_PAST:
        return True
    bundles = [charge.included for _, part in ladders for charge in part if charge.included is not None]
    if not bundles:
        return True
    largest = ladders[-1][1]
    minutes = _minutes(largest, metered.low, cycle, "low")
    return minutes <= _FAR_PAST * Fraction(max(bundles))
