"""Clauses out of YAML that stands in the test."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

from callvet.demand.context import Context
from callvet.demand.estimate import estimate
from callvet.evaluation.clauses import ClausesAnswer
from callvet.model.case import QuoteFile, VendorFile
from callvet.model.needs import Needs
from callvet.model.quote import Quote
from callvet.model.vendor import Vendor
from callvet.report.clauses.page import clauses_page
from tests.conftest import read

if TYPE_CHECKING:
    from callvet.report.page import Page

NEEDS = """
company: Juniper
country: US
timezone: America/New_York
start: 2027-01-01
demand:
  calls_per_month: 1000
  open: "Mo-Fr 08:00-18:00"
  shape: flat
  spread: 0
  transfer_share: 10%
  languages: {en: 90%, es: 10%}
  messages_per_call: 1
  outcomes_per_month: {order: 100}
  sales_value_per_month: 5000
"""
"""A thousand calls of 250 seconds of talk, 25 of hold and 88 of wrap-up."""


def answer_of(quote: str, needs: str = NEEDS, vendor: str | None = None) -> ClausesAnswer:
    """The answer about a quote."""
    the_quote, document = read(quote, "quotes/acme.yaml", Quote)
    the_needs = read(needs, "needs.yaml", Needs)[0]
    profile = VendorFile("acme", *read(vendor, "vendors/acme.yaml", Vendor)) if vendor else None
    currency = the_quote.currency or the_needs.currency
    assert the_needs.start is not None
    context = Context(the_needs, None, currency, the_needs.start, profile.vendor if profile else None)
    offer = QuoteFile("acme/Q-1", "acme", the_quote, document)
    volume = Fraction(the_needs.demand.calls_per_month or 0)
    return ClausesAnswer(offer, profile, the_needs, volume, the_needs.start, currency, estimate(the_quote, context))


def page_of(quote: str, needs: str = NEEDS, vendor: str | None = None) -> Page:
    """The page about a quote."""
    return clauses_page(answer_of(quote, needs, vendor))


def told(quote: str, needs: str = NEEDS, vendor: str | None = None) -> dict[str, Any]:
    """What it gives to programs."""
    return page_of(quote, needs, vendor).json


def clauses(quote: str, needs: str = NEEDS, vendor: str | None = None) -> dict[str, str]:
    """The text of each clause, by its term."""
    return {one["term"]: one["text"] for one in told(quote, needs, vendor)["clauses"]}


def whole(quote: str, needs: str = NEEDS, vendor: str | None = None) -> str:
    """All that its clauses and their notes say."""
    found = told(quote, needs, vendor)["clauses"]
    return "\n".join(f"{one['topic']}\n{one['text']}\n{one['note'] or ''}" for one in found)
