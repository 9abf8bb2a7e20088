"""Figures, hours and marks as a contract writes them."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from itertools import count, product
from string import ascii_lowercase
from typing import TYPE_CHECKING, Final, Literal

from callvet.model.codes import minor_units
from callvet.model.languages import language_name
from callvet.model.opening_rules import ALWAYS
from callvet.model.wording import shown
from callvet.report.phrases import listed, number

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from callvet.model.charge import ClockPart, When
    from callvet.model.charge_kind import ChargeKind
    from callvet.model.vendor import Channel

_LONGEST: Final = 300
_DAYS: Final = {
    "Mo": "Monday", "Tu": "Tuesday", "We": "Wednesday", "Th": "Thursday", "Fr": "Friday", "Sa": "Saturday",
    "Su": "Sunday", "PH": "Public Holidays", "off": "closed",
}  # fmt: skip
_DAY: Final = re.compile(rf"\b({'|'.join(_DAYS)})\b(-)?")
_SIXTY: Final = 60

PARTS: Final[dict[ClockPart, str]] = {
    "ivr": "Automated Time",
    "ring": "Ringing Time",
    "queue": "Waiting Time",
    "talk": "Talk Time",
    "hold": "Hold Time",
    "transfer": "Transfer Time",
    "wrap": "Wrap-up",
}
"""What may run a clock."""

NOUNS: Final[dict[ChargeKind, str]] = {
    "minute": "Billed Minute",
    "call": "Call",
    "chat": "Chat",
    "email": "E-mail",
    "sms": "Text Message",
    "contact": "Contact",
    "transfer": "Transfer",
    "hour": "Agent-Hour",
    "agent": "Full-Time Agent",
    "seat": "Seat",
    "cycle": "Cycle",
    "once": "one-off charge",
    "training_hour": "Training Hour",
    "lead": "Lead",
    "appointment": "Appointment",
    "order": "Order",
    "sale": "Sale",
    "resolution": "Resolution",
    "unit": "unit",
}
"""One of what a charge is per."""

CHANNELS: Final[dict[Channel, str]] = {
    "phone": "by telephone",
    "email": "by e-mail",
    "chat": "by chat",
    "sms": "by text message",
    "social": "on social media",
}


def amount_of(amount: Decimal, currency: str) -> str:
    """``USD 0.95``: at least the currency's own decimals, and no digit less than was written."""
    plain = amount.normalize()
    places = max(minor_units(currency), -int(plain.as_tuple().exponent), 0)
    return f"{currency} {plain:,.{places}f}"


def percent_of(share: Decimal) -> str:
    """A share as ``65%``."""
    return f"{number(share * 100)}%"


def quoted(text: str) -> str:
    """Words of the offer's own."""
    return f"“{shown(text, _LONGEST)}”"


def plural(noun: str) -> str:
    """``Calls``, ``Text Messages``."""
    return noun if noun.endswith("s") else f"{noun}s"


def many(count: Decimal | int, noun: str) -> str:
    """``1 day``, ``30 days``."""
    return f"{number(Decimal(count))} {noun if count == 1 else noun + 's'}"


def either(names: Sequence[str]) -> str:
    """``A, B or C``."""
    return f"{', '.join(names[:-1])} or {names[-1]}" if names[1:] else "".join(names)


def long_date(day: date) -> str:
    """``1 February 2027``."""
    return f"{day.day} {day:%B %Y}"


def duration(seconds: Fraction | Decimal | int) -> str:
    """``6:03 (363 seconds)``; parts of a second as they are."""
    exact = Fraction(seconds)
    told = number(Decimal(round(exact * 10)) / 10)
    minutes, left = divmod(round(exact), _SIXTY)
    return f"{minutes}:{left:02d} ({told} seconds)" if exact >= _SIXTY else f"{told} seconds"


def hours_in_words(hours: str, country: str | None = None) -> str:
    """``Monday to Friday 08:00-18:00``; holidays are those of a country, or of the one that a definition names."""
    if hours == ALWAYS:
        return "24 hours a day on every day"
    names = _DAYS | ({"PH": f"{holiday_of(country)}s"} if country else {})
    spelt = _DAY.sub(lambda found: names[found[1]] + (" to " if found[2] else ""), hours)
    return shown(spelt.replace(";", ","), _LONGEST)


def holiday_of(code: str) -> str:
    """``US Public Holiday``."""
    return f"{code} Public Holiday"


def marked(when: When | None, kind: Literal["contacts", "hours"] = "contacts") -> str:
    """Which contacts or hours are meant, as it follows their noun; nothing where all are."""
    if when is None:
        return ""
    begun = "begun " if kind == "contacts" else ""
    pieces = [
        f"in {language_name(when.language)}" if when.language else "",
        CHANNELS[when.channel] if when.channel else "",
        {"in": "coming in", "out": "made by the Vendor", None: ""}[when.direction],
        f"{begun}on a {holiday_of(when.holiday)}" if when.holiday else "",
        f"{begun}within {hours_in_words(when.within)}" if when.within else "",
        f"{begun}outside {hours_in_words(when.outside)}" if when.outside else "",
    ]
    if when.within or when.outside:
        pieces.append("(Contract Time Zone)")
    return "".join(f" {piece}" for piece in pieces if piece)


def enumerated(items: Sequence[str], joint: str = "; ") -> str:
    """``(a) one; (b) two``; after ``(z)`` comes ``(aa)``."""
    if not items[1:]:
        return "".join(items)
    return joint.join(f"({letters}) {item}" for letters, item in zip(_letters(), items, strict=False))


def _letters() -> Iterator[str]:
    """``a`` to ``z``, ``aa`` to ``zz``, and so on."""
    return ("".join(letters) for length in count(1) for letters in product(ascii_lowercase, repeat=length))


def parts_in_words(parts: Sequence[ClockPart]) -> str:
    """``the Talk Time, the Hold Time and the Wrap-up``."""
    return listed([f"the {PARTS[part]}" for part in parts])
