"""Quotes side by side, as a page: the verdict, the terms, what each is worth, the way from one to another."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

from callvet.compare.terms import differs
from callvet.compare.walk import CHARGES
from callvet.evaluation.comparing import ADVISED_QUOTES
from callvet.report.diff_json import diff_data, diff_json
from callvet.report.diff_leverage import leverage_blocks
from callvet.report.diff_verdict import verdict
from callvet.report.offer_names import short_names
from callvet.report.page import Cell, Column, Page, Sentence, Table
from callvet.report.phrases import listed, money, money_span, with_minus
from callvet.report.split import split_blocks
from callvet.report.term_words import NOT_SAID, said_words, term_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from callvet.compare.side import Side
    from callvet.compare.term import Term
    from callvet.compare.worth import Worth
    from callvet.evaluation.comparing import Comparison, Row, Walk
    from callvet.report.page import Block, Mark

_LONG: Final = 12
"""More terms than these are told only where the quotes differ, unless all are asked for. [count]"""
_NEGLIGIBLE: Final = Decimal("0.50")
"""What is worth less in a month is not told among what terms are worth. [units of the currency]"""
_BEST, _WORST = " ▼", " ▲"


def diff_page(answer: Comparison, *, every_term: bool | None = None) -> Page:
    """The page of a comparison.

    Args:
        answer: The quotes side by side.
        every_term: Whether terms stand in it on which all agree; None leaves them out where there are many.
    """
    names = short_names(answer.sides)
    blocks: list[Block] = [
        *(Sentence(text, "strong" if not place else "plain") for place, text in enumerate(verdict(answer, names))),
        *_terms(answer, names, every_term=every_term),
        *_worths(answer, names),
        *_walks(answer, names),
        *_rounds(answer),
        *_volumes(answer, names),
        *(leverage_blocks(answer, names) if answer.leverage else ()),
        *(split_blocks(answer.split, names, answer.currency) if answer.split else ()),
        *_questions(answer, names),
        *_notes(answer, names),
    ]
    return Page("Quotes side by side", blocks, diff_data(answer), diff_json(answer))


def _terms(answer: Comparison, names: Mapping[str, str], *, every_term: bool | None) -> Iterator[Block]:
    """What each quote says of each term; the cheapest word on it marked, and the dearest."""
    rows = [row for row in answer.rows if every_term or (every_term is None and len(answer.rows) <= _LONG)]
    rows = rows or [row for row in answer.rows if differs(row.said)]
    left_out = len(answer.rows) - len(rows)
    columns = (
        Column("term"),
        *(Column(names[side.id]) for side in answer.sides),
        Column("worth a month", right=True),
    )
    table: list[Sequence[Cell]] = [_price_row(answer), *(_row(row, answer) for row in rows)]
    yield Table(columns, table, foldable=True)
    told = f"▼ best for you, ▲ worst. {NOT_SAID}: ask. –: nothing of the kind, or not this way of pricing."
    yield Sentence(f"{told} On {left_out} more terms all agree (--all)." if left_out else told, "dim", talk=True)


def _price_row(answer: Comparison) -> tuple[Cell, ...]:
    """A normal month of each quote."""
    cells = [Cell(money_span(side.monthly.low, side.monthly.high, answer.currency), "strong") for side in answer.sides]
    most = max(side.monthly.high for side in answer.sides)
    best, worst = answer.cheapest, max(range(len(cells)), key=lambda place: answer.sides[place].monthly.high)
    cells = [_marked(cell, place, {best}, {worst}) for place, cell in enumerate(cells)]
    spread = most - answer.sides[best].monthly.high
    return (Cell("a month", "strong"), *cells, Cell(money(spread, answer.currency), "strong"))


def _row(row: Row, answer: Comparison) -> tuple[Cell, ...]:
    """One term of all quotes."""
    best, worst = _ends(row)
    cells = []
    for place, said in enumerate(row.said):
        text = said_words(row.term, said, answer.currency)
        look: Mark = "dim" if said.text is None else "plain"
        cells.append(_marked(Cell(text, look), place, best, worst))
    return (Cell(term_words(row.term.name)), *cells, Cell(_at_most(row, answer.currency)))


def _marked(cell: Cell, place: int, best: set[int], worst: set[int]) -> Cell:
    """A cell with the sign of the best or the worst."""
    if place in best:
        return cell._replace(text=f"{cell.text}{_BEST}", mark="good")
    return cell._replace(text=f"{cell.text}{_WORST}", mark="bad") if place in worst else cell


def _ends(row: Row) -> tuple[set[int], set[int]]:
    """The places of the best and of the worst words on a term; none where all are alike, or none is better."""
    sizes: dict[int, Decimal] = {}
    if row.worth:
        sizes = {place: _cost(worth) for place, worth in enumerate(row.worth) if worth.compared}
    elif row.term.better:
        sign = 1 if row.term.better == "less" else -1
        sizes = {place: sign * said.size for place, said in enumerate(row.said) if said.size is not None}
    if len(set(sizes.values())) < 2:  # noqa: PLR2004 - two that differ
        return set(), set()
    least, most = min(sizes.values()), max(sizes.values())
    return {n for n, size in sizes.items() if size == least}, {n for n, size in sizes.items() if size == most}


def _cost(worth: Worth) -> Decimal:
    """What a term costs, by the end that ranks: in a month, or over the contract where a month does not show it."""
    return worth.month.high or (worth.over_term.high if worth.over_term else Decimal(0))


def _at_most(row: Row, currency: str) -> str:
    """What a term is worth to the quote that it costs most."""
    month = max((one.month.high for one in row.worth), default=Decimal(0))
    if month >= _NEGLIGIBLE:
        return money(month, currency)
    over = max((one.over_term.high for one in row.worth if one.over_term), default=Decimal(0))
    return f"{money(over, currency)} once" if over >= _NEGLIGIBLE else "–"


def _worths(answer: Comparison, names: Mapping[str, str]) -> Iterator[Block]:
    """What each term costs each quote a month against the best that is offered."""
    rows = [
        (Cell(term_words(row.term.name)), *(Cell(_worth_words(one, answer.currency)) for one in row.worth))
        for row in answer.rows
        if any(_cost(one) >= _NEGLIGIBLE for one in row.worth)
    ]
    if rows:
        columns = (Column("term"), *(Column(names[side.id], right=True) for side in answer.sides))
        title = (
            "What a term costs each, against the best offered and all else unchanged: a month, or once over the term"
        )
        yield Table(columns, rows, title, foldable=True)


def _worth_words(worth: Worth, currency: str) -> str:
    """``$4,513``, ``$1,425 once``."""
    if worth.month.high >= _NEGLIGIBLE:
        return money_span(min(worth.month.low, worth.month.high), worth.month.high, currency)
    if worth.over_term and worth.over_term.high >= _NEGLIGIBLE:
        return f"{money_span(min(worth.over_term.low, worth.over_term.high), worth.over_term.high, currency)} once"
    return "–"


def _walks(answer: Comparison, names: Mapping[str, str]) -> Iterator[Block]:
    """From the cheapest to each other, one term at a time; the steps add up."""
    if not any(walk.steps for walk in answer.walks):
        return
    first = names[answer.sides[answer.cheapest].id]
    order = {CHARGES: -1} | {row.term.name: place for place, row in enumerate(answer.rows)}
    because = dict.fromkeys(step.because for walk in answer.walks for step in walk.steps)
    rows = [
        (Cell(term_words(name)), *(Cell(_step_words(name, walk, answer.currency)) for walk in answer.walks))
        for name in sorted(because, key=lambda name: order.get(name, len(order)))
    ]
    rows.append(
        (Cell("in all", "strong"), *(Cell(_difference(walk, answer.currency), "strong") for walk in answer.walks))
    )
    columns = (Column("what makes it"), *(Column(names[walk.end.id], right=True) for walk in answer.walks))
    yield Table(
        columns, rows, f"From {first} to each other, a month: one term after another in this order", foldable=True
    )


def _step_words(because: str, walk: Walk, currency: str) -> str:
    """What a step adds: ``+$2,252``, or both ends where they differ."""
    steps = [step for step in walk.steps if step.because == because]
    if not steps:
        return "–"
    low, high = sum((step.low for step in steps), Decimal(0)), sum((step.high for step in steps), Decimal(0))
    return signed_span(low, high, currency)


def _difference(walk: Walk, currency: str) -> str:
    """What the whole way adds."""
    start, end = walk.start.monthly, walk.end.monthly
    return signed_span(end.low - start.low, end.high - start.high, currency)


def signed(amount: Decimal, currency: str) -> str:
    """``+$2,252``."""
    return f"+{money(amount, currency)}" if amount > 0 else with_minus(money(amount, currency))


def signed_span(low: Decimal, high: Decimal, currency: str) -> str:
    """``+$2,252``, or ``$40 to +$120`` where the ends differ."""
    first, last = signed(low, currency), signed(high, currency)
    return first if first == last else f"{first} to {last}"


def _rounds(answer: Comparison) -> Iterator[Block]:
    """What moved in each vendor's offer since its last round."""
    for walk in answer.rounds:
        before, after = walk.start, walk.end
        change = signed_span(
            after.monthly.low - before.monthly.low, after.monthly.high - before.monthly.high, answer.currency
        )
        titles = [f"{_round_name(side)}" for side in (before, after)]
        moves = [
            (Cell(term_words(step.because)), Cell(signed_span(step.low, step.high, answer.currency)))
            for step in walk.steps
        ]
        rows = [*moves, (Cell("in all", "strong"), Cell(change, "strong"))]
        columns = (Column("what moved"), Column("a month", right=True))
        yield Table(columns, rows, f"{before.name}: from {titles[0]} to {titles[1]}{_best_and_final(walk, answer)}")


