"""Agents' time: which hours are charged, the team, the first weeks, and training."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

from callvet.model.charge import FULL_TIME_HOURS
from callvet.model.charge_kind import STAFF
from callvet.model.questions import question
from callvet.report.clauses.draft import BLANK, Gap, taken, to_agree
from callvet.report.clauses.phrasing import many, marked, percent_of
from callvet.report.clauses.schedule import Units, price_sentences
from callvet.report.phrases import number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from callvet.model.charge import Charge, HoursCounted, Ramp, Staffed
    from callvet.report.clauses.draft import Draft, Named

HOURS: Final[dict[HoursCounted, str]] = {
    "handling": "Handling Hour",
    "productive": "Productive Hour",
    "logged_in": "Logged-in Hour",
    "paid": "Paid Hour",
}
"""The four hours, each with more in it than the one before."""
_TRAINING: Final = "agents.training_hours"
_ATTRITION: Final = "agents.annual_attrition"
FULL_TIME_TEXT: Final = f"{float(FULL_TIME_HOURS):.2f}"
"""The Paid Hours of one agent where a quote does not say. [hours per month]"""


def hours_units(charge: Charge) -> Units:
    """What the units of a charge for agents are called."""
    mark = marked(charge.when, "hours")
    mark = f" of work{mark}" if mark else ""
    if charge.per == ("hour",) and charge.staffed:
        return Units(f"hour of the Team{mark}", f"hours of the Team{mark}")
    if charge.per == ("hour",):
        noun = HOURS[charge.hours_counted] if charge.hours_counted else f"{BLANK} Hour"
        return Units(f"{noun}{mark}", f"{noun}s{mark}")
    noun = "Seat" if charge.per == ("seat",) else "Full-Time Agent"
    return Units(f"{noun}{mark}", f"{noun}s{mark}")


def staff_sentences(draft: Draft, named: Named) -> Iterator[str]:
    """What belongs to agents' time alone."""
    charge = named.charge
    if charge.per == ("hour",) and not charge.hours_counted and not charge.staffed:
        yield "The hour meant is one of the Handling Hour, the Productive Hour, the Logged-in Hour and the Paid Hour."
    if charge.staffed:
        yield _team(charge.staffed, charge)
        if charge.hours_counted:
            yield f"Any hour of the Team counts as a {HOURS[charge.hours_counted]}."
    if charge.per == ("agent",):
        hours = number(charge.hours_per_agent) if charge.hours_per_agent else FULL_TIME_TEXT
        yield f"{hours} Paid Hours a month make one Full-Time Agent."
    if charge.ramp:
        yield _ramp(charge.ramp, is_team=charge.staffed is not None)
    if charge.attrition_training is not None or _is_silent_on_leavers(draft, named):
        yield _replacements(draft, charge)


def _is_silent_on_leavers(draft: Draft, named: Named) -> bool:
    """Whether nothing in the quote says who trains those who replace leavers; asked once in a list of charges."""
    charges = draft.charges if named.plan is None else draft.charges_of(named.plan)
    staff = [one for one in charges if not STAFF.isdisjoint(one.charge.per)]
    return all(one.charge.attrition_training is None for one in charges) and staff[:1] == [named]


def _team(team: Staffed, charge: Charge) -> str:
    """Who is there, whether or not there is work."""
    who = many(team.agents, "Agent")
    if team.hours_per_week is None:
        return f"The Team is {who}, billed in full whether or not Contacts come."
    each = f" of {number(team.hours_per_week)} hours a week each" if team.agents != 1 else ""
    in_all = f"{number(team.agents * team.hours_per_week)} hours a week"
    whole = f", in all {in_all}" if each else f" of {in_all}"
    days = " For each day of a Cycle a seventh of that counts." if charge.per == ("hour",) else ""
    return f"The Team is {who}{each}{whole}, billed in full whether or not Contacts come.{days}"


def _ramp(ramp: Ramp, *, is_team: bool) -> str:
    """The first weeks."""
    weeks = f"In the first {many(ramp.weeks, 'week')} from the Start Date Agents do {percent_of(ramp.productivity)} of "
    later = f"{weeks}what they do later; "
    is_billed = ramp.billed is not False
    if is_team:
        part = (
            "the hours of the Team are billed in full" if is_billed else "only that part of the Team's time is billed"
        )
        return f"{later}{part}."
    if is_billed:
        return f"{later}the time of the further Agents that this takes is billed."
    return f"{later}the time of the further Agents that this takes is at the Vendor's expense."


def _replacements(draft: Draft, charge: Charge) -> str:
    """Who pays for the training of those who replace leavers."""
    if not charge.attrition_training:
        return "The training of Agents who replace leavers is at the Vendor's expense."
    agents = draft.answer.vendor.vendor.agents if draft.answer.vendor else None
    share = agents.annual_attrition if agents else None
    hours = agents.training_hours if agents else None
    leavers = percent_of(share) if share is not None else BLANK
    each = number(Decimal(hours)) if hours is not None else BLANK
    return (
        "The training of Agents who replace leavers is charged, too, hour by hour. It is reckoned that in a year "
        f"{leavers} of the Agents leave and that each who comes takes {each} hours of training."
    )


def training_sentences(draft: Draft, charge: Charge) -> Iterator[str]:
    """Hours of training."""
    yield from price_sentences(draft, charge, Units("Training Hour", "Training Hours"))
    when = (
        " in each Contract Month in which this charge applies" if charge.months else " and falls into the first Cycle"
    )
    if charge.quantity is not None:
        yield f"The training takes {many(charge.quantity, 'Training Hour')}{when}."
    else:
        hours = draft.answer.vendor.vendor.agents.training_hours if draft.answer.vendor else None
        each = number(Decimal(hours)) if hours is not None else BLANK
        yield f"The training takes {each} Training Hours for each Full-Time Agent{when}."
    if charge.attrition_training is not None:
        yield _replacements(draft, charge)


def staff_gaps(draft: Draft, named: Named) -> Iterator[Gap]:
    """What a charge for agents or for training leaves open."""
    charge = named.charge
    if charge.per == ("hour",) and charge.hours_counted is None and charge.staffed is None:
        yield draft.asked(f"{named.name}.hours_counted")
    if charge.per == ("agent",) and charge.hours_per_agent is None and charge.staffed is None:
        yield taken(f"{named.name}.hours_per_agent", "How many paid hours a month make one agent?")
    if charge.ramp and charge.ramp.billed is None:
        yield taken(f"{named.name}.ramp.billed", "Are the first weeks billed, in which agents do less?")
    if _is_silent_on_leavers(draft, named):
        yield taken(f"{named.name}.attrition_training", "Who pays for the training of those who replace leavers?")
    agents = draft.answer.vendor.vendor.agents if draft.answer.vendor else None
    if (charge.per == ("training_hour",) or charge.attrition_training) and charge.quantity is None:
        if agents is None or agents.training_hours is None:
            yield to_agree(_TRAINING, question(_TRAINING))
        elif charge.per == ("training_hour",):
            yield taken(f"{named.name}.quantity", "How many hours of training are billed? The figure is the profile's.")
    if charge.attrition_training and (agents is None or agents.annual_attrition is None):
        yield to_agree(_ATTRITION, question(_ATTRITION))
