"""Audits: every class of difference by a case worked out by hand, and properties over random faults."""

from __future__ import annotations

import csv
from datetime import datetime, timedelta
from decimal import Decimal
from random import Random
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from callvet.calls.log import connect
from callvet.evaluation.auditing import audit_invoice
from callvet.evaluation.reading import BadFilesError
from callvet.load.discovery import NothingToWorkOnError
from tests.calls.logs import ZONE, calls, write_csv
from tests.calls.plain_biller import bills
from tests.calls.test_against_the_plain_biller import as_file, quote
from tests.evaluation.audits import CLOCK, LOG, QUOTE, Case, classes, lines_of, number

if TYPE_CHECKING:
    from pathlib import Path


def minute(amount: str, **keys: Any) -> dict[str, Any]:
    """A line for minutes."""
    return {"charge": "minute", **{key: number(value) for key, value in keys.items()}, "amount": number(amount)}


# By hand: 61 s is 66 s, 125 s is 126 s and 30 s is 30 s in steps of 6 s: 222 s, 3.70 min.


def test_an_invoice_that_is_right_has_no_gap(tmp_path: Path) -> None:
    answer = Case(tmp_path).audit([minute("3.70", quantity="3.7", rate="1.0")])
    assert (answer.gap, answer.findings, answer.is_right) == (0, (), True)
    assert (answer.invoiced, answer.expected, answer.span.name) == (Decimal("3.70"), Decimal("3.70"), "2026-03")


def test_rounding_to_whole_minutes_is_told_with_its_clause(tmp_path: Path) -> None:
    # 120 s, 180 s and 60 s: 6 min.
    answer = Case(tmp_path).audit([minute("6.00", quantity=6)])
    assert classes(answer) == {"rounding": Decimal("2.30")}
    assert answer.findings[0].reason == "each call is rounded up to 60 s, the quote says 6 s"
    place = answer.findings[0].quote_place
    assert place is not None
    assert (tmp_path / "quotes" / "acme.yaml").read_text().splitlines()[place.line - 1].strip() == "step_seconds: 6"


def test_time_that_the_quote_does_not_count_is_minutes(tmp_path: Path) -> None:
    # With the queue: 71 s is 72 s, 145 s is 150 s, 35 s is 36 s, and the call given up waited 40 s, 42 s: 300 s.
    answer = Case(tmp_path).audit([minute("5.00", quantity=5)])
    assert classes(answer) == {"minutes": Decimal("1.30")}
    assert "queue is counted too" in answer.findings[0].reason


def test_several_parts_are_told_in_the_plural(tmp_path: Path) -> None:
    clock = {"counts": ["talk"], "step_seconds": 6}
    case = Case(tmp_path, QUOTE | {"charges": [{"per": "minute", "rate": 1, "clock": clock}]})
    # With wrap-up and the queue 300 s; talk alone 54, 102 and 30 s.
    answer = case.audit([minute("5.00", quantity=5)])
    assert classes(answer) == {"minutes": Decimal("1.90")}
    assert answer.findings[0].reason == "queue and wrap are counted too, the quote counts talk"


def test_days_by_another_clock_are_the_period(tmp_path: Path) -> None:
    # By UTC the last call of March is of April: 192 s, 3.20 min.
    answer = Case(tmp_path).audit([minute("3.20", quantity="3.2")])
    assert classes(answer) == {"period": Decimal("-0.50")}
    assert "the clock of UTC" in answer.findings[0].reason


def test_abandoned_calls_are_the_call_count(tmp_path: Path) -> None:
    quote = QUOTE | {"charges": [*QUOTE["charges"], {"per": "call", "rate": 2}]}
    answer = Case(tmp_path, quote).audit([minute("3.70"), {"charge": "call", "quantity": 4, "amount": 8}])
    assert classes(answer) == {"call count": Decimal("2.00")}
    assert answer.findings[0].reason == "calls that no agent took are counted"


