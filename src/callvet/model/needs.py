"""What the buyer needs: demand, service, knock-outs and weights; every key has a default."""

from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import BeforeValidator, Field

from callvet.model.coded import Country, Currency, Language, OpeningHours, TimeZone
from callvet.model.demand import Demand
from callvet.model.section import Section
from callvet.model.security import Certification
from callvet.model.units import Amount, Count, Day, Flag, Limit, Listed, Positive, Quantity, Share, Text
from callvet.model.vendor import AgentModel, Channel, InboundService, OutboundService, Promise

if TYPE_CHECKING:
    from collections.abc import Iterator

    from callvet.model.document import KeyPath

CONTRACT_YEARS = range(1902, 9991)
"""Years of which the hours can be told, and those of the days about them."""
_SHARES_MAY_MISS_ONE_BY = Decimal("0.001")


class Shrinkage(Section):
    """Paid time in which agents do not take contacts."""

    in_shift: Share = Decimal("0.12")
    """Breaks and coaching. [share of shift time]"""
    out_of_shift: Share = Decimal("0.2")
    """Leave and sickness. [share of paid time]"""


class Service(Section):
    """How well contacts must be answered, and how that is reckoned."""

    calls: Promise = Promise.model_construct(share=Decimal("0.8"), within_seconds=Decimal(20))
    """Calls answered, as a share within a time."""
    measured: Literal["interval", "day", "week", "month"] = "interval"
    """Over what the share must hold."""
    model: Literal["erlang_c", "erlang_a"] = "erlang_c"
    """The queueing model; erlang_a uses patience_seconds."""
    interval_minutes: Limit = 30
    """Length of a planning interval. [minutes]"""
    max_occupancy: Share = Decimal("0.9")
    """The most that agents may be busy. [share of time]"""
    shrinkage: Shrinkage = Shrinkage.model_construct()
    """Paid time away from contacts."""
    minimum_shift_hours: Quantity = Decimal(0)
    """Shortest shift; 0 lets agents come by the half-hour. [hours]"""
    languages_staffed: Literal["any", "pooled", "separate"] = "any"
    """Whether all agents speak all languages; any shows both."""


class Baseline(Section):
    """What the work costs today."""

    monthly_cost: Amount | None = None
    """Today's cost. [money per month]"""
    transition_cost: Amount | None = None
    """One-off cost of moving. [money]"""
    oversight_hours_per_month: Quantity | None = None
    """Own staff's time to supervise the vendor. [hours per month]"""
    oversight_rate: Amount | None = None
    """What an hour of it costs. [money per hour]"""


class Wishes(Section):
    """What would be good to have: missing, it costs points but puts nobody out."""

    languages: Listed[Language] = ()
    """Languages spoken; all of them."""
    certifications: Listed[Certification] = ()
    """Certifications held; all of them."""
    crm: Listed[Text] = ()
    """Customer databases connected; all of them."""
    social: Listed[Text] = ()
    """Social platforms connected; all of them."""
    inbound: Listed[InboundService] = ()
    """Services for calls that come in; all of them."""
    outbound: Listed[OutboundService] = ()
    """Services for calls that go out; all of them."""
    channels: Listed[Channel] = ()
    """Channels answered; all of them."""
    countries: Listed[Country] = ()
    """At least one site in one of these."""
    hosting: Literal["cloud", "on_premises"] | None = None
    """Where the software should run, if it matters."""


class Musts(Section):
    """Knock-outs: a vendor that fails one is out; one that has not answered stays in and is asked."""

    hours: OpeningHours | None = None
    """When live agents must answer."""
    languages: Listed[Language] = ()
    """All of these are spoken."""
    certifications: Listed[Certification] = ()
    """All of these are held."""
    crm: Listed[Text] = ()
    """All of these are connected."""
    inbound: Listed[InboundService] = ()
    """All of these are offered."""
    outbound: Listed[OutboundService] = ()
    """All of these are offered."""
    channels: Listed[Channel] = ()
    """All of these are answered."""
    agents: Listed[AgentModel] = ()
    """At least one of these is offered."""
    countries: Listed[Country] = ()
    """At least one site is in one of these."""
    countries_only: Listed[Country] = ()
    """No site is anywhere else."""
    recordings: Flag | None = None
    """Recordings can be heard."""
    disaster_recovery: Flag | None = None
    """There is a disaster-recovery plan."""
    max_monthly_cost: Amount | None = None
    """The most that a month may cost, in the currency of the needs. [money per month]"""
    max_term_months: Quantity | None = None
    """The longest minimum term. [months]"""
    min_references: Count | None = None
    """The least number of clients that may be called. [count]"""


