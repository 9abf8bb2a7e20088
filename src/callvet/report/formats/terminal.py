"""A terminal: rich draws the tables; text from files is never markup.

Colour carries meaning and never alone; no box stands around anything.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO

from rich.console import Console
from rich.table import Table as RichTable
from rich.text import Text

from callvet.report.formats.plain import belong_together
from callvet.report.page import Heading, Sentence

if TYPE_CHECKING:
    from callvet.report.page import Block, Cell, Mark, Page, Table

_STYLES: dict[Mark, str] = {"plain": "", "dim": "dim", "strong": "bold", "good": "green", "bad": "red"}
_BAR_CELLS = 8
_EIGHTHS = " ▏▎▍▌▋▊▉█"
_ROOM_FOR_BARS = 100
"""Narrower terminals need the room for words. [columns]"""


def draw(page: Page, out: TextIO, *, colour: bool = True) -> None:
    """Draw the page on a terminal, as wide as it is."""
    console = Console(file=out, highlight=False, markup=False, emoji=False, no_color=not colour or None)
    before: Block | None = None
    for block in page.blocks:
        if before is not None and not belong_together(before, block):
            console.print()
        console.print(_drawn(block, console.width), soft_wrap=False)
        before = block


def _drawn(block: Block, width: int) -> Text | RichTable:
    """One block for rich."""
    if isinstance(block, Sentence):
        return Text(block.text, style=_STYLES[block.mark])
    if isinstance(block, Heading):
        return Text(block.text, style="bold underline")
    return _table(block, width)


def _table(table: Table, width: int) -> RichTable:
    """A table without lines; wide columns share the room that is left."""
    drawn = RichTable(
        box=None,
        pad_edge=False,
        padding=(0, 2, 0, 0),
        title=Text(table.title, style="bold") if table.title else None,
        title_justify="left",
        header_style="dim",
    )
    for column in table.columns:
        drawn.add_column(
            Text(column.head),
            justify="right" if column.right else "left",
            overflow="fold",
            no_wrap=column.right,
        )
    for row in table.rows:
        drawn.add_row(*(_cell(cell, width) for cell in row))
    return drawn


def _cell(cell: Cell, width: int) -> Text:
    """A cell's text, with its bar where there is room."""
    text = Text(cell.text, style=_STYLES[cell.mark])
    if cell.bar and width >= _ROOM_FOR_BARS:
        text.append(" ")
        text.append_text(_bar(*cell.bar))
    return text


def _bar(shown: float, could_be: float) -> Text:
    """What is shown as a solid bar, what it could still be behind it."""
    eighths = round(max(0.0, min(1.0, shown)) * _BAR_CELLS * 8)
    full, part = divmod(eighths, 8)
    solid = "█" * full + (_EIGHTHS[part] if part else "")
    reach = min(_BAR_CELLS, round(could_be * _BAR_CELLS)) - len(solid)
    bar = Text(solid)
    bar.append("░" * max(reach, 0), style="dim")
    bar.append(" " * (_BAR_CELLS - len(bar)))
    return bar
