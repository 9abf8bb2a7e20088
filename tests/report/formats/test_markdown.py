"""Markdown: the table first, and text that stays text."""

from __future__ import annotations

import pytest

from callvet.report.formats.markdown import escaped, render
from callvet.report.page import Block, Cell, Clause, Column, Data, Drawing, Heading, Page, Sentence, Table

TABLE = Table((Column("vendor"), Column("score", right=True)), [[Cell("Acme"), Cell("66")]])
TABLE_LINES = ["| vendor   |   score |", "|:---------|--------:|", "| Acme     |      66 |"]


def drawn(*blocks: Block) -> list[str]:
    """The lines of a page, without the empty ones between blocks."""
    return [line for line in render(Page("Ranking", blocks, Data((), ()))).splitlines() if line]


def test_the_table_stands_first_with_numbers_on_the_right() -> None:
    assert drawn(Sentence("Acme leads."), TABLE, Sentence("Ask next.")) == [*TABLE_LINES, "Acme leads.", "Ask next."]


def test_only_the_first_table_is_moved() -> None:
    second = Table((Column("key"),), [[Cell("quotes")]])
    lines = drawn(Sentence("Acme leads."), TABLE, Heading("Known"), second)
    assert lines == [*TABLE_LINES, "Acme leads.", "## Known", "| key    |", "|:-------|", "| quotes |"]


def test_a_heading_does_not_stay_behind_without_its_table() -> None:
    lines = drawn(Sentence("Acme leads."), Heading("Musts"), TABLE, Heading("Known"), Sentence("Nothing."))
    assert lines == [*TABLE_LINES, "Acme leads.", "## Known", "Nothing."]


def test_a_title_stands_above_its_table() -> None:
    table = Table(TABLE.columns, TABLE.rows, "Acme: *all*")
    assert drawn(table) == ["**Acme: \\*all\\***", *TABLE_LINES]


def test_a_page_without_a_table_keeps_its_order() -> None:
    assert drawn(Heading("Check"), Sentence("One."), Sentence("Two.")) == ["## Check", "One.", "Two."]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("<script>alert(1)</script>", "\\<script\\>alert(1)\\</script\\>"),
        ("| a | b |", "\\| a \\| b \\|"),
        ("`x`", "\\`x\\`"),
        ("[link](http://x.example)", "\\[link\\](http\\://x.example)"),
        ("![pixel](HTTPS://x.example)", "!\\[pixel\\](HTTPS\\://x.example)"),
        ("www.x.example", "www\\.x.example"),
        ("*a* _b_ ~~c~~", "\\*a\\* \\_b\\_ \\~\\~c\\~\\~"),
        ("# h", "\\# h"),
        ("&lt;", "\\&lt;"),
        ("a\\*", "a\\\\\\*"),
        ("$x$", "\\$x\\$"),
        ("{% raw %}", "\\{% raw %\\}"),
        ("- a", "\\- a"),
        ("  + a", "  \\+ a"),
        ("=====", "\\====="),
        ("---", "\\---"),
        ("1. a", "1\\. a"),
        ("12) a", "12\\) a"),
        ("1.", "1\\."),
    ],
)
def test_nothing_in_a_text_is_markup(text: str, written: str) -> None:
    assert escaped(text) == written


@pytest.mark.parametrize(
    "text", ["0.4", "1.7–2.3", "19%", "7 of 10 (4 to 8)", "12:30", "Acme, Inc.", "1.2.", "a - b", "5"]
)
def test_figures_and_plain_words_are_left_alone(text: str) -> None:
    assert escaped(text) == text


def test_a_cell_cannot_add_a_column() -> None:
    table = Table((Column("a|b"),), [[Cell("x | y")]])
    assert drawn(table) == ["| a\\|b   |", "|:-------|", "| x \\| y |"]


def test_clauses_are_numbered_paragraphs_with_their_notes_quoted() -> None:
    assert drawn(Clause("3.2", "One *pays*.", "Open: <b>?")) == ["**3.2** One \\*pays\\*.", "> Open: \\<b\\>?"]


def test_no_table_moves_before_a_clause() -> None:
    lines = drawn(Sentence("Check it."), Heading("Terms"), Clause("1.1", "One pays."), TABLE)
    assert lines == ["Check it.", "## Terms", "**1.1** One pays.", *TABLE_LINES]


def test_no_line_of_a_drawing_ends_it() -> None:
    assert drawn(Drawing("Costs", ["a ## 3"])) == ["**Costs**", "```text", "a ## 3", "```"]
    assert drawn(Drawing("Costs", ["````", "<b>"])) == ["**Costs**", "`````text", "````", "<b>", "`````"]
