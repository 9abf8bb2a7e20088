"""What one piece of text in a file means: the core schema of YAML 1.2, with exact decimals.

Only text without quotes can be anything but text. ``NO``, ``22:00``, ``2026-11-02``, ``1_000`` and ``85%``
are text here, as in YAML 1.2.
"""

from __future__ import annotations

import re
from decimal import Decimal
from enum import Enum, auto
from typing import TYPE_CHECKING, Final, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping

Scalar: TypeAlias = "str | bool | int | Decimal"

_LIMIT_POWER: Final = 16
NUMBER_LIMIT: Final = 10**_LIMIT_POWER
"""Numbers stay below this, so that sums of their products are exact in the decimals used."""

LONGEST_NUMBER: Final = 40
"""Characters of a number, and places after its point; Python itself gives up after some thousand."""


class Refused(Enum):
    """Why a piece of text has no value."""

    EMPTY = auto()
    NOT_FINITE = auto()
    TOO_LARGE = auto()
    TOO_LONG = auto()
    CONTROL = auto()
    TOLD = auto()
    """Faulty in a way that has been told already."""


_WORDS: Final[Mapping[str, bool | Refused]] = {
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
    **dict.fromkeys(("", "-", "~", "null", "Null", "NULL"), Refused.EMPTY),
    **dict.fromkeys((sign + word for sign in ("", "-", "+") for word in (".inf", ".Inf", ".INF")), Refused.NOT_FINITE),
    **dict.fromkeys((".nan", ".NaN", ".NAN"), Refused.NOT_FINITE),
}

# Most text is decided by its first character; "" stands for text without one.
_TELLING: Final = frozenset({"", *"~tTfFnN", *"-+.0123456789"})
_NUMERIC: Final = frozenset("-+.0123456789")

_INTEGER: Final = re.compile(r"[-+]?[0-9]+")
_FLOAT: Final = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE]([-+]?[0-9]+))?")
_OCTAL: Final = re.compile(r"0o[0-7]+")
_HEXADECIMAL: Final = re.compile(r"0x[0-9a-fA-F]+")

# Compiled only for a file that has one.
_CONTROL: Final = "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]"


def plain(text: str) -> Scalar | Refused:
    """The value of text that stands without quotes."""
    if text[:1] not in _TELLING:
        return text
    if text in _WORDS:
        return _WORDS[text]
    return _number(text) if text[0] in _NUMERIC else text


def quoted(text: str) -> str | Refused:
    """The value of text in quotes, or in a block after ``|`` or ``>``: itself, unless it is blank."""
    if not text or text.isspace():
        return Refused.EMPTY
    # Only escapes in quotes can bring in a control character; what is printable has none.
    if not text.isprintable() and control_in(text):
        return Refused.CONTROL
    return text


def control_in(text: str) -> str:
    """The first control character or lone surrogate other than tab and line feed, else nothing."""
    found = re.search(_CONTROL, text)
    return found.group() if found else ""


def _number(text: str) -> Scalar | Refused:
    """The number that text is, or the text where it is none."""
    if _INTEGER.fullmatch(text):
        return _bounded_integer(text, 10)
    if found := _FLOAT.fullmatch(text):
        return _bounded_decimal(text, found[1] or "0")
    if _OCTAL.fullmatch(text):
        return _bounded_integer(text, 8)
    if _HEXADECIMAL.fullmatch(text):
        return _bounded_integer(text, 16)
    return text


def _bounded_integer(text: str, base: int) -> int | Refused:
    """The integer, unless it is too long to be read or too large to be kept."""
    if len(text) > LONGEST_NUMBER:
        return Refused.TOO_LONG
    number = int(text, base)
    return number if -NUMBER_LIMIT < number < NUMBER_LIMIT else Refused.TOO_LARGE


def _bounded_decimal(text: str, exponent: str) -> Decimal | Refused:
    """The decimal with its digits as written, unless its size or its last place is absurd."""
    # Length and power are looked at as text: a decimal has limits of its own, and beyond them it raises.
    if len(text) > LONGEST_NUMBER or int(exponent) < -LONGEST_NUMBER:
        return Refused.TOO_LONG
    if int(exponent) > LONGEST_NUMBER:
        return Refused.TOO_LARGE
    number = Decimal(text)
    return number if number.adjusted() < _LIMIT_POWER else Refused.TOO_LARGE
