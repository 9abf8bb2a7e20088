"""What the buyer's customers ask for: calls and other contacts, how long they take and when they come."""

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from callvet.model.coded import Language, OpeningHours
from callvet.model.languages import language as language_code
from callvet.model.section import Section
from callvet.model.units import Amount, Duration, Growth, Positive, Quantity, Share, Text
from callvet.model.wording import shown

_MONTHS_IN_A_YEAR = 12


class Unproductive(Section):
    """Wrong numbers, robocalls and hang-ups, on top of the calls."""

    share: Share = Decimal(0)
    """Of the calls. [share of calls]"""
    seconds: Duration = Decimal(15)
    """How long one takes. [seconds]"""


class FollowUp(Section):
    """Work after the call: a later call or e-mail."""

    share: Share = Decimal(0)
    """Calls that need it. [share of calls]"""
    seconds: Duration = Decimal(300)
    """How long it takes. [seconds]"""
    channel: Literal["phone", "email"] = "phone"
    """How it is done."""


class ChatDemand(Section):
    """Contacts by chat, text message or social media."""

    per_month: Quantity = Decimal(0)
    """Contacts. [contacts per month]"""
    handle_seconds: Positive = Decimal(600)
    """Work on one. [seconds]"""
    concurrency: Positive = Decimal(2)
    """How many an agent holds at once. [contacts]"""


class EmailDemand(Section):
    """Contacts by e-mail."""

    per_month: Quantity = Decimal(0)
    """E-mails. [contacts per month]"""
    handle_seconds: Positive = Decimal(300)
    """Work on one. [seconds]"""
    within_hours: Positive = Decimal(24)
    """Time in which to answer. [hours]"""


class ChannelDemand(Section):
    """Contacts beside the calls, each with its own work."""

    chat: ChatDemand = ChatDemand.model_construct()
    """Chats."""
    email: EmailDemand = EmailDemand.model_construct()
    """E-mails."""
    sms: ChatDemand = ChatDemand.model_construct()
    """Text messages."""
    social: ChatDemand = ChatDemand.model_construct()
    """Social media."""


class OutboundDemand(Section):
    """Calls that the vendor makes."""

    calls_per_month: Quantity = Decimal(0)
    """Calls dialled. [calls per month]"""
    connect_share: Share = Decimal("0.3")
    """Calls that reach somebody. [share of calls]"""
    handle_seconds: Positive = Decimal(180)
    """Work on one that does. [seconds]"""


class Outcomes(Section):
    """Results that some vendors charge for."""

    lead: Quantity = Decimal(0)
    """Leads. [per month]"""
    appointment: Quantity = Decimal(0)
    """Appointments held. [per month]"""
    order: Quantity = Decimal(0)
    """Orders. [per month]"""
    sale: Quantity = Decimal(0)
    """Sales. [per month]"""
    resolution: Quantity = Decimal(0)
    """Issues resolved. [per month]"""


def _one_share_each(value: object) -> object:
    """Shares by language, unless two of the names are spellings of one language: the later would undo the other."""
    names: dict[str, str] = {}
    for name in value if isinstance(value, dict) else ():
        try:
            first = names.setdefault(language_code(name), name)
        except ValueError:
            continue
        if first != name:
            message = f"{shown(first)} and {shown(name)} are one language; write it once, with the share of both"
            raise ValueError(message)
    return value


class Demand(Section):
    """Contacts, when they come and how long they take."""

    calls_per_month: Positive | None = None
    """Calls that reach an agent's queue. [calls per month]"""
    issues_per_month: Positive | None = None
    """In its place: issues; what is not resolved comes back. [issues per month]"""
    growth_per_year: Growth = Decimal(0)
    """Growth of the volume, may be negative. [share per year]"""
    season: Annotated[tuple[Quantity, ...], Field(min_length=12, max_length=12)] = (Decimal(1),) * _MONTHS_IN_A_YEAR
    """January to December, of the average month. [ratio]"""
    open: OpeningHours = "Mo-Fr 08:00-18:00"
    """When contacts must be answered, OSM opening hours."""
    shape: Text = "office"
    """How calls fall in the week: flat, office, or the path of a CSV (weekday,hour,share)."""
    talk_seconds: Duration = Decimal(250)
    """Mean talk time. [seconds]"""
    hold_seconds: Duration = Decimal(25)
    """Mean hold time. [seconds]"""
    wrap_seconds: Duration = Decimal(88)
    """Mean wrap-up (after-call work). [seconds]"""
    spread: Quantity = Decimal("1.29")
    """Coefficient of variation of handle time; 0 means every call is the same. [ratio]"""
    ivr_seconds: Duration = Decimal(0)
    """Automated time before the queue. [seconds]"""
    ring_seconds: Duration = Decimal(0)
    """Ringing before an agent takes the call. [seconds]"""
    queue_seconds: Duration | None = None
    """Mean wait; left out, the staffing model's. [seconds]"""
    transfer_share: Share = Decimal(0)
    """Calls passed on. [share of calls]"""
    transfer_seconds: Duration = Decimal(0)
    """How long a call passed on stays on the vendor's line. [seconds]"""
    unproductive: Unproductive = Unproductive.model_construct()
    """Wrong numbers, robocalls and hang-ups."""
    self_service: Share = Decimal(0)
    """Calls that automation ends before the queue. [share of calls]"""
    follow_up: FollowUp = FollowUp.model_construct()
    """Work after the call."""
    languages: Annotated[dict[Language, Share], BeforeValidator(_one_share_each)] | None = None
    """Calls by language; left out, one language that is not named. [share of calls]"""
    channels: ChannelDemand = ChannelDemand.model_construct()
    """Contacts beside the calls."""
    outbound: OutboundDemand = OutboundDemand.model_construct()
    """Calls that the vendor makes."""
    outcomes_per_month: Outcomes = Outcomes.model_construct()
    """Results that some vendors charge for."""
    sales_value_per_month: Amount = Decimal(0)
    """Value of the sales made, in the currency of the needs. [money per month]"""
    messages_per_call: Quantity = Decimal(0)
    """Messages sent for each call. [messages per call]"""
    units_per_cycle: dict[Text, Quantity] = Field(default_factory=dict)
    """Stated quantities by the name that a quote gives them. [units per cycle]"""
    first_contact_resolution: Share = Decimal("0.7")
    """Issues resolved at the first contact. [share of issues]"""
    patience_seconds: Positive = Decimal(120)
    """Mean time that a caller waits before giving up. [seconds]"""
