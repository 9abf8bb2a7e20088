"""Hours: are live agents there whenever our customers call?

A service that is always available should be the main goal; judged is how much of the time that the buyer
needs is answered. Needed are the hours of `demand.open` and of `must.hours` together; others earn nothing.

| fact | weight | 0 points | 100 points |
| --- | --- | --- | --- |
| `hours.open` | 9 | none of the needed hours (half of them: 50) | all of the needed hours |
| `hours.holidays` | 1 | closed | open |

Both sides are read half-hour by half-hour, each in its own time zone (`timezone` in the needs,
`hours.timezone` in the profile), over a week of January and one of July, so that summer time counts. Where
the needs give no `timezone`, both are read as local time. Where the vendor gives none, it may be any: the
range is what hours of that length can cover at worst and at best, which is everything for 24/7. The time
zones of its sites do not narrow it, for the hours may be written for another place.

Holidays are judged unless the needed hours say `PH off`. Hours of the vendor that say `PH off` mean closed,
whatever `hours.holidays` says; so `open` counts only once the hours are known.

Not applicable where no hour of such weeks is needed.

Source: document B: good services answer around the clock on every day of the year, and a service that is
always available and highly reliable should be the main goal. The weights are callvet's.
"""

from __future__ import annotations

from bisect import bisect_left
from datetime import date, timedelta
from typing import TYPE_CHECKING

from callvet.model.opening_hours import closed_on_holidays, open_half_hours
from callvet.model.opening_rules import ALWAYS
from callvet.score.criterion import Assessment, Criterion, NotApplicable, Part, Subject, combine

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from callvet.model.needs import Needs

    Weeks = Sequence[frozenset[int]]

OPEN_WEIGHT = 9
HOLIDAYS_WEIGHT = 1

REFERENCE_MONDAYS = (date(2027, 1, 11), date(2027, 7, 12))
"""One week of winter time and one of summer time."""
DAYS_IN_A_WEEK = 7
HALF_HOURS_IN_A_WEEK = 336
DAYS_AROUND = 2
"""So many days earlier and later, a clock on the other side of the earth shows the week's ends. [days]"""
MOST_HALF_HOURS_APART = 52
"""From UTC-12:00 to UTC+14:00. [half-hours]"""
LOCAL_TIME = "UTC"
"""Stands for the clock on the wall where two places are read as one."""
CLOCKS = ("UTC", "Asia/Kathmandu")
"""Clocks lie whole half-hours from UTC or, as in Nepal, a quarter of an hour beside them."""


def _needed_texts(needs: Needs) -> tuple[str, ...]:
    """The hours that must be answered, as written."""
    return tuple(text for text in (needs.demand.open, needs.must.hours) if text is not None)


def needed_weeks(needs: Needs, *texts: str) -> list[frozenset[int]]:
    """The half-hours of any of the texts, in each reference week."""
    zone = needs.timezone or LOCAL_TIME
    return [
        frozenset().union(*(open_half_hours(text, zone, monday, DAYS_IN_A_WEEK) for text in texts))
        for monday in REFERENCE_MONDAYS
    ]


def open_share(subject: Subject, needs: Needs, *texts: str) -> tuple[float, float]:
    """Which share of the hours of any of the texts the vendor answers, at worst and at best. [share in 0..1]"""
    return _share_of(needed_weeks(needs, *texts), subject, needs)


def _share_of(weeks: Weeks, subject: Subject, needs: Needs) -> tuple[float, float]:
    """Which share of the half-hours the vendor answers, at worst and at best; all, where there are none."""
    text, zone = subject.vendor.hours.open, subject.vendor.hours.timezone
    if text == ALWAYS or not any(weeks):
        return 1.0, 1.0
    if text is None:
        return 0.0, 1.0
    if needs.timezone is None:
        zone = LOCAL_TIME
    return _covered_somewhere(weeks, text) if zone is None else _covered(weeks, text, zone)


