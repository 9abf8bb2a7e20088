"""Every file of the corpus is refused in one line that names it, or read and drawn without harm."""

from __future__ import annotations

import os
import shutil
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.hostile.drawing import FAULTS, faults, html_faults, workbook_faults, workbook_formulas
from tests.hostile.laying import (
    CORPUS,
    MOST_SECONDS_OF_MANY,
    Hostile,
    ask,
    ask_in_every_format,
    index,
    lay,
    words,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

EVERY = index()
INERT = [one for one in EVERY if one.outcome == "inert"]
PAGES = (".html", ".xlsx")


def of(folder: str) -> list[Path]:
    """The files of a folder of the corpus that are read."""
    return [CORPUS / one.file for one in INERT if one.file.startswith(f"{folder}/")]


def test_the_index_tells_of_every_file_of_the_corpus_and_of_no_other() -> None:
    there = {path.relative_to(CORPUS).as_posix() for path in CORPUS.rglob("*") if path.is_file()}
    assert there == {one.file for one in EVERY}
    assert len(there) == len(EVERY) >= 200
    assert max((CORPUS / name).stat().st_size for name in there) <= 200_000


@pytest.mark.parametrize("hostile", [one for one in EVERY if one.outcome == "refused"], ids=lambda one: one.file)
def test_a_refused_file_is_told_in_one_line_that_names_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, hostile: Hostile
) -> None:
    lay(tmp_path, CORPUS / hostile.file)
    before = Counter(tmp_path.rglob("*"))
    monkeypatch.chdir(tmp_path)
    said = ask(*words(hostile.asked.refuses, hostile.file))
    assert said.code == hostile.asked.code, said
    text = said.err if hostile.asked.code == 2 else said.out  # exit 2 tells on standard error
    assert text.startswith(hostile.asked.around.format(told=hostile.told, file=hostile.file))
    assert [line for line in text.splitlines() if hostile.told in line] == text.splitlines()[:1]
    assert hostile.told.startswith(hostile.file)
    assert "Traceback" not in said.out + said.err
    assert {sign for sign in said.out + said.err if not sign.isprintable()} <= {"\n"}
    assert Counter(tmp_path.rglob("*")) == before


@pytest.mark.parametrize("hostile", INERT, ids=lambda one: one.file)
def test_an_inert_file_is_read_and_drawn_as_nothing_but_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, hostile: Hostile
) -> None:
    lay(tmp_path, CORPUS / hostile.file)
    monkeypatch.chdir(tmp_path)
    assert ask(*words(hostile.asked.refuses, hostile.file)).code == 0
    # Each format in its turn, the file's place in the index decides; all formats draw all files together below.
    name = sorted(FAULTS)[INERT.index(hostile) % len(FAULTS)]
    for args in hostile.asked.draws:
        said = ask(*words(args, hostile.file), "-f", name)
        if said.code == 0:
            assert faults(name, said.out) == []
        else:  # it is sound, and yet nothing that could be answered
            assert said.code == 2
            assert len(said.err.splitlines()) == 1


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case of a third of the profiles of the corpus that are read, which take long, and of all else."""
    root = tmp_path_factory.mktemp("whole")
    lay(root, *of("vendors")[::3], *of("quotes"), *of("judgements"), *of("weights"))
    return root


ALL_TOGETHER: Sequence[Sequence[str]] = (
    ("check", "--questions"),
    ("score",),
    ("score", "--explain"),
    ("questions",),
    ("cost",),
    ("judgements",),
    ("diff", "quotes/inert_formula.yaml", "quotes/inert_html.yaml", "quotes/inert_markup.yaml"),
    ("weights", "weights"),
    ("show", of("vendors")[9].stem),
    ("clauses", "quotes/inert_turned.yaml"),
)


@pytest.mark.parametrize("args", ALL_TOGETHER, ids=" ".join)
def test_all_inert_files_together_are_drawn_as_nothing_but_text(
    whole: Path, monkeypatch: pytest.MonkeyPatch, args: Sequence[str]
) -> None:
    monkeypatch.chdir(whole)
    answers = ask_in_every_format(*args, seconds=MOST_SECONDS_OF_MANY)
    assert set(answers) == set(FAULTS)
    for name, said in answers.items():
        assert said.code == 0, said.err
        assert faults(name, said.out) == []
        assert "\x1b" not in said.err


@pytest.mark.parametrize("needs", of("needs"), ids=lambda path: path.stem)
def test_needs_that_are_read_are_drawn_as_nothing_but_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, needs: Path
) -> None:
    lay(tmp_path, needs)
    monkeypatch.chdir(tmp_path)
    for args in (("score",), ("cost",), ("staff",)):
        for name, said in ask_in_every_format(*args, "--needs", f"needs/{needs.name}").items():
            assert said.code in {0, 2}
            if said.code == 0:
                assert faults(name, said.out) == []
            else:
                assert len(said.err.splitlines()) == 1
                assert "Traceback" not in said.err


def test_a_report_of_inert_files_holds_no_formula_link_or_script_but_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    few = tmp_path / "few"
    lay(few, *of("vendors")[::12], *of("judgements"), *(path for path in of("quotes") if "inert" in path.stem))
    lay(tmp_path)
    shutil.copyfile(tmp_path / "vendors/sound.yaml", tmp_path / "vendors/second.yaml")  # what is tried out asks for two
    made = {}
    for root in (tmp_path, few):
        monkeypatch.chdir(root)
        for suffix in PAGES:
            path = tmp_path / f"{'sound' if root == tmp_path else 'few'}{suffix}"
            assert (
                ask(
                    "report",
                    "-o",
                    os.fspath(path),
                    "--draws",
                    "100",
                    "--date",
                    "2026-11-22",
                    seconds=MOST_SECONDS_OF_MANY,
                ).code
                == 0
            )
            made[path.stem, suffix] = path
    page = made["few", ".html"].read_text(encoding="utf-8")
    assert page.count("<script") == made["sound", ".html"].read_text(encoding="utf-8").count("<script")
    assert html_faults(page) == []
    assert {sign for sign in page if not sign.isprintable()} <= {"\n", "\t"}
    book = made["few", ".xlsx"]
    formulas = workbook_formulas(book)
    assert workbook_faults(book, formulas) == []  # no link, no macro, sound XML
    assert [
        one for one in formulas for hostile in ("cmd", "HYPERLINK", "x.example", "A0'", "@") if hostile in one
    ] == []
    assert not formulas & {"0+0", "-0+0", "SUM(A0)"}


def test_questionnaires_filled_in_with_inert_files_hold_no_formula_or_link(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hostile = [path for path in of("vendors") if "formula" in path.stem or "link" in path.stem]
    case = tmp_path / "case"
    lay(case, *hostile)
    monkeypatch.chdir(case)
    assert ask("rfp", "-o", os.fspath(tmp_path / "blank.xlsx")).code == 0
    known = workbook_formulas(tmp_path / "blank.xlsx")
    assert hostile
    for path in hostile:
        book = tmp_path / f"{path.stem}.xlsx"
        assert ask("rfp", "--filled-in", path.stem, "-o", os.fspath(book)).code == 0
        assert workbook_faults(book, known) == []
