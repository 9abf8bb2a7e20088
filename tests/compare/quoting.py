"""Quotes out of the YAML that stands in a test, laid side by side without a file."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from callvet.demand.cost_range import Range
from callvet.evaluation.comparing import Comparison, Row, comparison_of
from callvet.evaluation.prices.quote_choice import Chosen
from callvet.evaluation.prices.wishes import Wishes
from callvet.model.case import NeedsFile, QuoteFile, VendorFile
from callvet.model.needs import Needs
from callvet.model.quote import Quote
from callvet.model.vendor import Vendor
from tests.conftest import read

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from callvet.compare.walk import Step
    from callvet.compare.worth import Worth
    from callvet.evaluation.prices.levelling import Plug, Walk

NEEDS = """
start: 2027-01-01
term_months: 12
demand: {calls_per_month: 5000, open: 24/7, shape: flat, spread: 0}
"""
"""Calls of 363 s, all alike: talk 250, hold 25, wrap-up 88."""
TODAY = date(2026, 12, 1)

ACME = """
vendor: acme
charges:
  - {per: cycle, rate: 49, for: account fee}
  - {per: minute, rate: 0.95, clock: {counts: [talk, hold, wrap], step_seconds: 60}}
"""
BRIO = """
vendor: brio
charges:
  - {per: cycle, rate: 149}
  - {per: minute, rate: 0.99, clock: {counts: [talk, hold, wrap], step_seconds: 6}}
"""
CORTE = """
vendor: corte
charges:
  - {per: once, rate: 500, for: setup}
  - {per: minute, rate: 1.02, clock: {counts: [talk, hold, wrap], step_seconds: 1}}
"""


def minute(rate: str, *, vendor: str = "x", step: int = 1, more: str = "", clock: str = "") -> str:
    """A quote of one price a minute, by a clock that counts everything an agent does."""
    parts = f"counts: [talk, hold, wrap], step_seconds: {step}{clock}"
    return f"vendor: {vendor}\ncharges:\n  - {{per: minute, rate: {rate}, clock: {{{parts}}}}}\n{more}"


def offer(text: str, number: int = 1) -> QuoteFile:
    """A quote as it would have been read; where it has no reference, its number tells it apart."""
    quote, document = read(text, f"quotes/{number}.yaml", Quote)
    vendor = quote.vendor or "x"
    return QuoteFile(f"{vendor}/{quote.reference or number}", vendor, quote, document)


def profile(vendor: str, text: str) -> VendorFile:
    return VendorFile(vendor, *read(text, f"vendors/{vendor}.yaml", Vendor))


def compared(
    *quotes: str,
    needs: str = NEEDS,
    wishes: Wishes | None = None,
    prefer: str | None = None,
    plugs: Sequence[Plug] = (),
    profiles: Mapping[str, str] | None = None,
) -> Comparison:
    """The comparison of some quotes, in their order."""
    offers = tuple(offer(text, number) for number, text in enumerate(quotes, 1))
    vendors = {vendor: profile(vendor, text) for vendor, text in (profiles or {}).items()}
    chosen = Chosen(offers, vendors, NeedsFile(*read(needs, "needs.yaml", Needs)), ())
    return comparison_of(chosen, wishes=wishes, prefer=prefer, plugs=plugs, today=TODAY)


def row(answer: Comparison, name: str) -> Row:
    """The row of a term."""
    return next(one for one in answer.rows if one.term.name == name)


def names(answer: Comparison) -> list[str]:
    return [one.term.name for one in answer.rows]


def worths(answer: Comparison, name: str) -> list[str]:
    """What a term costs each quote a month; both ends where they differ."""
    return [_span(one.month) for one in row(answer, name).worth]


def in_all(answer: Comparison, name: str) -> list[str]:
    """What a term costs each quote over the contract."""
    return [_span(over) for one in row(answer, name).worth if (over := one.over_term) is not None]


def monthly(answer: Comparison) -> list[str]:
    return [_span(side.monthly) for side in answer.sides]


def steps(walk: Walk) -> dict[str, str]:
    """What each step adds."""
    return {step.because: _span(Range(step.low, step.high)) for step in walk.steps}


def adds_up(walk: Walk) -> bool:
    """Whether the steps of a way make the difference between its ends."""
    return (total(walk.steps, "low"), total(walk.steps, "high")) == (
        walk.end.monthly.low - walk.start.monthly.low,
        walk.end.monthly.high - walk.start.monthly.high,
    )


def total(found: Sequence[Step], end: str) -> Decimal:
    return sum((getattr(step, end) for step in found), Decimal(0))


def said(answer: Comparison, name: str) -> list[str | None]:
    return [one.text if one.state == "stated" else one.state for one in row(answer, name).said]


def best(worth: Worth) -> tuple[int, ...]:
    return worth.by


def _span(cost: Range) -> str:
    low, high = f"{cost.low:.2f}", f"{cost.high:.2f}"
    return low if low == high else f"{low} to {high}"
