"""What a quote is priced under: made once for all who ask, and never shared with what is priced under anything else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

from callvet.demand.context import Context
from callvet.demand.period import ordinary_period
from callvet.model.needs import Needs
from callvet.model.vendor import Vendor

BASE = Context(Needs(), None, "USD", date(2027, 1, 1))


def test_the_same_volume_currency_and_vendor_share_what_was_reckoned() -> None:
    vendor = Vendor()
    first = BASE.under(Fraction(500), "USD", vendor)
    assert (first.volume, first.currency, first.vendor, first.needs) == (500, "USD", vendor, BASE.needs)
    assert BASE.under(Fraction(500), "USD", vendor) is first
    assert first.under(Fraction(500), "USD", vendor) is first
    assert BASE.under(Fraction(500), "USD", Vendor()) is not first
    assert BASE.under(Fraction(501), "USD", vendor) is not first
    assert BASE.under(Fraction(500), "EUR", vendor) is not first
    assert BASE.under(None, "USD", None) is BASE


def test_other_needs_share_nothing() -> None:
    first = BASE.under(Fraction(500), "USD", None)
    other = replace(BASE, needs=Needs(country="CA"), teams={})
    assert other.under(Fraction(500), "USD", None) is not first
    assert other.under(Fraction(500), "USD", None).needs.country == "CA"
    month = ordinary_period()
    assert first.average_month.over(month).calls == 500
