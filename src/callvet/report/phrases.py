"""How figures and lists read in a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

_WHOLE_FROM = 10
"""Percentages from here on are told without a decimal. [per cent]"""
NOT_KNOWN = "not known"


def listed(names: Sequence[str]) -> str:
    """``A, B and C``."""
    if not names[1:]:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def counted(count: int, one: str, many: str | None = None) -> str:
    """``1 file``, ``9 files``."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def sentence_case(text: str) -> str:
    """The text with a capital at its beginning, and the rest as it is."""
    return text[:1].upper() + text[1:]


def span(low: float, high: float, digits: int = 0) -> str:
    """``66`` or ``66–78``."""
    first, last = f"{low:.{digits}f}", f"{high:.{digits}f}"
    return first if first == last else f"{first}–{last}"


def percent(share: float) -> str:
    """``20%``, ``0.4%``: whole from ten on, one decimal under it."""
    figure = round(share * 100, 1)
    return f"{figure:.0f}%" if figure >= _WHOLE_FROM or figure == int(figure) else f"{figure:.1f}%"


def number(amount: Decimal) -> str:
    """``5,000``, ``2.5``: as exact as it was written, without trailing zeros."""
    return f"{amount.normalize():,f}"
