"""What a team that an offer states leaves to another vendor: the calls that it cannot answer in time.

In a normal month that is one share. Over a term it changes with the season and the growth, for the team does not:
December's calls are twice as many, and those beyond the team are more than twice as many.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from callvet.compare.parts import Cut, beyond_team
from callvet.demand.forecast import forecast
from callvet.demand.period import contract_months, ordinary_period
from callvet.demand.team import staffed_team, stated_team

if TYPE_CHECKING:
    from collections.abc import Sequence

    from callvet.demand.context import Context
    from callvet.demand.period import Period
    from callvet.model.charge import Charge, Staffed
    from callvet.model.quote import Quote

_MONTHS_A_YEAR: Final = 12


def team_of(quote: Quote) -> Staffed | None:
    """The team that an offer states, if it does."""
    charges = (charge for _, part in quote.charge_lists() for charge in part)
    return next((staffed_team(charge) for charge in charges if charge.staffed), None)


def without_overflow(quote: Quote) -> Quote:
    """The offer without what it charges for calls beyond its team, where those go to another vendor."""
    kept = tuple(one for one in quote.adjustments or () if one.when is None or one.when.beyond is None)
    update: dict[str, object] = {"adjustments": kept or None}
    if quote.charges is not None:
        update["charges"] = _within_team(quote.charges)
    if quote.plans is not None:
        update["plans"] = tuple(plan.model_copy(update={"charges": _within_team(plan.charges)}) for plan in quote.plans)
    return quote.model_copy(update=update)


def normal_cut(team: Staffed, context: Context) -> Cut | None:
    """The cut of a normal month; None where the team answers all calls in time, or none.

    Args:
        team: With its hours.
        context: What is asked of one vendor, and the profile of this one; its volume is given.
    """
    return beyond_team(context.needs, context.volume or Fraction(0), _beyond_share(team, context, ordinary_period()))


def yearly_cut(team: Staffed, context: Context) -> Cut | None:
    """The cut of a year by the calendar: its calls beyond the team come when they do; the others by the season.

    It is the contract's first year, month by month: exact for contracts that begin on the first of a month and do not
    grow beyond that year.

    Args:
        team: With its hours.
        context: As for ``normal_cut``.
    """
    demand = context.needs.demand
    months = contract_months(demand, context.start, _MONTHS_A_YEAR)
    shares = [Fraction(0)] * _MONTHS_A_YEAR
    for number, period in enumerate(months):
        shares[(context.start.month - 1 + number) % _MONTHS_A_YEAR] = _beyond_share(team, context, period)
    season = tuple(Fraction(month) * share for month, share in zip(demand.season, shares, strict=True))
    share = sum(season, Fraction(0)) / Fraction(sum(demand.season))
    cut = beyond_team(context.needs, context.volume or Fraction(0), share)
    if cut is None:
        return None
    theirs = cut.other.needs.demand.model_copy(update={"season": season})
    return cut._replace(other=replace(cut.other, needs=cut.other.needs.model_copy(update={"demand": theirs})))


def _beyond_share(team: Staffed, context: Context, period: Period) -> Fraction:
    """What a team cannot answer in time in a period, as the bill of its own vendor has it. [share of calls]"""
    performance = context.vendor.performance if context.vendor else None
    usage = forecast(context.needs, context.volume, period, performance=performance, csv_text=context.csv_text)
    return Fraction(1 - stated_team(context.needs, usage, team).service_level)


def _within_team(charges: Sequence[Charge]) -> tuple[Charge, ...]:
    """The charges that are not for calls beyond the team."""
    return tuple(charge for charge in charges if charge.when is None or charge.when.beyond is None)
