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

from pydantic import BeforeValidator
from pydantic_core import core_schema

from callvet.model.wording import shown

if TYPE_CHECKING:
    from collections.abc import Callable

    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
    from pydantic_core import CoreSchema

T = TypeVar("T")

NOT_PROMISED = Decimal("Infinity")
"""A time that a vendor says it does not promise: longer than any."""

NO_LIMIT = Decimal("Infinity")
"""A bound that a vendor says it does not set: higher than any count."""

_NUMBER = re.compile(r"[-+]?(\d+(\.\d*)?|\.\d+)", re.ASCII)
_SHARE = re.compile(r"([-+]?\d{1,20}(?:\.\d{1,20})?) ?%", re.ASCII)
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_IN_DIGITS = "digits alone, such as 12"
_LONGEST_TEXT = 20_000


def written(value: object) -> str:
    """The value as its writer would recognise it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return "a group of keys"
    if isinstance(value, list):
        return "a list"
    return shown(str(value))


def _decimal(value: object, noun: str, fix: str) -> Decimal:
    """A number, or a refusal that knows quotes from words."""
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        return Decimal(value)
    if isinstance(value, str) and _NUMBER.fullmatch(value):
        message = f"{written(value)} is in quotes; write {written(value)} without them"
    else:
        message = f"{written(value)} is not {noun}; write {fix}"
    raise ValueError(message)


def _bounded(noun: str, fix: str, *, least: int = 0, above: bool = False) -> Callable[[object], Decimal]:
    """A reader of numbers that are at least (or, with ``above``, more than) ``least``."""

    def read(value: object) -> Decimal:
        number = _decimal(value, noun, fix)
        if number < least or (above and number == least):
            message = f"{written(value)} is too small for {noun}; write a number {'above' if above else 'from'} {least}"
            raise ValueError(message)
        return number

    return read


def _signed_amount(value: object) -> Decimal:
    """An amount of money of any sign."""
    return _decimal(value, "an amount", "the number alone, such as 49.50 or -12.00; the currency has its own key")


def _whole(noun: str, fix: str, *, least: int = 0, most: int | None = None) -> Callable[[object], int]:
    """A reader of whole numbers between two bounds."""

    def read(value: object) -> int:
        number = _decimal(value, noun, fix)
        if number != number.to_integral_value():
            message = f"{written(value)} is not {noun}; write a whole number"
            raise ValueError(message)
        if number < least or (most is not None and number > most):
            message = f"{written(value)} is not {noun}; write a number from {least}{f' to {most}' if most else ''}"
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
            message = f"{written(value)} is in quotes; write {written(value)} without them, or 85%"
            raise ValueError(message)
    elif isinstance(value, int | Decimal) and not isinstance(value, bool):
        if value > 1:
            number = f"{Decimal(value):f}"
            message = f"{number} is above 1; write {number}% if per cent is meant, or a share such as 0.85"
            raise ValueError(message)
        return Decimal(value)
    message = f"{written(value)} is not a share; write 85% or 0.85"
    raise ValueError(message)


def read_share(value: object) -> Decimal:
    """A share in 0..1, written ``85%`` or ``0.85``."""
    share = _share_of(value)
    if not 0 <= share <= 1:
        message = f"{written(value)} is outside 0 to 100%; write a share such as 85% or 0.85"
        raise ValueError(message)
    return share


def _percent(least: int, most: int | None = None) -> Callable[[object], Decimal]:
    """A reader of percentages between two bounds; ``25`` and ``25%`` alike are 25."""
    bounds = f"below {least}%" if most is None else f"outside {least} to {most}%"

    def read(value: object) -> Decimal:
        written = _SHARE.fullmatch(value) if isinstance(value, str) else None
        number = Decimal(written[1]) if written else _decimal(value, "a percentage", "25 or 25%")
        if number < least or (most is not None and number > most):
            message = f"{number:f} is {bounds}; write a percentage such as 25 or 25%"
            raise ValueError(message)
        return number

    return read


def read_flag(value: object) -> bool:
    """True or false, in the words of YAML 1.2."""
    if isinstance(value, bool):
        return value
    word = value.lower() if isinstance(value, str) else ""
    if word in {"true", "false"}:
        message = f"{written(value)} is text here; write {word} without quotes"
        raise ValueError(message)
    fix = {"yes": "true", "y": "true", "on": "true", "no": "false", "n": "false", "off": "false", "none": "false"}
    message = f"{written(value)} is not true or false; write {fix.get(word, 'true or false')}"
    raise ValueError(message)


def read_text(value: object) -> str:
    """Text as it stands; numbers and flags must be quoted, so that their digits are the writer's."""
    if isinstance(value, str):
        if len(value) > _LONGEST_TEXT:
            message = f"{len(value)} characters are too many; at most {_LONGEST_TEXT} are kept"
            raise ValueError(message)
        return value
    if isinstance(value, dict | list):
        message = f"{written(value)} stands where text belongs; write it in one line or in quotes"
    else:
        kind = "flag" if isinstance(value, bool) else "number"
        message = f'{written(value)} is read as a {kind}; put it in quotes: "{written(value)}"'
    raise ValueError(message)


