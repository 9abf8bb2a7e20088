"""The page of judgements: in every format, inert, blind where that is wanted."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from callvet.evaluation.judgements import compare_judgements
from callvet.report.formats import FORMAT_NAMES, FormatName, render
from callvet.report.formats.terminal import draw
from callvet.report.judgements import judgements_page

EVIL = "<b>=1+1 [/] \\x1b[31m\\u202e`x`"
FILES = {
    "needs.yaml": f'own_criteria: {{brand: {{question: "Ours? {EVIL}", weight: 1}}}}\n',
    "vendors/acme.yaml": f'name: "=Acme {EVIL}"\n'.replace("\\x1b", ""),
    "vendors/brio.yaml": "name: Brio\n",
    "judgements/acme-1.yaml": """\
vendor: acme
by: "=cmd|calc <i>"
date: 2026-10-20
kind: test_call
client_called: "=a <b>shop</b> of acme"
wait_seconds: 31
marks: {greeting: 8, courtesy: 4}
notes: "[/] <script>alert(1)</script> of acme"
""",
    "judgements/acme-2.yaml": """\
vendor: acme
by: ben
date: 2026-10-21
kind: meeting
marks: {attitude: 2, brand: 9}
""",
    "judgements/acme-3.yaml": """\
vendor: acme
by: all
date: 2026-11-10
kind: moderated
marks: {attitude: 5}
reason: "=SUM(1) <b>the second caller</b> of acme had the trainee"
""",
}


@pytest.fixture(autouse=True)
def case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A case whose texts would be markup; the current folder."""
    monkeypatch.chdir(tmp_path)
    for path, text in FILES.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(text.replace("\\x1b", ""), encoding="utf-8")
    return tmp_path


def shown(name: FormatName, *, blind: bool = False) -> str:
    """The page in a format."""
    return render(judgements_page(compare_judgements(blind=blind)), name)


def on_terminal(*, blind: bool = False, width: int = 80) -> str:
    """The page as a terminal shows it."""
    out = io.StringIO()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COLUMNS", str(width))
        draw(judgements_page(compare_judgements(blind=blind)), out)
    return out.getvalue()


def told() -> Any:
    """What programs get."""
    return json.loads(shown("json"))


def test_the_answer_stands_first() -> None:
    lines = shown("table").splitlines()
    assert lines[0] == "2 people have judged 1 of 2 vendors: nothing to talk over."
    assert lines[1] == (
        "0 of 1 timed test call answered within 20 seconds, where the documents ask for 80%; the mean wait is 31 s."
    )


def test_a_settled_mark_is_told_with_its_reason_and_the_marks_it_came_from() -> None:
    assert "5 of 10 moderated on 2026-11-10 from 2 and 6: =SUM(1)" in shown("table")
    attitude = told()["vendors"][0]["criteria"]["attitude"]
    assert (attitude["counts"], attitude["mean"], attitude["spread"], attitude["people"]) == (5, 4, 4, 2)
    assert (attitude["moderated"]["mark"], attitude["moderated"]["date"]) == (5, "2026-11-10")
    assert attitude["moderated"]["evidence"] == "judgements/acme-3.yaml:5:9"


def test_blank_is_blank_in_every_format() -> None:
    assert "blank" in shown("table")
    assert told()["vendors"][0]["criteria"]["brand"]["blank"] == ["=cmd|calc <i>"]
    rows = list(csv.DictReader(io.StringIO(shown("csv"))))
    (blank,) = [row for row in rows if row["criterion"] == "brand" and row["person"].endswith("<i>")]
    assert (blank["mark"], blank["mean"], blank["people"]) == ("", "9.0", "1")


def test_csv_has_a_row_for_each_mark_and_each_call() -> None:
    rows = list(csv.DictReader(io.StringIO(shown("csv"))))
    marked = [(row["marked"], row["mark"], row["moderated"]) for row in rows if row["criterion"] == "attitude"]
    assert marked[:3] == [("greeting", "8.0", "5.0"), ("courtesy", "4.0", "5.0"), ("attitude", "2.0", "5.0")]
    assert [row["wait_seconds"] for row in rows if row["marked"] == "wait_seconds"] == ["31.0"]


def test_text_of_files_is_inert_in_every_format() -> None:
    for width in (80, 160):
        assert "\u202e" not in on_terminal(width=width)
    for name in FORMAT_NAMES:
        assert "\u202e" not in shown(name)
    page = shown("html")
    assert "<script>" not in page
    assert "<b>" not in page
    cells = [cell for row in csv.reader(io.StringIO(shown("csv"))) for cell in row]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "@"))]
    assert "[/]" in on_terminal()
    assert r"\<b\>" in shown("markdown")


@pytest.mark.parametrize("name", FORMAT_NAMES)
def test_blind_judgements_name_nobody(name: FormatName) -> None:
    text = shown(name, blind=True).lower()
    assert [hidden for hidden in ("acme", "brio", "judgements/acme", "vendors/") if hidden in text] == []
    assert "blind" in text or name == "csv"


def test_blind_judgements_name_nobody_on_a_terminal() -> None:
    assert "acme" not in on_terminal(blind=True).lower()
    assert "Vendors stand under codes" in on_terminal(blind=True)


@pytest.mark.parametrize("width", [80, 160])
def test_no_line_of_a_picture_is_wider_than_the_terminal(width: int) -> None:
    assert max(map(len, on_terminal(width=width).splitlines())) <= width


def test_many_people_share_a_column_by_their_letters() -> None:
    for number in range(7):
        Path(f"judgements/j{number}.yaml").write_text(
            f"vendor: brio\nby: judge {number}\ndate: 2026-10-21\nkind: meeting\nmarks: {{staff: {number}}}\n",
            encoding="utf-8",
        )
    text = shown("table")
    assert "J 0, 1 1, 2 2, 3 3, 4 4, 5 5, 6 6" in text
    assert "marks for staff lie 6 apart (judge 0 0, judge 6 6): talk it over" in text
    assert "write one judgement more, with kind: moderated" in text
