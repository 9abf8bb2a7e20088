"""The offers side by side: what each says of each term, what that costs it, and the way from the cheapest to each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from callvet.report.decision_book.looks import GREY
from callvet.report.decision_book.paper import Paper, cell
from callvet.report.decision_book.places import QUOTES
from callvet.report.diff_terms import NEGLIGIBLE
from callvet.report.offer_names import full_names
from callvet.report.term_words import said_words, term_words

if TYPE_CHECKING:
    from decimal import Decimal

    from xlsxwriter import Workbook

    from callvet.compare.worth import Worth
    from callvet.evaluation.comparing import Comparison, Row
    from callvet.evaluation.prices.levelling import Walk
    from callvet.report.decision_book.looks import Looks
    from callvet.report.decision_book.material import Material

_TOPIC, _TERM, _FIRST_QUOTE = range(3)
_WIDTHS: Final = (14, 32)
_WIDTH: Final = 19
_HEADS: Final = 3
_HOW: Final = (
    "The last round of every offer. “Not said” is a question for the vendor; – is not this way of pricing. Worth is "
    "what a term costs that offer at most, against the best that is offered and all else unchanged; worths of several "
    "terms do not add up, the steps below do."
)
_NO_COMPARISON: Final = "There is one offer alone, or none: nothing to lay beside it."


def write_quotes(book: Workbook, looks: Looks, material: Material) -> None:
    """Write the sheet."""
    compared = material.answer.comparison
    count = len(compared.sides) if compared else 3
    paper = Paper(book, QUOTES, looks, (*_WIDTHS, *([_WIDTH] * count)))
    paper.title(f"Offers side by side, in {material.currency}")
    if compared is None:
        paper.text(2, 0, _NO_COMPARISON, looks())
        return
    paper.across(1, _HOW)
    names = full_names(compared.sides)
    paper.heads(_HEADS, ("topic", "term", *(names[side.id] for side in compared.sides)))
    paper.keep_heads(_HEADS, _FIRST_QUOTE)
    row = _write_costs(paper, compared, _HEADS + 1)
    row = _write_terms(paper, compared, row)
    row = _write_worths(paper, compared, row)
    _write_steps(paper, compared, row)


def _write_costs(paper: Paper, compared: Comparison, row: int) -> int:
    """What every offer costs; the row below."""
    months = compared.needs.term_months
    rows = (
        ("a month, at least", [side.monthly.low for side in compared.sides]),
        ("a month, at most", [side.monthly.high for side in compared.sides]),
        (f"{months} months, at least", [side.term.low for side in compared.sides]),
        (f"{months} months, at most", [side.term.high for side in compared.sides]),
    )
    for step, (name, amounts) in enumerate(rows, row):
        _write_names(paper, step, "cost", name)
        for column, amount in enumerate(amounts, _FIRST_QUOTE):
            paper.amount(step, column, amount, paper.looks.figure(paper.looks.money, bold=True))
    return row + len(rows)


def _write_names(paper: Paper, row: int, topic: str, term: str) -> None:
    """What a row is about."""
    paper.text(row, _TOPIC, topic, paper.looks.dim)
    paper.text(row, _TERM, term, paper.looks.strong)


def _write_terms(paper: Paper, compared: Comparison, row: int) -> int:
    """What every offer says of every term; the row below."""
    paper.subheading(row, "What each offer says")
    looks = paper.looks
    for step, one in enumerate(compared.rows, row + 1):
        _write_names(paper, step, one.term.topic, term_words(one.term.name))
        for column, said in enumerate(one.said, _FIRST_QUOTE):
            look = looks.text if said.text is not None else looks.dim
            paper.text(step, column, said_words(one.term, said, compared.currency), look)
    return row + 1 + len(compared.rows)


def _write_worths(paper: Paper, compared: Comparison, row: int) -> int:
    """What every term costs every offer; the row below."""
    monthly = [one for one in compared.rows if any(worth.month.high >= NEGLIGIBLE for worth in one.worth)]
    over = [one for one in compared.rows if one not in monthly and any(_over_term(worth) for worth in one.worth)]
    for title, rows in (
        ("What a term costs each a month, at most", monthly),
        ("What a term costs each over the whole term, at most, beyond a normal month", over),
    ):
        if rows:
            paper.subheading(row, title)
            for step, one in enumerate(rows, row + 1):
                _write_worth(paper, one, step, is_monthly=rows is monthly)
            row += 1 + len(rows)
    return row


def _over_term(worth: Worth) -> Decimal | None:
    """What a term costs over the contract, where a month does not show it and it is worth telling."""
    return worth.over_term.high if worth.over_term and worth.over_term.high >= NEGLIGIBLE else None


def _write_worth(paper: Paper, one: Row, row: int, *, is_monthly: bool) -> None:
    """One term."""
    _write_names(paper, row, one.term.topic, term_words(one.term.name))
    for column, worth in enumerate(one.worth, _FIRST_QUOTE):
        amount = worth.month.high if is_monthly else _over_term(worth)
        if amount is None or amount < NEGLIGIBLE:
            paper.text(row, column, "–", paper.looks.figure(paper.looks.money, font_color=GREY))
        else:
            paper.amount(row, column, amount)


def _write_steps(paper: Paper, compared: Comparison, row: int) -> None:
    """The way from the cheapest to each other, in steps that add up."""
    if not any(walk.steps for walk in compared.walks):
        return
    looks = paper.looks
    cheapest = compared.sides[compared.cheapest]
    name = full_names(compared.sides)[cheapest.id]
    paper.subheading(row, f"From {name} to each other, a month at most: steps that add up")
    order = {one.term.name: place for place, one in enumerate(compared.rows)}
    because = {step.because for walk in compared.walks for step in walk.steps}
    causes = sorted(because, key=lambda cause: (order.get(cause, -1), cause))
    walks = {walk.end.id: walk for walk in compared.walks}
    for place, cause in enumerate(causes, row + 1):
        _write_names(paper, place, "step", term_words(cause))
    end = row + 1 + len(causes)
    for column in (_TOPIC, _TERM):
        paper.text(end, column, "sum" if column == _TERM else "", looks.total_name)
    for column, side in enumerate(compared.sides, _FIRST_QUOTE):
        if side.id in walks:
            _write_walk(paper, walks[side.id], causes, (row + 1, end), column)
        else:
            for place in range(row + 1, end):
                paper.text(place, column, "")
            paper.text(end, column, "the cheapest", looks.total_name)


def _write_walk(paper: Paper, walk: Walk, causes: list[str], rows: tuple[int, int], column: int) -> None:
    """The steps of one way, and their sum."""
    first, end = rows
    looks = paper.looks
    for row, cause in enumerate(causes, first):
        steps = [step.high for step in walk.steps if step.because == cause]
        if steps:
            paper.amount(row, column, sum(steps[1:], steps[0]))
        else:
            paper.text(row, column, "–", looks.figure(looks.money, font_color=GREY))
    cells = f"{cell(first, column)}:{cell(end - 1, column)}"
    difference = float(walk.end.monthly.high - walk.start.monthly.high)
    paper.formula(end, column, f"SUM({cells})", difference, looks.total(looks.money))
