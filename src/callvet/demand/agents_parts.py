"""The units of a charge for agents: hours, positions and training.

They are those of a staffing answer, or of the team that the charge states; that team's hours are billed whatever
``hours_counted`` says. In the first weeks of a ``ramp`` the team that the model asks works longer, by its
productivity; a stated team does less in its hours. Where the ramp is not billed, the hours of full productivity are; a
ramp that does not say is billed.

Training is given at the start: the hours stated, or those of the profile for each full-time agent; with ``months``,
in each of those months. ``attrition_training`` adds, in every period, the training of those who replace leavers.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

from callvet.demand.metering import ONE, ZERO, Metering, NotStated, Part, Staffed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from callvet.model.charge import Charge, HoursCounted
    from callvet.model.charge_kind import ChargeKind

_DAYS_A_WEEK: Final = 7
_MONTHS_A_YEAR: Final = 12


def agents_time(kind: ChargeKind, charge: Charge, metering: Metering) -> list[Part] | NotStated:
    """Hours, agents or seats, in the first weeks as the ramp says, and the training of those who replace leavers."""
    period = metering.usage.period
    monthly_hours = charge.monthly_hours_per_agent * period.months
    if kind == "hour":
        units, one = _hours(charge, metering), ONE
    elif charge.staffed:
        units, one = Fraction(charge.staffed.agents), monthly_hours
    else:
        staffed = staffed_hours(metering)
        units, one = (
            Fraction(staffed.positions) if kind == "seat" else staffed.paid_hours / monthly_hours,
            monthly_hours,
        )
    replaced = _replacement_training(charge, metering)
    if isinstance(replaced, NotStated):
        return replaced
    return [Part(kind, units * _ramp_factor(charge, metering) + replaced / one, "hours")]


def _hours(charge: Charge, metering: Metering) -> Fraction:
    """Agent-hours of the period. [hours]"""
    if charge.staffed:
        weeks = metering.usage.period.days / _DAYS_A_WEEK
        return Fraction(charge.staffed.agents) * Fraction(charge.staffed.hours_per_week or 0) * weeks
    if charge.hours_counted is None:
        message = "hours_counted is open; answer it before hours are counted"
        raise ValueError(message)
    staffed = staffed_hours(metering)
    hours: Mapping[HoursCounted, Fraction] = {
        "handling": staffed.handling_hours,
        "productive": staffed.productive_hours,
        "logged_in": staffed.logged_in_hours,
        "paid": staffed.paid_hours,
    }
    return hours[charge.hours_counted]


def staffed_hours(metering: Metering) -> Staffed:
    """The staffing answer."""
    if metering.staffed is None:
        message = "agents are counted, and no staffing answer is given for the period"
        raise ValueError(message)
    return metering.staffed


def _ramp_factor(charge: Charge, metering: Metering) -> Fraction:
    """What the first weeks make of the agents' time that is billed. [ratio]"""
    if charge.ramp is None:
        return ONE
    early = metering.usage.period.share_in_first(Fraction(charge.ramp.weeks) * _DAYS_A_WEEK)
    is_billed, productivity = charge.ramp.billed is not False, Fraction(charge.ramp.productivity)
    if charge.staffed:
        return ONE if is_billed else 1 - early + early * productivity
    if not is_billed:
        return ONE
    if not productivity:
        message = "ramp.productivity is 0%, so no number of agents would do in the first weeks; write a share above 0%"
        raise ValueError(message)
    return 1 - early + early / productivity


def training(charge: Charge, metering: Metering) -> list[Part] | NotStated:
    """Hours of training, at the start or in the months that the charge states."""
    hours = _team_training(charge, metering)
    replaced = _replacement_training(charge, metering)
    if isinstance(hours, NotStated):
        return hours
    if isinstance(replaced, NotStated):
        return replaced
    is_given = charge.months is not None or metering.usage.period.is_first
    return [Part("training_hour", hours * is_given + replaced)]


def _team_training(charge: Charge, metering: Metering) -> Fraction | NotStated:
    """What it takes to train everyone: stated, or the profile's hours for each full-time agent. [hours]"""
    if charge.quantity is not None:
        return Fraction(charge.quantity)
    if metering.agents is None or metering.agents.training_hours is None:
        return NotStated("agents.training_hours")
    if charge.staffed:
        team = Fraction(charge.staffed.agents)
    else:
        team = staffed_hours(metering).paid_hours / (charge.monthly_hours_per_agent * metering.usage.period.months)
    return team * Fraction(metering.agents.training_hours)


def _replacement_training(charge: Charge, metering: Metering) -> Fraction | NotStated:
    """What it takes to train those who replace the leavers of the period; nothing where that is not billed. [hours]"""
    if not charge.attrition_training:
        return ZERO
    if metering.agents is None or metering.agents.annual_attrition is None:
        return NotStated("agents.annual_attrition")
    hours = _team_training(charge, metering)
    if isinstance(hours, NotStated):
        return hours
    return hours * Fraction(metering.agents.annual_attrition) * metering.usage.period.months / _MONTHS_A_YEAR
