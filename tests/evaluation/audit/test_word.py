"""Quantities that a call log cannot tell: taken at the invoice's word, never held against a log that is silent."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest

from tests.evaluation.audits import LOG, QUOTE, Case, classes, number

if TYPE_CHECKING:
    from pathlib import Path

MINUTES = {"charge": "minute", "amount": number("3.70")}


def beside(*charges: dict[str, Any], **keys: Any) -> dict[str, Any]:
    """The quote with more charges."""
    return QUOTE | {"charges": [*QUOTE["charges"], *charges], **keys}


def test_emails_are_not_wrong_where_the_log_tells_no_channel(tmp_path: Path) -> None:
    case = Case(tmp_path, beside({"per": "email", "rate": 3.3}))
    answer = case.audit([MINUTES, {"charge": "email", "quantity": 900, "rate": 3.3, "amount": 2970}])
    assert (answer.gap, answer.findings, answer.expected) == (0, (), Decimal("2973.70"))
    word = answer.lines[1].word
    assert word is not None
    assert (word.units, word.lacks, word.modelled) == (900, "column channel", None)


def test_a_log_that_tells_channels_is_held_against_the_emails(tmp_path: Path) -> None:
    rows = LOG.splitlines()
    log = "\n".join(
        [f"{rows[0]},channel", *(f"{row},phone" for row in rows[1:]), "2026-03-05T10:00:00,60,0,0,no,email"]
    )
    case = Case(tmp_path, beside({"per": "email", "rate": 3.3}), log + "\n")
    answer = case.audit([MINUTES, {"charge": "email", "quantity": 3, "rate": 3.3, "amount": 9.90}])
    assert classes(answer) == {"call count": Decimal("6.60")}
    assert answer.findings[0].reason == "3 emails are billed, the log has 1"
    assert answer.lines[1].word is None


def test_their_rate_and_their_sum_are_checked_all_the_same(tmp_path: Path) -> None:
    case = Case(tmp_path, beside({"per": "email", "rate": 3.3}, tax_percent=10))
    lines = [MINUTES, {"charge": "email", "quantity": 100, "rate": 3.5, "amount": 350}]
    assert classes(case.audit(lines, tax=35.37)) == {"rate": Decimal("22.00")}
    lines[1] = {"charge": "email", "quantity": 100, "rate": 3.3, "amount": 350}
    assert classes(case.audit(lines, tax=35.37)) == {"arithmetic": Decimal("22.00")}


def test_an_amount_alone_is_so_many_at_the_quotes_rate(tmp_path: Path) -> None:
    case = Case(tmp_path, beside({"per": "email", "rate": 3.3, "included": 10}))
    answer = case.audit([MINUTES, {"charge": "email", "amount": 33}])
    assert answer.gap == 0
    assert answer.lines[1].word is not None
    assert answer.lines[1].word.units == 20


@pytest.mark.parametrize("quantity", [30, 20])
def test_units_are_told_before_or_after_what_is_included(tmp_path: Path, quantity: int) -> None:
    case = Case(tmp_path, beside({"per": "email", "rate": 3, "included": 10}))
    assert case.audit([MINUTES, {"charge": "email", "quantity": quantity, "rate": 3, "amount": 60}]).gap == 0


def test_hours_of_agents_are_in_no_log_and_are_told_beside_what_staffing_takes(tmp_path: Path) -> None:
    quote = QUOTE | {"charges": [{"per": "hour", "rate": 28, "hours_counted": "logged_in"}]}
    needs = "timezone: America/New_York\ncountry: US\ndemand: {open: 'Mo-Fr 08:00-18:00'}\n"
    case = Case(tmp_path, quote)
    (tmp_path / "needs.yaml").write_text(needs, encoding="utf-8")
    (hours,) = case.bill()
    answer = case.audit([{"charge": "hour", "quantity": 100, "rate": 28, "amount": 2800}])
    assert (answer.gap, answer.calls) == (0, 0)
    word = answer.lines[0].word
    assert word is not None
    assert (word.units, word.lacks) == (Fraction(100), "hours of agents")
    assert word.modelled is not None
    assert word.modelled[1] == hours.quantity
    dearer = case.audit([{"charge": "hour", "quantity": 100, "rate": 30, "amount": 3000}])
    assert classes(dearer) == {"rate": Decimal(200)}


def test_a_surcharge_on_hours_follows_the_hours_of_the_invoice(tmp_path: Path) -> None:
    surcharge = {"percent": 10, "applies_to": ["hour"], "for": "premium"}
    quote = QUOTE | {"charges": [{"per": "hour", "rate": 28, "hours_counted": "paid"}], "adjustments": [surcharge]}
    lines = [{"charge": "hour", "quantity": 100, "rate": 28, "amount": 2800}, {"charge": "premium", "amount": 280}]
    assert Case(tmp_path, quote).audit(lines).gap == 0


def test_the_hours_of_a_stated_team_are_the_quotes_and_are_held_against_it(tmp_path: Path) -> None:
    staffed = {"agents": 1, "hours_per_week": 28}
    charge = {"per": "hour", "rate": 10, "hours_counted": "logged_in", "staffed": staffed}
    case = Case(tmp_path, QUOTE | {"charges": [charge]})
    # March has 31 days: 28 hours a week are 124.
    answer = case.audit([{"charge": "hour", "quantity": 130, "rate": 10, "amount": 1300}])
    assert classes(answer) == {"minutes": Decimal(60)}
    assert answer.findings[0].reason == "130 hours are billed, the quote has 124"


def test_surcharges_on_hours_at_the_invoices_word_are_those_of_one_staffing(tmp_path: Path) -> None:
    # With languages apart, other shares of the hours would be outside these.
    surcharges = [
        {"percent": 10, "applies_to": ["hour"], "when": {"outside": "Mo-Fr 10:00-12:00"}, "for": "edges"},
        {"percent": 30, "applies_to": ["hour"], "when": {"within": "Mo-Fr 10:00-11:00"}, "for": "peak"},
    ]
    quote = QUOTE | {"charges": [{"per": "hour", "rate": 28, "hours_counted": "paid"}], "adjustments": surcharges}
    rows = [
        f"2026-03-{day:02}T{9 + n % 5:02}:00:00,{60 * n},0,0,no,{'es' if n % 3 else 'en'}"
        for day in range(2, 7)
        for n in range(9)
    ]
    case = Case(tmp_path, quote, "\n".join([f"{LOG.splitlines()[0]},language", *rows]) + "\n")
    with (tmp_path / "needs.yaml").open("a", encoding="utf-8") as needs:
        needs.write("demand: {languages: {en: 40%, es: 60%}}\n")
    answer = case.audit([{"charge": "hour", "quantity": 100, "rate": 28, "amount": 2800}])
    assert answer.range.low == answer.range.high
    for one in answer.findings:
        assert one.reason.endswith(f"which comes to {-one.amount:,f}")
