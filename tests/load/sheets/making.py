"""Workbooks for tests: made, and changed part by part."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

from xlsxwriter import Workbook

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_BEGINNING = (
    '<office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x" xmlns:calcext="c" xmlns:dc="d">'
    "<office:body><office:spreadsheet>"
)
_END = "</office:spreadsheet></office:body></office:document-content>"


def a_workbook(path: Path) -> Path:
    """A workbook of two cells."""
    with Workbook(path) as book:
        sheet = book.add_worksheet("One")
        sheet.write_string(0, 0, "hello")
        sheet.write_number(1, 1, 2)
    return path


def changed(path: Path, part: str, change: Callable[[bytes], bytes | None]) -> Path:
    """The workbook of two cells with a part of it changed, or left out."""
    whole = a_workbook(path.with_suffix(".whole"))
    with zipfile.ZipFile(whole) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            data = change(old.read(info)) if info.filename == part else old.read(info)
            if data is not None:
                new.writestr(info.filename, data)
    return path


def ods(cells: str | None, **parts: str) -> bytes:
    """An OpenDocument whose one sheet has these cells in its first row; None for one without a sheet."""
    row = (
        ""
        if cells is None
        else f"<table:table table:name='One'><table:table-row>{cells}</table:table-row></table:table>"
    )
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        book.writestr("content.xml", f"{_BEGINNING}{row}{_END}")
        for name, text in parts.items():
            book.writestr(name, text)
    return file.getvalue()
