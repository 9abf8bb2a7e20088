"""What to take into a negotiation: where another offer is better, who makes it, and what matching it would save."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final, NamedTuple

from callvet.compare.side import month_and_term_of, month_of
from callvet.compare.tie import tie_of
from callvet.compare.worth import less, offered, priced
from callvet.demand.cost_range import Range

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from callvet.compare.side import Side
    from callvet.compare.term import Said, Term
    from callvet.compare.tie import Tie

_NOTHING: Final = Decimal(0)


class Lever(NamedTuple):
    """A term on which another offer is better.

    Attributes:
        term: Which.
        ours: What the preferred quote says.
        theirs: What the other says.
        by: Which quotes offer that, from 0.
        month: What matching it saves in a normal month; nothing for terms that move no money.
        over_term: And over the whole contract.
    """

    term: Term
    ours: Said
    theirs: Said
    by: tuple[int, ...]
    month: Range
    over_term: Range


class Leverage(NamedTuple):
    """The list to take into the negotiation.

    Attributes:
        levers: Where money can be saved, the largest first.
        others: Where another offer is better in what moves no money of the contract.
        together: A normal month with all of the levers at once; they do not add up.
        tie: The prices at which the preferred quote costs what the cheapest does; None where it costs no more.
    """

    levers: tuple[Lever, ...]
    others: tuple[Lever, ...]
    together: Range
    tie: Tie | None


def leverage(place: int, sides: Sequence[Side], terms: Sequence[Term], cheapest: int) -> Leverage:
    """What the other quotes give against one of them.

    Args:
        place: Of the preferred quote, from 0.
        sides: All quotes.
        terms: All terms.
        cheapest: The place of the quote to tie with.
    """
    found = [lever for term in terms if (lever := _lever(term, place, sides))]
    levers = sorted(found, key=lambda lever: (-lever.over_term.high, -lever.month.high))
    together = sides[place].levelled
    for lever in levers:
        together = lever.term.part.moved(together, sides[lever.by[0]].levelled)
    return Leverage(
        tuple(levers),
        tuple(_better_conditions(place, sides, terms)),
        month_of(together, sides[place].context),
        tie_of(place, sides, cheapest),
    )


def _lever(term: Term, place: int, sides: Sequence[Side]) -> Lever | None:
    """The best stated offer on a term, where it saves anything."""
    side = sides[place]
    options = [one for one in offered(term, place, sides) if one.by]
    if not term.over_term:
        months = [(less(side.month, cost), one) for cost, one in priced(options, month_of, side.context)]
        options = [one for month, one in months if month.high > 0 or month.low > 0]
    costs = priced(options, month_and_term_of, side.context)
    found = [(less(side.whole_term, over_term), less(side.month, month), one) for (month, over_term), one in costs]
    found = [one for one in found if one[0].high > 0]
    if not found:
        return None
    over_term, month, best = max(found, key=lambda one: (one[0].high, one[0].low))
    theirs = term.part.said(sides[best.by[0]].levelled)
    return Lever(term, term.part.said(side.levelled), theirs, best.by, month, over_term)


def _better_conditions(place: int, sides: Sequence[Side], terms: Sequence[Term]) -> Iterator[Lever]:
    """Terms that move no money of the contract, of which another states a better one."""
    for term in terms:
        if term.role != "condition" or term.better is None:
            continue
        ours = term.part.said(sides[place].levelled)
        sign = 1 if term.better == "more" else -1
        sized = [(sign * said.size, n, said) for n, said in enumerate(_said(term, sides)) if said.size is not None]
        best = max(sized, key=lambda one: (one[0], -one[1]), default=None)
        if best is None or _is_as_good(ours, sign, best[0]):
            continue
        by = tuple(n for size, n, _ in sized if size == best[0])
        yield Lever(term, ours, best[2], by, Range(_NOTHING, _NOTHING), Range(_NOTHING, _NOTHING))


def _is_as_good(ours: Said, sign: int, best: Decimal) -> bool:
    """Whether what a quote says is no worse than the best; of what it does not say, only none at all is better."""
    if ours.size is not None:
        return sign * ours.size >= best
    return sign < 0 and (ours.state == "none" or best < 0)


def _said(term: Term, sides: Sequence[Side]) -> Iterator[Said]:
    """What every quote says of a term."""
    return (term.part.said(side.levelled) for side in sides)
