"""What a quote leaves open, settled as an invoice comes nearest to: the bill that it is held against."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callvet.calls.plan import settled
from callvet.evaluation.audit.readings import with_charge
from callvet.evaluation.audit.rebilling import AS_IT_IS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from callvet.evaluation.audit.rebilling import Key, Rebilling
    from callvet.evaluation.audit.target import Target
    from callvet.model.charge import Charge
    from callvet.model.document import KeyPath
    from callvet.model.quote import Quote


def with_one_plan(quote: Quote, plan: str | None) -> tuple[Quote, KeyPath]:
    """The quote with the charges of one plan, and the way to them.

    Args:
        quote: With charges or plans.
        plan: The plan's name; None where there are none.
    """
    if quote.plans is None:
        return quote, ("charges",)
    place = next(place for place, one in enumerate(quote.plans) if one.name == plan)
    changes = {"charges": quote.plans[place].charges, "plans": None, "plan_choice": None}
    return quote.model_copy(update=changes), ("plans", place, "charges")


def settled_quotes(quote: Quote) -> tuple[Quote, list[Quote]]:
    """The quote with every open term at its worst, and each with one charge settled in another way."""
    charges = quote.charges or ()
    worst = quote
    for position, charge in enumerate(charges):
        worst = _with(worst, position, settled(charge)[-1])
    return worst, [_with(worst, position, one) for position, charge in enumerate(charges) for one in settled(charge)]


def settled_to(quote: Quote, rebilling: Rebilling, targets: Mapping[Key, Target]) -> Quote:
    """The quote with every open term settled as the invoice comes nearest to; the worst where it has no such line.

    Args:
        quote: With charges.
        rebilling: Bills the cycle.
        targets: What the invoice says, by line of the bill.
    """
    found, _ = settled_quotes(quote)
    for position, charge in enumerate(quote.charges or ()):
        target = targets.get(("charge", position))
        ways = settled(charge)
        if len(ways) == 1 or target is None:
            continue
        tried = [_with(found, position, one) for one in ways]
        bills = rebilling.bills([(one, AS_IT_IS) for one in tried])
        left = [
            (
                abs(bill.high["charge", position].amount - target.amount) if ("charge", position) in bill.high else 0,
                -place,
            )
            for place, bill in enumerate(bills)
        ]
        found = tried[-min(left)[1]]
    return found


def _with(quote: Quote, position: int, charge: Charge) -> Quote:
    """The quote with another charge."""
    keys = {key: getattr(charge, key) for key in ("clock", "hours_counted")}
    return with_charge(position, **keys)(quote)
