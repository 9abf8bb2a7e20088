"""One cycle's bill: its lines, their order, and how they are rounded."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from callvet.pricing.bill import Cycle, applies, before_discounts, bill_lines, total
from callvet.pricing.count import Count
from tests.pricing.making import MONTH, amounts, bill, charge, quote

FEE = Count(Fraction(1))


def calls(units: int | str, *marked: str, contacts: int = 0) -> Count:
    return Count(Fraction(units), tuple(Fraction(one) for one in marked), contacts=Fraction(contacts))


def test_a_line_tells_what_was_counted_its_rate_and_its_amount() -> None:
    [fee, minutes] = bill(
        """
        charges:
          - {per: cycle, rate: 49, for: account fee}
          - {per: [call, transfer], rate: 0.125}
        """,
        [FEE, calls(3)],
    )
    assert (fee.charge, fee.label, fee.quantity, fee.rate, fee.amount) == ("cycle", "account fee", 1, "49", 49)
    assert (minutes.charge, minutes.label, minutes.rate, minutes.position) == ("call+transfer", "", "0.125", 1)
    assert (minutes.exact, minutes.amount) == (Fraction(3, 8), Decimal("0.38"))


@pytest.mark.parametrize(
    ("price", "expected"),
    [
        ("tiers: [{up_to: 10, rate: 5}, {rate: 4.50}]", "5 / 4.50"),
        ("rate: 0", "0"),
    ],
)
def test_the_rate_reads_as_the_quote_writes_it(price: str, expected: str) -> None:
    assert bill(f"charges: [{{per: call, {price}}}]", [calls(1)])[0].rate == expected


def test_the_rate_of_a_share_is_a_percentage() -> None:
    assert bill("charges: [{per: sale, percent_of_value: 2.50}]", [calls(100)])[0].rate == "2.50%"


def test_lines_are_rounded_once_and_the_total_is_their_sum() -> None:
    lines = bill("charges: [{per: call, rate: 0.005}, {per: email, rate: 0.005}]", [calls(1), calls(1)])
    assert amounts(lines) == [("call", "0.01"), ("email", "0.01")]
    assert total(lines) == Decimal("0.02")
    assert total(()) == 0


def test_one_offs_are_in_the_first_month_alone_and_never_in_a_normal_one() -> None:
    setup = charge("per: once, rate: 500")
    assert applies(setup, Cycle(1))
    assert not applies(setup, Cycle(2))
    assert not applies(setup, Cycle(1, ordinary=True))


def test_a_dated_charge_is_billed_from_its_first_month_to_its_last() -> None:
    dated = charge("per: cycle, rate: 1, months: [2, 3]")
    assert [applies(dated, Cycle(month)) for month in (1, 2, 3, 4)] == [False, True, True, False]


def test_adjustments_take_the_share_that_is_marked_and_do_not_compound() -> None:
    lines = bill(
        """
        charges: [{per: call, rate: 1}, {per: cycle, rate: 10}]
        adjustments:
          - {percent: 25, applies_to: [call], when: {holiday: US}, for: holidays}
          - {percent: 50, applies_to: [call]}
        """,
        [calls(100, "0.1", "1"), Count(Fraction(1), (Fraction(0), Fraction(0)))],
    )
    # A tenth of 100 x 25%; 50% of 100, not of 102.50.
    assert amounts(lines)[2:] == [("adjustment", "2.50"), ("adjustment", "50.00")]
    assert [line.label for line in lines[2:]] == ["holidays", "50%"]


def test_a_count_without_marks_is_adjusted_as_a_whole() -> None:
    lines = bill("charges: [{per: call, rate: 1}]\nadjustments: [{percent: 10, applies_to: [call]}]", [calls(100)])
    assert amounts(lines) == [("call", "100.00"), ("adjustment", "10.00")]


def test_discounts_are_each_of_the_adjusted_sum() -> None:
    lines = bill(
        """
        charges: [{per: call, rate: 1}]
        adjustments: [{percent: 10, applies_to: [call]}]
        discounts: [{percent: 10}, {percent: 20, for: loyalty}, {amount: 7}]
        """,
        [calls(100)],
    )
    assert amounts(lines)[2:] == [("discount", "-11.00"), ("discount", "-22.00"), ("discount", "-7.00")]
    assert [line.label for line in lines[2:]] == ["discount", "loyalty", "discount"]
    assert total(lines) == 70


def test_discounts_together_take_no_more_than_there_is() -> None:
    text = "charges: [{per: call, rate: 1}]\ndiscounts: [{percent: 80}, {percent: 80}, {amount: 5}]"
    assert amounts(bill(text, [calls(100)])) == [
        ("call", "100.00"),
        ("discount", "-80.00"),
        ("discount", "-20.00"),
        ("discount", "0.00"),
    ]


def test_of_a_credit_nothing_is_discounted() -> None:
    text = """
        charges: [{per: call, rate: 1}]
        adjustments: [{percent: -100, applies_to: [call]}, {percent: -10, applies_to: [call]}]
        discounts: [{percent: 50}, {amount: 5}]
        """
    assert total(bill(text, [calls(100)])) == -10


def test_a_discount_holds_in_its_months_alone() -> None:
    text = "charges: [{per: cycle, rate: 100}]\ndiscounts: [{percent: 100, months: [1, 2]}]"
    assert [total(bill(text, [FEE], Cycle(month))) for month in (1, 2, 3)] == [0, 0, 100]


def test_a_minimum_invoice_is_a_line_of_what_is_missing() -> None:
    text = "charges: [{per: call, rate: 1}]\nminimum_invoice: 350"
    assert amounts(bill(text, [calls("149.004")])) == [("call", "149.00"), ("minimum_invoice", "201.00")]
    assert amounts(bill(text, [calls(350)])) == [("call", "350.00")]


def test_a_minimum_invoice_holds_after_discounts_and_before_tax() -> None:
    text = "charges: [{per: call, rate: 1}]\nminimum_invoice: 60\ndiscounts: [{percent: 50}]\ntax_percent: 10"
    assert amounts(bill(text, [calls(100)])) == [
        ("call", "100.00"),
        ("discount", "-50.00"),
        ("minimum_invoice", "10.00"),
        ("tax", "6.00"),
    ]


@pytest.mark.parametrize("tax", ["tax_percent: 20\ntax_recoverable: true", "tax_percent: none"])
def test_tax_that_is_given_back_or_not_asked_is_no_line(tax: str) -> None:
    assert amounts(bill(f"charges: [{{per: call, rate: 1}}]\n{tax}", [calls(5)])) == [("call", "5.00")]


@pytest.mark.parametrize(
    ("charges", "expected"),
    [
        ("{per: cycle, rate: 1}, {per: call, rate: 1}, {per: email, rate: 1}", [1, 500, 7]),
        ("{per: unit, rate: 1, for: numbers}, {per: call, rate: 1}, {per: email, rate: 1}", [7, 500, 7]),
        ("{per: call, rate: 1, months: [1, 3]}, {per: email, rate: 1}, {per: sms, rate: 1}", [500, 7]),
        ("{per: cycle, rate: 1}, {per: unit, rate: 1, for: numbers}, {per: once, rate: 1}", [1, 500]),
        ("{per: cycle, rate: 1}, {per: cycle, rate: 1}, {per: cycle, rate: 1}", [1, 7, 7]),
    ],
)
def test_a_commitment_is_to_the_first_charge_of_the_cycle_for_use(charges: str, expected: list[int]) -> None:
    counts = [calls(1) if "per: cycle" in charges.split("}", maxsplit=1)[0] else calls(7), calls(7), calls(7)]
    assert [line.quantity for line in bill(f"charges: [{charges}]\ncommitment: {{units: 500}}", counts)] == expected


def test_a_commitment_that_is_passed_adds_nothing() -> None:
    text = "charges: [{per: call, rate: 2, included: 100}]\ncommitment: {units: 500}"
    assert total(bill(text, [calls(600)])) == 1000
    assert total(bill(text, [calls(60)])) == 800


def test_a_month_of_four_week_cycles_scales_each_line_and_its_quantity() -> None:
    text = "charges: [{per: call, rate: 1}]\nminimum_invoice: 220\ndiscounts: [{amount: 28}]"
    lines = bill(text, [calls(224)], Cycle(12, ordinary=True, scale=Fraction("30.4375") / 28))
    assert lines[0].quantity == Fraction("243.5")
    # 224, 28 and 220 x 30.4375 / 28: 243.50, 30.44 and 239.15; the top-up makes the lines shown add up to it.
    assert amounts(lines) == [("call", "243.50"), ("discount", "-30.44"), ("minimum_invoice", "26.09")]
    assert total(lines) == Decimal("239.15")


def test_price_rises_are_on_charges_adjustments_and_the_minimum() -> None:
    text = """
        charges: [{per: call, rate: 1}]
        adjustments: [{percent: 10, applies_to: [call]}]
        minimum_invoice: 200
        """
    lines = bill(text, [calls(100)], Cycle(13, price_level=Fraction("1.04")))
    assert amounts(lines) == [("call", "104.00"), ("adjustment", "10.40"), ("minimum_invoice", "93.60")]


# Bounds for each contact


CAPPED = "charges: [{per: call, rate: 3, cap_per_contact: 6}, {per: sale, rate: 3, for: b, cap_per_contact: 6}, "
CAPPED += "{per: order, rate: 3, for: c, cap_per_contact: 6}]"


def test_three_times_three_is_six_at_most() -> None:
    lines = bill(CAPPED, [calls(10, contacts=10)] * 3)
    assert amounts(lines)[3:] == [("contact_cap", "-30.00")]
    assert lines[3].label == "at most 6 a contact"


def test_what_never_passes_the_bound_loses_nothing() -> None:
    assert len(bill(CAPPED, [calls(10, contacts=10), calls(0), calls(0)])) == 3
    assert len(bill(CAPPED, [calls(0)] * 3)) == 3


def test_charges_happen_independently_of_each_other() -> None:
    # Half the calls sell and half of them order, so a quarter do both: 10 x 1/4 x 3 over the bound.
    lines = bill(CAPPED, [calls(10, contacts=10), calls(5, contacts=5), calls(5, contacts=5)])
    assert amounts(lines)[3:] == [("contact_cap", "-7.50")]


def test_a_contact_that_is_charged_several_times_is_taken_at_its_mean() -> None:
    # 40 minutes of 10 calls at 3 each are 12 a call: 6 over the bound.
    lines = bill("charges: [{per: call, rate: 3, cap_per_contact: 6}]", [calls(40, contacts=10)])
    assert amounts(lines) == [("call", "120.00"), ("contact_cap", "-60.00")]


def test_each_bound_is_a_line_of_its_own() -> None:
    text = "charges: [{per: call, rate: 9, cap_per_contact: 6}, {per: email, rate: 9, cap_per_contact: 5}]"
    lines = bill(text, [calls(10, contacts=10), calls(10, contacts=10)])
    assert amounts(lines)[2:] == [("contact_cap", "-30.00"), ("contact_cap", "-40.00")]


def test_very_many_capped_charges_are_taken_at_their_mean() -> None:
    many = ", ".join(f"{{per: call, rate: 1, for: n{number}, cap_per_contact: 6}}" for number in range(11))
    lines = bill(f"charges: [{many}]", [calls(10, contacts=10)] * 11)
    # 11 a call, 5 over the bound.
    assert amounts(lines)[11:] == [("contact_cap", "-50.00")]


def test_the_sum_before_discounts_is_of_the_charges_asked_for() -> None:
    terms = quote(
        """
        charges: [{per: call, rate: 3, cap_per_contact: 2}, {per: email, rate: 5}, {per: sms, rate: 1, months: [1, 1]}]
        adjustments: [{percent: 10, applies_to: [call, email]}]
        discounts: [{percent: 50}]
        commitment: {units: 20}
        """
    )
    charges = terms.charges or ()
    counts = [calls(10, contacts=10), calls(4), calls(4)]
    # 20 calls are billed: 60, of which 4 on each of 10 calls are over the bound, + 6; then 20 + 2; no sms by then.
    assert before_discounts(terms, charges, counts, MONTH, [0]) == 60 - 40 + 6
    assert before_discounts(terms, charges, counts, MONTH, [1, 2]) == 22
    lines = bill_lines(terms, charges, counts, MONTH, "USD")
    assert total(lines) == (26 + 22) / 2
