"""What a quote is priced under, and what was reckoned under it so far: teams, meters and invoices."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from callvet.demand.ends import KnownOptions
from callvet.demand.forecast import average_month, forecast
from callvet.demand.metering import Metering
from callvet.demand.team import TeamRange, hours_of_team, staffed_team, stated_team, team_for, weeks_of
from callvet.model.charge_kind import STAFF

if TYPE_CHECKING:
    from collections.abc import Hashable
    from datetime import date

    from callvet.demand.cost_range import Bill
    from callvet.demand.ends import Ladder
    from callvet.demand.forecast import AverageMonth
    from callvet.demand.period import Period
    from callvet.demand.usage import Usage
    from callvet.model.charge import Charge
    from callvet.model.charge import Staffed as StatedTeam
    from callvet.model.needs import Needs
    from callvet.model.quote import Adjustment, Quote
    from callvet.model.vendor import Vendor


@dataclass(frozen=True)
class Context:
    """What a quote is priced under.

    Attributes:
        needs: The buyer's.
        volume: Calls a month; None is what the needs say. [calls per month]
        currency: Of the quote, ISO 4217.
        start: First day of the contract.
        vendor: The profile, whose own figures hold where it gives them; None where there is none.
        csv_text: The table that ``demand.shape`` names the file of.
        teams: What was staffed so far; quotes that are compared share it. By contacts, work and calls of a week.
        has_line: Whether anybody may call in; if not, nobody has to be there while nobody is called.
    """

    needs: Needs
    volume: Fraction | None
    currency: str
    start: date
    vendor: Vendor | None = None
    csv_text: str | None = None
    teams: dict[tuple[Fraction, Fraction, Fraction], TeamRange] = field(default_factory=dict, compare=False)
    has_line: bool = True

    @cached_property
    def _made(self) -> dict[tuple[Fraction | None, str, int], Context]:
        """What was asked of ``under`` so far; whoever changes anything else begins with none."""
        return {}

    def under(self, volume: Fraction | None, currency: str, vendor: Vendor | None) -> Context:
        """The same for another volume, currency or vendor, made once, so that all who ask share what it has reckoned.

        For a handful of volumes: what is made is kept as long as this context is. Many volumes, each asked about once,
        take ``dataclasses.replace``.
        """
        if (volume, currency) == (self.volume, self.currency) and vendor is self.vendor:
            return self
        # By identity, which is that of the vendor as long as its context is kept here.
        key = (volume, currency, id(vendor))
        if key not in self._made:
            self._made[key] = replace(self, volume=volume, currency=currency, vendor=vendor)
        return self._made[key]

    @cached_property
    def average_month(self) -> AverageMonth:
        """What an average month brings, for all months of the contract.

        Raises:
            ValueError: As ``usage.forecast``.
        """
        performance = self.vendor.performance if self.vendor else None
        return average_month(self.needs, self.volume, performance=performance, csv_text=self.csv_text)

    @cached_property
    def meters(self) -> dict[tuple[_Asks, Period], Metered]:
        """The meters that were made so far, by what they hang on; quotes of this vendor share them."""
        return {}

    @cached_property
    def invoices(self) -> dict[Hashable, tuple[Metered, Ladder, Bill]]:
        """The invoices that were made so far, with what they were made by."""
        return {}

    def team_for(self, usage: Usage) -> TeamRange:
        """The agents for a usage, reckoned once for all quotes and months of one volume."""
        weeks = weeks_of(usage.period)
        contacts = sum((flow.contacts for flow in usage.flows), Fraction(0)) / weeks
        seconds = sum((flow.work_seconds for flow in usage.flows), Fraction(0)) / weeks
        calls = usage.calls / weeks
        if (contacts, seconds, calls) not in self.teams:
            self.teams[contacts, seconds, calls] = team_for(self.needs, usage, has_line=self.has_line)
        return self.teams[contacts, seconds, calls]


class Metered(NamedTuple):
    """A period's meters at both ends of its staff."""

    low: Metering
    high: Metering
    team: TeamRange | None
    service_level: float | None
    known: tuple[KnownOptions, ...]
    """Of the two ends, or of the one where they agree."""


