"""A vendor's profile as anybody would model it with pydantic's own types, of the same shape as callvet's.

Where pydantic has no type for what is written (85%, a country, opening hours), it is text of a form; what none means
is left open. So it checks less than callvet does, and all of what it checks runs in pydantic's compiled core.
"""

from __future__ import annotations

from datetime import date  # noqa: TC003 - pydantic reads annotations
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Text = Annotated[str, StringConstraints(min_length=1, max_length=20_000)]
Percent = Annotated[str, StringConstraints(pattern=r"^\d{1,3}(\.\d+)? ?%$")]
Share = Annotated[Decimal, Field(ge=0, le=1)] | Percent
Count = Annotated[int, Field(ge=0)] | Literal["none"]
Number = Annotated[Decimal, Field(ge=0)] | Literal["none"]
Country = Annotated[str, StringConstraints(pattern="^[A-Z]{2}$")]
Language = Annotated[str, StringConstraints(pattern="^[a-z]{2,3}(-[A-Za-z0-9]+)*$")]
Zone = Annotated[str, StringConstraints(pattern="^[A-Z][A-Za-z_]+(/[A-Z][A-Za-z_]+)+$")]
Hours = Annotated[str, StringConstraints(pattern=r"^(24/7|[A-Z][a-z].*\d\d:\d\d.*)$")]


class Plain(BaseModel):
    """A group of keys."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Source(Plain):
    """Where a fact comes from."""

    kind: Literal["vendor_page", "contract", "quote", "meeting", "second_hand", "review"]
    ref: Text
    read: date


class Site(Plain):
    """One place."""

    country: Country
    city: Text | None = None
    timezone: Zone | None = None
    agents: Count | None = None


class Location(Plain):
    """Where it is."""

    headquarters: Country | None = None
    sites: tuple[Site, ...] | None = None


class Services(Plain):
    """What it does."""

    inbound: (
        tuple[
            Literal[
                "message_taking",
                "order_taking",
                "payments",
                "technical_support",
                "information",
                "appointment_setting",
                "call_transfer",
            ],
            ...,
        ]
        | None
    ) = None
    outbound: (
        tuple[
            Literal["lead_generation", "cold_calling", "surveys", "follow_up", "win_back", "scheduled_calls"],
            ...,
        ]
        | None
    ) = None
    channels: tuple[Literal["phone", "email", "chat", "sms", "social"], ...] | None = None
    self_service: tuple[Literal["ivr", "voicemail", "callback"], ...] | None = None


class Agents(Plain):
    """Who answers."""

    models: tuple[Literal["shared", "partial", "dedicated", "automated"], ...] | None = None
    other_accounts_per_partial_agent: Count | None = None
    licensed: tuple[Text, ...] | Literal["none"] | None = None
    training_hours: Number | None = None
    annual_attrition: Share | None = None
    tries_product: bool | None = None


class OpenHours(Plain):
    """When they answer."""

    open: Hours | None = None
    timezone: Zone | None = None
    holidays: Literal["open", "closed"] | None = None


class SpokenLanguage(Plain):
    """One language."""

    code: Language
    level: Literal["native", "fluent", "translation"] | None = None
    extra_cost: bool | None = None


class Reporting(Plain):
    """What the client sees."""

    level: Literal["none", "counts", "daily", "realtime"] | None = None
    recordings: bool | None = None
    messages: bool | None = None
    scored_calls_per_agent_week: Number | None = None


class Promise(Plain):
    """So many within so long."""

    share: Share
    within_seconds: Number


class ServiceLevels(Plain):
    """What it promises."""

    calls: Promise | Literal["none"] | None = None
    email_hours: Number | None = None
    chat_seconds: Number | None = None
    social_minutes: Number | None = None
    sms: Promise | Literal["none"] | None = None
    uptime: Share | None = None
    credits: bool | None = None


class Continuity(Plain):
    """What happens when something breaks."""

    redundant_sites: bool | None = None
    disaster_recovery: bool | None = None
    outages_last_year: Count | None = None


class Certificate(Plain):
    """Proof of one certification."""

    level: Annotated[int, Field(ge=1, le=4)] | None = None
    type: Annotated[int, Field(ge=1, le=2)] | None = None
    valid_until: date | None = None


class Certificates(Plain):
    """Proof that was seen."""

    pci_dss: Certificate | None = None
    soc2: Certificate | None = None
    iso_27001: Certificate | None = None
    hipaa: Certificate | None = None
    gdpr: Certificate | None = None


class Security(Plain):
    """How data is kept."""

    certifications: tuple[Literal["pci_dss", "soc2", "iso_27001", "hipaa", "gdpr"], ...] | None = None
    certificates: Certificates | None = None
    recording_consent: bool | None = None
    do_not_call: bool | None = None
    physical: tuple[Literal["coded_doors", "cctv", "guards"], ...] | None = None
    hosting: Literal["cloud", "on_premises", "both"] | None = None


class Integrations(Plain):
    """The tools it works with."""

    crm: tuple[Text, ...] | None = None
    social: tuple[Text, ...] | None = None
    supplies_crm: bool | None = None


class Review(Plain):
    """What one public site says."""

    site: Text
    rating: Number
    out_of: Number
    count: Count
    read: date


class Company(Plain):
    """The firm."""

    founded: Annotated[int, Field(ge=1800, le=2200)] | None = None
    agents: Count | None = None
    industries: tuple[Text, ...] | None = None
    references: Count | None = None
    shows_accounts: bool | None = None
    reviews: tuple[Review, ...] | None = None


class Capacity(Plain):
    """How much it takes on."""

    min_calls_per_month: Number | None = None
    max_calls_per_month: Number | None = None
    agents_added_per_month: Number | None = None


class Contract(Plain):
    """Its usual terms."""

    min_term_months: Number | None = None
    notice_days: Count | None = None
    auto_renews: bool | None = None
    free_trial_days: Count | None = None
    prices_published: bool | None = None
    termination_for_convenience: bool | None = None
    price_change_notice_days: Count | None = None
    dispute_window_days: Count | None = None
    liability_cap_months: Number | None = None
    returns_data: bool | None = None
    exit_help: bool | None = None


class Performance(Plain):
    """Its figures."""

    handle_seconds: Number | None = None
    first_contact_resolution: Share | None = None
    source: Source | None = None


class PlainVendor(Plain):
    """One vendor's profile."""

    name: Text | None = None
    as_of: date | None = None
    website: Text | None = None
    sources: tuple[Source, ...] | None = None
    location: Location = Location()
    services: Services = Services()
    agents: Agents = Agents()
    hours: OpenHours = OpenHours()
    languages: tuple[SpokenLanguage, ...] | None = None
    reporting: Reporting = Reporting()
    service_levels: ServiceLevels = ServiceLevels()
    continuity: Continuity = Continuity()
    security: Security = Security()
    integrations: Integrations = Integrations()
    company: Company = Company()
    capacity: Capacity = Capacity()
    contract: Contract = Contract()
    performance: Performance = Performance()
    notes: Text | None = None
