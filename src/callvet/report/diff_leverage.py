"""What to take into a negotiation, as blocks: written so that it can be pasted into an e-mail."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

from callvet.report.diff_tie import tie_sentences
from callvet.report.page import Cell, Column, Heading, Sentence, Table
from callvet.report.phrases import listed, money_range
from callvet.report.term_words import said_words, term_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from callvet.compare.leverage import Lever, Leverage
    from callvet.demand.cost_range import Range
    from callvet.evaluation.comparing import Comparison
    from callvet.report.page import Block

_MOST_NAMES: Final = 3
_NEGLIGIBLE: Final = Decimal("0.50")
_PROMOTIONS: Final = ("terms.free_trial_days", "terms.free_trial_minutes")


def leverage_blocks(answer: Comparison, names: Mapping[str, str]) -> Iterator[Block]:
    """The list to take to the preferred vendor."""
    if answer.leverage is None or answer.preferred is None:
        return
    found = answer.leverage
    side = answer.sides[answer.preferred]
    yield Heading(f"To take to {names[side.id]}")
    money_levers = [lever for lever in found.levers if not _is_promotion(lever)]
    if money_levers:
        yield _table(money_levers, answer, names)
        now = money_range(side.monthly, answer.currency)
        then = money_range(found.together, answer.currency)
        yield Sentence(f"The savings do not add up: with all of these a month would cost {then} in place of {now}.")
    yield from tie_sentences(answer, names)
    yield from _promotions(found, answer, names)
    rest = [lever for lever in found.others if not _is_promotion(lever)]
    if rest:
        told = [_in_words(lever, answer, names) for lever in rest]
        yield Sentence(f"Without a price, and better elsewhere: {'; '.join(told)}.", apart=True)


def _table(levers: Sequence[Lever], answer: Comparison, names: Mapping[str, str]) -> Table:
    """Each term where another offer is better, the largest saving first."""
    months = answer.needs.term_months
    columns = (
        Column("ask for"),
        Column("in place of"),
        Column("offered by"),
        Column("saves a month", right=True),
        Column(f"over {months} months", right=True),
    )
    rows = [
        (
            Cell(f"{term_words(lever.term.name)}: {said_words(lever.term, lever.theirs, answer.currency)}"),
            Cell(said_words(lever.term, lever.ours, answer.currency)),
            Cell(_who(lever, answer, names)),
            Cell(_saving(lever.month, answer.currency)),
            Cell(_saving(lever.over_term, answer.currency)),
        )
        for lever in levers
    ]
    return Table(columns, rows)


def _saving(amounts: Range, currency: str) -> str:
    """Both ends of a saving; a dash where a normal month has none."""
    if amounts.high < _NEGLIGIBLE and amounts.low < _NEGLIGIBLE:
        return "–"
    return money_range(amounts, currency)


def _who(lever: Lever, answer: Comparison, names: Mapping[str, str]) -> str:
    """Who offers it, in few words."""
    told = [names[answer.sides[place].id] for place in lever.by]
    more = len(told) - _MOST_NAMES
    return f"{', '.join(told[:_MOST_NAMES])} and {more} more" if more > 0 else listed(told)


def _promotions(found: Leverage, answer: Comparison, names: Mapping[str, str]) -> Iterator[Sentence]:
    """Promotions and trials that others offer."""
    told = [
        _in_words(lever, answer, names)
        + (f", worth {_saving(lever.over_term, answer.currency)} to you" if lever.over_term.high else "")
        for lever in (*found.levers, *found.others)
        if _is_promotion(lever)
    ]
    if told:
        yield Sentence(f"Ask about promotions and trials: {'; '.join(told)}.", apart=True)


def _in_words(lever: Lever, answer: Comparison, names: Mapping[str, str]) -> str:
    """``notice 30 days (Corte), here 60 days``."""
    theirs = said_words(lever.term, lever.theirs, answer.currency)
    ours = said_words(lever.term, lever.ours, answer.currency)
    here = "" if ours == "–" else f", here {ours}"
    return f"{term_words(lever.term.name)} {theirs} ({_who(lever, answer, names)}){here}"


def _is_promotion(lever: Lever) -> bool:
    """Whether it is offered for a while, or to try."""
    return lever.term.topic == "promotions" or lever.term.name in _PROMOTIONS