def test_another_rate_is_the_rate(tmp_path: Path) -> None:
    answer = Case(tmp_path).audit([minute("4.07", quantity="3.7", rate="1.10")])
    assert classes(answer) == {"rate": Decimal("0.37")}
    assert answer.findings[0].reason == "the rate is 1.1, the quote says 1.0"


def test_a_rate_told_with_fewer_decimals_is_the_quotes_unless_it_is_billed(tmp_path: Path) -> None:
    # 3.7 min at 0.9555 are 3.54; at the 0.96 that is told, 3.55.
    case = Case(tmp_path, QUOTE | {"charges": [QUOTE["charges"][0] | {"rate": 0.9555}]})
    assert case.audit([minute("3.54", quantity="3.7", rate="0.96")]).gap == 0
    assert classes(case.audit([minute("3.55", quantity="3.7", rate="0.96")])) == {"rate": Decimal("0.01")}
    # 6 min at 0.9555 are 5.73.
    assert classes(case.audit([minute("5.73", quantity=6, rate="0.96")])) == {"rounding": Decimal("2.19")}
    # One decimal is no shorter way to write it: 3.70.
    assert classes(case.audit([minute("3.70", quantity="3.7", rate="1.0")])) == {"rate": Decimal("0.16")}


def test_another_percentage_is_the_surcharge(tmp_path: Path) -> None:
    # The evening call of 126 s and the last one of 30 s are outside: 2.60 at 50% is 1.30, at 75% 1.95.
    when = {"outside": "Mo-Fr 08:00-20:00"}
    quote = QUOTE | {"adjustments": [{"percent": 50, "applies_to": ["minute"], "when": when}]}
    lines = [minute("3.70"), {"charge": "surcharge", "amount": 1.95}]
    assert classes(Case(tmp_path, quote).audit(lines)) == {"surcharge": Decimal("0.65")}
    # On all minutes: 1.85.
    found = Case(tmp_path, quote).audit([minute("3.70"), {"charge": "surcharge", "amount": 1.85}])
    assert classes(found) == {"surcharge": Decimal("0.55")}
    assert "on all units" in found.findings[0].reason


def test_what_is_included_and_billed_is_the_bundle(tmp_path: Path) -> None:
    quote = QUOTE | {"charges": [QUOTE["charges"][0] | {"included": 2}]}
    case = Case(tmp_path, quote)
    assert case.audit([minute("1.70", quantity="3.7", rate=1)]).gap == 0
    assert case.audit([minute("1.70", quantity="1.7", rate=1)]).gap == 0
    answer = case.audit([minute("3.70", quantity="3.7", rate=1)])
    assert classes(answer) == {"bundle": Decimal("2.00")}


def test_a_minimum_that_is_not_in_the_quote_is_the_minimum(tmp_path: Path) -> None:
    answer = Case(tmp_path).audit([minute("3.70"), {"charge": "minimum_invoice", "amount": 6.30}])
    assert classes(answer) == {"minimum": Decimal("6.30")}


def test_a_minimum_that_another_line_reaches_is_no_more_asked(tmp_path: Path) -> None:
    # Of at least 5.00, 1.30 is missing; minutes of 6.00 reach it.
    case = Case(tmp_path, QUOTE | {"minimum_invoice": 5})
    assert case.audit([minute("3.70"), {"charge": "minimum", "amount": 1.30}]).gap == 0
    assert classes(case.audit([minute("6.00")])) == {"rounding": Decimal("1.00")}


def test_tax_that_the_quote_has_not_and_at_another_percentage(tmp_path: Path) -> None:
    assert classes(Case(tmp_path).audit([minute("3.70")], tax=0.37)) == {"tax": Decimal("0.37")}
    answer = Case(tmp_path, QUOTE | {"tax_percent": 10}).audit([minute("3.70")], tax=0.74)
    assert classes(answer) == {"tax": Decimal("0.37")}
    assert answer.findings[0].reason == "tax is 20%, the quote says 10%"
    left_out = Case(tmp_path, QUOTE | {"tax_percent": 10}).audit([minute("3.70")])
    assert classes(left_out) == {"tax": Decimal("-0.37")}


