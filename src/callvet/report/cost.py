"""What everything costs, as a page: the answer first, the offers by rank, the market below, what to ask."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from callvet.model.wording import shown
from callvet.report.cost_chart import chart_blocks
from callvet.report.cost_crossings import MARKET_NAMES, crossing_blocks
from callvet.report.cost_data import cost_data, cost_json
from callvet.report.cost_flags import flag_blocks
from callvet.report.cost_lines import invoice_blocks, line_blocks
from callvet.report.cost_worth import Extras, point_sentences, resolved_sentences, risk_blocks, saving_blocks
from callvet.report.handle_turns import turn_sentences
from callvet.report.offer_names import full_names, short_names, with_plan
from callvet.report.page import Cell, Column, Page, Sentence, Table
from callvet.report.phrases import listed, money, money_range, situation

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from fractions import Fraction

    from callvet.demand.market import MarketRow
    from callvet.evaluation.costing import CostAnswer
    from callvet.evaluation.prices.priced import Priced
    from callvet.report.page import Block

_LONGEST_NAME: Final = 60
MONTHS_A_YEAR: Final = 12
_A_UNIT: Final = {"minute": "a minute", "hour": "an hour"}
_IN_WORDS: Final = {
    "clock.counts": "what runs the clock",
    "clock.step_seconds": "to what calls are rounded up",
    "hours_counted": "which hours are billed",
}
"""What a vendor is asked about, by the last part of the term."""
_BUYERS: Final = "demand."
"""What the buyer's own needs leave open."""


def cost_page(answer: CostAnswer, extras: Extras | None = None, *, lines: bool = False, by_month: bool = False) -> Page:
    """The page of a cost answer.

    Args:
        answer: What everything costs.
        extras: What else was asked for.
        lines: Whether every charge line of a normal month stands below.
        by_month: Whether the invoices of the term do.
    """
    more = extras or Extras()
    blocks: list[Block] = []
    for place, volume in enumerate(answer.volumes):
        offers = [one for one in answer.priced if one.volume == volume]
        markets = answer.markets[place] if answer.markets else ()
        blocks.append(Sentence(_verdict(answer, volume, offers, markets), "strong", apart=bool(place)))
        blocks.append(_table(answer, offers, markets))
        blocks += _worth(answer, more, volume, offers)
        blocks += _lengths(answer, offers)
        blocks += _questions(answer, offers)
        blocks += flag_blocks(offers)
        if lines:
            blocks += [block for one in offers for block in line_blocks(answer, one, full_names(offers))]
        if by_month:
            blocks += [block for one in offers for block in invoice_blocks(answer, one, full_names(offers))]
    if more.sampled:
        blocks += chart_blocks(more.sampled, {**full_names(answer.priced), **MARKET_NAMES}, answer.currency)
    blocks += [
        Sentence(f"{note[0].upper()}{note[1:]}.", talk=True, apart=not place) for place, note in enumerate(answer.notes)
    ]
    return Page("Cost", blocks, cost_data(answer), cost_json(answer, more))


def _worth(answer: CostAnswer, more: Extras, volume: Fraction, offers: Sequence[Priced]) -> Iterator[Block]:
    """What an offer saves, where offers cross, what a point of resolution is worth, how sure the bills are."""
    names = short_names(offers)
    yield from saving_blocks(answer, offers, names)
    if volume:
        yield from crossing_blocks(more.crossings, volume, names)
    yield from turn_sentences(more.turns, volume, names)
    yield from resolved_sentences(offers, names, answer.currency)
    yield from point_sentences(more.points, volume, names, answer.currency)
    if more.risk:
        yield from risk_blocks(more.risk, volume, names, answer.currency)


def _verdict(answer: CostAnswer, volume: Fraction, offers: Sequence[Priced], markets: Sequence[MarketRow]) -> str:
    """Who costs least, on what; or what the market asks."""
    at = situation(volume, answer.needs.demand)
    ranked = [one for one in offers if one.rank is not None]
    if not ranked:
        told = [f"{row.agents} agents {money_range(row.monthly, answer.currency)}" for row in markets]
        return f"The market asks {listed(told)} a month ({at})." if told else f"Nothing can be ranked ({at})."
    first = [one for one in ranked if one.rank == 1]
    titles = full_names(offers)
    names = listed([with_plan(titles[one.offer.id], one) for one in first])
    verb = "costs" if len(first) == 1 else "cost"
    return f"{names} {verb} least: {money_range(first[0].monthly, answer.currency)} a month ({at})."


