"""Rounds of bidding: offers of one vendor for the same thing, by date."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from callvet.model.case import QuoteFile


def in_rounds(offers: Iterable[QuoteFile]) -> tuple[tuple[QuoteFile, ...], ...]:
    """Offers by what they are for, each group from the first round to the last; groups in the order of the offers.

    Offers of one vendor are rounds where they have the same title and the same kind of agents.
    """
    groups: dict[tuple[str, str, str], list[QuoteFile]] = {}
    for offer in offers:
        title = (offer.quote.title or "").casefold()
        groups.setdefault((offer.vendor, title, offer.quote.agents or ""), []).append(offer)
    return tuple(tuple(by_date(group)) for group in groups.values())


def by_date(offers: Iterable[QuoteFile]) -> list[QuoteFile]:
    """Offers from the oldest; those that are not dated come first, and of one day by their references."""
    return sorted(offers, key=lambda offer: (offer.quote.dated or date.min, offer.id))
