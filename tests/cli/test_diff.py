"""``callvet diff``: its options, its exit codes, and that no text of a file is more than text."""

from __future__ import annotations

import csv
import io
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from callvet.cli.app import app
from tests.compare.quoting import ACME, BRIO, CORTE, NEEDS

EVIL = "\x1b[31m[/][bold]<script>alert(1)</script>"


@pytest.fixture(autouse=True)
def case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Three offers; the current folder."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "quotes").mkdir()
    write("needs.yaml", NEEDS)
    for vendor, text in {"acme": ACME, "brio": BRIO, "corte": CORTE}.items():
        write(f"quotes/{vendor}.yaml", f"reference: {vendor[0].upper()}-1\n{text}")
    return tmp_path


def write(path: str, text: str) -> None:
    Path(path).write_text(text, encoding="utf-8")


def run(*args: str, code: int = 0) -> str:
    """What ``callvet diff`` prints to standard output."""
    result = CliRunner().invoke(app, ["diff", *args])
    assert result.exit_code == code, result.output
    return result.stdout


def refused(*args: str) -> str:
    """What it says where it cannot answer."""
    result = CliRunner().invoke(app, ["diff", *args])
    assert result.exit_code == 2, result.output
    return " ".join((result.stdout + result.stderr).replace("│", " ").split())


def told(*args: str) -> dict[str, Any]:
    """What it gives to programs."""
    found: dict[str, Any] = json.loads(run(*args, "-f", "json"))
    return found


def test_the_answer_comes_first() -> None:
    assert run("quotes").startswith("brio costs least: $30,344 a month, $511 less than corte (5,000 calls of 6:03")


def test_json_has_the_contracts_keys_and_money_as_text() -> None:
    found = told("quotes", "--prefer", "acme")
    assert (found["schema"], found["command"], found["currency"], found["volume"]) == (1, "diff", "USD", 5000)
    assert [one["id"] for one in found["quotes"]] == ["acme/A-1", "brio/B-1", "corte/C-1"]
    assert found["quotes"][0]["monthly"] == {"low": "33299.00", "high": "33299.00"}
    [step] = [one for one in found["terms"] if one["term"] == "minute.clock.step_seconds"]
    assert step["values"] == ["60", "6", "1"]
    assert step["worth"] == step["worth_high"] == ["4512.50", "247.50", "0.00"]
    [setup] = [one for one in found["terms"] if one["term"] == "once.rate"]
    assert (setup["values"], setup["states"]) == ([None, None, "500"], ["silent", "silent", "stated"])
    assert [one["low"] for one in setup["worth_over_term"]] == ["0.00", "0.00", "500.00"]
    assert found["steps"][0] == {
        "from": "brio/B-1",
        "to": "acme/A-1",
        "because": "minute.rate",
        "amount": "-1220.00",
        "amount_high": "-1220.00",
    }
    assert found["leverage"]["levers"][0]["offered_by"] == ["corte/C-1"]
    tie = {"with": "brio/B-1", "term": "minute.rate", "now": "0.95", "price": "0.8655"}
    assert {key: found["leverage"]["tie"][key] for key in tie} == tie
    assert found["problems"] == []


def test_costs_are_those_of_the_cost_command() -> None:
    result = CliRunner().invoke(app, ["cost", "quotes", "-f", "json"])
    alone = {
        one["quote_id"] if "quote_id" in one else one["vendor"]: one for one in json.loads(result.stdout)["estimates"]
    }
    for quote in told("quotes")["quotes"]:
        one = alone.get(quote["id"]) or alone[quote["vendor"]]
        assert (quote["monthly"], quote["term"]) == (one["monthly"], one["term"])


def test_csv_has_a_row_for_each_term_of_each_quote() -> None:
    found = list(csv.DictReader(io.StringIO(run("quotes", "-f", "csv"))))
    [row] = [one for one in found if one["term"] == "minute.clock.step_seconds" and one["quote"] == "acme/A-1"]
    assert (row["value"], row["worth_low"], row["worth_high"], row["worth_over_term_low"]) == (
        "60",
        "4512.50",
        "4512.50",
        "",
    )
    assert len(found) == 3 * len({one["term"] for one in found})


