"""``callvet replay``: options, exit codes and formats."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from callvet.cli.app import program

LOG = "start,talk_seconds,skill\n2026-03-02T09:00:00,61,a\n2026-03-03T09:00:00,x,b\n"
QUOTE = "vendor: acme\ncurrency: USD\ncharges: [{per: minute, rate: 1, clock: {counts: [talk], step_seconds: 60}}]\n"


@pytest.fixture(autouse=True)
def case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A log and a quote in the current folder."""
    (tmp_path / "quotes").mkdir()
    (tmp_path / "quotes" / "acme.yaml").write_text(QUOTE, encoding="utf-8")
    (tmp_path / "calls.csv").write_text(LOG, encoding="utf-8")
    monkeypatch.chdir(tmp_path)


def run(*args: str) -> tuple[int, str, str]:
    """Exit code, standard output and standard error."""
    # Of one command alone typer makes the whole program.
    done = CliRunner().invoke(program(["replay", "schema"]), ["replay", *args])
    return done.exit_code, done.stdout, done.stderr


def test_the_table_begins_with_the_answer_and_ends_with_what_is_left_out() -> None:
    code, out, _ = run("calls.csv", "quotes/acme.yaml")
    assert code == 0
    assert out.startswith("acme costs $2.00 for 1 call on 2026-03-02, 1 minute of talk. 50% of")
    assert "calls.csv:3: 2026-03-03T09:00:00,x,b" in out
    assert "Columns not read, for nothing is known of them: skill." in out


def test_json_is_the_object_of_the_contract() -> None:
    _, out, _ = run("calls.csv", "quotes/acme.yaml", "-f", "json")
    found = json.loads(out)
    quote = found["quotes"][0]
    cycle = quote["cycles"][0]
    assert (found["calls"], quote["id"], quote["total"]) == (1, "acme/acme", "2.00")
    assert (cycle["cycle"], cycle["amount"], cycle["calls"], cycle["billed_seconds"]) == ("2026-03", "2.00", 1, 120)
    assert cycle["lines"][0]["quantity"] == "2"
    assert found["left_out"]["by_reason"] == {"unreadable duration": 1}


def test_csv_has_a_row_for_each_quote_and_cycle() -> None:
    _, out, _ = run("calls.csv", "quotes", "-f", "csv")
    assert out.splitlines()[1] == "1,acme,acme/acme,2026-03,USD,2.00,2.00,1,120,"


def test_lines_are_shown_on_demand() -> None:
    assert "acme, 2026-03" in run("calls.csv", "quotes", "--lines")[1]


@pytest.mark.parametrize(("bound", "code"), [("1", 0), ("0", 1), ("50%", 0), ("49.9%", 1)])
def test_more_rejects_than_allowed_exit_with_one(bound: str, code: int) -> None:
    assert run("calls.csv", "quotes", "--max-rejects", bound)[0] == code


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["calls.csv", "quotes", "--columns", "talk_secs=x"], "did you mean talk_seconds?"),
        (["calls.csv", "quotes", "--columns", "talk_seconds"], "names no column"),
        (["calls.csv", "quotes", "--columns", "talk_seconds=talks"], "no column is called talks"),
        (
            ["calls.csv", "quotes", "--columns", "start=strat"],
            "called strat, as start is said to be; did you mean start?",
        ),
        (["calls.csv", "quotes", "--columns", "start=skill,agent=skill"], "skill is said to be start and agent"),
        (["calls.csv", "quotes", "--columns", "start=talk_seconds"], "no column is called talk_seconds (talk)"),
        (["calls.csv", "quotes", "--from", "March"], "is not a date"),
        (["calls.csv", "quotes", "--from", "2026-03-02", "--to", "2026-03-01"], "2026-03-01 is before 2026-03-02"),
        (["calls.csv", "quotes", "--timezone", "Mars/Olympus"], "Mars/Olympus"),
        (["calls.csv", "quotes", "--max-rejects", "few"], "is no number of rows"),
        (["nothing.csv", "quotes"], "is not there"),
    ],
)
def test_what_is_wrong_is_told_with_the_fix(args: list[str], message: str) -> None:
    code, _, err = run(*args)
    assert code == 2
    assert message in " ".join(err.split())


