"""Markdown: the table first, the sentences after it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from callvet.report.formats.plain import table_text
from callvet.report.page import Heading, Sentence, Table

if TYPE_CHECKING:
    from callvet.report.page import Block, Page

_SIGNS = re.compile(r"([\\`*_{}\[\]<>()#!|~&])")
_LINE_STARTS = re.compile(r"^(\s*)([-+=]|\d+[.)])")


def render(page: Page) -> str:
    """The first table, then everything else in the page's order."""
    first = next((block for block in page.blocks if isinstance(block, Table)), None)
    rest = [block for block in page.blocks if block is not first]
    blocks = [first, *rest] if first else rest
    return "\n\n".join(_drawn(block) for block in blocks) + "\n"


def escaped(text: str) -> str:
    """Text in which nothing is markup, a link or HTML."""
    return _LINE_STARTS.sub(r"\1\\\2", _SIGNS.sub(r"\\\1", text))


def _drawn(block: Block) -> str:
    """One block as Markdown."""
    if isinstance(block, Sentence):
        return escaped(block.text)
    if isinstance(block, Heading):
        return f"## {escaped(block.text)}"
    rows = [[replace(cell, text=escaped(cell.text)) for cell in row] for row in block.rows]
    columns = [replace(column, head=escaped(column.head)) for column in block.columns]
    table = table_text(Table(columns, rows), "github")
    return f"**{escaped(block.title)}**\n\n{table}" if block.title else table
