"""Other ways to read a quote than as it is written: what an invoice that differs may have done, one cause at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple, TypeAlias

from callvet.calls.columns import PARTS
from callvet.model.charge import Clock
from callvet.model.charge_kind import CONTACTS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date

    from callvet.calls.columns import Columns
    from callvet.model.charge import Charge, ClockPart
    from callvet.model.document import KeyPath
    from callvet.model.problem import Place
    from callvet.model.quote import Quote

Cause = Literal[
    "period", "call count", "minutes", "rounding", "rate", "surcharge", "bundle", "minimum", "tax", "unknown line",
    "missing line", "arithmetic", "unexplained",
]  # fmt: skip
CAUSES: Final[dict[Cause, str]] = {
    "period": "period or time zone",
    "call count": "call count",
    "minutes": "minutes",
    "rounding": "rounding",
    "rate": "rate",
    "surcharge": "surcharge",
    "bundle": "bundle",
    "minimum": "minimum",
    "tax": "tax",
    "unknown line": "unknown line",
    "missing line": "missing line",
    "arithmetic": "the invoice's own sums",
    "unexplained": "unexplained",
}
"""Every cause of a difference, and how it is told."""

Lost = Literal["", "counted", "timed", "both"]
"""Whether contacts that no agent had are counted as calls, billed the least time of the clock, or both."""

_BY_CALL: Final[frozenset[Cause]] = frozenset({"rounding", "minutes", "period", "call count"})
"""Causes that single calls may show."""
Days: TypeAlias = "tuple[date, date]"
"""The first and the last day of some."""

_STEPS: Final = (1, 6, 30, 60)
"""Steps that are common, the first of them rounding nothing. [seconds]"""
_A_MINUTE: Final = 60


class Reading(NamedTuple):
    """One other way to read a quote, or the log.

    Attributes:
        cause: What a difference is called that it makes.
        reason: What the invoice does, and what the quote says, as a clause.
        path: The key of the quote that says otherwise.
        position: Of the charge it is about; None where it is about all.
        adjustment: Of the adjustment it is about; None where it is about none.
        change: Makes the quote that would be billed so; None leaves it.
        lost: What it makes of contacts that no agent had.
        days: The first and the last day whose calls it bills; None those of the cycle.
        weak: Whether it is only what the figures happen to fit, so that all others come before it.
        place: Where the invoice says so; None for what no line of it says.
    """

    cause: Cause
    reason: str
    path: KeyPath
    position: int | None = None
    adjustment: int | None = None
    change: Callable[[Quote], Quote] | None = None
    lost: Lost = ""
    days: Days | None = None
    weak: bool = False
    place: Place | None = None

    @property
    def shows_calls(self) -> bool:
        """Whether it bills single calls otherwise, and is not only another number of them."""
        return self.cause in _BY_CALL and (self.days is not None or not self.weak)


def with_charge(position: int, **changes: Any) -> Callable[[Quote], Quote]:
    """A change of some keys of a charge."""

    def change(quote: Quote) -> Quote:
        charges = list(quote.charges or ())
        charges[position] = charges[position].model_copy(update=changes)
        return quote.model_copy(update={"charges": tuple(charges)})

    return change


def with_adjustment(position: int, **changes: Any) -> Callable[[Quote], Quote]:
    """A change of some keys of an adjustment."""

    def change(quote: Quote) -> Quote:
        found = list(quote.adjustments or ())
        found[position] = found[position].model_copy(update=changes)
        return quote.model_copy(update={"adjustments": tuple(found)})

    return change


def with_keys(**changes: Any) -> Callable[[Quote], Quote]:
    """A change of keys of the quote itself."""
    return lambda quote: quote.model_copy(update=changes)


def readings_of(quote: Quote, columns: Columns, above: KeyPath, zone: str, zones: Sequence[str]) -> list[Reading]:
    """Every other way to read a quote that is tried, the likelier first.

    Args:
        quote: With charges, and nothing open.
        columns: Those of the log.
        above: The way to its charges.
        zone: The clock that its cycles and hours go by.
        zones: Other clocks that an invoice may go by.
    """
    found: list[Reading] = []
    for position, charge in enumerate(quote.charges or ()):
        here = (*above, position)
        found += _clocked(charge, position, here, columns)
        found += _scheduled(charge, position, here)
    found += _adjusted(quote)
    found += _whole(quote)
    found += _lost(quote, above)
    found += [
        Reading(
            "period",
            f"days and hours go by the clock of {other}, those of the quote by {zone}",
            ("timezone",),
            change=with_keys(timezone=other),
        )
        for other in zones
        if other != zone
    ]
    return found


def _clocked(charge: Charge, position: int, here: KeyPath, columns: Columns) -> Iterator[Reading]:
    """Other clocks of a charge for minutes."""
    clock = charge.clock
    if "minute" not in charge.per or clock is None or clock.counts is None or clock.step_seconds is None:
        return

    def other(**changes: Any) -> Callable[[Quote], Quote]:
        return lambda quote: with_charge(position, clock=_clock_of(quote, position).model_copy(update=changes))(quote)

    yield from _rounded(clock, clock.step_seconds, position, here, other)
    yield from _parts(clock, position, here, columns, other)
    if clock.free_calls:
        yield Reading(
            "bundle",
            f"calls under {clock.free_calls.under_seconds} s are billed, the quote has them free",
            (*here, "clock", "free_calls"),
            position,
            change=other(free_calls=None),
        )


def _rounded(
    clock: Clock, step: int, position: int, here: KeyPath, other: Callable[..., Callable[[Quote], Quote]]
) -> Iterator[Reading]:
    """Calls rounded up otherwise: by other steps, to another minimum, or part by part."""
    for one in _STEPS:
        if one != step:
            yield Reading(
                "rounding",
                f"each call is rounded up to {one} s, the quote says {step} s",
                (*here, "clock", "step_seconds"),
                position,
                change=other(step_seconds=one),
            )
    least = clock.minimum_seconds or 0
    for one in dict.fromkeys((_A_MINUTE, 0, 30, 120)):
        if one != least and max(one, step) != max(least, step):
            told = f"a minimum of {least} s" if least else "no minimum"
            yield Reading(
                "rounding",
                f"each call is billed at least {one} s, the quote has {told}" if one else f"{told} is left out",
                (*here, "clock", "minimum_seconds"),
                position,
                change=other(minimum_seconds=one),
            )
    if clock.counts and len(clock.counts) > 1 and step > 1:
        way, own = ("call", "part") if clock.rounding == "component" else ("component", "call")
        yield Reading(
            "rounding",
            f"each {'part of a call' if way == 'component' else 'call'} is rounded up, the quote rounds each {own}",
            (*here, "clock", "round"),
            position,
            change=other(round=way),
        )


def _parts(
    clock: Clock, position: int, here: KeyPath, columns: Columns, other: Callable[..., Callable[[Quote], Quote]]
) -> Iterator[Reading]:
    """Clocks that other parts of a call run."""
    counts = clock.counts or ()
    path = (*here, "clock", "counts")
    there: list[ClockPart] = [part for part, name in PARTS.items() if name in columns.own]
    more = [part for part in there if part not in counts]
    sets = [(part,) for part in more] + ([tuple(more)] if len(more) > 1 else [])
    sets += [tuple(part for part in more if part in {"hold", "wrap"})] if {"hold", "wrap"} <= set(more) else []
    for added in dict.fromkeys(sets):
        reason = f"{' and '.join(added)} {'is' if len(added) == 1 else 'are'} counted too, "
        reason += f"the quote counts {', '.join(counts)}"
        yield Reading("minutes", reason, path, position, change=other(counts=(*counts, *added)))
    for part in counts if len(counts) > 1 else ():
        kept = tuple(one for one in counts if one != part)
        yield Reading(
            "minutes", f"{part} is not counted, the quote counts it", path, position, change=other(counts=kept)
        )
    if clock.wrap_cap_seconds is not None:
        yield Reading(
            "minutes",
            f"wrap-up is billed in full, the quote bills it up to {clock.wrap_cap_seconds} s",
            (*here, "clock", "wrap_cap_seconds"),
            position,
            change=other(wrap_cap_seconds=None),
        )


def _clock_of(quote: Quote, position: int) -> Clock:
    """The clock that a charge has by now."""
    return (quote.charges or ())[position].clock or Clock()


def _scheduled(charge: Charge, position: int, here: KeyPath) -> Iterator[Reading]:
    """Other schedules of a charge."""

    def without(cause: Cause, key: str, reason: str) -> Reading:
        return Reading(cause, reason, (*here, key), position, change=with_charge(position, **{key: None}))

    if charge.included:
        yield without("bundle", "included", f"the {charge.included:f} units included are billed")
    if charge.minimum:
        yield without("minimum", "minimum", f"the charge's minimum of {charge.minimum:f} is left out")
    if charge.cap is not None:
        yield without("minimum", "cap", f"the charge's bound of {charge.cap:f} is left out")
    if charge.cap_per_contact is not None:
        yield without("minimum", "cap_per_contact", f"the bound of {charge.cap_per_contact:f} a contact is left out")
    if charge.block is not None and charge.tiers is None and charge.rate is not None:
        yield without("rounding", "block", f"blocks of {charge.block:f} are not rounded up")
    if charge.when is not None and CONTACTS.union({"minute", "transfer"}).issuperset(charge.per):
        yield without("surcharge", "when", "all contacts are charged, not only those that the quote names")
    if charge.tiers and charge.tiers_by is None:
        other = "graduated" if charge.tiering == "volume" else "volume"
        reason = f"tiers are taken by {'all units' if other == 'volume' else 'each unit'}, the quote has the other way"
        yield Reading("rate", reason, (*here, "tiers"), position, change=with_charge(position, tier_mode=other))
        for tier in charge.tiers:
            yield Reading(
                "rate",
                f"all units are billed at {tier.rate:f}, one tier of the quote",
                (*here, "tiers"),
                position,
                change=with_charge(position, tiers=None, rate=tier.rate),
            )


def _adjusted(quote: Quote) -> Iterator[Reading]:
    """Surcharges on everything."""
    for place, one in enumerate(quote.adjustments or ()):
        if one.when is not None:
            yield Reading(
                "surcharge",
                f"{one.percent:f}% is put on all units, not only on those that the quote names",
                ("adjustments", place, "when"),
                adjustment=place,
                change=with_adjustment(place, when=None),
            )


def _whole(quote: Quote) -> Iterator[Reading]:
    """What holds for the bill as a whole."""
    if quote.commitment is not None:
        yield Reading("minimum", "the commitment is left out", ("commitment",), change=with_keys(commitment=None))


def _lost(quote: Quote, above: KeyPath) -> Iterator[Reading]:
    """Contacts that no agent had, billed all the same."""
    kinds = {kind for charge in quote.charges or () for kind in charge.per}
    least = "calls that no agent took are billed, each the least time of the clock"
    if "minute" in kinds:
        yield Reading("call count", least, above, lost="timed")
    if kinds & CONTACTS:
        yield Reading("call count", "calls that no agent took are counted", above, lost="counted")
        if "minute" in kinds:
            yield Reading("call count", f"{least}, and counted", above, lost="both")
