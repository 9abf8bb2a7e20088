"""A charge of a quote: a meter, which says what is counted in a billing cycle, and a schedule, which prices it."""

from collections import Counter
from fractions import Fraction
from typing import TYPE_CHECKING, Annotated, Final, Literal, get_args

from pydantic import BeforeValidator, Field, WithJsonSchema

from callvet.model.opening_hours import ALWAYS
from callvet.model.section import Section
from callvet.model.suggestion import closest
from callvet.model.units import (
    Amount,
    Count,
    Country,
    Fee,
    Flag,
    Language,
    Limit,
    OpeningHours,
    Percent,
    Positive,
    Quantity,
    Share,
    Text,
)
from callvet.model.unread import UnreadError
from callvet.model.vendor import Channel
from callvet.model.wording import shown

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from callvet.model.document import KeyPath

ChargeKind = Literal[
    "minute",
    "call",
    "chat",
    "email",
    "sms",
    "contact",
    "transfer",
    "hour",
    "agent",
    "seat",
    "cycle",
    "once",
    "training_hour",
    "lead",
    "appointment",
    "order",
    "sale",
    "resolution",
    "unit",
]
ClockPart = Literal["ivr", "ring", "queue", "talk", "hold", "transfer", "wrap"]
HoursCounted = Literal["handling", "productive", "logged_in", "paid"]
TierMode = Literal["graduated", "volume"]
Rounding = Literal["call", "component"]
Months = Annotated[tuple[Limit, ...], Field(min_length=2, max_length=2)]

KINDS: Final[tuple[ChargeKind, ...]] = get_args(ChargeKind)
OUTCOMES: Final[frozenset[ChargeKind]] = frozenset({"lead", "appointment", "order", "sale", "resolution"})
CONTACTS: Final[frozenset[ChargeKind]] = frozenset({"call", "chat", "email", "sms", "contact"})
STAFF: Final[frozenset[ChargeKind]] = frozenset({"hour", "agent", "seat"})
COUNTABLE: Final[frozenset[ChargeKind]] = CONTACTS | OUTCOMES | {"transfer"}
"""What may be counted together; hours, fees and what the quote states are not counted one by one."""

FULL_TIME_HOURS: Final = Fraction(2080, 12)
"""Paid hours of one agent in a month where the quote does not say: 52 weeks of 40 hours. [hours per month]"""

MESSAGE: Final = "message"
"""An event that is no contact of its own: a message sent for a call."""

_HOURS_A_WEEK: Final = 168
_CHANNEL_OF: Final["Mapping[ChargeKind, Channel]"] = {"call": "phone", "chat": "chat", "email": "email", "sms": "sms"}


def told_of(section: Section | None, *above: str | int) -> "Iterator[tuple[KeyPath, str]]":
    """What is inconsistent in a group of keys, by the way from the group that it stands in."""
    for path, message in as_far_as_read(section.inconsistencies()) if section else ():
        yield (*above, *path), message


def as_far_as_read(*parts: "Iterable[tuple[KeyPath, str]]") -> "Iterator[tuple[KeyPath, str]]":
    """What several looks at a group find, each until it asks for a value that could not be read."""
    for part in parts:
        try:
            yield from part
        except UnreadError:
            continue


def repeated(names: "Sequence[str]", *above: str | int) -> "Iterator[tuple[KeyPath, str]]":
    """Every word of a list that stands in it before."""
    for position, name in enumerate(names):
        if name in names[:position]:
            yield (*above, position), f"{shown(name)} is named twice; take one out"


class FreeCalls(Section):
    """Short calls that are not billed."""

    under_seconds: Limit
    """Calls shorter than this are free. [seconds]"""
    per_cycle: Count | None = None
    """So many of them in a cycle; left out, all of them. [calls per cycle]"""


def _clock_parts(value: object) -> object:
    """The parts that run the clock; ``none`` is no answer, since then nothing would be billed."""
    if value == "none":
        message = "a clock that nothing runs bills nothing; write its parts, such as [talk, wrap], or leave the key out"
        raise ValueError(message)
    return value


