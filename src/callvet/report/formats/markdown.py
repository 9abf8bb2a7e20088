"""Markdown: the table first, the sentences after it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from callvet.report.page import Clause, Drawing, Heading, Sentence, Table
from callvet.report.text_table import table_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from callvet.report.page import Block, Page

_SHORTEST_FENCE = 3

_SIGNS = re.compile(r"([\\`*_{}\[\]<>#|~&$]|:(?=//)|(?<=\bwww)\.)", re.IGNORECASE)
"""What is markup anywhere; addresses too, which some readers make links of."""
_LINE_STARTS = re.compile(r"^(\s*\d*)((?<!\d)[-+=]|(?<=\d)[.)](?!\S))")
"""What makes a list or a heading of a line: ``-``, ``1.``; not ``0.4``."""


def render(page: Page) -> str:
    """The first table, then everything else in the page's order; a heading of that table alone is left out.

    Clauses are a document, in which no table moves, and so are pages that say so; such a one has its title.
    """
    if page.in_order:
        return "\n\n".join((f"# {escaped(page.title)}", *map(_drawn, page.blocks))) + "\n"
    blocks = list(page.blocks)
    at = next((position for position, block in enumerate(blocks) if isinstance(block, Table | Clause)), 0)
    if blocks and isinstance(blocks[at], Clause):
        at = 0
    before = blocks[:at]
    if before and isinstance(before[-1], Heading):
        del before[-1]
    return "\n\n".join(_drawn(block) for block in (*blocks[at : at + 1], *before, *blocks[at + 1 :])) + "\n"


def escaped(text: str) -> str:
    """Text in which nothing is markup, a link or HTML."""
    return _LINE_STARTS.sub(r"\1\\\2", _SIGNS.sub(r"\\\1", text))


def _drawn(block: Block) -> str:
    """One block as Markdown."""
    if isinstance(block, Sentence):
        return escaped(block.text)
    if isinstance(block, Heading):
        return f"## {escaped(block.text)}"
    if isinstance(block, Clause):
        note = f"\n\n> {escaped(block.note)}" if block.note else ""
        return f"**{escaped(block.number)}** {escaped(block.text)}{note}"
    if isinstance(block, Drawing):
        fence = _fence(block.lines)
        return "\n".join((f"**{escaped(block.title)}**", "", f"{fence}text", *block.lines, fence))
    rows = [[cell._replace(text=escaped(cell.text)) for cell in row] for row in block.rows]
    columns = [column._replace(head=escaped(column.head)) for column in block.columns]
    table = table_text(Table(columns, rows), "pipe")
    return f"**{escaped(block.title)}**\n\n{table}" if block.title else table


def _fence(lines: Sequence[str]) -> str:
    """What no line can close: a backtick more than any of them has in a row."""
    runs = (len(run) for line in lines for run in re.findall("`+", line))
    return "`" * max(_SHORTEST_FENCE, 1 + max(runs, default=0))