def test_tax_that_the_buyer_gets_back_is_on_the_invoice_all_the_same(tmp_path: Path) -> None:
    quote = QUOTE | {"tax_percent": 10, "tax_recoverable": True}
    assert Case(tmp_path, quote).audit([minute("3.70")], tax=0.37).gap == 0


def test_tax_on_a_difference_belongs_to_it(tmp_path: Path) -> None:
    lines = [minute("3.70"), {"charge": "portal", "amount": 10}]
    answer = Case(tmp_path, QUOTE | {"tax_percent": 10}).audit(lines, tax=1.37)
    assert classes(answer) == {"unknown line": Decimal("11.00")}


def test_lines_that_one_side_alone_has(tmp_path: Path) -> None:
    quote = QUOTE | {"charges": [*QUOTE["charges"], {"per": "cycle", "rate": 49, "for": "account fee"}]}
    answer = Case(tmp_path, quote).audit([minute("3.70"), {"charge": "portal", "amount": 10}])
    assert classes(answer) == {"missing line": Decimal("-49.00"), "unknown line": Decimal(10)}


def test_a_line_that_stands_twice_is_unknown(tmp_path: Path) -> None:
    assert classes(Case(tmp_path).audit([minute("3.70"), minute("3.70")])) == {"unknown line": Decimal("3.70")}


def test_the_sums_of_the_invoice_itself_are_checked(tmp_path: Path) -> None:
    case = Case(tmp_path)
    answer = case.audit([minute("3.70")], total=4)
    assert classes(answer) == {"arithmetic": Decimal("0.30")}
    assert answer.findings[0].reason == "its lines and tax add up to 3.70, its total says 4"
    answer = case.audit([minute("4.50", quantity="3.7", rate=1)])
    assert classes(answer) == {"arithmetic": Decimal("0.80")}
    assert "3.7 times 1 is 3.70" in answer.findings[0].reason


def test_another_quantity_that_nothing_explains_is_told_as_such(tmp_path: Path) -> None:
    answer = Case(tmp_path).audit([minute("9.99", quantity="9.99", rate=1)])
    assert classes(answer) == {"minutes": Decimal("6.29")}
    assert answer.findings[0].reason == "9.99 minutes are billed, the log has 3.7"


def test_an_amount_alone_that_nothing_explains_is_unexplained(tmp_path: Path) -> None:
    assert classes(Case(tmp_path).audit([minute("999.99")])) == {"unexplained": Decimal("996.29")}


def test_two_causes_on_one_line_are_taken_apart(tmp_path: Path) -> None:
    # Whole minutes, and 1.10 in place of 1.00: 6.60.
    answer = Case(tmp_path).audit([minute("6.60", quantity=6, rate="1.10")])
    assert classes(answer) == {"rate": Decimal("0.37"), "rounding": Decimal("2.53")}


# 200 calls of 65 s, in steps of 6 s 66 s: 220 min.
MANY = LOG.splitlines()[0] + "\n" + "".join(f"2026-03-02T{9 + n % 8:02}:{n % 60:02}:00,65,0,5,no\n" for n in range(200))


def test_a_rate_that_no_line_states_is_told_by_the_many_units_that_it_fits(tmp_path: Path) -> None:
    # 220 min at 1.07.
    answer = Case(tmp_path, log=MANY).audit([minute("235.40")])
    assert [(one.cause, one.amount, one.reason) for one in answer.findings] == [
        ("rate", Decimal("15.40"), "the rate comes to 1.07, the quote says 1.0")
    ]


def test_what_explains_most_and_not_all_is_told_as_a_guess(tmp_path: Path) -> None:
    # By half-minutes 300.00: 80.00 of 90.00 more.
    answer = Case(tmp_path, log=MANY).audit([minute("310.00")])
    assert [(one.cause, one.amount, one.reason) for one in answer.findings] == [
        ("rounding", Decimal(80), "perhaps each call is rounded up to 30 s, the quote says 6 s"),
        ("unexplained", Decimal(10), "nothing that was tried explains it"),
    ]


