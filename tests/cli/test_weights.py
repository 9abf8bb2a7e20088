"""``callvet weights``: the answer, asking, fixing, and what goes to other programs."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from callvet.cli.app import app

FILES = {
    "needs.yaml": "weights: {hours: 3, reporting: 1}\n",
    "vendors/acme.yaml": "name: Acme\nreporting: {level: realtime}\n",
    "weights/ann.yaml": "by: ann\ndate: 2026-11-02\nmethod: points\npoints: {cost: 45, people: 35, trust: 20}\n",
    "weights/ben.yaml": "by: ben\ndate: 2026-11-02\nmethod: roc\norder: [people, trust, cost]\n",
}


@pytest.fixture(autouse=True)
def case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Ann wants it cheap, Ben wants good people; the current folder."""
    for path, text in FILES.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*args: str, code: int = 0, answers: str | None = None, command: str = "weights") -> tuple[str, str]:
    """What a command prints to standard output and to standard error."""
    result = CliRunner().invoke(app, [command, *args], input=answers)
    assert result.exit_code == code, result.output
    return result.stdout, result.stderr


def told(*args: str, command: str = "weights") -> dict[str, Any]:
    """What it gives to programs."""
    found: dict[str, Any] = json.loads(run(*args, "-f", "json", command=command)[0])
    return found


def test_the_answer_stands_first_then_the_table_the_picture_and_what_to_do_next() -> None:
    out, err = run()
    lines = out.splitlines()
    assert err == ""
    assert lines[0] == "Together, ann and ben weigh people most: 48%, then cost 28% and trust 24%."
    assert [line.split() for line in lines[2:7:2]] == [
        ["what", "weight", "from–to", "spread", "least", "most"],
        ["people", "48%", "35–61%", "±13.1", "ann", "ben"],
        ["trust", "24%", "20–28%", "±3.9", "ann", "ben"],
    ]
    assert "Talk first about cost: ben gives it 11%, ann 45%. The mean hides that." in lines
    start = lines.index("weights:")
    assert lines[start + 1 : start + 4] == ["  people: 48.06", "  cost: 28.06", "  trust: 23.89"]
    assert "Or leave them where they are: callvet score --weights-from weights" in lines


def test_quiet_leaves_the_advice_out() -> None:
    out, _ = run("--quiet")
    assert "needs.yaml" not in out
    assert "Talk first about cost" in out


def test_one_person_alone_has_no_disagreement() -> None:
    out, _ = run("weights/ann.yaml")
    assert out.startswith("ann weighs cost most: 45%, then people 35% and trust 20%.")
    assert "mean" not in out


def test_programs_get_shares_that_are_not_rounded_and_who_lies_apart() -> None:
    found = told()
    assert (found["schema"], found["command"], found["problems"]) == (1, "weights", [])
    assert sum(found["weights"].values()) == pytest.approx(1)
    assert sum(found["criteria"].values()) == pytest.approx(1)
    assert found["points"] == {"people": 48.06, "cost": 28.06, "trust": 23.89}
    cost = next(one for one in found["agreement"] if one["name"] == "cost")
    assert (cost["lowest"], cost["highest"]) == ("ben", "ann")
    assert cost["gap"] == pytest.approx(0.45 - 1 / 9)
    assert [one["by"] for one in found["people"]] == ["ann", "ben"]


def test_rows_are_for_each_name_and_person() -> None:
    rows = list(csv.DictReader(io.StringIO(run("-f", "csv")[0])))
    assert len(rows) == 6
    assert {(row["name"], row["by"]): float(row["given"]) for row in rows}["cost", "ann"] == pytest.approx(0.45)


def test_comparisons_that_contradict_each_other_are_told_with_the_one_to_ask_again(case: Path) -> None:
    circle = "pairs: [{more: cost, than: people, times: 3}, {more: people, than: trust, times: 3}, "
    text = f"by: cid\ndate: 2026-11-02\nmethod: pairwise\n{circle}{{more: trust, than: cost, times: 2}}]\n"
    (case / "weights" / "cid.yaml").write_text(text, encoding="utf-8")
    out, _ = run("weights/cid.yaml")
    assert "Comparisons of cid contradict each other: consistency ratio 0.86, over 0.10. Ask again:" in out
    found = told("weights/cid.yaml")["people"][0]["consistency"]
    assert not found["acceptable"]
    assert set(found["least_consistent"]) == {"more", "than", "times", "implied"}


