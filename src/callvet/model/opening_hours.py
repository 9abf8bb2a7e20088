"""Opening hours: how they may be written, and when a line so described is open.

The text is the one that OpenStreetMap's ``opening_hours`` takes, read by the package of that name:
``Mo-Fr 08:00-20:00; Sa 09:00-13:00; PH off``. Two things are settled here, because the package goes by calendar
days where people go by shifts:

- Hours past midnight belong to the day on which they start. In ``Mo-Th 18:00-02:00; Fr 18:00-04:00`` the hours of
  Friday replace Friday's own, not what is left of Thursday's.
- A holiday is one of the days that the caller names; where none is named, what the text says of ``PH`` is not used.
  It is used after all else, wherever in the text it stands.

So the package reads the text and finds the days that a rule is for; the hours of those days are counted here, as
numbers whose bits are minutes.

Source:
    https://wiki.openstreetmap.org/wiki/Key:opening_hours/specification
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from callvet.model.opening_rules import ALWAYS, DAY_MINUTES, TEXTS_KEPT, Rule, rules_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from collections.abc import Set as AbstractSet
    from zoneinfo import ZoneInfo

HALF_HOUR_SECONDS = 1800

_WEEKS_A_YEAR = 52
_ORDINARY_YEAR = date(2029, 1, 1)
"""A Monday, so that 52 weeks from it are the weeks of one year."""

_DAY_SECONDS = 60 * DAY_MINUTES
_ALL_DAY = (1 << DAY_MINUTES) - 1
_ALL_HALF_HOUR = (1 << HALF_HOUR_SECONDS // 60) - 1


def opening_hours(text: str) -> str:
    """The text as it stands, without blanks around it, if it is one that can be counted with.

    Raises:
        ValueError: It cannot be read, or would mean something else than it looks; with what to write.
    """
    stripped = text.strip()
    if stripped != ALWAYS:
        rules_of(stripped)
    return stripped


def closed_on_holidays(text: str) -> bool:
    """Whether public holidays are closed: only where the text says ``PH off``, not where they have their own hours.

    Raises:
        ValueError: ``text`` is no opening-hours text.
    """
    if "PH" not in text:
        return False
    last = [rule for rule in rules_of(text) if "PH" in rule.days][-1]
    return not last.is_open and last.hours is None


def weekly_open_hours(text: str, first_day: date = _ORDINARY_YEAR) -> Decimal:
    """How long the line is open in a week, without holidays and summer time: the mean of a year's 52 weeks.

    Args:
        text: Opening hours.
        first_day: The day with which the year begins, for a text that is bound to certain years.

    Returns:
        From 0 to 168. [hours per week]

    Raises:
        ValueError: ``text`` is no opening-hours text.
    """
    return _mean_week(text.strip(), first_day)


@lru_cache(TEXTS_KEPT)
def _mean_week(text: str, first_day: date) -> Decimal:
    """The hours of ``weekly_open_hours``."""
    if text == ALWAYS:
        return Decimal(7 * DAY_MINUTES) / 60
    clocks = _clocks(rules_of(text), first_day, 7 * _WEEKS_A_YEAR, frozenset())
    return Decimal(sum(clock.bit_count() for clock in clocks)) / (60 * _WEEKS_A_YEAR)


def open_half_hours(
    text: str, timezone: str, first_day: date, days: int, *, holidays: AbstractSet[date] = frozenset()
) -> frozenset[int]:
    """The half-hours of UTC for the whole of which the line is open.

    A moment is open if the clock on the wall shows an open time then, as a telephone system would have it: hours
    that the clock skips in spring are none, and hours that it shows twice in autumn are open twice.

    Args:
        text: Opening hours.
        timezone: IANA name of the zone that the text is in.
        first_day: The first of the days, local to ``timezone``; from the year 1901 on.
        days: How many days there are. [days]
        holidays: Days for which the text's rules for ``PH`` hold.

    Returns:
        Those that begin within the days, counted from 1970-01-01T00:00Z. [half-hours]

    Raises:
        ValueError: ``text`` is no opening-hours text, or ``timezone`` no time zone.
    """
    return _half_hours(text.strip(), timezone, first_day, days, frozenset(holidays))


@lru_cache(TEXTS_KEPT)
def _half_hours(text: str, timezone: str, first_day: date, days: int, holidays: frozenset[date]) -> frozenset[int]:
    """The half-hours of ``open_half_hours``."""
    from zoneinfo import ZoneInfo  # noqa: PLC0415 - 10 ms, for those who ask by the calendar

    from callvet.model.time_zones import time_zone  # noqa: PLC0415 - brings tables that are not needed to read hours

    zone = ZoneInfo(time_zone(timezone))
    midnights = [_midnight(first_day + timedelta(day), zone) for day in range(days + 1)]
    if text == ALWAYS:
        return frozenset(_half_hours_between(midnights[0], midnights[-1]))
    # one day more, because where the zone is off by a quarter of an hour the last half-hour ends on the next day
    clocks = _clocks(rules_of(text), first_day, days + 1, holidays)
    spans = [today | tomorrow << DAY_MINUTES for today, tomorrow in pairwise(clocks)]
    is_open: set[int] = set()
    for span, (midnight, next_midnight) in zip(spans, pairwise(midnights), strict=True):
        half_hours = _half_hours_between(midnight, next_midnight)
        if next_midnight - midnight == _DAY_SECONDS:
            # No zone has ever moved its clock there and back within a day, so here it shows the time since midnight.
            is_open.update(one for one in half_hours if _holds(span, (one * HALF_HOUR_SECONDS - midnight) // 60))
        else:
            is_open.update(one for one in half_hours if _is_open_by_clock(one, zone, first_day, spans))
    return frozenset(is_open)


def open_minutes(text: str, first_day: date, days: int, *, holidays: AbstractSet[date] = frozenset()) -> list[int]:
    """The minutes of the clock on the wall at which the line is open, day by day.

    Args:
        text: Opening hours.
        first_day: The first of the days.
        days: How many days there are. [days]
        holidays: Days for which the text's rules for ``PH`` hold.

    Returns:
        A number for each day, whose bits are its minutes from midnight on.

    Raises:
        ValueError: ``text`` is no opening-hours text.
    """
    if text.strip() == ALWAYS:
        return [_ALL_DAY] * days
    return _clocks(rules_of(text.strip()), first_day, days, holidays)


def _midnight(day: date, zone: ZoneInfo) -> int:
    """When the local day begins, counted from 1970-01-01T00:00Z. [seconds]"""
    return int(datetime.combine(day, time(), zone).timestamp())


def _half_hours_between(start: int, end: int) -> range:
    """The half-hours of UTC that begin between two moments, all counted from 1970."""
    return range(-(-start // HALF_HOUR_SECONDS), -(-end // HALF_HOUR_SECONDS))


def _is_open_by_clock(half_hour: int, zone: ZoneInfo, first_day: date, spans: list[int]) -> bool:
    """Whether each minute of the half-hour is in the two-day span that begins on its local day."""
    local = datetime.fromtimestamp(half_hour * HALF_HOUR_SECONDS, zone)
    return _holds(spans[(local.date() - first_day).days], 60 * local.hour + local.minute)


def _holds(span: int, minute: int) -> bool:
    """Whether the line is open for half an hour from this minute of a span on."""
    return span >> minute & _ALL_HALF_HOUR == _ALL_HALF_HOUR


def _clocks(rules: Sequence[Rule], first_day: date, days: int, holidays: AbstractSet[date]) -> list[int]:
    """For each day, the minutes from its midnight to the next at which the line is open, as bits."""
    eve = first_day - timedelta(1)
    shifts = [0] * (days + 1)
    for rule in rules:
        for day in _days(rule, eve, len(shifts), holidays):
            _apply(rule, shifts, day)
    return [(before >> DAY_MINUTES | own) & _ALL_DAY for before, own in pairwise(shifts)]


def _apply(rule: Rule, shifts: list[int], day: int) -> None:
    """Let a rule change the hours that begin on one of its days."""
    if rule.is_open:
        hours = _ALL_DAY if rule.hours is None else rule.hours
        shifts[day] = hours | shifts[day] if rule.is_added else hours
    elif rule.hours is None:
        shifts[day] = 0
    else:
        # hours of the clock that are closed, whichever day's shift they belong to
        for other in range(max(day - 1, 0), min(day + 2, len(shifts))):
            away = (day - other) * DAY_MINUTES
            shifts[other] &= ~(rule.hours << away if away >= 0 else rule.hours >> -away)


def _days(rule: Rule, first_day: date, days: int, holidays: AbstractSet[date]) -> set[int]:
    """Which of the days the rule is for, counted from the first.

    Without a country the package takes no day for a holiday, so that ``PH`` adds none of its own.
    """
    chosen = _chosen(rule.days, first_day, days)
    if "PH" in rule.days and holidays:
        given = {(holiday - first_day).days for holiday in holidays}
        chosen |= given & _chosen(rule.days.replace("PH", "Mo-Su"), first_day, days)
    return chosen


def _chosen(selector: str, first_day: date, days: int) -> set[int]:
    """Which of the days the package finds a choice of days to be for."""
    from opening_hours import OpeningHours, State  # noqa: PLC0415 - 25 ms, not paid by 24/7

    start = datetime.combine(first_day, time())
    spans = OpeningHours(selector, auto_country=False, auto_timezone=False).intervals(start, start + timedelta(days))
    return {
        day
        for begin, end, state, _ in spans
        if state == State.OPEN
        for day in range((begin - start).days, (end - start).days)
    }
