"""The way from one quote to another, one term at a time; its steps add up to the difference in cost.

Each step is the bill after it less the bill before it, so that nothing is left over. The order is that of the terms:
a step's amount hangs on what has been changed before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from callvet.compare.charge_terms import FEES
from callvet.compare.side import month_and_term_of, month_of
from callvet.demand.cost_range import Range
from callvet.demand.erlang import OverloadError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from decimal import Decimal

    from callvet.compare.levelled import Levelled
    from callvet.compare.side import Side
    from callvet.compare.term import Term
    from callvet.demand.context import Context

CHARGES: Final = "charges"
"""Another way of pricing: what carries the calls in one quote is not in the other."""
PLANS: Final = "plans"
"""A ladder of plans against the charges of the plan that is billed."""
CURRENCY: Final = "currency"
"""Rounding in one currency against rounding in another."""
PERFORMANCE: Final = "performance"
"""The vendors' own figures, such as how long their calls take."""
ORDER: Final = "order"
"""In which order charges stand, and what is told of them."""


class Step(NamedTuple):
    """One step.

    Attributes:
        because: The term's name, or what else makes the difference.
        low: What it adds to a normal month, at the low end. [units of the currency]
        high: And at the high end. [units of the currency]
        over_term: What it adds to the whole contract, at both ends; None where that was not reckoned.
    """

    because: str
    low: Decimal
    high: Decimal
    over_term: Range | None = None


class _Cost(NamedTuple):
    """What a station costs."""

    month: Range
    over_term: Range | None


def walk(start: Side, end: Side, terms: Sequence[Term]) -> tuple[Step, ...]:
    """The steps from one quote to another in a normal month; those that change nothing are left out.

    What is left out at the start and put back at the end is one step, for between quotes of one currency it is none.
    The vendors' own figures come last, or first where the other's terms ask for agents that nobody could find by ours.
    """

    def cost_of(quote: Levelled, context: Context) -> _Cost:
        return _Cost(month_of(quote, context), None)

    return _steps(start, end, terms, cost_of, (_Cost(start.monthly, None), _Cost(end.monthly, None)))


def whole_walk(start: Side, end: Side, terms: Sequence[Term]) -> tuple[Step, ...]:
    """The same, with what each step adds to the whole contract: a fee at the start, or a first month free."""

    def cost_of(quote: Levelled, context: Context) -> _Cost:
        return _Cost(*month_and_term_of(quote, context))

    return _steps(start, end, terms, cost_of, (_Cost(start.monthly, start.term), _Cost(end.monthly, end.term)))


def _steps(
    start: Side,
    end: Side,
    terms: Sequence[Term],
    cost_of: Callable[[Levelled, Context], _Cost],
    ends: tuple[_Cost, _Cost],
) -> tuple[Step, ...]:
    """The steps from one quote to another, each the cost after it less the cost before it."""
    before, last = ends
    try:
        stations = [(because, cost_of(*one)) for because, one in _stations(start, end, terms, start.context)]
    except OverloadError:
        stations = [(because, cost_of(*one)) for because, one in _stations(start, end, terms, end.context)]
    found: dict[str, Step] = {}
    for because, cost in (*stations, (_reduction(end), last)):
        found[because] = _added(found.pop(because, None), because, before, cost)
        before = cost
    return tuple(step for step in found.values() if _moves_money(step))


def _added(known: Step | None, because: str, before: _Cost, after: _Cost) -> Step:
    """A step, with what the same reason has made before."""
    month = _difference(before.month, after.month)
    over_term = before.over_term and after.over_term and _difference(before.over_term, after.over_term)
    if known is None:
        return Step(because, month.low, month.high, over_term)
    return Step(
        because,
        known.low + month.low,
        known.high + month.high,
        over_term and known.over_term and known.over_term + over_term,
    )


def _difference(before: Range, after: Range) -> Range:
    """How much more one is, end by end. [units of the currency]"""
    return Range(after.low - before.low, after.high - before.high)


def _moves_money(step: Step) -> bool:
    """Whether a step changes anything."""
    over = step.over_term
    return bool(step.low or step.high or (over and (over.low or over.high)))


def _stations(
    start: Side, end: Side, terms: Sequence[Term], context: Context
) -> Iterator[tuple[str, tuple[Levelled, Context]]]:
    """What stands at each station of the way, but for its two ends, and why it differs from the one before.

    Args:
        start: Where it begins.
        end: Where it leads.
        terms: Which are changed one after another.
        context: Of the two, under whose figures that is.
    """
    yield _reduction(start), (start.levelled, start.context)
    now = start.levelled
    is_other = _own_figures(start.context) != _own_figures(end.context)
    if is_other and context is end.context:
        yield PERFORMANCE, (now, end.context)
    for because, after in _moves(now, end.levelled, terms):
        yield because, (after, context)
        now = after
    if is_other and context is start.context:
        yield PERFORMANCE, (now, end.context)
    yield ORDER, (end.levelled, end.context)


def _moves(now: Levelled, goal: Levelled, terms: Sequence[Term]) -> Iterator[tuple[str, Levelled]]:
    """The quotes on the way, each with one term more as the other has it."""
    leaving = [name for name in now.charges if _is_usage(now, name) and not _same_contacts(name, now, goal)]
    coming = [name for name in goal.charges if _is_usage(goal, name) and not _same_contacts(name, now, goal)]
    if leaving and coming:
        for name in leaving:
            now = now.with_charge(name, None)
        for name in coming:
            now = now.with_charge(name, goal.charges[name])
        yield CHARGES, now
    for term in terms:
        if term.part.said(now)[:2] != term.part.said(goal)[:2]:
            after = term.part.moved(now, goal)
            if after != now:
                now = after
                yield term.name, now


def _same_contacts(name: str, one: Levelled, other: Levelled) -> bool:
    """Whether both have a charge of a name, for the same contacts or hours."""
    first, second = one.charges.get(name), other.charges.get(name)
    if first is None or second is None:
        return False
    return (first.when, first.share_of_calls) == (second.when, second.share_of_calls)


def _is_usage(quote: Levelled, name: str) -> bool:
    """Whether a charge is for contacts or agents, not a fee."""
    return not set(quote.charges[name].per) <= FEES


def _own_figures(context: Context) -> object:
    """What a vendor's profile changes of a bill."""
    return context.vendor and (context.vendor.performance, context.vendor.agents)


def _reduction(side: Side) -> str:
    """What is left out when a quote is laid out."""
    return CURRENCY if side.plan is None else PLANS
