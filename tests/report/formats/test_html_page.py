"""HTML: a whole page that loads nothing and in which text is only ever text."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser
from typing import ClassVar

import pytest

from callvet.report.formats.html_page import render
from callvet.report.page import Block, Cell, Clause, Column, Data, Heading, Page, Sentence, Table

HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=http://x.example onerror=alert(1)>',
    "</td></table><h1>x</h1>",
    "&lt;script&gt;",
    "</title><base href=http://x.example>",
    "' onmouseover='x",
    "</style>",
]


class Reader(HTMLParser):
    """What a browser would see: tags that fit each other, attributes, and the text of each kind of tag."""

    void: ClassVar = {"meta", "link", "img", "br", "hr", "input", "base"}

    def __init__(self, text: str) -> None:
        """Read a whole page."""
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: dict[str, list[str]] = {}
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep the tag and its attributes."""
        self.tags.append((tag, dict(attrs)))
        if tag not in self.void:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """The last tag that is open is the one that closes; shapes of a drawing close themselves."""
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Keep the text with the tag around it."""
        self.texts.setdefault(self.open[-1] if self.open else "", []).append(data)

    def attributes(self, tag: str) -> list[dict[str, str | None]]:
        """The attributes of every tag of a kind."""
        return [attributes for name, attributes in self.tags if name == tag]


def read(*blocks: Block, title: str = "Ranking") -> Reader:
    """A page, drawn and read back; every tag is closed."""
    reader = Reader(render(Page(title, blocks, Data((), ()))))
    assert reader.open == []
    return reader


def test_a_policy_forbids_scripts_every_request_and_any_style_but_its_own() -> None:
    reader = read()
    policies = [meta for meta in reader.attributes("meta") if meta.get("http-equiv") == "Content-Security-Policy"]
    (style,) = reader.texts["style"]
    own = b64encode(sha256(style.encode()).digest()).decode()
    expected = f"default-src 'none'; style-src 'sha256-{own}'; base-uri 'none'; form-action 'none'"
    assert [meta["content"] for meta in policies] == [expected]


def test_a_style_is_of_signs_that_no_encoding_changes() -> None:
    (style,) = read().texts["style"]
    assert style.isascii()


def test_a_page_has_its_language_its_encoding_and_its_title() -> None:
    reader = read(title="Acme & Co")
    assert reader.attributes("html") == [{"lang": "en"}]
    assert {"charset": "utf-8"} in reader.attributes("meta")
    assert reader.texts["title"] == ["Acme & Co: callvet"]
    assert reader.texts["h1"] == ["Acme & Co"]


@pytest.mark.parametrize("text", HOSTILE)
def test_text_is_only_ever_text(text: str) -> None:
    table = Table((Column(text), Column(text, right=True)), [[Cell(text), Cell(text, "bad", (0.5, 0.6))]], text)
    reader = read(Sentence(text), Heading(text), table, title=text)
    for tag in ("h1", "h2", "p", "th", "td", "caption"):
        assert set(reader.texts[tag]) == {text}
    allowed = "html head meta title style body main h1 h2 p div table caption thead tbody tr th td svg rect path"
    assert {tag for tag, _ in reader.tags} == set(allowed.split())
    names = {name for _, attributes in reader.tags for name in attributes}
    of_pages = "lang charset http-equiv content name class scope role tabindex aria-label aria-hidden"
    of_bars = "viewbox preserveaspectratio focusable width height y d"
    assert names == {*of_pages.split(), *of_bars.split()}


def test_the_style_loads_nothing() -> None:
    (style,) = read().texts["style"]
    assert "url(" not in style
    assert "@import" not in style


def test_looks_are_classes_and_never_alone() -> None:
    row = [Cell("Acme", "strong"), Cell("66", "dim"), Cell("out", "bad"), Cell("plain")]
    columns = (Column("vendor"), Column("score", right=True), Column("weak in"), Column("x"))
    reader = read(Sentence("Acme is out.", "bad"), Table(columns, [row]))
    assert reader.attributes("p") == [{"class": "bad"}]
    assert reader.attributes("td") == [{"class": "dim right"}, {"class": "bad"}, {}]
    assert reader.texts["td"] == ["66", "out", "plain"]
    heads = [{"scope": "col"}, {"scope": "col", "class": "right"}, {"scope": "col"}, {"scope": "col"}]
    assert reader.attributes("th") == [*heads, {"scope": "row", "class": "strong"}]


def test_a_score_has_a_bar_to_what_could_be_that_screen_readers_pass_over() -> None:
    reader = read(
        Table((Column("vendor"), Column("score", right=True)), [[Cell("Acme"), Cell("66", bar=(0.66, 0.78))]])
    )
    (bar,) = reader.attributes("svg")
    assert bar["aria-hidden"] == "true"
    assert [one["width"] for one in reader.attributes("rect")] == ["100", "66.00"]
    assert [one["d"] for one in reader.attributes("path")] == ["M66.00 5H78.00M78.00 2V8"]
    assert reader.texts["td"] == ["66"]


def test_a_bar_without_a_range_has_no_line() -> None:
    reader = read(
        Table((Column("vendor"), Column("score", right=True)), [[Cell("Acme"), Cell("66", bar=(0.66, 0.66))]])
    )
    assert reader.attributes("path") == []


def test_a_row_is_named_by_its_first_words_and_not_by_its_rank() -> None:
    table = Table(
        (Column("#", right=True), Column("vendor"), Column("why")), [[Cell("1"), Cell("Acme"), Cell("price")]]
    )
    reader = read(table)
    assert reader.texts["td"] == ["1", "price"]
    assert reader.attributes("th")[-1] == {"scope": "row"}


def test_a_wide_table_scrolls_in_a_box_that_the_keyboard_reaches_and_that_has_a_name() -> None:
    (box,) = read(Table((Column("vendor"),), [[Cell("Acme")]], "Who is there")).attributes("div")
    assert box == {"class": "scroll", "role": "group", "aria-label": "Who is there", "tabindex": "0"}


def test_rows_to_write_in_by_hand_are_roomy() -> None:
    assert read(Table((Column("name"),), [[Cell("x")]], roomy=True)).attributes("table") == [{"class": "roomy"}]


def test_a_table_without_a_title_has_no_caption() -> None:
    assert read(Table((Column("key"),), [[Cell("x")]])).attributes("caption") == []


def test_a_figure_of_a_heat_map_stands_on_its_shade() -> None:
    columns = (Column("from"), Column("Mo", right=True), Column("Tu"))
    reader = read(Table(columns, [[Cell("08:00"), Cell("5", shade=0), Cell("–", "dim", shade=3)]]))
    assert reader.attributes("td") == [{"class": "right shade0"}, {"class": "dim shade3"}]
    assert reader.texts["td"] == ["5", "–"]


def test_a_clause_has_its_number_its_text_and_its_note_beside_each_other() -> None:
    page = read(Clause("3.2", HOSTILE[0], HOSTILE[2]))
    assert {"class": "clause"} in page.attributes("div")
    assert [text for text in page.texts["p"] if text.strip()] == ["3.2", HOSTILE[0], HOSTILE[2]]
    assert {"class": "note"} in page.attributes("p")
