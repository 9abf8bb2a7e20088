"""Questionnaires for tests: filled in as a vendor would, changed as programs and people change them."""

from __future__ import annotations

import shutil
import subprocess
from io import BytesIO
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from callvet.evaluation.rfp import ask_vendors
from callvet.load.book import read_book
from callvet.load.validation import validate
from callvet.model.quote import Quote
from callvet.model.vendor import Vendor
from callvet.report.rfp.workbook import workbook_bytes

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl.worksheet.worksheet import Worksheet

    from callvet.load.returned_book import ReturnedBook

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")

needs_libreoffice = pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed: nothing to save with")


class Filled:
    """A questionnaire in the hands of a vendor."""

    def __init__(self, data: bytes) -> None:
        """Open it."""
        self.book = openpyxl.load_workbook(BytesIO(data))

    def sheet(self, name: str) -> Worksheet:
        """A sheet."""
        found: Worksheet = self.book[name]
        return found

    def row(self, name: str, question: str, nth: int = 0) -> int:
        """The row of a question or of a row of a table."""
        return [row for row in range(1, 200) if self.sheet(name).cell(row, 1).value == question][nth]

    def answer(self, name: str, question: str, value: Any, *, form: str | None = None) -> str:
        """Answer a question; the cell's address."""
        cell = self.sheet(name).cell(self.row(name, question), 6)
        cell.value = value
        if form:
            cell.number_format = form
        return str(cell.coordinate)

    def fill(self, name: str, grid: str, nth: int, /, **values: Any) -> None:
        """Fill in a row of a table; columns by their ids, with ``__`` for a dot."""
        heads = self.row(name, f"#{grid}")
        columns = {cell.value: cell.column for cell in self.sheet(name)[heads]}
        row = self.row(name, grid, nth)
        for key, value in values.items():
            self.sheet(name).cell(row, columns[key.replace("__", ".")], value)

    def save(self, path: Path) -> Path:
        """Save it."""
        self.book.save(path)
        return path


def blank() -> Filled:
    """The questionnaire for any vendor."""
    return Filled(workbook_bytes(ask_vendors(needs="examples/print-shop/needs.yaml")))


def saved_anew(path: Path, suffix: str) -> Path:
    """The workbook as LibreOffice saves it."""
    assert OFFICE
    folder = path.parent / "anew"
    profile = f"-env:UserInstallation=file://{path.parent}/profile"
    command = [OFFICE, profile, "--headless", "--convert-to", suffix, "--outdir", str(folder), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return folder / f"{path.stem}.{suffix}"


def read(path: Path) -> ReturnedBook:
    """The questionnaire, read."""
    return read_book(path, path.name)


def models(book: ReturnedBook) -> tuple[Vendor, Quote | None]:
    """What it says, without a problem."""
    assert book.problems == ()
    assert book.profile is not None
    vendor, of_vendor = validate(book.profile, Vendor)
    assert vendor is not None, [book.in_cells(one) for one in of_vendor]
    if book.offer is None:
        return vendor, None
    quote, of_quote = validate(book.offer, Quote)
    assert quote is not None, [book.in_cells(one) for one in of_quote]
    return vendor, quote


def comparable(model: Any) -> dict[str, Any]:
    """What a model says, words of lists in the order of the alphabet, without what is the buyer's own."""
    said = model.model_dump()
    for key in ("sources", "quotes", "vendor", "source", "tax_recoverable"):
        said.pop(key, None)
    for section in said.values():
        for key, value in section.items() if isinstance(section, dict) else ():
            if isinstance(value, tuple) and all(isinstance(one, str) for one in value):
                section[key] = tuple(sorted(value))
    return dict(said)
