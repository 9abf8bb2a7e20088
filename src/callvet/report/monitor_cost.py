"""What each billing cycle cost, by call, and the credits that are due."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

from callvet.model.wording import shown
from callvet.report.page import Cell, Column, Sentence, Table
from callvet.report.phrases import money, money_range, money_span, sentence_case

if TYPE_CHECKING:
    from collections.abc import Iterator

    from callvet.demand.cost_range import Range
    from callvet.evaluation.logs.credits_due import Cost, CycleCost
    from callvet.report.page import Block

_LONGEST_NAME: Final = 60


def cost_blocks(cost: Cost) -> Iterator[Block]:
    """What each cycle cost, and what is owed."""
    columns = (
        Column("billed"),
        Column("invoice", right=True),
        Column("a contact", right=True),
        Column("a resolved contact", right=True),
        Column("credit due", right=True),
    )
    rows = [
        (
            Cell(cycle.name if cycle.is_whole else f"{cycle.name} in part"),
            Cell(money_range(cycle.invoice, cost.currency)),
            Cell(_money(cycle.per_call, cost.currency)),
            Cell(_money(cycle.per_resolved, cost.currency)),
            _owed(cycle, cost.currency),
        )
        for cycle in cost.cycles
    ]
    yield Table(columns, rows, f"Under {shown(cost.quote, _LONGEST_NAME)}")
    text = f"All of it: {_money(cost.per_call, cost.currency)} an answered contact"
    if cost.per_resolved:
        how = "by the log's own word" if cost.resolved_by == "flag" else "by no second call"
        text += f", {_money(cost.per_resolved, cost.currency)} a resolved one ({how})"
    if cost.credits.high:
        least = "at least " if any(cycle.untold for cycle in cost.cycles) else ""
        text += f"; {least}{money_range(cost.credits, cost.currency)} of credits are due"
    yield Sentence(f"{text}. This is what you pay for one, in whatever channel, not what it costs the vendor.")
    yield from (Sentence(f"{sentence_case(note)}.", talk=True) for note in cost.notes)


def _owed(cycle: CycleCost, currency: str) -> Cell:
    """The credits of a cycle; what nobody knows of is not told as none."""
    if not cycle.credits:
        return Cell("not known", "dim") if cycle.untold else Cell("none")
    low = sum((credit.amount.low for credit in cycle.credits), Decimal(0))
    high = sum((credit.amount.high for credit in cycle.credits), Decimal(0))
    due = ", ".join(f"{credit.percent:f}% for {credit.miss.replace('_', ' ')}" for credit in cycle.credits)
    least = "at least " if cycle.untold else ""
    return Cell(f"{least}{money_span(low, high, currency)} ({due})", "bad")


def _money(amount: Range | None, currency: str) -> str:
    """An amount for one call."""
    if amount is None:
        return "no data"
    low, high = money(amount.low, currency, 2), money(amount.high, currency, 2)
    return low if low == high else f"{low}–{high}"
