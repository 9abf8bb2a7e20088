"""Two vendors in place of one: what each takes and costs, and why one cannot take a part."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Final, Literal

from callvet.compare.parts import KINDS
from callvet.model.languages import primary_language

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from decimal import Decimal

    from callvet.compare.parts import Kind, Part
    from callvet.demand.cost_range import Range
    from callvet.model.case import QuoteFile, VendorFile
    from callvet.model.vendor import Vendor

Refusal = Literal[
    "no_calls", "under_minimum", "over_maximum", "language", "channel", "direction", "hours", "unpublished",
    "unstaffable",
]  # fmt: skip
"""Why a vendor cannot take a part, as far as its profile and its offer say."""
Doubt = Literal["language", "channel", "direction", "hours", "some_hours", "price_basis"]
"""What must be asked before a vendor gets a part."""

MOST_SHOWN: Final = 5
"""So many of the best awards are shown, and the best of each kind besides. [count]"""


@dataclass(frozen=True, slots=True)
class Half:
    """A part in the hands of a vendor.

    Attributes:
        offer: The offer that it is priced by.
        vendor: The profile; None where there is none.
        part: What it takes.
        calls: That come in, in a normal month. [calls per month]
        monthly: What a normal month costs. [units of the currency of the answer]
        doubts: What must be asked first.
        term: What the whole term costs, with what is paid once; None where it was not reckoned. [units of the currency]
    """

    offer: QuoteFile
    vendor: VendorFile | None
    part: Part
    calls: Fraction
    monthly: Range
    doubts: tuple[Doubt, ...] = ()
    term: Range | None = None


@dataclass(frozen=True, slots=True)
class Award:
    """Both parts of one cut, each in the hands of another vendor.

    Attributes:
        kind: How the needs are cut.
        first: Who takes the first part; with it goes what the cut is not about.
        other: Who takes the other part.
    """

    kind: Kind
    first: Half
    other: Half

    @property
    def monthly(self) -> Range:
        """A normal month of both. [units of the currency of the answer]"""
        return self.first.monthly + self.other.monthly

    @property
    def term(self) -> Range | None:
        """The whole term of both, with what each is paid once; None where it was not reckoned."""
        if self.first.term is None or self.other.term is None:
            return None
        return self.first.term + self.other.term

    @property
    def order(self) -> tuple[Decimal, Decimal, int, str, str]:
        """The cheapest at the high end come first."""
        cost = self.monthly
        return cost.high, cost.low, KINDS.index(self.kind), self.first.offer.id, self.other.offer.id


def refusal_of(vendor: VendorFile | None, part: Part, calls: Fraction) -> Refusal | None:
    """Why a vendor cannot take a part, by what its profile says; silence is no refusal.

    Args:
        vendor: The profile; None where there is none.
        part: What it would take.
        calls: Of the part: those that come in, or those dialled where none do. [calls per month]
    """
    if vendor is None:
        return None
    profile, capacity = vendor.vendor, vendor.vendor.capacity
    least, most, channels = capacity.min_calls_per_month, capacity.max_calls_per_month, profile.services.channels
    reasons: dict[Refusal, bool] = {
        "under_minimum": least is not None and calls < least,
        "over_maximum": most is not None and calls > most,
        "language": not languages_of(part) <= _languages_spoken(profile, languages_of(part)),
        "channel": channels is not None and not set(channels_of(part)) <= set(channels),
        "direction": bool(part.needs.demand.outbound.calls_per_month) and profile.services.outbound == (),
    }
    return next((reason for reason, holds in reasons.items() if holds), None)


def doubts_of(offer: QuoteFile, vendor: VendorFile | None, part: Part, calls: Fraction) -> Iterator[Doubt]:
    """What neither the profile nor the offer says of a part, hours apart, and a price that rests on another volume.

    Args:
        offer: The offer.
        vendor: The profile; None where there is none.
        part: What the vendor would take.
        calls: As in ``refusal_of``. [calls per month]
    """
    services = vendor.vendor.services if vendor else None
    if languages_of(part) and (vendor is None or vendor.vendor.languages is None):
        yield "language"
    if channels_of(part) and (services is None or services.channels is None):
        yield "channel"
    if part.needs.demand.outbound.calls_per_month and (services is None or services.outbound is None):
        yield "direction"
    assumes = offer.quote.assumes
    if assumes.calls_per_month is not None:
        basis = Fraction(assumes.calls_per_month)
        if abs(calls - basis) > basis * Fraction(assumes.reprice_beyond or 0):
            yield "price_basis"


def languages_of(part: Part) -> frozenset[str]:
    """The languages that are spoken in a part, without their regions; none where the needs name none."""
    shares = part.needs.demand.languages or {}
    return frozenset(primary_language(language) for language, share in shares.items() if share)


def _languages_spoken(profile: Vendor, otherwise: frozenset[str]) -> frozenset[str]:
    """The languages that a vendor speaks, without their regions; ``otherwise`` where it does not say."""
    if profile.languages is None:
        return otherwise
    return frozenset(primary_language(spoken.code) for spoken in profile.languages)


def channels_of(part: Part) -> tuple[str, ...]:
    """The channels beside the telephone by which contacts of a part come."""
    return tuple(name for name, demand in part.needs.demand.channels if demand.per_month)


def best_of(awards: Sequence[Award]) -> tuple[Award, ...]:
    """What to show of the awards: the best few, no two of one kind and the same two offers, and the best of each kind.

    Args:
        awards: From the cheapest.
    """
    leading = _leading(awards)
    first_of_kind = {award.kind: award for award in reversed(leading)}
    chosen = {id(award) for award in (*leading[:MOST_SHOWN], *first_of_kind.values())}
    return tuple(award for award in leading if id(award) in chosen)


def _leading(awards: Iterable[Award]) -> list[Award]:
    """The best share of each two offers: nine tenths here and eight there are one thought."""
    found: dict[tuple[Kind, str, str], Award] = {}
    for award in awards:
        found.setdefault((award.kind, award.first.offer.id, award.other.offer.id), award)
    return list(found.values())


def counted_refusals(found: Iterable[Refusal]) -> Mapping[Refusal, int]:
    """How many awards are left out for each reason, the most frequent first."""
    return dict(Counter(found).most_common())
