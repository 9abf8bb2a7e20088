"""The prices at which the preferred offer ties, as a buyer reads them."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from callvet.evaluation.prices.levelling import Plug
from callvet.report.diff import diff_page
from callvet.report.diff_tie import tie_sentences
from callvet.report.offer_names import short_names
from tests.compare.quoting import NEEDS, compared, minute

if TYPE_CHECKING:
    from collections.abc import Sequence

RIVAL = "vendor: b\ncharges: [{per: call, rate: 2}]\nscope: {supervisor: included}\n"
"""10,000 a month."""
EURO = NEEDS + "rates: {EUR: {rate: 1.09, dated: 2026-11-02, source: bank}}\n"


def told(charges: str, more: str = "", *, rival: str = RIVAL, needs: str = NEEDS, plugs: Sequence[Plug] = ()) -> str:
    quote = f"vendor: a\ncharges: [{charges}]\n{more}"
    answer = compared(quote, rival, prefer="a", needs=needs, plugs=plugs)
    [sentence] = tie_sentences(answer, short_names(answer.sides))
    return sentence.text


def test_one_price_is_told_with_what_it_is_now() -> None:
    assert told("{per: call, rate: 2.5}") == "At $2.0000 in place of $2.50 per call (20.0% less) it costs what b does."
    assert told("{per: call, rate: 250, block: 100}") == (
        "At $200.00 in place of $250.00 per call, each 100 (20.0% less) it costs what b does."
    )


def test_rates_that_fall_together_are_told_with_what_they_are_then() -> None:
    assert told("{per: call, tiers: [{up_to: 1000, rate: 3}, {rate: 2.5}]}") == (
        "With its prices per call 23.08% lower ($2.3076 in place of $3.00 to 1,000, $1.9230 in place of $2.50) it "
        "costs what b does."
    )
    assert told("{per: call, rate: 3}, {per: contact, rate: 1}") == (
        "With its prices for calls 50% lower (per call: $1.5000 in place of $3.00; per contact: $0.5000 in place of "
        "$1.00) it costs what b does."
    )


def test_where_its_calls_for_nothing_would_not_do_fees_fall_too() -> None:
    assert told("{per: cycle, rate: 19000}, {per: call, tiers: [{up_to: 9, rate: 4}, {rate: 4}]}") == (
        "Even with nothing for its calls it would cost more than b; with all its prices, fees too, 74.36% lower (fee "
        "each cycle: $4,871.60 in place of $19,000.00; per call: $1.0256 in place of $4.00 to 9, $1.0256 in place of "
        "$4.00) it costs the same."
    )


def test_a_share_of_a_value_is_no_money() -> None:
    needs = NEEDS.replace("spread: 0", "spread: 0, outcomes_per_month: {sale: 100}, sales_value_per_month: 200000")
    assert told("{per: sale, percent_of_value: 8}", needs=needs) == (
        "With its prices per sale 37.5% lower (5% in place of 8%) it costs what b does."
    )


def test_of_many_prices_the_first_are_told() -> None:
    tiers = ", ".join(f"{{up_to: {n}000, rate: {9 - n}}}" for n in range(1, 6))
    assert told(f"{{per: call, tiers: [{tiers}, {{rate: 3}}]}}").endswith(
        "$1.6665 in place of $5.00 to 4,000 and 2 more) it costs what b does."
    )


def test_why_no_price_would_do_is_told() -> None:
    assert told("{per: call, rate: 4}", "minimum_invoice: 12000\n") == (
        "No price of its own would make it cost what b does ($10,000 a month): with nothing for all of them it would "
        "still come to $12,000 (least invoice)."
    )
    plugs = [Plug("supervisor", Decimal(15_000), monthly=True)]
    assert told("{per: call, rate: 4}", plugs=plugs).endswith("still come to $15,000 (your own figure, supervisor).")


def test_a_price_in_another_currency_is_told_in_that_one() -> None:
    assert told("{per: call, rate: 2.2}", "currency: EUR\n", needs=EURO) == (
        "At EUR 1.8348 in place of EUR 2.20 per call (16.6% less) it costs what b does."
    )


def test_the_end_that_is_meant_is_told_where_there_are_two() -> None:
    words = told("{per: minute, rate: 0.5, clock: {counts: [talk, hold, wrap]}}")
    assert words.endswith("it costs what b does at the high end.")


def test_what_costs_no_more_is_told_as_it_is() -> None:
    assert told("{per: call, rate: 2}", rival=RIVAL) in {
        "It costs what b does as it stands.",
        "It is the cheapest as it stands.",
    }
    assert told("{per: call, rate: 1}") == "It is the cheapest as it stands."
    # The same at the high end, and less at the low one.
    ends = minute("1", vendor="b").replace(", step_seconds: 1", "")
    assert told("{per: call, rate: 7}", rival=ends) == "It costs what b does at the high end as it stands."


def test_an_offer_outside_what_it_publishes_is_told_to_be() -> None:
    plans = "vendor: a\nplans: [{name: s, charges: [{per: call, rate: 1, included: 100}]}]\n"
    answer = compared(plans, RIVAL, prefer="a")
    [sentence] = tie_sentences(answer, short_names(answer.sides))
    assert sentence.text == "It costs less than b as it stands, but cannot be ranked beside it."


class TestForPrograms:
    """What JSON has of it."""

    @staticmethod
    def tie(text: str, needs: str = NEEDS) -> object:
        found = diff_page(compared(f"vendor: a\n{text}", RIVAL, prefer="a", needs=needs)).json["leverage"]
        assert isinstance(found, dict)
        return found["tie"]

    def test_a_price(self) -> None:
        assert self.tie("charges: [{per: call, rate: 2.5}]\n") == {
            "with": "b/2",
            "term": "call.rate",
            "now": "2.5",
            "price": "2",
            "lowers": "charge",
            "percent": None,
            "currency": "USD",
            "rates": [{"term": "call.rate", "up_to": None, "now": "2.5", "then": "2"}],
            "without": None,
            "kept": [],
            "least": None,
        }

    def test_a_percentage(self) -> None:
        assert self.tie("charges: [{per: call, tiers: [{up_to: 1000, rate: 4}, {rate: 4}]}]\n") == {
            "with": "b/2",
            "term": "call.rate",
            "now": None,
            "price": None,
            "lowers": "charge",
            "percent": "50",
            "currency": "USD",
            "rates": [
                {"term": "call.rate", "up_to": "1000", "now": "4", "then": "2"},
                {"term": "call.rate", "up_to": None, "now": "4", "then": "2"},
            ],
            "without": None,
            "kept": [],
            "least": None,
        }

    def test_a_reason(self) -> None:
        assert self.tie("charges: [{per: call, rate: 4}]\nminimum_invoice: 12000\n") == {
            "with": "b/2",
            "term": "call.rate",
            "now": "4",
            "price": None,
            "lowers": None,
            "percent": None,
            "currency": "USD",
            "rates": [],
            "without": "12000.00",
            "kept": ["minimum_invoice"],
            "least": "12000.00",
        }

    def test_a_price_in_another_currency_is_in_both(self) -> None:
        found = self.tie("currency: EUR\ncharges: [{per: call, rate: 2.2}]\n", EURO)
        assert isinstance(found, dict)
        assert (found["now"], found["price"], found["currency"]) == ("2.398", "1.999932", "EUR")
        assert [one["then"] for one in found["rates"]] == ["1.8348"]
