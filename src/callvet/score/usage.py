"""Rough figures of the buyer's demand that several criteria hold a vendor's facts against."""

from __future__ import annotations

from decimal import Decimal, Overflow, localcontext
from typing import TYPE_CHECKING

from callvet.model.opening_hours import weekly_open_hours

if TYPE_CHECKING:
    from callvet.model.needs import Needs

MONTHS_IN_A_YEAR = 12
SECONDS_IN_AN_HOUR = 3600
WEEKS_IN_A_MONTH = Decimal("30.4375") / 7
"""A year of 365.25 days has twelve months alike. [weeks]"""
ROUGH_OCCUPANCY = 0.75
"""Share of their time that agents are busy, before any staffing model was asked; callvet's. [share of time]"""


def calls_per_month(needs: Needs) -> Decimal | None:
    """The calls that reach an agent's queue, or None where the needs give no volume. [calls per month]

    Out of issues, what is not resolved comes back: calls = issues ÷ resolution.
    """
    demand = needs.demand
    if demand.calls_per_month is not None:
        return demand.calls_per_month
    if demand.issues_per_month is None or not demand.first_contact_resolution:
        return None
    return demand.issues_per_month / demand.first_contact_resolution


def peak_calls_per_month(needs: Needs) -> Decimal | None:
    """The busiest month of the term, or None without a volume. [calls per month]

    The volume, grown over the whole term, in the strongest month of the season; where it shrinks, the
    busiest month is as large as today's.
    """
    calls = calls_per_month(needs)
    if calls is None:
        return None
    demand = needs.demand
    season = max(demand.season) * len(demand.season) / sum(demand.season)
    with localcontext() as context:
        context.traps[Overflow] = False  # growth beyond all numbers is infinite, and no error
        growth = (1 + max(demand.growth_per_year, Decimal(0))) ** (Decimal(needs.term_months) / MONTHS_IN_A_YEAR)
        return calls * growth * season


def handle_seconds(needs: Needs) -> Decimal:
    """Mean handle time of a call: talk, hold and wrap-up. [seconds]"""
    demand = needs.demand
    return demand.talk_seconds + demand.hold_seconds + demand.wrap_seconds


def open_hours_per_month(needs: Needs) -> Decimal:
    """How long contacts must be answered in an ordinary month. [hours per month]"""
    return weekly_open_hours(needs.demand.open) * WEEKS_IN_A_MONTH


def agents_wanted(needs: Needs) -> float | None:
    """A rough count of agents on duty, or None without a volume or opening hours. [agents]

    Rough: the mean load of the open hours at a usual occupancy; the staffing model replaces it later.
    """
    calls = calls_per_month(needs)
    if calls is None:
        return None
    open_hours = open_hours_per_month(needs)
    if not open_hours:
        return None
    busy_hours = calls * handle_seconds(needs) / SECONDS_IN_AN_HOUR
    return max(float(busy_hours / open_hours) / ROUGH_OCCUPANCY, 1.0)
