"""Pages of single commands taken apart, so that their parts can stand where a report needs them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callvet.report.page import Drawing, Heading, Sentence, Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from callvet.report.page import Block


def between_headings(blocks: Iterable[Block]) -> dict[str, list[Block]]:
    """The blocks below each heading; those before the first under no name, and headings of one name apart."""
    found: dict[str, list[Block]] = {"": []}
    name = ""
    for block in blocks:
        if isinstance(block, Heading):
            name = block.text
            while name in found:
                name += " "
            found[name] = []
        else:
            found[name].append(block)
    return found


def said(blocks: Iterable[Block]) -> Iterator[Block]:
    """Tables, and sentences that are no talk; a report draws lines in place of signs, so these go, and their legend."""
    before: Block | None = None
    for block in blocks:
        is_legend = isinstance(before, Drawing) and isinstance(block, Sentence)
        if isinstance(block, Table) or not (is_legend or isinstance(block, Drawing) or getattr(block, "talk", False)):
            yield block
        before = block
