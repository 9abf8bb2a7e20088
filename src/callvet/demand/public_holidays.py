"""The public holidays of a country, as the package ``holidays`` has them for the whole of it.

A holiday on a weekend that is kept on a working day besides counts once, on the working day.
"""

from __future__ import annotations

import sys
from datetime import date, timedelta
from functools import lru_cache
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Final
from warnings import catch_warnings, simplefilter

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

_DAYS_A_WEEK: Final = 7
_STANDS_IN_AFTER: Final = 5
_STANDS_IN_BEFORE: Final = 2
"""A day off in lieu comes so long after or before the weekend day that it stands in for; of 2,174 such days of all
countries from 2023 to 2035, the names contradict the nearest one in 1 of 30. [days]"""
_YEARS_KEPT: Final = 256
"""All charges of all quotes ask about the same few countries and years, so the last ones are kept."""


def public_holidays(country: str, first_day: date, days: int) -> frozenset[date]:
    """The public holidays of a country among some days, each once.

    Args:
        country: ISO 3166 alpha-2.
        first_day: The first of the days.
        days: How many. [days]

    Raises:
        ValueError: The country's holidays, or those of one of the years, are not known.
    """
    last_day = first_day + timedelta(days - 1)
    years = range(first_day.year, last_day.year + 1)
    return frozenset(day for year in years for day in _holidays_of_year(country, year) if first_day <= day <= last_day)


@lru_cache(_YEARS_KEPT)
def _holidays_of_year(country: str, year: int) -> frozenset[date]:
    """The public holidays of a year, each once; a New Year's Day may be kept in the year before."""
    _import_countries_one_by_one()
    from holidays import country_holidays  # noqa: PLC0415 - 70 ms, for those who name a holiday

    try:
        with catch_warnings(record=True) as gaps:
            simplefilter("always")
            known = country_holidays(country, years=year)
    except NotImplementedError:
        message = f"the public holidays of {country} are not known; name their dates as hours, such as Dec 25-26 off"
        raise ValueError(message) from None
    if gaps or not known.start_year <= year <= known.end_year:
        message = f"the public holidays of {country} are not known as far as {year}; write an earlier start"
        raise ValueError(message)
    years = (year - 1, year, year + 1)
    with catch_warnings():
        simplefilter("ignore")  # what is lacking in the years about
        kept = frozenset(country_holidays(country, years=years, observed=True))
        actual = frozenset(country_holidays(country, years=years, observed=False))
    return frozenset(day for day in kept if day.year == year) - _stood_in_for(kept, actual, known.weekend)


def _stood_in_for(kept: frozenset[date], actual: frozenset[date], weekend: AbstractSet[int]) -> set[date]:
    """Weekend days for which a working day is kept besides: for each such day the nearest that is left.

    A working day to which a holiday was moved, so that its own date is none, stands in for no other.
    """
    moved, found = actual - kept, set[date]()
    for day in sorted(kept - actual):
        if any(abs((day - other).days) <= _DAYS_A_WEEK for other in moved):
            continue
        near = (day + timedelta(away) for away in range(-_STANDS_IN_AFTER, _STANDS_IN_BEFORE + 1))
        left = [one for one in near if one in actual and one.weekday() in weekend and one not in found]
        found.update(sorted(left, key=lambda one: abs((one - day).days))[:1])
    return found


class _Countries(ModuleType):
    """In place of the package's own ``holidays.countries``, which imports all 250 countries to give one of them."""

    def __getattr__(self, name: str) -> object:
        """Whoever asks it for a country by name gets the package's own after all."""
        from holidays.registry import COUNTRIES  # noqa: PLC0415 - as below

        if not any(name in names for names in COUNTRIES.values()):
            raise AttributeError(name)
        del sys.modules[self.__name__]
        return getattr(import_module(self.__name__), name)


def _import_countries_one_by_one() -> None:
    """Have ``holidays`` import the countries that it is asked about, which is a tenth of the time that all take."""
    import holidays  # noqa: PLC0415 - for those who name a holiday

    name = "holidays.countries"
    if name not in sys.modules:
        countries = _Countries(name)
        countries.__path__ = [f"{folder}/countries" for folder in holidays.__path__]
        sys.modules[name] = countries
