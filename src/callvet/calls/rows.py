"""A row of a log as the metering wants it: whole milliseconds, a slot of time, what kind it is, or why it is bad.

A slot is a stretch of minutes that no boundary of any calendar in use divides, counted from 1970. What kind of contact
a row is, is one number together with its slot, the key; the key of a bad row is negative and says what is wrong.
"""

from __future__ import annotations

from math import prod
from typing import TYPE_CHECKING, Final, NamedTuple

from callvet.calls.columns import FLAGS, PARTS
from callvet.calls.log import literal, source
from callvet.calls.written import flag_sql, micros_sql, milliseconds_sql, word_sql

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from callvet.calls.log import Log
    from callvet.model.charge import ClockPart

MICROS: Final = 1_000_000
_DAY_MS: Final = 86_400_000
_BITS_MS: Final = 2**26 - 1
"""Times that set no bit but these are within a day, as those of nearly all calls are. [milliseconds]"""
_FIRST_US: Final = 0
_LAST_US: Final = 4_102_444_800 * MICROS
"""Years before 1970 and from 2100 on are mistakes. [microseconds since 1970]"""
_BITS_US: Final = 2**51 - 1
"""Moments that set no bit but these are of 2041 at the latest, as nearly all are. [microseconds since 1970]"""

UNREADABLE_TIME: Final = 1
REPEATED_ROW: Final = 2
OUTSIDE_THE_PERIOD: Final = 3
UNREADABLE_DURATION: Final = 4
NEGATIVE: Final = 5
TOO_LONG: Final = 6
UNREADABLE_FLAG: Final = 7
UNPARSED: Final = 8
SKIPPED: Final = 9
AMBIGUOUS: Final = 10
NOT_UTF8: Final = 11
BAD_ROWS: Final[Mapping[int, str]] = {
    UNREADABLE_TIME: "unreadable time",
    REPEATED_ROW: "repeats another row",
    OUTSIDE_THE_PERIOD: "outside the period",
    UNREADABLE_DURATION: "unreadable duration",
    NEGATIVE: "negative duration",
    TOO_LONG: "longer than 24 hours",
    UNREADABLE_FLAG: "neither yes nor no",
    UNPARSED: "cannot be parsed",
    NOT_UTF8: "not UTF-8 text",
    SKIPPED: "local time that the clock skipped",
    AMBIGUOUS: "local time that came twice",
}
"""What can be wrong with a row, the first that is, by number."""

CHANNELS: Final = ("phone", "chat", "email", "sms", "social", "other")
_CHANNEL_WORDS: Final[Mapping[str, int]] = {
    "phone": 0, "call": 0, "voice": 0, "telephone": 0, "": 0, "chat": 1, "webchat": 1, "email": 2, "e-mail": 2,
    "mail": 2, "sms": 3, "text": 3, "social": 4,
}  # fmt: skip
_IN_WORDS: Final = ("in", "inbound")
_COMMON_LANGUAGES: Final = ("en", "es")
_OUT_WORDS: Final = ("out", "outbound", "outgoing")


_AGENTS: Final = frozenset({"talk", "hold", "transfer", "wrap"})
"""Parts that a contact without an agent has none of."""


class Dimension(NamedTuple):
    """One way in which kinds of contacts differ.

    Attributes:
        name: Of the column, or ``answered``.
        values: What is told apart; of languages and outcomes, the first stands for all others.
    """

    name: str
    values: tuple[str, ...]

    @property
    def room(self) -> int:
        """For how many values there is room in a kind's number: whole bits, which engines set without any check."""
        return 1 << (len(self.values) - 1).bit_length()


class Shape(NamedTuple):
    """What is read of every row.

    Attributes:
        parts: The parts of its time, talk among them.
        dimensions: In which ways kinds differ; being answered is the first.
        slot_minutes: How long a slot is. [minutes]
        period: The first moment that is billed, and the first that is not, as starts are written; None has no such
            bound. [microseconds since 1970]
        no_repeats: Whether a row that repeats another in every column is bad.
    """

    parts: tuple[ClockPart, ...]
    dimensions: tuple[Dimension, ...]
    slot_minutes: int
    period: tuple[int | None, int | None] = (None, None)
    no_repeats: bool = False

    @property
    def kinds(self) -> int:
        """How many kinds of contacts there is room for, a power of two. [count]"""
        return prod(one.room for one in self.dimensions)

    def place_of(self, name: str) -> tuple[int, int] | None:
        """By what a kind's number is divided to get a dimension, and for how many values that has room.

        None: it is not told.
        """
        below = 1
        for one in reversed(self.dimensions):
            if one.name == name:
                return below, one.room
            below *= one.room
        return None


