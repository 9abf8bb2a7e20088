"""A terminal: figures are never cut off, looks carry meaning, and text from files moves no cursor."""

from __future__ import annotations

import io
import re

import pytest
from rich.cells import cell_len

from callvet.report.formats.terminal import draw
from callvet.report.page import Block, Cell, Clause, Column, Data, Heading, Page, Sentence, Table

CODE = re.compile(r"\x1b\[[0-9;]*m")
COLUMNS = (Column("#", right=True), Column("vendor"), Column("shown, of 100", right=True), Column("weak in"))
ROWS = [
    [Cell("1"), Cell("Harborline Care", "strong"), Cell("68", bar=(0.68, 0.9)), Cell("contract terms, service levels")],
    [Cell("–"), Cell("Brightwater Answering"), Cell("7", bar=(0.07, 0.5)), Cell("out: no Spanish", "bad")],
]
RANKING = Table(COLUMNS, ROWS)


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    encoding = "utf-8"

    def isatty(self) -> bool:
        """Rich draws colours only on a terminal."""
        return True


@pytest.fixture(autouse=True)
def _plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """What rich reads of the environment."""
    for name in ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "LINES", "TTY_COMPATIBLE", "COLORTERM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")


def raw(monkeypatch: pytest.MonkeyPatch, width: int, *blocks: Block, colour: bool = True) -> str:
    """What is sent to a terminal of so many columns."""
    monkeypatch.setenv("COLUMNS", str(width))
    out = Terminal()
    draw(Page("Ranking", blocks, Data((), ())), out, colour=colour)
    return out.getvalue()


def lines_at(monkeypatch: pytest.MonkeyPatch, width: int, *blocks: Block) -> list[str]:
    """The lines that are seen, without the space at their ends."""
    return [line.rstrip() for line in CODE.sub("", raw(monkeypatch, width, *blocks)).splitlines()]


def test_a_wide_terminal_has_room_for_bars_beside_aligned_figures(monkeypatch: pytest.MonkeyPatch) -> None:
    # 0.68 of 8 cells are 5.44: five whole ones and 4/8 (43.52 eighths, so 44); 0.9 reaches 7 of 8.
    assert lines_at(monkeypatch, 120, RANKING) == [
        "#  vendor                 shown, of 100           weak in",
        "1  Harborline Care                   68  █████▌░  contract terms, service levels",
        "–  Brightwater Answering              7  ▌░░░     out: no Spanish",
    ]


def test_a_usual_terminal_needs_the_room_for_words(monkeypatch: pytest.MonkeyPatch) -> None:
    assert lines_at(monkeypatch, 60, RANKING) == [
        "                          shown,",
        "#  vendor                 of 100  weak in",
        "1  Harborline Care            68  contract terms, service",
        "                                  levels",
        "–  Brightwater Answering       7  out: no Spanish",
    ]


def test_where_a_table_has_no_room_each_row_is_a_list(monkeypatch: pytest.MonkeyPatch) -> None:
    # 1 + 12 + 6 + 12 columns and three gaps of 2 are 37.
    assert lines_at(monkeypatch, 37, RANKING)[0].startswith("   ")
    assert lines_at(monkeypatch, 36, Table(COLUMNS, ROWS, "Ranking")) == [
        "Ranking",
        "",
        "#: 1",
        "vendor: Harborline Care",
        "shown, of 100: 68",
        "weak in: contract terms, service",
        "levels",
        "",
        "#: –",
        "vendor: Brightwater Answering",
        "shown, of 100: 7",
        "weak in: out: no Spanish",
    ]


@pytest.mark.parametrize("width", [1, 2, 7, 20, 37, 40, 60, 79, 100, 300])
def test_figures_and_keys_are_whole_at_any_width(monkeypatch: pytest.MonkeyPatch, width: int) -> None:
    key = "security.certificates.iso_27001.valid_until"
    columns = (Column("key", whole=True), Column("value"), Column("points", right=True))
    text = raw(monkeypatch, width, Table(columns, [[Cell(key), Cell("some words of text"), Cell("12,345.6–78,901.2")]]))
    seen = "".join(CODE.sub("", text).split())
    assert key in seen
    assert "12,345.6–78,901.2" in seen
    assert all(cell_len(line) <= max(width, 2) for line in CODE.sub("", text).splitlines())


def test_words_are_broken_at_spaces_and_nothing_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    because = "minimum term of 12 months; notice of 60 days; data comes back"
    lines = lines_at(monkeypatch, 40, Table((Column("criterion"), Column("because")), [[Cell("terms"), Cell(because)]]))
    assert " ".join(" ".join(lines[1:]).split()) == f"terms {because}"


