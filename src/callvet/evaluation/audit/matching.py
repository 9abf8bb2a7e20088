"""Which line of an invoice is which line of the bill: by kind and label, then by rate, then by the nearest amount."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from math import floor
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple

from callvet.evaluation.audit.rebilling import is_charge
from callvet.model.invoice import TAX

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from callvet.evaluation.audit.rebilling import Key, Lines
    from callvet.load.invoice import InvoiceFile
    from callvet.model.charge import Charge
    from callvet.model.invoice import InvoiceLine
    from callvet.model.problem import Place
    from callvet.pricing.bill import Line

_KINDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "vat": "tax", "gst": "tax", "sales tax": "tax", "surcharge": "adjustment", "rebate": "adjustment",
        "minimum": "minimum_invoice", "minimum invoice": "minimum_invoice", "min": "minimum_invoice",
        "monthly fee": "cycle", "fee": "cycle", "base fee": "cycle", "month": "cycle", "setup": "once",
    }
)  # fmt: skip
"""What vendors call a kind of line, beside its name in a quote."""
_MINUTES_A_UNIT: Final[Mapping[str, Fraction]] = MappingProxyType(
    {"second": Fraction(1, 60), "sec": Fraction(1, 60), "s": Fraction(1, 60), "hour": Fraction(60), "h": Fraction(60)}
)
_OWN_LABELS: Final = frozenset({"minimum_invoice", "tax", "contact_cap"})
"""Lines whose label callvet makes, so that no invoice has it."""


class Stated(NamedTuple):
    """A line of the invoice, in the units of the quote.

    Attributes:
        kind: What is charged, as a quote calls it.
        charge: The same as the invoice has it.
        label: What it is for.
        quantity: As it is written; None where it is not. [units as the invoice has them]
        rate: Likewise. [units of the currency]
        factor: What a unit of the invoice is in units of the quote. [ratio]
        amount: What it comes to. [units of the currency]
        place: Where it is written.
    """

    kind: str
    charge: str
    label: str
    quantity: Decimal | None
    rate: Decimal | None
    factor: Fraction
    amount: Decimal
    place: Place

    @property
    def units(self) -> Fraction | None:
        """The quantity in units of the quote. [units]"""
        return None if self.quantity is None else Fraction(self.quantity) * self.factor

    @property
    def unit_rate(self) -> Decimal | None:
        """The rate of a unit of the quote. [units of the currency]"""
        if self.rate is None or self.factor == 1:
            return self.rate
        rate = Fraction(self.rate) / self.factor
        return Decimal(rate.numerator) / Decimal(rate.denominator)

    def is_quantity(self, units: Fraction) -> bool:
        """Whether a quantity is the one written, at the decimals that it is written with."""
        if self.quantity is None:
            return True
        exponent = self.quantity.as_tuple().exponent
        places = max(-exponent, 0) if isinstance(exponent, int) else 0
        scaled = units / self.factor * 10**places
        return bool(floor(scaled + Fraction(1, 2)) == Fraction(self.quantity) * 10**places)


def stated_lines(file: InvoiceFile) -> list[Stated]:
    """The lines of an invoice, the tax among them."""
    found = [_stated(line, file.document.value_place("lines", place)) for place, line in enumerate(file.invoice.lines)]
    if file.invoice.tax is not None:
        place = file.document.key_place("tax")
        found.append(Stated(TAX, TAX, "", None, None, Fraction(1), file.invoice.tax, place))
    return found


def _stated(line: InvoiceLine, place: Place) -> Stated:
    """One line."""
    unit = (line.unit or "").strip().lower().removesuffix("s") if line.unit != "s" else "s"
    kind = _kind(line.charge)
    factor = _MINUTES_A_UNIT.get(unit, Fraction(1)) if kind == "minute" else Fraction(1)
    return Stated(kind, line.charge, line.label or "", line.quantity, line.rate, factor, line.amount, place)


def _kind(text: str) -> str:
    """What a quote calls a kind of line."""
    plain = " ".join(text.lower().replace("_", " ").split())
    if plain in _KINDS:
        return _KINDS[plain]
    singular = plain.removesuffix("s")
    return _KINDS.get(singular, (singular if singular != plain else plain).replace(" ", "_"))


def matched(stated: Sequence[Stated], lines: Lines, charges: Sequence[Charge]) -> dict[int, Key]:
    """Which line of the bill each line of the invoice is, by its place; those that are none are left out.

    Args:
        stated: The invoice.
        lines: The bill.
        charges: Those of the quote.
    """
    ranked = sorted(
        (likeness, abs(one.amount - line.amount), place, key)
        for place, one in enumerate(stated)
        for key, line in lines.items()
        if (likeness := _likeness(one, key, line)) is not None
    )
    found: dict[int, Key] = {}
    for _, _, place, key in ranked:
        if place not in found and key not in found.values():
            found[place] = key
    return found | dict(_further_tiers(stated, found, lines, charges))


def _further_tiers(
    stated: Sequence[Stated], found: Mapping[int, Key], lines: Lines, charges: Sequence[Charge]
) -> Iterator[tuple[int, Key]]:
    """Lines of one charge that has a line for each of its tiers."""
    for place, one in enumerate(stated):
        if place in found:
            continue
        for key in found.values():
            tiers = charges[key[1]].tiers if is_charge(key) else None
            if tiers and one.unit_rate in {tier.rate for tier in tiers} and _likeness(one, key, lines[key]) is not None:
                yield place, key
                break


def _likeness(one: Stated, key: Key, line: Line) -> int | None:
    """How alike two lines are, the least the likest; None where they are not."""
    label = "" if key[0] in _OWN_LABELS or _is_made(line.label) else _plain(line.label)
    own = _plain(one.label)
    is_kind = one.kind == _kind(line.charge)
    is_named = bool(label) and label in {own, _plain(one.charge)}
    is_rate = one.rate is not None and line.rate is not None and f"{one.unit_rate:f}" == line.rate
    if is_kind and (label == own or is_named):
        return 0
    if is_named:
        return 1
    if not is_kind:
        return None
    if is_rate:
        return 2
    return 3 if not own or not label else None


def _plain(text: str) -> str:
    """A label without what people write in many ways."""
    return " ".join(re.findall(r"\w+", text.lower()))


def _is_made(label: str) -> bool:
    """Whether a label is only the percentage of its line."""
    return bool(re.fullmatch(r"-?[\d.]+%|discount", label))