def test_quotes_that_are_not_named_are_those_of_the_folder_also_without_profiles() -> None:
    assert run("calls.csv", "-f", "csv")[1] == run("calls.csv", "quotes", "-f", "csv")[1] != ""


def test_columns_may_be_named_several_at_once() -> None:
    Path("calls.csv").write_text("at,ser\n2026-03-02T09:00:00,61\n", encoding="utf-8")
    assert run("calls.csv", "quotes", "--columns", "start=at,talk_seconds=ser")[0] == 0


def test_spark_without_its_extra_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("callvet.calls.spark.find_spec", lambda name: None if name == "pyspark" else name)
    code, out, err = run("calls.csv", "quotes", "--engine", "spark")
    assert (code, out) == (2, "")
    told = "--engine spark needs pyspark, not installed here; run: pip install 'callvet[spark]'"
    assert told in " ".join(err.split())


def test_a_cluster_that_is_named_without_the_extra_for_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("callvet.calls.spark.find_spec", lambda name: None if name == "grpc" else name)
    monkeypatch.setenv("SPARK_REMOTE", "sc://spark.acme.example:15002")
    code, _, err = run("calls.csv", "quotes", "--engine", "spark")
    assert code == 2
    told = "SPARK_REMOTE needs Spark Connect, not installed here; run: pip install 'callvet[spark-connect]'"
    assert told in " ".join(err.split())


@pytest.mark.parametrize("option", ["--rejects", "-o"])
@pytest.mark.parametrize(
    ("log", "file", "message"),
    [
        ("calls.csv", "./calls.csv", "calls.csv is read for this answer, and would be lost; name another file"),
        ("log", "log/march.csv", "log/march.csv would be part of the log when that is read again"),
        ("log", "log/left-out.CSV", "log/left-out.CSV would be part of the log when that is read again"),
    ],
)
def test_no_answer_is_written_over_the_log_or_beside_its_files(log: str, file: str, message: str, option: str) -> None:
    Path("log").mkdir()
    Path("log/march.csv").write_text(LOG, encoding="utf-8")
    code, _, err = run(log, "quotes", option, file)
    assert code == 2
    assert message in " ".join(err.split())
    assert Path("calls.csv").read_text(encoding="utf-8") == LOG
    assert sorted(one.name for one in Path("log").iterdir()) == ["march.csv"]
    assert Path("log/march.csv").read_text(encoding="utf-8") == LOG


def test_a_quote_is_not_written_over_by_what_is_left_out() -> None:
    assert run("calls.csv", "quotes/acme.yaml", "--rejects", "quotes/acme.yaml")[0] == 2
    assert Path("quotes/acme.yaml").read_text(encoding="utf-8") == QUOTE


def test_what_is_left_out_of_a_folder_is_written_elsewhere() -> None:
    Path("log").mkdir()
    Path("log/march.csv").write_text(LOG, encoding="utf-8")
    assert run("log", "quotes", "--rejects", "left-out.csv")[0] == 0
    assert "log/march.csv,3" in Path("left-out.csv").read_text(encoding="utf-8")


def test_a_quote_in_another_currency_is_billed_at_the_rate_that_is_typed() -> None:
    Path("quotes/acme.yaml").write_text(QUOTE.replace("USD", "EUR"), encoding="utf-8")
    code, _, err = run("calls.csv", "quotes")
    assert code == 2
    assert "add --rate EUR=1.09 to the command" in " ".join(err.split())
    code, out, _ = run("calls.csv", "quotes", "--rate", "EUR=1.25", "-f", "json")
    found = json.loads(out)
    assert (code, found["currency"], found["quotes"][0]["total"]) == (0, "USD", "2.50")
    assert "typed" in " ".join(found["notes"])
