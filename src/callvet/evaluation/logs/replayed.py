"""What a log costs under every quote: the values of the answer, and their order."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from math import floor
from typing import TYPE_CHECKING, Final, NamedTuple

from callvet.calls.contacts import frees_some_of_bounded
from callvet.calls.slots import EPOCH
from callvet.demand.cost_range import Range
from callvet.evaluation.prices.offer_cost import prices_calls
from callvet.model.case import offering_vendor

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date

    from callvet.calls.billing import LogBill
    from callvet.calls.rejects import BadRows
    from callvet.calls.slots import Ints
    from callvet.model.case import QuoteFile, VendorFile
    from callvet.model.quote import Quote

_PLACES: Final = 4
"""A price of a minute is told to so many decimals, as rates are written."""

LONGEST_CLOSED: Final = 4
"""So many days without calls at an end of the log may be a line that is closed over holidays. [days]"""


class Replayed(NamedTuple):
    """One quote over the log, in the currency of the answer.

    Attributes:
        offer: The quote and where it stands.
        vendor: Its profile; None where there is none.
        bill: What the log costs under it.
        per_talk_minute: What a minute of talk costs, all in. [units of the currency]
        lacks: What the quote asks and the log does not say.
        rank: By the high end; None for an offer of chats or e-mails alone, which is priced and not ranked.
    """

    offer: QuoteFile
    vendor: VendorFile | None
    bill: LogBill
    per_talk_minute: Range
    lacks: tuple[str, ...]
    rank: int | None = None

    @property
    def name(self) -> str:
        """What people call the vendor."""
        return offering_vendor(self.offer, self.vendor)

    @property
    def total(self) -> Range:
        """The whole log."""
        return self.bill.range

    @property
    def rounding_minutes(self) -> Fraction:
        """Billed time less the time that it was, at the high end. [minutes]"""
        return sum((one.billed_minutes - one.exact_minutes for one in self.bill.cycles), Fraction(0))

    @property
    def rounding_cost(self) -> Decimal:
        """What rounding calls up costs, at the high end. [units of the currency]"""
        return self.total.high - sum((one.unrounded for one in self.bill.cycles), Decimal(0))


class ReplayAnswer(NamedTuple):
    """What a log costs under every quote.

    Attributes:
        currency: Of all amounts, ISO 4217.
        log: As the user named it, fit to be shown.
        rows: All rows of the log. [rows]
        calls: Those that are billed or could be. [contacts]
        answered: Those that an agent had. [contacts]
        talk_minutes: Their talk. [minutes]
        first_day: Of the first call, by the log's clock; None where there is none.
        last_day: Of the last.
        timezone: IANA name of the log's clock.
        quotes: By rank.
        bad: The rows that are left out.
        too_many_bad: Whether they are more than the user allows.
        notes: What the user should know.
    """

    currency: str
    log: str
    rows: int
    calls: int
    answered: int
    talk_minutes: Fraction
    first_day: date | None
    last_day: date | None
    timezone: str
    quotes: tuple[Replayed, ...]
    bad: BadRows
    too_many_bad: bool
    notes: tuple[str, ...]


def per_minute(cost: Range, minutes: Fraction) -> Range:
    """What a minute costs; nothing where there is none. [units of the currency, to four places]"""
    return each(cost, minutes) or Range(Decimal(0), Decimal(0))


def each(cost: Range, count: Fraction) -> Range | None:
    """What one of so many costs, half up; None of none. [units of the currency, to four places]"""
    if not count:
        return None
    low, high = (floor(Fraction(one) / count * 10**_PLACES + Fraction(1, 2)) for one in (cost.low, cost.high))
    return Range(Decimal(low).scaleb(-_PLACES), Decimal(high).scaleb(-_PLACES))


def ranked(found: Sequence[Replayed]) -> tuple[Replayed, ...]:
    """By the high end, ties sharing a rank; then those that are not for calls."""

    def order(one: Replayed) -> tuple[bool, Decimal, Decimal, str]:
        return not prices_calls(one.offer), one.total.high, one.total.low, one.offer.id

    ordered = sorted(found, key=order)
    highs = [one.total.high for one in ordered if prices_calls(one.offer)]
    return tuple(
        one._replace(rank=highs.index(one.total.high) + 1) if prices_calls(one.offer) else one for one in ordered
    )


def cautions(found: Sequence[Replayed], days_of: Callable[[Quote], Ints]) -> Iterator[str]:
    """What bills are to be read with care for.

    Args:
        found: The quotes.
        days_of: The days of the log by a quote's clock. [days since 1970]
    """
    yield from _bounds_on_free_calls(found)
    yield from _parts_of_cycles(found, days_of)


def _bounds_on_free_calls(found: Sequence[Replayed]) -> Iterator[str]:
    """Tells of bounds for each contact that are held as if no call was free, where some are."""
    names = [one.name for one in found if frees_some_of_bounded(one.offer.quote)]
    if names:
        yield (
            f"of {', '.join(dict.fromkeys(names))}, some short calls of a cycle are free and a contact's charges have "
            "a bound; the bound is held as if none was free, so that the bill may be a little too low"
        )


def _parts_of_cycles(found: Sequence[Replayed], days_of: Callable[[Quote], Ints]) -> Iterator[str]:
    """Tells of cycles at the ends of the log that it has in part; what is for whole cycles is billed all the same."""
    parts: dict[tuple[str, int, int], list[str]] = {}
    for one in found:
        days = days_of(one.offer.quote)
        first, last = int(days.min()), int(days.max())
        for span in (cycle.span for cycle in one.bill.cycles):
            begin = (span.first_day - EPOCH).days
            there = min(begin + span.days - 1, last) - max(begin, first) + 1
            if there < span.days - LONGEST_CLOSED:
                parts.setdefault((span.name, there, span.days), []).append(one.name)
    for (name, there, whole), names in parts.items():
        whose = ", ".join(dict.fromkeys(names))
        yield (
            f"the log has {there} of the {whole} days of {name} by the clock of {whose}; "
            "fees, bundles, minimums and commitments of that cycle are billed whole"
        )
