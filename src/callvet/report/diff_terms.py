"""What each quote says of each term, the best and the worst marked, and what each term costs it."""

from __future__ import annotations

from decimal import Decimal
from math import ceil
from typing import TYPE_CHECKING, Final

from callvet.compare.terms import differs
from callvet.report.page import Cell, Column, Sentence, Table
from callvet.report.phrases import money, money_range, money_span
from callvet.report.term_words import NOT_SAID, said_words, term_words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from callvet.compare.worth import Worth
    from callvet.demand.cost_range import Range
    from callvet.evaluation.comparing import Comparison, Row
    from callvet.report.page import Block, Mark

_LONG: Final = 12
"""More terms than these are told only where the quotes differ, unless all are asked for. [count]"""
WORDS_ABREAST: Final = 6
"""So many columns of words can be read beside each other on 120 columns; more quotes go below each other. [count]"""
_FIGURES_ABREAST: Final = 7
"""As ``WORDS_ABREAST``, of figures. [count]"""
NEGLIGIBLE: Final = Decimal("0.50")
"""What is worth less in a month is not told among what terms are worth. [units of the currency]"""
_BEST, _WORST = " ▼", " ▲"


def abreast(count: int, most: int) -> list[range]:
    """The places of so many columns, cut into as few and as even groups as there is room for."""
    groups = ceil(count / most)
    width = ceil(count / groups)
    return [range(first, min(first + width, count)) for first in range(0, count, width)]


def terms_table(answer: Comparison, names: Mapping[str, str], *, every_term: bool | None) -> Iterator[Block]:
    """What each quote says of each term; the cheapest word on it marked, and the dearest."""
    is_whole = every_term or (every_term is None and len(answer.rows) <= _LONG)
    rows = [row for row in answer.rows if is_whole or differs(row.term, row.said)]
    left_out = len(answer.rows) - len(rows)
    whole = [_price_row(answer), *(_row(row, answer) for row in rows)]
    count = len(answer.sides)
    for places in abreast(count, WORDS_ABREAST):
        columns = (
            Column("term"),
            *(Column(names[answer.sides[place].id]) for place in places),
            Column("worth a month", right=True),
        )
        title = f"Quotes {places.start + 1} to {places.stop} of {count}" if len(places) < count else ""
        yield Table(columns, [(row[0], *(row[1 + place] for place in places), row[-1]) for row in whole], title)
    told = f"▼ best for you, ▲ worst. {NOT_SAID}: ask. –: not this way of pricing."
    if any(said.state == "silent" for row in rows if row.worth for said in row.said):
        told += " Until they answer, the best answer counts as offered."
    yield Sentence(f"{told} On {left_out} more terms all agree (--all)." if left_out else told, "dim", talk=True)


def _price_row(answer: Comparison) -> tuple[Cell, ...]:
    """A normal month of each quote."""
    highs = {place: answer.sides[place].monthly.high for place in answer.ranked}
    least, most = min(highs.values(), default=None), max(highs.values(), default=None)
    best = {place for place, high in highs.items() if high == least != most}
    worst = {place for place, high in highs.items() if high == most != least}
    cells = [Cell(_either(side.monthly, answer.currency), "strong") for side in answer.sides]
    spread = (most or Decimal(0)) - (least or Decimal(0))
    marked_cells = (marked(cell, place, best, worst) for place, cell in enumerate(cells))
    return (Cell("a month", "strong"), *marked_cells, Cell(money(spread, answer.currency), "strong"))


def _either(cost: Range, currency: str) -> str:
    """``$14,246 to 25,912``: as a span, with room to be broken between its ends."""
    return money_range(cost, currency).replace("–", " to ")


def _row(row: Row, answer: Comparison) -> tuple[Cell, ...]:
    """One term of all quotes."""
    best, worst = _ends(row)
    cells = []
    for place, said in enumerate(row.said):
        text = said_words(row.term, said, answer.currency)
        look: Mark = "dim" if said.text is None else "plain"
        cells.append(marked(Cell(text, look), place, best, worst))
    return (Cell(term_words(row.term.name)), *cells, Cell(_at_most(row, answer.currency)))


