"""Charges, quotes and cycles out of the YAML that stands in the tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callvet.model.charge import Charge
from callvet.model.quote import Quote
from callvet.pricing.bill import Cycle, Line, bill_lines
from callvet.pricing.count import Count
from tests.conftest import read

if TYPE_CHECKING:
    from collections.abc import Sequence

MONTH = Cycle(12, ordinary=True)


def charge(text: str) -> Charge:
    return read(f"{{{text}}}", "quote.yaml", Charge)[0]


def quote(text: str) -> Quote:
    return read(text, "quote.yaml", Quote)[0]


def bill(text: str, counts: Sequence[Count], cycle: Cycle = MONTH, currency: str = "USD") -> tuple[Line, ...]:
    """The lines of a quote's charges for what was counted of them."""
    terms = quote(text)
    return bill_lines(terms, terms.charges or (), counts, cycle, currency)


def amounts(lines: Sequence[Line]) -> list[tuple[str, str]]:
    return [(line.charge, f"{line.amount:f}") for line in lines]