class Clock(Section):
    """How the minutes of a contact are billed. What a quote leaves out here is asked, and priced at both ends."""

    counts: (
        Annotated[
            tuple[ClockPart, ...],
            BeforeValidator(_clock_parts),
            WithJsonSchema({"type": "array", "items": {"enum": list(get_args(ClockPart))}, "minItems": 1}),
        ]
        | None
    ) = None
    """What runs the clock; all of it. Left out, priced from [talk] to everything but automated time."""
    step_seconds: Limit | None = None
    """Each call is rounded up to a whole step; left out, priced from 1 to 60. [seconds]"""
    minimum_seconds: Count | None = None
    """The least billed for a call that is billed at all; left out, none beyond the step. [seconds]"""
    round: Rounding | None = None
    """Whether a call's sum is rounded, or each component on its own; left out, the call's sum."""
    wrap_cap_seconds: Count | None = None
    """Wrap-up is billed up to this. [seconds]"""
    wrap_fixed_seconds: Count | None = None
    """Billed as the wrap-up of every call in place of the real one, whether or not `counts` names it. [seconds]"""
    free_calls: FreeCalls | None = None
    """Short calls that are not billed."""

    @property
    def rounding(self) -> Rounding:
        """What is rounded, where the quote does not say, too."""
        return self.round or "call"

    def inconsistencies(self) -> "Iterator[tuple[KeyPath, str]]":
        """What no key is wrong in alone: the way to the key to mend, and what to do."""
        if self.counts == ():
            yield ("counts",), "nothing runs the clock; write its parts, such as [talk, wrap], or leave the key out"
        yield from repeated(self.counts or (), "counts")
        if self.wrap_cap_seconds is None:
            return
        if self.wrap_fixed_seconds is not None:
            yield ("wrap_cap_seconds",), "wrap_fixed_seconds takes the place of the real wrap-up; keep one of the two"
        elif self.counts and "wrap" not in self.counts:
            yield ("wrap_cap_seconds",), "counts does not name wrap, so there is nothing to cap; add wrap to it"


class Tier(Section):
    """One step of a price that changes with the quantity."""

    up_to: Positive | None = None
    """The last unit at this rate; left out of the last tier. [units per cycle]"""
    rate: Amount
    """Price of one unit, or of one block. [money per unit]"""


class When(Section):
    """Which contacts or agent-hours are meant; all that is said must hold."""

    language: Language | None = None
    """Those in this language, BCP 47."""
    channel: Channel | None = None
    """Those by this channel."""
    direction: Literal["in", "out"] | None = None
    """Those that come in, or that the vendor makes."""
    holiday: Country | None = None
    """Those on public holidays of this country, ISO 3166 alpha-2."""
    within: OpeningHours | None = None
    """Those within these hours, in the quote's time zone."""
    outside: OpeningHours | None = None
    """Those outside these hours, in the quote's time zone."""
    beyond: Literal["staffed"] | None = None
    """Those that the `staffed` team cannot answer in time."""

    def inconsistencies(self) -> "Iterator[tuple[KeyPath, str]]":
        """What no key is wrong in alone: the way to the key to mend, and what to do."""
        if self == When.model_construct():
            yield (), "nothing is marked; write language: es, outside: hours or the like, or leave the key out"
        if self.outside == ALWAYS:
            yield ("outside",), f"nothing is outside {ALWAYS}; write the hours that are not meant"
        elif self.outside is not None and self.outside == self.within:
            yield ("outside",), "these are the hours of within, too, and nothing is both; keep one of the two"


class Staffed(Section):
    """The team that the vendor offers, in place of the one that the model asks."""

    agents: Positive
    """Agents in the team. [count]"""
    hours_per_week: Annotated[Positive, Field(le=_HOURS_A_WEEK)] | None = None
    """Hours of each of them. [hours per week]"""


class Ramp(Section):
    """The first weeks, in which agents do less than later."""

    weeks: Positive
    """How long it lasts. [weeks]"""
    productivity: Share
    """What agents do in it. [share of what they do later]"""
    billed: Flag | None = None
    """Whether it is billed."""


