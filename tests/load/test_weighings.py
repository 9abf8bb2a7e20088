"""People's weights, read: from files, from their folder, from a case."""

from __future__ import annotations

from pathlib import Path

import pytest

from callvet.load.case import load_case
from callvet.load.discovery import NothingToWorkOnError, find_weights, needs_near
from callvet.load.weighings import load_weighings

ANN = "by: ann\ndate: 2026-11-02\nmethod: roc\norder: [people, cost]\n"


@pytest.fixture(autouse=True)
def case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A case with one person's weights; the current folder is beside it."""
    files = {
        "case/needs.yaml": "term_months: 12\n",
        "case/vendors/acme.yaml": "name: Acme\n",
        "case/weights/ann.yaml": ANN,
        "case/weights/.draft.yaml": "no: weights\n",
        "case/weights/notes.txt": "no weights\n",
    }
    for path, text in files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return Path("case")


@pytest.mark.parametrize("path", ["case", "case/weights", "case/weights/ann.yaml"])
def test_a_case_its_folder_and_a_file_lead_to_the_same_weights(path: str) -> None:
    files, problems = load_weighings([Path(path)])
    assert [(file.weighing.by, file.document.path) for file in files] == [("ann", "case/weights/ann.yaml")]
    assert problems == ()


def test_a_file_named_twice_is_read_once() -> None:
    assert len(load_weighings([Path("case"), Path("case/weights")])[0]) == 1


def test_problems_of_all_files_are_told(case: Path) -> None:
    (case / "weights" / "ben.yaml").write_text("by: ben\n", encoding="utf-8")
    (case / "weights" / "cid.yaml").write_text("by: [\n", encoding="utf-8")
    files, problems = load_weighings([case])
    assert [file.weighing.by for file in files] == ["ann"]
    assert {problem.place.path for problem in problems} == {"case/weights/ben.yaml", "case/weights/cid.yaml"}


def test_a_case_without_weights_does_not_take_its_needs_for_them(case: Path) -> None:
    for path in (case / "weights").iterdir():
        path.unlink()
    with pytest.raises(NothingToWorkOnError, match="holds no weights"):
        find_weights(case)


def test_the_needs_of_weights_lie_beside_their_folder(case: Path) -> None:
    assert needs_near(find_weights(case)) == case / "needs.yaml"
    (case / "needs.yaml").unlink()
    assert needs_near(find_weights(case)) is None


def test_a_case_reads_weights_where_they_are_named_and_a_freeze_always(case: Path) -> None:
    (case / "frozen.yaml").write_text("frozen: 2026-11-02\nhash: abc\n", encoding="utf-8")
    alone, named = load_case([case]), load_case([case / "weights"])
    assert (alone.weighings, [one.weighing.by for one in named.weighings]) == ((), ["ann"])
    assert alone.frozen is not None
    assert alone.frozen.document.path == "case/frozen.yaml"
    assert alone.problems == named.problems == ()


def test_a_lone_file_of_weights_is_told_by_its_keys(case: Path) -> None:
    Path("ann.yaml").write_text(ANN, encoding="utf-8")
    assert [one.weighing.by for one in load_case([Path("ann.yaml"), case]).weighings] == ["ann"]