def _round_name(side: Side) -> str:
    """``the offer of 2026-10-14``."""
    return f"the offer of {side.offer.quote.dated}" if side.offer.quote.dated else side.id


def _best_and_final(walk: Walk, answer: Comparison) -> str:
    """Which of a vendor's rounds is its last, and which its best."""
    own = [one for one in answer.rounds if one.start.offer.vendor == walk.end.offer.vendor]
    if walk is not own[-1]:
        return ""
    sides = [own[0].start, *(one.end for one in own)]
    best = min(sides, key=lambda side: side.monthly.high)
    return ", its last and best" if best is walk.end else f", its last; its best was {_round_name(best)}"


def _volumes(answer: Comparison, names: Mapping[str, str]) -> Iterator[Block]:
    """How the verdict turns with volume."""
    if len(answer.by_volume) < 2:  # noqa: PLR2004 - one volume turns nothing
        return
    rows = []
    for at in answer.by_volume:
        cells = [Cell(money_span(month.low, month.high, answer.currency)) for month in at.monthly]
        rows.append(
            (
                Cell(f"{float(at.volume):,.10g}"),
                *(_marked(cell, place, {at.cheapest}, set()) for place, cell in enumerate(cells)),
            )
        )
    columns = (Column("calls a month", right=True), *(Column(names[side.id], right=True) for side in answer.sides))
    yield Table(columns, rows, "A month at each volume; ▼ costs least", foldable=True)


