"""The work behind a charge, and what silence on it means."""

from __future__ import annotations

import pytest

from callvet.compare.work import given_without, is_charged, plug_name, work_of
from callvet.model.charge import Charge
from tests.compare.quoting import compared, minute
from tests.conftest import read


@pytest.mark.parametrize(
    ("charge", "work"),
    [
        ("{per: once, rate: 9}", "setup"),
        ("{per: once, rate: 9, for: teaching the bot}", "setup"),
        ("{per: once, rate: 9, for: CRM integration}", "crm_integration"),
        ("{per: training_hour, rate: 9}", "training"),
        ("{per: cycle, rate: 9, for: Supervisor}", "supervisor"),
        ("{per: cycle, rate: 9, for: script changes}", "script_changes"),
        ("{per: cycle, rate: 9}", None),
    ],
)
def test_a_charge_is_for_the_work_it_names(charge: str, work: str | None) -> None:
    assert work_of(read(charge, "x.yaml", Charge)[0]) == work


def test_the_buyers_own_figure_is_for_the_work_it_is_named_for() -> None:
    own = read("{per: once, rate: 9}", "x.yaml", Charge)[0]
    assert work_of(own, plug_name("hardware")) == "hardware"


@pytest.mark.parametrize(
    ("word", "given"), [("included", "free"), ("priced", "not"), ("excluded", "not"), (None, "open")]
)
def test_what_a_quote_says_of_work_decides(word: str | None, given: str) -> None:
    scope = f"scope: {{setup: {word}}}\n" if word else ""
    quote = compared(minute("1", more=scope), minute("1")).sides[0].levelled
    assert given_without(quote, "setup", must_be_said=True) == given
    assert not is_charged(quote, "setup")


def test_work_of_no_name_is_not_asked_about() -> None:
    quote = compared(minute("1"), minute("1")).sides[0].levelled
    assert given_without(quote, None, must_be_said=True) == "free"
    assert given_without(quote, "numbers", must_be_said=False) == "free"
