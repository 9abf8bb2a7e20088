"""The prices at which the preferred quote would cost what the cheapest does, in a sentence."""

from __future__ import annotations

from decimal import ROUND_DOWN, Decimal
from typing import TYPE_CHECKING, Final

from callvet.compare.fitting import CARRIERS
from callvet.report.page import Sentence
from callvet.report.phrases import listed, money
from callvet.report.term_words import term_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from callvet.compare.side import Side
    from callvet.compare.tie import Lowered, Tie
    from callvet.evaluation.comparing import Comparison

_PLACES: Final = 4
"""Decimals of a price of units of which there are thousands. [count]"""
_FINE_BELOW: Final = 100
"""Prices under this are told to ``_PLACES``. [units of the currency]"""
_MOST_PRICES: Final = 4
"""So many prices are told one by one. [count]"""


def tie_sentences(answer: Comparison, names: Mapping[str, str]) -> Iterator[Sentence]:
    """What would have to fall for the preferred offer to cost what the cheapest does."""
    if answer.leverage is None or answer.preferred is None:
        return
    side, tie = answer.sides[answer.preferred], answer.leverage.tie
    rival = answer.sides[answer.cheapest]
    if answer.preferred == answer.cheapest:
        yield Sentence("It is the cheapest as it stands.")
    elif tie is None:
        yield Sentence(_without_a_gap(side, rival, names[rival.id]))
    else:
        is_range = any(one.monthly.low != one.monthly.high for one in (side, rival))
        yield Sentence(_told(tie, side, names[rival.id], " at the high end" if is_range else "", answer.currency))


def _without_a_gap(side: Side, rival: Side, name: str) -> str:
    """What there is to say of an offer that costs no more than the cheapest, and is not called so."""
    if side.monthly == rival.monthly:
        return f"It costs what {name} does as it stands."
    if side.monthly.high == rival.monthly.high:
        return f"It costs what {name} does at the high end as it stands."
    return f"It costs less than {name} as it stands, but cannot be ranked beside it."


def _told(tie: Tie, side: Side, rival: str, end: str, currency: str) -> str:
    """The sentence.

    Args:
        tie: What it tells.
        side: The preferred offer.
        rival: The name of the cheapest.
        end: Which end of ranges is meant, where there are any.
        currency: Of the answer.
    """
    if not tie.rates:
        least, goal = money(tie.least or Decimal(0), currency), money(tie.goal, currency)
        kept = listed([term_words(name) for name in tie.kept]) or "what is left"
        return (
            f"No price of its own would make it cost what {rival} does ({goal} a month){end}: with nothing for all of "
            f"them it would still come to {least} ({kept})."
        )
    if tie.percent is None:
        [only] = tie.rates
        share = 1 - only.then / only.now
        return (
            f"At {_then(only, side)} in place of {_now(only, side)} ({share:.1%} less) it costs what {rival} does{end}."
        )
    prices = f"{_whose(tie, side)} {tie.percent.normalize():f}% lower ({_prices(tie.rates, side)})"
    if tie.without is None:
        return f"With {prices} it costs what {rival} does{end}."
    return f"Even with {_free(tie, side)} it would cost more than {rival}; with {prices} it costs the same{end}."


def _whose(tie: Tie, side: Side) -> str:
    """Which prices fall."""
    if tie.lowers == "everything":
        return "all its prices, fees too,"
    if tie.lowers == "calls":
        return "its prices for calls"
    return f"its prices {_words(tie.rates[0].charge, side)}"


def _prices(rates: Sequence[Lowered], side: Side) -> str:
    """``$0.8151 in place of $1.10 to 1,000``: the first of the prices that fall, by charge if there are several."""
    by_charge: dict[str, list[str]] = {}
    for one in rates[:_MOST_PRICES]:
        reach = "" if one.up_to is None else f" to {one.up_to:,f}"
        told = f"{_then(one, side)} in place of {_plain(one.now, one, side)}{reach}"
        by_charge.setdefault(one.charge, []).append(told)
    more = len(rates) - _MOST_PRICES
    rest = f" and {more} more" if more > 0 else ""
    if len({one.charge for one in rates}) == 1:
        return ", ".join(*by_charge.values()) + rest
    return "; ".join(f"{_words(name, side)}: {', '.join(told)}" for name, told in by_charge.items()) + rest


def _free(tie: Tie, side: Side) -> str:
    """What would not do alone, if it were for nothing."""
    if tie.charge is None or tie.now is None:
        is_for_calls = tie.charge is None or not CARRIERS.isdisjoint(side.levelled.charges[tie.charge].per)
        return "nothing for its calls" if is_for_calls else f"nothing {_words(tie.charge or '', side)}"
    return f"nothing in place of {_now(next(one for one in tie.rates if one.charge == tie.charge), side)}"


def _now(one: Lowered, side: Side) -> str:
    """``$0.95 per minute``."""
    return f"{_plain(one.now, one, side)} {_words(one.charge, side)}"


def _words(charge: str, side: Side) -> str:
    """``per minute``; of blocks, ``per minute, each 100``."""
    block = side.levelled.charges[charge].block
    words = term_words(f"{charge}.rate")
    return words if block is None else f"{words}, each {block:,f}"


def _then(one: Lowered, side: Side) -> str:
    """A price at which it ties: cut off, so that it still does; a fee is not told to the ten-thousandth."""
    places = _PLACES if one.now < _FINE_BELOW else 2
    return _in_words(one.then.quantize(Decimal(1).scaleb(-places), ROUND_DOWN), places, one, side)


def _plain(price: Decimal, one: Lowered, side: Side) -> str:
    """A price as the offer has it."""
    return _in_words(price, max(2, -int(price.as_tuple().exponent)), one, side)


def _in_words(price: Decimal, places: int, one: Lowered, side: Side) -> str:
    """``$0.95``, ``EUR 0.87``, ``5%`` of a value."""
    if side.levelled.charges[one.charge].percent_of_value is not None:
        return f"{price.normalize():f}%"
    return money(price, side.home.currency, places)
