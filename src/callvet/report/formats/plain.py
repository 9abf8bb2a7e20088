"""Plain text for pipes and files: no colour, no box, nothing cut off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callvet.report.page import Clause, Drawing, Heading, Sentence
from callvet.report.text_table import table_text

if TYPE_CHECKING:
    from callvet.report.page import Block, Page


def render(page: Page) -> str:
    """The page's blocks below each other, with an empty line between those of different kinds."""
    lines: list[str] = []
    before: Block | None = None
    for block in page.blocks:
        if before is not None and not belong_together(before, block):
            lines.append("")
        lines.append(_drawn(block))
        before = block
    return "\n".join(lines) + "\n"


def belong_together(before: Block, block: Block) -> bool:
    """Whether no empty line stands between two blocks: sentences on one subject, a heading and its text."""
    both_sentences = isinstance(before, Sentence) and isinstance(block, Sentence) and not block.apart
    return both_sentences or isinstance(before, Heading)


def _drawn(block: Block) -> str:
    """One block as text."""
    if isinstance(block, Sentence):
        return block.text
    if isinstance(block, Heading):
        return f"{block.text}\n{'=' * len(block.text)}"
    if isinstance(block, Clause):
        return "\n".join(filter(None, (f"{block.number}  {block.text}", _indented(block))))
    lines = [block.title] if block.title else []
    if isinstance(block, Drawing):
        return "\n".join((*lines, *block.lines))
    return "\n".join((*lines, *(line.rstrip() for line in table_text(block, "simple").splitlines())))


def _indented(clause: Clause) -> str:
    """The note of a clause, below its text."""
    return f"{' ' * len(clause.number)}  {clause.note}" if clause.note else ""