def _covered(weeks: Weeks, text: str, zone: str) -> tuple[float, float]:
    """The share that is open by ``text`` on the clocks of ``zone``, as both ends."""
    days = DAYS_IN_A_WEEK + 2 * DAYS_AROUND
    covered = sum(
        len(week & open_half_hours(text, zone, monday - timedelta(DAYS_AROUND), days))
        for week, monday in zip(weeks, REFERENCE_MONDAYS, strict=True)
    )
    share = covered / sum(map(len, weeks))
    return share, share


def _covered_somewhere(weeks: Weeks, text: str) -> tuple[float, float]:
    """The least and the most that ``text`` can cover on any clock, by its length alone."""
    least = most = 0
    for week, monday in zip(weeks, REFERENCE_MONDAYS, strict=True):
        lengths = [length for zone in CLOCKS for length in _week_lengths(text, zone, monday)]
        least += max(len(week) + min(lengths) - HALF_HOURS_IN_A_WEEK, 0)
        most += min(len(week), max(lengths))
    needed = sum(map(len, weeks))
    return least / needed, most / needed


def _week_lengths(text: str, zone: str, monday: date) -> Iterator[int]:
    """How many half-hours ``text`` is open in a week that begins on the day, on each clock of the earth.

    They differ only where the text names dates: a week of one place is not quite that of another.
    """
    days = DAYS_IN_A_WEEK + 2 * DAYS_AROUND
    half_hours = sorted(open_half_hours(text, zone, monday - timedelta(DAYS_AROUND), days))
    midnight = min(open_half_hours(ALWAYS, zone, monday, 1))
    for away in range(-MOST_HALF_HOURS_APART, MOST_HALF_HOURS_APART + 1):
        start = midnight + away
        yield bisect_left(half_hours, start + HALF_HOURS_IN_A_WEEK) - bisect_left(half_hours, start)


def _open(subject: Subject, needs: Needs, weeks: Weeks) -> Part:
    """The part of the hours that are answered."""
    text = subject.vendor.hours.open
    if text is None:
        return subject.unknown(OPEN_WEIGHT, "hours.open")
    low, high = _share_of(weeks, subject, needs)
    if low < high:
        words = f"{_percent(low)} to {_percent(high)} of the hours"
        return subject.between(OPEN_WEIGHT, "hours.timezone", low, high, words)
    words = text if text == ALWAYS else f"{_percent(low)} of the hours"
    if needs.timezone is None and text != ALWAYS:
        words += ", as local time"
    return subject.between(OPEN_WEIGHT, "hours.open", low, high, words)


def _percent(share: float) -> str:
    """A share in words; all of it only where it is all."""
    return f"{min(round(share * 100), 99) if share < 1 else 100}%"


def _holidays(subject: Subject) -> Part:
    """The part of public holidays."""
    hours = subject.vendor.hours
    if hours.open is not None and closed_on_holidays(hours.open):
        return subject.between(HOLIDAYS_WEIGHT, "hours.open", 0.0, 0.0, "closed on holidays")
    if hours.holidays == "closed":
        return subject.between(HOLIDAYS_WEIGHT, "hours.holidays", 0.0, 0.0, "closed on holidays")
    if hours.holidays is None:
        return subject.unknown(HOLIDAYS_WEIGHT, "hours.holidays")
    if hours.open is None:
        return subject.between(HOLIDAYS_WEIGHT, "hours.open", 0.0, 1.0, "open on holidays")
    return subject.between(HOLIDAYS_WEIGHT, "hours.holidays", 1.0, 1.0, "open on holidays")


def assess(subject: Subject, needs: Needs) -> Assessment | NotApplicable:
    """Judge how much of the needed time is answered, and whether holidays are."""
    texts = _needed_texts(needs)
    weeks = needed_weeks(needs, *texts)
    if not any(weeks):
        return NotApplicable("the needs name no hours of an ordinary week")
    parts = [_open(subject, needs, weeks)]
    if not all(map(closed_on_holidays, texts)):
        parts.append(_holidays(subject))
    return combine(*parts)


CRITERION = Criterion(
    id="hours",
    group="availability",
    question="Are live agents there whenever our customers call?",
    page=__doc__,
    assess=assess,
)
