"""HTML: a whole page that loads nothing and in which text is only ever text."""

from __future__ import annotations

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
        """The last tag that is open is the one that closes."""
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


def test_a_policy_forbids_scripts_and_every_request() -> None:
    policies = [meta for meta in read().attributes("meta") if meta.get("http-equiv") == "Content-Security-Policy"]
    assert [meta["content"] for meta in policies] == ["default-src 'none'; style-src 'unsafe-inline'"]


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
    allowed = "html head meta title style body main h1 h2 p div table caption thead tbody tr th td meter"
    assert {tag for tag, _ in reader.tags} == set(allowed.split())
    names = {name for _, attributes in reader.tags for name in attributes}
    assert names == {"lang", "charset", "http-equiv", "content", "name", "class", "scope", "value", "aria-hidden"}


def test_the_style_loads_nothing() -> None:
    (style,) = read().texts["style"]
    assert "url(" not in style
    assert "@import" not in style


def test_looks_are_classes_and_never_alone() -> None:
    row = [Cell("Acme", "strong"), Cell("66", "dim"), Cell("out", "bad"), Cell("plain")]
    columns = (Column("vendor"), Column("score", right=True), Column("weak in"), Column("x"))
    reader = read(Sentence("Acme is out.", "bad"), Table(columns, [row]))
    assert reader.attributes("p") == [{"class": "bad"}]
    assert reader.attributes("td") == [{"class": "strong"}, {"class": "dim right"}, {"class": "bad"}, {}]
    assert reader.texts["td"] == ["Acme", "66", "out", "plain"]
    columns_of_head = [{"scope": "col"}, {"scope": "col", "class": "right"}, {"scope": "col"}, {"scope": "col"}]
    assert reader.attributes("th") == columns_of_head


def test_a_score_has_a_meter_that_screen_readers_pass_over() -> None:
    reader = read(Table((Column("score", right=True),), [[Cell("66", bar=(0.66, 0.78))]]))
    assert reader.attributes("meter") == [{"value": "0.6600", "aria-hidden": "true"}]
    assert reader.texts["td"] == ["66"]


def test_a_table_without_a_title_has_no_caption() -> None:
    assert read(Table((Column("key"),), [[Cell("x")]])).attributes("caption") == []


def test_a_figure_of_a_heat_map_stands_on_its_shade() -> None:
    reader = read(Table((Column("Mo", right=True), Column("Tu")), [[Cell("5", shade=0), Cell("–", "dim", shade=3)]]))
    assert reader.attributes("td") == [{"class": "right shade0"}, {"class": "dim shade3"}]
    assert reader.texts["td"] == ["5", "–"]


def test_a_clause_has_its_number_its_text_and_its_note_beside_each_other() -> None:
    page = read(Clause("3.2", HOSTILE[0], HOSTILE[2]))
    assert {"class": "clause"} in page.attributes("div")
    assert [text for text in page.texts["p"] if text.strip()] == ["3.2", HOSTILE[0], HOSTILE[2]]
    assert {"class": "note"} in page.attributes("p")