def test_a_narrow_terminal_has_short_bars_where_words_keep_their_room(monkeypatch: pytest.MonkeyPatch) -> None:
    # 0.68 of 4 cells are 2.72: two whole ones and 6/8 (21.76 eighths, so 22); 0.9 reaches 4 of 4.
    columns = (Column("vendor"), Column("shown, of 100", right=True))
    rows = [[Cell("Harborline Care"), Cell("68", bar=(0.68, 0.9))], [Cell("Brio"), Cell("7", bar=(0.07, 0.5))]]
    assert lines_at(monkeypatch, 80, Table(columns, rows)) == [
        "                 shown,",
        "vendor           of 100",
        "Harborline Care      68  ██▊░",
        "Brio                  7  ▎░",
    ]
    wordy = [[*row, Cell("w" * 70)] for row in rows]
    table = Table((*columns, Column("weak in")), wordy)
    assert "█" in raw(monkeypatch, 60, table)
    assert "█" not in raw(monkeypatch, 50, table)


def test_a_row_without_a_score_has_no_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    table = Table(
        (Column("shown", right=True), Column("x")), [[Cell("50", bar=(0.5, 0.5)), Cell("a")], [Cell("–"), Cell("b")]]
    )
    assert lines_at(monkeypatch, 120, table) == ["shown        x", "   50  ████  a", "    –        b"]


@pytest.mark.parametrize(
    ("bar", "drawn"),
    [
        ((0.0, 0.0), ""),
        ((1.0, 1.0), "████████"),
        ((0.0, 1.0), "░░░░░░░░"),
        ((1.2, 1.2), "████████"),
        ((-1, 0.5), "░░░░"),
    ],
)
def test_a_bar_never_passes_its_ends(monkeypatch: pytest.MonkeyPatch, bar: tuple[float, float], drawn: str) -> None:
    table = Table((Column("shown", right=True),), [[Cell("x", bar=bar)]])
    assert lines_at(monkeypatch, 120, table)[1] == f"    x  {drawn}".rstrip()


def test_looks_are_drawn_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    text = raw(
        monkeypatch, 80, Heading("Known"), Sentence("Out.", "bad"), Sentence("Fine.", "good"), Sentence("So.", "strong")
    )
    assert text == "\x1b[1;4mKnown\x1b[0m\n\x1b[31mOut.\x1b[0m\n\x1b[32mFine.\x1b[0m\n\x1b[1mSo.\x1b[0m\n"


def test_without_colour_bold_and_dim_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    blocks = (Sentence("Out.", "bad"), Sentence("So.", "strong"))
    assert raw(monkeypatch, 80, *blocks, colour=False) == "Out.\n\x1b[1mSo.\x1b[0m\n"
    monkeypatch.setenv("NO_COLOR", "1")
    assert raw(monkeypatch, 80, *blocks) == "Out.\n\x1b[1mSo.\x1b[0m\n"


def test_a_terminal_that_knows_no_codes_gets_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "dumb")
    assert raw(monkeypatch, 80, Sentence("Out.", "bad")) == "Out.\n"


def test_an_empty_line_stands_between_subjects_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    table = Table((Column("key"),), [[Cell("quotes")]], "Acme")
    blocks = (Sentence("One."), Sentence("Two."), Sentence("Three.", apart=True), Heading("Known"), table)
    assert lines_at(monkeypatch, 80, *blocks) == ["One.", "Two.", "", "Three.", "", "Known", "Acme", "key", "quotes"]


