"""The questionnaire as a workbook: protected, inert, and with drop-downs that hold."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from typing import TYPE_CHECKING, Any

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


def choices(filled: Filled, validation: Any) -> list[object]:
    """The words that a drop-down offers, out of the cells of the hidden sheet."""
    first, last = str(validation.formula1).removeprefix("'callvet lists'!").replace("$", "").split(":")
    return [row[0].value for row in filled.sheet("callvet lists")[first:last]]


def test_words_and_flags_are_chosen_from_a_list_and_several_may_be_typed(data: bytes) -> None:
    filled = Filled(data)
    quality = validations(data, "Quality")
    level = quality[f"F{filled.row('Quality', 'reporting.level')}"]
    assert choices(filled, level) == ["none", "counts", "daily", "realtime"]
    assert choices(filled, quality[f"F{filled.row('Quality', 'reporting.recordings')}"]) == ["yes", "no"]
    first = filled.row("Prices", "quote.charges")
    (per,) = [one for cells, one in validations(data, "Prices").items() if cells.startswith(f"D{first}:")]
    assert "minute" in choices(filled, per)
    assert not per.showErrorMessage
    assert filled.sheet("callvet lists").sheet_state == "veryHidden"


def test_rows_of_tables_are_open_as_a_whole_so_that_excel_lets_them_be_moved_and_deleted(data: bytes) -> None:
    # Excel deletes, moves and sorts rows of a protected sheet only where no cell of them is locked.
    filled = Filled(data)
    sheet = filled.sheet("Company")
    row = filled.row("Company", "location.sites")
    assert all(not sheet.cell(row, column).protection.locked for column in range(1, 6))
    with zipfile.ZipFile(BytesIO(data)) as book:
        text = book.read("xl/worksheets/sheet2.xml").decode()
    assert re.search(rf'<row r="{row}"[^>]* customFormat="1"', text)


def test_what_excel_refuses_or_repairs_is_not_in_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "needs.yaml").write_text(
        NEEDS
        + 'own_criteria: {odd: {question: "=1+1 [a]:b*c?/\\\\ _x0041_ '
        + "long " * 60
        + '", weight: 1, key: x-odd}}\n',
        encoding="utf-8",
    )
    (tmp_path / "vendors").mkdir()
    offers = "".join(
        f"  - {{title: 'T{n} [x]:*?/', agents: shared, charges: [{{per: call, rate: 1}}]}}\n" for n in range(12)
    )
    (tmp_path / "vendors" / "a.yaml").write_text(f"notes: '=cmd|1'\nquotes:\n{offers}", encoding="utf-8")
    for asked in (ask_vendors(), ask_vendors(only_open="a"), ask_vendors(filled_in="a")):
        data = workbook_bytes(asked)
        names = [sheet.title for sheet in Filled(data).book.worksheets]
        assert all(len(name) <= 31 and not set(name) & set("[]:*?/\\'") for name in names)
        assert len({name.lower() for name in names}) == len(names)
        with zipfile.ZipFile(BytesIO(data)) as book:
            parts = {name: book.read(name).decode() for name in book.namelist()}
        sheets = [text for name, text in parts.items() if name.startswith("xl/worksheets/sheet")]
        for text in sheets:
            assert "<f>" not in text
            assert all(len(one) <= 255 for one in re.findall(r"<formula1>(.*?)</formula1>", text))
            assert all(len(one) <= 32 for one in re.findall(r'errorTitle="(.*?)"', text))
            assert all(len(one) <= 224 for one in re.findall(r' error="(.*?)"', text))
            assert text.count("<dataValidation ") < 65_000
            # What may be done is 0; objects must not be locked, or nobody can add a comment.
            for protection in re.findall(r"<sheetProtection([^>]*)>", text):
                assert 'insertRows="0"' in protection
                assert 'deleteRows="0"' in protection
                assert " objects=" not in protection
        defined = re.findall(r'<definedName name="([^"]*)"', parts["xl/workbook.xml"])
        assert set(defined) <= {"_xlnm.Print_Area", "_xlnm.Print_Titles"}
        # A control sign would be refused; what only looks like the escape of one is escaped itself.
        assert not re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", parts["xl/sharedStrings.xml"])
    assert any("_x0041_" in str(cell) for cell in texts(workbook_bytes(ask_vendors()), "Further questions"))


def test_a_share_that_is_whole_shows_no_point_without_digits(data: bytes) -> None:
    cell = Filled(data).sheet("Quality").cell(Filled(data).row("Quality", "service_levels.uptime"), 6)
    assert cell.number_format == "0.00####%"


def test_conditions_are_listed_on_the_first_sheet_and_the_budget_is_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "needs.yaml").write_text(
        """\
timezone: America/New_York
must: {inbound: [order_taking, information], outbound: [surveys], channels: [phone, email], languages: [en, es],
  hours: "Mo-Fr 08:00-20:00; PH off", agents: [shared, dedicated], crm: [hubspot], recordings: true,
  countries: [US, CA], countries_only: [US, CA, MX], certifications: [pci_dss], disaster_recovery: true,
  min_references: 2, max_term_months: 12, max_monthly_cost: 31415}
""",
        encoding="utf-8",
    )
    said = texts(workbook_bytes(ask_vendors()), "Instructions")
    first = said.index("Conditions")
    assert [line for line in said[first + 1 :] if line.startswith("– ")] == [
        "– For callers you do: order taking and information",
        "– You make calls for: surveys",
        "– You answer by phone and e-mail",
        "– You answer in English and Spanish",
        "– Live agents answer Mo-Fr 08:00-20:00; closed on public holidays (America/New_York)",
        "– You offer agents of one of these kinds: shared with other clients, dedicated to us alone",
        "– You connect to hubspot",
        "– We can listen to recordings of our calls",
        "– You have a site in United States or Canada",
        "– All of your sites are in United States or Canada or Mexico",
        "– You hold or sign PCI DSS",
        "– You have a disaster-recovery plan",
        "– We may call 2 clients of yours at least",
        "– Your contract binds us for 12 months at most",
    ]
    assert not any("31415" in line or "31,415" in line for line in said)


def test_what_is_open_of_offers_is_explained_and_a_second_offer_is_not_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "vendors").mkdir()
    (tmp_path / "vendors" / "a.yaml").write_text("quotes: [{charges: [{per: call, rate: 1}]}]\n", encoding="utf-8")
    said = " ".join(texts(workbook_bytes(ask_vendors(only_open="a")), "Instructions"))
    assert "A sheet “Your offer” asks what that offer of yours does not say" in said
    assert "For a second offer" not in said
    sheet = texts(workbook_bytes(ask_vendors(only_open="a")), "Your offer")
    assert (
        "Is each of these in your price (included), charged apart (priced), or no part of this offer (excluded)?"
        in sheet
    )
    assert "In your price: a supervisor for the agents?" in sheet


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
    assert "In which languages do you answer? List all of them. (condition)" in texts(data, "Services")
    heading = "How are your premises protected: coded doors, CCTV, guards? (counts: security)"
    assert heading in texts(data, "Trust")
    said = texts(data, "Instructions")
    (condition,) = [line for line in said if "“condition”" in line]
    assert condition.endswith("is a condition: whoever does not meet it is out. Please answer it.")
    (counts,) = [line for line in said if "“counts: …”" in line]
    assert "(continuity at least 30.5 of 100 points and security at least 60)" in counts
    assert counts.endswith("It is no condition: no such answer decides alone.")


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
    assert str(title.value).startswith("Questions from =HYPERLINK(")


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