class _Asks(NamedTuple):
    """What the meters of a quote hang on, beside what it is priced under."""

    zone: str | None
    adjustments: tuple[Adjustment, ...]
    stated: StatedTeam | None
    """The team that it states, with its hours."""
    modelled: bool
    """Whether it bills the agents that the model asks."""
    waits: bool
    """Whether waiting runs a clock of it, and the queue is the model's."""
    by_agents: bool
    """Whether a ladder of its rates goes by agents."""


def _asks_of(quote: Quote, needs: Needs) -> _Asks:
    """What the meters of a quote hang on."""
    charges = [charge for _, part in quote.charge_lists() for charge in part]
    stated = next((staffed_team(charge) for charge in charges if charge.staffed), None)
    modelled = any(_takes_agents(charge) and not charge.staffed for charge in charges) and (
        stated is None or any(not STAFF.isdisjoint(charge.per) and not charge.staffed for charge in charges)
    )
    return _Asks(
        quote.timezone,
        tuple(quote.adjustments or ()),
        stated,
        modelled,
        needs.demand.queue_seconds is None and any(_counts_queue(charge) for charge in charges),
        any(charge.tiers_by for charge in charges),
    )


def metered_of(quote: Quote, context: Context, period: Period) -> Metered:
    """The meters of a period, with the staff that the quote asks for or its queue is reckoned by.

    Quotes that ask the same of the meters share them, and what they have counted: a comparison prices one quote some
    hundred times, with one term changed each time.
    """
    asks = _asks_of(quote, context.needs)
    if (asks, period) not in context.meters:
        # Who is there hangs on no surcharge, and takes longest.
        plain = asks._replace(zone=None, adjustments=())
        if (plain, period) not in context.meters:
            context.meters[plain, period] = _metered_for(plain, context, period)
        context.meters[asks, period] = _marking(context.meters[plain, period], asks)
    return context.meters[asks, period]


def _marking(plain: Metered, asks: _Asks) -> Metered:
    """Meters that mark what the adjustments of a quote are put on, by its clock."""
    low, high = (one._replace(zone=asks.zone, adjustments=asks.adjustments) for one in (plain.low, plain.high))
    return plain._replace(low=low, high=high, known=tuple(map(KnownOptions, (low, high)[: len(plain.known)])))


def _metered_for(asks: _Asks, context: Context, period: Period) -> Metered:
    """The meters of a period for quotes that ask this of them, but for what they mark."""
    needs, vendor = context.needs, context.vendor
    usage = context.average_month.over(period)
    team = context.team_for(usage) if asks.modelled or asks.waits or asks.by_agents else None
    plan = stated_team(needs, usage, asks.stated) if asks.stated else None
    if asks.waits and team:
        usage = forecast(
            needs,
            context.volume,
            period,
            performance=vendor.performance if vendor else None,
            queue_seconds=team.fewest[0].average_wait_seconds,
            csv_text=context.csv_text,
        )
    offered = hours_of_team(asks.stated, period) if asks.stated else None
    low = Metering(
        usage=usage,
        staffed=team.low(period) if team else offered,
        beyond_share=Fraction(1 - plan.service_level) if plan else Fraction(0),
        agents=vendor.agents if vendor else None,
    )
    # Where agents are not billed, the most of them bear on nothing, and each language would be staffed for it.
    high = low._replace(staffed=team.high(period)) if team and (asks.modelled or asks.by_agents) else low
    ends = (low, high) if asks.modelled and low.staffed != high.staffed else (low,)
    level = plan.service_level if plan else None
    return Metered(low, high, team if asks.modelled else None, level, tuple(map(KnownOptions, ends)))


def _takes_agents(charge: Charge) -> bool:
    """Whether it is agents, or the training of so many, that a charge counts."""
    return not STAFF.isdisjoint(charge.per) or ("training_hour" in charge.per and charge.quantity is None)


def _counts_queue(charge: Charge) -> bool:
    """Whether waiting may run the clock of a charge."""
    if "minute" not in charge.per:
        return False
    return charge.clock is None or charge.clock.counts is None or "queue" in charge.clock.counts