def test_a_rate_of_more_decimals_than_the_quote_has_is_no_rate(tmp_path: Path) -> None:
    # 0.005 below 1.07 a minute.
    assert classes(Case(tmp_path, log=MANY).audit([minute("234.30")])) == {"unexplained": Decimal("14.30")}


def test_what_follows_from_a_line_that_is_left_out_belongs_to_it(tmp_path: Path) -> None:
    # 222 s are 3.70, and a fee of 49; 10% off, with 8% tax.
    fee = {"per": "cycle", "rate": 49, "for": "account fee"}
    terms = {"discounts": [{"percent": 10, "for": "launch"}], "tax_percent": 8}
    case = Case(tmp_path, QUOTE | terms | {"charges": [*QUOTE["charges"], fee]})
    lines = [minute("3.70"), {"charge": "discount", "amount": -0.37}]
    # 52.70 - 5.27 is 47.43, with tax 51.22; without the fee 3.33, with tax 3.60.
    assert classes(case.audit(lines, tax=0.27)) == {"missing line": Decimal("-47.62")}


def test_what_follows_from_a_surcharge_that_is_left_out_belongs_to_it(tmp_path: Path) -> None:
    # 10% on 3.70, and a tenth off all of it.
    surcharge = {"percent": 10, "applies_to": ["minute"], "for": "premium"}
    case = Case(tmp_path, QUOTE | {"adjustments": [surcharge], "discounts": [{"percent": 10}]})
    answer = case.audit([minute("3.70"), {"charge": "discount", "amount": -0.37}])
    assert classes(answer) == {"surcharge": Decimal("-0.33")}
    assert answer.findings[0].reason == "the line adjustment premium is left out, which comes to 0.37"


def test_a_cent_of_rounding_goes_with_the_cause_of_its_line(tmp_path: Path) -> None:
    # 15% on 3.70 is 0.555, told as 0.56; 90% off 4.255 is 3.8295, told as 3.83, or by the vendor's sums 3.82.
    surcharge = {"percent": 15, "applies_to": ["minute"], "for": "premium"}
    case = Case(tmp_path, QUOTE | {"discounts": [{"percent": 90, "for": "launch"}]})
    bill = case.bill(case.quote | {"adjustments": [surcharge]})
    assert [line.amount for line in bill] == [Decimal("3.70"), Decimal("0.56"), Decimal("-3.83")]
    lines = lines_of(bill)
    lines[-1]["amount"] = -3.82
    assert classes(case.audit(lines)) == {"surcharge": Decimal("0.07")}


def test_a_discount_on_a_line_that_the_quote_has_not_belongs_to_it(tmp_path: Path) -> None:
    case = Case(tmp_path, QUOTE | {"discounts": [{"percent": 10, "for": "launch"}]})
    lines = [minute("3.70"), {"charge": "portal", "amount": 10}, {"charge": "discount", "amount": -1.37}]
    answer = case.audit(lines)
    assert [(one.cause, one.amount, one.reason) for one in answer.findings] == [
        ("unknown line", Decimal("9.00"), "the quote has no line portal")
    ]
    assert str(answer.findings[0].invoice_place).endswith("invoice.yaml:6:3")
    # A surcharge that the quote has not is no other.
    lines[1] = {"charge": "surcharge", "for": "weekends", "amount": 10}
    answer = case.audit(lines)
    assert [(one.cause, one.amount, one.reason) for one in answer.findings] == [
        ("surcharge", Decimal("9.00"), "the quote asks for no surcharge weekends")
    ]
    # Where the discount is not on it, it is not.
    lines[1] = {"charge": "portal", "amount": 10}
    lines[-1]["amount"] = -0.37
    assert classes(case.audit(lines)) == {"unknown line": Decimal(10)}