@pytest.mark.parametrize("text", ["[bold]x[/]", "[/]", "[link=http://x.example]x[/link]", ":smile:", "\\[x]", "%s {0}"])
def test_text_is_never_markup(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    table = Table((Column(text),), [[Cell(text)]], text)
    lines = lines_at(monkeypatch, 120, Sentence(text), Heading(text), table)
    assert [line for line in lines if line] == [text] * 5


def test_wide_characters_keep_the_columns_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    # Each of these two letters takes two columns of a terminal.
    table = Table(
        (Column("vendor"), Column("score", right=True)), [[Cell("東京"), Cell("66")], [Cell("Acme"), Cell("7")]]
    )
    assert lines_at(monkeypatch, 80, table) == ["vendor  score", "東京       66", "Acme        7"]


def test_a_table_without_rows_is_its_head(monkeypatch: pytest.MonkeyPatch) -> None:
    assert lines_at(monkeypatch, 80, Table(COLUMNS, []))[-1] == "#  vendor  of 100  weak in"


def test_a_spare_column_is_left_out_before_words_are_crowded(monkeypatch: pytest.MonkeyPatch) -> None:
    name = "Northwind Contact of Tulsa, Oklahoma, Shared desk"
    table = Table((Column("offer"), Column("x", right=True, spare=True)), [[Cell(name), Cell("9.29")]])
    # 40 columns of words, a gap of 2 and 4 of the figure.
    assert lines_at(monkeypatch, 46, table) == [
        f"{'offer':<42}   x",
        f"{'Northwind Contact of Tulsa, Oklahoma,':<42}9.29",
        "Shared desk",
    ]
    assert "9.29" not in "".join(lines_at(monkeypatch, 45, table))
    assert "9.29" not in "".join(lines_at(monkeypatch, 4, table))


def test_what_is_left_out_is_told_once_with_the_width_that_shows_it(monkeypatch: pytest.MonkeyPatch) -> None:
    name = Cell("Northwind Contact of Tulsa, Oklahoma, Shared desk")
    one = Table((Column("offer"), Column("x", right=True, spare=True)), [[name, Cell("9.29")]])
    other = Table(
        (Column("offer"), *(Column(head, right=True, spare=True) for head in "xy")), [[name, *[Cell("1")] * 2]]
    )
    *_, blank, first, second, third = lines_at(monkeypatch, 45, one, other)
    told = "Left out for want of room: “x”, “y”. A terminal of 46 columns shows all, and so does -f markdown."
    assert (blank, f"{first} {second} {third}") == ("", told)
    assert "Left out" not in "".join(lines_at(monkeypatch, 46, one, other))


def test_a_wide_terminal_that_shows_all_is_as_wide_as_heads_in_one_line_need(monkeypatch: pytest.MonkeyPatch) -> None:
    # Below 100 columns heads break at their commas; from there on they need 40 + 2 + 80 columns.
    table = Table(
        (Column("offer"), Column(f"{'x' * 70}, {'y' * 8}", right=True, spare=True)), [[Cell("a" * 50), Cell("1")]]
    )
    assert "A terminal of 122 columns shows all" in " ".join(lines_at(monkeypatch, 110, table))
    assert "Left out" not in "".join(lines_at(monkeypatch, 122, table))


HEAT = Table(
    (Column("from", whole=True), Column("Mo", right=True), Column("Tu", right=True)),
    [
        [Cell("08:00"), Cell("5", shade=0), Cell("–", "dim")],
        [Cell("09:00"), Cell("12", shade=1), Cell("7", shade=2)],
        [Cell("10:00"), Cell("100", shade=3), Cell("0")],
    ],
)


def test_a_heat_map_shades_each_figure_and_keeps_them_below_each_other(monkeypatch: pytest.MonkeyPatch) -> None:
    assert lines_at(monkeypatch, 40, HEAT) == [
        "from       Mo    Tu",
        "08:00  ░░   5     –",
        "09:00  ▒▒  12  ▓▓ 7",
        "10:00  ██ 100     0",
    ]


def test_colour_is_on_the_shade_and_not_on_the_figure(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "\x1b[36m██\x1b[0m 100" in raw(monkeypatch, 40, HEAT)
    assert "██ 100" in raw(monkeypatch, 40, HEAT, colour=False)


def test_where_a_heat_map_has_no_room_its_figures_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    # 5 + 6 + 4 columns and two gaps of 2 are 19.
    assert lines_at(monkeypatch, 19, HEAT)[1] == "08:00  ░░   5     –"
    assert lines_at(monkeypatch, 18, HEAT)[:3] == ["from: 08:00", "Mo: 5", "Tu: –"]


MATRIX = Table(
    (Column("term"), *(Column(f"Vendor Number {n}", right=True) for n in range(9))),
    [[Cell("per minute"), *(Cell(f"${n}3,456.78") for n in range(9))]],
    "What a term costs each",
    foldable=True,
)


def test_a_table_of_many_like_columns_folds_and_keeps_the_first_in_each_part(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = lines_at(monkeypatch, 60, MATRIX)
    assert all(cell_len(line) <= 60 for line in lines)
    assert sum(line.startswith("per minute") for line in lines) > 1
    assert sum("What a term costs each" in line for line in lines) == 1
    told = " ".join(lines)
    assert [f"${n}3,456.78" in told for n in range(9)] == [True] * 9


def test_a_table_that_fits_is_not_folded(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = lines_at(monkeypatch, 300, MATRIX)
    assert sum(line.startswith("per minute") for line in lines) == 1


def test_where_not_even_one_column_has_room_beside_the_first_rows_are_lists(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "term: per minute" in lines_at(monkeypatch, 20, MATRIX)


def test_the_text_of_a_clause_is_broken_beside_its_number(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = lines_at(monkeypatch, 24, Clause("3.2", "The Buyer pays it at once.", "Open: When, [b]and how?"))
    assert lines == ["3.2   The Buyer pays it", "      at once.", "      Open: When, [b]and", "      how?"]
