"""What keeps an offer from being priced is told at the line that it stands in."""

from __future__ import annotations

from textwrap import dedent

import pytest

from callvet.evaluation.prices.offers_at_fault import at_fault, without_a_rate
from callvet.model.case import QuoteFile
from callvet.model.quote import Quote
from tests.conftest import read

UNKNOWN = ValueError("the public holidays of IN are not known as far as 2036; write an earlier start")


def offer(text: str) -> QuoteFile:
    return QuoteFile("acme/1", "acme", *read(text, "quotes/acme.yaml", Quote))


def test_a_currency_is_told_with_the_ways_in_which_its_rate_can_be_given() -> None:
    euro, dollar, silent = (
        offer(f"{currency}charges: [{{per: call, rate: 1}}]") for currency in ("currency: EUR\n", "currency: USD\n", "")
    )
    (problem,) = without_a_rate([euro, dollar, silent], "USD", ())
    assert str(problem.place) == "quotes/acme.yaml:1:11"
    rest = "rates: {EUR: {rate: 1.09, dated: 2026-11-02, source: bank}} to the needs, with your own figure"
    assert problem.message == f"currency: no rate from EUR to USD is given; add {rest}"
    (problem,) = without_a_rate([euro], "USD", (), by_option=True)
    assert problem.message.endswith(f"add --rate EUR=1.09 to the command, or {rest}")
    assert without_a_rate([euro], "USD", {"EUR"}) == ()


@pytest.mark.parametrize(
    ("text", "place", "key"),
    [
        ("charges: [{per: call, rate: 1, when: {holiday: IN}}]", "1:48", "charges.when.holiday"),
        (
            "plans: [{name: a, charges: [{per: call, rate: 1, when: {holiday: IN}}]}]",
            "1:66",
            "plans.charges.when.holiday",
        ),
        (
            """\
            charges: [{per: call, rate: 1, when: {holiday: US}}]
            adjustments:
              - {percent: 50, applies_to: [call]}
              - {percent: 50, applies_to: [call], when: {holiday: IN}}
            """,
            "4:55",
            "adjustments.when.holiday",
        ),
    ],
)
def test_a_holiday_that_nobody_knows_is_told_where_the_offer_names_its_country(text: str, place: str, key: str) -> None:
    problem = at_fault(offer(dedent(text)), UNKNOWN)
    assert problem is not None
    assert str(problem.place) == f"quotes/acme.yaml:{place}"
    assert problem.message == f"{key}: {UNKNOWN}"


def test_first_weeks_in_which_nobody_does_anything_are_told_at_their_ramp() -> None:
    text = "charges: [{per: hour, rate: 1, ramp: {weeks: 4, productivity: 0%, billed: false}}]"
    refused = ValueError("ramp.productivity is 0%, so no number of agents would do; write a share above 0%")
    problem = at_fault(offer(text), refused)
    assert problem is not None
    assert str(problem.place) == "quotes/acme.yaml:1:63"


def test_what_is_the_buyers_own_fault_is_no_offers() -> None:
    text = (
        "charges: [{per: call, rate: 1, when: {holiday: US}}, {per: hour, rate: 1, ramp: {weeks: 4, productivity: 5%}}]"
    )
    assert at_fault(offer(text), UNKNOWN) is None
    assert at_fault(offer(text), ValueError("ramp.productivity is 0%")) is None
