"""``callvet audit``: exit codes, formats, the letter and the evidence."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from callvet.cli.app import app
from tests.evaluation.audits import Case

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result

RIGHT = "vendor: acme\nnumber: 'A_1'\ncycle: 2026-03\nlines: [{charge: minute, quantity: 3.7, rate: 1, amount: 3.70}]\n"
WRONG = (
    "vendor: acme\nnumber: 'A_1'\ncycle: 2026-03\nlines:\n  - {charge: minute, quantity: 6, amount: 6.00}\n"
    "  - {charge: '<b>portal</b>', amount: 10}\n"
)


@pytest.fixture(autouse=True)
def case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A case; the current folder."""
    Case(tmp_path)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "right.yaml").write_text(RIGHT, encoding="utf-8")
    (tmp_path / "wrong.yaml").write_text(WRONG, encoding="utf-8")
    return tmp_path


def audit(invoice: str, *options: str) -> Result:
    """What the command prints."""
    return CliRunner().invoke(app, ["audit", invoice, "calls.csv", "quotes/acme.yaml", *options])  # type: ignore[return-value]


def test_a_right_invoice_exits_with_0_and_says_so_first() -> None:
    found = audit("right.yaml")
    assert found.exit_code == 0
    assert found.stdout.startswith("Invoice A_1 of acme for 2026-03 is right: $3.70 is what the 3 calls")


def test_a_wrong_invoice_exits_with_1_and_says_by_how_much() -> None:
    found = audit("wrong.yaml")
    assert found.exit_code == 1
    assert "asks $12.30 more" in found.stdout
    assert "$2.30 rounding and $10.00 unknown line" in found.stdout
    assert "quotes/acme.yaml:13:5" in found.stdout


def test_a_gap_within_the_tolerance_is_let_pass() -> None:
    found = audit("wrong.yaml", "--tolerance", "12.30")
    assert found.exit_code == 0
    assert "within the $12.30 that you let pass" in found.stdout
    assert audit("wrong.yaml", "--tolerance", "12.29").exit_code == 1


@pytest.mark.parametrize(
    ("invoice", "options", "words"),
    [
        ("gone.yaml", (), "gone.yaml is not there"),
        ("right.yaml", ("--tolerance", "-1"), "is no amount"),
        ("right.yaml", ("--cycle", "2026-09"), "no billing cycle of the calls"),
        ("wrong.yaml", ("--evidence", "nowhere/e.csv"), "name another file with --evidence"),
        ("wrong.yaml", ("--letter", "calls.csv/l.md"), "name another file with --letter"),
    ],
)
def test_what_cannot_be_answered_exits_with_2_and_one_line(invoice: str, options: tuple[str, ...], words: str) -> None:
    found = audit(invoice, *options)
    assert found.exit_code == 2
    assert words in " ".join(found.stderr.split())
    assert "Traceback" not in found.output


def test_json_is_one_object_whose_causes_add_up() -> None:
    found = json.loads(audit("wrong.yaml", "-f", "json").stdout)
    assert (found["schema"], found["command"], found["right"], found["gap"]) == (1, "audit", False, "12.30")
    assert found["causes"] == {"rounding": "2.30", "unknown line": "10.00"}
    assert found["lines"][0]["expected_high"] == "3.70"
    assert [found["lines"][1][key] for key in ("invoiced", "expected_low", "unverified")] == ["10.00", "0.00", None]
    assert found["problems"] == []


def test_json_has_the_problems_of_an_invoice(case: Path) -> None:
    (case / "bad.yaml").write_text("lines: [{charge: minute, amount: x}]\n", encoding="utf-8")
    found = audit("bad.yaml", "-f", "json")
    assert found.exit_code == 2
    assert json.loads(found.stdout)["problems"][0]["line"] == 1


@pytest.mark.parametrize("form", ["table", "csv", "markdown", "html"])
def test_every_format_draws_and_marks_up_nothing_of_the_vendors(form: str) -> None:
    found = audit("wrong.yaml", "-f", form)
    assert found.exit_code == 1
    assert "portal" in found.stdout
    assert form not in {"markdown", "html"} or "<b>portal" not in found.stdout


def test_markdown_has_the_table_first_and_the_letter_last() -> None:
    text = audit("wrong.yaml", "-f", "markdown").stdout
    assert text.startswith("| difference")
    assert text.index("Dear acme team,") > text.index("asks \\$12.30 more")
    assert "Dear" not in audit("right.yaml", "-f", "markdown").stdout


