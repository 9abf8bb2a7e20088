"""From one quote to another, one term after another; what moved between rounds; the quotes at other volumes."""

from __future__ import annotations

from decimal import Decimal
from itertools import groupby
from typing import TYPE_CHECKING, Final

from callvet.compare.walk import CHARGES
from callvet.model.wording import shown
from callvet.report.diff_terms import abreast, marked
from callvet.report.page import Cell, Column, Sentence, Table
from callvet.report.phrases import counted, money, money_range, with_minus
from callvet.report.term_words import term_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from fractions import Fraction

    from callvet.compare.side import Side
    from callvet.compare.walk import Step
    from callvet.evaluation.comparing import Comparison
    from callvet.evaluation.prices.levelling import AtVolume, Walk
    from callvet.report.page import Block

_ABREAST: Final = 7
"""So many columns of figures can be read beside each other on 120 columns. [count]"""

_LONGEST: Final = 80


def walks(answer: Comparison, names: Mapping[str, str]) -> Iterator[Block]:
    """From the cheapest to each other, one term at a time; the steps add up."""
    if not any(walk.steps or walk.start.term != walk.end.term for walk in answer.walks):
        return
    first = names[answer.sides[answer.cheapest].id]
    order = {CHARGES: -1} | {row.term.name: place for place, row in enumerate(answer.rows)}
    title = f"From {first} to each other, a month: one term after another in this order"
    for places in abreast(len(answer.walks), _ABREAST):
        some = [answer.walks[place] for place in places]
        because = dict.fromkeys(step.because for walk in some for step in walk.steps)
        rows = [
            (Cell(term_words(name)), *(Cell(_step_words(name, walk, answer.currency)) for walk in some))
            for name in sorted(because, key=lambda name: order.get(name, len(order)))
        ]
        rows.append((Cell("in all", "strong"), *(Cell(_difference(walk, answer.currency), "strong") for walk in some)))
        over = Cell(f"over {counted(answer.needs.term_months, 'month')}", "dim")
        rows.append((over, *(Cell(_over_term(walk, answer.currency), "dim") for walk in some)))
        yield Table((Column("what makes it"), *(Column(names[walk.end.id], right=True) for walk in some)), rows, title)
        title = ""


def _step_words(because: str, walk: Walk, currency: str) -> str:
    """What a step adds: ``+$2,252``, or both ends where they differ."""
    steps = [step for step in walk.steps if step.because == because]
    if not steps:
        return "–"
    low, high = sum((step.low for step in steps), Decimal(0)), sum((step.high for step in steps), Decimal(0))
    return _signed_span(low, high, currency)


def _difference(walk: Walk, currency: str) -> str:
    """What the whole way adds."""
    start, end = walk.start.monthly, walk.end.monthly
    return _signed_span(end.low - start.low, end.high - start.high, currency)


def _over_term(walk: Walk, currency: str) -> str:
    """What the whole way adds to the contract, with what is paid once or for some months."""
    start, end = walk.start.term, walk.end.term
    return _signed_span(end.low - start.low, end.high - start.high, currency)


def signed(amount: Decimal, currency: str) -> str:
    """``+$2,252``."""
    return f"+{money(amount, currency)}" if amount > 0 else with_minus(money(amount, currency))


def _signed_span(low: Decimal, high: Decimal, currency: str) -> str:
    """``+$2,252``, or ``$40 to +$120`` where the ends differ."""
    first, last = signed(low, currency), signed(high, currency)
    return first if first == last else f"{first} to {last}"


def rounds(answer: Comparison) -> Iterator[Block]:
    """What moved in each vendor's offer since its last round."""
    for walk in answer.rounds:
        before, after = (_round_name(side) for side in (walk.start, walk.end))
        yield Sentence(f"{walk.end.name}, from {before} to {after}{_best_and_final(walk, answer)}:", apart=True)
        moves = [(Cell(term_words(step.because)), *map(Cell, _moved(step, answer.currency))) for step in walk.steps]
        whole = (_difference(walk, answer.currency), _over_term(walk, answer.currency))
        moves.append((Cell("in all", "strong"), *(Cell(text, "strong") for text in whole)))
        over = f"over {counted(answer.needs.term_months, 'month')}"
        yield Table((Column("what moved"), Column("a month", right=True), Column(over, right=True)), moves)


