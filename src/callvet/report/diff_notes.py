"""What quotes leave open, what was assumed, and how they were made alike."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

from callvet.compare.silence import silent_terms
from callvet.evaluation.comparing import ADVISED_QUOTES
from callvet.evaluation.prices.offer_cost import prices_calls
from callvet.model.charge_kind import STAFF
from callvet.model.wording import shown
from callvet.report.diff_terms import NEGLIGIBLE
from callvet.report.page import Cell, Column, Sentence, Table
from callvet.report.phrases import listed, money, sentence_case
from callvet.report.term_words import term_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from callvet.compare.side import Side
    from callvet.compare.term import Term
    from callvet.evaluation.comparing import Comparison, Row
    from callvet.report.page import Block

_LONGEST: Final = 60
_CHANNELS: Final = {"chat": "chats", "email": "e-mails", "sms": "text messages"}


def questions(answer: Comparison, names: Mapping[str, str]) -> Iterator[Block]:
    """What each quote does not say."""
    rows = []
    by_name = {row.term.name: row for row in answer.rows}
    silent = silent_terms([side.levelled for side in answer.sides])
    for place, (side, terms) in enumerate(zip(answer.sides, silent, strict=True)):
        told = [_asked(term, by_name.get(term.name), place, answer.currency) for term in terms]
        if told:
            rows.append((Cell(names[side.id]), Cell(listed(told))))
    if rows:
        yield Table((Column("ask"), Column("what it does not say")), rows, talk=True)


def _asked(term: Term, row: Row | None, place: int, currency: str) -> str:
    """A term that is not said, with what its answer is worth."""
    words = term_words(term.name)
    most = row.worth[place].month.high if row and row.worth else Decimal(0)
    return f"{words} (up to {money(most, currency)} a month)" if most >= NEGLIGIBLE else words


def notes(answer: Comparison, names: Mapping[str, str]) -> Iterator[Block]:
    """What was assumed, and what was made alike."""
    found = [*_unranked(answer, names), *_unpriced(answer, names), *_normalised(answer, names), *_own(answer, names)]
    found += answer.notes
    if len(answer.sides) < ADVISED_QUOTES:
        found.append(
            "two quotes are compared; get at least three, for the terms of the others are your leverage with the one "
            "that you prefer"
        )
    for place, note in enumerate(found):
        yield Sentence(f"{sentence_case(note)}.", talk=True, apart=not place)


def _unranked(answer: Comparison, names: Mapping[str, str]) -> Iterator[str]:
    """Offers that are compared and cannot be the cheapest."""
    apart = [side for place, side in enumerate(answer.sides) if place not in answer.ranked]
    no_calls = [names[side.id] for side in apart if not prices_calls(side.offer)]
    outside = [names[side.id] for side in apart if prices_calls(side.offer)]
    if no_calls:
        yield f"not ranked, for no call is priced: {'; '.join(no_calls)}"
    if outside:
        yield f"not ranked, for your volume is outside what they publish or take (ask): {'; '.join(outside)}"


def _unpriced(answer: Comparison, names: Mapping[str, str]) -> Iterator[str]:
    """Contacts that some price and others do not: a month of these is without them."""
    for kind, words in _CHANNELS.items():
        comes = any(flow.channel == kind and flow.contacts for flow in answer.sides[0].estimate.usage.flows)
        if comes and any(_has(side, kind) for side in answer.sides):
            without = [names[side.id] for side in answer.sides if not _answers(side, kind)]
            if without:
                yield f"no price for {words}, so a month there is without them (ask): {'; '.join(without)}"


def _has(side: Side, kind: str) -> bool:
    """Whether a quote has a price for a kind of contact."""
    return any(kind in charge.per for charge in side.levelled.charges.values())


def _answers(side: Side, kind: str) -> bool:
    """Whether a quote's price covers a kind of contact: by its own price, by one for all, or by agents' time."""
    charges = side.levelled.charges.values()
    return _has(side, kind) or any("contact" in one.per or not STAFF.isdisjoint(one.per) for one in charges)


def _normalised(answer: Comparison, names: Mapping[str, str]) -> Iterator[str]:
    """How currencies, cycles and plans were made comparable."""
    for code, rate in answer.needs.rates.items():
        if any(side.offer.quote.currency == code for side in answer.sides):
            yield f"1 {code} = {rate.rate:f} {answer.currency} ({rate.dated}, {shown(str(rate.source), _LONGEST)})"
    cycles = [names[side.id] for side in answer.sides if side.offer.quote.billing_cycle == "4_weeks"]
    if cycles:
        verb = "bills" if len(cycles) == 1 else "bill"
        yield f"{listed(cycles)} {verb} every 4 weeks; a month is 30.4375 ÷ 28 of such a bill"
    ladders = [
        f"{names[side.id]}: {shown(side.offer.quote.plans[side.plan].name, _LONGEST)}"
        for side in answer.sides
        if side.plan is not None and side.offer.quote.plans
    ]
    if ladders:
        yield f"of a ladder of plans the one that is billed at this volume is compared ({'; '.join(ladders)})"


def _own(answer: Comparison, names: Mapping[str, str]) -> Iterator[str]:
    """What is the buyer's: the months, and the figures for what offers leave out."""
    months = answer.needs.term_months
    yield f"amounts over the term are for your {months} months from {answer.start}"
    for plug in answer.plugs:
        when = "a month" if plug.monthly else "once"
        amount = money(plug.amount, answer.currency, 2)
        yield f"{plug.name} is your own figure where an offer leaves it out: {amount} {when}"
    bound = [
        f"{names[side.id]} binds you for {least:f} months"
        for side in answer.sides
        if (least := side.offer.quote.terms.min_term_months) is not None and least > months
    ]
    if bound:
        yield f"{listed(bound)}, longer than your {months}"