def test_problems_are_told_with_their_lines(case: Path) -> None:
    (case / "weights" / "ben.yaml").write_text("by: ben\nmethod: roc\norder: [peple]\n", encoding="utf-8")
    out, err = run(code=2)
    assert out == ""
    assert "weights/ben.yaml" in err
    assert json.loads(run("-f", "json", code=2)[0])["problems"]


def test_a_score_goes_by_them() -> None:
    found = told("--weights-from", "weights", command="score")
    assert found["weights_origin"] == "ann and ben"
    assert "people" in run("--weights-from", "weights/ben.yaml", command="score")[0]
    assert "keep one of the two" in run("--weights-from", "weights", "--preset", "cost", command="score", code=2)[1]


# Asking


def test_answers_may_come_from_a_file_and_are_written_all_at_once(case: Path) -> None:
    out, err = run("--ask", "swing", "--by", "Zoë", "--on", "cost", "--on", "people", answers="people\n40\n")
    assert out == "weights/zoë.yaml\n"
    assert "1. Which would you raise first? (cost, people) people\n" in err
    assert err.endswith("Next, with everybody's: callvet weights weights\n")
    text = (case / "weights" / "zoë.yaml").read_text(encoding="utf-8")
    day = text.splitlines()[1]
    assert text == f"by: Zoë\n{day}\nmethod: swing\nswing:\n  people: 100\n  cost: 40\n"
    assert day.startswith("date: 20")
    assert [one["by"] for one in told()["people"]] == ["ann", "ben", "Zoë"]


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ("people\n", "callvet: the answers ended before the questions did; nothing was written"),
        ("", "callvet: the answers ended before the questions did; nothing was written"),
        ("people\nforty\n", "callvet: line 2 of the answers: forty is not a number; write it in digits, such as 40"),
    ],
)
def test_answers_that_end_or_cannot_be_read_leave_nothing_behind(case: Path, answers: str, said: str) -> None:
    _, err = run("--ask", "swing", "--by", "zoe", "--on", "cost", "--on", "people", answers=answers, code=2)
    assert said in err
    assert sorted(path.name for path in (case / "weights").iterdir()) == ["ann.yaml", "ben.yaml"]


