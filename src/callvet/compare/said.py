"""What a key's value says, so that two spellings of one thing are the same, and a person can read it."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

from callvet.compare.term import NONE, Said
from callvet.model.charge import FreeCalls, Ramp, Staffed
from callvet.model.escalator import Escalator
from callvet.model.quote import Commitment
from callvet.model.section import Section
from callvet.model.wording import shown

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator

_LONGEST: Final = 80


def said_of(value: object) -> Said:
    """What a value of a quote says; None is nothing of the kind, since what is open is told apart before."""
    if value is None or value in ({}, ()):
        return NONE
    size = Decimal(value) if isinstance(value, int | Decimal) else None
    return Said("stated", content_of(value), text_of(value), size)


def content_of(value: object) -> Hashable:
    """What is equal where two values mean the same."""
    if isinstance(value, Section):
        return tuple((key, content_of(one)) for key, one in value if one is not None)
    if isinstance(value, dict):
        return frozenset((key, content_of(one)) for key, one in value.items())
    if isinstance(value, tuple):
        return tuple(map(content_of, value))
    return value if isinstance(value, str | int | Decimal | frozenset) else str(value)


def text_of(value: object) -> str:
    """A value as a person reads it; text of a file is made inert."""
    match value:
        case bool():
            return "yes" if value else "no"
        case int() | Decimal():
            return _figure(value)
        case Section():
            return _section_text(value)
        case dict():
            return ", ".join(_pairs(value.items()))
        case tuple():
            return ", ".join(map(text_of, value))
    return shown(str(value), _LONGEST)


def _figure(value: Decimal | int) -> str:
    """A number, with commas; no limit where it is none."""
    if isinstance(value, int):
        return f"{value:,}"
    return f"{value:,f}" if value.is_finite() else "no limit"


def _section_text(section: Section) -> str:
    """A group of keys in the fewest words."""
    match section:
        case Escalator():
            return _rises(section)
        case Ramp(weeks=weeks, productivity=share, billed=billed):
            told = "" if billed is None else ", billed" if billed else ", not billed"
            return f"{weeks:f} weeks at {share:.0%}{told}"
        case Staffed(agents=agents, hours_per_week=hours):
            return f"{agents:f} agents" + ("" if hours is None else f", {hours:f} h a week")
        case FreeCalls(under_seconds=seconds, per_cycle=calls):
            return f"under {seconds} s" + ("" if calls is None else f", {calls:,} a cycle")
        case Commitment(share_of_forecast=share, units=units):
            return f"{units:,f} units" if share is None else f"{share:.0%} of the forecast"
    return ", ".join(_pairs((key, one) for key, one in section if one is not None))


def _rises(escalator: Escalator) -> str:
    """How prices rise: ``up to 5% every 12 months``."""
    told = {
        "fixed": f"{escalator.percent}%",
        "cap": f"up to {escalator.percent}%",
        "floor": f"{escalator.percent}% to {escalator.high}%",
        "index": f"by an index, say {escalator.assume}%",
    }[escalator.kind]
    return f"{told} every {escalator.every_months} months"


def _pairs(items: Iterable[tuple[str, object]]) -> Iterator[str]:
    """``weeks 4``: each key with its value, and a key that is answered with yes alone."""
    for key, value in items:
        words = shown(str(key), _LONGEST).replace("_", " ")
        yield words if value is True else f"{words} {text_of(value)}"
