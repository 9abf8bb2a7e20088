"""Every command on a page runs, and prints what stands below it."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Final

import pytest

from tests.docs import ROOT
from tests.docs.commands import Reader, Step, differs, steps, words_of
from tests.docs.scenes import SCENES, project

if TYPE_CHECKING:
    from pathlib import Path

FOLDERS: Final = ("*.md", "docs/**/*.md", "examples/**/*.md", "vendors/*.md", "quotes/*.md", "benchmarks/*.md")
PAGES: Final = sorted({str(path.relative_to(ROOT)) for folder in FOLDERS for path in ROOT.glob(folder)})
TO_BE_FOLLOWED: Final = ("docs/tutorial.md", "docs/how-to/")
"""Pages whose files the reader writes as well as their commands."""
ANSWER_NO: Final = (
    "callvet audit ",  # the invoice of the pages is wrong
    "callvet rfp read northwind.xlsx brio.ods",  # both vendors are there already: nothing is written
    "callvet rfp read northwind.xlsx --update  ",  # as above, and nobody says yes
    "callvet monitor calls.csv.gz --vendor acme --fail-on-miss",  # and a promise was missed
)
"""How commands begin that end with exit code 1, for the answer is no."""


def to_do(name: str) -> list[Step]:
    """What a page has a reader do."""
    return list(steps(name, files=name.startswith(TO_BE_FOLLOWED)))


@pytest.mark.parametrize("name", [name for name in PAGES if to_do(name)])
def test_the_commands_of_a_page_run_and_print_what_it_shows(name: str, tmp_path: Path) -> None:
    scene = tmp_path / "scene"
    scene.mkdir()
    SCENES.get(name, project)(scene)
    reader, faults = Reader(scene), []
    for number, step in enumerate(to_do(name)):
        if not step.follows:  # one of several things that a reader may do
            reader = Reader(shutil.copytree(scene, tmp_path / str(number)))
        code, printed = reader.does(step)
        if code != step.command.startswith(ANSWER_NO):
            faults.append("\n".join((f"{name}:{step.line}: exit code {code}", *printed)))
        elif step.shown and (fault := differs(step.shown, printed)):
            faults.append(f"{name}:{step.line}: {fault}")
    assert not faults, "\n\n".join(faults)


PRINTED: Final = ["first", "", "second", "third", "last"]


@pytest.mark.parametrize(
    "shown",
    [
        "first\n\nsecond\nthird\nlast",
        "first\n…",
        "…\nlast",
        "first\n…\nthird\n…",
        "…\nsecond\nthird\n…",
        "first\n\n…\n\nlast",
    ],
)
def test_what_is_printed_may_stand_on_a_page_with_lines_left_out(shown: str) -> None:
    assert differs(tuple(shown.split("\n")), PRINTED) == ""


@pytest.mark.parametrize(
    "shown",
    [
        "first\n\nsecond\nthird",  # not all, and it does not say so
        "second\n…",  # it begins otherwise
        "first\n…\nthird",  # and ends otherwise
        "…\nthird\n…\nsecond\n…",  # another order
        "first\nsecond\n…",  # a line is left out between them
        "…\nfourth\n…",  # nothing has that
    ],
)
def test_what_is_not_printed_may_not(shown: str) -> None:
    assert "callvet prints" in differs(tuple(shown.split("\n")), PRINTED)


def test_a_command_may_be_followed_by_words_for_the_reader_and_by_another() -> None:
    assert words_of("python -m pip install . && callvet score vendors/   # the first") == [
        ["callvet", "score", "vendors/"]
    ]
    assert words_of("SPARK_REMOTE=sc://a.example callvet replay x") == [["callvet", "replay", "x"]]
    with pytest.raises(AssertionError, match="only && is understood"):
        words_of("callvet score | head")


def test_an_answer_that_is_not_the_pages_is_found(tmp_path: Path) -> None:
    """The whole way: a reader types it, and what stands below is another's."""
    (tmp_path / "quotes").mkdir()
    code, printed = Reader(tmp_path).does(Step(1, "", "callvet score nowhere/", ("Acme leads.",)))
    assert code == 2
    assert differs(("Acme leads.",), printed)