def test_what_the_quote_leaves_open_is_not_called_wrong(tmp_path: Path) -> None:
    # No step is stated: from 216 s, 3.60, to whole minutes, 6.00.
    case = Case(tmp_path, QUOTE | {"charges": [{"per": "minute", "rate": 1, "clock": {"counts": ["talk", "wrap"]}}]})
    answer = case.audit([minute("3.70")])
    assert (answer.gap, answer.lines[0].is_open, answer.lines[0].range.low) == (0, True, Decimal("3.60"))
    over = case.audit([minute("6.60", quantity=6, rate="1.10")])
    assert classes(over) == {"rate": Decimal("0.60")}


def test_seconds_and_hours_are_told_from_minutes(tmp_path: Path) -> None:
    line = {"charge": "minutes", "quantity": 222, "unit": "seconds", "rate": 0.0166666667, "amount": 3.70}
    assert Case(tmp_path).audit([line]).gap == 0


def test_tiers_on_lines_of_their_own_are_one_charge(tmp_path: Path) -> None:
    tiers = [{"up_to": 2, "rate": 1.5}, {"rate": 1}]
    charge = {"per": "minute", "clock": CLOCK, "tiers": tiers}
    answer = Case(tmp_path, QUOTE | {"charges": [charge]}).audit(
        [minute("3.00", quantity=2, rate="1.5"), minute("1.70", quantity="1.7", rate=1)]
    )
    assert answer.gap == 0


def test_the_calls_behind_a_difference_are_written_with_their_rows(tmp_path: Path) -> None:
    answer = Case(tmp_path).audit([minute("6.00", quantity=6)], evidence=tmp_path / "calls-behind.csv")
    rows = list(csv.DictReader((tmp_path / "calls-behind.csv").read_text(encoding="utf-8").splitlines()))
    assert answer.evidence == 3
    found = [(row["row"], row["start"], row["recomputed"], row["as_invoiced"]) for row in rows]
    assert found == [
        ("2", "2026-03-02T10:00:00", "66", "120"),
        ("3", "2026-03-03T22:00:00", "126", "180"),
        ("5", "2026-03-31T21:00:00", "30", "60"),
    ]


def test_evidence_is_no_formula(tmp_path: Path) -> None:
    charges = [charge | {"for": "=1+1"} for charge in QUOTE["charges"]]
    Case(tmp_path, QUOTE | {"charges": charges}).audit([minute("6.00", quantity=6)], evidence=tmp_path / "e.csv")
    rows = list(csv.DictReader((tmp_path / "e.csv").read_text(encoding="utf-8").splitlines()))
    assert {row["for"] for row in rows} == {"'=1+1"}


def test_evidence_of_another_clock_are_the_calls_of_other_days(tmp_path: Path) -> None:
    Case(tmp_path).audit([minute("3.20", quantity="3.2")], evidence=tmp_path / "e.csv")
    (row,) = csv.DictReader((tmp_path / "e.csv").read_text(encoding="utf-8").splitlines())
    assert (row["row"], row["recomputed"], row["as_invoiced"]) == ("5", "30", "0")


def test_a_plan_and_a_later_cycle_are_billed_as_the_log_has_them(tmp_path: Path) -> None:
    plans = [{"name": "small", "charges": QUOTE["charges"]}]
    quote = {key: value for key, value in QUOTE.items() if key != "charges"} | {"plans": plans}
    answer = Case(tmp_path, quote).audit([minute("1.10", quantity=1, rate="1.10")], cycle="2026-04")
    assert classes(answer) == {"rate": Decimal("0.10")}
    place = answer.findings[0].quote_place
    assert place is not None
    assert "rate" in (tmp_path / "quotes" / "acme.yaml").read_text().splitlines()[place.line - 1]


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        ({"cycle": "2026-07"}, "no billing cycle of the calls"),
        ({"vendor": "brio"}, "the quote is of acme"),
        ({"currency": "EUR"}, "the quote is in USD"),
        (
            {"cycle": None, "from": "2026-03-05", "to": "2026-04-04"},
            "hold it against callvet replay --from 2026-03-05 --to 2026-04-04; the log has",
        ),
    ],
)
def test_what_does_not_belong_together_is_told_at_its_key(tmp_path: Path, keys: dict[str, Any], words: str) -> None:
    path = Case(tmp_path).invoice([minute("3.70")], **keys)
    path.write_text(path.read_text().replace("cycle: null\n", ""), encoding="utf-8")
    with pytest.raises(BadFilesError) as refused:
        audit_invoice(path, tmp_path / "calls.csv", tmp_path / "quotes" / "acme.yaml")
    assert words in refused.value.problems[0].message
    assert refused.value.problems[0].place.line > 0


