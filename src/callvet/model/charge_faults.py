"""What the keys of a charge contradict each other in: what it counts, and how it is priced."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from callvet.model.charge_kind import (
    CONTACTS,
    COUNTABLE,
    KINDS,
    MESSAGE,
    ONCE_OR_CYCLE,
    OUTCOMES,
    STAFF,
    STATED,
    cannot_be_marked,
)
from callvet.model.consistency import as_far_as_read, backwards, repeated, told_of
from callvet.model.suggestion import closest

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from callvet.model.charge import Charge
    from callvet.model.charge_kind import ChargeKind
    from callvet.model.document import KeyPath
    from callvet.model.vendor import Channel

_CHANNEL_OF: Final[Mapping[ChargeKind, Channel]] = {"call": "phone", "chat": "chat", "email": "email", "sms": "sms"}
_TAKEN_WITH_CONTACTS: Final[frozenset[ChargeKind]] = CONTACTS | {"minute", "transfer"}
_MINUTE: Final[frozenset[ChargeKind]] = frozenset({"minute"})
_HOUR: Final[frozenset[ChargeKind]] = frozenset({"hour"})

_ONLY_FOR: Final[Mapping[str, frozenset[ChargeKind]]] = {
    "clock": _MINUTE,
    "event_seconds": _MINUTE,
    "hours_counted": _HOUR,
    "tiers_by": _HOUR,
    "hours_per_agent": frozenset({"agent"}),
    "staffed": STAFF,
    "ramp": STAFF,
    "attrition_training": STAFF | {"training_hour"},
    "quantity": STATED,
    "percent_of_value": OUTCOMES,
    "share_of_calls": _TAKEN_WITH_CONTACTS,
    "cap_per_contact": _TAKEN_WITH_CONTACTS | OUTCOMES,
}
_NEVER_FOR_FEES: Final = ("included", "tiers", "block")


def charge_faults(charge: Charge) -> Iterator[tuple[KeyPath, str]]:
    """What the keys of a charge contradict each other in."""
    yield from as_far_as_read(
        _meter_faults(charge),
        _misplaced(charge),
        _when_faults(charge),
        _price_faults(charge),
        _tier_faults(charge),
        _quantity_faults(charge),
        _month_faults(charge),
    )


def _meter_faults(charge: Charge) -> Iterator[tuple[KeyPath, str]]:
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


def _misplaced(charge: Charge) -> Iterator[tuple[KeyPath, str]]:
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
        if getattr(charge, key) is not None and kinds & ONCE_OR_CYCLE:
            yield (key,), f"{charge.kind} is counted once; write this in the charge whose units are meant, per: minute"


def _when_faults(charge: Charge) -> Iterator[tuple[KeyPath, str]]:
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


def _price_faults(charge: Charge) -> Iterator[tuple[KeyPath, str]]:
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


def _tier_faults(charge: Charge) -> Iterator[tuple[KeyPath, str]]:
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


def _quantity_faults(charge: Charge) -> Iterator[tuple[KeyPath, str]]:
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


def _month_faults(charge: Charge) -> Iterator[tuple[KeyPath, str]]:
    """Months in which nothing can apply."""
    yield from backwards(charge.months, "months")
    if charge.months is not None and "once" in charge.per:
        yield ("months",), "what is charged once falls at the start; take it out, or write per: cycle"
