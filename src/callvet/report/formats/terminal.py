"""A terminal: rich draws the tables; text from files is never markup.

Colour carries meaning and never alone; no box stands around anything. Where there is no room for a table, each
row is a list of its own, so that no figure is cut off.
"""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING, TextIO

from rich.cells import cell_len
from rich.console import Console, Group
from rich.table import Table as RichTable
from rich.text import Text

from callvet.report.formats.plain import belong_together
from callvet.report.page import Clause, Drawing, Heading, Sentence, Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import JustifyMethod

    from callvet.report.page import Block, Cell, Mark, Page

_STYLES: dict[Mark, str] = {"plain": "", "dim": "dim", "strong": "bold", "good": "green", "bad": "red"}
_BAR_CELLS = 8
_EIGHTHS = " ▏▎▍▌▋▊▉█"
_SHADES = "░▒▓█"
_SHADE_CELLS = 2
_ROOM_FOR_BARS = 100
"""Narrower terminals need the room for words. [columns]"""
_SHORT_BAR_CELLS = 4
_ROOM_BESIDE_BARS = 24
"""In a narrower terminal, words get so much before there is room for short bars. [columns]"""
_ROOM_FOR_WORDS = 12
"""In less, words are torn apart. [columns]"""
_ROOM_BESIDE_SPARE = 40
"""Words get so much before a column that may be left out has room. [columns]"""
_NUMBER_CELLS = 4
"""So that the texts of clauses stand below each other. [columns]"""
_GAP = 2
"""Between columns. [columns]"""


def draw(page: Page, out: TextIO, *, colour: bool = True) -> None:
    """Draw the page on a terminal, as wide as it is."""
    console = Console(file=out, highlight=False, markup=False, emoji=False, no_color=not colour or None)
    before: Block | None = None
    for block in page.blocks:
        if before is not None and not belong_together(before, block):
            console.print()
        console.print(_drawn(block, console.width), soft_wrap=False)
        before = block
    if told := _left_out(page, console.width):
        console.print(Text(f"\n{told}", style=_STYLES["dim"]), soft_wrap=False)


def _left_out(page: Page, width: int) -> str:
    """Which columns have no room, and how to see them; nothing where all have."""
    narrow = [block for block in page.blocks if isinstance(block, Table) and _has_no_room_for_spare(block, width)]
    heads = dict.fromkeys(column.head for table in narrow for column in table.columns if column.spare)
    if not heads:
        return ""
    needed = max(map(_width_with_spare, narrow))
    names = ", ".join(f"“{head}”" for head in heads)
    return f"Left out for want of room: {names}. A terminal of {needed} columns shows all, and so does -f markdown."


def _has_no_room_for_spare(table: Table, width: int) -> bool:
    """Whether columns that may be left out are, so that words are not crowded."""
    has_spare = any(column.spare for column in table.columns)
    heads = _heads(table, wide=width >= _ROOM_FOR_BARS)
    return has_spare and _least_width(table, heads, _ROOM_BESIDE_SPARE) > width


def _width_with_spare(table: Table) -> int:
    """How wide a terminal is from which on nothing of a table is left out. [columns]"""
    narrow = _least_width(table, _heads(table, wide=False), _ROOM_BESIDE_SPARE)
    wide = _least_width(table, _heads(table, wide=True), _ROOM_BESIDE_SPARE)
    return narrow if narrow < _ROOM_FOR_BARS else max(wide, _ROOM_FOR_BARS)


def _drawn(block: Block, width: int) -> Text | RichTable | Group:
    """One block for rich."""
    if isinstance(block, Sentence):
        return Text(block.text, style=_STYLES[block.mark])
    if isinstance(block, Heading):
        return Text(block.text, style="bold underline")
    if isinstance(block, Clause):
        return _clause(block)
    if isinstance(block, Drawing):
        return Text("\n".join((block.title, *block.lines)), no_wrap=True, overflow="ignore")
    wide = width >= _ROOM_FOR_BARS
    if _has_no_room_for_spare(block, width):
        block = _without_spare(block)
    heads = _heads(block, wide=wide)
    if _least_width(block, heads) > width:
        heads = _broken_heads(block)
    if _least_width(block, heads) <= width:
        return _table(block, heads, bars=_BAR_CELLS if wide else _room_for_bars(block, heads, width))
    return _folded(block, width) or _lists(block)


def _room_for_bars(table: Table, heads: Sequence[str], width: int) -> int:
    """How long bars may be in a narrow terminal: short, and where words would be torn, none. [columns]"""
    barred = sum(any(row[n].bar for row in table.rows) for n in range(len(heads)))
    needed = _least_width(table, heads, _ROOM_BESIDE_BARS) + barred * (_GAP + _SHORT_BAR_CELLS)
    return _SHORT_BAR_CELLS if needed <= width else 0


def _folded(table: Table, width: int) -> Group | None:
    """The table in several, each with the first column and as many others as there is room for."""
    others = range(1, len(table.columns))
    if not table.foldable or any(_least_width(part := _part(table, [n]), _broken_heads(part)) > width for n in others):
        return None
    groups: list[list[int]] = [[]]
    for position in others:
        part = _part(table, [*groups[-1], position])
        if _least_width(part, _broken_heads(part)) > width:
            groups.append([])
        groups[-1].append(position)
    parts = [_part(table, group, title=table.title if not place else "") for place, group in enumerate(groups)]
    drawn = [_table(part, _broken_heads(part), bars=0) for part in parts]
    return Group(*(piece for place, one in enumerate(drawn) for piece in ((Text(), one) if place else (one,))))


