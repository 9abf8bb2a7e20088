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

import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from callvet.model.wording import shown

if TYPE_CHECKING:
    from collections.abc import Sequence
    from collections.abc import Set as AbstractSet
    from zoneinfo import ZoneInfo

ALWAYS = "24/7"

LONGEST = 255
"""What an opening-hours text may take. [characters] Source: OpenStreetMap's limit for a value."""

HALF_HOUR_SECONDS = 1800

_DAY_MINUTES = 1440
_HALF_DAY_MINUTES = 720
_WEEKS_A_YEAR = 52
_ORDINARY_YEAR = date(2029, 1, 1)
"""A Monday, so that 52 weeks from it are the weeks of one year."""

_DAY_SECONDS = 60 * _DAY_MINUTES
_ALL_DAY = (1 << _DAY_MINUTES) - 1
_ALL_HALF_HOUR = (1 << HALF_HOUR_SECONDS // 60) - 1

_TEXTS_KEPT = 256
"""Every vendor is held against the same few texts, and each has its own asked for several times; what follows from a
text hangs on nothing else, so the last ones are kept."""

_EXAMPLE = "24/7, or days and hours such as Mo-Fr 08:00-20:00; Sa 09:00-13:00; PH off"

_WEEKDAY = "(?:Mo|Tu|We|Th|Fr|Sa|Su)"

_NOT_CARRIED = (
    ('"', "has a comment in quotes, which is not read; leave the comment out"),
    (r"(?i)\bunknown\b", "has hours that are not known; write those that are and leave out the rest"),
    (r"(?i)\beaster\b", "counts from Easter; write PH off, or the date such as 2027 Mar 26 off"),
    (r"(?i)\b(sunrise|sunset|dawn|dusk)\b", "goes by the sun; write hours of the clock such as Mo-Fr 08:00-18:00"),
    (r"(?i)\bSH\b", "has school holidays, which differ by place; write the dates such as Jul 01-Aug 31 off"),
    (r":\d\d ?\+", "has an open end; write when it closes, such as Mo-Fr 10:00-18:00"),
    (r":\d\d ?/", "has a step after its hours, which names points of time; write the hours alone"),
    (r"\b(?:[ECMP][SD]?T|GMT|UTC)\b", "names a time zone, which has a key of its own; write the hours alone"),
    (r"\|\|", "has a fallback after ||; write rules with a semicolon between them"),
    (r"\bPH ?[+-] ?\d", "counts from a holiday; write PH off for the holiday itself, or the date"),
    (rf"(?i)\bPH {_WEEKDAY}|\b{_WEEKDAY} PH\b", "has PH beside a weekday; write a comma or a semicolon between them"),
)
"""What the package reads and the arithmetic cannot carry, or what means otherwise than it looks; why, and the fix."""


_BLANK_AFTER_DAYS = r"(?i)(?<!:\d\d)(?<!24/7)(?<!off)(?<!closed)(?<!open)(?<! ) ?, +"
"""Where a comma begins a new rule, though the one before it has nothing yet but its days."""


class _Rule(NamedTuple):
    """One rule of the text: the hours that it sets for the days that it is for."""

    days: str
    """What the package takes for the choice of days; ``24/7`` is every one."""
    hours: int | None
    """A bit for each minute from the day's midnight on, up to two days; None: no hours are written."""
    is_open: bool
    is_added: bool
    """Whether it leaves alone what earlier rules say of the same days."""


def opening_hours(text: str) -> str:
    """The text as it stands, without blanks around it, if it is one that can be counted with.

    Raises:
        ValueError: It cannot be read, or would mean something else than it looks; with what to write.
    """
    stripped = text.strip()
    if stripped != ALWAYS:
        _rules(stripped)
    return stripped


def closed_on_holidays(text: str) -> bool:
    """Whether public holidays are closed: only where the text says ``PH off``, not where they have their own hours.

    Raises:
        ValueError: ``text`` is no opening-hours text.
    """
    if "PH" not in text:
        return False
    last = [rule for rule in _rules(text) if "PH" in rule.days][-1]
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


@lru_cache(_TEXTS_KEPT)
def _mean_week(text: str, first_day: date) -> Decimal:
    """The hours of ``weekly_open_hours``."""
    if text == ALWAYS:
        return Decimal(7 * _DAY_MINUTES) / 60
    clocks = _clocks(_rules(text), first_day, 7 * _WEEKS_A_YEAR, frozenset())
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


@lru_cache(_TEXTS_KEPT)
def _half_hours(text: str, timezone: str, first_day: date, days: int, holidays: frozenset[date]) -> frozenset[int]:
    """The half-hours of ``open_half_hours``."""
    from zoneinfo import ZoneInfo  # noqa: PLC0415 - 10 ms, for those who ask by the calendar

    from callvet.model.codes import time_zone  # noqa: PLC0415 - brings tables that are not needed to read hours

    zone = ZoneInfo(time_zone(timezone))
    midnights = [_midnight(first_day + timedelta(day), zone) for day in range(days + 1)]
    if text == ALWAYS:
        return frozenset(_half_hours_between(midnights[0], midnights[-1]))
    # one day more, because where the zone is off by a quarter of an hour the last half-hour ends on the next day
    clocks = _clocks(_rules(text), first_day, days + 1, holidays)
    spans = [today | tomorrow << _DAY_MINUTES for today, tomorrow in pairwise(clocks)]
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
    return _clocks(_rules(text.strip()), first_day, days, holidays)


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


def _clocks(rules: Sequence[_Rule], first_day: date, days: int, holidays: AbstractSet[date]) -> list[int]:
    """For each day, the minutes from its midnight to the next at which the line is open, as bits."""
    eve = first_day - timedelta(1)
    shifts = [0] * (days + 1)
    for rule in rules:
        for day in _days(rule, eve, len(shifts), holidays):
            _apply(rule, shifts, day)
    return [(before >> _DAY_MINUTES | own) & _ALL_DAY for before, own in pairwise(shifts)]


def _apply(rule: _Rule, shifts: list[int], day: int) -> None:
    """Let a rule change the hours that begin on one of its days."""
    if rule.is_open:
        hours = _ALL_DAY if rule.hours is None else rule.hours
        shifts[day] = hours | shifts[day] if rule.is_added else hours
    elif rule.hours is None:
        shifts[day] = 0
    else:
        # hours of the clock that are closed, whichever day's shift they belong to
        for other in range(max(day - 1, 0), min(day + 2, len(shifts))):
            away = (day - other) * _DAY_MINUTES
            shifts[other] &= ~(rule.hours << away if away >= 0 else rule.hours >> -away)


def _days(rule: _Rule, first_day: date, days: int, holidays: AbstractSet[date]) -> set[int]:
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


@lru_cache(_TEXTS_KEPT)
def _rules(text: str) -> tuple[_Rule, ...]:
    """The text's rules in the order of their use, those for holidays last.

    Raises:
        ValueError: The text cannot be read, or would mean something else than it looks; with what to write.
    """
    text = text.strip()
    fault = _uncarried(text)
    rules = None if fault else _read(text)
    if rules is None:
        fault = fault or f"is not an opening time; write {_proposal(text) or _EXAMPLE}"
    else:
        fault = _misleading(text, rules)
    if fault or rules is None:
        message = f"{shown(text) or 'an empty text'} {fault}"
        raise ValueError(message)
    return tuple(sorted(rules, key=_is_for_holidays))


def _uncarried(text: str) -> str | None:
    """Why the text cannot be counted with, readable as it may be."""
    if len(text) > LONGEST:
        return f"takes {len(text)} characters; write at most {LONGEST}"
    return next((fault for pattern, fault in _NOT_CARRIED if re.search(pattern, text)), None)


def _misleading(text: str, rules: list[_Rule]) -> str | None:
    """Why the text hardly says what its writer means."""
    joined = re.sub(_BLANK_AFTER_DAYS, ",", text)
    for rule, following in pairwise(rules if joined != text else ()):
        if rule.is_open and rule.hours is None and rule.days != ALWAYS and following.is_added:
            fix = joined if _read(joined) else "hours for them"
            return f"leaves {rule.days} open around the clock; write {fix}"
    if not any(rule.is_open and not _is_for_holidays(rule) for rule in rules):
        return "does not say when ordinary days are open; write that first, such as 24/7; PH off"
    return None


def _is_for_holidays(rule: _Rule) -> bool:
    """Whether the rule is for holidays alone."""
    return rule.days.split()[-1] == "PH"


def _read(text: str) -> list[_Rule] | None:
    """The text's rules as they stand, or None if the package refuses it."""
    canonical = _canonical(text)
    if canonical is None:
        return None
    pieces = re.split(r"(; |, )", canonical)
    return [_rule(piece, separator) for separator, piece in zip(["; ", *pieces[1::2]], pieces[::2], strict=True)]


def _canonical(text: str) -> str | None:
    """The text in the package's own spelling, or None if the package refuses it."""
    # 25 ms, not paid by 24/7; the package's own stub leaves its error out
    from opening_hours import OpeningHours, ParserError  # type: ignore[attr-defined]  # noqa: PLC0415

    try:
        return str(OpeningHours(text, auto_country=False, auto_timezone=False))
    except ParserError:
        return None


def _rule(piece: str, separator: str) -> _Rule:
    """One rule in the package's own spelling, such as ``Mo-Fr 08:00-12:00,13:00-17:00 closed``."""
    open_piece = piece.removesuffix("closed").rstrip()
    hours = re.search(r"\d\d:\d\d-[\d:,-]+$", open_piece)
    days = open_piece[: hours.start()].rstrip() if hours else open_piece
    return _Rule(
        days=days or ALWAYS,
        hours=_minutes(hours[0]) if hours else None,
        is_open=open_piece == piece,
        is_added=separator == ", ",
    )


def _minutes(hours: str) -> int:
    """Hours such as ``08:00-12:00,22:00-06:00`` as bits, one for each minute of two days."""
    minutes = 0
    for first_hour, first_minute, last_hour, last_minute in re.findall(r"(\d\d):(\d\d)-(\d\d):(\d\d)", hours):
        start, end = 60 * int(first_hour) + int(first_minute), 60 * int(last_hour) + int(last_minute)
        if end <= start:
            end += _DAY_MINUTES
        minutes |= ((1 << end - start) - 1) << start
    return minutes


_DAY_NAMES = (
    r"\b(mo(?:n(?:days?)?)?|tu(?:e(?:s(?:days?)?)?)?|we(?:d(?:s|nesdays?)?)?|th(?:u(?:r(?:s(?:days?)?)?)?)?"
    r"|fr(?:i(?:days?)?)?|sa(?:t(?:urdays?)?)?|su(?:n(?:days?)?)?)\b\.?"
)
_MONTH_NAMES = r"\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b"
_PLAIN_WORDS = (
    (r"\s*[\u2010-\u2015\u2212]\s*", "-"),
    (r"\b24 ?[x*/-] ?7(?: ?[x*/-] ?(?:365|52))?\b|\b7 ?[x/] ?24\b|\b24/365\b", ALWAYS),
    (r"\b24 ?(?:h|hrs?|hours?)\b(?: a day| ?/ ?day)?(?:,? 7 days(?: a week)?)?", ALWAYS),
    (r"\balways(?: open)?\b|\ba?round the clock\b|\ball day\b", ALWAYS),
    (r"[,;]?\s*\b(?:except|excluding|closed)(?: on| for)?(?: public| bank)? holidays?\b", "; PH off"),
    (r"\b(?:public |bank )?holidays?\b|\bph\b", "PH"),
    (r"\bweekdays?\b", "Mo-Fr"),
    (r"\bweekends?\b", "Sa-Su"),
    (r"\bdaily\b|\bevery ?day\b|\b7 days(?: a week)?\b", "Mo-Su"),
    (r"\bnoon\b", "12:00"),
    (r"\bmidnight\b", "24:00"),
    (r"\s*(?:-|\bto\b|\buntil\b|\btill\b|\bthrough\b|\bthru\b)\s*", "-"),
    (r"\s*(?:,|&|\band\b)\s*", ","),
    (r"\b(?:from|open|hours|hrs|on)\b|(?<=[a-z]):(?= )", " "),
    (r"(?<!\d)(0\d)(\d\d)-(\d\d)(\d\d)(?!\d)", r"\1:\2-\3:\4"),
)
"""What people write, in small letters, and what it is in the text of opening hours."""

_PLAIN_TIME = r"(\d{1,2})(?:[:.h](\d\d)|h)?(?: ?([ap])\.?m\b\.?)?"
_PLAIN_SPAN = rf"(?<![\d:.\[])(?<![a-z]{{3}} ){_PLAIN_TIME}-{_PLAIN_TIME}(?![\d:\]])"
"""Two times of day, which the days of a month (``dec 24-26``) are not."""

_EARLIEST_MORNING_HOUR = 7
"""In ``9-5pm`` the nine is before noon; in ``1-5pm`` the one is after it."""


def _proposal(text: str) -> str | None:
    """The opening hours that are meant by everyday words such as ``Mon to Fri 9-5``, where they can be told."""
    plain = text.casefold()
    for pattern, spelling in _PLAIN_WORDS:
        plain = re.sub(pattern, spelling, plain)
    plain = re.sub(_DAY_NAMES, lambda name: name[0][:2].capitalize(), plain)
    plain = re.sub(_PLAIN_SPAN, _span, plain)
    plain = re.sub(_MONTH_NAMES, lambda name: name[1].capitalize(), plain)
    plain = re.sub(r"(?<=[a-z]) 24/7", " 00:00-24:00", plain)
    plain = " ".join(plain.split()).strip(" ,;")
    plain = re.sub(r"(^|; )([\d:,-]+) ([A-Z][A-Za-z,-]*)(?=;|$)", r"\1\3 \2", plain)  # 9-5 Mo-Fr
    plain = re.sub(r"(?<=:\d\d)[, ](?=[A-Z])", "; ", plain)
    if not _is_sound(plain):
        return None
    return f"Mo-Fr {plain}, or {plain} for every day" if re.fullmatch(r"[\d:,-]+", plain) else plain


def _is_sound(text: str) -> bool:
    """Whether the text can be counted with."""
    rules = None if _uncarried(text) else _read(text)
    return rules is not None and not _misleading(text, rules)


def _span(times: re.Match[str]) -> str:
    """Two everyday times as hours: ``9-5`` is ``09:00-17:00``."""
    first_hour, first_minute, first_half, last_hour, last_minute, last_half = times.groups()
    if not first_half and last_half == "p" and int(first_hour) < _EARLIEST_MORNING_HOUR:
        first_half = "p"
    start, end = _minute_of_day(first_hour, first_minute, first_half), _minute_of_day(last_hour, last_minute, last_half)
    if end <= start <= _HALF_DAY_MINUTES and not last_half:
        end += _HALF_DAY_MINUTES
    return f"{start // 60:02}:{start % 60:02}-{end // 60:02}:{end % 60:02}"


def _minute_of_day(hour: str, minute: str | None, half: str | None) -> int:
    """An everyday time, with ``a`` or ``p`` for the half of the day if it is told."""
    hours = int(hour) % 12 + (12 if half == "p" else 0) if half else int(hour)
    return 60 * hours + int(minute or 0)