def marked(cell: Cell, place: int, best: Collection[int], worst: Collection[int]) -> Cell:
    """A cell with the sign of the best or the worst."""
    if place in best:
        return cell._replace(text=f"{cell.text}{_BEST}", mark="good")
    return cell._replace(text=f"{cell.text}{_WORST}", mark="bad") if place in worst else cell


def _ends(row: Row) -> tuple[set[int], set[int]]:
    """The places of the best and of the worst words on a term; none where all are alike, or none is better.

    Best is what saves another quote most, and worst what costs its own most: a price that is compared with none is
    neither.
    """
    if row.worth:
        costs = [_cost(worth) for worth in row.worth]
        most = max(costs)
        if most < NEGLIGIBLE:
            return set(), set()
        worst = {place for place, cost in enumerate(costs) if cost == most}
        return {place for one in row.worth if _cost(one) >= NEGLIGIBLE for place in one.by} - worst, worst
    if row.term.better is None:
        return set(), set()
    sign = 1 if row.term.better == "less" else -1
    sized = {n: said.size or Decimal(0) for n, said in enumerate(row.said) if said.size is not None or _is_zero(row, n)}
    sizes = {place: sign * size for place, size in sized.items()}
    if len(set(sizes.values())) < 2:  # noqa: PLR2004 - two that differ
        return set(), set()
    first, last = min(sizes.values()), max(sizes.values())
    return {n for n, size in sizes.items() if size == first}, {n for n, size in sizes.items() if size == last}


def _is_zero(row: Row, place: int) -> bool:
    """Whether a quote has nothing of a kind that others have, such as a credit."""
    return row.said[place].state == "none"


def _cost(worth: Worth) -> Decimal:
    """What a term costs, by the end that ranks: over the contract where a month does not show all of it."""
    return worth.over_term.high if worth.over_term else worth.month.high


def _at_most(row: Row, currency: str) -> str:
    """What a term is worth to the quote that it costs most."""
    month = max((one.month.high for one in row.worth), default=Decimal(0))
    if month >= NEGLIGIBLE:
        return money(month, currency)
    over = max((one.over_term.high for one in row.worth if one.over_term), default=Decimal(0))
    return f"{money(over, currency)} in all" if over >= NEGLIGIBLE else "–"


def worth_table(answer: Comparison, names: Mapping[str, str]) -> Iterator[Block]:
    """What each term costs each quote a month against the best that is offered."""
    whole = [
        (Cell(term_words(row.term.name)), *(Cell(_worth_words(one, answer.currency)) for one in row.worth))
        for row in answer.rows
        if any(max(one.month.high, _cost(one)) >= NEGLIGIBLE for one in row.worth)
    ]
    title = "What a term costs each, against the best offered and all else unchanged: a month, or in all over the term"
    for places in abreast(len(answer.sides), _FIGURES_ABREAST) if whole else ():
        columns = (Column("term"), *(Column(names[answer.sides[place].id], right=True) for place in places))
        rows: list[Sequence[Cell]] = [(row[0], *(row[1 + place] for place in places)) for row in whole]
        if len(places) < len(answer.sides):
            rows = [row for row in rows if any(cell.text != "–" for cell in row[1:])]
        yield Table(columns, rows, title)
        title = ""


def _worth_words(worth: Worth, currency: str) -> str:
    """``$4,513``, ``$1,425 in all``."""
    if worth.month.high >= NEGLIGIBLE:
        return money_span(min(worth.month.low, worth.month.high), worth.month.high, currency)
    if worth.over_term and worth.over_term.high >= NEGLIGIBLE:
        return f"{money_span(min(worth.over_term.low, worth.over_term.high), worth.over_term.high, currency)} in all"
    return "–"
