"""What offers are called, so that two of one vendor are told apart."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final, Protocol

from callvet.model.wording import shown

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from callvet.demand.estimate import Estimate
    from callvet.model.case import QuoteFile

LONGEST_NAME: Final = 60


class Named(Protocol):
    """An offer of a vendor, in whichever answer."""

    @property
    def offer(self) -> QuoteFile:
        """The quote and where it stands."""

    @property
    def name(self) -> str:
        """What people call the vendor."""


class Priced(Named, Protocol):
    """One that was priced on a forecast."""

    @property
    def estimate(self) -> Estimate:
        """What it costs."""


def full_names(offers: Sequence[Named]) -> Mapping[str, str]:
    """The vendor and the title of each offer, and what tells it from another of the same, by the offer's id."""
    return _told_apart(offers, (_titled,))


def short_names(offers: Sequence[Named]) -> Mapping[str, str]:
    """The vendor alone where it has one offer, else as much as tells it from the others, by the offer's id."""
    return _told_apart(offers, (_vendor, _titled))


def with_plan(name: str, one: Priced) -> str:
    """The name with the plan that was chosen, unless the title says it already."""
    plan = shown(one.estimate.plan, LONGEST_NAME) if one.estimate.plan else ""
    return name if plan in name else f"{name}, {plan}"


def _told_apart(offers: Sequence[Named], spellings: tuple[Callable[[Named], str], ...]) -> Mapping[str, str]:
    """The first spelling that no other offer has: at the last the title with the reference, the date or the id."""
    by_id = {one.offer.id: one for one in offers}
    names: dict[str, str] = {}
    for spelling in (*spellings, _referred, _dated, _identified):
        open_offers = [one for key, one in by_id.items() if key not in names]
        taken = Counter(spelling(one) for one in by_id.values())
        names |= {one.offer.id: spelling(one) for one in open_offers if taken[spelling(one)] == 1}
    return names


def _vendor(one: Named) -> str:
    """``Northwind Contact``."""
    return shown(one.name, LONGEST_NAME)


def _titled(one: Named) -> str:
    """``Northwind Contact, Shared desk``."""
    title = one.offer.quote.title
    return f"{_vendor(one)}, {shown(title, LONGEST_NAME)}" if title else _vendor(one)


def _referred(one: Named) -> str:
    """``Northwind Contact, Shared desk (NW-7731)``."""
    reference = one.offer.quote.reference
    return f"{_titled(one)} ({shown(reference, LONGEST_NAME)})" if reference else _titled(one)


def _dated(one: Named) -> str:
    """``Northwind Contact, Shared desk of 2026-10-14``."""
    dated = one.offer.quote.dated
    return f"{_titled(one)} of {dated}" if dated else _titled(one)


def _identified(one: Named) -> str:
    """``Northwind Contact, Shared desk (quotes/northwind-2.yaml)``."""
    return f"{_titled(one)} ({shown(one.offer.document.path, LONGEST_NAME)})"
