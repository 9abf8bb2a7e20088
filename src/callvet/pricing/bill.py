"""One cycle's bill: a line for every charge, then adjustments, discounts, the minimum invoice and tax.

Amounts are exact until a line is shown; each line is rounded once, half up, to the currency's minor unit, and the
total is the sum of the lines shown.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from itertools import product
from typing import TYPE_CHECKING, Final, NamedTuple

from callvet.model.money import rounded
from callvet.pricing.schedule import price

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from callvet.model.charge import Charge
    from callvet.model.charge_kind import ChargeKind
    from callvet.model.quote import Adjustment, Quote
    from callvet.pricing.count import Count

_PER_CENT = 100
_WITHOUT_USE: Final[frozenset[ChargeKind]] = frozenset({"cycle", "once", "training_hour", "unit"})
"""Counted whatever contacts there are, so no commitment to them."""
_MOST_EVENTS_TOGETHER = 10
"""More capped charges than these are taken at their mean, since their combinations double with each. [count]"""


class Line(NamedTuple):
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


class Cycle(NamedTuple):
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

    @property
    def factor(self) -> Fraction:
        """What every price is multiplied by. [ratio]"""
        return self.price_level * self.scale

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
    counts = _committed(quote, charges, counts, cycle)
    exact = _exact(charges, counts, cycle, range(len(charges)))
    lines = [_line(cycle, currency, charges, counts, position, amount) for position, amount in exact.items()]
    lines += [
        _extra("contact_cap", f"at most {cap:f} a contact", -saved, cycle, currency)
        for cap, saved in _contact_caps(charges, counts, exact)
    ]
    for place, adjustment in enumerate(quote.adjustments or ()):
        amount = _adjusted(adjustment, place, charges, counts, exact)
        lines.append(_extra("adjustment", adjustment.label or _percent(adjustment.percent), amount, cycle, currency))
    lines += _discounts(quote, lines, cycle, currency)
    lines += _minimum_invoice(quote, lines, cycle, currency)
    lines += _tax(quote, lines, currency)
    return tuple(lines)


def before_discounts(
    quote: Quote, charges: Sequence[Charge], counts: Sequence[Count], cycle: Cycle, positions: Iterable[int]
) -> Fraction:
    """What some of the charges come to with their adjustments; what follows keeps the order of such sums.

    Args:
        quote: The terms that hold for all charges.
        charges: Those of the quote, or of the plan chosen, with nothing open.
        counts: What was counted of each.
        cycle: Which cycle it is.
        positions: Which of the charges, all that share a bound for each contact among them.

    Returns:
        An exact amount, before price rises. [money]
    """
    counts = _committed(quote, charges, counts, cycle)
    exact = _exact(charges, counts, cycle, positions)
    saved = sum((saved for _, saved in _contact_caps(charges, counts, exact)), Fraction(0))
    adjusted = sum(
        (_adjusted(one, place, charges, counts, exact) for place, one in enumerate(quote.adjustments or ())),
        Fraction(0),
    )
    return sum(exact.values(), Fraction(0)) - saved + adjusted


def total(lines: Sequence[Line]) -> Decimal:
    """The sum of the lines shown. [units of the currency]"""
    return sum((line.amount for line in lines), Decimal(0))


def _exact(
    charges: Sequence[Charge], counts: Sequence[Count], cycle: Cycle, positions: Iterable[int]
) -> dict[int, Fraction]:
    """What each of some charges comes to, those left out that are not billed in the cycle. [money]"""
    return {place: price(charges[place], counts[place]) for place in positions if applies(charges[place], cycle)}


def _discounts(quote: Quote, lines: Sequence[Line], cycle: Cycle, currency: str) -> Iterator[Line]:
    """What promotions take off the adjusted sum; together no more than all of it."""
    base = sum((line.exact for line in lines), Fraction(0))
    left = max(base, Fraction(0))
    for discount in quote.discounts or ():
        if not cycle.within(discount.months):
            continue
        if discount.percent is not None:
            wanted = max(base, Fraction(0)) * Fraction(discount.percent) / _PER_CENT
        else:
            wanted = Fraction(discount.amount or 0) * cycle.scale
        taken = min(wanted, left)
        left -= taken
        yield Line("discount", discount.label or "discount", None, None, -taken, rounded(-taken, currency))


def _line(  # noqa: PLR0913, PLR0917 - what a line is made of
    cycle: Cycle, currency: str, charges: Sequence[Charge], counts: Sequence[Count], position: int, amount: Fraction
) -> Line:
    """The line of a charge."""
    charge = charges[position]
    exact = amount * cycle.factor
    quantity = counts[position].units * cycle.scale
    return Line(charge.kind, charge.label or "", quantity, rate_of(charge), exact, rounded(exact, currency), position)


def _extra(charge: str, label: str, amount: Fraction, cycle: Cycle, currency: str) -> Line:
    """A line that has no units of its own."""
    exact = amount * cycle.factor
    return Line(charge, label, None, None, exact, rounded(exact, currency))


def rate_of(charge: Charge) -> str:
    """The price of one unit as the quote writes it."""
    if charge.percent_of_value is not None:
        return _percent(charge.percent_of_value)
    if charge.tiers is not None:
        return " / ".join(f"{tier.rate:f}" for tier in charge.tiers)
    return f"{Decimal(0) if charge.rate is None else charge.rate:f}"


def _percent(percent: Decimal) -> str:
    """``25%``."""
    return f"{percent:f}%"


def _committed(quote: Quote, charges: Sequence[Charge], counts: Sequence[Count], cycle: Cycle) -> tuple[Count, ...]:
    """The counts, with the units to which the buyer is committed in the first charge of the cycle that counts any."""
    least = quote.commitment.units if quote.commitment else None
    if least is None:
        return tuple(counts)
    billed = [n for n, charge in enumerate(charges) if applies(charge, cycle)]
    used = [n for n in billed if _WITHOUT_USE.isdisjoint(charges[n].per)]
    first = next(iter(used or (n for n in billed if "unit" in charges[n].per)), None)
    return tuple(
        one._replace(units=max(one.units, Fraction(least))) if position == first else one
        for position, one in enumerate(counts)
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
    charges: Sequence[Charge], counts: Sequence[Count], exact: dict[int, Fraction]
) -> Iterator[tuple[Decimal, Fraction]]:
    """Each bound on what one contact's charges add up to, and what it takes off where it takes anything. [money]"""
    caps = {place: cap for place in exact if (cap := charges[place].cap_per_contact) is not None}
    for cap in dict.fromkeys(caps.values()):
        members = [place for place, own in caps.items() if own == cap]
        if all(counts[place].repeats for place in members):
            saved = _saved_one_by_one(members, counts, exact, Fraction(cap))
            if saved:
                yield cap, saved
            continue
        contacts = max(counts[place].contacts for place in members)
        if contacts:
            saved = contacts * _over_cap([_event(exact[n], counts[n], contacts) for n in members], Fraction(cap))
            if saved:
                yield cap, saved