def dimension(name: str, values: Sequence[str] = ()) -> Dimension:
    """A way in which kinds of contacts differ.

    Args:
        name: Of the column, or ``answered``.
        values: Of languages and outcomes, those that are told apart, in small letters.
    """
    fixed = {"channel": CHANNELS, "direction": ("in", "out")}
    if name in {"language", "outcome"}:
        return Dimension(name, ("", *values))
    return Dimension(name, fixed.get(name, ("no", "yes")))


def rows_sql(log: Log, shape: Shape, *, raw: str | None = None, also: Sequence[str] = ()) -> str:
    """A query of all rows: ``key``, ``slot``, ``start_us``, ``answered``, and the parts of the time. [milliseconds]

    A bad row has no time at all and nobody answered it, so that what is absurd in it enters no sum; of an agent's time
    that cannot be read, it has NULL.

    Args:
        log: What is read.
        shape: What is read of every row.
        raw: In place of the log, its values by the names of columns here, those of CSV as they are written, with
            ``row_file``, ``row_line`` and ``row_text``.
        also: Columns that are carried on as text, called ``a_`` and their name here.
    """
    types = log.types if raw is None or log.is_parquet else dict.fromkeys(log.types, "VARCHAR")
    kept = [] if raw is None else ["row_file", "row_line", "row_text"]
    flags = flags_of(log, shape)
    typed = [
        *kept,
        f"{micros_sql('start', types['start'], has_offset=log.has_offset)} AS start_us",
        *(f"{milliseconds_sql(PARTS[part], types[PARTS[part]])} AS {part}_ms" for part in shape.parts),
        *(f"{flag_sql(name, types[name])} AS {name}" for name in flags),
        *(f"{_number(one, shape)} AS d_{one.name}" for one in shape.dimensions if one.name not in {"answered", *FLAGS}),
        *(f"CAST({name} AS VARCHAR) AS a_{name}" for name in also),
        *(f"{mark} AS unparsed" for mark in log.marks),
        *(["copy"] if shape.no_repeats else []),
    ]
    carried = [f"a_{name}" for name in also]
    timed = (f"{_timed(part)} AS {part}" for part in shape.parts)
    slot = f"start_us // {shape.slot_minutes * 60 * MICROS}"
    names = tuple(dict.fromkeys([*columns_of(log, shape), *also]))
    words = [name for name in flags if types[name] != "BOOLEAN"]
    signs, unparsed = _signs(shape, words), ""
    if log.marks:
        signs, unparsed = ["NOT unparsed", *signs], f"WHEN unparsed THEN {-UNPARSED} "
    key = f"CASE WHEN sound THEN {slot} * {shape.kinds}{_code(shape)} {unparsed}{_bad(shape, words)} END"
    return (
        f"WITH raw AS ({raw or source(log, names, copies=shape.no_repeats)}), "
        f"typed AS (SELECT {', '.join(typed)} FROM raw), "
        f"checked AS (SELECT *, {_all_of(signs)} AS sound FROM typed), "
        f"told AS (SELECT *, {_answered(log, shape)} AS answered FROM checked) "
        f"SELECT {', '.join([*kept, *carried, 'start_us', 'answered', *timed])}, {slot} AS slot, {key} AS key FROM told"
    )


def flags_of(log: Log, shape: Shape) -> tuple[str, ...]:
    """The columns of yes and no that are read."""
    told = {one.name for one in shape.dimensions}
    wanted = (name for name in sorted(FLAGS) if name == "abandoned" or name in told)
    return tuple(name for name in wanted if name in log.columns.own)


def columns_of(log: Log, shape: Shape) -> tuple[str, ...]:
    """The columns that are read, by their names here."""
    others = (one.name for one in shape.dimensions if one.name != "answered")
    return tuple(dict.fromkeys(["start", *(PARTS[part] for part in shape.parts), *flags_of(log, shape), *others]))


def _timed(part: ClockPart) -> str:
    """A part of the time of a contact, as far as it has one; none of it of a bad row, whose time may be absurd.

    Most contacts are sound, and then CASE costs next to nothing; where an agent had some and others not, engines take
    the rows apart and put them together again. Of whole numbers, all bits of -1 are set.
    """
    if part in _AGENTS:
        return f"{part}_ms & -CAST(answered AS BIGINT)"
    return f"CASE WHEN sound THEN {part}_ms ELSE 0 END"


