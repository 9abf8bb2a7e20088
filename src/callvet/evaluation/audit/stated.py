"""Readings that an invoice itself states or implies: another rate, another quantity, another percentage."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from callvet.evaluation.audit.readings import Reading, with_adjustment, with_charge, with_keys
from callvet.model.charge_kind import COUNTABLE
from callvet.model.invoice import TAX
from callvet.pricing.schedule import payable_units

if TYPE_CHECKING:
    from collections.abc import Iterator

    from callvet.evaluation.audit.matching import Stated
    from callvet.evaluation.audit.rebilling import Key, Lines
    from callvet.model.charge import Charge
    from callvet.model.document import KeyPath
    from callvet.model.quote import Quote
    from callvet.pricing.bill import Line

_SCALED: Final = COUNTABLE | {"minute"}
"""Counted in contacts, so that another quantity is another share of them."""
_STATED: Final = frozenset({"unit", "training_hour"})
_FEES: Final = frozenset({"cycle", "once", "unit"})
_RATE_PLACES: Final = Decimal("0.001")
_PERCENT_PLACES: Final = Decimal("0.01")
_SHOWN_PLACES: Final = 2
_TELLING_UNITS: Final = 50
"""Of so many, a rate of two decimals makes an amount by chance in no more than one case in fifty; callvet's own."""


def rate_reading(
    charge: Charge | None, here: KeyPath, stated: Stated, level: Fraction, *, is_shortened: bool = False
) -> Reading | None:
    """The rate that the invoice states, where the quote has another.

    Args:
        charge: Of the quote; None for a line that is no charge's.
        here: The way to it.
        stated: The line of the invoice.
        level: What escalators have made of every price. [ratio]
        is_shortened: Whether it may be the quote's, told with fewer decimals.
    """
    rate = stated.unit_rate
    if charge is None or rate is None or charge.percent_of_value is not None:
        return None
    quoted = [tier.rate for tier in charge.tiers] if charge.tiers else [charge.rate or Decimal(0)]
    if any(_is_rate(rate, one, level, is_shortened=is_shortened) for one in quoted):
        return None
    told = " / ".join(f"{one:f}" for one in quoted)
    return Reading(
        "rate",
        f"the rate is {rate.normalize():f}, the quote says {told}",
        (*here, "tiers" if charge.tiers else "rate"),
        int(here[-1]),
        change=with_charge(int(here[-1]), tiers=None, rate=unraised(Fraction(rate), level)),
    )


def _is_rate(rate: Decimal, quoted: Decimal, level: Fraction, *, is_shortened: bool) -> bool:
    """Whether a rate is the quote's, before or after price rises, perhaps told with fewer decimals but two at least."""
    raised = unraised(Fraction(quoted) * level, Fraction(1))
    if rate in {quoted, raised}:
        return True
    exponent = rate.as_tuple().exponent
    if not is_shortened or not isinstance(exponent, int) or exponent > -_SHOWN_PLACES:
        return False
    least = Decimal(1).scaleb(exponent)
    return rate in {quoted.quantize(least, ROUND_HALF_UP), raised.quantize(least, ROUND_HALF_UP)}


def unraised(rate: Fraction, level: Fraction) -> Decimal:
    """A rate as the quote would have it, before price rises. [money per unit]"""
    found = rate / level
    return Decimal(found.numerator) / Decimal(found.denominator)


