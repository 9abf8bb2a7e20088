"""How figures and lists read in a sentence."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from math import floor
from typing import TYPE_CHECKING, Final

from callvet.model.wording import shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from callvet.demand.cost_range import Range
    from callvet.model.demand import Demand

_WHOLE_MONEY_FROM = 100
"""Amounts from here on are told without the minor unit. [units of the currency]"""
_WHOLE_FROM = 10
"""Percentages from here on are told without a decimal. [per cent]"""
_LONGEST_HOURS = 80
"""Opening hours in a sentence. [characters]"""
_SECONDS_A_MINUTE = 60
_MINUTES_AN_HOUR = 60
NOT_KNOWN = "not known"
NAMES_HIDDEN = "Vendors stand under codes; judgements/blind.yaml has whose each is."
WEEKDAYS: Final = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")


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


def time_of_day(minutes: int) -> str:
    """``08:30`` for so many minutes after midnight."""
    hour, minute = divmod(minutes, _MINUTES_AN_HOUR)
    return f"{hour:02d}:{minute:02d}"


def clock_time(seconds: Decimal | Fraction | int) -> str:
    """``6:03``: minutes and whole seconds, half a second up."""
    minutes, left = divmod(floor(Fraction(seconds) + Fraction(1, 2)), _SECONDS_A_MINUTE)
    return f"{minutes}:{left:02d}"


def situation(calls: Fraction, demand: Demand) -> str:
    """``5,000 calls of 6:03 a month, Mo-Fr 08:00-18:00``: what every answer on a volume hangs on."""
    handle = clock_time(demand.talk_seconds + demand.hold_seconds + demand.wrap_seconds)
    volume = f"{calls.numerator:,}" if calls.denominator == 1 else f"{float(calls):,.1f}"
    noun = "call" if calls == 1 else "calls"
    return f"{volume} {noun} of {handle} a month, {shown(demand.open, _LONGEST_HOURS)}"


def money(amount: Decimal, currency: str, digits: int | None = None) -> str:
    """``$28,787`` from a hundred on, ``$6.66`` under it; other currencies by their code."""
    places = digits if digits is not None else (0 if abs(amount) >= _WHOLE_MONEY_FROM else 2)
    told = f"{abs(amount).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP):,f}"
    sign = "-" if amount < 0 else ""
    return f"{sign}${told}" if currency == "USD" else f"{sign}{currency} {told}"


def with_minus(told: str) -> str:
    """A figure with the sign that is as wide as a plus."""
    return told.replace("-", "\N{MINUS SIGN}")


def money_span(least: Decimal, most: Decimal, currency: str) -> str:
    """``$28,787–33,299``, or one figure where both ends agree."""
    low, high = money(least, currency), money(most, currency)
    return low if low == high else f"{low}–{high.removeprefix('$').removeprefix(f'{currency} ')}"


def money_range(amounts: Range, currency: str) -> str:
    """As ``money_span``, of both ends of an amount; what is saved has its lesser end second."""
    return money_span(min(amounts.low, amounts.high), max(amounts.low, amounts.high), currency)
