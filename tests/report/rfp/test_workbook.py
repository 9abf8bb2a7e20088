"""The questionnaire as a workbook: protected, inert, and with drop-downs that hold."""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from callvet.evaluation.rfp import ask_vendors
from callvet.report.rfp.workbook import workbook_bytes
from tests.load.questionnaires import Filled

if TYPE_CHECKING:
    from pathlib import Path

NEEDS = """\
company: "=HYPERLINK(\\"http://evil.example\\",\\"Juniper\\")"
industry: "<b>retail</b>"
country: US
timezone: America/New_York
start: 2027-01-01
agents: shared
demand:
  calls_per_month: 5000
  growth_per_year: 10%
  languages: {en: 90%, es: 10%}
  channels: {chat: {per_month: 400}}
  outbound: {calls_per_month: 50}
must: {recordings: true, languages: [es]}
"""


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> bytes:
    """The workbook for any vendor."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "needs.yaml").write_text(NEEDS, encoding="utf-8")
    return workbook_bytes(ask_vendors())


def texts(data: bytes, sheet: str) -> list[str]:
    """What stands on a sheet."""
    rows = Filled(data).sheet(sheet).iter_rows(values_only=True)
    return [str(value) for row in rows for value in row if value is not None]


def test_the_first_sheet_says_who_asks_what_is_needed_and_how_to_answer(data: bytes) -> None:
    said = " ".join(texts(data, "Instructions"))
    assert "(<b>retail</b>, United States) is looking for an outsourced call centre with shared agents." in said
    assert (
        "About 5,000 calls a month, growing by 10% a year. A call takes 6:03 minutes on average (talk 250 s, hold 25 s "
        "and wrap-up 88 s). Calls must be answered Mo-Fr 08:00-18:00 (America/New_York). Languages: English 90% and "
        "Spanish 10%. Beside calls there are 400 chats a month. Calls to be made: 50 a month. We look for 80% of calls "
        "answered within 20 seconds. The contract runs from 2027-01-01 for 12 months. Amounts are in USD"
    ) in said
    assert "A blank cell means that you have not answered" in said


def test_a_need_without_volume_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert any(
        "The volume of calls is not settled yet." in text
        for text in texts(workbook_bytes(ask_vendors()), "Instructions")
    )
    (tmp_path / "needs.yaml").write_text("demand: {issues_per_month: 70}\n", encoding="utf-8")
    assert any("About 70 issues a month" in text for text in texts(workbook_bytes(ask_vendors()), "Instructions"))


def test_there_is_no_formula_no_macro_no_link_and_no_password(data: bytes) -> None:
    with zipfile.ZipFile(BytesIO(data)) as book:
        names = book.namelist()
        sheets = [book.read(name) for name in names if name.startswith("xl/worksheets/sheet")]
    assert not any(
        "vba" in name.lower() or "external" in name.lower() or ("rels" in name and "sheet" in name) for name in names
    )
    assert not any(b"<f>" in sheet or b"<f " in sheet or b"<hyperlink" in sheet for sheet in sheets)
    assert not any(b"password=" in sheet or b"hashValue=" in sheet for sheet in sheets)


def test_only_answers_and_remarks_are_open(data: bytes) -> None:
    filled = Filled(data)
    for sheet in filled.book.worksheets:
        if sheet.sheet_state == "visible":
            assert sheet.protection.sheet, sheet.title
    company = filled.sheet("Company")
    row = filled.row("Company", "name")
    locked = [bool(company.cell(row, column).protection.locked) for column in range(1, 8)]
    assert locked == [True, True, True, True, True, False, False]
    table = filled.row("Company", "location.sites")
    assert not company.cell(table, 2).protection.locked


def test_ids_are_hidden_and_so_is_what_the_book_is_of(data: bytes) -> None:
    filled = Filled(data)
    assert filled.sheet("Company").column_dimensions["A"].hidden
    assert filled.sheet("callvet").sheet_state == "hidden"
    assert filled.sheet("callvet")["A1"].value == "callvet questionnaire"
    heads = filled.row("Company", "#questions")
    assert filled.sheet("Company").row_dimensions[heads].hidden


def validations(data: bytes, name: str) -> dict[str, Any]:
    """The drop-downs of a sheet by the cells that they are for."""
    return {str(one.sqref): one for one in Filled(data).sheet(name).data_validations.dataValidation}


def test_words_and_flags_are_chosen_from_a_list_and_several_may_be_typed(data: bytes) -> None:
    filled = Filled(data)
    quality = validations(data, "Quality")
    assert quality[f"F{filled.row('Quality', 'reporting.level')}"].formula1 == '"none,counts,daily,realtime"'
    assert quality[f"F{filled.row('Quality', 'reporting.recordings')}"].formula1 == '"yes,no"'
    first = filled.row("Prices", "quote.charges")
    (per,) = [one for cells, one in validations(data, "Prices").items() if cells.startswith(f"D{first}:")]
    assert "minute" in per.formula1
    assert not per.showErrorMessage


def test_what_a_drop_down_cannot_hold_stands_on_a_hidden_sheet() -> None:
    from xlsxwriter import Workbook  # noqa: PLC0415 - beside the one thing that is shown

    from callvet.model.answer_form import Form, Leaf  # noqa: PLC0415
    from callvet.report.rfp.cells import Choices  # noqa: PLC0415

    file = BytesIO()
    words = tuple(f"word_{number:03}" for number in range(60))
    with Workbook(file) as book:
        sheet = book.add_worksheet("One")
        choices = Choices(book)
        for row in (0, 1):
            choices.offer(sheet, (row, 0, row, 0), Leaf(("a",), Form.CHOICE, words))
        choices.offer(sheet, (2, 0, 2, 0), Leaf(("b",), Form.CHOICE, words[1:]))
    found = openpyxl.load_workbook(file)
    assert found["callvet lists"].sheet_state == "veryHidden"
    assert [found["callvet lists"].cell(60, 1).value, found["callvet lists"].cell(1, 2).value] == [
        "word_059",
        "word_001",
    ]
    formulas = [one.formula1 for one in found["One"].data_validations.dataValidation]
    assert formulas == ["'callvet lists'!$A$1:$A$60", "'callvet lists'!$A$1:$A$60", "'callvet lists'!$B$1:$B$59"]


def test_conditions_and_floors_have_marks_of_their_own_and_a_sentence_each(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    floors = "wants: {certifications: [pci_dss]}\nfloors: {security: 60, continuity: 30.5}\n"
    (tmp_path / "needs.yaml").write_text(f"{NEEDS}{floors}", encoding="utf-8")
    data = workbook_bytes(ask_vendors())
    filled = Filled(data)

    def mark(name: str, question: str) -> object:
        return filled.sheet(name).cell(filled.row(name, question), 3).value

    assert mark("Quality", "reporting.recordings") == "condition"
    assert mark("Quality", "service_levels.uptime") == "counts: continuity"
    assert mark("Trust", "security.physical=cctv") == "counts: security"
    assert mark("Trust", "security.certificates.pci_dss.valid_until") == "counts: security"
    assert not mark("Quality", "reporting.messages")
    assert "In which languages do you answer? List all of them. (condition)" in texts(data, "Offer")
    heading = "How are your premises protected: coded doors, CCTV, guards? (counts: security)"
    assert heading in texts(data, "Trust")
    said = texts(data, "Instructions")
    (condition,) = [line for line in said if "“condition”" in line]
    assert condition.endswith("is a condition: whoever does not meet it is out. Please answer it.")
    (counts,) = [line for line in said if "“counts: …”" in line]
    assert "(continuity at least 30.5 of 100 points and security at least 60)" in counts
    assert counts.endswith("and no such answer decides alone.")


def test_without_conditions_or_floors_no_mark_is_explained(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    said = " ".join(texts(workbook_bytes(ask_vendors()), "Instructions"))
    assert "condition" not in said
    assert "counts:" not in said


def test_it_is_readable_on_a_screen_and_on_paper(data: bytes) -> None:
    sheet = Filled(data).sheet("Quality")
    assert sheet.freeze_panes == "C5"
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.page_setup.fitToHeight == 0
    assert sheet.cell(6, 2).alignment.wrap_text
    assert sheet.print_title_rows == "$4:$4"


def test_what_looks_like_a_formula_is_text(data: bytes) -> None:
    title = Filled(data).sheet("Instructions")["B1"]
    assert title.data_type == "s"
    assert str(title.value).startswith("Questions by =HYPERLINK(")


def test_what_no_cell_can_hold_is_left_blank_or_written_as_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "vendors").mkdir()
    profile = 'as_of: 1850-01-01\nservice_levels: {uptime: 99.999999999999999%}\nnotes: "=1+1"\n'
    (tmp_path / "vendors" / "acme.yaml").write_text(profile, encoding="utf-8")
    filled = Filled(workbook_bytes(ask_vendors(filled_in="acme")))
    assert filled.sheet("Company").cell(filled.row("Company", "as_of"), 6).value == "1850-01-01"
    assert (
        filled.sheet("Quality").cell(filled.row("Quality", "service_levels.uptime"), 6).value == "99.999999999999999%"
    )
    assert filled.sheet("Company").cell(filled.row("Company", "notes"), 6).data_type == "s"