def _questions(answer: Comparison, names: Mapping[str, str]) -> Iterator[Block]:
    """What each quote does not say."""
    rows = []
    for place, side in enumerate(answer.sides):
        silent = [row for row in answer.rows if row.said[place].state == "silent" and _is_asked(row.term)]
        told = [_asked(row, place, answer.currency) for row in silent]
        if told:
            rows.append((Cell(names[side.id]), Cell(listed(told))))
    if rows:
        yield Table((Column("ask"), Column("what it does not say")), rows, talk=True)


def _is_asked(term: Term) -> bool:
    """Whether silence on a term is a question: not where it could only be better than nothing."""
    return term.better != "more" and not term.name.startswith("payment.")


def _asked(row: Row, place: int, currency: str) -> str:
    """A term that is not said, with what its answer is worth."""
    words = term_words(row.term.name)
    most = row.worth[place].month.high if row.worth else Decimal(0)
    return f"{words} (up to {money(most, currency)} a month)" if most >= _NEGLIGIBLE else words


def _notes(answer: Comparison, names: Mapping[str, str]) -> Iterator[Block]:
    """What was assumed, and what was made alike."""
    notes = [*_normalised(answer, names), *answer.notes]
    if len(answer.sides) < ADVISED_QUOTES:
        notes.append(
            "two quotes are compared; get at least three, for the terms of the others are your leverage with the one "
            "that you prefer"
        )
    for place, note in enumerate(notes):
        yield Sentence(f"{note[0].upper()}{note[1:]}.", talk=True, apart=not place)


def _normalised(answer: Comparison, names: Mapping[str, str]) -> Iterator[str]:
    """How currencies, cycles, plans and terms were made comparable."""
    for code, rate in answer.needs.rates.items():
        if any(side.offer.quote.currency == code for side in answer.sides):
            yield f"1 {code} = {rate.rate:f} {answer.currency} ({rate.dated}, {rate.source})"
    cycles = [names[side.id] for side in answer.sides if side.offer.quote.billing_cycle == "4_weeks"]
    if cycles:
        verb = "bills" if len(cycles) == 1 else "bill"
        yield f"{listed(cycles)} {verb} every 4 weeks; a month is 30.4375 ÷ 28 of such a bill"
    ladders = [
        f"{names[side.id]} by {side.offer.quote.plans[side.plan].name}"
        for side in answer.sides
        if side.plan is not None and side.offer.quote.plans
    ]
    if ladders:
        yield f"of ladders of plans the one that is billed at this volume is compared: {listed(ladders)}"
    months = answer.needs.term_months
    yield f"amounts over the term are for your {months} months from {answer.start}"
    for plug in answer.plugs:
        when = "a month" if plug.monthly else "once"
        amount = money(plug.amount, answer.currency, 2)
        yield f"{plug.name} is your own figure where an offer leaves it out: {amount} {when}"
    bound = [
        f"{names[side.id]} for {side.offer.quote.terms.min_term_months:f} months"
        for side in answer.sides
        if (side.offer.quote.terms.min_term_months or 0) > months
    ]
    if bound:
        yield f"longer than your {months} months you are bound by {listed(bound)}"
