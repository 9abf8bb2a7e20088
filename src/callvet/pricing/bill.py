"""One cycle's bill: a line for every charge, then adjustments, discounts, the minimum invoice and tax.

Amounts are exact until a line is shown; each line is rounded once, half up, to the currency's minor unit, and the
total is the sum of the lines shown.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import product
from typing import TYPE_CHECKING

from callvet.model.money import rounded
from callvet.pricing.count import Count
from callvet.pricing.schedule import price

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from callvet.model.charge import Charge
    from callvet.model.quote import Adjustment, Discount, Quote

_PER_CENT = 100
_MOST_EVENTS_TOGETHER = 10
"""More capped charges than these are taken at their mean, since their combinations double with each. [count]"""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a bill.

    Attributes:
        charge: What is counted, or what the line is: adjustment, discount, contact_cap, minimum_invoice, tax.
        label: What it is for.
        quantity: Units counted, where any are. [units]
        rate: The price of one unit as the quote writes it, where there is one.
        exact: The amount before it was rounded. [units of the currency]
        amount: As it is shown. [units of the currency]
        position: Which of the charges it belongs to, from 0; None for those that belong to no single one.
    """

    charge: str
    label: str
    quantity: Fraction | None
    rate: str | None
    exact: Fraction
    amount: Decimal
    position: int | None = None


@dataclass(frozen=True, slots=True)
class Cycle:
    """Which cycle is billed, and how its bill is told.

    Attributes:
        contract_month: Counted from 1; of a normal month, the last of the contract.
        ordinary: Whether it is a normal month, which has no one-offs and no promotions of its own.
        scale: What the bill of one cycle is multiplied by: 30.4375 ÷ 28 for a 4-week cycle told by the month.
        price_level: What escalators have made of every price. [ratio]
    """

    contract_month: int
    ordinary: bool = False
    scale: Fraction = Fraction(1)
    price_level: Fraction = Fraction(1)

    def within(self, months: Sequence[int] | None) -> bool:
        """Whether something dated from one month to another applies."""
        return months is None or months[0] <= self.contract_month <= months[1]


def applies(charge: Charge, cycle: Cycle) -> bool:
    """Whether a charge is billed in a cycle at all."""
    if "once" in charge.per:
        return not cycle.ordinary and cycle.contract_month == 1
    return cycle.within(charge.months)


def bill_lines(
    quote: Quote, charges: Sequence[Charge], counts: Sequence[Count], cycle: Cycle, currency: str
) -> tuple[Line, ...]:
    """The lines of one cycle's bill, in the order of the contract.

    Args:
        quote: The terms that hold for all charges.
        charges: Those of the quote, or of the plan chosen, with nothing open.
        counts: What was counted of each.
        cycle: Which cycle it is.
        currency: ISO 4217.
    """
    counts = _committed(quote, charges, counts)
    exact = {
        position: price(charge, counts[position]) for position, charge in enumerate(charges) if applies(charge, cycle)
    }
    lines = [_line(cycle, currency, charges, counts, position, amount) for position, amount in exact.items()]
    lines += _contact_caps(charges, counts, exact, cycle, currency)
    for adjustment_position, adjustment in enumerate(quote.adjustments or ()):
        amount = _adjusted(adjustment, adjustment_position, charges, counts, exact)
        lines.append(_extra("adjustment", adjustment.label or _percent(adjustment.percent), amount, cycle, currency))
    discounts = [one for one in quote.discounts or () if _discount_holds(one, cycle)]
    base = sum((line.exact for line in lines), Fraction(0))
    for discount in discounts:
        taken = -base * Fraction(discount.percent) / _PER_CENT if discount.percent is not None else None
        amount = taken if taken is not None else -min(base, Fraction(discount.amount or 0) * cycle.scale)
        lines.append(Line("discount", discount.label or "discount", None, None, amount, rounded(amount, currency)))
    lines += _minimum_invoice(quote, lines, cycle, currency)
    lines += _tax(quote, lines, currency)
    return tuple(lines)


def total(lines: Sequence[Line]) -> Decimal:
    """The sum of the lines shown. [units of the currency]"""
    return sum((line.amount for line in lines), Decimal(0))


def _discount_holds(discount: Discount, cycle: Cycle) -> bool:
    """Whether a promotion applies; a normal month is like the last of the contract."""
    return cycle.within(discount.months)


def _line(  # noqa: PLR0913, PLR0917 - what a line is made of
    cycle: Cycle, currency: str, charges: Sequence[Charge], counts: Sequence[Count], position: int, amount: Fraction
) -> Line:
    """The line of a charge."""
    charge = charges[position]
    exact = amount * cycle.price_level * cycle.scale
    quantity = counts[position].units * cycle.scale
    return Line(charge.kind, charge.label or "", quantity, _rate(charge), exact, rounded(exact, currency), position)


