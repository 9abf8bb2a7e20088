"""Workbooks that cannot be read, or not safely: one line each, at once, in little memory."""

from __future__ import annotations

import io
import sys
import zipfile
from contextlib import ExitStack
from typing import TYPE_CHECKING
from unittest.mock import patch

import pytest

from callvet.load.sheets.archive import MAX_BYTES, MAX_ELEMENTS, Archive, UnreadableBookError
from callvet.load.sheets.reading import read_sheets
from tests.load.sheets.making import a_workbook, changed, ods

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SHEET = "xl/worksheets/sheet1.xml"
TEXTS = "xl/sharedStrings.xml"


class Counted(Archive):
    """A workbook whose work is counted: what is unpacked of it, and what is gone through."""

    unpacked = 0
    elements = 0

    def part(self, name: str) -> bytes:
        """Count the bytes of a part."""
        data = super().part(name)
        Counted.unpacked += len(data)
        return data

    def go_through(
        self,
        name: str,
        start: Callable[[str, dict[str, str]], None],
        end: Callable[[str], None] | None = None,
        text: Callable[[str], None] | None = None,
    ) -> None:
        """Count the elements of a part."""

        def counted(element: str, attributes: dict[str, str]) -> None:
            Counted.elements += 1
            start(element, attributes)

        super().go_through(name, counted, end, text)


def reason(path: Path) -> str:
    """Why a workbook is refused: one line, after no more work than the bounds allow."""
    Counted.unpacked = Counted.elements = 0
    readers = [name for name, room in list(sys.modules.items()) if getattr(room, "Archive", None) is Archive]
    with ExitStack() as stack:
        for name in readers:
            stack.enter_context(patch(f"{name}.Archive", Counted))
        with pytest.raises(UnreadableBookError) as refused:
            read_sheets(path)
    assert Counted.unpacked <= MAX_BYTES
    assert Counted.elements <= MAX_ELEMENTS
    assert "\n" not in str(refused.value)
    return str(refused.value)


def written(path: Path, data: bytes) -> Path:
    """A file."""
    path.write_bytes(data)
    return path


def test_a_part_that_unpacks_to_far_more_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    bomb = changed(tmp_path / "bomb.xlsx", SHEET, lambda _: b"<a>" + b" " * 8 * MAX_BYTES)
    assert bomb.stat().st_size < 20 * MAX_BYTES
    assert reason(bomb).startswith("it is larger than a questionnaire can be")


def test_a_part_that_is_larger_than_the_directory_says_is_damaged(tmp_path: Path) -> None:
    path = a_workbook(tmp_path / "book.xlsx")
    data = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as book:
        name = book.getinfo(SHEET).filename.encode()
    at = data.rindex(name) - 46 + 24
    data[at : at + 4] = (10).to_bytes(4, "little")
    assert reason(written(tmp_path / "lying.xlsx", bytes(data))).startswith("it is damaged")


def test_a_million_blank_rows_are_refused(tmp_path: Path) -> None:
    rows = b"".join(b'<row r="%d"/>' % number for number in range(10, 1_000_000))
    path = changed(tmp_path / "rows.xlsx", SHEET, lambda sheet: sheet.replace(b"</sheetData>", rows + b"</sheetData>"))
    assert reason(path).startswith("it is larger than a questionnaire can be")


def test_more_cells_or_merged_cells_than_a_questionnaire_has_are_refused(tmp_path: Path) -> None:
    cells = b"<row r='9'>" + b"<c><v>1</v></c>" * 60_000 + b"</row></sheetData>"
    path = changed(tmp_path / "cells.xlsx", SHEET, lambda sheet: sheet.replace(b"</sheetData>", cells))
    assert reason(path).startswith("it is larger than a questionnaire can be")
    spans = b"</sheetData>" + b'<mergeCell ref="A1:B2"/>' * 3_000
    path = changed(tmp_path / "spans.xlsx", SHEET, lambda sheet: sheet.replace(b"</sheetData>", spans))
    assert reason(path).startswith("it is larger than a questionnaire can be")


