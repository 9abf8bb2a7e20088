"""The page: two whole documents, the annex's sums, what programs get, and the drawing in every format."""

from __future__ import annotations

import csv
import io
from decimal import Decimal
from pathlib import Path
from typing import Final

import pytest

from callvet.report.formats import FORMAT_NAMES, FormatName, render
from callvet.report.page import Clause, Heading, Table
from tests.report.clauses.making import page_of, told

WHOLE: Final = Path(__file__).parent / "whole"

LADDER: Final = """
vendor: acme
title: Desk by the minute
reference: A-7
dated: 2026-10-14
valid_until: 2026-12-31
source: {kind: quote, ref: "e-mail of 14 October", read: 2026-10-15}
currency: USD
agents: shared
cycle: 4_weeks
timezone: America/Chicago
assumes: {calls_per_month: 1000, handle_seconds: 300, reprice_beyond: 10%}
plan_choice: cheapest
plans:
  - name: small
    upgrade_over_minutes: 4000
    charges:
      - {per: cycle, rate: 500, for: plan}
      - per: minute
        rate: 1.20
        included: 400
        clock: &clock {counts: [talk, hold, wrap], round: call, minimum_seconds: 30, wrap_cap_seconds: 60,
                       free_calls: {under_seconds: 20, per_cycle: 50}}
        event_seconds: {message: 6}
  - name: large
    charges:
      - {per: cycle, rate: 4000, for: plan}
      - {per: minute, rate: 1, included: 4000, clock: *clock, event_seconds: {message: 6}}
adjustments: [{percent: 50, applies_to: [minute], when: {holiday: US}, for: holidays}]
discounts: [{percent: 100, months: [1, 1], for: first month free}]
tax_percent: 8
tax_recoverable: false
scope: {setup: included, training: included, supervisor: included, reporting: included, crm_integration: excluded}
terms: {min_term_months: 12, notice_days: 60, auto_renews: true, payment_days: 30, early_termination_fee: 1000,
        escalator: {percent: 5, every_months: 12, kind: cap}}
"""
"""Plans by four weeks, with the step of the clock left open."""

TEAM: Final = """
vendor: acme
title: Your own five
currency: USD
agents: dedicated
cycle: month
timezone: America/New_York
valid_until: 2026-12-31
charges:
  - {per: hour, rate: 30, for: the five, staffed: {agents: 5, hours_per_week: 40},
     ramp: {weeks: 4, productivity: 70%, billed: true}, attrition_training: false}
  - {per: minute, rate: 1.10, for: overflow, when: {beyond: staffed},
     clock: {counts: [talk, hold, wrap], step_seconds: 6, minimum_seconds: none, round: call}}
  - {per: [call, transfer], tiers: [{up_to: 500, rate: 0.20}, {rate: 0.10}], tier_mode: graduated, for: telephony}
  - {per: order, percent_of_value: 1.5, for: orders taken}
  - {per: training_hour, quantity: 100, rate: 22, months: [1, 1]}
  - {per: once, rate: 4800, for: setup}
adjustments:
  - {percent: 15, applies_to: [hour], when: {within: "Sa 10:00-16:00"}, for: Saturdays}
  - {percent: -5, applies_to: [call], for: loyalty}
commitment: {share_of_forecast: 90%}
minimum_invoice: 20000
deposit: 5000
payment: {card_percent: 3, prompt_percent: 1, prompt_days: 7}
sla_credits: [{miss: calls, percent: 5}]
bonuses: [{reach: calls, percent: 2}]
scope: {setup: priced, training: priced, supervisor: included}
terms: {min_term_months: 24, notice_days: 90, auto_renews: false, free_trial_days: 14, payment_days: 30,
        early_termination_fee: 18000, max_simultaneous_calls: 20,
        escalator: {percent: 3, high: 7, every_months: 12, kind: floor}}
"""
"""A stated team with overflow, tiers, a share of sales and nearly every term."""

PROFILE: Final = "name: Acme Contact\nservice_levels: {calls: {share: 80%, within_seconds: 20}}"