def implied_reading(
    charge: Charge | None, here: KeyPath, line: Line, stated: Stated | None, level: Fraction
) -> Reading | None:
    """The rate that makes the amount of the quantity, where the invoice states none.

    Where it states no quantity either, many units show a rate of few decimals: of chance, one in as many makes the
    amount to the cent.

    Args:
        charge: Of the quote; None for a line that is no charge's.
        here: The way to it.
        line: Of the bill.
        stated: The line of the invoice; None where there are several.
        level: What escalators have made of every price. [ratio]
    """
    if charge is None or charge.tiers or charge.rate is None or line.quantity is None or charge.block is not None:
        return None
    if stated is None or stated.rate is not None:
        return None
    units = payable_units(charge, line.quantity)
    if units <= 0 or stated.amount < 0:
        return None
    places = _RATE_PLACES
    if stated.quantity is None and _FEES.isdisjoint(charge.per):
        if units < _TELLING_UNITS:
            return None
        places = Decimal(1).scaleb(min(int(charge.rate.as_tuple().exponent), -_SHOWN_PLACES))
    rate = unraised(Fraction(stated.amount) / units, level).quantize(places, ROUND_HALF_UP)
    return Reading(
        "rate",
        f"the rate comes to {_short(rate)}, the quote says {charge.rate:f}",
        (*here, "rate"),
        int(here[-1]),
        change=with_charge(int(here[-1]), rate=rate),
        weak=True,
    )


def percent_reading(quote: Quote, key: Key, lines: Lines, amount: Decimal, taxed: Decimal) -> Reading | None:
    """The percentage that makes the amount of a tax or a surcharge.

    Args:
        quote: As it is read by now.
        key: Of the line.
        lines: Of the bill.
        amount: On the invoice. [units of the currency]
        taxed: What the other lines of the invoice add up to. [units of the currency]
    """
    if key[0] == TAX and quote.tax_percent is not None:
        exponent = amount.as_tuple().exponent
        places = Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)
        if (taxed * quote.tax_percent / 100).quantize(places, ROUND_HALF_UP) == amount:
            return None  # the percentage is the quote's, and the lines are what differs
        base = sum((line.amount for other, line in lines.items() if other != key), Decimal(0))
        if base <= 0 or amount < 0:
            return None
        percent = (100 * amount / base).quantize(_RATE_PLACES, ROUND_HALF_UP)
        reason = f"tax is {_short(percent)}%, the quote says {quote.tax_percent:f}%"
        return Reading("tax", reason, ("tax_percent",), change=with_keys(tax_percent=percent), weak=True)
    if key[0] == "adjustment" and lines[key].amount:
        one = (quote.adjustments or ())[key[1]]
        percent = (one.percent * amount / lines[key].amount).quantize(_PERCENT_PLACES, ROUND_HALF_UP)
        reason = f"the surcharge is {_short(percent)}%, the quote says {one.percent:f}%"
        path = ("adjustments", key[1], "percent")
        change = with_adjustment(key[1], percent=percent)
        return Reading("surcharge", reason, path, adjustment=key[1], change=change, weak=True)
    return None


def quantity_readings(charge: Charge, here: KeyPath, stated: Stated, line: Line) -> Iterator[Reading]:
    """The quantity that the invoice states, taken for that before and for that after what is included.

    Args:
        charge: Of the quote.
        here: The way to it.
        stated: The line of the invoice.
        line: Of the bill.
    """
    units, position = stated.units, int(here[-1])
    if units is None or line.quantity is None:
        return
    is_time = "minute" in charge.per
    noun = f"{charge.per[0]}s" if len(charge.per) == 1 else "contacts"
    where = "the quote" if _STATED.issuperset(charge.per) else "the log"
    reason = f"{told(units)} {noun} are billed, {where} has {told(line.quantity)}"
    for wanted in dict.fromkeys((units, units + Fraction(charge.included or 0))):
        if _SCALED.issuperset(charge.per) and line.quantity:
            own = Fraction(1) if charge.share_of_calls is None else Fraction(charge.share_of_calls)
            change = with_charge(position, share_of_calls=own * wanted / line.quantity)
        elif _STATED.issuperset(charge.per):
            change = with_charge(position, quantity=Decimal(wanted.numerator) / Decimal(wanted.denominator))
        else:
            return
        yield Reading("minutes" if is_time else "call count", reason, here, position, change=change, weak=True)


def told(units: Fraction) -> str:
    """A quantity in a sentence, to a hundredth."""
    return f"{float(units):,.{_SHOWN_PLACES}f}".rstrip("0").rstrip(".")


def _short(figure: Decimal) -> str:
    """A figure without trailing zeros."""
    return f"{figure.normalize():f}"
