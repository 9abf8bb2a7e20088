"""What a period brings: its contacts by kind, how long they take, when they come, and what comes of them.

A flow is a number of contacts alike. These are the flows, and what is said of each in the needs:

| flow | contacts | time |
| --- | --- | --- |
| call | the calls; those that are passed on apart from the others | automated, ring, queue; talk, hold, wrap |
| unproductive | a share of the calls, on top of them | automated, ring, queue; its own seconds as talk, all alike |
| follow_up | a share of the calls, as calls out or e-mails | its own seconds as talk |
| outbound | dialled calls that reach somebody | its own handle time, in the proportions of the calls' parts |
| chat, email, sms, social | per month | their own handle time as talk |
| self_service | arrivals that automation ends, calls x share ÷ (1 - share) | automated |
| message | messages sent for calls; events of a call, and no contacts | none |

Every handle time spreads as ``demand.spread`` says, but for that of unproductive calls. Automated time, ringing,
waiting and the time of a call passed on last their mean. Season and growth change all flows, outcomes and sales alike.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Literal, NamedTuple

from callvet.demand.billed_time import HandleTime
from callvet.demand.calendar import Arrivals, TimeMarks, marked_arrivals

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from callvet.demand.calendar import Slot
    from callvet.demand.period import Period
    from callvet.model.charge import When
    from callvet.model.vendor import Channel

FlowName = Literal[
    "call", "unproductive", "follow_up", "outbound", "chat", "email", "sms", "social", "self_service", "message"
]
NO_TIME = HandleTime(Fraction(0))
"""Nobody works on it."""


class Flow(NamedTuple):
    """Contacts of one kind in a period.

    Attributes:
        name: Which kind.
        channel: By which way they come.
        direction: Whether they come in, or the vendor makes them.
        contacts: How many there are. [contacts]
        handle: How long the work on one takes.
        talk_share: What of that is talk. [share of handle time]
        hold_share: What of it is hold. [share of handle time]
        wrap_share: What of it is wrap-up. [share of handle time]
        ivr_seconds: Automated time before the queue. [seconds]
        ring_seconds: Ringing. [seconds]
        queue_seconds: Mean wait. [seconds]
        transfer_seconds: How long a call passed on stays on the vendor's line. [seconds]
        answered: Whether an agent had it.
        transferred: Whether it is passed on.
        concurrency: How many of them an agent holds at once. [contacts]
    """

    name: FlowName
    channel: Channel
    direction: Literal["in", "out"]
    contacts: Fraction
    handle: HandleTime = NO_TIME
    talk_share: Fraction = Fraction(1)
    hold_share: Fraction = Fraction(0)
    wrap_share: Fraction = Fraction(0)
    ivr_seconds: Fraction = Fraction(0)
    ring_seconds: Fraction = Fraction(0)
    queue_seconds: Fraction = Fraction(0)
    transfer_seconds: Fraction = Fraction(0)
    answered: bool = True
    transferred: bool = False
    concurrency: Fraction = Fraction(1)

    @property
    def queues(self) -> bool:
        """Whether it waits for an agent on the phone, or belongs to a call that does."""
        return self.name in {"call", "unproductive", "message"}

    @property
    def work_seconds(self) -> Fraction:
        """Agents' time on all of them; what is held at once is counted once. [seconds]"""
        return self.contacts * self.handle.mean_seconds / self.concurrency if self.answered else Fraction(0)


class Usage(NamedTuple):
    """What a period brings.

    Attributes:
        period: Which.
        flows: The contacts, without kinds of which there are none.
        week: When they come in an ordinary week, by weekday and half-hour of the open ones. [share of contacts]
        arrivals: When they come in this period.
        languages: By language; None is one that is not named. [share of contacts]
        outcomes: Results by kind. [count]
        sales_value: Value of the sales. [money, in the currency of the needs]
        stated_units: Quantities by the name that a quote gives them. [units per cycle]
    """

    period: Period
    flows: tuple[Flow, ...]
    week: Mapping[Slot, Fraction]
    arrivals: Arrivals
    languages: Mapping[str, Fraction] | None
    outcomes: Mapping[str, Fraction]
    sales_value: Fraction
    stated_units: Mapping[str, Fraction]

    @property
    def calls(self) -> Fraction:
        """Calls that reach an agent's queue, without unproductive ones. [calls]"""
        return self._contacts("call")

    @property
    def messages(self) -> Fraction:
        """Messages sent for calls. [messages]"""
        return self._contacts("message")

    @property
    def transfers(self) -> Fraction:
        """Calls passed on. [calls]"""
        return sum((flow.contacts for flow in self.flows if flow.transferred), Fraction(0))

    def _contacts(self, name: FlowName) -> Fraction:
        """All of one kind."""
        return sum((flow.contacts for flow in self.flows if flow.name == name), Fraction(0))


def marked_share(
    usage: Usage, flow: Flow, whens: Sequence[When], zone: str | None = None, beyond_share: Fraction = Fraction(0)
) -> Fraction:
    """How many of a flow's contacts are meant by all of these.

    Language, time, and being beyond a team are taken as independent of each other; several times are not, they must
    hold in the same half-hours.

    Args:
        usage: What the flow is part of.
        flow: The contacts.
        whens: What must hold.
        zone: IANA name of the quote's zone; None is the buyer's.
        beyond_share: Calls that the staffed team cannot answer in time. [share of calls]

    Returns:
        0 for a language where the needs name none. [share of contacts]
    """
    if any(when.channel not in {None, flow.channel} for when in whens):
        return Fraction(0)
    if any(when.direction not in {None, flow.direction} for when in whens):
        return Fraction(0)
    share = marked_languages(usage, whens) * marked_times(usage.arrivals, whens, zone)
    if any(when.beyond for when in whens):
        share *= beyond_share if flow.queues else 0
    return share


def marked_languages(usage: Usage, whens: Sequence[When]) -> Fraction:
    """How many contacts are in the language that is meant; regions of a language are one. [share of contacts]"""
    meant = {_primary(when.language) for when in whens if when.language is not None}
    if not meant:
        return Fraction(1)
    shares = ((_primary(language), share) for language, share in (usage.languages or {}).items())
    return sum((share for language, share in shares if meant == {language}), Fraction(0))


def marked_times(arrivals: Arrivals, whens: Sequence[When], zone: str | None = None) -> Fraction:
    """How many contacts come at the times that are meant, all of them at once. [share of contacts]"""
    marks = TimeMarks(
        within=tuple(when.within for when in whens if when.within is not None),
        outside=tuple(when.outside for when in whens if when.outside is not None),
        holidays=tuple(when.holiday for when in whens if when.holiday is not None),
    )
    return marked_arrivals(arrivals, marks, zone) if any(marks) else Fraction(1)


def _primary(language: str) -> str:
    """``es`` for ``es-MX``."""
    return language.partition("-")[0]
