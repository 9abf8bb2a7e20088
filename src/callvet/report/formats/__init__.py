"""The formats, one file each: a page in, text out. To add one, write its file and name it here."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Literal, get_args

if TYPE_CHECKING:
    from collections.abc import Callable

    from callvet.report.page import Page

FormatName = Literal["table", "json", "csv", "markdown", "html"]
FORMAT_NAMES: tuple[FormatName, ...] = get_args(FormatName)

_FILES: dict[FormatName, str] = {
    "table": "plain",
    "json": "json_object",
    "csv": "csv_rows",
    "markdown": "markdown",
    "html": "html_page",
}
"""``table`` is plain text here; on a terminal ``terminal.draw`` draws it instead."""


def render(page: Page, name: FormatName) -> str:
    """The page in a format, ending with a newline; each format's libraries load only when it is asked for."""
    module = import_module(f"callvet.report.formats.{_FILES[name]}")
    draw: Callable[[Page], str] = module.render
    return draw(page)
