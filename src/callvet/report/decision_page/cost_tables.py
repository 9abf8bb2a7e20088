"""What offers cost, as the parts of the report: the table, what it saves, what to look at, and the months."""

from __future__ import annotations

from calendar import month_abbr
from typing import TYPE_CHECKING, Final, NamedTuple

from callvet.report.cost import cost_page
from callvet.report.cost_flags import all_flags
from callvet.report.decision_page.named_parts import said
from callvet.report.decision_words import offers_named
from callvet.report.page import Cell, Column, Table
from callvet.report.phrases import money

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from callvet.evaluation.costing import CostAnswer
    from callvet.evaluation.prices.priced import Priced
    from callvet.evaluation.reporting import ReportAnswer
    from callvet.report.page import Block

_LOOK_AT: Final = "look at"
_KEY: Final = "key"
_TITLES: Final = {
    "a month": "What each offer costs: a month, a call, the whole contract",
    "against today, a month": "What each offer saves against today’s cost",
    "what it does not say": "What offers leave open, and what the best answer would save",
}
"""What a table of costs shows, by the head of one of its columns."""
_MONTHS_A_YEAR: Final = 12
_MOST_MONTHS: Final = 24
"""Longer terms are told by the year. [months]"""


class CostTables(NamedTuple):
    """The parts.

    Attributes:
        blocks: As ``callvet cost`` says them.
        months: The high end of each month of the term, or of each year.
    """

    blocks: list[Block]
    months: Table | None


def cost_tables(answer: ReportAnswer) -> CostTables | None:
    """What offers cost; None where that is not known."""
    cost = answer.cost
    if cost is None:
        return None
    first = cost._replace(
        volumes=cost.volumes[:1], priced=answer.offers, markets=cost.markets[:1] if cost.markets else ()
    )
    months = _months(cost, answer.offers, offers_named(answer)) if answer.offers else None
    blocks = [
        _titled(block) if isinstance(block, Table) else block
        for block in said(cost_page(first).blocks)
        if not (isinstance(block, Table) and _is_flags(block))
    ]
    return CostTables([*blocks, *_flags(answer.offers, offers_named(answer))], months)


def _titled(table: Table) -> Table:
    """A table with words for what it shows, and without the keys of files, which a committee does not write."""
    heads = [column.head for column in table.columns]
    title = table.title or next((title for head, title in _TITLES.items() if head in heads), "")
    kept = [place for place, head in enumerate(heads) if head != _KEY]
    rows = [[row[place] for place in kept] for row in table.rows]
    return table._replace(columns=[table.columns[place] for place in kept], rows=rows, title=title)


def _is_flags(table: Table) -> bool:
    """Whether a table is that of what to look at, which here has one row for each offer."""
    return any(column.head == _LOOK_AT for column in table.columns)


def _flags(offers: Sequence[Priced], names: Mapping[str, str]) -> Iterator[Table]:
    """What to look at in each offer."""
    rows = [(Cell(names[one.offer.id]), Cell("; ".join(flags))) for one in offers if (flags := all_flags(one))]
    if rows:
        yield Table((Column("offer"), Column(_LOOK_AT)), rows, "What to look at in each offer before you sign")


def _months(cost: CostAnswer, offers: Sequence[Priced], names: Mapping[str, str]) -> Table:
    """What falls into each month of the contract; offers billed every four weeks are shared out by the day."""
    term = cost.needs.term_months
    step = 1 if term <= _MOST_MONTHS else _MONTHS_A_YEAR
    ends = [*range(step, term, step), term]
    columns = (
        Column("offer"),
        *(Column(_label(cost.start, end, step), right=True) for end in ends),
        Column("in all", right=True),
    )
    rows = []
    for one in offers:
        sums = [one.estimate.over(end).high for end in ends]
        parts = [after - before for before, after in zip([sums[0] - sums[0], *sums], sums, strict=False)]
        cells = (Cell(money(part, cost.currency)) for part in parts)
        rows.append((Cell(names[one.offer.id]), *cells, Cell(money(sums[-1], cost.currency), "strong")))
    every = "month" if step == 1 else "year"
    return Table(columns, rows, f"What falls into each {every} of the contract, at the high end")


def _label(start: date, end: int, step: int) -> str:
    """``Feb 27``, or ``year 2``."""
    if step > 1:
        return f"year {-(-end // step)}"
    month = start.month - 1 + end - 1
    return f"{month_abbr[month % _MONTHS_A_YEAR + 1]} {(start.year + month // _MONTHS_A_YEAR) % 100:02d}"
