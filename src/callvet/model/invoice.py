"""An invoice of a vendor: what it says of one billing cycle, line by line."""

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from pydantic import Field

from callvet.model.coded import Currency
from callvet.model.section import Section
from callvet.model.units import Day, Quantity, SignedAmount, Text
from callvet.model.vendor import Source
from callvet.model.wording import shown

if TYPE_CHECKING:
    from callvet.model.document import KeyPath

TAX: Final = "tax"
"""The kind of a line that is the tax."""
_CYCLE: Final = r"(?a)\d{4}-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?"


class InvoiceLine(Section):
    """One line of an invoice."""

    charge: Text
    """What is charged, as a quote calls it: minute, call, cycle, adjustment, discount, minimum_invoice, tax; or the
    vendor's own word."""
    label: Text | None = Field(default=None, alias="for")
    """What it is for; tells lines of one kind apart."""
    quantity: Quantity | None = None
    """How many. [units]"""
    unit: Text | None = None
    """In what the quantity and the rate of a charge for minutes are told: second, minute or hour; left out, minute."""
    rate: SignedAmount | None = None
    """Price of one unit. [money per unit]"""
    amount: SignedAmount
    """What the line comes to; a credit is below 0. [money]"""


class Invoice(Section):
    """What a vendor asks to be paid for one billing cycle."""

    vendor: Text | None = None
    """The vendor's id, the stem of its profile's file name."""
    number: Text | None = None
    """The vendor's number for it."""
    cycle: Text | None = None
    """The billing cycle: a month as 2026-03, or of cycles of 4 weeks the first day; left out, the log's only one."""
    first_day: Day | None = Field(default=None, alias="from")
    """In place of the cycle, its first day."""
    last_day: Day | None = Field(default=None, alias="to")
    """Its last day."""
    currency: Currency | None = None
    """Currency of all amounts here, ISO 4217; left out, that of the quote."""
    lines: tuple[InvoiceLine, ...]
    """Its lines."""
    tax: SignedAmount | None = None
    """Tax, where it is no line. [money]"""
    total: SignedAmount | None = None
    """What is to be paid; left out, the sum of the lines and the tax. [money]"""
    dated: Day | None = None
    """The day on which it was made."""
    source: Source | None = None
    """Where it comes from."""
    notes: Text | None = None
    """Anything else."""

    def inconsistencies(self) -> "Iterable[tuple[KeyPath, str]]":
        """What no key is wrong in alone: the way to the key to mend, and what to do."""
        if not self.lines:
            yield ("lines",), "there is no line; write at least one, such as {charge: minute, amount: 95.00}"
        if self.cycle is not None and not re.fullmatch(_CYCLE, self.cycle):
            yield ("cycle",), f"{shown(self.cycle)} is no billing cycle; write its month as 2026-03, or its first day"
        if self.cycle is not None and self.first_day is not None:
            yield ("from",), "cycle is given too; keep one of the two"
        for key, day, other in (("from", self.first_day, self.last_day), ("to", self.last_day, self.first_day)):
            if day is not None and other is None:
                yield (key,), f"the other end is missing; add {'to' if key == 'from' else 'from'}: and its day"
        if self.first_day and self.last_day and self.last_day < self.first_day:
            yield ("to",), f"{self.last_day} is before from, {self.first_day}; swap them or mend one"
        if self.tax is not None and any(line.charge.strip().lower() == TAX for line in self.lines):
            yield ("tax",), "a line for tax is given too; keep one of the two"