class OwnCriterion(Section):
    """A question of the committee's own."""

    question: Text
    """What is asked."""
    weight: Quantity | None = None
    """Its weight, beside those under `weights`."""
    key: Annotated[Text, Field(pattern=r"^x-.")] | None = None
    """An x- key of the profile that answers it (0 to 10, or true and false) in place of judgements."""


class CostScale(Section):
    """The two ends of the cost scale, fixed by the buyer."""

    best: Positive
    """Monthly cost that earns 100. [money per month]"""
    worst: Positive
    """Monthly cost that earns 0. [money per month]"""


class Scales(Section):
    """Ends of scales that the buyer fixes."""

    cost: CostScale | None = None
    """Of the cost criterion."""


class ExchangeRate(Section):
    """What one unit of a foreign currency is worth in the currency of the needs."""

    rate: Positive
    """Units of the needs' currency for one of this. [ratio]"""
    dated: Day
    """Its day."""
    source: Text
    """Who gave it."""


Weights = dict[Text, Quantity]
Floors = dict[Text, Annotated[Quantity, Field(le=100)]]


def _nothing(value: object) -> object:
    """``none`` for a map: nothing in it."""
    return {} if value == "none" else value


class Needs(Section):
    """What the buyer needs. Every key has a default; there is no default volume."""

    company: Text | None = None
    """The buyer."""
    country: Country | None = None
    """Where its customers are, ISO 3166 alpha-2."""
    currency: Currency = "USD"
    """Currency of the answer and of all amounts here, ISO 4217."""
    timezone: TimeZone | None = None
    """IANA time zone of the hours here; left out, UTC for the calendar and no shift for hours."""
    industry: Text | None = None
    """The buyer's field."""
    start: Day | None = None
    """First day of the contract."""
    term_months: Limit = 12
    """Length of the contract. [months]"""
    agents: Literal["any", "shared", "partial", "dedicated", "automated"] = "any"
    """The agent model that is wanted."""
    demand: Demand = Demand.model_construct()
    """Contacts, when they come and how long they take."""
    service: Service = Service.model_construct()
    """How well they must be answered."""
    baseline: Baseline | None = None
    """What the work costs today."""
    must: Musts = Musts.model_construct()
    """Knock-outs."""
    wants: Wishes = Wishes.model_construct()
    """What would be good to have."""
    floors: Annotated[Floors, BeforeValidator(_nothing)] = Field(default_factory=dict)
    """Least scores by criterion; under its floor a vendor is out. [points, 0 to 100]"""
    weights: Annotated[Weights, BeforeValidator(_nothing)] = Field(default_factory=dict)
    """Weights by group or criterion; none given means the balanced preset."""
    own_criteria: dict[Text, OwnCriterion] = Field(default_factory=dict)
    """The committee's own questions, marked 0 to 10 in judgements."""
    scales: Scales = Scales.model_construct()
    """Ends of scales that the buyer fixes."""
    rates: dict[Currency, ExchangeRate] = Field(default_factory=dict)
    """Exchange rates, with their day and source."""

    def inconsistencies(self) -> "Iterator[tuple[KeyPath, str]]":
        """What no key is wrong in alone: the way to the key to mend, and what to do."""
        demand = self.demand
        if demand.calls_per_month is not None and demand.issues_per_month is not None:
            yield ("demand", "issues_per_month"), "calls_per_month is given too; keep one of the two"
        total = sum((demand.languages or {}).values(), Decimal(0))
        if demand.languages and abs(total - 1) > _SHARES_MAY_MISS_ONE_BY:
            yield ("demand", "languages"), f"the shares add up to {total * 100:f}%; make them 100%"
        if not any(demand.season):
            yield ("demand", "season"), "every month is 0; write the months' volumes, 1 for an average one"
        if 60 % self.service.interval_minutes:
            yield ("service", "interval_minutes"), "an hour is not made of such intervals; write 15, 30 or 60"
        for name, own in self.own_criteria.items():
            if own.weight is None and name not in self.weights:
                yield ("own_criteria", name), "no weight is given; add weight: 5, or any number that fits the others"
        scale = self.scales.cost
        if scale and scale.best >= scale.worst:
            yield ("scales", "cost"), "best must be cheaper than worst; swap them"
        if self.start is not None and self.start.year not in CONTRACT_YEARS:
            within = f"{CONTRACT_YEARS[0]} to {CONTRACT_YEARS[-1]}"
            yield ("start",), f"no contract begins on {self.start}; write its first day, in a year from {within}"
