"""A quote laid out to be compared: the charges that the buyer is billed, by name, in the currency of the answer."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Final, NamedTuple

from callvet.model.charge import charge_names

if TYPE_CHECKING:
    from collections.abc import Mapping

    from callvet.model.charge import Charge
    from callvet.model.quote import Quote
    from callvet.model.section import Section

_MONEY_OF_CHARGE: Final = ("rate", "minimum", "cap", "cap_per_contact")
_DIGITS: Final = 28
"""Decimals kept of an amount whose rate of exchange has no end. [count]"""


class Levelled(NamedTuple):
    """A quote with one list of charges.

    Attributes:
        quote: Everything but the charges; in the currency of the answer.
        charges: Those of the quote, or of the plan that is billed, by their names, in their order.
    """

    quote: Quote
    charges: Mapping[str, Charge]

    def as_quote(self) -> Quote:
        """The quote that asks these charges and no others."""
        return self.quote.model_copy(
            update={"charges": tuple(self.charges.values()), "plans": None, "plan_choice": None}
        )

    def with_charge(self, name: str, charge: Charge | None) -> Levelled:
        """The same with a charge put in its place, or after the others; None takes it out."""
        if charge is None:
            return self._replace(charges={own: one for own, one in self.charges.items() if own != name})
        return self._replace(charges={**self.charges, name: charge})

    def saying(self, key: str, value: object) -> Levelled:
        """The same with another value of one key of the quote."""
        return self._replace(quote=self.quote.model_copy(update={key: value}))


def levelled(quote: Quote, *, plan: int | None, added: Mapping[str, Charge], rate: Fraction, currency: str) -> Levelled:
    """Lay a quote out.

    Args:
        quote: As it was read.
        plan: Which plan of its ladder is billed, from 0; None where it has charges.
        added: The buyer's own figures for what it leaves out, by name, in its currency.
        rate: What a unit of its currency is worth. [units of ``currency``]
        currency: Of the answer, ISO 4217.
    """
    charges = (quote.charges or ()) if plan is None or not quote.plans else quote.plans[plan].charges
    named = dict(zip(charge_names(charges), charges, strict=True)) | dict(added)
    own = quote.model_copy(update={"charges": None, "plans": None, "plan_choice": None, "currency": currency})
    if rate == 1:
        return Levelled(own, named)
    return Levelled(_worth(own, rate), {name: _charge_worth(charge, rate) for name, charge in named.items()})


def _charge_worth(charge: Charge, rate: Fraction) -> Charge:
    """A charge in another currency."""
    update: dict[str, object] = _multiplied(charge, _MONEY_OF_CHARGE, rate)
    if charge.tiers is not None:
        update["tiers"] = tuple(tier.model_copy(update=_multiplied(tier, ("rate",), rate)) for tier in charge.tiers)
    return charge.model_copy(update=update)


def _worth(quote: Quote, rate: Fraction) -> Quote:
    """The other money of a quote in another currency."""
    update: dict[str, object] = _multiplied(quote, ("minimum_invoice", "deposit"), rate)
    if quote.discounts:
        update["discounts"] = tuple(
            one.model_copy(update=_multiplied(one, ("amount",), rate)) for one in quote.discounts
        )
    update["terms"] = quote.terms.model_copy(update=_multiplied(quote.terms, ("early_termination_fee",), rate))
    return quote.model_copy(update=update)


def _multiplied(section: Section, keys: tuple[str, ...], rate: Fraction) -> dict[str, object]:
    """The amounts under some keys, in another currency; those that are not known stay so."""
    return {key: _product(amount, rate) for key in keys if isinstance(amount := getattr(section, key), Decimal)}


def _product(amount: Decimal, rate: Fraction) -> Decimal:
    """An amount in another currency, exact where it has an end. [units of the currency]"""
    exact = Fraction(amount) * rate
    scaled = exact * 10**_DIGITS
    return Decimal(round(scaled)).scaleb(-_DIGITS).normalize()