def _extra(charge: str, label: str, amount: Fraction, cycle: Cycle, currency: str) -> Line:
    """A line that has no units of its own."""
    exact = amount * cycle.price_level * cycle.scale
    return Line(charge, label, None, None, exact, rounded(exact, currency))


def _rate(charge: Charge) -> str:
    """The price of one unit as the quote writes it."""
    if charge.percent_of_value is not None:
        return _percent(charge.percent_of_value)
    if charge.tiers is not None:
        return " / ".join(f"{tier.rate:f}" for tier in charge.tiers)
    return f"{charge.rate or 0:f}"


def _percent(percent: Decimal) -> str:
    """``25%``."""
    return f"{percent:f}%"


def _committed(quote: Quote, charges: Sequence[Charge], counts: Sequence[Count]) -> tuple[Count, ...]:
    """The counts, with the units to which the buyer is committed in the first charge that counts any."""
    least = quote.commitment.units if quote.commitment else None
    if least is None:
        return tuple(counts)
    first = next((n for n, charge in enumerate(charges) if not {"cycle", "once"} & set(charge.per)), None)
    return tuple(
        Count(max(count.units, Fraction(least)), count.marked_shares, count.agents, count.contacts)
        if position == first
        else count
        for position, count in enumerate(counts)
    )


def _adjusted(
    adjustment: Adjustment,
    place: int,
    charges: Sequence[Charge],
    counts: Sequence[Count],
    exact: dict[int, Fraction],
) -> Fraction:
    """What an adjustment adds to the charges that it applies to, by the share of their units that it marks."""
    kinds = set(adjustment.applies_to)
    marked = (
        amount * (counts[position].marked_shares[place] if counts[position].marked_shares else 1)
        for position, amount in exact.items()
        if kinds & set(charges[position].per)
    )
    return sum(marked, Fraction(0)) * Fraction(adjustment.percent) / _PER_CENT


def _contact_caps(
    charges: Sequence[Charge], counts: Sequence[Count], exact: dict[int, Fraction], cycle: Cycle, currency: str
) -> Iterator[Line]:
    """What is taken off because one contact's charges are bounded; one line for each bound."""
    caps = dict.fromkeys(charges[n].cap_per_contact for n in exact if charges[n].cap_per_contact is not None)
    for cap in caps:
        members = [n for n in exact if charges[n].cap_per_contact == cap]
        contacts = max((counts[n].contacts for n in members), default=Fraction(0))
        if contacts and cap is not None:
            events = [_event(exact[n], counts[n], contacts) for n in members]
            saved = contacts * _over_cap(events, Fraction(cap))
            if saved:
                yield _extra("contact_cap", f"at most {cap:f} a contact", -saved, cycle, currency)


def _event(amount: Fraction, count: Count, contacts: Fraction) -> tuple[Fraction, Fraction]:
    """The chance that a contact is charged, and how much then; the mean where it is charged more than once."""
    chance = count.units / contacts
    if not 0 < chance <= 1:
        return Fraction(1), amount / contacts
    return chance, amount / count.units


def _over_cap(events: Sequence[tuple[Fraction, Fraction]], cap: Fraction) -> Fraction:
    """The mean of what a contact's charges are over the cap, where each is charged independently of the others."""
    if len(events) > _MOST_EVENTS_TOGETHER:
        return max(sum((chance * amount for chance, amount in events), Fraction(0)) - cap, Fraction(0))
    mean = Fraction(0)
    for happens in product((True, False), repeat=len(events)):
        chance, amount = Fraction(1), Fraction(0)
        for occurs, (probability, price_then) in zip(happens, events, strict=True):
            chance *= probability if occurs else 1 - probability
            amount += price_then if occurs else 0
        mean += chance * max(amount - cap, Fraction(0))
    return mean


def _minimum_invoice(quote: Quote, lines: Sequence[Line], cycle: Cycle, currency: str) -> Iterator[Line]:
    """What is missing to the least invoice, so that the lines shown add up to it."""
    if quote.minimum_invoice is None:
        return
    least = Fraction(quote.minimum_invoice) * cycle.price_level * cycle.scale
    missing = rounded(least, currency) - total(lines)
    if missing > 0:
        yield Line("minimum_invoice", f"at least {quote.minimum_invoice:f}", None, None, Fraction(missing), missing)


def _tax(quote: Quote, lines: Sequence[Line], currency: str) -> Iterator[Line]:
    """Tax on the sum of the lines; none where the buyer gets it back."""
    if quote.tax_percent and not quote.tax_recoverable:
        exact = Fraction(total(lines)) * Fraction(quote.tax_percent) / _PER_CENT
        yield Line("tax", _percent(quote.tax_percent), None, None, exact, rounded(exact, currency))
