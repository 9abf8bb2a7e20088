"""Figures for programs: no digit of an amount is lost, and a whole count has no decimal point."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from callvet.demand.cost_range import Range
from callvet.report.json_figures import amount_json, count_json, quantity_text, range_json


def test_an_amount_is_a_string_with_all_of_its_digits() -> None:
    assert amount_json(Decimal("24362.70")) == "24362.70"
    assert amount_json(Decimal("1E+3")) == "1000"
    assert amount_json(None) is None
    assert range_json(Range(Decimal("-0.50"), Decimal(12))) == {"low": "-0.50", "high": "12"}


@pytest.mark.parametrize(
    ("units", "text"), [(Fraction(1, 3), "0.333333"), (Fraction(283288, 10), "28328.8"), (Fraction(500), "500")]
)
def test_a_quantity_has_six_places_at_most(units: Fraction, text: str) -> None:
    assert quantity_text(units) == text


def test_a_count_is_whole_where_it_is() -> None:
    assert (repr(count_json(Fraction(5000))), repr(count_json(Fraction(5, 2)))) == ("5000", "2.5")
