"""The bills behind the cost of an offer: every line of a normal month, and the invoices of the term."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from callvet.demand.period import contract_months, four_week_cycles
from callvet.model.wording import shown
from callvet.report.offer_names import with_plan
from callvet.report.page import Cell, Column, Heading, Sentence, Table
from callvet.report.phrases import money, money_range

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from callvet.demand.cost_range import Bill
    from callvet.evaluation.costing import CostAnswer
    from callvet.evaluation.prices.priced import Priced
    from callvet.pricing.bill import Line
    from callvet.report.page import Block

_LONGEST_NAME: Final = 60


def line_blocks(answer: CostAnswer, one: Priced, names: Mapping[str, str]) -> Iterator[Block]:
    """Every charge line of a normal month."""
    yield Heading(with_plan(names[one.offer.id], one))
    columns = (
        Column("charge"),
        Column("quantity", right=True),
        Column("rate", right=True),
        Column("a month", right=True),
        Column("end"),
    )
    rows = [
        (
            Cell(shown(f"{line.charge} {line.label}".strip(), _LONGEST_NAME)),
            Cell("–" if line.quantity is None else f"{float(line.quantity):,.2f}".removesuffix(".00")),
            Cell(line.rate or "–"),
            Cell(money(line.amount, answer.currency, 2)),
            Cell(end),
        )
        for line, end in ended_lines(one.estimate.monthly)
    ]
    yield Table(columns, rows)
    yield Sentence(f"In all {money_range(one.monthly, answer.currency)} a month.")


def invoice_blocks(answer: CostAnswer, one: Priced, names: Mapping[str, str]) -> Iterator[Block]:
    """The invoices of the term, and the worst of them."""
    yield Heading(with_plan(names[one.offer.id], one))
    bills = one.estimate.invoices(answer.needs.term_months)
    by_weeks = one.offer.quote.billing_cycle == "4_weeks"
    in_months = not by_weeks and answer.start.day == 1
    days = [f"{day:%B %Y}" if in_months else str(day) for day in invoice_days(answer, one, len(bills))]
    rows = [(Cell(day), Cell(money_range(bill.range, answer.currency))) for day, bill in zip(days, bills, strict=True)]
    head = "month" if in_months else "4 weeks from" if by_weeks else "month from"
    yield Table((Column(head), Column("to pay", right=True)), rows)
    worst = max(range(len(bills)), key=lambda place: bills[place].range.high)
    amount = money_range(bills[worst].range, answer.currency)
    yield Sentence(f"The worst invoice is that of {'' if in_months else f'the {head} '}{days[worst]}: {amount}.")


def invoice_days(answer: CostAnswer, one: Priced, count: int) -> list[date]:
    """The first days of what the first invoices are for."""
    periods = four_week_cycles if one.offer.quote.billing_cycle == "4_weeks" else contract_months
    found = periods(answer.needs.demand, answer.start, count)
    return [period.first_day for period in found if period.first_day is not None]


def ended_lines(bill: Bill) -> Iterator[tuple[Line, str]]:
    """The lines of a bill with the end that each belongs to; both, where the ends agree."""
    low, high = bill.low, bill.high
    for line in low:
        if line in high:
            yield line, "both"
        else:
            yield line, "low"
            yield from ((other, "high") for other in high if _same_charge(line, other))
    charges = [(line.charge, line.position, line.label) for line in low]
    yield from ((line, "high") for line in high if (line.charge, line.position, line.label) not in charges)


def _same_charge(one: Line, other: Line) -> bool:
    """Whether two lines are of one charge."""
    return (one.charge, one.position, one.label) == (other.charge, other.position, other.label)
