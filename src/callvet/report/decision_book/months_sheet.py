"""The invoices of the term: amounts as they will be billed, by offer, and sums of the cells shown."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final, NamedTuple

from callvet.report.cost_lines import invoice_days
from callvet.report.decision_book.paper import Paper, cell
from callvet.report.decision_book.places import MONTHS
from callvet.report.offer_names import full_names, with_plan

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from xlsxwriter import Workbook

    from callvet.demand.cost_range import Range
    from callvet.evaluation.costing import CostAnswer
    from callvet.evaluation.prices.priced import Priced
    from callvet.report.decision_book.looks import Looks
    from callvet.report.decision_book.material import Material

_HOW: Final = (
    "What would be billed, invoice by invoice, from the first day of the contract: with one-offs, growth, season, "
    "holidays, promotions and price rises. The last row is the sum of the cells above it."
)
_OF_WEEKS: Final = "Of the last four weeks, the part counts that falls into the term."
_FIRST_WIDTH, _WIDTH = 16, 14.5
_LEAST_COLUMNS: Final = 7
_FIRST: Final = 3
_MONTHS_HEAD, _WEEKS_HEAD = "month from", "4 weeks from"
_FOUR_WEEKS: Final = "4_weeks"


class _Invoices(NamedTuple):
    """The invoices of one offer within the term; of the last, the part that falls into it."""

    name: str
    days: tuple[date, ...]
    amounts: tuple[Range, ...]
    total: Range

    @property
    def is_open(self) -> bool:
        """Whether anything is open, so that there are two ends."""
        return any(one.low != one.high for one in self.amounts)

    @property
    def columns(self) -> int:
        """How many columns it takes. [count]"""
        return 2 if self.is_open else 1


def write_months(book: Workbook, looks: Looks, material: Material) -> None:
    """Write the sheet."""
    tables = _tables(material)
    columns = max((sum(one.columns for one in found) for _, found in tables), default=0)
    paper = Paper(book, MONTHS, looks, (_FIRST_WIDTH, *([_WIDTH] * max(columns, _LEAST_COLUMNS))))
    paper.title(f"The invoices of the term, in {material.currency}")
    paper.across(1, f"{_HOW} {_OF_WEEKS}" if any(head == _WEEKS_HEAD for head, _ in tables) else _HOW)
    paper.sheet.freeze_panes(_FIRST - 1, 1)
    row = _FIRST
    if not tables:
        paper.text(row, 0, "There is no offer to be billed.", looks())
    for head, found in tables:
        row = _write_table(paper, head, found, row)


def _tables(material: Material) -> list[tuple[str, list[_Invoices]]]:
    """The offers that are billed by the month, then those by four weeks."""
    cost, offers = material.answer.cost, material.answer.offers
    if cost is None:
        return []
    names = full_names(offers)
    found: dict[str, list[_Invoices]] = {_MONTHS_HEAD: [], _WEEKS_HEAD: []}
    for one in offers:
        head = _WEEKS_HEAD if one.offer.quote.billing_cycle == _FOUR_WEEKS else _MONTHS_HEAD
        found[head].append(_invoices(cost, one, with_plan(names[one.offer.id], one)))
    return [(head, some) for head, some in found.items() if some]


def _invoices(cost: CostAnswer, one: Priced, name: str) -> _Invoices:
    """The invoices of an offer, which add up to what callvet says that the term costs."""
    months = cost.needs.term_months
    bills = one.estimate.invoices(months)
    amounts = [bill.range for bill in bills]
    total = one.estimate.over(months)
    if amounts:
        first = amounts[:-1]
        low = total.low - sum((each.low for each in first), Decimal(0))
        high = total.high - sum((each.high for each in first), Decimal(0))
        amounts[-1] = type(total)(low, high)
    return _Invoices(name, tuple(invoice_days(cost, one, len(bills))), tuple(amounts), total)


def _write_table(paper: Paper, head: str, found: Sequence[_Invoices], row: int) -> int:
    """The invoices of offers that are billed on the same days; the row below."""
    looks = paper.looks
    longest = max(found, key=lambda one: len(one.days))
    first = row + 2
    paper.text(row, 0, "", looks.head)
    paper.text(row + 1, 0, head, looks.head)
    for place, day in enumerate(longest.days):
        paper.day(first + place, 0, day)
    end = first + len(longest.days)
    paper.text(end, 0, "sum", looks.total_name)
    column = 1
    for one in found:
        column = _write_offer(paper, one, (row, first, end), column)
    return end + 2


def _write_offer(paper: Paper, one: _Invoices, rows: tuple[int, int, int], column: int) -> int:
    """One offer in one column, or in two where anything is open; the column beside."""
    head, first, end = rows
    looks = paper.looks
    ends = ("low", "high") if one.is_open else ("high",)
    paper.text(head, column, one.name, looks.head, last=column + len(ends) - 1)
    for place, name in enumerate(ends):
        words = {"low": "at least", "high": "at most"}[name] if one.is_open else "to pay"
        paper.text(head + 1, column + place, words, looks.figure_head)
        for row, amounts in enumerate(one.amounts, first):
            paper.amount(row, column + place, getattr(amounts, name))
        cells = f"{cell(first, column + place)}:{cell(end - 1, column + place)}"
        total = float(getattr(one.total, name))
        paper.formula(end, column + place, f"SUM({cells})", total, looks.total(looks.money))
    return column + len(ends)
