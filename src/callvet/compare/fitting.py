"""Whether one quote's word on a term could stand in another: what is no offer for the same thing is no comparison."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from callvet.compare.charge_terms import FEES, Bundle, OfCharge, Price, bundle
from callvet.compare.quote_terms import OfList, OfQuote, adjusted_kinds
from callvet.compare.work import given_without
from callvet.model.charge_kind import STAFF

if TYPE_CHECKING:
    from collections.abc import Iterable

    from callvet.compare.levelled import Levelled
    from callvet.compare.term import Term
    from callvet.model.charge import Charge
    from callvet.model.charge_kind import ChargeKind

CARRIERS: Final[frozenset[ChargeKind]] = STAFF | {"minute", "call", "contact"}
"""Charges that calls are billed by, or the agents that take them."""


def fits(term: Term, own: Levelled, other: Levelled) -> bool:
    """Whether another's value of a term could stand in a quote; charges of one name are for the same contacts.

    A price needs a charge that carries the calls in both, and live agents are not priced by what answers by itself; a
    surcharge needs what it is put on; a commitment to units needs the same units.
    """
    match term.part:
        case Price() as price:
            return _price_fits(price, own, other)
        case Bundle() | OfCharge(key="cap_per_contact"):
            return _are_alike(own, other)
        case OfQuote("commitment"):
            units = other.quote.commitment and other.quote.commitment.units
            return not units or _carriers(own.charges.values()) == _carriers(other.charges.values())
        case OfList("adjustments", name):
            kinds = adjusted_kinds(other, name)
            return not kinds or any(not kinds.isdisjoint(charge.per) for charge in own.charges.values())
    return True


def _price_fits(price: Price, own: Levelled, other: Levelled) -> bool:
    """Whether another's price could stand in the place of ours."""
    ours, theirs = own.charges.get(price.charge), other.charges.get(price.charge)
    if ours is None:
        return False
    is_fee = FEES.issuperset(ours.per)
    if not is_fee and not _are_alike(own, other):
        return False
    if "cycle" in ours.per and bundle(own) != bundle(other):
        # A fee that buys a bundle of units is set against others with its bundle, as ``included``.
        return False
    if theirs is not None:
        return True
    if given_without(other, price.work, must_be_said=price.starting) == "not":
        return False
    return _is_extra(price.charge, own, other)


def _is_extra(name: str, own: Levelled, other: Levelled) -> bool:
    """Whether a quote without a charge asks nothing for it: what carries the calls in both is another charge.

    An offer by the hour has no price for minutes, which is not a price of nothing; nor is e-mail free where it has
    no price. Calls beyond a team are an extra of that team alone.
    """
    charge = own.charges[name]
    if FEES.issuperset(charge.per):
        return any(map(carries, own.charges.values())) and any(map(carries, other.charges.values()))
    if charge.when and charge.when.beyond:
        return False
    rest = {key for key, one in own.charges.items() if key != name and carries(one)}
    return not (CARRIERS | {"transfer"}).isdisjoint(charge.per) and not rest.isdisjoint(other.charges)


def carries(charge: Charge) -> bool:
    """Whether all calls are billed by a charge, or the agents that take them."""
    return charge.when is None and charge.months is None and not CARRIERS.isdisjoint(charge.per)


def _carriers(charges: Iterable[Charge]) -> frozenset[str]:
    """The kinds by which calls are billed."""
    return frozenset(kind for charge in charges if carries(charge) for kind in charge.per)


def _are_alike(own: Levelled, other: Levelled) -> bool:
    """Whether both offer live agents, or neither does, as far as they say."""
    return (own.quote.agents == "automated") == (other.quote.agents == "automated")