@pytest.mark.parametrize(
    "declared",
    [
        b'<!DOCTYPE a [<!ENTITY b "bbbbbbbbbb"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]><sst><si><t>&c;</t></si></sst>',
        b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><sst><si><t>&b;</t></si></sst>',
        b'<!DOCTYPE sst SYSTEM "http://example.example/a.dtd"><sst/>',
    ],
    ids=["bomb", "file", "address"],
)
def test_xml_that_declares_entities_is_refused(tmp_path: Path, declared: bytes) -> None:
    path = changed(tmp_path / "entities.xlsx", TEXTS, lambda _: declared)
    assert reason(path).startswith("its XML declares a document type")


def test_links_to_other_workbooks_are_refused(tmp_path: Path) -> None:
    path = a_workbook(tmp_path / "links.xlsx")
    with zipfile.ZipFile(path, "a") as book:
        book.writestr("xl/externalLinks/externalLink1.xml", "<externalLink/>")
    assert reason(path).startswith("it has links to other workbooks; break them")
    linked = ods("<table:table-cell table:formula=\"of:=['file:///tmp/a.ods'#$A.A1]\" office:value-type='float'/>")
    assert reason(written(tmp_path / "links.ods", linked)).startswith("it has links to other workbooks; break them")


def test_passwords_and_old_forms_are_told(tmp_path: Path) -> None:
    old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
    protected = old + "EncryptedPackage".encode("utf-16-le")
    assert reason(written(tmp_path / "a.xls", old)) == "it is a workbook of the old form; save it as .xlsx or .ods"
    assert reason(written(tmp_path / "a.xlsx", protected)).startswith("it is protected by a password")
    manifest = {"META-INF/manifest.xml": "<manifest:encryption-data/>"}
    assert reason(written(tmp_path / "a.ods", ods("", **manifest))).startswith("it is protected by a password")


def test_damaged_files_are_told(tmp_path: Path) -> None:
    whole = a_workbook(tmp_path / "book.xlsx").read_bytes()
    assert reason(written(tmp_path / "cut.xlsx", whole[: len(whole) // 2])).startswith("it is damaged")
    middle = len(whole) // 3
    holed = whole[:middle] + bytes(200) + whole[middle + 200 :]
    assert reason(written(tmp_path / "holed.xlsx", holed)).startswith("it is damaged")
    unfinished = changed(tmp_path / "xml.xlsx", SHEET, lambda sheet: sheet[:-20])
    assert reason(unfinished).startswith("it is damaged")
    out_of_range = changed(tmp_path / "texts.xlsx", TEXTS, lambda _: b"<sst/>")
    assert reason(out_of_range).startswith("it is damaged")
    assert reason(changed(tmp_path / "part.xlsx", SHEET, lambda _: None)).startswith("it is damaged")


def test_what_is_no_workbook_is_told(tmp_path: Path) -> None:
    other = io.BytesIO()
    with zipfile.ZipFile(other, "w") as book:
        book.writestr("a.txt", "a")
    for data in (b"", b"hello", other.getvalue()):
        assert reason(written(tmp_path / "a.xlsx", data)) == "it is not a workbook; save it as .xlsx or .ods"
    assert reason(tmp_path / "missing.xlsx").startswith("it is not a file")
    assert reason(tmp_path).startswith("it is not a file")
    assert reason(written(tmp_path / "a.ods", ods(None))).startswith("it has no sheets")


def test_a_file_with_thousands_of_parts_is_refused(tmp_path: Path) -> None:
    path = a_workbook(tmp_path / "parts.xlsx")
    with zipfile.ZipFile(path, "a") as book:
        for number in range(2_100):
            book.writestr(f"xl/media/{number}", b"")
    assert reason(path).startswith("it is larger than a questionnaire can be")
