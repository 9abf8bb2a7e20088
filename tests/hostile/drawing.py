"""Whether a drawn answer is inert: that no text out of a file became anything but text."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from html.parser import HTMLParser
from itertools import groupby
from typing import TYPE_CHECKING, Final
from xml.etree import ElementTree as ET

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

COLOUR: Final = re.compile(r"\x1b\[[0-9;]*m|\x1b\]8;[^\x1b]*\x1b\\")
"""What rich itself sends to a terminal."""
_MAIN: Final = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_LOADS: Final = frozenset({"src", "srcset", "href", "action", "formaction", "data", "poster", "style"})


class _Page(HTMLParser):
    """The tags and attributes of a page."""

    def __init__(self) -> None:
        """Nothing read yet."""
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.addresses: list[str] = []
        self.scripts = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep the names."""
        self.tags.add(tag)
        self.scripts += tag == "script"
        self.attributes |= {name for name, _ in attrs}
        self.addresses += [value or "" for name, value in attrs if name in _LOADS]


def html_faults(text: str) -> list[str]:
    """What a page loads, runs or lets in that is not callvet's own."""
    page = _Page()
    page.feed(text)
    faults = [f"<{tag}>" for tag in sorted(page.tags & {"img", "iframe", "object", "embed", "base", "form", "b", "x"})]
    faults += [name for name in sorted(page.attributes) if name.startswith("on")]
    return faults + [address for address in page.addresses if not address.startswith(("#", "data:image/svg+xml,"))]


def csv_faults(text: str) -> list[str]:
    """Cells that begin like a formula, and rows of another length."""
    rows = list(csv.reader(io.StringIO(text)))
    cells = [cell.lstrip() for row in rows for cell in row]
    faults = [
        cell for cell in cells if cell.startswith(tuple("=+-@\t\r\uff1d\uff0b\uff0d\uff20")) and not _is_number(cell)
    ]
    return faults + [f"{len(row)} cells" for row in rows if len(row) != len(rows[0])]


def _is_number(cell: str) -> bool:
    """Whether a cell is a number, which may have a sign."""
    return bool(re.fullmatch(r"-?[\d.]+", cell))


def markdown_faults(text: str) -> list[str]:
    """Tags, links, code, headings and tables that are not callvet's own."""
    unfenced = re.sub(r"(?ms)^(```+)text\n.*?^\1$", "", text)  # a drawing, in which everything is text
    bare = re.sub(r"\\[!-/:-@\[-`{-~]", "", unfenced)
    tables = [list(lines) for table, lines in groupby(bare.splitlines(), lambda line: line.startswith("|")) if table]
    faults = [f"{lines[0]}…" for lines in tables if len({line.count("|") for line in lines}) > 1]
    return faults + re.findall(r"[<`\[\]].{0,20}|https?://.{0,20}|www\..{0,20}", bare)


def json_faults(text: str) -> list[str]:
    """What keeps a program from reading it."""
    found = json.loads(text, parse_constant=lambda name: name)
    return [] if isinstance(found, dict) and not re.search(r": -?(NaN|Infinity)\b", text) else [text[:40]]


def text_faults(text: str) -> list[str]:
    """Text that buries the rest."""
    return ["W" * 400] if "W" * 400 in text else []


FAULTS: Final[Mapping[str, Callable[[str], list[str]]]] = {
    "table": text_faults,
    "csv": csv_faults,
    "markdown": markdown_faults,
    "html": html_faults,
    "json": json_faults,
}


def faults(name: str, text: str) -> list[str]:
    """What is not inert in an answer of some format, whatever its format among them."""
    unseen = sorted({sign for sign in text if not sign.isprintable()} - {"\n"})
    return [*FAULTS[name](text), *map(ascii, unseen)]


def workbook_faults(path: Path, formulas: frozenset[str]) -> list[str]:
    """What is not inert in a workbook: formulas that another, of sound files, has not; links, macros, and bad XML.

    Args:
        path: The workbook.
        formulas: The formulas that callvet itself writes, as ``workbook_formulas`` tells them.
    """
    with zipfile.ZipFile(path) as book:
        names = book.namelist()
        for name in names:
            if name.endswith((".xml", ".rels")):
                ET.fromstring(book.read(name))  # noqa: S314 - what callvet itself wrote
        outside = [name for name in names if "externalLink" in name or "vbaProject" in name or "embeddings" in name]
        links = [name for name in names if name.endswith(".rels") and b'TargetMode="External"' in book.read(name)]
    return [*outside, *links, *sorted(workbook_formulas(path) - formulas)]


def workbook_formulas(path: Path) -> frozenset[str]:
    """The formulas of a workbook, without the numbers in them, since another case has another number of rows."""
    found: set[str] = set()
    with zipfile.ZipFile(path) as book:
        for name in book.namelist():
            if name.startswith("xl/worksheets/") and name.endswith(".xml"):
                sheet = ET.fromstring(book.read(name))  # noqa: S314 - as above
                found |= {re.sub(r"\d+", "0", one.text or "") for one in sheet.iter(f"{_MAIN}f")}
    return frozenset(found)