def test_a_person_who_breaks_off_leaves_nothing_behind(case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> str:
        raise KeyboardInterrupt

    monkeypatch.setattr("callvet.evaluation.people.weight_questions._one_of", broken)
    _, err = run("--ask", "roc", "--by", "zoe", answers="people\n", code=2)
    assert err.endswith("\ncallvet: stopped; nothing was written\n")
    assert not (case / "weights" / "zoe.yaml").exists()


@pytest.mark.parametrize("locale", ["C.UTF-8", "en_US.UTF-8", "C"])
def test_answers_that_are_not_utf_8_are_told_in_one_line(case: Path, locale: str) -> None:
    command = [sys.executable, "-m", "callvet", "weights", "--ask", "points"]
    done = subprocess.run(
        command, input=b"Z\xff\n", cwd=case, env={**os.environ, "LC_ALL": locale}, capture_output=True, check=False
    )
    said = b"a sign here is not UTF-8; write it again, or leave it out; nothing was written"
    assert (done.returncode, done.stderr.splitlines()[-1]) == (2, b"callvet: line 1 of the answers: " + said)


def test_a_file_that_is_there_is_kept_before_anything_is_asked(case: Path) -> None:
    _, err = run("--ask", "points", "--by", "Ann", answers="", code=2)
    assert err == "callvet: weights/ann.yaml is there already; nothing was written; to write it anew, add --again\n"
    run("--ask", "points", "--by", "Ann", "--again", "--on", "cost", "--on", "trust", answers="1\n3\n")
    assert "points:\n  cost: 1\n  trust: 3\n" in (case / "weights" / "ann.yaml").read_text(encoding="utf-8")


def test_a_terminal_asks_again(case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from callvet.cli.weights import _Questioner  # noqa: PLC0415 - only this test asks a terminal

    class Terminal(io.TextIOWrapper):
        def isatty(self) -> bool:
            return True

    monkeypatch.setattr(sys, "stdin", Terminal(io.BytesIO(b"many\n7\n")))
    assert case
    assert _Questioner()("How many? ", int) == 7


# Fixing


def test_a_freeze_says_what_it_proves_and_what_not_and_the_score_holds_to_it(case: Path) -> None:
    out, _ = run("--freeze", "--judge", "ann", "--plug", "setup=500", "--plug", "supervisor=800/month")
    assert "What it does not prove: when that was." in out
    assert re.search(r"^plugs\.supervisor +800 a month$", out, re.MULTILINE)
    digest = told("--freeze", "--again")["frozen"]["hash"]
    assert f'hash: "{digest}"' in (case / "frozen.yaml").read_text(encoding="utf-8")
    frozen = told(command="score")["frozen"]
    assert (frozen["hash"], frozen["unchanged"], frozen["changed"]) == (digest, True, [])
    assert f"(hash {digest[:8]}…) and unchanged." in run(command="score")[0]


def test_what_changed_since_is_strong_and_the_exit_code_is_0(case: Path) -> None:
    run("--freeze")
    (case / "needs.yaml").write_text("weights: {hours: 4, reporting: 1}\n", encoding="utf-8")
    out, _ = run("--quiet", command="score")
    assert "weights.hours from 3 to 4. This ranking does not rest on what was fixed." in out
    assert told(command="score")["frozen"]["changed"] == [{"key": "weights.hours", "was": "3", "now": "4"}]


def test_without_a_freeze_there_is_none() -> None:
    assert told(command="score")["frozen"] is None


def test_people_s_weights_are_fixed_where_they_are_named(case: Path) -> None:
    out, _ = run("weights", "--freeze")
    assert out.startswith("Frozen on ")
    assert "with the weights from ann and ben: frozen.yaml." in out
    assert (case / "frozen.yaml").is_file()
    assert told("--weights-from", "weights", command="score")["frozen"]["unchanged"]


def test_a_freeze_is_not_overwritten(case: Path) -> None:
    run("--freeze")
    before = (case / "frozen.yaml").read_bytes()
    assert "add --again" in run("--freeze", code=2)[1]
    assert (case / "frozen.yaml").read_bytes() == before


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["--ask", "roc", "--freeze"], "one at a time"),
        (["--by", "ann"], "it goes with --ask"),
        (["--on", "cost"], "it goes with --ask"),
        (["--judge", "ann"], "it goes with --freeze"),
        (["--plug", "setup=5"], "it goes with --freeze"),
        (["--again"], "it goes with --ask or --freeze"),
        (["--freeze", "--plug", "setup"], "write it as setup=500"),
        (["--freeze", "--plug", "setup=5", "--plug", "setup=6"], "setup has two figures; give one"),
        (["--ask", "roc", "--by", "/"], "no letter"),
        (["--ask", "roc", "--by", "zoe", "--on", "peple"], "did you mean people?"),
        (["nowhere"], "nowhere is not there"),
        (["--freeze", "--needs", "nowhere.yaml"], "there is no nowhere.yaml"),
    ],
)
def test_what_makes_no_sense_is_refused_with_the_fix(args: list[str], said: str) -> None:
    assert said in run(*args, code=2)[1]


def test_a_score_without_these_files_imports_nothing_of_them(case: Path) -> None:
    code = (
        "import sys; sys.argv = ['callvet', 'score', '-q']\n"
        "from callvet.cli.main import main\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "names = ('weighing', 'weights', 'frozen', 'freez', 'elicitation', 'hashlib', 'written_file')\n"
        "print([one for one in sys.modules if one.startswith('callvet') and any(name in one for name in names)])"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=case, capture_output=True, text=True, check=False)
    own = ["callvet.score.weights", "callvet.evaluation.people.chosen_weights"]  # which weigh every ranking
    assert done.stdout.splitlines()[-1] == str(own), done.stderr
