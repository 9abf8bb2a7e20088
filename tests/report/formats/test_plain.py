"""Plain text for pipes: whole, aligned and without any look."""

from __future__ import annotations

import pytest

from callvet.report.formats.plain import belong_together, render
from callvet.report.page import Block, Cell, Clause, Column, Data, Heading, Page, Sentence, Table


def drawn(*blocks: Block) -> list[str]:
    """The lines of a page."""
    return render(Page("Ranking", blocks, Data((), ()))).splitlines()


def test_numbers_stand_on_the_right_and_no_line_ends_in_spaces() -> None:
    columns = (Column("#", right=True), Column("vendor"), Column("score", right=True), Column("weak in"))
    rows = [
        [Cell("1"), Cell("Acme"), Cell("66"), Cell("contract terms")],
        [Cell("–"), Cell("Brio Calls"), Cell("7"), Cell("out")],
    ]
    assert drawn(Table(columns, rows)) == [
        "  #  vendor        score  weak in",
        "---  ----------  -------  --------------",
        "  1  Acme             66  contract terms",
        "  –  Brio Calls        7  out",
    ]


@pytest.mark.parametrize("texts", [["007", "1.10", "1e3"], ["1_000", "NaN"], ["0x10", "-0"]])
def test_cells_are_never_taken_for_numbers(texts: list[str]) -> None:
    assert drawn(Table((Column("value"),), [[Cell(text)] for text in texts]))[2:] == texts


def test_a_long_cell_is_not_cut_off() -> None:
    assert drawn(Table((Column("because"),), [[Cell("word " * 200 + "end")]]))[2].endswith("word end")


def test_a_table_has_its_title_above_it() -> None:
    table = Table((Column("key"),), [[Cell("quotes")]], "Acme: 1 open question")
    assert drawn(table)[0] == "Acme: 1 open question"


def test_an_empty_line_stands_between_subjects_alone() -> None:
    table = Table((Column("key"),), [[Cell("quotes")]])
    first, second, apart = Sentence("One."), Sentence("Two."), Sentence("Three.", apart=True)
    lines = drawn(first, second, apart, table, table, Heading("Known"), table, Heading("Unknown"), Sentence("Four."))
    drawn_table = ["key", "------", "quotes"]
    assert lines == [
        "One.",
        "Two.",
        "",
        "Three.",
        "",
        *drawn_table,
        "",
        *drawn_table,
        "",
        "Known",
        "=====",
        *drawn_table,
        "",
        "Unknown",
        "=======",
        "Four.",
    ]


@pytest.mark.parametrize(
    ("before", "block", "together"),
    [
        (Sentence("a"), Sentence("b"), True),
        (Sentence("a"), Sentence("b", apart=True), False),
        (Heading("a"), Sentence("b", apart=True), True),
        (Sentence("a"), Heading("b"), False),
        (Sentence("a"), Table((), []), False),
    ],
)
def test_what_belongs_together(before: Block, block: Block, together: bool) -> None:  # noqa: FBT001 - expected
    assert belong_together(before, block) is together


def test_looks_and_bars_leave_no_trace() -> None:
    cell = Cell("66", "bad", bar=(0.66, 0.78))
    assert drawn(Sentence("Out.", "bad"), Table((Column("shown"),), [[cell]])) == ["Out.", "", "shown", "-------", "66"]


@pytest.mark.parametrize("text", ["[bold]x[/]", "| a |", "%s {0}", "\\n", "`x`", "<b>"])
def test_text_is_text(text: str) -> None:
    assert drawn(Sentence(text), Table((Column("vendor"),), [[Cell(text)]]))[-1] == text


def test_the_note_of_a_clause_stands_below_its_text() -> None:
    text = render(
        Page("Clauses", [Clause("3.2", "One pays.", "Open: When?"), Clause("10.1", "It ends.")], Data((), ()))
    )
    assert text == "3.2  One pays.\n     Open: When?\n\n10.1  It ends.\n"
