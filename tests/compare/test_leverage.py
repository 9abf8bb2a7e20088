"""What to take into a negotiation: what each lever saves when it is written into the quote, and where it ties."""

from __future__ import annotations

from decimal import Decimal

import pytest

from callvet.compare.leverage import Lever, Leverage
from callvet.demand.cost_range import Range
from callvet.evaluation.comparing import Comparison
from tests.compare.quoting import ACME, BRIO, CORTE, NEEDS, compared, minute

WITH_TERMS = (
    ACME + "terms: {notice_days: 60, auto_renews: true, payment_days: 15}\nsla_credits: [{miss: calls, percent: 2}]\n"
)


def leverage(*quotes: str, prefer: str = "acme", **more: str) -> Leverage:
    found = compared(*quotes, prefer=prefer, **more).leverage
    assert found is not None
    return found


def levers(found: Leverage) -> dict[str, tuple[str, str]]:
    """What each lever saves a month and over the term, in the order told."""
    return {one.term.name: (f"{one.month.high:.2f}", f"{one.over_term.high:.2f}") for one in found.levers}


def priced(text: str, *others: str) -> Comparison:
    return compared(text, *(others or (text,)))


def test_levers_are_told_by_what_they_save_over_the_term() -> None:
    found = leverage(ACME, BRIO, CORTE)
    assert levers(found) == {
        "minute.clock.step_seconds": ("4512.50", "54150.00"),
        "cycle.rate": ("49.00", "588.00"),
    }
    assert [one.by for one in found.levers] == [(2,), (2,)]


@pytest.mark.parametrize(
    ("lever", "before", "after"),
    [
        ("minute.clock.step_seconds", "step_seconds: 60", "step_seconds: 1"),
        ("cycle.rate", "  - {per: cycle, rate: 49, for: account fee}\n", ""),
    ],
)
def test_a_lever_written_into_the_quote_saves_what_is_told(lever: str, before: str, after: str) -> None:
    [one] = [one for one in leverage(ACME, BRIO, CORTE).levers if one.term.name == lever]
    now, then = priced(ACME).sides[0], priced(ACME.replace(before, after)).sides[0]
    assert now.monthly.high - then.monthly.high == one.month.high > 0
    assert now.term.high - then.term.high == one.over_term.high > 0


def test_all_levers_together_are_priced_together() -> None:
    then = priced(ACME.replace("step_seconds: 60", "step_seconds: 1").replace("rate: 49", "rate: 0")).sides[0]
    assert leverage(ACME, BRIO, CORTE).together == then.monthly


def test_a_promotion_saves_over_the_term_alone() -> None:
    free = minute("0.95", vendor="b", more="discounts: [{percent: 100, months: [1, 1]}]\n")
    assert levers(leverage(minute("0.95", vendor="acme"), free)) == {"discounts": ("0.00", "28737.50")}


def test_what_nobody_states_is_no_lever() -> None:
    silent = "vendor: mute\ncharges: [{per: minute, rate: 0.95, clock: {counts: [talk, hold, wrap]}}]\n"
    paid = minute("0.95", vendor="acme", step=60, more="  - {per: once, rate: 500}\n")
    assert levers(leverage(paid, silent)) == {}


def test_an_open_term_is_answered_by_another_offer() -> None:
    silent = "vendor: acme\ncharges: [{per: minute, rate: 0.95, clock: {counts: [talk, hold, wrap]}}]\n"
    [one] = leverage(silent, minute("0.95", vendor="b")).levers
    assert one.month == Range(Decimal(0), Decimal("4512.50"))


def test_better_conditions_are_told_with_all_who_offer_them() -> None:
    others = [
        minute("1", vendor="b", more="terms: {notice_days: 30, auto_renews: false, payment_days: 30}\n"),
        minute(
            "1",
            vendor="c",
            more="terms: {notice_days: 30, payment_days: 15}\nsla_credits: [{miss: calls, percent: 5}]\n",
        ),
    ]
    found = {one.term.name: one.by for one in leverage(WITH_TERMS, *others).others}
    assert found == {
        "terms.notice_days": (1, 2),
        "terms.auto_renews": (1,),
        "terms.payment_days": (1,),
        "sla_credits[calls]": (2,),
    }


def test_of_what_is_not_said_only_the_gifts_of_others_are_better() -> None:
    other = minute(
        "1", vendor="b", more="terms: {notice_days: 30, payment_days: 30}\nbonuses: [{reach: calls, percent: 1}]\n"
    )
    found = {one.term.name for one in leverage(minute("1", vendor="acme"), other).others}
    # How long the notice is has to be asked first, and no bonus is better than one.
    assert found == {"terms.payment_days"}


def test_of_no_calls_nothing_is_dearer() -> None:
    needs = NEEDS.replace("calls_per_month: 5000", "calls_per_month: 0.001")
    found = leverage(minute("1", vendor="acme"), minute("0.9", vendor="b"), needs=needs)
    assert found.tie is None
    assert found.levers == ()


def test_a_lever_is_a_value() -> None:
    [one, _] = leverage(ACME, BRIO, CORTE).levers
    assert isinstance(one, Lever)
    assert (one.ours.text, one.theirs.text) == ("60", "1")