def test_a_cycle_that_nobody_names_is_asked_for(tmp_path: Path) -> None:
    path = Case(tmp_path).invoice([minute("3.70")])
    path.write_text(path.read_text().replace("cycle: 2026-03\n", ""), encoding="utf-8")
    with pytest.raises(NothingToWorkOnError, match="add --cycle"):
        audit_invoice(path, tmp_path / "calls.csv", tmp_path / "quotes" / "acme.yaml")
    found = audit_invoice(path, tmp_path / "calls.csv", tmp_path / "quotes" / "acme.yaml", cycle="2026-03")
    assert found.gap == 0


def test_from_and_to_of_a_whole_cycle_are_that_cycle(tmp_path: Path) -> None:
    path = Case(tmp_path).invoice([minute("3.70")], **{"from": "2026-03-01", "to": "2026-03-31"})
    path.write_text(path.read_text().replace("cycle: 2026-03\n", ""), encoding="utf-8")
    assert audit_invoice(path, tmp_path / "calls.csv", tmp_path / "quotes" / "acme.yaml").gap == 0


# Properties: a random log, invoices made by replaying another quote, and one planted fault.


def random_log(random: Random) -> str:
    """Calls of March and the nights about it."""
    rows = ["start,talk_seconds,wrap_seconds,queue_seconds,hold_seconds,abandoned"]
    for _ in range(250):
        start = datetime(2026, 2, 28) + timedelta(minutes=random.randrange(33 * 1440))  # noqa: DTZ001
        lost = random.random() < 0.1
        talk = 0 if lost else random.randrange(5, 600)
        parts = (talk, random.randrange(60), random.randrange(90), random.randrange(40), "yes" if lost else "no")
        rows.append(",".join(map(str, (start.isoformat(), *parts))))
    return "\n".join(rows) + "\n"


RICH: dict[str, Any] = QUOTE | {
    "charges": [
        {"per": "cycle", "rate": 49, "for": "account fee"},
        {"per": "minute", "rate": 0.95, "included": 100, "clock": CLOCK},
        {"per": "call", "rate": 0.25},
    ],
    "adjustments": [{"percent": 25, "applies_to": ["minute"], "when": {"outside": "Mo-Fr 08:00-20:00"}}],
    "minimum_invoice": 300,
    "tax_percent": 8,
}


def faulty(case: Case, random: Random) -> dict[str, tuple[str, dict[str, Any]]]:
    """Quotes that an invoice with one fault goes by, of every class that a quote can show."""
    cents = Decimal(random.randrange(1, 40)) / 100
    rate = float(Decimal("0.95") + cents)
    surcharge = case.with_charge(1)
    surcharge["adjustments"][0]["percent"] = 25 + random.randrange(1, 40)
    return {
        "rounding": ("rounding", case.with_charge(1, clock_step_seconds=random.choice((30, 60)))),
        "minutes": ("minutes", case.with_charge(1, clock_counts=random.choice((["talk", "wrap", "hold"], ["talk"])))),
        "rate": ("rate", case.with_charge(1, rate=rate)),
        "fee": ("rate", case.with_charge(0, rate=49 + random.randrange(1, 30))),
        "bundle": ("bundle", case.with_charge(1, included=None)),
        "surcharge": ("surcharge", surcharge),
        "period": ("period", case.quote | {"timezone": "UTC"}),
        "tax": ("tax", case.quote | {"tax_percent": random.randrange(9, 25)}),
        "no tax": ("tax", {key: one for key, one in case.quote.items() if key != "tax_percent"}),
    }


