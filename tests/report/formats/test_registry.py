"""The list of formats: every file is in it, and every format draws."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest

from callvet.cli.options import Format
from callvet.report import formats
from callvet.report.formats import _FILES, FORMAT_NAMES, FormatName, render
from callvet.report.page import Cell, Column, Data, Page, Table

PAGE = Page(
    "Ranking",
    [Table((Column("vendor"), Column("score", right=True)), [[Cell("Acme"), Cell("66")]])],
    Data(("vendor", "score"), [("Acme", 66)]),
    {"vendor": "Acme", "score": 66},
)


def test_every_file_of_the_folder_is_a_format() -> None:
    files = {path.stem for path in Path(str(formats.__file__)).parent.glob("[!_]*.py")}
    assert files == {*_FILES.values(), "terminal"}


def test_the_command_line_offers_every_format() -> None:
    assert tuple(Format) == FORMAT_NAMES == tuple(_FILES) == get_args(FormatName)


@pytest.mark.parametrize("name", FORMAT_NAMES)
def test_every_format_draws_the_answer_and_ends_with_one_newline(name: FormatName) -> None:
    text = render(PAGE, name)
    assert "Acme" in text
    assert "66" in text
    assert text.endswith("\n")
    assert not text.endswith("\n\n")


@pytest.mark.parametrize("name", FORMAT_NAMES)
def test_every_format_draws_a_table_without_rows(name: FormatName) -> None:
    columns = (Column("vendor"), Column("score", right=True))
    assert render(Page("Ranking", [Table(columns, [])], Data(("vendor", "score"), [])), name).endswith("\n")


@pytest.mark.parametrize("name", FORMAT_NAMES)
def test_every_format_draws_a_page_without_blocks(name: FormatName) -> None:
    assert render(Page("Ranking", [], Data((), ())), name).endswith("\n")
