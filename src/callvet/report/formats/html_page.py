"""HTML: one page that loads nothing from anywhere, and in which text from files is only ever text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callvet.report.look.document import document

if TYPE_CHECKING:
    from callvet.report.page import Page


def render(page: Page) -> str:
    """A whole document in the look of the report, without a script; its policy forbids every request."""
    return document("look/answer.html", title=page.title, blocks=page.blocks, close=page.in_order)
