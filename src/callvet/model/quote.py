"""A quote: what one vendor asks for its work, and on which terms. What is left out is unknown, and asked."""

from typing import TYPE_CHECKING, Literal

from pydantic import Field

from callvet.model.charge import Charge, Months, When
from callvet.model.charge_kind import ChargeKind, cannot_be_marked
from callvet.model.coded import Currency, TimeZone
from callvet.model.consistency import backwards, repeated, told_of
from callvet.model.escalator import Escalator
from callvet.model.plan_choice import CHEAPEST
from callvet.model.quote_faults import list_faults, one_of, quote_faults
from callvet.model.section import Section
from callvet.model.units import (
    Amount,
    Ceiling,
    Count,
    Day,
    Fee,
    Flag,
    Listed,
    Percent,
    Positive,
    Quantity,
    Share,
    Surcharge,
    Text,
)
from callvet.model.vendor import AgentModel, Source

if TYPE_CHECKING:
    from collections.abc import Iterator

    from callvet.model.document import KeyPath

Cycle = Literal["month", "4_weeks"]
InScope = Literal["included", "priced", "excluded"]


class Assumptions(Section):
    """What the price rests on."""

    calls_per_month: Positive | None = None
    """Calls. [calls per month]"""
    handle_seconds: Positive | None = None
    """Mean handle time. [seconds]"""
    reprice_beyond: Share | None = None
    """The price is opened again where the volume or the handle time differs by more. [share]"""


class Plan(Section):
    """One step of a ladder of plans."""

    name: Text
    """Its name."""
    charges: tuple[Charge, ...]
    """What it costs."""
    upgrade_over_minutes: Positive | None = None
    """A cycle with more billed minutes is billed as the next plan of the ladder. [minutes per cycle]"""

    def inconsistencies(self) -> "Iterator[tuple[KeyPath, str]]":
        """What no key is wrong in alone: the way to the key to mend, and what to do."""
        yield from list_faults(self.charges, "charges")


class Adjustment(Section):
    """A surcharge or rebate on some kinds of charges; several add up and do not compound."""

    percent: Surcharge
    """What is added to the price, or with a minus taken off. [percent]"""
    applies_to: tuple[ChargeKind, ...]
    """The kinds of charges that it applies to."""
    when: When | None = None
    """Only the share of a charge's units that is so marked; left out, all of them."""
    label: Text | None = Field(default=None, alias="for")
    """What it is for."""

    def inconsistencies(self) -> "Iterator[tuple[KeyPath, str]]":
        """What no key is wrong in alone: the way to the key to mend, and what to do."""
        if not self.applies_to:
            yield ("applies_to",), "it applies to nothing; write the kinds of charges that it is for, as in [minute]"
            return
        yield from repeated(self.applies_to, "applies_to")
        yield from told_of(self.when, "when")
        if self.when and cannot_be_marked(self.applies_to):
            yield (
                ("when",),
                f"{' and '.join(self.applies_to)} count no contacts or agent-hours, so none can be marked; take it out",
            )


class Commitment(Section):
    """What is billed at least."""

    share_of_forecast: Share | None = None
    """At least so much of the forecast. [share of forecast]"""
    units: Positive | None = None
    """At least so many units. [units per cycle]"""

    def inconsistencies(self) -> "Iterator[tuple[KeyPath, str]]":
        """What no key is wrong in alone: the way to the key to mend, and what to do."""
        yield from one_of(self, "share_of_forecast", "units", "share_of_forecast: 90% or units: 20000")


class Discount(Section):
    """A promotion, taken off the adjusted sum."""

    percent: Percent | None = None
    """What is taken off. [percent]"""
    amount: Amount | None = None
    """In its place, money. [money per cycle]"""
    months: Months | None = None
    """First and last contract month in which it applies; left out, all. [months from the start]"""
    label: Text | None = Field(default=None, alias="for")
    """What it is for."""

    def inconsistencies(self) -> "Iterator[tuple[KeyPath, str]]":
        """What no key is wrong in alone: the way to the key to mend, and what to do."""
        yield from one_of(self, "percent", "amount", "percent: 10")
        yield from backwards(self.months, "months")


class Payment(Section):
    """How paying changes the price; shown, and never in the monthly cost."""

    card_percent: Percent | None = None
    """Added for paying by card. [percent]"""
    prompt_percent: Percent | None = None
    """Taken off for paying early. [percent]"""
    prompt_days: Count | None = None
    """Within this time. [days]"""


class SlaCredit(Section):
    """What the vendor pays for a missed service level."""

    miss: Text
    """The service level, by its key in the profile, such as calls, or by a name of your own."""
    percent: Percent
    """Of the month's invoice. [percent]"""


