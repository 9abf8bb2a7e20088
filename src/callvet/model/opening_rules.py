"""The rules that an opening-hours text is made of, or why it cannot be read, with what to write."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from callvet.model.wording import shown

ALWAYS = "24/7"
LONGEST = 255
"""What an opening-hours text may take. [characters] Source: OpenStreetMap's limit for a value."""
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


DAY_MINUTES = 1440
_HALF_DAY_MINUTES = 720
TEXTS_KEPT = 256
"""Every vendor is held against the same few texts, and each has its own asked for several times; what follows from a
text hangs on nothing else, so the last ones are kept."""
_BLANK_AFTER_DAYS = r"(?i)(?<!:\d\d)(?<!24/7)(?<!off)(?<!closed)(?<!open)(?<! ) ?, +"
"""Where a comma begins a new rule, though the one before it has nothing yet but its days."""
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


class Rule(NamedTuple):
    """One rule of the text: the hours that it sets for the days that it is for."""

    days: str
    """What the package takes for the choice of days; ``24/7`` is every one."""
    hours: int | None
    """A bit for each minute from the day's midnight on, up to two days; None: no hours are written."""
    is_open: bool
    is_added: bool
    """Whether it leaves alone what earlier rules say of the same days."""


@lru_cache(TEXTS_KEPT)
def rules_of(text: str) -> tuple[Rule, ...]:
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


def _misleading(text: str, rules: list[Rule]) -> str | None:
    """Why the text hardly says what its writer means."""
    joined = re.sub(_BLANK_AFTER_DAYS, ",", text)
    for rule, following in pairwise(rules if joined != text else ()):
        if rule.is_open and rule.hours is None and rule.days != ALWAYS and following.is_added:
            fix = joined if _read(joined) else "hours for them"
            return f"leaves {rule.days} open around the clock; write {fix}"
    if not any(rule.is_open and not _is_for_holidays(rule) for rule in rules):
        return "does not say when ordinary days are open; write that first, such as 24/7; PH off"
    return None


def _is_for_holidays(rule: Rule) -> bool:
    """Whether the rule is for holidays alone."""
    return rule.days.split()[-1] == "PH"


def _read(text: str) -> list[Rule] | None:
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


def _rule(piece: str, separator: str) -> Rule:
    """One rule in the package's own spelling, such as ``Mo-Fr 08:00-12:00,13:00-17:00 closed``."""
    open_piece = piece.removesuffix("closed").rstrip()
    hours = re.search(r"\d\d:\d\d-[\d:,-]+$", open_piece)
    days = open_piece[: hours.start()].rstrip() if hours else open_piece
    return Rule(
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
            end += DAY_MINUTES
        minutes |= ((1 << end - start) - 1) << start
    return minutes


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