def _moved(step: Step, currency: str) -> tuple[str, str]:
    """What a step adds a month, and over the contract; a dash where a normal month shows nothing of it."""
    month = _signed_span(step.low, step.high, currency) if step.low or step.high else "–"
    over = step.over_term
    return month, _signed_span(over.low, over.high, currency) if over and (over.low or over.high) else "–"


def _round_name(side: Side) -> str:
    """``the offer of 2026-10-14``."""
    return f"the offer of {side.offer.quote.dated}" if side.offer.quote.dated else shown(side.id, _LONGEST)


def _best_and_final(walk: Walk, answer: Comparison) -> str:
    """Which of a vendor's rounds is its last, and which its best."""
    own = [one for one in answer.rounds if _is_of(one, walk)]
    if walk is not own[-1]:
        return ""
    sides = [own[0].start, *(one.end for one in own)]
    best = min(sides, key=lambda side: (side.monthly.high, side is not walk.end))
    return ", its last and best" if best is walk.end else f", its last; its best was {_round_name(best)}"


def _is_of(one: Walk, other: Walk) -> bool:
    """Whether two ways are between rounds of the same offer."""
    first, second = one.end.offer, other.end.offer
    return (first.vendor, first.quote.title, first.quote.agents) == (
        second.vendor,
        second.quote.title,
        second.quote.agents,
    )


def volumes(answer: Comparison, names: Mapping[str, str]) -> Iterator[Block]:
    """How the verdict turns with volume."""
    title = "A month at each volume; ▼ costs least"
    if any(len(at.ranked) < len(answer.sides) for at in answer.by_volume):
        title += " of those that can be ranked there; (ask) cannot"
    if any(None in at.monthly for at in answer.by_volume):
        title += "; – more than can be staffed"
    for places in abreast(len(answer.sides), _ABREAST) if answer.by_volume else ():
        rows = [
            (Cell(_calls(at.volume)), *(_at_volume(at, place, answer.currency) for place in places))
            for at in answer.by_volume
        ]
        columns = (
            Column("calls a month", right=True),
            *(Column(names[answer.sides[place].id], right=True) for place in places),
        )
        yield Table(columns, rows, title)
        title = ""


def turns(answer: Comparison, names: Mapping[str, str]) -> Iterator[Block]:
    """Who is the cheapest at which volumes, where several were asked about."""
    known = {at.volume: at for at in answer.by_volume}
    ranked = [known[volume] for volume in sorted(known)]
    groups = [(place, list(some)) for place, some in groupby(ranked, key=_leader)]
    leaders = {place for place, _ in groups}
    if not groups:
        return
    if len(leaders) == 1 and None not in leaders:
        yield Sentence(f"At every volume asked about {_leading(groups[0][0], answer, names)} costs least.", apart=True)
        return
    told = [f"{_leading(place, answer, names)} at {_volumes(some)}" for place, some in groups]
    yield Sentence(f"The cheapest turns with volume: {', '.join(told)} calls.", apart=True)


def _leader(at: AtVolume) -> int | None:
    """The cheapest of those that can be ranked at a volume; None where none can."""
    return at.cheapest if at.ranked else None


def _leading(place: int | None, answer: Comparison, names: Mapping[str, str]) -> str:
    """The name of the cheapest."""
    return "none that can be ranked" if place is None else names[answer.sides[place].id]


def _volumes(some: Sequence[AtVolume]) -> str:
    """``1,000``, or ``3,000 to 8,000``."""
    first, last = _calls(some[0].volume), _calls(some[-1].volume)
    return first if first == last else f"{first} to {last}"


def _calls(volume: Fraction) -> str:
    """A number of calls, with commas."""
    return f"{volume.numerator:,}" if volume.denominator == 1 else f"{float(volume):,.10g}"


def _at_volume(at: AtVolume, place: int, currency: str) -> Cell:
    """What a quote costs at a volume, and whether it is the cheapest there."""
    month = at.monthly[place]
    if month is None:
        return Cell("–", "dim")
    told = money_range(month, currency)
    best = {place} if place == at.cheapest else set()
    return marked(Cell(told if place in at.ranked else f"{told} (ask)"), place, best, ())