def test_markdown_has_the_table_first() -> None:
    assert run("quotes", "-f", "markdown").startswith("| term")


def test_markdown_has_the_parts_of_a_table_below_each_other() -> None:
    for number in range(5):
        write(f"quotes/v{number}.yaml", f"vendor: v{number}\n{CORTE.replace('vendor: corte', '')}")
    lines = run("quotes", "-f", "markdown").splitlines()
    heads = [line for line in lines if line.startswith(("# ", "**", "brio costs least"))][:4]
    assert [one.split(":")[0][:30] for one in heads] == [
        "# Quotes side by side",
        "brio costs least",
        "**Quotes 1 to 4 of 8**",
        "**Quotes 5 to 8 of 8**",
    ]


@pytest.mark.parametrize("output", ["table", "markdown", "csv", "html", "json"])
def test_every_format_draws(output: str) -> None:
    found = run(
        "quotes", "--prefer", "acme", "--volume", "5000,3000", "--plug", "training=900", "--split", "-f", output
    )
    assert "brio" in found


def test_quiet_leaves_the_answer() -> None:
    loud, quiet = run("quotes"), run("quotes", "-q")
    assert "▼ best for you" in loud
    assert "▼ best for you" not in quiet
    assert "fee each cycle" in quiet


def test_all_terms_or_differences_alone() -> None:
    assert "what runs the clock" in run("quotes", "--all")
    assert "what runs the clock" not in run("quotes", "--only-differences")


def test_the_verdict_is_told_at_every_volume() -> None:
    found = told("quotes", "--volume", "3000,50")
    assert [(one["volume"], one["cheapest"]) for one in found["by_volume"]] == [(3000, "brio/B-1"), (50, "corte/C-1")]
    assert "A month at each volume" in run("quotes", "--volume", "3000,50")


def test_two_quotes_get_a_word_on_three() -> None:
    assert "get at least three" in run("quotes/acme.yaml", "quotes/brio.yaml")


def test_the_buyers_own_figures_are_told_as_such() -> None:
    found = told("quotes", "--plug", "setup=500", "--plug", "supervisor=800/month")
    assert found["plugs"] == [
        {"name": "setup", "amount": "500", "per": "once"},
        {"name": "supervisor", "amount": "800", "per": "month"},
    ]
    assert found["quotes"][0]["monthly"]["low"] == "34099.00"
    assert "Supervisor is your own figure where an offer leaves it out: $800.00 a month." in run(
        "quotes", "--plug", "supervisor=800/month"
    )


@pytest.mark.parametrize(
    "plug", ["setup", "setup=", "setup=-5", "setup=1e9", "=5", "setup=5/week", "se tup=5", "setup=٣"]
)
def test_a_plug_that_is_no_figure_is_refused(plug: str) -> None:
    assert "write it as setup=500, or supervisor=800/month" in refused("quotes", "--plug", plug)


def test_two_figures_for_one_work_are_refused() -> None:
    assert "setup has two figures; give one" in refused("quotes", "--plug", "setup=5", "--plug", "setup=6/month")