def test_the_letter_names_figures_places_and_what_is_asked_for(case: Path) -> None:
    found = audit("wrong.yaml", "--letter", "letter.md", "--evidence", "calls-behind.csv")
    letter = (case / "letter.md").read_text(encoding="utf-8")
    assert "written: letter.md" in found.stderr
    assert letter.startswith("# Invoice A\\_1 for 2026-03\n\nDear acme team,\n")
    for words in (
        "your quote Q-1 of 2026-01-02",
        "come to \\$3.70",
        "quotes/acme.yaml:13:5",
        "Please credit us with \\$12.30, or send a corrected invoice of \\$3.70.",
        "3 calls behind it",
        "calls-behind.csv",
        "what these amounts are for: \\$10.00",
    ):
        assert words in letter
    assert "<b>" not in letter
    assert letter.endswith("Kind regards,\n")
    needs = (case / "needs.yaml").read_text(encoding="utf-8")
    (case / "needs.yaml").write_text(f"company: '<i>Juniper</i> Print'\n{needs}", encoding="utf-8")
    audit("wrong.yaml", "--letter", "signed.md")
    assert (case / "signed.md").read_text(encoding="utf-8").endswith("\n\n\\<i\\>Juniper\\</i\\> Print\n")
    assert "--letter" not in found.stdout


def test_a_right_invoice_needs_no_letter(case: Path) -> None:
    found = audit("right.yaml", "--letter", "letter.md")
    assert "no letter was written" in found.stderr
    assert not (case / "letter.md").exists()


def test_an_invoice_that_asks_too_little_is_written_about_politely(case: Path) -> None:
    (case / "low.yaml").write_text("cycle: 2026-03\nlines: [{charge: minute, amount: 3.20}]\n", encoding="utf-8")
    assert audit("low.yaml", "--letter", "letter.md").exit_code == 1
    assert "if you agree that \\$0.50 is missing" in (case / "letter.md").read_text(encoding="utf-8")


def test_a_csv_invoice_takes_its_cycle_from_the_option(case: Path) -> None:
    (case / "i.csv").write_text("charge,quantity,rate,amount\nminute,3.7,1.00,3.70\n", encoding="utf-8")
    assert audit("i.csv", "--cycle", "2026-03").exit_code == 0
    assert audit("i.csv").exit_code == 2


def test_an_open_term_is_told_as_open(case: Path) -> None:
    quote = case / "quotes" / "acme.yaml"
    quote.write_text(quote.read_text().replace("step_seconds: 6", "minimum_seconds: 0"), encoding="utf-8")
    found = audit("right.yaml")
    assert found.exit_code == 0
    assert "within what the quote leaves open, $3.60 to $6.00" in found.stdout
    assert found.stdout.startswith(
        "Invoice A_1 of acme for 2026-03 is within what the quote leaves open: $3.70, of $3.60 to $6.00."
    )
    assert " is right" not in found.stdout


@pytest.mark.parametrize("option", ["--evidence", "--letter", "-o"])
def test_nothing_is_written_over_the_log_or_the_invoice(option: str, case: Path) -> None:
    before = {name: (case / name).read_bytes() for name in ("calls.csv", "wrong.yaml")}
    for name in before:
        assert audit("wrong.yaml", option, name).exit_code == 2
    assert {name: (case / name).read_bytes() for name in before} == before


def test_what_the_log_cannot_tell_is_told_as_such_and_not_as_wrong(case: Path) -> None:
    quote = case / "quotes" / "acme.yaml"
    quote.write_text(f"{quote.read_text().rstrip()}\n- {{per: email, rate: 3.30}}\n", encoding="utf-8")
    lines = RIGHT.replace("amount: 3.70}]", "amount: 3.70}, {charge: email, quantity: 9, rate: 3.30, amount: 29.70}]")
    (case / "mail.yaml").write_text(lines, encoding="utf-8")
    found = audit("mail.yaml")
    assert found.exit_code == 0
    assert found.stdout.startswith("Invoice A_1 of acme for 2026-03 is right as far as the log tells: $33.40 is what")
    assert "Email: 9 are taken at the invoice's word, for the log has no column channel." in found.stdout
    assert "not in it" in found.stdout
    assert "is billed." not in found.stdout
    (line,) = json.loads(audit("mail.yaml", "-f", "json").stdout)["lines"][1:]
    assert line["unverified"] == "the log has no column channel"


def test_evidence_is_offered_where_calls_show_a_difference_alone(case: Path) -> None:
    assert "--evidence" in audit("wrong.yaml").output
    text = "cycle: 2026-03\nlines: [{charge: minute, quantity: 9.99, rate: 1, amount: 9.99}]\n"
    (case / "other.yaml").write_text(text, encoding="utf-8")
    assert "--evidence" not in audit("other.yaml").output
