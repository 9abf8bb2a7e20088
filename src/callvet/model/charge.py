"""A charge of a quote: a meter, which says what is counted in a billing cycle, and a schedule, which prices it."""

from collections import Counter
from fractions import Fraction
from typing import TYPE_CHECKING, Annotated, Final, Literal, get_args

from pydantic import BeforeValidator, Field, WithJsonSchema

from callvet.model.charge_faults import charge_faults
from callvet.model.charge_kind import KINDS, ChargeKind
from callvet.model.coded import Country, Language, OpeningHours
from callvet.model.consistency import repeated, told_of
from callvet.model.opening_rules import ALWAYS
from callvet.model.section import Section
from callvet.model.units import Amount, Count, Fee, Flag, Limit, Percent, Positive, Quantity, Share, Text
from callvet.model.vendor import Channel

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from callvet.model.document import KeyPath

ClockPart = Literal["ivr", "ring", "queue", "talk", "hold", "transfer", "wrap"]
HoursCounted = Literal["handling", "productive", "logged_in", "paid"]
TierMode = Literal["graduated", "volume"]
Rounding = Literal["call", "component"]
Months = Annotated[tuple[Limit, ...], Field(min_length=2, max_length=2)]


FULL_TIME_HOURS: Final = Fraction(2080, 12)
"""Paid hours of one agent in a month where the quote does not say: 52 weeks of 40 hours. [hours per month]"""


_HOURS_A_WEEK: Final = 168


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
        yield from charge_faults(self)
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
