"""Decisions for tests, their workbooks, and what LibreOffice makes of them when it reckons everything anew."""

from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from datetime import date
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any
from warnings import catch_warnings, simplefilter

import openpyxl
import pytest

from callvet.evaluation.reporting import report_case
from callvet.report.decision_book import decision_bytes

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from openpyxl import Workbook

    from callvet.evaluation.reporting import ReportAnswer
    from callvet.score.ranking import RankBy

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")

needs_libreoffice = pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed: nothing to reckon with")

NEEDS = """\
company: Juniper Print
country: US
currency: USD
start: 2027-02-01
demand: {calls_per_month: 5000, open: Mo-Fr 08:00-18:00, languages: {en: 90%, es: 10%}, spread: 0}
must: {languages: [es], recordings: true}
own_criteria: {fits_our_brand: {question: "Does it sound like us?", weight: 5}}
"""
OWN_WEIGHTS = "weights: {people: 3, staff: 1, cost: 4.5, hours: 2}\n"
FILES: Mapping[str, str] = {
    "vendors/acme.yaml": """\
name: Acme
hours: {open: 24/7, timezone: America/Chicago, holidays: open}
languages: [{code: en, level: native}, {code: es, level: fluent}]
reporting: {level: realtime, recordings: true, messages: true}
services: {inbound: [order_taking], channels: [phone, email]}
""",
    "vendors/brio.yaml": """\
name: Brio
hours: {open: "Mo-Fr 08:00-18:00", timezone: America/New_York}
languages: [{code: en, level: native}, {code: es, level: translation}]
reporting: {level: daily}
security: {certifications: [pci_dss, soc2]}
""",
    "vendors/corte.yaml": """\
name: Corte
hours: {open: 24/7}
languages: [{code: en, level: native}]
reporting: {recordings: true}
""",
    "vendors/dovetail.yaml": "name: Dovetail\nlanguages: [{code: es, level: native}]\nreporting: {recordings: true}\n",
    "vendors/echo.yaml": "name: Dovetail\nlanguages: [{code: es, level: native}]\nreporting: {recordings: true}\n",
    "quotes/acme.yaml": """\
vendor: acme
title: Shared desk
reference: A-1
dated: 2026-10-14
agents: shared
charges:
  - {per: cycle, rate: 49, for: account fee}
  - {per: once, rate: 500, for: setup}
  - {per: minute, rate: 0.95, clock: {counts: [talk, hold, wrap]}}
""",
    "quotes/brio.yaml": """\
vendor: brio
reference: B-7
dated: 2026-10-20
cycle: 4_weeks
charges:
  - {per: minute, rate: 0.99, clock: {counts: [talk, hold, wrap], step_seconds: 6}}
  - {per: cycle, rate: 149.95}
""",
    "judgements/acme.yaml": """\
vendor: acme
by: operations
date: 2026-10-20
kind: meeting
marks: {culture: 7, staff: 8, fits_our_brand: 6}
""",
}


def write_files(folder: Path, files: Mapping[str, str]) -> None:
    """Write a case into a folder."""
    for path, text in files.items():
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")


def answer_of(files: Mapping[str, str], folder: Path | None = None, **options: Any) -> ReportAnswer:
    """The answer of a case out of such files, in a folder of their own unless one is named."""
    with TemporaryDirectory() as own:
        write_files(folder or Path(own), files)
        return report_case([folder or own], draws=200, day=date(2026, 11, 2), **options)


def answer(needs: str = NEEDS, rank_by: RankBy = "score") -> ReportAnswer:
    """The answer of the case of these tests."""
    return _answer(needs, rank_by)


def data(needs: str = NEEDS, rank_by: RankBy = "score") -> bytes:
    """The workbook of the case of these tests."""
    return _data(needs, rank_by)


@lru_cache
def _answer(needs: str, rank_by: RankBy) -> ReportAnswer:
    """Each answer once."""
    return answer_of({**FILES, "needs.yaml": needs}, rank_by=rank_by)


@lru_cache
def _data(needs: str, rank_by: RankBy) -> bytes:
    """Each workbook once."""
    return decision_bytes(_answer(needs, rank_by))


def opened(workbook: bytes, *, values: bool = False) -> Workbook:
    """A workbook with its formulas, or with what they come to."""
    with catch_warnings():
        simplefilter("ignore", UserWarning)  # bars with set ends are newer than openpyxl, which leaves them out
        return openpyxl.load_workbook(BytesIO(workbook), data_only=values)


def row_of(book: Workbook, sheet: str, name: str, column: int = 1) -> int:
    """The first row with such a word in a column, from 1."""
    return next(row for row in range(1, 400) if book[sheet].cell(row, column).value == name)


def without_values(workbook: bytes) -> bytes:
    """A workbook whose formulas have no value, so that whoever shows one has reckoned it."""
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(workbook)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name.startswith("xl/worksheets/sheet"):
                text = re.sub(r"(<f>[^<]*</f>)<v>[^<]*</v>", r"\1", content.decode())
                content = text.encode()
            new.writestr(name, content)
    return made.getvalue()


def changed(workbook: bytes, weights: Mapping[str, float | None]) -> bytes:
    """A workbook with other numbers in the cells of weights, by the names of the cells; None empties one."""
    book = opened(workbook)
    for name, value in weights.items():
        sheet, cell = book.defined_names[name].attr_text.split("!")
        book[sheet][cell.replace("$", "")].value = value
    made = BytesIO()
    book.save(made)
    return made.getvalue()


def reckoned(workbooks: Iterable[bytes], folder: Path) -> list[Workbook]:
    """Workbooks as LibreOffice saves them, everything in them reckoned anew."""
    assert OFFICE
    paths = [folder / f"{number}.xlsx" for number, _ in enumerate(workbooks)]
    for path, workbook in zip(paths, workbooks, strict=True):
        path.write_bytes(without_values(workbook))
    profile = f"-env:UserInstallation=file://{folder}/profile"
    anew = folder / "anew"
    command = [OFFICE, profile, "--headless", "--convert-to", "xlsx", "--outdir", str(anew), *map(str, paths)]
    subprocess.run(command, check=True, capture_output=True, timeout=240)
    return [opened((anew / path.name).read_bytes(), values=True) for path in paths]