class TestFailOver:
    """Exit 1 where the preferred quote is dearer than the cheapest by more."""

    # 33,299 is 9.74% over 30,344.
    def test_more_is_an_answer_that_is_no(self) -> None:
        result = CliRunner().invoke(app, ["diff", "quotes", "--prefer", "acme", "--fail-over", "9"])
        assert result.exit_code == 1
        assert "the preferred quote is dearer than the cheapest by 9.7%, over 9%" in result.stderr

    @pytest.mark.parametrize("args", [("acme", "10"), ("brio", "0.1")])
    def test_no_more_is_an_answer(self, args: tuple[str, str]) -> None:
        run("quotes", "--prefer", args[0], "--fail-over", args[1])

    def test_of_ranges_the_high_ends_are_held_to_it_and_that_is_told(self) -> None:
        # By the second or by the minute: 35,000 minutes at most.
        write("quotes/acme.yaml", ACME.replace(", step_seconds: 60", ""))
        result = CliRunner().invoke(app, ["diff", "quotes", "--prefer", "acme", "--fail-over", "9"])
        assert result.exit_code == 1
        assert "dearer than the cheapest by 9.7% at their high ends, over 9%" in result.stderr

    def test_it_goes_by_the_preferred(self) -> None:
        assert "name its vendor with --prefer" in refused("quotes", "--fail-over", "9")

    def test_of_a_cheapest_that_costs_nothing_anything_is_more(self) -> None:
        write("quotes/acme.yaml", "vendor: acme\ncharges: [{per: call, rate: 0}]\n")
        result = CliRunner().invoke(app, ["diff", "quotes", "--prefer", "brio", "--fail-over", "9"])
        assert result.exit_code == 1
        assert "by more, over 9%" in result.stderr

    def test_what_could_not_be_answered_is_no_bound_missed(self) -> None:
        refused("quotes/acme.yaml", "--prefer", "acme", "--fail-over", "9")


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (("quotes/acme.yaml",), "at least two quotes are compared, and here is acme/A-1"),
        (("acmee", "brio"), "did you mean acme?"),
        (("acme@9", "brio"), "there is no offer 9 of acme"),
        (("quotes", "--prefer", "zeta"), "none of the quotes is of zeta"),
        (("quotes/nothing.yaml", "brio"), "no quote is called quotes/nothing.yaml"),
    ],
)
def test_what_cannot_be_answered_is_told_with_the_fix(args: tuple[str, ...], message: str) -> None:
    assert message in refused(*args)
    assert (
        message in json.loads(CliRunner().invoke(app, ["diff", *args, "-f", "json"]).stdout)["problems"][0]["message"]
    )


def test_a_currency_without_a_rate_is_told_at_its_line() -> None:
    write("quotes/brio.yaml", "reference: B-1\ncurrency: EUR\n" + BRIO)
    assert "quotes/brio.yaml:2:" in refused("quotes")
    assert run("quotes", "--rate", "EUR=1.09")


class TestHostileText:
    """Text of files is text in every format."""

    @pytest.fixture(autouse=True)
    def hostile(self, case: Path) -> None:
        evil = json.dumps(EVIL)
        quote = f"""
vendor: evil
title: {evil}
reference: {evil}
scope: {{{evil}: priced, "=1+1": included, setup: included}}
sla_credits: [{{miss: {evil}, percent: 3}}]
discounts: [{{percent: 3, for: {evil}}}]
adjustments: [{{percent: 3, applies_to: [call], for: {evil}}}]
plans:
  - name: {evil}
    charges:
      - {{per: call, rate: 5, for: {evil}}}
      - {{per: call, rate: 1, for: "=cmd|' /C calc'!A0"}}
      - {{per: unit, quantity: 2, rate: 75, for: {evil}}}
"""
        write("quotes/evil.yaml", quote.replace("\\u001b", "\\x1b"))
        if any("control" in line for line in refused_or_not("quotes").splitlines()):
            # Control characters are refused where files are read; what is left must be inert all the same.
            write("quotes/evil.yaml", quote.replace("\\u001b", "\\u202e"))
        (case / "quotes/brio.yaml").unlink()

    @pytest.mark.parametrize("output", ["table", "markdown", "csv", "html", "json"])
    def test_it_is_inert(self, output: str) -> None:
        found = run("quotes", "--prefer", "evil", "--volume", "5000,100", "--all", "-f", output)
        assert "\x1b" not in found
        assert "\u202e" not in found
        if output == "html":
            assert "<script>alert" not in found
        if output == "csv":
            assert not any(cell.startswith("=") for row in csv.reader(io.StringIO(found)) for cell in row)
        if output == "markdown":
            assert "<script>" not in found


def refused_or_not(*args: str) -> str:
    result = CliRunner().invoke(app, ["diff", *args])
    return result.stdout + result.stderr


def test_levers_written_into_the_file_save_what_was_told() -> None:
    lever = told("quotes", "--prefer", "acme")["leverage"]["levers"][0]
    before = Decimal(told("quotes")["quotes"][0]["monthly"]["high"])
    write("quotes/acme.yaml", "reference: A-1\n" + ACME.replace("step_seconds: 60", f"step_seconds: {lever['theirs']}"))
    after = Decimal(told("quotes")["quotes"][0]["monthly"]["high"])
    assert before - after == Decimal(lever["saves_monthly"]["high"])