def _as_list(value: object) -> object:
    """One word as the list of it."""
    if isinstance(value, str | list | tuple):
        return [value] if isinstance(value, str) else value
    message = "this is nothing that is counted; write one word such as minute, or a list such as [call, transfer]"
    raise ValueError(message)


_KIND_SCHEMA: Final = {"enum": list(KINDS)}


class Charge(Section):
    """One price: what is counted in a billing cycle, and what that costs."""

    per: Annotated[
        tuple[ChargeKind, ...],
        BeforeValidator(_as_list),
        WithJsonSchema({"anyOf": [_KIND_SCHEMA, {"type": "array", "items": _KIND_SCHEMA, "minItems": 1}]}),
    ]
    """What is counted; a list of contacts, transfers and outcomes is counted together."""
    rate: Amount | None = None
    """Price of one unit, or of one block. [money per unit]"""
    label: Text | None = Field(default=None, alias="for")
    """What it is for; tells charges of one kind apart, and names the quantity of a unit."""
    clock: Clock | None = None
    """How minutes are billed."""
    included: Quantity | None = None
    """Units free in each cycle. [units per cycle]"""
    tiers: tuple[Tier, ...] | None = None
    """Prices by quantity, from the smallest, in place of a rate; they count what is left after `included`."""
    tier_mode: TierMode | None = None
    """Each unit at its own tier, or all at the tier reached; left out, graduated."""
    tiers_by: Literal["agents"] | None = None
    """For hours: the agents needed pick the tier of all hours."""
    block: Positive | None = None
    """Priced in started blocks of so many units; rates are then per block. [units]"""
    minimum: Fee | None = None
    """The least that the charge comes to in a cycle. [money per cycle]"""
    cap: Amount | None = None
    """The most that the charge comes to in a cycle. [money per cycle]"""
    months: Months | None = None
    """First and last contract month in which it applies; left out, all. [months from the start]"""
    when: When | None = None
    """Only contacts or agent-hours so marked are counted."""
    hours_counted: HoursCounted | None = None
    """Which hours of agents are billed; left out, priced from handling to paid."""
    hours_per_agent: Positive | None = None
    """Paid hours that make one agent; left out, 2,080 ÷ 12. [hours per month]"""
    staffed: Staffed | None = None
    """The team that is billed, in place of the one that the model asks."""
    ramp: Ramp | None = None
    """The first weeks, in which agents do less."""
    attrition_training: Flag | None = None
    """Whether the training of those who replace leavers is billed."""
    quantity: Quantity | None = None
    """How many units or training hours; left out, the units that needs state under the name in `for`, and the
    training hours of the profile for each agent. [units]"""
    percent_of_value: Percent | None = None
    """Share of the sales value, in place of a rate. [percent]"""
    event_seconds: dict[Text, Count] | None = None
    """Events that are billed as time, by kind: email, sms, message, or a name of your own. [seconds per event]"""
    share_of_calls: Share | None = None
    """Only so many of the calls are charged. [share of calls]"""
    cap_per_contact: Amount | None = None
    """The most that one contact's charges add up to. [money per contact]"""

    @property
    def kind(self) -> str:
        """What is counted, in one word: ``minute``, ``call+transfer``."""
        return "+".join(self.per)

    @property
    def tiering(self) -> TierMode:
        """How tiers are meant, where the quote does not say, too."""
        return self.tier_mode or "graduated"

    @property
    def monthly_hours_per_agent(self) -> Fraction:
        """Paid hours that make one agent, where the quote does not say, too. [hours per month]"""
        return FULL_TIME_HOURS if self.hours_per_agent is None else Fraction(self.hours_per_agent)

    def inconsistencies(self) -> "Iterator[tuple[KeyPath, str]]":
        """What no key is wrong in alone: the way to the key to mend, and what to do."""
        yield from _meter_faults(self)
        yield from _misplaced(self)
        yield from _when_faults(self)
        yield from _price_faults(self)
        yield from _tier_faults(self)
        yield from _quantity_faults(self)
        yield from _month_faults(self)
        yield from told_of(self.clock, "clock")


