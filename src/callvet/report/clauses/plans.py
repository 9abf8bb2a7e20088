"""A ladder of plans: which one holds, and when a cycle is billed as the next."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

from callvet.model.plan_choice import CHEAPEST, EACH_CYCLE
from callvet.report.clauses.charges import charge_clauses
from callvet.report.clauses.draft import BLANK, Section, Wording, ref, taken, to_agree
from callvet.report.clauses.phrasing import either, quoted
from callvet.report.phrases import listed, number

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from callvet.model.quote import Plan
    from callvet.report.clauses.draft import Draft, Named


def charge_sections(draft: Draft) -> Iterator[Section]:
    """The charges, or how a plan is chosen and then each plan's own."""
    plans = draft.quote.plans
    if plans is None:
        yield Section("Charges", tuple(charge_clauses(draft, draft.charges)))
        return
    yield Section("Plans", tuple(_choice(draft, plans)))
    for plan in plans:
        yield Section(f"Charges of the plan {quoted(plan.name)}", tuple(charge_clauses(draft, draft.charges_of(plan))))


def _choice(draft: Draft, plans: Sequence[Plan]) -> Iterator[Wording]:
    """Which plan is billed."""
    quote = draft.quote
    names = [quoted(plan.name) for plan in plans]
    billed = draft.answer.estimate.plan
    asked = "How is the plan chosen: by the buyer for the whole term, or the cheapest in each cycle?"
    gaps = () if quote.plan_choice else (taken("plan_choice", asked),)
    if not plans[1:]:
        yield Wording("plan_choice", f"The plan {names[0]} holds for the whole term.")
    elif quote.choice == EACH_CYCLE:
        text = f"Each Cycle is billed by that of the plans {listed(names)} by which its invoice is the least."
        yield Wording("plan_choice", text, gaps)
    elif quote.choice == CHEAPEST:
        asked = "Which plan does the buyer choose? The least dear one at the volume of Annex A is written here."
        chosen = quoted(billed) if billed else BLANK
        text = f"The Buyer has chosen the plan {chosen} out of {either(names)}, for the whole term."
        yield Wording("plan_choice", text, (*gaps, taken("plan_choice.plan", asked)))
    else:
        yield Wording("plan_choice", f"The plan {quoted(quote.choice)} holds for the whole term.")
    for plan, after in pairwise(plans):
        if plan.upgrade_over_minutes is not None:
            yield _upgrade(draft, plan, after)
    if plans[1:] and quote.choice != EACH_CYCLE:
        gap = to_agree("plan_choice.change", "May the buyer change to another plan, and from when?")
        yield Wording("plan_choice.change", f"The Buyer may change to another of these plans {BLANK}.", (gap,))


def _upgrade(draft: Draft, plan: Plan, after: Plan) -> Wording:
    """When a cycle is billed as the next plan."""
    deciding = listed([ref(named.term) for named in _deciding(draft.charges_of(plan))])
    most = number(plan.upgrade_over_minutes or Decimal(0))
    text = (
        f"A Cycle of the plan {quoted(plan.name)} with more than {most} Billed Minutes under {deciding} is billed as a "
        f"whole by the plan {quoted(after.name)}; that changes nothing for the next Cycle."
    )
    return Wording(f"plans[{plan.name}].upgrade_over_minutes", text)


def _deciding(charges: Sequence[Named]) -> Sequence[Named]:
    """The charges whose minutes count: those with minutes included, else those for every contact, else all."""
    minutes = [named for named in charges if "minute" in named.charge.per]
    return (
        [named for named in minutes if named.charge.included is not None]
        or [named for named in minutes if named.charge.when is None]
        or minutes
    )
