"""What a term costs a quote, against the offered value that is cheapest for it, all else of the quote unchanged.

Every figure is a difference of two bills, made by the engine that prices the quotes themselves.
"""

from __future__ import annotations

from contextlib import suppress
from decimal import Decimal
from typing import TYPE_CHECKING, Final, NamedTuple, TypeVar

from callvet.compare.charge_terms import OfCharge, OfClock, Price
from callvet.compare.fitting import fits
from callvet.compare.side import month_and_term_of, month_of
from callvet.demand.cost_range import Range
from callvet.demand.erlang import OverloadError
from callvet.pricing.answers import answered

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from callvet.compare.levelled import Levelled
    from callvet.compare.side import Side
    from callvet.compare.term import Said, Term
    from callvet.demand.context import Context
    from callvet.pricing.answers import OpenTerm

T = TypeVar("T")

_NOTHING: Final = Decimal(0)


class Offered(NamedTuple):
    """A value of a term that a quote could have.

    Attributes:
        by: Which quotes state it, from 0; none where it is the best answer to what some leave open.
        quote: The quote that is looked at, with it.
        price: Of a unit, where one plain price says all of it. [units of the currency per unit]
    """

    by: tuple[int, ...]
    quote: Levelled
    price: Decimal | None = None


class Worth(NamedTuple):
    """What a term costs a quote against the best that is offered; never negative. [units of the currency]

    Attributes:
        month: A normal month, at both ends of what is open.
        over_term: The whole contract; None where a normal month tells all.
        by: Which quotes state the value that saves it most, from 0; none where none that is stated saves anything.
    """

    month: Range
    over_term: Range | None
    by: tuple[int, ...] = ()


def worth_of(term: Term, place: int, sides: Sequence[Side]) -> Worth:
    """What a term costs one of the quotes."""
    side = sides[place]
    candidates = offered(term, place, sides)
    if not term.over_term:
        months = [(less(side.month, cost), one) for cost, one in priced(candidates, month_of, side.context)]
        return Worth(_most(months), None, _best(months))
    costs = priced(candidates, month_and_term_of, side.context)
    whole = [(less(side.whole_term, over_term), one) for (_, over_term), one in costs]
    return Worth(_most([(less(side.month, month), one) for (month, _), one in costs]), _most(whole), _best(whole))


def priced(
    candidates: Iterable[Offered], cost_of: Callable[[Levelled, Context], T], context: Context
) -> list[tuple[T, Offered]]:
    """What a quote costs with each of some values; a value that asks for more agents than there are is no offer.

    Args:
        candidates: The values.
        cost_of: What a quote costs.
        context: Under which.
    """
    found: list[tuple[T, Offered]] = []
    for one in candidates:
        with suppress(OverloadError):
            found.append((cost_of(one.quote, context), one))
    return found


def offered(term: Term, place: int, sides: Sequence[Side]) -> list[Offered]:
    """Every other value of a term that the quotes offer, on terms that one of them could have; each once."""
    own = sides[place].levelled
    said = term.part.said(own)
    if term.role != "price" or said.state == "missing":
        return []
    found: list[Offered] = []
    for by, source in enumerate(sides):
        is_open = term.part.said(source.levelled).state == "silent"
        quote = _best_answered(source.levelled, term) if is_open else source.levelled
        theirs = term.part.said(quote)
        if theirs[:2] == said[:2] or theirs.state in {"missing", "silent"} or not fits(term, own, quote):
            continue
        moved = term.part.moved(own, quote)
        # The same words can bring other fees with them, as a bundle does: two values are one where they make one quote.
        known = next((number for number, one in enumerate(found) if one.quote == moved), None)
        if known is None:
            found.append(Offered(() if is_open else (by,), moved, _price(term, theirs)))
        elif not is_open:
            found[known] = found[known]._replace(by=(*found[known].by, by))
    return _worth_pricing(found)


def _price(term: Term, theirs: Said) -> Decimal | None:
    """What a unit would cost, where one plain price says all of it; nothing where there is no charge."""
    if not isinstance(term.part, Price):
        return None
    return _NOTHING if theirs.state == "none" else theirs.size


def _worth_pricing(found: Sequence[Offered]) -> list[Offered]:
    """Of plain prices the lowest that is stated, and any below it: a lower price never makes a dearer bill.

    Pricing a whole contract takes longest of all, and setup has as many prices as there are vendors.
    """
    lowest = min((one.price for one in found if one.by and one.price is not None), default=None)
    return [
        one
        for one in found
        if one.price is None or lowest is None or one.price < lowest or (one.by and one.price == lowest)
    ]


def _best_answered(quote: Levelled, term: Term) -> Levelled:
    """A quote with the best answer to what it leaves open in a term."""
    match term.part:
        case Price(work=str(work)):
            return quote.saying("scope", {**quote.quote.scope, work: "included"})
        case OfClock(name, key):
            opened: str = f"clock.{key}"
        case OfCharge(name, key):
            opened = key
        case _:
            return quote
    known: OpenTerm | None = next((one for one in _OPEN if one == opened), None)
    return quote.with_charge(name, answered(quote.charges[name], {known: "best"})) if known else quote


_OPEN: Final[tuple[OpenTerm, ...]] = ("clock.counts", "clock.step_seconds", "hours_counted")


def less(cost: Range, other: Range) -> Range:
    """How much less another bill is, at each end; nothing where it is not. [units of the currency]"""
    return Range(max(cost.low - other.low, _NOTHING), max(cost.high - other.high, _NOTHING))


def _most(savings: Sequence[tuple[Range, Offered]]) -> Range:
    """The largest saving at each end. [units of the currency]"""
    low = max((saved.low for saved, _ in savings), default=_NOTHING)
    high = max((saved.high for saved, _ in savings), default=_NOTHING)
    return Range(low, high)


def _best(savings: Sequence[tuple[Range, Offered]]) -> tuple[int, ...]:
    """Who states the value that saves most; nobody where none does."""
    stated = [(saved.high, saved.low, one.by) for saved, one in savings if one.by]
    high, low, by = max(stated, key=lambda one: one[:2], default=(_NOTHING, _NOTHING, ()))
    return by if high > 0 or low > 0 else ()
