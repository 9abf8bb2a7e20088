"""``callvet show``: one vendor by its id or its path, and what is said where there is none."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from typer.testing import CliRunner

from callvet.cli.app import app

ACME = """\
name: Acme
as_of: 2020-01-01
sources: [{kind: contract, ref: draft, read: 2020-01-01}]
hours: {open: 24/7, timezone: America/Chicago, holidays: open}
"""


@pytest.fixture(autouse=True)
def case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two vendors; the current folder."""
    (tmp_path / "vendors").mkdir()
    (tmp_path / "vendors" / "acme.yaml").write_text(ACME, encoding="utf-8")
    (tmp_path / "vendors" / "brio.yml").write_text("name: Brio\n", encoding="utf-8")
    (tmp_path / "needs.yaml").write_text("weights: {hours: 3, reporting: 1}\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*args: str, code: int = 0) -> tuple[str, str]:
    """What ``callvet show`` prints to standard output and to standard error."""
    result = CliRunner().invoke(app, ["show", *args])
    assert result.exit_code == code, result.output
    return result.stdout, result.stderr


@pytest.mark.parametrize("vendor", ["acme", "vendors/acme.yaml"])
def test_a_vendor_is_named_by_its_id_or_its_path(vendor: str) -> None:
    out, err = run(vendor)
    assert err == ""
    assert out.startswith("Acme has shown 75 of 100 and could reach 100 with its 1 missing answer")
    assert "\nAs of 2020-01-01, " in out
    assert "days ago; ask again.\n" in out
    for title in ("By criterion", "What is known", "From where", "What is not known"):
        assert f"\n{title}\n{'=' * len(title)}\n" in out


def test_either_suffix_will_do() -> None:
    assert run("brio")[0].startswith("Brio has shown 0 of 100")


def test_weights_and_volume_of_the_call_hold() -> None:
    assert run("acme", "-w", "hours=1", "-w", "reporting=1")[0].startswith("Acme has shown 50 of 100")
    assert json.loads(run("acme", "--preset", "quality", "-f", "json")[0])["criteria"]["cost"]["weight"] > 0
    assert "call_volume" in json.loads(run("acme", "--preset", "cost", "--volume", "500", "-f", "json")[0])["criteria"]


def test_other_needs_may_be_named(case: Path) -> None:
    (case / "other.yaml").write_text("weights: {hours: 1}\n", encoding="utf-8")
    assert run("acme", "--needs", "other.yaml")[0].startswith("Acme has shown 100 of 100; nothing is left to ask.")


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["amce"], "no vendor is called amce in vendors/; did you mean acme?"),
        (["zzz"], "no vendor is called zzz in vendors/; there are acme, brio"),
        (["\x1b[31mred"], "no vendor is called \\x1b[31mred in vendors/"),
        (["vendors/amce.yaml"], "vendors/amce.yaml is not there"),
        (["acme", "-w", "csot=3"], "csot is not a criterion or a group; did you mean cost?"),
    ],
)
def test_what_is_not_there_is_told_in_one_line(args: Sequence[str], message: str) -> None:
    out, err = run(*args, code=2)
    assert out == ""
    assert err.startswith(f"callvet: {message}")
    assert err.count("\n") == 1


def test_without_a_folder_of_vendors_the_profile_is_to_be_named(case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(case / "vendors")
    message = "callvet: there is no vendors/ folder here; name the profile's file, such as vendors/northwind.yaml\n"
    assert run("acme", code=2) == ("", message)
    assert run("acme.yaml")[0].startswith("Acme has shown")


def test_a_vendor_must_be_named() -> None:
    assert "Missing argument 'VENDOR'" in run(code=2)[1]


def test_problems_of_its_file_are_told(case: Path) -> None:
    (case / "vendors" / "acme.yaml").write_text("nme: Acme\n", encoding="utf-8")
    out, err = run("acme", code=2)
    assert out == ""
    assert err.startswith("vendors/acme.yaml:1:1  ")
    assert run("brio")[1] == ""


def test_programs_get_everything() -> None:
    told = json.loads(run("acme", "-f", "json")[0])
    assert (told["schema"], told["command"], told["vendor"], told["as_of"]) == (1, "show", "acme", "2020-01-01")
    assert told["facts"]["hours.open"] == {"value": "24/7", "evidence": "vendors/acme.yaml:4:9"}
    assert told["criteria"]["hours"]["points"] == pytest.approx(75)
    assert told["problems"] == []


def test_the_csv_has_one_row_for_each_key() -> None:
    rows = list(csv.DictReader(io.StringIO(run("acme", "-f", "csv")[0])))
    assert {"key": "hours.open", "value": "24/7", "place": "vendors/acme.yaml:4:9"} in rows
    assert {"key": "website", "value": "", "place": ""} in rows
    assert len({row["key"] for row in rows}) == len(rows)


def test_the_page_goes_to_a_file_where_one_is_named(case: Path) -> None:
    assert run("acme", "-o", "acme.html") == ("", "written: acme.html\n")
    assert "<h1>Acme</h1>" in (case / "acme.html").read_text(encoding="utf-8")


def test_quiet_leaves_the_facts(case: Path) -> None:
    (case / "needs.yaml").unlink()
    assert "No needs.yaml was found" in run("acme")[0]
    quiet = run("acme", "-q")[0]
    assert "No needs.yaml was found" not in quiet
    assert "What is known" in quiet
