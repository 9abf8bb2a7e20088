"""How minutes are measured: one section of clauses for each clock, one clause for each of its keys."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final, NamedTuple

from callvet.demand.billed_time import HandleTime
from callvet.demand.parts import timing_of
from callvet.demand.usage import Flow
from callvet.model.charge import Clock
from callvet.report.clauses.draft import BLANK, Section, Wording, ref, taken
from callvet.report.clauses.phrasing import PARTS, duration, either, many, parts_in_words
from callvet.report.phrases import clock_time, listed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from callvet.model.charge import ClockPart, FreeCalls
    from callvet.report.clauses.draft import Draft, Named

_HANDLE: Final[tuple[ClockPart, ...]] = ("talk", "hold", "wrap")


class ClockOf(NamedTuple):
    """A clock and the charges that are measured by it.

    Attributes:
        title: ``Clock``, or ``Clock A`` where there are several.
        term: What the terms of its clauses begin with.
        clock: Its keys.
        members: The charges.
    """

    title: str
    term: str
    clock: Clock
    members: tuple[Named, ...]

    @property
    def the(self) -> str:
        """As it is called in the midst of a sentence."""
        return f"the {self.title}" if self.title == "Clock" else self.title

    @property
    def is_for_calls(self) -> bool:
        """Whether calls run it, for some charge."""
        channels = {member.charge.when.channel if member.charge.when else None for member in self.members}
        return bool(channels & {None, "phone"})

    @property
    def names(self) -> list[str]:
        """The charges by the names that an estimate asks by, each once."""
        return list(dict.fromkeys(member.name for member in self.members))


def clocks_of(draft: Draft) -> tuple[ClockOf, ...]:
    """The clocks of a quote; charges with the same keys share one, unless what it leaves open is asked of each."""
    groups: dict[tuple[Clock, str], list[Named]] = {}
    for named in draft.charges:
        if "minute" in named.charge.per:
            clock = named.charge.clock or Clock()
            is_open = clock.counts is None or clock.step_seconds is None
            groups.setdefault((clock, named.name if is_open else ""), []).append(named)
    names = [members[0].name for members in groups.values()]
    return tuple(
        ClockOf(
            "Clock" if len(groups) == 1 else f"Clock {_letter(place)}",
            f"{members[0].name if names.count(members[0].name) == 1 else members[0].term}.clock",
            clock,
            tuple(members),
        )
        for place, ((clock, _), members) in enumerate(groups.items())
    )


def clock_sections(draft: Draft) -> Iterator[Section]:
    """A section for each clock."""
    for one in clocks_of(draft):
        title = "The Clock: how minutes are measured"
        if one.title != "Clock":
            title = f"{one.title}: how the minutes of {_whose(one)} are measured"
        yield Section(title, tuple(_clauses(draft, one)))


def _whose(clock: ClockOf) -> str:
    """The clauses whose charges are measured by it."""
    clauses = [ref(member.term) for member in clock.members]
    return f"{'clause' if len(clauses) == 1 else 'clauses'} {listed(clauses)}"


def _letter(place: int) -> str:
    """``A`` to ``Z``, then ``A1``."""
    again, letter = divmod(place, 26)
    return f"{chr(ord('A') + letter)}{again or ''}"


def _clauses(draft: Draft, one: ClockOf) -> Iterator[Wording]:
    """What runs it, how it is rounded, and what is not billed."""
    yield _counts(draft, one)
    yield _step(draft, one)
    if one.clock.counts is None or len(one.clock.counts) > 1 or one.clock.round:
        yield _rounding(one)
    yield _minimum(one)
    if one.clock.wrap_cap_seconds is not None:
        text = f"Of the Wrap-up of a Call at most {many(one.clock.wrap_cap_seconds, 'second')} run {one.the}."
        yield Wording(f"{one.term}.wrap_cap_seconds", text)
    if one.clock.wrap_fixed_seconds is not None:
        yield _fixed_wrap(one)
    if one.clock.free_calls is not None:
        yield _free_calls(one, one.clock.free_calls)
    yield from _example(draft, one)


def _counts(draft: Draft, one: ClockOf) -> Wording:
    """What runs it, and what does not."""
    term = f"{one.term}.counts"
    start = f"{one.the[:1].upper()}{one.the[1:]}"
    if one.clock.counts is None:
        gaps = tuple(draft.asked(f"{name}.clock.counts") for name in one.names)
        text = f"{start} runs during these times of a Call, and during no others: {BLANK}. They are some of "
        return Wording(term, f"{text}{parts_in_words(list(PARTS))}.", gaps)
    fixed = one.clock.wrap_fixed_seconds is not None
    runs: list[ClockPart] = [part for part in one.clock.counts if not (fixed and part == "wrap")]
    others = [f"the {name}" for part, name in PARTS.items() if part not in runs]
    during = f"during {parts_in_words(runs)} of a Call" if runs else "at no time of a Call"
    automated = " A caller whom automation alone serves runs it, too." if "ivr" in runs else ""
    return Wording(term, f"{start} runs {during}. {_stands_still(others)}{automated}")


def _stands_still(others: Sequence[str]) -> str:
    """What does not run a clock."""
    return f"It does not run during {either(others)}." if others else "It runs during all times of a Call."


def _step(draft: Draft, one: ClockOf) -> Wording:
    """To what its time is rounded up."""
    term = f"{one.term}.step_seconds"
    start = f"The Billed Time of a Call is the time for which {one.the} ran in it, rounded up to"
    if one.clock.step_seconds is None:
        gaps = tuple(draft.asked(f"{name}.clock.step_seconds") for name in one.names)
        return Wording(term, f"{start} whole steps of {BLANK} seconds: a step begun counts as a whole one.", gaps)
    if one.clock.step_seconds == 1:
        return Wording(term, f"{start} the next whole second.")
    step = many(one.clock.step_seconds, "second")
    return Wording(term, f"{start} whole steps of {step}: a step begun counts as a whole one.")


def _rounding(one: ClockOf) -> Wording:
    """What is rounded at once."""
    asked = "Is the time of a call rounded once, as a sum, or each of its parts on its own?"
    gaps = () if one.clock.round else (taken(f"{one.term}.round", asked),)
    if one.clock.rounding == "component":
        text = f"Each of the times that run {one.the} is rounded up on its own; the rounded times are then added up."
    else:
        text = f"The times that run {one.the} in a Call are added up first, and their sum is rounded once."
    return Wording(f"{one.term}.round", text, gaps)


def _minimum(one: ClockOf) -> Wording:
    """The least of a call."""
    term = f"{one.term}.minimum_seconds"
    least = one.clock.minimum_seconds
    never = f"A Call in which {one.the} did not run is not billed"
    if least is None:
        asked = "Is there a least time that is billed for each call?"
        return Wording(term, f"{never}; for any other, no more is billed than its rounded time.", (taken(term, asked),))
    if not least:
        return Wording(term, f"There is no minimum for a Call. {never}.")
    return Wording(
        term, f"The Billed Time of a Call in which {one.the} ran is at least {many(least, 'second')}. {never}."
    )


def _fixed_wrap(one: ClockOf) -> Wording:
    """A wrap-up that is the same for every call."""
    fixed = many(one.clock.wrap_fixed_seconds or 0, "second")
    text = (
        f"In place of its real Wrap-up, {fixed} are added to the Billed Time of each Call that an Agent had, after "
        "rounding and after any minimum."
    )
    return Wording(f"{one.term}.wrap_fixed_seconds", text)


def _free_calls(one: ClockOf, bound: FreeCalls) -> Wording:
    """Short calls that cost nothing."""
    term = f"{one.term}.free_calls"
    short = f"in which {one.the}, before rounding, ran for less than {many(bound.under_seconds, 'second')}"
    if bound.per_cycle is None:
        return Wording(term, f"A Call {short} is not billed.")
    text = f"In each Cycle the first {many(bound.per_cycle, 'Call')} {short} are not billed; any further such Call is."
    return Wording(term, text)


def _example(draft: Draft, one: ClockOf) -> Iterator[Wording]:
    """The buyer's average call by this clock, where nothing of it is open."""
    flow = next((flow for flow in draft.answer.estimate.usage.flows if flow.name == "call"), None)
    if flow is None or one.clock.counts is None or one.clock.step_seconds is None or not one.is_for_calls:
        return
    parts = _whole_seconds(flow)
    told = [f"{clock_time(parts[part])} of {name}" for part, name in PARTS.items() if parts.get(part)]
    if not told:
        return
    handle = sum((parts[part] for part in _HANDLE), Fraction(0))
    whole = Flow(
        "call",
        "phone",
        "in",
        Fraction(1),
        HandleTime(handle),
        talk_share=parts["talk"] / handle if handle else Fraction(1),
        hold_share=parts["hold"] / handle if handle else Fraction(0),
        wrap_share=parts["wrap"] / handle if handle else Fraction(0),
        ivr_seconds=parts["ivr"],
        ring_seconds=parts["ring"],
        queue_seconds=parts["queue"],
        transfer_seconds=parts["transfer"],
    )
    billed = timing_of(one.clock, whole).billed(handle)
    if not billed:
        return
    text = f"For example, a Call with {listed(told)} (minutes and seconds) has a Billed Time of {duration(billed)}."
    yield Wording(f"{one.term}.example", text)


def _whole_seconds(flow: Flow) -> dict[ClockPart, Fraction]:
    """What each part of an average call lasts, in whole seconds so that the sum can be done by hand. [seconds]"""
    mean = flow.handle.mean_seconds
    lasting: dict[ClockPart, Fraction] = {
        "ivr": flow.ivr_seconds,
        "ring": flow.ring_seconds,
        "queue": flow.queue_seconds,
        "talk": mean * flow.talk_share,
        "hold": mean * flow.hold_share,
        "transfer": flow.transfer_seconds,
        "wrap": mean * flow.wrap_share,
    }
    return {part: Fraction(round(seconds)) for part, seconds in lasting.items()}