@settings(max_examples=14, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10**6))
def test_an_invoice_made_from_the_bill_has_no_gap_and_one_fault_is_found(tmp_path: Path, seed: int) -> None:
    random = Random(seed)  # noqa: S311
    case = Case(tmp_path, RICH, random_log(random))
    right = case.bill()
    answer = case.audit(lines_of(right, with_quantities=random.random() < 0.5))
    assert (answer.gap, answer.findings) == (0, ())
    cause, quote = random.choice(list(faulty(case, random).values()))
    bill = case.bill(quote)
    gap = sum(line.amount for line in bill) - sum(line.amount for line in right)
    answer = case.audit(lines_of(bill))
    assert answer.gap == gap
    assert classes(answer) == ({cause: gap} if gap else {}), answer.findings


@settings(max_examples=5, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10**6), cents=st.integers(1, 100_000))
def test_amounts_that_are_tampered_with_add_up_whatever_they_are(tmp_path: Path, seed: int, cents: int) -> None:
    random = Random(seed)  # noqa: S311
    case = Case(tmp_path, RICH, random_log(random))
    lines = lines_of(case.bill(), with_quantities=random.random() < 0.5)
    place = random.randrange(len(lines))
    planted = Decimal(cents) / 100
    lines[place]["amount"] = number(Decimal(lines[place]["amount"].strip("#")) + planted)
    assert case.audit(lines).gap == planted
    lines = lines_of(case.bill())
    lines.append({"charge": "portal", "amount": number(planted)})
    answer = case.audit(lines)
    assert classes(answer) == {"unknown line": planted}


def test_the_log_of_the_worked_cases_is_what_it_says() -> None:
    assert LOG.count("\n") == 6


@pytest.mark.parametrize("seed", [3, 11, 29])
def test_what_is_expected_is_what_the_plain_biller_comes_to(tmp_path: Path, seed: int) -> None:
    random = Random(seed)  # noqa: S311
    log, one = calls(200, seed, days=80), quote(random)
    case = Case(tmp_path)
    write_csv(tmp_path / "calls.csv", log)
    (tmp_path / "quotes" / "acme.yaml").write_text(as_file(one), encoding="utf-8")
    month, total = sorted(bills(one, log, ZONE, one["timezone"]).items())[1]
    answer = case.audit([{"charge": "portal", "amount": 0.01}], cycle=month)
    assert answer.expected == total


def test_a_log_in_parquet_has_the_same_evidence_by_its_rows(tmp_path: Path) -> None:
    case = Case(tmp_path)
    engine = connect()
    engine.execute(f"COPY (FROM read_csv('{tmp_path / 'calls.csv'}')) TO '{tmp_path / 'calls.parquet'}'")
    invoice = case.invoice([minute("6.00", quantity=6)])
    quote_path = tmp_path / "quotes" / "acme.yaml"
    answer = audit_invoice(invoice, tmp_path / "calls.parquet", quote_path, evidence=tmp_path / "e.csv")
    rows = list(csv.DictReader((tmp_path / "e.csv").read_text(encoding="utf-8").splitlines()))
    assert (answer.gap, [row["row"] for row in rows]) == (Decimal("2.30"), ["1", "2", "4"])


def test_a_wait_that_cannot_be_right_takes_no_call_out_of_a_bill_that_counts_no_waits(tmp_path: Path) -> None:
    case = Case(tmp_path, log=LOG.replace("50,11,10,no", "50,11,-7,no"))
    answer = case.audit(lines_of(case.bill()))
    # 66 s, 126 s and 30 s, as a replay has it.
    assert (answer.expected, answer.gap, answer.calls, answer.replay.bad.total) == (Decimal("3.70"), 0, 3, 0)
    assert answer.findings == ()
    told = "in 1 of the rows that are billed queue_seconds cannot be right; whether that time was billed is not tried"
    assert told in answer.replay.notes
