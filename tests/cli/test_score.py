"""``callvet score``: its options, its exit codes, and what it gives to other programs."""

from __future__ import annotations

import csv
import io
import json
import re
from math import fsum
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from typer.testing import CliRunner

from callvet.cli.app import app

if TYPE_CHECKING:
    from collections.abc import Sequence

EXAMPLE = Path(__file__).parents[2] / "examples" / "print-shop"
# Under the needs below, hours like these earn all of three quarters, real-time reports all of one quarter.
HOURS = "hours: {open: 24/7, timezone: America/Chicago, holidays: open}\n"
REPORTS = "reporting: {level: realtime}\n"
FILES = {
    "needs.yaml": "weights: {hours: 3, reporting: 1}\nmust: {recordings: true}\n",
    "vendors/acme.yaml": "name: Acme\n" + HOURS + "reporting: {recordings: true}\n",
    "vendors/brio.yaml": "name: Brio\nreporting: {level: realtime, recordings: true}\n",
    "vendors/corte.yaml": "name: Corte\n" + HOURS + "reporting: {level: realtime, recordings: false}\n",
}


@pytest.fixture(autouse=True)
def case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Acme has shown 75 and could reach 100, Brio 25 and 100, Corte has all but is out; the current folder."""
    for path, text in FILES.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*args: str, code: int = 0) -> tuple[str, str]:
    """What ``callvet score`` prints to standard output and to standard error."""
    result = CliRunner().invoke(app, ["score", *args])
    assert result.exit_code == code, result.output
    return result.stdout, result.stderr


def told(*args: str) -> dict[str, Any]:
    """What it gives to programs."""
    found: dict[str, Any] = json.loads(run(*args, "-f", "json")[0])
    return found


def scores(*args: str) -> dict[str, float]:
    """The score of each vendor, in order."""
    return {entry["vendor"]: entry["score"] for entry in told(*args)["ranking"]}


# The answer


def test_the_answer_stands_first_then_the_table_then_what_to_do_next() -> None:
    out, err = run()
    lines = out.splitlines()
    assert err == ""
    assert lines[0] == "Acme leads with 75 of 100."
    assert lines[1] == "Not decided yet: Brio (100 with 2 missing answers) could come first."
    assert re.sub(" +", " ", lines[3]).strip() == "# vendor shown, of 100 could be strong in weak in"
    assert [re.sub(" +", " ", line).strip() for line in lines[5:8]] == [
        "1 Acme 75 100 hours reporting (unknown)",
        "2 Brio 25 100 reporting hours (unknown)",
        "– Corte 100 100 hours, reporting out: lets nobody hear recordings",
    ]
    assert lines[9] == "Corte is out: lets nobody hear recordings (vendors/corte.yaml:3:30, must.recordings)."
    # The hours themselves are 0.9 of their criterion, which weighs 75.
    assert lines[11] == (
        "Ask next: Brio, “On which days and at which hours do live agents answer?” It is worth up to 67.5 points."
    )
    assert lines[13] == "Weights, from your needs: hours 75%; reporting 25%."
    assert lines[14].startswith("Not judged: location (the needs name no country); ")


def test_what_is_drawn_in_a_pipe_has_no_colour() -> None:
    assert "\x1b" not in run()[0]


def test_quiet_gives_the_answer_alone() -> None:
    out = run("--quiet")[0]
    assert out.startswith("Acme leads with 75 of 100.\n")
    assert out.endswith("must.recordings).\n")
    assert "Weights" not in out
    assert "Ask" not in out


def test_explained_every_vendor_is_told_by_criterion() -> None:
    out = run("--explain")[0]
    titles = re.findall(r"^(.+)\n=+$", out, re.MULTILINE)
    assert titles == ["What each criterion weighs", "Acme", "Brio", "Corte"]
    assert out.count("In all ") == 3
    assert "In all 75.0–100.0 of 100; 75% of the weight is answered." in out


def test_without_needs_the_user_is_told_that_defaults_hold(case: Path) -> None:
    (case / "needs.yaml").unlink()
    assert "No needs.yaml was found beside the vendors or here" in run()[0]
    assert any("no needs.yaml" in note for note in told()["notes"])


def test_profiles_may_be_named_one_by_one() -> None:
    assert list(scores("vendors/brio.yaml", "vendors/acme.yaml")) == ["acme", "brio"]


def test_adding_or_removing_a_vendor_changes_nobodys_score() -> None:
    assert scores("vendors/brio.yaml")["brio"] == scores()["brio"]


# Options


@pytest.mark.parametrize(
    ("rank_by", "order"),
    [("score", ["acme", "brio", "corte"]), ("high", ["acme", "brio", "corte"]), ("middle", ["acme", "brio", "corte"])],
)
def test_the_order_can_go_by_what_could_be(rank_by: str, order: list[str]) -> None:
    found = told("--rank-by", rank_by)
    assert found["rank_by"] == rank_by
    assert [entry["vendor"] for entry in found["ranking"]] == order
    # Both could reach 100, so that by what could be they share the first rank.
    assert [entry["rank"] for entry in found["ranking"]] == ([1, 1, None] if rank_by == "high" else [1, 2, None])


def test_weights_of_the_call_are_laid_over_those_of_the_needs() -> None:
    # hours 1 of 2: Acme has shown a half.
    assert scores("--weight", "hours=1")["acme"] == pytest.approx(50)
    assert scores("-w", "hours=1", "-w", "reporting=0")["brio"] == pytest.approx(0)
    assert told("-w", "hours=1")["weights_origin"] == "your needs, with hours 1"


def test_the_name_of_a_weight_may_hold_an_equals_sign(case: Path) -> None:
    own = "own_criteria: {a=b: {question: Is it?, weight: 1}}\n"
    (case / "needs.yaml").write_text(f"weights: {{hours: 1}}\n{own}", encoding="utf-8")
    assert told("-w", "a=b=3")["weights"] == pytest.approx({"hours": 0.25, "a=b": 0.75})


def test_the_last_weight_of_a_name_holds() -> None:
    assert scores("-w", "hours=9", "-w", " hours=1")["acme"] == pytest.approx(50)


def test_a_preset_takes_the_place_of_the_needs_weights() -> None:
    found = told("--preset", "cost")
    assert found["weights_origin"] == "the cost preset"
    assert found["weights"]["cost"] > 0.4  # of the preset's 40 in 100, and of what is not applicable
    assert fsum(found["weights"].values()) == pytest.approx(1, abs=1e-12)


def test_the_volume_of_the_call_holds_over_that_of_the_needs(case: Path) -> None:
    (case / "needs.yaml").write_text("weights: {hours: 1}\ndemand: {calls_per_month: 100}\n", encoding="utf-8")
    for volume in ("5000", "5,000", "5_000", "5000.0"):
        assert run("--volume", volume)[0].startswith(
            "Acme and Corte share the lead with 100 of 100 at 5,000 calls a month."
        )


def test_needs_may_be_named(case: Path) -> None:
    (case / "other.yaml").write_text("weights: {reporting: 1}\n", encoding="utf-8")
    assert scores("--needs", "other.yaml") == {"brio": 100, "corte": 100, "acme": 0}


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["--weight", "cost"], "'cost' is not a weight; write a criterion or a group and a number, such as cost=30"),
        (["--weight", "=3"], "'=3' is not a weight"),
        (["--weight", "cost=-1"], "'cost=-1' is not a weight"),
        (["--weight", "cost=nan"], "'cost=nan' is not a weight"),
        (["--weight", "cost=1e400"], "'cost=1e400' is not a weight"),
        (["--weight", "cost=٣"], "'cost=٣' is not a weight"),
        (["--volume", "0"], "'0' is not a positive number; write it in digits, such as 5000"),
        (["--volume", "-5"], "'-5' is not a positive number"),
        (["--volume", "lots"], "'lots' is not a positive number"),
        (["--volume", "nan"], "'nan' is not a positive number"),
        (["--volume", "inf"], "'inf' is not a positive number"),
        (["--volume", "1" + "0" * 16], "is not a positive number"),
        # A list of volumes is none, and a decimal comma is not a comma between thousands.
        (["--volume", "3000,5000,8000"], "'3000,5000,8000' is not a positive number"),
        (["--volume", "5,5"], "'5,5' is not a positive number"),
        (["--preset", "cheap"], "'cheap' is not one of 'balanced', 'cost', 'quality', 'regulated'"),
        (["--rank-by", "name"], "'name' is not one of 'score', 'high', 'middle'"),
        (["--format", "xls"], "'xls' is not one of 'table', 'json', 'csv', 'markdown', 'html'"),
        (["--fail-under", "101"], "Invalid value for '--fail-under'"),
        (["--fail-under", "-1"], "Invalid value for '--fail-under'"),
        (["--fail-under", "nan"], "Invalid value for '--fail-under'"),
        (["--nonsense"], "No such option: --nonsense"),
    ],
)
def test_a_wrong_option_is_told_on_standard_error(args: Sequence[str], message: str) -> None:
    out, err = run(*args, code=2)
    assert out == ""
    assert message in err
    assert "Value error" not in err
    assert err.startswith("Usage: ")


@pytest.mark.parametrize(
    "asked", [["-f", "json"], ["--format", "json"], ["--format=json"], ["-fjson"], ["-qf", "json"]]
)
def test_a_program_that_asks_wrongly_for_json_gets_json(asked: Sequence[str]) -> None:
    out, err = run("--volume", "0", *asked, code=2)
    problem = {
        "path": None,
        "line": 0,
        "column": 0,
        "message": "Invalid value for '--volume': '0' is not a positive number; write it in digits, such as 5000",
    }
    assert json.loads(out) == {"schema": 1, "command": "score", "problems": [problem]}
    assert "is not a positive number" in err


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["--weight", "csot=3"], "csot is not a criterion or a group; did you mean cost?"),
        (["--weight", "hours=0", "--weight", "reporting=0"], "no criterion that your needs call for has a weight"),
        (["nowhere"], "nowhere is not there; name a folder of vendor profiles, or a file"),
        (["--needs", "nowhere.yaml"], "nowhere.yaml is not there"),
        (["needs.yaml"], "no vendor profile is among these files; put one per vendor into vendors/"),
    ],
)
def test_what_cannot_be_answered_is_told_in_one_line(args: Sequence[str], message: str) -> None:
    out, err = run(*args, code=2)
    assert out == ""
    assert err.startswith(f"callvet: {message}")
    assert err.count("\n") == 1


def test_without_vendors_the_way_to_start_is_told(case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(case / "vendors")
    err = run(code=2)[1]
    assert (
        err == "callvet: there is no vendors/ folder here; name a folder or file, or start a case with callvet init\n"
    )


def test_a_bound_that_is_reached_is_answered_yes() -> None:
    assert run("--fail-under", "75")[1] == ""
    assert run("--fail-under", "0")[1] == ""


def test_a_bound_that_is_missed_is_answered_no_after_the_answer() -> None:
    out, err = run("--fail-under", "75.01", code=1)
    assert out.startswith("Acme leads with 75 of 100.\n")
    assert err == "callvet: the best score is 75.0, under 75.01\n"


def test_a_score_just_under_the_bound_does_not_read_like_it(case: Path) -> None:
    # 2999 of 3000 parts are 99.966…, which would round to 100.0.
    (case / "needs.yaml").write_text("weights: {hours: 2999, reporting: 1}\n", encoding="utf-8")
    err = run("vendors/acme.yaml", "--fail-under", "100", code=1)[1]
    assert err == "callvet: the best score is 99.9, under 100\n"


def test_where_all_are_out_no_bound_is_reached() -> None:
    err = run("vendors/corte.yaml", "--fail-under", "0", code=1)[1]
    assert err == "callvet: no vendor meets every must, so none reaches 0\n"


def test_a_bound_holds_for_programs_too() -> None:
    out, _ = run("--fail-under", "99", "-f", "json", code=1)
    assert json.loads(out)["problems"] == []


# Prices

QUOTE = "vendor: acme\ncharges: [{per: minute, rate: 0.95, clock: {counts: [talk, hold, wrap]}}]\n"
CALLS = "demand: {calls_per_month: 5000, spread: 0}\n"


def offered(case: Path, quote: str = QUOTE, needs: str = FILES["needs.yaml"] + CALLS) -> None:
    """Adds an offer of Acme, and a volume to price it on."""
    (case / "quotes").mkdir()
    (case / "quotes" / "acme.yaml").write_text(quote, encoding="utf-8")
    (case / "needs.yaml").write_text(needs, encoding="utf-8")


def test_what_a_month_costs_stands_in_the_table(case: Path) -> None:
    offered(case)
    out, err = run()
    assert err == ""
    lines = out.splitlines()
    assert lines[0] == "Acme leads with 75 of 100 at 5,000 calls a month."
    (heads,) = [line for line in lines if line.startswith("  #")]
    assert re.search(r"could be +a month +strong in", heads)
    assert re.search(r"^ +1  Acme .* \$28,738–33,250 ", out, re.MULTILINE)
    assert re.search(r"^ +2  Brio .* not known ", out, re.MULTILINE)
    assert "\nNo offer that holds was found of Brio and Corte, so what they cost is unknown.\n" in out


def test_what_a_month_costs_is_given_to_programs(case: Path) -> None:
    """30,250 minutes to the second or 35,000 whole ones, at 0.95."""
    offered(case)
    monthly = {entry["vendor"]: entry["monthly"] for entry in told()["ranking"]}
    assert monthly == {"acme": {"low": "28737.50", "high": "33250.00"}, "brio": None, "corte": None}
    rows = list(csv.DictReader(io.StringIO(run("-f", "csv")[0])))
    assert [(row["monthly_low"], row["monthly_high"]) for row in rows] == [("28737.50", "33250.00"), ("", ""), ("", "")]


def test_a_volume_of_the_call_prices_offers_too(case: Path) -> None:
    offered(case, needs=FILES["needs.yaml"] + "demand: {spread: 0}\n")
    note = "No volume is given (--volume 5000), so cost is unknown."
    assert note in run()[0]
    assert "$28,738–33,250" in run("--volume", "5000")[0]
    assert note not in run("--volume", "5000")[0]


def test_without_quotes_that_is_told_where_cost_weighs() -> None:
    out, _ = run("--weight", "cost=1")
    assert "\nNo quotes were found beside the vendors, so cost is unknown.\n" in out
    assert "a month" not in out
    assert "No quotes" not in run()[0]


@pytest.mark.parametrize("needs", [FILES["needs.yaml"] + CALLS, FILES["needs.yaml"]])
def test_a_currency_without_a_rate_cannot_be_answered(case: Path, needs: str) -> None:
    offered(case, f"currency: EUR\n{QUOTE}", needs)
    out, err = run(code=2)
    assert out == ""
    assert err.startswith("quotes/acme.yaml:1:11  currency: no rate from EUR to USD is given; add rates: ")
    (problem,) = json.loads(run("-f", "json", code=2)[0])["problems"]
    assert (problem["path"], problem["line"], problem["column"]) == ("quotes/acme.yaml", 1, 11)


def test_a_bound_on_a_month_puts_a_vendor_out(case: Path) -> None:
    offered(case, needs=f"weights: {{hours: 1}}\nmust: {{max_monthly_cost: 25000}}\n{CALLS}")
    out, _ = run()
    reason = "costs 28,738 a month at least, over 25,000"
    assert f"\nAcme is out: {reason} (quotes/acme.yaml:2:10, must.max_monthly_cost).\n" in out


# For programs


def test_the_csv_has_one_row_for_each_vendor() -> None:
    rows = list(csv.DictReader(io.StringIO(run("-f", "csv")[0])))
    assert [row["vendor"] for row in rows] == ["acme", "brio", "corte"]
    assert rows[0] == {
        "rank": "1",
        "vendor": "acme",
        "name": "Acme",
        "eligible": "true",
        "score": "75.0",
        "high": "100.0",
        "answered_weight": "0.75",
        "failed": "",
        "unanswered": "reporting.level",
        "strong_in": "hours",
        "weak_in": "reporting",
        "monthly_low": "",
        "monthly_high": "",
    }
    assert (rows[2]["rank"], rows[2]["eligible"], rows[2]["failed"]) == ("", "false", "must.recordings")


def test_the_markdown_begins_with_the_table() -> None:
    lines = run("-f", "markdown")[0].splitlines()
    assert [line.startswith("|") for line in lines[:6]] == [True, True, True, True, True, False]
    assert lines[6] == "Acme leads with 75 of 100."


KINDS: dict[str, type | tuple[type, ...]] = {
    "schema": int,
    "command": str,
    "weights": dict,
    "weights_origin": str,
    "weight_reasons": dict,
    "not_applicable": dict,
    "rank_by": str,
    "frozen": (dict, type(None)),
    "blind": bool,
    "notes": list,
    "undecided": list,
    "ranking": list,
    "problems": list,
}
ENTRY_KINDS: dict[str, type | tuple[type, ...]] = {
    "rank": (int, type(None)),
    "vendor": str,
    "name": str,
    "eligible": bool,
    "failed": list,
    "knockouts": list,
    "unanswered": list,
    "score": float,
    "high": float,
    "answered_weight": float,
    "monthly": (dict, type(None)),
    "criteria": dict,
}
CRITERION_KINDS: dict[str, type | tuple[type, ...]] = {
    "weight": float,
    "score": (float, int),
    "high": (float, int),
    "points": float,
    "answered": (float, int),
    "reason": str,
    "evidence": str,
    "unanswered": list,
    "flags": list,
}


def kinds_hold(value: dict[str, Any], kinds: dict[str, type | tuple[type, ...]]) -> bool:
    """Whether there are these keys and no others, each with its kind."""
    return list(value) == list(kinds) and all(isinstance(value[key], kind) for key, kind in kinds.items())


@pytest.fixture
def example(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """What programs are told of the example case."""
    monkeypatch.chdir(EXAMPLE)
    return told()


def test_every_key_of_the_contract_is_there_with_its_kind(example: dict[str, Any]) -> None:
    assert kinds_hold(example, KINDS)
    assert (example["schema"], example["command"], example["problems"]) == (1, "score", [])
    assert len(example["ranking"]) == len(list((EXAMPLE / "vendors").glob("*.yaml")))
    for entry in example["ranking"]:
        assert kinds_hold(entry, ENTRY_KINDS)
        assert all(kinds_hold(found, CRITERION_KINDS) for found in entry["criteria"].values())


def test_points_add_up_to_the_score(example: dict[str, Any]) -> None:
    assert fsum(example["weights"].values()) == pytest.approx(1, abs=1e-12)
    for entry in example["ranking"]:
        criteria = entry["criteria"].values()
        assert fsum(one["points"] for one in criteria) == pytest.approx(entry["score"], abs=1e-9)
        assert fsum(one["weight"] * one["high"] for one in criteria) == pytest.approx(entry["high"], abs=1e-9)
        assert fsum(one["weight"] * one["answered"] for one in criteria) == pytest.approx(entry["answered_weight"])
        assert all(one["points"] == pytest.approx(one["weight"] * one["score"], abs=1e-12) for one in criteria)
        assert {name: one["weight"] for name, one in entry["criteria"].items()} == pytest.approx(example["weights"])


def test_figures_are_in_their_bounds_and_not_rounded(example: dict[str, Any]) -> None:
    for entry in example["ranking"]:
        assert 0 <= entry["score"] <= entry["high"] <= 100
        assert all(0 <= one["score"] <= one["high"] <= 100 for one in entry["criteria"].values())
    assert any(entry["score"] != round(entry["score"], 6) for entry in example["ranking"])


def test_evidence_is_a_place_that_is_there(example: dict[str, Any]) -> None:
    places = [one["evidence"] for entry in example["ranking"] for one in entry["criteria"].values()]
    places += [knockout["evidence"] for entry in example["ranking"] for knockout in entry["knockouts"]]
    with_lines = 0
    for place in places:
        path, line, column = (*place.split(":"), "", "")[:3]
        lines = (EXAMPLE / path).read_text(encoding="utf-8").splitlines()
        if line:
            with_lines += 1
            assert lines[int(line) - 1][int(column) - 1 :].strip()
    assert with_lines > len(places) / 2


def test_the_order_is_by_score_and_those_that_are_out_come_last(example: dict[str, Any]) -> None:
    ranking = example["ranking"]
    order = [(not entry["eligible"], -entry["score"]) for entry in ranking]
    assert order == sorted(order)
    assert [entry["rank"] for entry in ranking if not entry["eligible"]] == [None]
    assert all(bool(entry["failed"]) != entry["eligible"] for entry in ranking)


def test_what_is_undecided_could_pass_the_leader(example: dict[str, Any]) -> None:
    best = example["ranking"][0]["score"]
    passing = [entry["vendor"] for entry in example["ranking"][1:] if entry["eligible"] and entry["high"] > best]
    assert example["undecided"] == passing


def test_what_is_unanswered_is_what_the_criteria_and_musts_ask_for(example: dict[str, Any]) -> None:
    for entry in example["ranking"]:
        asked = {key for one in entry["criteria"].values() for key in one["unanswered"]}
        asked |= {key for one in entry["knockouts"] if one["state"] == "unanswered" for key in one["unanswered"]}
        assert set(entry["unanswered"]) == asked
        assert len(entry["unanswered"]) == len(asked)
