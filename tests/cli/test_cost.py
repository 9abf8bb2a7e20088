"""``callvet cost``: its options, its exit codes, and what it gives to other programs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from callvet.cli.app import app

NEEDS = "demand: {calls_per_month: 2000, spread: 0, talk_seconds: 250}\nstart: 2027-02-01\n"
FILES = {
    "needs.yaml": NEEDS,
    "vendors/acme.yaml": "name: Acme\n",
    "vendors/brio.yaml": "name: Brio\n",
    "quotes/acme.yaml": "vendor: acme\nreference: A\ncharges: [{per: cycle, rate: 1500}, {per: call, rate: 6}]\n",
    "quotes/brio.yaml": "vendor: brio\nreference: B\ncharges: [{per: hour, rate: 20, hours_counted: paid}]\n",
    "quotes/corte.yaml": "vendor: corte\nreference: C\ncharges: [{per: call, rate: 7}]\n",
}


@pytest.fixture(autouse=True)
def case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Acme and Corte cross at 1,500 calls, Brio is billed by the hour; the current folder."""
    for path, text in FILES.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)


def run(*args: str, code: int = 0) -> str:
    """What ``callvet cost`` prints to standard output."""
    result = CliRunner().invoke(app, ["cost", *args])
    assert result.exit_code == code, result.output
    return result.output


def told(*args: str) -> dict[str, Any]:
    """What it gives to programs."""
    found: dict[str, Any] = json.loads(run(*args, "-f", "json"))
    return found


def pairs(found: dict[str, Any]) -> set[frozenset[str]]:
    """Which vendors cross."""
    return {frozenset(one["between"]) for one in found["crossings"]}


def test_a_table_has_the_crossings_that_cost_nothing_to_find() -> None:
    out = run()
    assert "Below 1,500 calls a month corte is cheaper than Acme." in out
    assert "--crossings looks at Brio and the market’s dedicated agents" in out


def test_all_crossings_are_found_where_they_are_asked_for() -> None:
    assert "--crossings" not in run("--crossings")


def test_json_has_all_crossings_unless_they_are_not_wanted() -> None:
    found = told()
    assert {frozenset({"acme", "corte"}), frozenset({"brio", "corte"})} <= pairs(found)
    assert found["crossings_left_out"] == []
    (crossing,) = [one for one in found["crossings"] if set(one["between"]) == {"acme", "corte"}]
    assert crossing["calls_per_month"] == pytest.approx(1500, abs=0.05)
    assert told("--no-crossings")["crossings"] == []


def test_a_month_of_invoices_has_its_calendar_name() -> None:
    out = run("--by", "month")
    assert "February 2027" in out
    assert "The worst invoice is that of " in out
    assert told()["estimates"][0]["by_month"][0]["from"] == "2027-02-01"


def test_the_chart_is_drawn_and_the_charge_lines_are_listed() -> None:
    out = run("--chart", "--lines")
    assert "A month at its high end, by volume" in out
    assert "calls a month (*: more than 3 offers)" in out
    assert "In all $13,500 a month." in out


def test_risk_is_the_same_with_the_same_seed() -> None:
    assert told("--risk", "--seed", "4")["risk"] == told("--risk", "--seed", "4")["risk"]
    assert told("--risk", "--seed", "4")["risk"] != told("--risk", "--seed", "5")["risk"]
    assert told("--risk")["risk"]["seed"] == 1
    assert "risk" not in told()


def test_several_volumes_are_each_told() -> None:
    out = run("--volume", "1000,3000")
    assert "corte costs least: $7,000 a month (1,000 calls" in out
    assert "3,000 calls" in out


def test_what_makes_no_answer_possible_is_one_line() -> None:
    Path("needs.yaml").write_text("term_months: 12\n", encoding="utf-8")
    assert "no volume is given" in run(code=2)


def test_a_figure_that_stops_the_extras_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        message = "the agents cannot carry the calls"
        raise ValueError(message)

    monkeypatch.setattr("callvet.report.cost_worth.crossings", refuse)
    assert "the agents cannot carry the calls" in run(code=2)