def read_date(value: object) -> date:
    """A calendar day, written ``2026-11-02``."""
    try:
        if isinstance(value, str) and _DATE.fullmatch(value):
            return date.fromisoformat(value)
    except ValueError:
        pass
    message = f"{written(value)} is not a date; write year-month-day, such as 2026-11-02"
    raise ValueError(message)


def none_is_empty(value: object) -> object:
    """``none`` for a list: the answer is that there are none."""
    return [] if value == "none" else value


_DIGITS = {"type": "number", "minimum": 0}
_GROWTH = {"type": "string", "pattern": r"^[-+]?[0-9]{1,20}(\.[0-9]{1,20})? ?%$"}
_PERCENT = {"type": "string", "pattern": r"^\+?0*(100(\.0+)?|[0-9]{1,2}(\.[0-9]{1,20})?) ?%$"}
_NONE = {"const": "none"}


class Reads:
    """How one of our own types is read, and what an editor is told of it.

    It hands pydantic the finished schema: a ``PlainValidator`` would make another of the type itself, wherever the
    type is used, and most of the time that a model takes to be built would go there.
    """

    def __init__(self, reader: Callable[[object], object], *told: dict[str, Any]) -> None:
        """Keep the reader, and what is told: one kind, or any of several."""
        self._reader = reader
        self._told = told[0] if len(told) == 1 else {"anyOf": list(told)}

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        """What pydantic checks by."""
        return core_schema.no_info_plain_validator_function(self._reader)

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """What an editor is told."""
        return self._told.copy()


Text = Annotated[str, Reads(read_text, {"type": "string", "minLength": 1, "maxLength": _LONGEST_TEXT})]
Flag = Annotated[bool, Reads(read_flag, {"type": "boolean"})]
Day = Annotated[date, Reads(read_date, {"type": "string", "format": "date"})]
Share = Annotated[Decimal, Reads(read_share, _DIGITS | {"maximum": 1}, _PERCENT)]
PromisedShare = Annotated[Decimal, Reads(_or_none(read_share, Decimal(0)), _DIGITS | {"maximum": 1}, _PERCENT, _NONE)]
Growth = Annotated[Decimal, Reads(_share_of, {"type": "number", "maximum": 1}, _GROWTH)]
Percent = Annotated[Decimal, Reads(_or_none(_percent(0, 100), Decimal(0)), _DIGITS | {"maximum": 100}, _PERCENT, _NONE)]
Surcharge = Annotated[Decimal, Reads(_percent(-100), {"type": "number", "minimum": -100}, _GROWTH)]
Count = Annotated[int, Reads(_or_none(_whole("a count", _IN_DIGITS), 0), {"type": "integer", "minimum": 0}, _NONE)]
Limit = Annotated[int, Reads(_whole("a count", _IN_DIGITS, least=1), {"type": "integer", "minimum": 1})]
Year = Annotated[
    int,
    Reads(
        _whole("a year", "its four digits, such as 2004", least=1800, most=2200),
        {"type": "integer", "minimum": 1800, "maximum": 2200},
    ),
]
Quantity = Annotated[Decimal, Reads(_or_none(_bounded("a number", _IN_DIGITS), Decimal(0)), _DIGITS, _NONE)]
Positive = Annotated[
    Decimal,
    Reads(_bounded("a number", _IN_DIGITS, above=True), {"type": "number", "exclusiveMinimum": 0}),
]
Duration = Annotated[
    Decimal,
    Reads(_bounded("a length of time", "digits alone, such as 20; its unit stands in the key"), _DIGITS),
]
PromisedDuration = Annotated[
    Decimal,
    Reads(
        _or_none(_bounded("a length of time", "digits alone, such as 20; its unit stands in the key"), NOT_PROMISED),
        _DIGITS,
        _NONE,
    ),
]
Mark = Annotated[Decimal, Reads(_bounded("a mark", "digits alone, such as 7"), _DIGITS)]
Amount = Annotated[
    Decimal,
    Reads(_bounded("an amount", "the number alone, such as 49.50; the currency has its own key"), _DIGITS),
]
SignedAmount = Annotated[Decimal, Reads(_signed_amount, {"type": "number"})]
Fee = Annotated[
    Decimal,
    Reads(
        _or_none(
            _bounded("an amount", "the number alone, such as 49.50; the currency has its own key"),
            Decimal(0),
        ),
        _DIGITS,
        _NONE,
    ),
]
Ceiling = Annotated[
    Decimal,
    Reads(_or_none(_bounded("a count", _IN_DIGITS, least=1), NO_LIMIT), {"type": "number", "minimum": 1}, _NONE),
]

Listed = Annotated[tuple[T, ...], BeforeValidator(none_is_empty)]
"""A list of which ``none`` is the empty one; unknown is the key left out."""
