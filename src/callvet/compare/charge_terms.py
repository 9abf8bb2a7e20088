"""The terms of a charge: its price, what it counts, and its clock."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final, NamedTuple, TypeVar

from callvet.compare.said import said_of, text_of
from callvet.compare.term import MISSING, NONE, SILENT, Said, Term
from callvet.compare.work import given_without, is_plug, work_of
from callvet.model.charge import Clock
from callvet.model.charge_kind import KINDS
from callvet.model.section import Section
from callvet.pricing.answers import open_terms

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from callvet.compare.levelled import Levelled
    from callvet.compare.term import Better, Part, Role, Topic, Unit
    from callvet.model.charge import Charge
    from callvet.model.charge_kind import ChargeKind

S = TypeVar("S", bound=Section)

FEES: Final[frozenset[ChargeKind]] = frozenset({"cycle", "unit", "training_hour", "once"})
"""Charges that no contact and no agent-hour is counted for."""
STARTING: Final[frozenset[ChargeKind]] = frozenset({"once", "training_hour"})
"""Charges of the contract's beginning, which a normal month does not show."""

_PRICE: Final = ("rate", "tiers", "tier_mode", "tiers_by", "block", "percent_of_value")


class Price(NamedTuple):
    """What a unit of a charge costs; where another has no such charge, the charge goes, and where it has one, comes.

    Attributes:
        charge: Its name.
        work: What it pays for, by its name in ``scope``; None where it has none there.
        starting: Whether it is of the contract's beginning: then who does not speak of the work has to be asked.
    """

    charge: str
    work: str | None = None
    starting: bool = False

    def said(self, quote: Levelled) -> Said:
        """What a quote says of it."""
        charge = quote.charges.get(self.charge)
        if charge is None:
            is_open = given_without(quote, self.work, must_be_said=self.starting) == "open"
            return SILENT if is_open else NONE
        plain = charge.rate if charge.tiers is None and charge.block is None else None
        content = (charge.rate, charge.tiers and _steps(charge), charge.block, charge.percent_of_value)
        return Said("stated", content, price_text(charge), plain)

    def moved(self, into: Levelled, source: Levelled) -> Levelled:
        """A quote with another's word on it."""
        theirs, ours = source.charges.get(self.charge), into.charges.get(self.charge)
        if theirs is None or ours is None:
            return into.with_charge(self.charge, theirs)
        return into.with_charge(self.charge, _taking(ours, theirs, _PRICE))


class OfCharge(NamedTuple):
    """Another key of a charge."""

    charge: str
    key: str

    def said(self, quote: Levelled) -> Said:
        """What a quote says of it."""
        charge = quote.charges.get(self.charge)
        if charge is None or (self.key == "hours_counted" and charge.staffed):
            # A stated team is billed as it stands, whichever hours are counted.
            return MISSING
        if self.key in open_terms(charge):
            return SILENT
        return said_of(getattr(charge, self.key))

    def moved(self, into: Levelled, source: Levelled) -> Levelled:
        """A quote with another's word on it."""
        theirs, ours = source.charges.get(self.charge), into.charges.get(self.charge)
        if theirs is None or ours is None:
            return into
        return into.with_charge(self.charge, _taking(ours, theirs, (self.key,)))


class Bundle(NamedTuple):
    """The units that a charge has free, with the fees that buy them: neither means anything without the other."""

    charge: str
    key: str = "included"

    def said(self, quote: Levelled) -> Said:
        """What a quote says of it."""
        return OfCharge(self.charge, self.key).said(quote)

    def moved(self, into: Levelled, source: Levelled) -> Levelled:
        """A quote with another's word on it."""
        if self.charge not in into.charges or self.charge not in source.charges:
            return into
        moved = OfCharge(self.charge, self.key).moved(into, source)
        for name in dict.fromkeys((*into.charges, *source.charges)):
            if _is_cycle_fee(into, name) or _is_cycle_fee(source, name):
                moved = moved.with_charge(name, source.charges.get(name))
        return moved


def bundle(quote: Levelled) -> tuple[object, ...]:
    """The free units of each charge that has some."""
    return tuple((name, one.included) for name, one in quote.charges.items() if one.included)


def _is_cycle_fee(quote: Levelled, name: str) -> bool:
    """Whether a charge of a quote is a fee of every cycle."""
    return name in quote.charges and "cycle" in quote.charges[name].per


class OfClock(NamedTuple):
    """A key of the clock that bills a charge's minutes."""

    charge: str
    key: str

    def said(self, quote: Levelled) -> Said:
        """What a quote says of it."""
        charge = quote.charges.get(self.charge)
        if charge is None:
            return MISSING
        if f"clock.{self.key}" in open_terms(charge):
            return SILENT
        value = getattr(charge.clock or Clock(), self.key)
        if self.key == "counts":
            return Said("stated", frozenset(value), text_of(value))
        # To round the whole call is what a clock does that does not say.
        return said_of(None if self.key == "round" and value == "call" else value)

    def moved(self, into: Levelled, source: Levelled) -> Levelled:
        """A quote with another's word on it."""
        theirs, ours = source.charges.get(self.charge), into.charges.get(self.charge)
        if theirs is None or ours is None:
            return into
        clock, other = ours.clock or Clock(), theirs.clock or Clock()
        moved = _taking(clock, other, (self.key,))
        if self.key == "wrap_fixed_seconds" and other.wrap_fixed_seconds is None and clock.counts and other.counts:
            # Who bills no fixed wrap-up bills the real one, or none: as the parts say that run that clock.
            rest = tuple(part for part in clock.counts if part != "wrap")
            moved = moved.model_copy(update={"counts": (*rest, "wrap") if "wrap" in other.counts else rest})
        return into.with_charge(self.charge, ours.model_copy(update={"clock": moved}))


