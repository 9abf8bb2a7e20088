"""``callvet clauses``: its options, its exit codes, and what it gives to other programs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from callvet.cli.app import app

FILES = {
    "needs.yaml": "demand: {calls_per_month: 2000, spread: 0}\nstart: 2027-02-01\n",
    "quotes/acme.yaml": "vendor: acme\nreference: A\ncharges: [{per: minute, rate: 1}]\n",
    "quotes/brio.yaml": "vendor: brio\nreference: B\ncurrency: EUR\ncharges: [{per: call, rate: 6}]\n",
    "quotes/bad.txt": "",
}


@pytest.fixture(autouse=True)
def case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two quotes; the current folder."""
    for path, text in FILES.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*args: str, code: int = 0) -> str:
    """What ``callvet clauses`` prints."""
    result = CliRunner().invoke(app, ["clauses", *args])
    assert result.exit_code == code, result.output
    return result.output


def test_clauses_are_numbered_and_what_is_open_is_below_them() -> None:
    out = run("acme")
    assert "4.1  For each Billed Minute the Buyer pays USD 1.00." in out
    assert "     Open: In your offer, which times of a call run the clock of the charge per minute" in out
    assert "What to settle before signing" in out


def test_quiet_leaves_the_document_alone() -> None:
    out = run("acme", "--quiet")
    assert "questions open" not in out
    assert "Confirm:" not in out
    assert "A.1  This bill is computed by the clauses above" in out


def test_the_volume_and_the_handle_time_are_those_of_the_call() -> None:
    annex = json.loads(run("brio/B", "--volume", "500", "--aht", "120", "-f", "json"))["annex"]
    assert annex["monthly"] == {"low": "3000.00", "high": "3000.00"}
    assert annex["volume"] == 500
    assert any("2:00 (120 seconds)" in text for text in annex["basis"])


def test_a_rate_tells_what_it_is_in_the_buyers_currency() -> None:
    out = run("brio", "--rate", "EUR=1.10")
    assert "at 1.10 USD for one EUR" in out
    assert "a normal month comes to USD 13,200.00." in out
    assert json.loads(run("brio", "--rate", "EUR=1.10", "-f", "json"))["annex"]["compared"]["low"] == "13200.00"


def test_other_needs_can_be_named(case: Path) -> None:
    (case / "other.yaml").write_text("company: Juniper\ndemand: {calls_per_month: 10}\n", encoding="utf-8")
    assert "“Buyer” is Juniper;" in run("quotes/brio.yaml", "--needs", "other.yaml")


def test_a_file_is_written_in_the_format_of_its_name(case: Path) -> None:
    run("acme", "-o", "clauses.html")
    assert '<div class="clause"><p>4.1</p>' in (case / "clauses.html").read_text(encoding="utf-8")


def test_what_is_no_quote_is_told_in_one_line() -> None:
    assert run("acne", code=2) == "callvet: no quote is called acne; did you mean acme?\n"
    assert json.loads(run("acne", "-f", "json", code=2).partition("\n")[2])["problems"]


def test_a_wrong_rate_is_refused() -> None:
    assert "is not a rate" in run("acme", "--rate", "EUR", code=2)
