"""Every command on a page runs, and prints what stands below it."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Final

import pytest

from tests.docs import ROOT
from tests.docs.commands import Reader, Step, differs, steps
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
