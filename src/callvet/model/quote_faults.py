"""What the keys of an offer contradict each other in: dates, charges, plans and what adjusts them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callvet.model.charge_kind import STAFF
from callvet.model.consistency import as_far_as_read, told_of
from callvet.model.plan_choice import CHEAPEST, EACH_CYCLE
from callvet.model.suggestion import closest
from callvet.model.wording import shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from callvet.model.charge import Charge, When
    from callvet.model.document import KeyPath
    from callvet.model.quote import Quote
    from callvet.model.section import Section


def quote_faults(quote: Quote) -> Iterator[tuple[KeyPath, str]]:
    """What the keys of an offer contradict each other in."""
    yield from as_far_as_read(
        _date_faults(quote),
        list_faults(quote.charges, "charges"),
        _plan_faults(quote),
        _adjustment_faults(quote),
        told_of(quote.commitment, "commitment"),
        _discount_faults(quote),
        told_of(quote.terms, "terms"),
    )


def _date_faults(quote: Quote) -> Iterator[tuple[KeyPath, str]]:
    """Dates in the wrong order."""
    if quote.dated and quote.valid_until and quote.valid_until < quote.dated:
        yield ("valid_until",), f"{quote.valid_until} is before dated, {quote.dated}; swap them or mend one"


def _discount_faults(quote: Quote) -> Iterator[tuple[KeyPath, str]]:
    """What is wrong in single promotions."""
    for position, discount in enumerate(quote.discounts or ()):
        yield from told_of(discount, "discounts", position)


def one_of(section: Section, first: str, second: str, example: str) -> Iterator[tuple[KeyPath, str]]:
    """Two keys of which exactly one is wanted."""
    given = [key for key in (first, second) if getattr(section, key) is not None]
    if not given:
        yield (first,), f"neither {first} nor {second} is given; add {example}"
    for key in given[1:]:
        yield (key,), f"{given[0]} is given too; keep one of the two"


def list_faults(charges: Sequence[Charge] | None, *above: str | int) -> Iterator[tuple[KeyPath, str]]:
    """What is wrong in one list of charges."""
    if charges == ():
        yield above, "there is no charge; write at least one, such as {per: minute, rate: 0.95}"
    is_staffed = any(charge.staffed for charge in charges or ())
    for position, charge in enumerate(charges or ()):
        yield from told_of(charge, *above, position)
        if not is_staffed:
            yield from _beyond_nobody(charge.when, *above, position)


def _beyond_nobody(when: When | None, *above: str | int) -> Iterator[tuple[KeyPath, str]]:
    """Calls beyond a team, where there is none."""
    if when and when.beyond:
        message = "no charge has a team; add staffed: {agents: 5, hours_per_week: 40} to the charge per "
        yield (*above, "when", "beyond"), f"{message}{' or '.join(sorted(STAFF))} that they are beyond"


def _plan_faults(quote: Quote) -> Iterator[tuple[KeyPath, str]]:
    """Plans that cannot be told apart, climbed or chosen."""
    if quote.plans is None:
        if quote.charges is None:
            yield ("charges",), "nothing is priced; add charges:, or plans: for a ladder of them"
        if quote.plan_choice is not None:
            yield ("plan_choice",), "there are no plans; take it out, or add plans:"
        return
    if quote.charges is not None:
        yield ("plans",), "charges is given too; keep one of the two"
    if not quote.plans:
        yield ("plans",), "there is no plan; write at least one, with its name and charges"
        return
    for position, plan in enumerate(quote.plans):
        yield from told_of(plan, "plans", position)
    yield from _name_faults([plan.name for plan in quote.plans], quote.plan_choice)
    last = len(quote.plans) - 1
    if quote.plans[last].upgrade_over_minutes is not None:
        yield ("plans", last, "upgrade_over_minutes"), "no plan comes after the last; take it out, or add the next plan"


def _name_faults(names: Sequence[str], choice: str | None) -> Iterator[tuple[KeyPath, str]]:
    """Plans of one name, or of the name of a way to choose; and a choice that names none."""
    for position, name in enumerate(names):
        if name in names[:position]:
            yield ("plans", position, "name"), f"another plan is called {shown(name)}; give each its own name"
        if name in {CHEAPEST, EACH_CYCLE}:
            yield ("plans", position, "name"), f"{name} is a way to choose a plan; give it another name"
    known = (CHEAPEST, EACH_CYCLE, *names)
    if choice is not None and choice not in known:
        meant = closest(choice, known)
        fix = f"did you mean {shown(meant)}?" if meant else f"write {', '.join(shown(name) for name in known)}"
        yield ("plan_choice",), f"no plan is called {shown(choice)}; {fix}"


def _adjustment_faults(quote: Quote) -> Iterator[tuple[KeyPath, str]]:
    """Adjustments that adjust nothing."""
    charges = [charge for _, of_one_list in quote.charge_lists() for charge in of_one_list]
    kinds = dict.fromkeys(kind for charge in charges for kind in charge.per)
    is_staffed = any(charge.staffed for charge in charges)
    for position, adjustment in enumerate(quote.adjustments or ()):
        here = ("adjustments", position)
        yield from told_of(adjustment, *here)
        if not is_staffed:
            yield from _beyond_nobody(adjustment.when, *here)
        if kinds and adjustment.applies_to and kinds.keys().isdisjoint(adjustment.applies_to):
            yield (
                (*here, "applies_to"),
                f"no charge is per {' or '.join(adjustment.applies_to)}; charges here are per {', '.join(kinds)}",
            )