def charge_names(charges: "Sequence[Charge]") -> tuple[str, ...]:
    """A name for each charge of one list, no two alike, for people and for the terms of a comparison.

    The kind alone where no other charge has it, and for the first that no ``for`` tells apart; else the kind with
    its ``for``, or with its position among those of its kind: ``minute``, ``minute[Spanish]``, ``minute[3]``.
    """
    kinds = Counter(charge.kind for charge in charges)
    labels = Counter((charge.kind, charge.label) for charge in charges)
    seen: Counter[str] = Counter()
    names: list[str] = []
    nameless: set[str] = set()
    for charge in charges:
        kind, label = charge.kind, charge.label or ""
        seen[kind] += 1
        # A label in digits would be taken for a position.
        if kinds[kind] > 1 and label and not label.isdecimal() and labels[kind, label] == 1:
            names.append(f"{kind}[{label}]")
        else:
            names.append(f"{kind}[{seen[kind]}]" if kind in nameless else kind)
            nameless.add(kind)
    return tuple(names)


def cannot_be_marked(kinds: "Collection[ChargeKind]") -> bool:
    """Whether there are no contacts and no hours among these, of which ``when`` could mean some."""
    return _UNMARKED.issuperset(kinds)


_FEES: Final[frozenset[ChargeKind]] = frozenset({"cycle", "once"})
_STATED: Final[frozenset[ChargeKind]] = frozenset({"unit", "training_hour"})
_UNMARKED: Final[frozenset[ChargeKind]] = _FEES | _STATED
_TAKEN_WITH_CONTACTS: Final[frozenset[ChargeKind]] = CONTACTS | {"minute", "transfer"}
_MINUTE: Final[frozenset[ChargeKind]] = frozenset({"minute"})
_HOUR: Final[frozenset[ChargeKind]] = frozenset({"hour"})

_ONLY_FOR: Final["Mapping[str, frozenset[ChargeKind]]"] = {
    "clock": _MINUTE,
    "event_seconds": _MINUTE,
    "hours_counted": _HOUR,
    "tiers_by": _HOUR,
    "hours_per_agent": frozenset({"agent"}),
    "staffed": STAFF,
    "ramp": STAFF,
    "attrition_training": STAFF | {"training_hour"},
    "quantity": _STATED,
    "percent_of_value": OUTCOMES,
    "share_of_calls": _TAKEN_WITH_CONTACTS,
    "cap_per_contact": _TAKEN_WITH_CONTACTS | OUTCOMES,
}
_NEVER_FOR_FEES: Final = ("included", "tiers", "block")


def _meter_faults(charge: Charge) -> "Iterator[tuple[KeyPath, str]]":
    """Things that cannot be counted together."""
    if not charge.per:
        yield ("per",), f"nothing is counted; write one of {', '.join(KINDS)}"
    yield from repeated(charge.per, "per")
    if len(charge.per) == 1:
        return
    for position, kind in enumerate(charge.per):
        if kind not in COUNTABLE:
            yield ("per", position), f"{kind} is not counted together with others; give it a charge of its own"
    every_channel = "contact" in charge.per
    for position, kind in enumerate(charge.per):
        if every_channel and kind in _CHANNEL_OF:
            yield ("per", position), f"contact counts each {kind} already; take one of the two out"


def _misplaced(charge: Charge) -> "Iterator[tuple[KeyPath, str]]":
    """Keys that say nothing about what is counted."""
    kinds = frozenset(charge.per)
    for key, fitting in _ONLY_FOR.items():
        if getattr(charge, key) is not None and not kinds <= fitting:
            fits = " or ".join(kind for kind in KINDS if kind in fitting)
            yield (
                (key,),
                f"this belongs to a charge per {fits}, and here per is {charge.kind}; take it out, or mend per",
            )
    for key in _NEVER_FOR_FEES:
        if getattr(charge, key) is not None and kinds & _FEES:
            yield (key,), f"{charge.kind} is counted once; write this in the charge whose units are meant, per: minute"


