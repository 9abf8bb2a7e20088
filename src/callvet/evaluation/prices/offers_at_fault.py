"""What in an offer keeps it from being priced, and where that stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callvet.model.problem import Problem
from callvet.model.wording import shown

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from fractions import Fraction

    from callvet.demand.erlang import OverloadError
    from callvet.model.case import QuoteFile
    from callvet.model.charge import When
    from callvet.model.document import KeyPath

_LONGEST_NAME = 80


def without_a_rate(
    offers: Iterable[QuoteFile], currency: str, known: Collection[str], *, by_option: bool = False
) -> tuple[Problem, ...]:
    """Offers in a currency that nobody gave a rate for; nothing is converted silently.

    Args:
        offers: In any currency.
        currency: Of the answer, ISO 4217.
        known: The currencies that a rate is given for.
        by_option: Whether the command takes a rate by an option, too.
    """
    return tuple(
        Problem(
            offer.document.value_place("currency"),
            f"currency: no rate from {code} to {currency} is given; "
            f"add {f'--rate {code}=1.09 to the command, or ' if by_option else ''}"
            f"rates: {{{code}: {{rate: 1.09, dated: 2026-11-02, source: bank}}}} to the needs, with your own figure",
        )
        for offer in offers
        if (code := offer.quote.currency) not in {None, currency, *known}
    )


def at_fault(offer: QuoteFile, refused: ValueError) -> Problem | None:
    """The term of an offer that a refusal to price it is about; None where it is about none of them.

    Args:
        offer: That could not be priced.
        refused: Why not.
    """
    reason = str(refused)
    for path, sign in _refusable(offer):
        if sign in reason:
            key = ".".join(step for step in path if isinstance(step, str))
            return Problem(offer.document.value_place(*path), f"{key}: {reason}")
    return None


def cannot_be_staffed(offer: QuoteFile, volume: Fraction | None, refused: OverloadError) -> str:
    """Why an offer is left out at a volume.

    Args:
        offer: Which asks for agents.
        volume: Calls. [calls per month]
        refused: What asks for more of them than any call centre has.
    """
    return f"{shown(offer.id, _LONGEST_NAME)} cannot be staffed at {float(volume or 0):,.0f} calls: {refused}"


def _refusable(offer: QuoteFile) -> Iterator[tuple[KeyPath, str]]:
    """The way to every term that may be refused while pricing, and by what the refusal is known."""
    lists = offer.quote.charge_lists()
    charges = [((*above, place), charge) for above, part in lists for place, charge in enumerate(part)]
    marked: list[tuple[KeyPath, When | None]] = [(path, charge.when) for path, charge in charges]
    marked += [(("adjustments", place), one.when) for place, one in enumerate(offer.quote.adjustments or ())]
    for path, when in marked:
        if when and when.holiday:
            yield (*path, "when", "holiday"), f"the public holidays of {when.holiday} "
    for path, charge in charges:
        if charge.ramp and not charge.ramp.productivity:
            yield (*path, "ramp", "productivity"), "ramp.productivity "
