"""Money: rounded once, half up, to the currency's minor unit."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from callvet.model.money import Money, rounded


@pytest.mark.parametrize(
    ("amount", "currency", "expected"),
    [
        ("0.005", "USD", "0.01"),
        ("0.0049999999999999999999999", "USD", "0.00"),
        ("-0.005", "USD", "-0.01"),
        ("2.675", "USD", "2.68"),
        ("0.5", "JPY", "1"),
        ("1.4999", "JPY", "1"),
        ("0.0005", "KWD", "0.001"),
        ("1000000000000000.005", "EUR", "1000000000000000.01"),
    ],
)
def test_halves_are_rounded_away_from_zero_to_the_minor_unit(amount: str, currency: str, expected: str) -> None:
    assert f"{rounded(Decimal(amount), currency):f}" == expected
    assert f"{rounded(Fraction(amount), currency):f}" == expected


def test_a_third_is_rounded_from_the_exact_fraction() -> None:
    assert rounded(Fraction(2, 3), "USD") == Decimal("0.67")


def test_an_amount_is_shown_with_all_the_decimals_of_its_currency() -> None:
    assert f"{rounded(Fraction(0), 'USD'):f}" == "0.00"
    assert f"{rounded(Fraction(49), 'USD'):f}" == "49.00"


def test_money_of_one_currency_adds_up() -> None:
    assert Money(Decimal("1.10"), "USD") + Money(Decimal("2.20"), "USD") == Money(Decimal("3.30"), "USD")


def test_two_currencies_do_not_add_up() -> None:
    with pytest.raises(ValueError, match="USD and EUR do not add up; convert one first"):
        Money(Decimal(1), "USD") + Money(Decimal(1), "EUR")