class Bonus(Section):
    """What the buyer pays for a service level that is reached."""

    reach: Text
    """The service level, by its key in the profile, such as calls, or by a name of your own."""
    percent: Percent
    """Of the month's invoice. [percent]"""


class Terms(Section):
    """The terms of this offer."""

    min_term_months: Quantity | None = None
    """Shortest term; month to month is 1. [months]"""
    notice_days: Count | None = None
    """Notice to leave. [days]"""
    auto_renews: Flag | None = None
    """Whether it renews unless notice is given."""
    free_trial_days: Count | None = None
    """Free trial; none is 0. [days]"""
    free_trial_minutes: Quantity | None = None
    """Billed minutes at which the free trial ends. [minutes]"""
    early_termination_fee: Fee | None = None
    """What leaving early costs; none is 0. [money]"""
    payment_days: Count | None = None
    """Time to pay an invoice. [days]"""
    max_simultaneous_calls: Ceiling | None = None
    """Calls taken at once; none is no limit. [calls]"""
    escalator: Escalator | None = None
    """How prices rise."""

    def inconsistencies(self) -> "Iterator[tuple[KeyPath, str]]":
        """What no key is wrong in alone: the way to the key to mend, and what to do."""
        yield from told_of(self.escalator, "escalator")


class Quote(Section):
    """One priced offer of one vendor."""

    vendor: Text | None = None
    """The vendor's id, the stem of its profile's file name; left out within the profile itself."""
    title: Text | None = None
    """What the offer is called."""
    reference: Text | None = None
    """The vendor's number for it."""
    dated: Day | None = None
    """The day on which it was made."""
    valid_until: Day | None = None
    """The last day on which it holds."""
    source: Source | None = None
    """Where it comes from."""
    currency: Currency | None = None
    """Currency of all amounts here, ISO 4217; left out, that of the needs."""
    agents: AgentModel | None = None
    """Who answers."""
    cycle: Cycle | None = None
    """What is billed at once; left out, a month."""
    timezone: TimeZone | None = None
    """IANA time zone of its hours and holidays; left out, the buyer's."""
    assumes: Assumptions = Assumptions.model_construct()
    """What the price rests on."""
    charges: tuple[Charge, ...] | None = None
    """What is charged."""
    plans: tuple[Plan, ...] | None = None
    """In its place, a ladder of plans, from the smallest."""
    plan_choice: Text | None = None
    """The cheapest for the whole term, each_cycle the cheapest of that cycle, or a plan's name; left out, cheapest."""
    adjustments: Listed[Adjustment] | None = None
    """Surcharges and rebates."""
    minimum_invoice: Fee | None = None
    """The least that a cycle's invoice comes to, before tax. [money per cycle]"""
    commitment: Commitment | None = None
    """What is billed at least."""
    discounts: Listed[Discount] | None = None
    """Promotions."""
    tax_percent: Percent | None = None
    """Tax on top. [percent]"""
    tax_recoverable: Flag | None = None
    """Whether the buyer gets the tax back; then the offer is ranked without it."""
    deposit: Fee | None = None
    """Paid at the start and given back; never in the monthly cost. [money]"""
    payment: Payment = Payment.model_construct()
    """How paying changes the price."""
    sla_credits: Listed[SlaCredit] | None = None
    """What the vendor pays for missed service levels."""
    bonuses: Listed[Bonus] | None = None
    """What the buyer pays for service levels that are reached."""
    scope: dict[Text, InScope] = Field(default_factory=dict)
    """Work by its name (setup, training, supervisor, reporting, crm_integration or your own): included, priced
    by a charge, or excluded."""
    terms: Terms = Terms.model_construct()
    """Its terms."""
    notes: Text | None = None
    """Anything else."""

    @property
    def billing_cycle(self) -> Cycle:
        """What is billed at once, where the quote does not say, too."""
        return self.cycle or "month"

    @property
    def choice(self) -> str:
        """How a plan is chosen, where the quote does not say, too: ``cheapest``, ``each_cycle`` or a plan's name."""
        return self.plan_choice or CHEAPEST

    def charge_lists(self) -> "Iterator[tuple[KeyPath, tuple[Charge, ...]]]":
        """The charges, or those of each plan, with the way to them."""
        if self.charges is not None:
            yield ("charges",), self.charges
        for position, plan in enumerate(self.plans or ()):
            yield ("plans", position, "charges"), plan.charges

    def inconsistencies(self) -> "Iterator[tuple[KeyPath, str]]":
        """What no key is wrong in alone: the way to the key to mend, and what to do."""
        yield from quote_faults(self)
