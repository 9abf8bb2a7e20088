"""The way from one quote to another, one term at a time; its steps add up to the difference in cost.

Each step is the bill after it less the bill before it, so that nothing is left over. The order is that of the terms:
a step's amount hangs on what has been changed before.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final, NamedTuple

from callvet.compare.charge_terms import FEES
from callvet.compare.side import month_of
from callvet.demand.erlang import OverloadError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from callvet.compare.levelled import Levelled
    from callvet.compare.side import Side
    from callvet.compare.term import Term
    from callvet.demand.estimate import Context, Range

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
    """

    because: str
    low: Decimal
    high: Decimal


def walk(start: Side, end: Side, terms: Sequence[Term]) -> tuple[Step, ...]:
    """The steps from one quote to another; those that change nothing are left out.

    What is left out at the start and put back at the end is one step, for between quotes of one currency it is none.
    The vendors' own figures come last, or first where the other's terms ask for agents that nobody could find by ours.
    """
    before = start.monthly
    found: dict[str, Step] = {}
    try:
        stations = list(_stations(start, end, terms, start.context))
    except OverloadError:
        stations = list(_stations(start, end, terms, end.context))
    for because, cost in stations:
        low, high = cost.low - before.low, cost.high - before.high
        known = found.pop(because, Step(because, Decimal(0), Decimal(0)))
        found[because] = Step(because, known.low + low, known.high + high)
        before = cost
    return tuple(step for step in found.values() if step.low or step.high)


def _stations(start: Side, end: Side, terms: Sequence[Term], context: Context) -> Iterator[tuple[str, Range]]:
    """What each station of the way costs, and why it differs from the one before.

    Args:
        start: Where it begins.
        end: Where it leads.
        terms: Which are changed one after another.
        context: Of the two, under whose figures that is.
    """
    yield _reduction(start), month_of(start.levelled, start.context)
    now = start.levelled
    is_other = _own_figures(start.context) != _own_figures(end.context)
    if is_other and context is end.context:
        yield PERFORMANCE, month_of(now, end.context)
    for because, after in _moves(now, end.levelled, terms):
        yield because, month_of(after, context)
        now = after
    if is_other and context is start.context:
        yield PERFORMANCE, month_of(now, end.context)
    yield ORDER, month_of(end.levelled, end.context)
    yield _reduction(end), end.monthly


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
