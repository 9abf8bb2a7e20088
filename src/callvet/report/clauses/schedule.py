"""From a count to money: what is included, tiers, blocks, and the bounds of one charge, in sentences."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from callvet.report.clauses.phrasing import enumerated
from callvet.report.phrases import number

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from callvet.model.charge import Charge
    from callvet.report.clauses.draft import Draft


class Units(NamedTuple):
    """What the units of a charge are called: one, and several."""

    one: str
    many: str


def price_sentences(draft: Draft, charge: Charge, units: Units) -> Iterator[str]:
    """What the units of a charge cost.

    Args:
        draft: It knows the currency.
        charge: Its rate or tiers.
        units: What its units are called.
    """
    if charge.included:
        yield (
            f"The first {number(charge.included)} {units.many} of each Cycle are included and cost nothing under "
            "this clause; what is not used of them lapses at the end of the Cycle."
        )
        units = Units(f"further {units.one}", f"further {units.many}")
    elif charge.included is not None:
        yield "None are included."
    tiers = charge.tiers or ()
    if len(tiers) <= 1:
        # Without tiers there is a rate, or the quote was refused.
        rate = draft.money(tiers[0].rate if tiers else charge.rate or Decimal(0))
        yield _at_one_rate(charge, units, rate)
        return
    yield f"For the {units.many} of a Cycle the Buyer pays {_how(charge)}: {_tiers(charge, draft.money)}."
    if charge.tiers_by is None and charge.included:
        yield "The tiers count the units that are left after those included."


def _at_one_rate(charge: Charge, units: Units, rate: str) -> str:
    """A price that does not change with the quantity."""
    if charge.block is not None:
        size = number(charge.block)
        return (
            f"The {units.many} of a Cycle are priced in blocks of {size}; for each block begun the Buyer pays {rate}."
        )
    return f"For each {units.one} the Buyer pays {rate}."


def _how(charge: Charge) -> str:
    """How the tiers are meant."""
    unit = "block" if charge.block is not None else "unit"
    blocks = f" for each block of {number(charge.block)} begun," if charge.block is not None else ""
    if charge.tiers_by == "agents":
        return f"{blocks} one rate for all of them, by the number of Agents needed at the Busiest Time".strip()
    if charge.tiering == "volume":
        return f"{blocks} one rate for all of them, that of the tier which their number reaches".strip()
    begins = "begins" if charge.block is not None else "falls"
    return f"{blocks} for each {unit} the rate of the tier in which it {begins}".strip()


def _tiers(charge: Charge, money: Callable[[Decimal], str]) -> str:
    """The tiers, one after the other."""
    of = "Agents" if charge.tiers_by == "agents" else "units"
    items = []
    before = None
    for tier in charge.tiers or ():
        start = f"above {number(before)}" if before is not None else ""
        end = f"up to {number(tier.up_to)}" if tier.up_to is not None else ""
        reach = " and ".join(filter(None, (start, end))) or "any number of"
        items.append(f"{reach} {of}: {money(tier.rate)}")
        before = tier.up_to
    return enumerated(items)


def bound_sentences(draft: Draft, charge: Charge) -> Iterator[str]:
    """The least and the most of a charge, and the months in which it applies."""
    if charge.minimum is not None and charge.minimum:
        yield f"In each Cycle this charge comes to at least {draft.money(charge.minimum)}."
    elif charge.minimum is not None:
        yield "This charge has no minimum."
    if charge.cap is not None:
        yield f"In each Cycle this charge comes to at most {draft.money(charge.cap)}."
    if charge.months is not None:
        yield f"This charge applies {months_in_words(charge.months)}."


def months_in_words(months: tuple[int, ...]) -> str:
    """``in Contract Months 1 to 3 only``."""
    first, last = months
    return f"in Contract Month {first} only" if first == last else f"in Contract Months {first} to {last} only"