def _table(answer: CostAnswer, offers: Sequence[Priced], markets: Sequence[MarketRow]) -> Table:
    """The offers by rank, then the market as the yardstick."""
    months = answer.needs.term_months
    names = full_names(offers)
    columns = (
        Column("#", right=True),
        Column("offer"),
        Column("agents"),
        Column("a month", right=True),
        Column("a call", right=True),
        Column("a resolved issue", right=True, spare=True),
        *([] if months == MONTHS_A_YEAR else [Column("first year", right=True)]),
        Column(f"{months} months", right=True),
    )
    rows: list[Sequence[Cell]] = [
        (
            Cell(str(one.rank) if one.rank else "–"),
            Cell(with_plan(names[one.offer.id], one), "strong" if one.rank == 1 else "plain"),
            Cell(one.offer.quote.agents or "not known"),
            Cell(money_range(one.monthly, answer.currency)),
            Cell(money_range(one.per_call, answer.currency)),
            Cell(_resolved(one, answer.currency)),
            *([] if months == MONTHS_A_YEAR else [Cell(money_range(one.first_year, answer.currency))]),
            Cell(money_range(one.estimate.over(months), answer.currency)),
        )
        for one in offers
    ]
    rows += [_market_row(row, answer, len(columns)) for row in markets]
    return Table(columns, rows)


def _resolved(one: Priced, currency: str) -> str:
    """What an issue costs that is resolved at first contact; nothing is known where none is."""
    return money_range(one.per_resolved_call, currency) if one.per_resolved_call.high else "–"


def _market_row(row: MarketRow, answer: CostAnswer, columns: int) -> tuple[Cell, ...]:
    """One of the market's two ranges, in so many columns."""
    least, most = row.rates
    name = f"the market, ${least:f}–{most:f} {_A_UNIT[row.unit]}"
    told = (
        Cell("–", "dim"),
        Cell(name, "dim"),
        Cell(row.agents, "dim"),
        Cell(money_range(row.monthly, answer.currency), "dim"),
    )
    return told + (Cell("–", "dim"),) * (columns - len(told))


def _lengths(answer: CostAnswer, offers: Sequence[Priced]) -> Iterator[Block]:
    """What calls of other lengths would cost, where the buyer named none."""
    shown_lengths = next((list(one.by_handle_seconds) for one in offers if one.by_handle_seconds), [])
    if shown_lengths:
        columns = (Column("offer"), *(Column(f"calls of {seconds // 60} min", right=True) for seconds in shown_lengths))
        names = short_names(offers)
        rows = [
            (
                Cell(names[one.offer.id]),
                *(Cell(money_range(cost, answer.currency)) for cost in one.by_handle_seconds.values()),
            )
            for one in offers
        ]
        yield Table(
            columns, rows, "You have named no handle time (--aht SECONDS), and the cost hangs on it: a month with"
        )


def _questions(answer: CostAnswer, offers: Sequence[Priced]) -> Iterator[Block]:
    """What the offers leave open, and what each answer is worth; then what the buyer has not said."""
    names = short_names(offers)
    asked = [(one, question) for one in offers for question in one.estimate.questions]
    rows = [
        (
            Cell(names[one.offer.id]),
            Cell(_in_words(question.term)),
            Cell(shown(question.term, _LONGEST_NAME), "dim"),
            Cell(money(question.worth, answer.currency)),
        )
        for one, question in asked
        if not question.term.startswith(_BUYERS)
    ]
    if rows:
        columns = (
            Column("ask"),
            Column("what it does not say"),
            Column("key", whole=True),
            Column("worth a month", right=True),
        )
        yield Table(columns, rows, talk=True)
    missing = dict.fromkeys(question.term for _, question in asked if question.term.startswith(_BUYERS))
    for place, term in enumerate(missing):
        meant = listed([names[one.offer.id] for one, question in asked if question.term == term])
        text = f"Your needs do not say {shown(term, _LONGEST_NAME)}, so {meant} is priced without it."
        yield Sentence(text, talk=True, apart=not place)


def _in_words(term: str) -> str:
    """A term as a buyer would ask for it."""
    words = next((words for key, words in _IN_WORDS.items() if term.endswith(f".{key}")), None)
    return words or shown(term, _LONGEST_NAME)
