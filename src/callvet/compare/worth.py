"""What a term costs a quote, against the offered value that is cheapest for it, all else of the quote unchanged.

Every figure is a difference of two bills, made by the engine that prices the quotes themselves.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from callvet.compare.charge_terms import FEES, OfCharge, OfClock, Price, bundle
from callvet.compare.side import month_of, term_of
from callvet.demand.estimate import Range
from callvet.model.charge import STAFF
from callvet.pricing.answers import answered

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from callvet.compare.levelled import Levelled
    from callvet.compare.side import Side
    from callvet.compare.term import Term
    from callvet.model.charge import Charge
    from callvet.pricing.answers import OpenTerm

_NOTHING = Decimal(0)
_CARRIERS = STAFF | {"minute", "call", "contact"}
"""Charges that calls are billed by, or the agents that take them."""


class Offered(NamedTuple):
    """A value of a term that a quote could have.

    Attributes:
        by: Which quote offers it, from 0.
        quote: The quote that is looked at, with it.
        stated: Whether that quote states it; else it is the best answer to what it leaves open.
    """

    by: int
    quote: Levelled
    stated: bool


class Worth(NamedTuple):
    """What a term costs a quote against the best that is offered; never negative. [units of the currency]

    Attributes:
        month: A normal month, at both ends of what is open.
        over_term: The whole contract; None where a normal month tells all.
        compared: Whether another value is offered at all that the quote could have.
    """

    month: Range
    over_term: Range | None
    compared: bool


def worth_of(term: Term, place: int, sides: Sequence[Side]) -> Worth:
    """What a term costs one of the quotes."""
    side = sides[place]
    candidates = [one.quote for one in offered(term, place, sides)]
    context = side.context
    month = _saved(side.month, [month_of(quote, context) for quote in candidates])
    if not term.over_term:
        return Worth(month, None, bool(candidates))
    over_term = _saved(side.whole_term, [term_of(quote, context) for quote in candidates])
    return Worth(month, over_term, bool(candidates))


def offered(term: Term, place: int, sides: Sequence[Side]) -> Iterator[Offered]:
    """Every other value of a term that the quotes offer, on terms that one of them could have; each once."""
    if term.role != "price":
        return
    own = sides[place].levelled
    said = term.part.said(own)
    if said.state == "missing":
        return
    known: set[tuple[str, object]] = {(said.state, said.content)}
    for by, source in enumerate(sides):
        theirs = term.part.said(source.levelled)
        is_open = theirs.state == "silent"
        quote = best_answered(source.levelled, term) if is_open else source.levelled
        theirs = term.part.said(quote)
        key = (theirs.state, theirs.content)
        if key in known or theirs.state in {"missing", "silent"} or not fits(term, own, quote):
            continue
        known.add(key)
        yield Offered(by, term.part.moved(own, quote), stated=not is_open)


def best_answered(quote: Levelled, term: Term) -> Levelled:
    """A quote with the best answer to what it leaves open in a term."""
    match term.part:
        case OfClock(name, key):
            opened: str = f"clock.{key}"
        case OfCharge(name, key):
            opened = key
        case _:
            return quote
    known: OpenTerm | None = next((one for one in _OPEN if one == opened), None)
    return quote.with_charge(name, answered(quote.charges[name], {known: "best"})) if known else quote


_OPEN: tuple[OpenTerm, ...] = ("clock.counts", "clock.step_seconds", "hours_counted")


def fits(term: Term, own: Levelled, other: Levelled) -> bool:
    """Whether another's value could stand in a quote: a price needs a charge for the same contacts or hours."""
    if not isinstance(term.part, Price):
        return True
    ours, theirs = own.charges.get(term.part.charge), other.charges.get(term.part.charge)
    if ours is None:
        return False
    if "cycle" in ours.per and bundle(own) != bundle(other):
        # A fee that buys a bundle of units is set against others with its bundle, as ``included``.
        return False
    if theirs is None:
        return _is_extra(term.part.charge, own, other)
    return ours.when == theirs.when and ours.share_of_calls == theirs.share_of_calls


def _is_extra(name: str, own: Levelled, other: Levelled) -> bool:
    """Whether a quote without a charge asks nothing for it: what carries the calls in both is another charge.

    An offer by the hour has no price for minutes, which is not a price of nothing; nor is e-mail free where it has
    no price.
    """
    kinds = set(own.charges[name].per)
    rest = {key for key, one in own.charges.items() if key != name and _carries(one)}
    if kinds <= FEES:
        return bool(rest)
    return not kinds.isdisjoint(_CARRIERS | {"transfer"}) and not rest.isdisjoint(other.charges)


def _carries(charge: Charge) -> bool:
    """Whether all calls are billed by a charge, or the agents that take them."""
    return charge.when is None and charge.months is None and not _CARRIERS.isdisjoint(charge.per)


def _saved(cost: Range, others: Sequence[Range]) -> Range:
    """How much less the cheapest of some bills is, at each end; nothing where none is. [units of the currency]"""
    low = max((cost.low - other.low for other in others), default=_NOTHING)
    high = max((cost.high - other.high for other in others), default=_NOTHING)
    return Range(max(low, _NOTHING), max(high, _NOTHING))
