"""What quotes ask of a log: which parts of its time, which kinds of contacts, which clocks, and what it lacks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from callvet.calls.clock import ClockSpec, clock_spec
from callvet.calls.columns import PARTS
from callvet.calls.rows import Dimension, Shape, dimension
from callvet.model.charge_kind import OUTCOMES, STAFF
from callvet.pricing.answers import all_answers, answered

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from callvet.calls.columns import Columns
    from callvet.model.charge import Charge, ClockPart, When
    from callvet.model.charge_kind import ChargeKind
    from callvet.model.quote import Quote

QUOTES_A_PASS: Final = 16
"""So many quotes are metered in one reading of the log; beyond, sums for each call cost more than to read it again."""
_NO_CALLS: Final = frozenset({"chat", "email", "sms", "social"})
"""Contacts that only the column ``channel`` tells."""
_TRAINED: Final[frozenset[ChargeKind]] = frozenset({"training_hour"})


class Plan(NamedTuple):
    """What is read of a log for some quotes.

    Attributes:
        shape: What is read of every row.
        clocks: By which calls are billed, each once.
        wrap_caps: Bounds of wrap-up that some clock has. [milliseconds]
    """

    shape: Shape
    clocks: tuple[ClockSpec, ...]
    wrap_caps: tuple[int, ...]


def charges_of(quote: Quote) -> tuple[Charge, ...]:
    """All charges of a quote, those of its plans one after the other."""
    return tuple(charge for _, part in quote.charge_lists() for charge in part)


def settled(charge: Charge) -> tuple[Charge, ...]:
    """A charge with nothing open, answered in every way."""
    return tuple(answered(charge, answers) for answers in all_answers(charge))


def clock_of(charge: Charge, columns: Columns) -> ClockSpec:
    """The clock of a charge for minutes that has nothing open."""
    if charge.clock is None:
        message = "the clock is open; answer what counts and the step before calls are metered"
        raise ValueError(message)
    return clock_spec(charge.clock, [part for part, name in PARTS.items() if name in columns.own])


def takes_agents(quote: Quote) -> bool:
    """Whether the time of agents, or the training of so many, is counted, or picks a tier."""
    return any(map(takes_staff, charges_of(quote)))


def takes_staff(charge: Charge) -> bool:
    """Whether a charge counts the time of agents, or the training of so many, or picks a tier by them."""
    trains = not _TRAINED.isdisjoint(charge.per) and charge.quantity is None
    return charge.tiers_by is not None or not STAFF.isdisjoint(charge.per) or trains


def whens_of(quotes: Iterable[Quote]) -> Iterator[When]:
    """Every condition of quotes."""
    for quote in quotes:
        yield from (charge.when for charge in charges_of(quote) if charge.when)
        yield from (one.when for one in quote.adjustments or () if one.when)


def shape_for(  # noqa: PLR0913 - as many as there are things to ask
    quotes: Sequence[Quote],
    columns: Columns,
    minutes: int,
    *,
    period: tuple[int | None, int | None] = (None, None),
    no_repeats: bool = False,
    languages: Sequence[str] = (),
    also: Collection[ClockPart] = (),
) -> Shape:
    """What is read of every row for some quotes.

    Args:
        quotes: All that are billed, so that every pass leaves out the same rows.
        columns: Those of the log.
        minutes: How long a slot is. [minutes]
        period: As that of the shape. [microseconds since 1970]
        no_repeats: Whether rows that repeat another are bad.
        languages: Those of the buyer's needs, which agents may be staffed by.
        also: Parts of the time that are read besides those that some quote counts.
    """
    counted = {*also} | {part for clock in _clocks(quotes, columns) for part in clock.parts} | {"talk"}
    if any(map(takes_agents, quotes)):
        counted |= {"hold", "wrap"}
    parts = tuple(part for part, name in PARTS.items() if part in counted and name in columns.own)
    spoken = languages if any(map(takes_agents, quotes)) else ()
    dimensions = tuple(_dimensions(quotes, tuple(whens_of(quotes)), columns, spoken))
    return Shape(parts, dimensions, minutes, period, no_repeats)


def hours_of(quotes: Iterable[Quote]) -> tuple[str, ...]:
    """All hours that quotes name."""
    return tuple(text for when in whens_of(quotes) for text in (when.within, when.outside) if text)


def plan_for(quotes: Sequence[Quote], columns: Columns, shape: Shape) -> Plan:
    """What one pass sums up.

    Args:
        quotes: Those that it meters.
        columns: Those of the log.
        shape: What is read of every row.
    """
    clocks = tuple(dict.fromkeys(_clocks(quotes, columns)))
    caps = {clock.wrap_cap_ms for clock in clocks if clock.wrap_cap_ms is not None}
    return Plan(shape, clocks, tuple(sorted(caps)))


def _clocks(quotes: Iterable[Quote], columns: Columns) -> Iterator[ClockSpec]:
    """The clocks of quotes, however what is open is answered."""
    for quote in quotes:
        for charge in charges_of(quote):
            if "minute" in charge.per:
                yield from (clock_of(one, columns) for one in settled(charge))


def _dimensions(
    quotes: Sequence[Quote], whens: Sequence[When], columns: Columns, spoken: Sequence[str]
) -> Iterator[Dimension]:
    """In which ways contacts are told apart."""
    charges = [charge for quote in quotes for charge in charges_of(quote)]
    kinds = {kind for charge in charges for kind in charge.per}
    events = {event for charge in charges for event in charge.event_seconds or ()}
    yield dimension("answered")
    if "channel" in columns.own:
        yield dimension("channel")
    asks_direction = any(when.direction or when.beyond for when in whens) or any(map(takes_agents, quotes))
    if "direction" in columns.own and asks_direction:
        yield dimension("direction")
    languages = {*map(primary, spoken), *(primary(when.language) for when in whens if when.language)}
    if "language" in columns.own and languages:
        yield dimension("language", sorted(languages))
    if "transferred" in columns.own and "transfer" in kinds | events:
        yield dimension("transferred")
    if "resolved" in columns.own and "resolution" in kinds | events:
        yield dimension("resolved")
    if "outcome" in columns.own and (outcomes := sorted((kinds | events) & OUTCOMES)):
        yield dimension("outcome", outcomes)


def primary(language: str) -> str:
    """``es`` for ``es-MX``."""
    return language.partition("-")[0].lower()


def lacking(quote: Quote, columns: Columns) -> tuple[str, ...]:
    """What a quote asks and the log does not say, as sentences without a subject."""
    charges = charges_of(quote)
    kinds = {kind for charge in charges for kind in charge.per} | {
        event for charge in charges for event in charge.event_seconds or ()
    }
    found: list[str] = []
    for part, name in PARTS.items():
        counts = any(charge.clock and part in (charge.clock.counts or ()) for charge in charges)
        if counts and name not in columns.own:
            found.append(f"no {name}, which its clock counts: billed as if there were none")
    whens = tuple(whens_of([quote]))
    if any(when.language for when in whens) and "language" not in columns.own:
        found.append("no language: billed from none of the calls in the languages it names to all")
    others = sorted(kinds & _NO_CALLS | {when.channel for when in whens if when.channel and when.channel != "phone"})
    if others and "channel" not in columns.own:
        found.append(f"no channel: all is taken for calls, and no {' and no '.join(others)} is billed")
    if any(when.direction for when in whens) and "direction" not in columns.own:
        found.append("no direction: all is taken to have come in")
    if "transfer" in kinds and "transferred" not in columns.own:
        found.append("no transferred: billed as if no call was passed on")
    outcomes = kinds & OUTCOMES - ({"resolution"} if "resolved" in columns.own else set())
    if outcomes and "outcome" not in columns.own:
        found.append(f"no outcome: billed as if there was no {' and no '.join(sorted(outcomes))}")
    if any("message" in (charge.event_seconds or ()) for charge in charges):
        found.append("no messages: billed as if none was sent")
    if any(charge.percent_of_value is not None for charge in charges):
        found.append("no value of sales: taken from sales_value_per_month of the needs")
    return tuple(found)