@pytest.mark.parametrize(("name", "quote"), [("ladder", LADDER), ("team", TEAM)])
def test_a_whole_document_reads_as_it_was_agreed_to(name: str, quote: str) -> None:
    """After a change of wording, read the difference and save the page again: it is what people sign."""
    assert render(page_of(quote, vendor=PROFILE), "markdown") == (WHOLE / f"{name}.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("quote", [LADDER, TEAM])
def test_the_lines_of_the_annex_add_up_to_both_ends(quote: str) -> None:
    annex = told(quote, vendor=PROFILE)["annex"]
    for end in ("low", "high"):
        lines = [Decimal(line["amount"]) for line in annex["lines"] if line["end"] in {end, "both"}]
        assert sum(lines) == Decimal(annex["monthly"][end])


def test_the_annex_refers_to_the_clause_of_each_line() -> None:
    found = told(TEAM)
    terms = {one["number"]: one["term"] for one in found["clauses"]}
    assert [terms[line["clause"]] for line in found["annex"]["lines"]] == [
        "hour", "minute", "call+transfer", "order", "adjustments[1]", "adjustments[2]",
    ]  # fmt: skip


def test_the_annex_tells_how_much_of_what_was_counted_is_to_pay() -> None:
    # 950 calls and 50 passed on, 100 transfers among them: 1,000 + 100 counted, 15 at a time beyond 200.
    page = page_of("charges: [{per: call, rate: 3, included: 200, block: 15}]")
    table = next(block for block in page.blocks if isinstance(block, Table))
    assert [column.head for column in table.columns] == [
        "clause",
        "charge",
        "counted",
        "to pay",
        "rate",
        "a month, USD",
    ]
    # 800 calls are 54 started blocks of 15.
    assert [cell.text for cell in table.rows[0]] == ["3.1", "Call", "1,000", "54", "3", "162.00"]
    assert [cell.text for cell in table.rows[-1]] == ["–", "sum", "–", "–", "–", "162.00"]


def test_a_month_that_its_minutes_raise_is_billed_by_the_next_plan() -> None:
    plans = (
        "plan_choice: small\nplans: [{name: small, upgrade_over_minutes: 100, charges: [{per: minute, rate: 1, clock: "
        "{counts: [talk], step_seconds: 1}}]}, {name: large, charges: [{per: cycle, rate: 900}]}]"
    )
    page = page_of(plans)
    assert any(
        isinstance(block, Table) and block.title == "A normal month by the plan “large”" for block in page.blocks
    )
    told_so = "By its minutes the month is billed by the plan “large”, not by “small”."
    assert any(isinstance(block, Clause) and block.text == told_so for block in page.blocks)


def test_a_bound_for_one_contact_and_a_discount_have_lines_of_their_own() -> None:
    quote = (
        "charges: [{per: call, rate: 3, cap_per_contact: 5}, {per: call, rate: 3, for: person, cap_per_contact: 5}]\n"
        "discounts: [{percent: 5, months: [1, 1]}, {percent: 10}]"
    )
    found = told(quote)
    terms = {one["number"]: one["term"] for one in found["clauses"]}
    lines = {terms[line["clause"]]: line["amount"] for line in found["annex"]["lines"]}
    # 6,000 less 1,000 above five a call, less a tenth; the first month's discount is not one of a normal month.
    assert lines == {
        "call": "3000.00", "call[person]": "3000.00", "call.cap_per_contact": "-1000.00", "discounts[2]": "-500.00",
    }  # fmt: skip


def test_the_first_sentence_counts_what_is_open_and_quiet_leaves_the_document() -> None:
    page = page_of(LADDER)
    gaps = told(LADDER)["open"]
    blanks = sum(not gap["assumed"] for gap in gaps)
    worth = max(Decimal(gap["worth"] or 0) for gap in gaps)
    verdict = page.blocks[0]
    assert not isinstance(verdict, Heading | Clause | Table)
    assert f"; {blanks} questions open" in getattr(verdict, "text", "")
    assert f"The dearest is worth USD {worth:,f} a month." in getattr(verdict, "text", "")
    quiet = page.without_talk()
    assert verdict not in quiet.blocks
    assert sum(isinstance(block, Clause) for block in quiet.blocks) == sum(
        isinstance(block, Clause) for block in page.blocks
    )
    assert any("not legal advice" in getattr(block, "text", "") for block in quiet.blocks)


def test_a_document_says_once_that_a_lawyer_must_check_it() -> None:
    text = render(page_of(TEAM), "table")
    assert text.count("lawyer") == 1


@pytest.mark.parametrize("name", FORMAT_NAMES)
def test_every_format_has_every_clause_in_order(name: FormatName) -> None:
    page = page_of("charges: [{per: call, rate: 3}]")
    text = render(page, name)
    clauses = [block for block in page.blocks if isinstance(block, Clause) and not block.number.startswith("A.")]
    places = [text.index(f"{block.number}") for block in clauses]
    assert len(places) == len(clauses) > 20
    assert "For each Call the Buyer pays USD 3.00." in text


def test_rows_have_number_topic_and_text_with_what_is_open() -> None:
    rows = list(csv.DictReader(io.StringIO(render(page_of("charges: [{per: call, rate: 3}]"), "csv"))))
    by_number = {row["number"]: row for row in rows}
    assert list(rows[0]) == ["number", "topic", "text"]
    assert by_number["3.1"]["topic"] == "Charges"
    assert (
        by_number["1.3"]["text"] == "The offer holds until [____________]. Open: Until which day does the offer hold?"
    )
    assert "A.1" in by_number


def test_programs_get_the_contract_of_the_format() -> None:
    found = told(LADDER, vendor=PROFILE)
    assert (found["schema"], found["command"], found["quote"]) == (1, "clauses", "acme/Q-1")
    assert {"number", "topic", "term", "text"} <= found["clauses"][0].keys()
    assert found["annex"]["plan"] == "small"
    assert found["problems"] == []
