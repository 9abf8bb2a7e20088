"""The contacts of one interval of an ordinary week, and the agents' time that they offer."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from decimal import Decimal

    Number = Fraction | Decimal | float

_DAYS_IN_A_WEEK = 7
_SECONDS_IN_A_MINUTE = 60
_MINUTES_IN_AN_HOUR = 60
MINUTES_IN_A_DAY = 1440


@dataclass(frozen=True, slots=True)
class Load:
    """The contacts of one interval of an ordinary week.

    Attributes:
        weekday: 0 is Monday, 6 is Sunday.
        start_minute: When it starts, after midnight. [minutes]
        minutes: How long it lasts. [minutes]
        calls: Contacts that come in it. [count]
        handle_seconds: Mean handle time of one. [seconds]
        is_open: Whether somebody must be there even if nobody calls.
        erlang_ratio: Contacts per second times handle time, and by what to divide it. It is not reduced, which would
            take most of the time of pricing a team. [erlang]
        nearest_erlangs: The same for the queueing model, which reckons with floats. [erlang]
        nearest_handle_seconds: The handle time for it. [seconds]

    Raises:
        ValueError: A figure is outside its range.
    """

    weekday: int
    start_minute: int
    minutes: int
    calls: Number
    handle_seconds: Number
    is_open: bool = True
    erlang_ratio: tuple[int, int] = field(init=False, repr=False, compare=False)
    nearest_erlangs: float = field(init=False, repr=False, compare=False)
    nearest_handle_seconds: float = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Refuse an interval that no week has."""
        in_the_week = 0 <= self.weekday < _DAYS_IN_A_WEEK and 0 <= self.start_minute < MINUTES_IN_A_DAY
        calls, of_calls = _ratio(self.calls)
        seconds, of_seconds = _ratio(self.handle_seconds)
        if not (in_the_week and self.minutes > 0 and calls >= 0 and seconds >= 0):
            message = f"{self} is no interval of a week; figures are finite, none is negative, and it lasts a minute"
            raise ValueError(message)
        ratio = (calls * seconds, of_calls * of_seconds * self.minutes * _SECONDS_IN_A_MINUTE)
        object.__setattr__(self, "erlang_ratio", ratio)
        object.__setattr__(self, "nearest_erlangs", ratio[0] / ratio[1])
        object.__setattr__(self, "nearest_handle_seconds", seconds / of_seconds)

    @property
    def offered_erlangs(self) -> Fraction:
        """Contacts per second times handle time. [erlang]"""
        return Fraction(*self.erlang_ratio)

    def scaled(self, times: Fraction) -> Load:
        """The same interval with so many times the contacts."""
        return self if times == 1 else replace(self, calls=Fraction(self.calls) * times)

    @property
    def hours(self) -> Fraction:
        """How long the interval lasts. [hours]"""
        return Fraction(self.minutes, _MINUTES_IN_AN_HOUR)


def _ratio(number: Number) -> tuple[int, int]:
    """A number as a ratio of whole ones; of what is not finite, one that nothing is measured by."""
    try:
        return number.as_integer_ratio()
    except (OverflowError, ValueError):
        return -1, 1