def _part(table: Table, positions: Sequence[int], title: str = "") -> Table:
    """The first column and some others."""
    kept = [0, *positions]
    return table._replace(
        columns=[table.columns[n] for n in kept], rows=[[row[n] for n in kept] for row in table.rows], title=title
    )


def _heads(table: Table, *, wide: bool) -> list[str]:
    """The heads of the columns, broken where there is little room."""
    return [column.head if wide else column.head.replace(", ", ",\n") for column in table.columns]


def _broken_heads(table: Table) -> list[str]:
    """The heads of the columns, those above figures broken between words, so that they take no more room than those."""
    heads = []
    for position, column in enumerate(table.columns):
        room = max(_ROOM_FOR_WORDS, _widths(table, position)[0])
        heads.append("\n".join(wrap(column.head, room, break_long_words=False)) if column.right else column.head)
    return heads


def _without_spare(table: Table) -> Table:
    """The table without the columns that may be left out."""
    kept = [position for position, column in enumerate(table.columns) if not column.spare]
    return table._replace(
        columns=[table.columns[position] for position in kept],
        rows=[[row[position] for position in kept] for row in table.rows],
    )


def _clause(clause: Clause) -> RichTable:
    """A paragraph beside its number, and below it what is open in it."""
    drawn = RichTable.grid(padding=(0, _GAP, 0, 0))
    drawn.add_column(no_wrap=True, min_width=_NUMBER_CELLS)
    drawn.add_column()
    drawn.add_row(Text(clause.number), Text(clause.text))
    if clause.note:
        drawn.add_row(Text(), Text(clause.note, style="bold"))
    return drawn


def _least_width(table: Table, heads: Sequence[str], words: int = _ROOM_FOR_WORDS) -> int:
    """The room that a table needs for its figures and keys in full, and for words in the rest. [columns]"""
    needed = -_GAP
    for position, column in enumerate(table.columns):
        widest = max(map(cell_len, heads[position].splitlines()), default=0)
        widest = max(widest, *_widths(table, position))
        needed += _GAP + (widest if column.right or column.whole else min(widest, words))
    return needed


def _widths(table: Table, position: int) -> tuple[int, int]:
    """The room that the texts of a column need, and that which they need with their shades. [columns]"""
    widest = max((cell_len(row[position].text) for row in table.rows), default=0)
    shaded = any(row[position].shade is not None for row in table.rows)
    return widest, widest + (_SHADE_CELLS + 1 if shaded else 0)


def _table(table: Table, heads: Sequence[str], *, bars: int) -> RichTable:
    """A table without lines; wide columns share the room that is left, and bars of a length have their own column."""
    drawn = RichTable(
        box=None,
        pad_edge=False,
        padding=(0, _GAP, 0, 0),
        title=Text(table.title, style="bold") if table.title else None,
        title_justify="left",
        header_style="dim",
    )
    barred = {n for n in range(len(heads)) if bars and any(row[n].bar for row in table.rows)}
    for position, column in enumerate(table.columns):
        whole = column.right or column.whole
        justify: JustifyMethod = "right" if column.right else "left"
        drawn.add_column(Text(heads[position]), justify=justify, overflow="fold", no_wrap=whole)
        if position in barred:
            drawn.add_column(no_wrap=True)
    widths = [_widths(table, n)[0] for n in range(len(heads))]
    for row in table.rows:
        cells = ((_shaded(cell, widths[n]), *([_bar(cell, bars)] if n in barred else [])) for n, cell in enumerate(row))
        drawn.add_row(*(text for texts in cells for text in texts))
    return drawn


def _lists(table: Table) -> Text:
    """A table's rows below each other, each cell in a line after its head."""
    blocks = [Text(table.title, style="bold")] if table.title else []
    for row in table.rows:
        lines = [
            Text.assemble((f"{column.head}: ", "dim"), _cell(cell))
            for column, cell in zip(table.columns, row, strict=True)
        ]
        blocks.append(Text("\n").join(lines))
    return Text("\n\n").join(blocks)


def _cell(cell: Cell) -> Text:
    """A cell's text with its look."""
    return Text(cell.text, style=_STYLES[cell.mark])


def _shaded(cell: Cell, width: int) -> Text:
    """A figure of a heat map behind its shade, so that the figures stay below each other; else the cell."""
    text = _cell(cell)
    if cell.shade is None:
        return text
    gap = " " * (1 + width - cell_len(cell.text))
    return Text.assemble((_SHADES[cell.shade] * _SHADE_CELLS, "cyan"), gap, text)


def _bar(cell: Cell, length: int) -> Text:
    """What is shown as a solid bar, what it could still be behind it; nothing where there is no score."""
    if cell.bar is None:
        return Text()
    shown, could_be = cell.bar
    eighths = round(max(0.0, min(1.0, shown)) * length * 8)
    full, part = divmod(eighths, 8)
    solid = "█" * full + (_EIGHTHS[part] if part else "")
    reach = min(length, round(could_be * length)) - len(solid)
    return Text(solid).append("░" * max(reach, 0), style="dim")