def _saved_one_by_one(
    members: Sequence[int], counts: Sequence[Count], exact: dict[int, Fraction], cap: Fraction
) -> Fraction:
    """What contacts are over a bound that are known one by one, each charge at its price of a unit in the cycle."""
    prices = {place: exact[place] / counts[place].units if counts[place].units else Fraction(0) for place in members}
    saved = Fraction(0)
    for group, contacts in enumerate(counts[members[0]].repeats):
        events = [(counts[place].chance, prices[place] * counts[place].each[group]) for place in members]
        if sum((amount for _, amount in events), Fraction(0)) > cap:
            saved += contacts * _over_cap(events, cap)
    return saved


def _event(amount: Fraction, count: Count, contacts: Fraction) -> tuple[Fraction, Fraction]:
    """The chance that a contact is charged, and how much then on average."""
    if not count.contacts:
        return Fraction(0), Fraction(0)
    return count.contacts / contacts, amount / count.contacts


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
    least = Fraction(quote.minimum_invoice) * cycle.factor
    missing = rounded(least, currency) - total(lines)
    if missing > 0:
        yield Line("minimum_invoice", f"at least {quote.minimum_invoice:f}", None, None, Fraction(missing), missing)


def _tax(quote: Quote, lines: Sequence[Line], currency: str) -> Iterator[Line]:
    """Tax on the sum of the lines; none where the buyer gets it back."""
    if quote.tax_percent and not quote.tax_recoverable:
        exact = Fraction(total(lines)) * Fraction(quote.tax_percent) / _PER_CENT
        yield Line("tax", _percent(quote.tax_percent), None, None, exact, rounded(exact, currency))