def _when_faults(charge: Charge) -> "Iterator[tuple[KeyPath, str]]":
    """A ``when`` that contradicts itself, or what is counted."""
    if charge.when is None:
        return
    yield from told_of(charge.when, "when")
    if charge.per and cannot_be_marked(charge.per):
        yield ("when",), f"{charge.kind} counts no contacts or agent-hours, so none can be marked; say it with for:"
        return
    if charge.when.beyond and not STAFF.isdisjoint(charge.per):
        yield (
            ("when", "beyond"),
            "these are calls, not agent-hours; write it in the charge for the overflow, per: minute",
        )
    channels = {_CHANNEL_OF.get(kind, charge.when.channel) for kind in charge.per}
    if charge.when.channel and channels and charge.when.channel not in channels:
        yield ("when", "channel"), f"no {charge.kind} comes by {charge.when.channel}; take it out, or mend per"


def _price_faults(charge: Charge) -> "Iterator[tuple[KeyPath, str]]":
    """No price, or more than one."""
    given = [key for key in ("rate", "tiers", "percent_of_value") if getattr(charge, key) is not None]
    if not given:
        yield ("rate",), "this charge has no price; add rate: (0 if it is free) or tiers:"
    for key in given[1:]:
        yield (key,), f"{given[0]} is given too; keep one of the two"
    if charge.percent_of_value is not None:
        for key in ("included", "block"):
            if getattr(charge, key) is not None:
                yield (key,), "a share of the value has no units; take it out"
    if charge.minimum is not None and charge.cap is not None and charge.minimum > charge.cap:
        yield ("minimum",), f"{charge.minimum:f} is above cap, {charge.cap:f}; swap them or mend one"


def _tier_faults(charge: Charge) -> "Iterator[tuple[KeyPath, str]]":
    """Tiers that do not follow one another, and keys that need tiers."""
    if charge.tiers is None:
        for key in ("tier_mode", "tiers_by"):
            if getattr(charge, key) is not None:
                yield (key,), "there are no tiers; add tiers: or take it out"
        return
    if charge.tiers_by and charge.tier_mode == "graduated":
        yield ("tier_mode",), "the agents needed pick one tier for all hours; take it out"
    if not charge.tiers:
        yield ("tiers",), "there is no tier; write [{up_to: 1000, rate: 1.05}, {rate: 0.95}], or rate: in its place"
        return
    *bounded, last = charge.tiers
    reached = None
    for position, tier in enumerate(bounded):
        if tier.up_to is None:
            yield (
                ("tiers", position, "up_to"),
                "only the last tier has no end; add up_to: and the last unit at this rate",
            )
        elif reached is not None and tier.up_to <= reached:
            yield (
                ("tiers", position, "up_to"),
                f"{tier.up_to:f} is not above {reached:f}, where the tier before ends; order them from the smallest",
            )
        else:
            reached = tier.up_to
    if last.up_to is not None:
        yield (
            ("tiers", len(bounded), "up_to"),
            f"what is beyond {last.up_to:f} would have no price; take up_to out of the last tier",
        )


def _quantity_faults(charge: Charge) -> "Iterator[tuple[KeyPath, str]]":
    """Quantities that are missing, or that nobody could find."""
    if charge.per == ("unit",) and charge.quantity is None and charge.label is None:
        yield (
            ("quantity",),
            "how many units is not said; add quantity:, or for: with the name that needs have in units_per_cycle",
        )
    if charge.per == ("hour",) and charge.staffed and charge.staffed.hours_per_week is None:
        yield ("staffed", "hours_per_week"), "hours are billed; add hours_per_week: and those of one agent"
    known = (*COUNTABLE, MESSAGE)
    for name in charge.event_seconds or {}:
        meant = None if name in known else closest(name, known)
        if meant:
            yield ("event_seconds", name), f"this is no event known here; did you mean {meant}?"


def _month_faults(charge: Charge) -> "Iterator[tuple[KeyPath, str]]":
    """Months in which nothing can apply."""
    yield from backwards(charge.months, "months")
    if charge.months is not None and "once" in charge.per:
        yield ("months",), "what is charged once falls at the start; take it out, or write per: cycle"


def backwards(months: "Sequence[int] | None", *above: str | int) -> "Iterator[tuple[KeyPath, str]]":
    """Two months of which the first comes after the last."""
    first, last = months or (1, 1)
    if first > last:
        yield above, f"month {first} comes after month {last}; swap them"
