"""What a single value may be: shares, counts, durations, money, dates, text; each with its words of refusal.

Every type takes what the YAML reader gives (text, bool, int, Decimal) and nothing else, so that a number in
quotes or a word where a number belongs is refused with the fix instead of being guessed at. ``none`` is an
answer: an empty list, a count of nothing, a promise not given.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

from pydantic import BeforeValidator, PlainValidator, WithJsonSchema

from callvet.model import codes
from callvet.model.opening_hours import opening_hours
from callvet.model.wording import shown

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")

NOT_PROMISED = Decimal("Infinity")
"""A time that a vendor says it does not promise: longer than any."""

_NUMBER = re.compile(r"[-+]?(\d+(\.\d*)?|\.\d+)", re.ASCII)
_SHARE = re.compile(r"([-+]?\d{1,20}(?:\.\d{1,20})?) ?%", re.ASCII)
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_LONGEST_TEXT = 20_000


def _written(value: object) -> str:
    """The value as its writer would recognise it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return "a group of keys"
    if isinstance(value, list):
        return "a list"
    return shown(str(value))


def _decimal(value: object, noun: str, example: str) -> Decimal:
    """A number, or a refusal that knows quotes from words."""
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        return Decimal(value)
    if isinstance(value, str) and _NUMBER.fullmatch(value):
        message = f"{_written(value)} is in quotes; write {_written(value)} without them"
    else:
        message = f"{_written(value)} is not {noun}; write {example}"
    raise ValueError(message)


def _bounded(noun: str, example: str, *, least: int = 0, above: bool = False) -> Callable[[object], Decimal]:
    """A reader of numbers that are at least (or, with ``above``, more than) ``least``."""

    def read(value: object) -> Decimal:
        number = _decimal(value, noun, example)
        if number < least or (above and number == least):
            message = (
                f"{_written(value)} is too small for {noun}; write a number {'above' if above else 'from'} {least}"
            )
            raise ValueError(message)
        return number

    return read


def _whole(noun: str, example: str, *, least: int = 0, most: int | None = None) -> Callable[[object], int]:
    """A reader of whole numbers between two bounds."""

    def read(value: object) -> int:
        number = _decimal(value, noun, example)
        if number != number.to_integral_value():
            message = f"{_written(value)} is not {noun}; write a whole number, such as {example}"
            raise ValueError(message)
        if number < least or (most is not None and number > most):
            message = f"{_written(value)} is not {noun}; write a number from {least}{f' to {most}' if most else ''}"
            raise ValueError(message)
        return int(number)

    return read


def _or_none(read: Callable[[object], T], none: T) -> Callable[[object], T]:
    """The reader, with ``none`` as one more answer."""

    def answer(value: object) -> T:
        return none if value == "none" else read(value)

    return answer


def _share_of(value: object) -> Decimal:
    """A share as a number, not yet bounded; ``85%`` and ``0.85`` alike."""
    if isinstance(value, str):
        percent = _SHARE.fullmatch(value)
        if percent:
            return Decimal(percent[1]) / 100
        if _NUMBER.fullmatch(value):
            message = f"{_written(value)} is in quotes; write {_written(value)} without them, or 85%"
            raise ValueError(message)
    elif isinstance(value, int | Decimal) and not isinstance(value, bool):
        if value > 1:
            message = f"{value} is above 1; write {value}% if per cent is meant, or a share such as 0.85"
            raise ValueError(message)
        return Decimal(value)
    message = f"{_written(value)} is not a share; write 85% or 0.85"
    raise ValueError(message)


def read_share(value: object) -> Decimal:
    """A share in 0..1, written ``85%`` or ``0.85``."""
    share = _share_of(value)
    if not 0 <= share <= 1:
        message = f"{_written(value)} is outside 0 to 100 %; write a share such as 85% or 0.85"
        raise ValueError(message)
    return share


def read_flag(value: object) -> bool:
    """True or false, in the words of YAML 1.2."""
    if isinstance(value, bool):
        return value
    fix = {"yes": "true", "y": "true", "on": "true", "no": "false", "n": "false", "off": "false", "none": "false"}
    meant = fix.get(value.lower(), "true or false") if isinstance(value, str) else "true or false"
    message = f"{_written(value)} is not true or false; write {meant}"
    raise ValueError(message)


def read_text(value: object) -> str:
    """Text as it stands; numbers and flags must be quoted, so that their digits are the writer's."""
    if isinstance(value, str):
        if len(value) > _LONGEST_TEXT:
            message = f"{len(value)} characters are too many; at most {_LONGEST_TEXT} are kept"
            raise ValueError(message)
        return value
    if isinstance(value, dict | list):
        message = f"{_written(value)} stands where text belongs; write it in one line or in quotes"
    else:
        kind = "flag" if isinstance(value, bool) else "number"
        message = f'{_written(value)} is read as a {kind}; put it in quotes: "{_written(value)}"'
    raise ValueError(message)


