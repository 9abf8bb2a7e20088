"""A vendor's profile: what is known of one call centre, and from where."""

from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import BeforeValidator

from callvet.model.coded import Country, Language, OpeningHours, TimeZone
from callvet.model.company import Capacity, Company, Contract
from callvet.model.section import Section
from callvet.model.security import Continuity, Security
from callvet.model.units import (
    NOT_PROMISED,
    Count,
    Day,
    Duration,
    Flag,
    Listed,
    Positive,
    PromisedDuration,
    PromisedShare,
    Quantity,
    Share,
    Text,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from callvet.model.document import KeyPath

InboundService = Literal[
    "message_taking",
    "order_taking",
    "payments",
    "technical_support",
    "information",
    "appointment_setting",
    "call_transfer",
]
OutboundService = Literal["lead_generation", "cold_calling", "surveys", "follow_up", "win_back", "scheduled_calls"]
Channel = Literal["phone", "email", "chat", "sms", "social"]
AgentModel = Literal["shared", "partial", "dedicated", "automated"]
SourceKind = Literal["vendor_page", "contract", "quote", "meeting", "second_hand", "review"]


class Source(Section):
    """Where a fact comes from."""

    kind: SourceKind
    """What sort of source it is; a vendor's own page or a contract outranks what others say."""
    ref: Text
    """Its address, or words that let a colleague find it."""
    read: Day
    """The day it was read."""


class Site(Section):
    """One place where agents sit."""

    country: Country
    """ISO 3166 alpha-2 code, such as US."""
    city: Text | None = None
    """The town."""
    timezone: TimeZone | None = None
    """IANA time zone, such as America/Chicago."""
    agents: Count | None = None
    """Agents who work there. [count]"""


class Location(Section):
    """Where the vendor is and where its agents sit."""

    headquarters: Country | None = None
    """Country of the head office, ISO 3166 alpha-2."""
    sites: Listed[Site] | None = None
    """The places where agents sit."""


class Services(Section):
    """What the vendor does."""

    inbound: Listed[InboundService] | None = None
    """What it does with calls that come in; all of it, since what is not listed is not offered."""
    outbound: Listed[OutboundService] | None = None
    """What it calls out for; all of it."""
    channels: Listed[Channel] | None = None
    """The channels that it answers; all of them."""
    self_service: Listed[Literal["ivr", "voicemail", "callback"]] | None = None
    """What callers can do without an agent."""


class Agents(Section):
    """The people, or machines, who answer."""

    models: Listed[AgentModel] | None = None
    """Shared agents serve many clients, partial ones few, dedicated ones one; automated are voice bots."""
    other_accounts_per_partial_agent: Count | None = None
    """Further clients that a partially dedicated agent serves. [count]"""
    licensed: Listed[Text] | None = None
    """Licences that agents hold, such as insurance."""
    training_hours: Quantity | None = None
    """Training before an agent takes the client's calls. [hours]"""
    annual_attrition: Share | None = None
    """Agents who leave in a year. [share of agents]"""
    tries_product: Flag | None = None
    """Whether agents try the client's product, and ask for its documents."""


class Hours(Section):
    """When live agents answer."""

    open: OpeningHours | None = None
    """OSM opening hours: 24/7, or Mo-Fr 08:00-20:00; Sa 09:00-13:00; PH off."""
    timezone: TimeZone | None = None
    """The IANA time zone in which `open` is written."""
    holidays: Literal["open", "closed"] | None = None
    """Whether live agents answer on public holidays."""


class SpokenLanguage(Section):
    """One language in which the vendor answers."""

    code: Language
    """BCP 47 tag: en, es, es-MX."""
    level: Literal["native", "fluent", "translation"] | None = None
    """Native or fluent speakers, or a translation service."""
    extra_cost: Flag | None = None
    """Whether it costs extra."""


class Reporting(Section):
    """What the client gets to see of the work."""

    level: Literal["none", "counts", "daily", "realtime"] | None = None
    """From bare counts per period, through daily reports, to real-time analytics."""
    recordings: Flag | None = None
    """Whether the client can hear recordings."""
    messages: Flag | None = None
    """Whether the client can read messages and chats."""
    scored_calls_per_agent_week: Quantity | None = None
    """Calls of each agent that are scored for quality. [calls per agent and week]"""


class Promise(Section):
    """So many contacts answered within so long."""

    share: Share
    """Contacts answered in time. [share of contacts]"""
    within_seconds: Duration
    """Time to answer. [seconds]"""


def _not_promised(value: object) -> object:
    """``none`` for a service level: nothing is promised, which is less than any promise."""
    return NO_PROMISE if value == "none" else value


NO_PROMISE = Promise.model_construct(share=Decimal(0), within_seconds=NOT_PROMISED)
PromisedLevel = Annotated[Promise, BeforeValidator(_not_promised)]


class ServiceLevels(Section):
    """What the vendor promises in its contract; `none` where it promises nothing."""

    calls: PromisedLevel | None = None
    """Calls answered, as a share within a time."""
    email_hours: PromisedDuration | None = None
    """Longest time to answer an e-mail. [hours]"""
    chat_seconds: PromisedDuration | None = None
    """Longest time to answer a chat. [seconds]"""
    social_minutes: PromisedDuration | None = None
    """Longest time to answer on social media. [minutes]"""
    sms: PromisedLevel | None = None
    """Text messages answered, as a share within a time."""
    uptime: PromisedShare | None = None
    """Time in which the service is up. [share of time]"""
    credits: Flag | None = None
    """Whether the vendor pays for a miss."""


class Integrations(Section):
    """The tools it works with."""

    crm: Listed[Text] | None = None
    """Customer databases that it connects to, such as hubspot."""
    social: Listed[Text] | None = None
    """Social platforms that it connects to."""
    supplies_crm: Flag | None = None
    """Whether it supplies a CRM where the client has none."""


class Performance(Section):
    """Figures measured or promised; left out, the buyer's own are used."""

    handle_seconds: Positive | None = None
    """Mean handle time: talk, hold and wrap-up. [seconds]"""
    first_contact_resolution: Share | None = None
    """Issues resolved at the first contact. [share of issues]"""
    source: Source | None = None
    """Where the figures come from."""


class Vendor(Section):
    """One vendor's profile. What is left out is unknown."""

    name: Text | None = None
    """The name as people say it; left out, the file's name."""
    as_of: Day | None = None
    """The day on which this was true."""
    website: Text | None = None
    """Its address."""
    sources: Listed[Source] | None = None
    """Where the facts come from."""
    location: Location = Location.model_construct()
    """Where its agents sit."""
    services: Services = Services.model_construct()
    """What it does."""
    agents: Agents = Agents.model_construct()
    """Who answers."""
    hours: Hours = Hours.model_construct()
    """When they answer."""
    languages: Listed[SpokenLanguage] | None = None
    """In which languages; all of them."""
    reporting: Reporting = Reporting.model_construct()
    """What the client sees."""
    service_levels: ServiceLevels = ServiceLevels.model_construct()
    """What it promises."""
    continuity: Continuity = Continuity.model_construct()
    """What happens when something breaks."""
    security: Security = Security.model_construct()
    """How data is kept."""
    integrations: Integrations = Integrations.model_construct()
    """The tools it works with."""
    company: Company = Company.model_construct()
    """The firm."""
    capacity: Capacity = Capacity.model_construct()
    """How much it takes on."""
    contract: Contract = Contract.model_construct()
    """Its usual terms."""
    performance: Performance = Performance.model_construct()
    """Its measured or promised figures."""
    quotes: Any = None
    """Priced offers, written here instead of in files of their own."""
    notes: Text | None = None
    """Anything else."""

    def inconsistencies(self) -> "Iterator[tuple[KeyPath, str]]":
        """What no key is wrong in alone: the way to the key to mend, and what to do."""
        for position, review in enumerate(self.company.reviews or ()):
            if review.rating > review.out_of:
                yield (
                    ("company", "reviews", position, "rating"),
                    f"{review.rating} is above {review.out_of}, the best there; swap them or mend one",
                )
        least, most = self.capacity.min_calls_per_month, self.capacity.max_calls_per_month
        if least is not None and most is not None and least > most:
            yield (
                ("capacity", "min_calls_per_month"),
                f"{least} is above max_calls_per_month, {most}; swap them or mend one",
            )
