"""A quote: what one vendor asks for its work, and on which terms. What is left out is unknown, and asked."""

from typing import TYPE_CHECKING, Final, Literal

from pydantic import Field

from callvet.model.charge import (
    STAFF,
    Charge,
    ChargeKind,
    Months,
    When,
    as_far_as_read,
    backwards,
    cannot_be_marked,
    repeated,
    told_of,
)
from callvet.model.section import Section
from callvet.model.suggestion import closest
from callvet.model.units import (
    Amount,
    Ceiling,
    Count,
    Currency,
    Day,
    Fee,
    Flag,
    Limit,
    Listed,
    Percent,
    Positive,
    Quantity,
    Share,
    Surcharge,
    Text,
    TimeZone,
)
from callvet.model.vendor import AgentModel, Source
from callvet.model.wording import shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from callvet.model.document import KeyPath

Cycle = Literal["month", "4_weeks"]
InScope = Literal["included", "priced", "excluded"]
EscalatorKind = Literal["fixed", "cap", "floor", "index"]

CHEAPEST: Final = "cheapest"
"""The buyer's choice of a plan for the whole term."""

EACH_CYCLE: Final = "each_cycle"
"""Moved every cycle to the cheapest plan."""


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
        yield from _charge_faults(self.charges, "charges")


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
        yield from _one_of(self, "share_of_forecast", "units", "share_of_forecast: 90% or units: 20000")


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
        yield from _one_of(self, "percent", "amount", "percent: 10")
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


class Escalator(Section):
    """How prices rise."""

    percent: Percent | None = None
    """The rise of a fixed one, the most of a cap, the least of a floor. [percent]"""
    every_months: Limit
    """How often. [months]"""
    kind: EscalatorKind
    """Fixed; a cap, from 0 to percent; a floor, from percent to high; an index, of which a rise is assumed."""
    high: Percent | None = None
    """With a floor, the most that is to be expected. [percent]"""
    assume: Percent | None = None
    """With an index, the rise to reckon with. [percent]"""

    def inconsistencies(self) -> "Iterator[tuple[KeyPath, str]]":
        """What no key is wrong in alone: the way to the key to mend, and what to do."""
        fitting = _KEYS_OF_ESCALATOR[self.kind]
        for key, meaning in _MEANING_IN_ESCALATOR.items():
            if key in fitting and getattr(self, key) is None:
                yield (key,), f"kind: {self.kind} needs it; add {key}: and {meaning}"
            elif key not in fitting and getattr(self, key) is not None:
                yield (key,), f"it says nothing with kind: {self.kind}; take it out, or mend kind"
        if self.kind == "floor" and self.percent is not None and self.high is not None and self.high < self.percent:
            yield ("high",), f"{self.high:f} is below percent, {self.percent:f}; swap them or mend one"


_KEYS_OF_ESCALATOR: Final["Mapping[EscalatorKind, tuple[str, ...]]"] = {
    "fixed": ("percent",),
    "cap": ("percent",),
    "floor": ("percent", "high"),
    "index": ("assume",),
}
_MEANING_IN_ESCALATOR: Final["Mapping[str, str]"] = {
    "percent": "the rise in per cent",
    "high": "the most that you expect, in per cent",
    "assume": "the rise that you expect, in per cent",
}


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
        yield from as_far_as_read(
            _date_faults(self),
            _charge_faults(self.charges, "charges"),
            _plan_faults(self),
            _adjustment_faults(self),
            told_of(self.commitment, "commitment"),
            _discount_faults(self),
            told_of(self.terms, "terms"),
        )


def _date_faults(quote: Quote) -> "Iterator[tuple[KeyPath, str]]":
    """Dates in the wrong order."""
    if quote.dated and quote.valid_until and quote.valid_until < quote.dated:
        yield ("valid_until",), f"{quote.valid_until} is before dated, {quote.dated}; swap them or mend one"


def _discount_faults(quote: Quote) -> "Iterator[tuple[KeyPath, str]]":
    """What is wrong in single promotions."""
    for position, discount in enumerate(quote.discounts or ()):
        yield from told_of(discount, "discounts", position)


def _one_of(section: Section, first: str, second: str, example: str) -> "Iterator[tuple[KeyPath, str]]":
    """Two keys of which exactly one is wanted."""
    given = [key for key in (first, second) if getattr(section, key) is not None]
    if not given:
        yield (first,), f"neither {first} nor {second} is given; add {example}"
    for key in given[1:]:
        yield (key,), f"{given[0]} is given too; keep one of the two"


def _charge_faults(charges: "Sequence[Charge] | None", *above: str | int) -> "Iterator[tuple[KeyPath, str]]":
    """What is wrong in one list of charges."""
    if charges == ():
        yield above, "there is no charge; write at least one, such as {per: minute, rate: 0.95}"
    is_staffed = any(charge.staffed for charge in charges or ())
    for position, charge in enumerate(charges or ()):
        yield from told_of(charge, *above, position)
        if not is_staffed:
            yield from _beyond_nobody(charge.when, *above, position)


def _beyond_nobody(when: When | None, *above: str | int) -> "Iterator[tuple[KeyPath, str]]":
    """Calls beyond a team, where there is none."""
    if when and when.beyond:
        message = "no charge has a team; add staffed: {agents: 5, hours_per_week: 40} to the charge per "
        yield (*above, "when", "beyond"), f"{message}{' or '.join(sorted(STAFF))} that they are beyond"


def _plan_faults(quote: Quote) -> "Iterator[tuple[KeyPath, str]]":
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


def _name_faults(names: "Sequence[str]", choice: str | None) -> "Iterator[tuple[KeyPath, str]]":
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


def _adjustment_faults(quote: Quote) -> "Iterator[tuple[KeyPath, str]]":
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