def read_date(value: object) -> date:
    """A calendar day, written ``2026-11-02``."""
    try:
        if isinstance(value, str) and _DATE.fullmatch(value):
            return date.fromisoformat(value)
    except ValueError:
        pass
    message = f"{_written(value)} is not a date; write year-month-day, such as 2026-11-02"
    raise ValueError(message)


def _coded(read: Callable[[str], str]) -> Callable[[object], str]:
    """A reader of codes that tells a number or a list from a code first."""

    def code(value: object) -> str:
        return read(read_text(value))

    return code


def none_is_empty(value: object) -> object:
    """``none`` for a list: the answer is that there are none."""
    return [] if value == "none" else value


_DIGITS = {"type": "number", "minimum": 0}
_GROWTH = {"type": "string", "pattern": r"^[-+]?[0-9]{1,20}(\.[0-9]{1,20})? ?%$"}
_PERCENT = {"type": "string", "pattern": r"^\+?0*(100(\.0+)?|[0-9]{1,2}(\.[0-9]{1,20})?) ?%$"}
_NONE = {"const": "none"}


def _schema(*kinds: dict[str, Any]) -> WithJsonSchema:
    """What an editor is told: one kind, or any of several."""
    return WithJsonSchema(kinds[0] if len(kinds) == 1 else {"anyOf": list(kinds)})


Text = Annotated[
    str, PlainValidator(read_text), _schema({"type": "string", "minLength": 1, "maxLength": _LONGEST_TEXT})
]
Flag = Annotated[bool, PlainValidator(read_flag), _schema({"type": "boolean"})]
Day = Annotated[date, PlainValidator(read_date), _schema({"type": "string", "format": "date"})]
Share = Annotated[Decimal, PlainValidator(read_share), _schema(_DIGITS | {"maximum": 1}, _PERCENT)]
PromisedShare = Annotated[
    Decimal, PlainValidator(_or_none(read_share, Decimal(0))), _schema(_DIGITS | {"maximum": 1}, _PERCENT, _NONE)
]
Growth = Annotated[Decimal, PlainValidator(_share_of), _schema({"type": "number", "maximum": 1}, _GROWTH)]
Count = Annotated[
    int, PlainValidator(_or_none(_whole("a count", "12"), 0)), _schema({"type": "integer", "minimum": 0}, _NONE)
]
Limit = Annotated[int, PlainValidator(_whole("a count", "12", least=1)), _schema({"type": "integer", "minimum": 1})]
Year = Annotated[
    int,
    PlainValidator(_whole("a year", "2004", least=1800, most=2200)),
    _schema({"type": "integer", "minimum": 1800, "maximum": 2200}),
]
Quantity = Annotated[Decimal, PlainValidator(_or_none(_bounded("a number", "12"), Decimal(0))), _schema(_DIGITS, _NONE)]
Positive = Annotated[
    Decimal,
    PlainValidator(_bounded("a number", "12", above=True)),
    _schema({"type": "number", "exclusiveMinimum": 0}),
]
Duration = Annotated[Decimal, PlainValidator(_bounded("a length of time", "20")), _schema(_DIGITS)]
PromisedDuration = Annotated[
    Decimal, PlainValidator(_or_none(_bounded("a length of time", "20"), NOT_PROMISED)), _schema(_DIGITS, _NONE)
]
Amount = Annotated[
    Decimal,
    PlainValidator(_bounded("an amount", "the number alone, such as 49.50; the currency has its own key")),
    _schema(_DIGITS),
]
Country = Annotated[str, PlainValidator(_coded(codes.country)), _schema({"type": "string", "pattern": "^[A-Z]{2}$"})]
Currency = Annotated[str, PlainValidator(_coded(codes.currency)), _schema({"type": "string", "pattern": "^[A-Z]{3}$"})]
Language = Annotated[
    str,
    PlainValidator(_coded(codes.language)),
    _schema({"type": "string", "pattern": "^[A-Za-z]{2,3}(-[A-Za-z0-9]+)*$"}),
]
TimeZone = Annotated[str, PlainValidator(_coded(codes.time_zone)), _schema({"type": "string", "minLength": 1})]
OpeningHours = Annotated[
    str, PlainValidator(_coded(opening_hours)), _schema({"type": "string", "examples": ["24/7", "Mo-Fr 08:00-18:00"]})
]

Listed = Annotated[tuple[T, ...], BeforeValidator(none_is_empty)]
"""A list of which ``none`` is the empty one; unknown is the key left out."""
