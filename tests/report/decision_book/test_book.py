"""The workbook as a file: its sheets, what may be changed in it, and that it is the same for the same answer."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from typing import TYPE_CHECKING

import pytest

from callvet.report.decision_book import decision_bytes, write_decision
from callvet.report.decision_book.about_sheet import SHEETS
from tests.report.decision_book.making import FILES, NEEDS, answer, answer_of, data, opened

if TYPE_CHECKING:
    from pathlib import Path

HOSTILE = '=HYPERLINK("http://evil.example","click")'
KNOWN_FUNCTIONS = {
    "ABS", "AND", "COUNT", "COUNTA", "COUNTIF", "FIXED", "IF", "INDEX", "ISNUMBER", "LARGE", "MATCH", "MAX", "MIN",
    "N", "OR", "ROUND", "SUM", "SUMIF", "SUMPRODUCT",
}  # fmt: skip
"""All of them in Excel 2010, LibreOffice 4 and Google Sheets."""


def parts(workbook: bytes) -> dict[str, str]:
    """The parts of the file, by their names."""
    with zipfile.ZipFile(BytesIO(workbook)) as file:
        return {name: file.read(name).decode() for name in file.namelist()}


def test_the_same_answer_gives_the_same_bytes() -> None:
    assert decision_bytes(answer()) == data()


def test_the_same_files_give_the_same_bytes(tmp_path: Path) -> None:
    first, second = (answer_of({**FILES, "needs.yaml": NEEDS}, folder=tmp_path) for _ in range(2))
    assert decision_bytes(first) == decision_bytes(second)


def test_the_sheets_are_those_that_it_tells_of() -> None:
    assert opened(data()).sheetnames == list(SHEETS)


def test_there_are_no_macros_and_no_links() -> None:
    found = parts(data())
    assert not [name for name in found if "vba" in name.lower() or "external" in name.lower() or ".bin" in name]
    assert not [name for name, text in found.items() if 'TargetMode="External"' in text or "<hyperlink" in text]


def test_every_sheet_is_protected_without_a_password() -> None:
    for sheet in opened(data()):
        assert sheet.protection.sheet
        assert sheet.protection.password is None


def test_the_weights_alone_can_be_changed() -> None:
    book = opened(data())
    names = {name: one.attr_text.replace("$", "") for name, one in book.defined_names.items() if "weight" in name}
    unlocked = {
        f"{sheet.title}!{cell.coordinate}"
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if not cell.protection.locked
    }
    assert unlocked == set(names.values())
    assert {"group_weight_people", "weight_staff", "weight_fits_our_brand"} <= set(names)
    assert len(names) == 7 + 26 + 1


def test_every_weight_must_be_a_number_from_0() -> None:
    sheet = opened(data())["Weights"]
    rules = sheet.data_validations.dataValidation
    assert {(rule.type, rule.operator, rule.formula1, rule.showErrorMessage) for rule in rules} == {
        ("decimal", "greaterThanOrEqual", "0", True)
    }
    assert sum(len(rule.sqref.ranges) for rule in rules) >= 1
    covered = {cell for rule in rules for reference in rule.sqref.ranges for row in reference.cells for cell in [row]}
    assert len(covered) == 7 + 26 + 1
    assert "A weight is a number from 0" in rules[0].error


def test_formulas_use_only_what_all_programs_know() -> None:
    formulas = [
        cell.value for sheet in opened(data()) for row in sheet.iter_rows() for cell in row if cell.data_type == "f"
    ]
    assert len(formulas) > 100
    used = {name for formula in formulas for name in re.findall(r"([A-Z][A-Z0-9.]*)\(", formula)}
    assert used <= KNOWN_FUNCTIONS


def test_every_formula_stands_with_its_value() -> None:
    for name, text in parts(data()).items():
        if name.startswith("xl/worksheets/"):
            assert len(re.findall(r"<f>[^<]*</f>", text)) == len(re.findall(r"<f>[^<]*</f><v>[^<]*</v>", text)), name


def test_every_sheet_is_for_paper_on_its_side_as_wide_as_the_sheet() -> None:
    for sheet in opened(data()):
        assert sheet.page_setup.orientation == "landscape", sheet.title
        assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) in {(1, 0), (None, 0), ("1", "0")}
        assert sheet.sheet_properties.pageSetUpPr.fitToPage


@pytest.mark.parametrize("name", ["Weights", "Scores", "Criteria", "Cost lines", "Quotes side by side", "Questions"])
def test_heads_of_long_tables_stand_still_and_on_every_page(name: str) -> None:
    sheet = opened(data())[name]
    assert sheet.freeze_panes
    assert sheet.print_title_rows


def test_the_file_is_dated_by_the_answer() -> None:
    assert opened(data()).properties.created.date() == answer().day


def hostile() -> dict[str, str]:
    """The case with text that would be a formula, an address, a code or too long."""
    files = {**FILES, "needs.yaml": NEEDS.replace("Juniper Print", "'+cmd|calc'")}
    files["needs.yaml"] += "x-told: 1\n"
    files["needs.yaml"] = files["needs.yaml"].replace(
        'own_criteria: {fits_our_brand: {question: "Does it sound like us?", weight: 5}}',
        'own_criteria: {"=1+1": {question: "=2+2", weight: 5}, "Größe & <b>": {question: "@SUM(1)", weight: 1}}',
    )
    files["vendors/acme.yaml"] = files["vendors/acme.yaml"].replace("name: Acme", f"name: '{HOSTILE}'")
    files["vendors/brio.yaml"] = files["vendors/brio.yaml"].replace("name: Brio", 'name: "http://x.example/_x0041_"')
    files["quotes/acme.yaml"] = files["quotes/acme.yaml"].replace("title: Shared desk", 'title: "-2+3\\u202e"')
    files["quotes/acme.yaml"] = files["quotes/acme.yaml"].replace("account fee", '"=A1' + "x" * 400 + '"')
    files["judgements/acme.yaml"] = FILES["judgements/acme.yaml"].replace(", fits_our_brand: 6", "")
    return files


def test_text_of_files_is_never_a_formula_an_address_or_a_code() -> None:
    found = decision_bytes(answer_of(hostile()))
    book = opened(found)
    texts = {cell.value: cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
    ours = {
        cell.value for sheet in opened(data()) for row in sheet.iter_rows() for cell in row if cell.data_type == "f"
    }
    theirs = {value for value, kind in texts.items() if kind == "f"}
    assert not [formula for formula in theirs - ours if "HYPERLINK" in formula or "1+1" in formula or "2+2" in formula]
    assert {HOSTILE[:60], "http://x.example/_x0041_"} <= {str(value)[:60] for value in texts}
    assert any(str(value).startswith("=A1xxx") and kind == "s" for value, kind in texts.items())
    assert not [value for value in texts if isinstance(value, str) and "\u202e" in value]
    assert 'TargetMode="External"' not in "".join(parts(found).values())


def test_a_file_is_written_whole_and_takes_the_place_of_another(tmp_path: Path) -> None:
    path = tmp_path / "decision.xlsx"
    path.write_text("old")
    write_decision(answer(), path)
    assert path.read_bytes() == data()
    assert [one.name for one in tmp_path.iterdir()] == ["decision.xlsx"]


def test_what_cannot_be_written_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        write_decision(answer(), tmp_path / "gone" / "decision.xlsx")
    (tmp_path / "folder").mkdir()
    with pytest.raises(IsADirectoryError):
        write_decision(answer(), tmp_path / "folder")
    assert [one.name for one in tmp_path.iterdir()] == ["folder"]


def test_scores_and_costs_by_volume_are_drawn_too() -> None:
    found = parts(data())
    bars, lines = found["xl/charts/chart1.xml"], found["xl/charts/chart2.xml"]
    assert "Summary!$C$8:$C$12" in bars
    assert "'Costs by volume'!$B$" in lines
    drawings = "".join(text for name, text in found.items() if name.startswith("xl/drawings/drawing"))
    assert 'descr="Bars: What vendors have shown' in drawings
    assert 'descr="A line for each offer' in drawings
