"""Keys that take text of a known form: a country, a currency, a language, a time zone, or opening hours."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Annotated

from callvet.model import codes
from callvet.model.languages import language
from callvet.model.opening_hours import opening_hours
from callvet.model.time_zones import time_zone
from callvet.model.units import Reads, read_text, written

if TYPE_CHECKING:
    from collections.abc import Callable


def _coded(read: Callable[[str], str]) -> Callable[[object], str]:
    """A reader of codes that tells a list from a code first; of a number it says what a code looks like."""

    def code(value: object) -> str:
        if isinstance(value, int | Decimal):
            read(written(value))
        return read(read_text(value))

    return code


Country = Annotated[str, Reads(_coded(codes.country), {"type": "string", "pattern": "^[A-Z]{2}$"})]
Currency = Annotated[str, Reads(_coded(codes.currency), {"type": "string", "pattern": "^[A-Z]{3}$"})]
Language = Annotated[
    str,
    Reads(_coded(language), {"type": "string", "pattern": "^[A-Za-z]{2,3}(-[A-Za-z0-9]+)*$"}),
]
TimeZone = Annotated[str, Reads(_coded(time_zone), {"type": "string", "minLength": 1})]
OpeningHours = Annotated[
    str, Reads(_coded(opening_hours), {"type": "string", "examples": ["24/7", "Mo-Fr 08:00-18:00"]})
]
