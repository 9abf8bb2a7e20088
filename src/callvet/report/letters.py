"""Letters that stand for people and offers in a drawing: A, B, C; beyond Z, all share one sign."""

from __future__ import annotations

from string import ascii_uppercase
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

_OF_THE_MARKET: Final = {"market/shared": "m", "market/dedicated": "d"}
_NO_LETTER: Final = "+"


def letters(names: Sequence[str]) -> dict[str, str]:
    """A letter for each name, in their order."""
    alphabet = ascii_uppercase + _NO_LETTER * (len(names) - len(ascii_uppercase))
    return dict(zip(names, alphabet, strict=False))


def offer_letters(quotes: Sequence[str]) -> dict[str, str]:
    """A letter for each offer, A for the first; small ones for the market's rows among them, which come last."""
    offers = letters([quote for quote in quotes if quote not in _OF_THE_MARKET])
    return offers | {quote: letter for quote, letter in _OF_THE_MARKET.items() if quote in quotes}