class _Key(NamedTuple):
    """How one key of a charge or of its clock is compared."""

    key: str
    topic: Topic
    role: Role
    unit: Unit = "text"
    better: Better | None = None
    over_term: bool = False


_KEYS: Final = (
    _Key("included", "price", "price", better="more"),
    _Key("hours_counted", "price", "price"),
    _Key("hours_per_agent", "price", "price", better="more"),
    _Key("minimum", "commitments", "price", "money", "less"),
    _Key("cap", "price", "price", "money"),
    _Key("cap_per_contact", "price", "price", "money"),
    _Key("event_seconds", "clock", "price"),
    _Key("quantity", "price", "extent"),
    _Key("when", "price", "extent"),
    _Key("share_of_calls", "price", "extent"),
    _Key("staffed", "price", "extent"),
    _Key("months", "price", "extent", over_term=True),
    _Key("ramp", "price", "price", over_term=True),
    _Key("attrition_training", "fees", "price", over_term=True),
)
_CLOCK_KEYS: Final = (
    _Key("counts", "clock", "price"),
    _Key("step_seconds", "clock", "price", "seconds", "less"),
    _Key("minimum_seconds", "clock", "price", "seconds", "less"),
    _Key("round", "clock", "price"),
    _Key("wrap_cap_seconds", "clock", "price", "seconds"),
    _Key("wrap_fixed_seconds", "clock", "price", "seconds"),
    _Key("free_calls", "clock", "price"),
)


def charge_terms(quotes: Sequence[Levelled]) -> Iterator[Term]:
    """Every term of every charge of some quotes that at least one of them states or leaves open."""
    charges = {name: charge for quote in quotes for name, charge in quote.charges.items()}
    for name in sorted(charges, key=lambda name: _place(name, charges[name])):
        charge = charges[name]
        kinds = frozenset(charge.per)
        topic: Topic = "fees" if kinds <= FEES else "price"
        starting = not kinds.isdisjoint(STARTING)
        on_holidays = any(_is_for_holidays(quote.charges.get(name)) for quote in quotes)
        unit: Unit = "money"
        price = Price(name, work_of(charge, name), starting and not is_plug(name))
        yield Term(f"{name}.rate", topic, "price", price, unit, "less", name, over_term=starting or on_holidays)
        parts: list[tuple[_Key, str, Part]] = [(key, f"{name}.{key.key}", _part(name, key.key)) for key in _KEYS]
        if "minute" in kinds:
            parts += [(key, f"{name}.clock.{key.key}", OfClock(name, key.key)) for key in _CLOCK_KEYS]
        for key, full, part in parts:
            if any(part.said(quote).state in {"stated", "silent"} for quote in quotes):
                place: Topic = "fees" if topic == "fees" else key.topic
                over_term = key.over_term or starting or on_holidays
                yield Term(
                    name=full,
                    topic=place,
                    role=key.role,
                    part=part,
                    unit=key.unit,
                    better=key.better,
                    charge=name,
                    over_term=over_term,
                )


def _is_for_holidays(charge: Charge | None) -> bool:
    """Whether a charge is for contacts on holidays alone, which a normal month has none of."""
    return charge is not None and charge.when is not None and charge.when.holiday is not None


def _place(name: str, charge: Charge) -> tuple[bool, int, str, str]:
    """Where a charge stands, whatever the order of the quotes: by its kind, the plainest name first."""
    return is_plug(name), min(KINDS.index(kind) for kind in charge.per), name.casefold(), name


def _part(name: str, key: str) -> Part:
    """The piece of a charge that a key stands for."""
    return Bundle(name) if key == "included" else OfCharge(name, key)


def price_text(charge: Charge) -> str:
    """What a unit costs, in words that keep the figures as they were written."""
    if charge.percent_of_value is not None:
        return f"{charge.percent_of_value:f}% of the value"
    if charge.tiers is None:
        told = f"{Decimal(0) if charge.rate is None else charge.rate:,f}"
    else:
        steps = [
            f"{tier.rate:,f}" + (f" to {tier.up_to:,f}" if tier.up_to is not None else "") for tier in charge.tiers
        ]
        told = ", ".join(steps)
        if charge.tiers_by:
            told += " (by agents)"
        elif charge.tiering == "volume":
            told += " (all units)"
    return told if charge.block is None else f"{told} per {charge.block:,f}"


def _steps(charge: Charge) -> tuple[object, ...]:
    """What makes two ladders of rates the same."""
    return (*((tier.up_to, tier.rate) for tier in charge.tiers or ()), charge.tiering, charge.tiers_by)


def _taking(ours: S, theirs: S, keys: tuple[str, ...]) -> S:
    """A group of keys with some of another's values."""
    return ours.model_copy(update={key: getattr(theirs, key) for key in keys})