def _answered(log: Log, shape: Shape) -> str:
    """Whether an agent had a contact: of calls, those with talk that were not given up."""
    had = "talk_ms > 0 OR d_channel <> 0" if shape.place_of("channel") else "talk_ms > 0"
    kept = f"CASE WHEN abandoned THEN FALSE ELSE {had} END" if "abandoned" in log.columns.own else had
    return _all_of(["sound", kept])


def _all_of(signs: Sequence[str]) -> str:
    """Whether all of some signs are true.

    Where rows come out of CSV, engines look for what is missing, row by row, in both sides of each AND; in CASE they
    look once, at those that are left.
    """
    *first, last = signs
    return "".join(f"CASE WHEN {sign} THEN " for sign in first) + last + " ELSE FALSE END" * len(first)


def _code(shape: Shape) -> str:
    """What sets the bits of a row's kind."""
    code = ""
    for one in shape.dimensions:
        below, _ = shape.place_of(one.name) or (1, 1)
        is_flag = one.name in {"answered", *FLAGS}
        code += f" | CASE WHEN {one.name} THEN {below} ELSE 0 END" if is_flag else f" | d_{one.name}"
    return code


def _signs(shape: Shape, words: Sequence[str]) -> list[str]:
    """What is true of a row with which nothing is wrong, in as few steps as that takes: most rows are sound.

    Args:
        shape: What is read of every row.
        words: Columns of yes and no that may say neither.
    """
    first, end = shape.period
    times = [f"{part}_ms" for part in shape.parts]
    each = [f"start_us BETWEEN {_FIRST_US} AND {_LAST_US - 1}", *(f"{time} BETWEEN 0 AND {_DAY_MS}" for time in times)]
    beyond = f"(start_us & {~_BITS_US}) | (({' | '.join(times)}) & {~_BITS_MS})"  # none of it where one cannot be read
    return [
        f"CASE WHEN ({beyond}) = 0 THEN TRUE ELSE {_all_of(each)} END",
        *([f"start_us >= {first}"] if first is not None else []),
        *([f"start_us < {end}"] if end is not None else []),
        *(f"{name} IS NOT NULL" for name in words),
        *(["copy = 1"] if shape.no_repeats else []),
    ]


def _bad(shape: Shape, words: Sequence[str]) -> str:
    """The cases in which a row is bad."""
    first, end = shape.period
    times = [f"{part}_ms" for part in shape.parts]
    outside = [f"start_us < {first}"] * (first is not None) + [f"start_us >= {end}"] * (end is not None)
    cases = (
        (UNREADABLE_TIME, ["start_us IS NULL", f"start_us < {_FIRST_US}", f"start_us >= {_LAST_US}"]),
        (REPEATED_ROW, ["copy > 1"] if shape.no_repeats else []),
        (OUTSIDE_THE_PERIOD, outside),
        (UNREADABLE_DURATION, [f"{time} IS NULL" for time in times]),
        (NEGATIVE, [f"{time} < 0" for time in times]),
        (TOO_LONG, [f"{time} > {_DAY_MS}" for time in times]),
        (UNREADABLE_FLAG, [f"{name} IS NULL" for name in words]),
    )
    return " ".join(f"WHEN {' OR '.join(signs)} THEN {-number}" for number, signs in cases if signs)


def _number(one: Dimension, shape: Shape) -> str:
    """Which of a dimension's values a row has, at its place in the number of a kind.

    Words as most logs write them are not spelled out first.
    """
    if one.name == "direction":
        numbers, other = dict.fromkeys(_OUT_WORDS, 1) | dict.fromkeys(_IN_WORDS, 0), 0
    elif one.name == "channel":
        numbers, other = dict(_CHANNEL_WORDS), len(CHANNELS) - 1
    else:
        numbers, other = {value: number for number, value in enumerate(one.values) if number}, 0
    text = word_sql(one.name)
    if one.name == "language":
        numbers = dict.fromkeys(_COMMON_LANGUAGES, 0) | numbers
        text = f"split_part(replace({text}, '_', '-'), '-', 1)"
    below, _ = shape.place_of(one.name) or (1, 1)
    cases = " ".join(f"WHEN {literal(word)} THEN {number * below}" for word, number in numbers.items())
    return f"CASE {one.name} {cases} ELSE CASE {text} {cases} ELSE {other * below} END END"
