"""The costs: what each vendor is scored by, and what every offer costs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from callvet.report.decision_book.looks import WHOLE
from callvet.report.decision_book.paper import Paper
from callvet.report.decision_book.places import (
    C_AGENTS,
    C_HIGH,
    C_LOW,
    C_OFFER,
    C_TERM_HIGH,
    C_TERM_LOW,
    C_VENDOR,
    COSTS,
    COSTS_FIRST,
)
from callvet.report.offer_names import full_names, with_plan
from callvet.report.phrases import NOT_KNOWN, situation

if TYPE_CHECKING:
    from decimal import Decimal

    from xlsxwriter import Workbook

    from callvet.evaluation.costing import CostAnswer
    from callvet.evaluation.prices.priced import Priced
    from callvet.report.decision_book.looks import Looks
    from callvet.report.decision_book.material import Material, Standing

_AMOUNTS: Final = (C_LOW, C_HIGH, C_TERM_LOW, C_TERM_HIGH)
_WIDTHS: Final = (48, *([15] * 8))
_RANK, _CALL_LOW, _CALL_HIGH = 6, 7, 8
_HOW: Final = (
    "At least and at most are the two ends of what an offer leaves open. A month is a normal one, recurring charges "
    "only; the term has one-offs, growth, season, holidays and price rises in it."
)


def write_costs(book: Workbook, looks: Looks, material: Material) -> None:
    """Write the sheet."""
    answer = material.answer
    paper = Paper(book, COSTS, looks, _WIDTHS)
    paper.title(f"What it costs, in {material.currency}")
    at = f"{situation(answer.cost.volumes[0], answer.cost.needs.demand)}. " if answer.cost else ""
    paper.across(1, f"{at}{_HOW}")
    _write_scored(paper, material)
    row = COSTS_FIRST + len(material.standings) + 1
    if answer.cost is None:
        why = next((one.reason for one in answer.lacking if one.part == "cost"), "there is no offer")
        paper.text(row, 0, f"No cost is told: {why}.", looks())
        return
    _write_offers(paper, material, answer.cost, row)


def _heads(material: Material, first: str) -> tuple[str, ...]:
    """The heads of amounts, which two tables share."""
    months = material.answer.ranking.needs.term_months
    whole = f"{months} months"
    return (first, "a month, at least", "a month, at most", f"{whole}, at least", f"{whole}, at most", "agents")


def _write_scored(paper: Paper, material: Material) -> None:
    """What each vendor's score rests on, in the order of the sheet of scores."""
    looks = paper.looks
    paper.text(COSTS_FIRST - 2, 0, "What each vendor is scored by: its latest offer that holds", looks.heading)
    paper.heads(COSTS_FIRST - 1, (*_heads(material, "vendor"), "offer"), figures=_AMOUNTS)
    for column in range(C_OFFER + 1, C_OFFER + 3):
        paper.text(COSTS_FIRST - 1, column, "", looks.head)
    for row, one in enumerate(material.standings, COSTS_FIRST):
        _write_scored_row(paper, material, one, row)


def _write_scored_row(paper: Paper, material: Material, one: Standing, row: int) -> None:
    """What one vendor's score rests on."""
    looks, cost = paper.looks, one.entry.subject.cost
    offer = material.answer.scored_offer(one.entry)
    paper.text(row, C_VENDOR, one.name, looks.strong)
    months = material.answer.ranking.needs.term_months
    term = offer.estimate.over(months) if offer else None
    amounts = (
        (C_LOW, cost.monthly_low if cost else None),
        (C_HIGH, cost.monthly_high if cost else None),
        (C_TERM_LOW, term.low if term else None),
        (C_TERM_HIGH, term.high if term else None),
    )
    for column, amount in amounts:
        _write_known(paper, row, column, amount)
    paper.text(row, C_AGENTS, (offer.offer.quote.agents if offer else None) or NOT_KNOWN)
    title = (offer.offer.quote.title or offer.offer.id) if offer else "no offer that holds and can be priced"
    paper.text(row, C_OFFER, title, last=C_OFFER + 2)


def _write_known(paper: Paper, row: int, column: int, amount: Decimal | None) -> None:
    """An amount, or that it is not known."""
    if amount is None:
        paper.text(row, column, NOT_KNOWN, paper.looks.figure(paper.looks.money))
    else:
        paper.amount(row, column, amount)


def _write_offers(paper: Paper, material: Material, cost: CostAnswer, row: int) -> None:
    """Every offer and the market, by what a month costs at most."""
    looks = paper.looks
    paper.text(row, 0, "Every offer, by what a month costs at most", looks.heading)
    heads = (*_heads(material, "offer"), "rank by cost", "a call, at least", "a call, at most")
    paper.heads(row + 1, heads, figures=(*_AMOUNTS, _RANK, _CALL_LOW, _CALL_HIGH))
    offers = material.answer.offers
    names = full_names(offers)
    row += 2
    for one in offers:
        _write_offer(paper, material, one, with_plan(names[one.offer.id], one), row)
        row += 1
    for market in cost.markets[0] if cost.markets else ():
        paper.text(row, 0, f"the market, {market.agents} agents")
        paper.amount(row, C_LOW, market.monthly.low)
        paper.amount(row, C_HIGH, market.monthly.high)
        for column in (C_TERM_LOW, C_TERM_HIGH, _RANK, _CALL_LOW, _CALL_HIGH):
            paper.text(row, column, "–", looks.figure(WHOLE))
        paper.text(row, C_AGENTS, market.agents)
        row += 1


def _write_offer(paper: Paper, material: Material, one: Priced, name: str, row: int) -> None:
    """One offer."""
    term = one.estimate.over(material.answer.ranking.needs.term_months)
    paper.text(row, 0, name, paper.looks.strong)
    amounts = (one.monthly.low, one.monthly.high, term.low, term.high)
    for column, amount in zip(_AMOUNTS, amounts, strict=True):
        paper.amount(row, column, amount)
    paper.text(row, C_AGENTS, one.offer.quote.agents or NOT_KNOWN)
    if one.rank is None:
        paper.text(row, _RANK, "not ranked", paper.looks.figure(WHOLE))
    else:
        paper.figure(row, _RANK, one.rank, WHOLE)
    paper.amount(row, _CALL_LOW, one.per_call.low)
    paper.amount(row, _CALL_HIGH, one.per_call.high)
