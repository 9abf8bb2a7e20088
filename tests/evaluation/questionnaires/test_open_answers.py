"""Answers about offers that are there: each in its own offer, in its own place, and nothing else changed."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from callvet.evaluation.returned_books import ReadAnswer, read_books, write_files
from callvet.evaluation.rfp import ask_vendors
from callvet.load.case import load_case
from callvet.report.rfp.workbook import workbook_bytes
from tests.load.questionnaires import Filled, needs_libreoffice, saved_anew

READ_ON = date(2026, 11, 20)
PROFILE = "name: Acme\nlanguages: [{code: en, level: native}]\n"
ONE = """\
# The first.
vendor: acme
title: Shared
reference: A-1
agents: shared
charges:
  - {per: cycle, rate: 9}
  - {per: minute, rate: 0.79}    # of what?
terms: {min_term_months: 3}      # no word on the rest
notes: >-
  A word.
"""
TWO = """\
vendor: acme
title: Plans
reference: A-2
deposit: 500
plans:
  - {name: small, charges: [{per: minute, rate: 2, clock: {step_seconds: 6}}]}
  - {name: large, charges: [{per: cycle, rate: 900}, {per: minute, rate: 1}]}
"""
RIVAL = """\
vendor: brio
tax_percent: 8
scope: {e-mail: excluded}
terms: {notice_days: 30}
charges: [{per: call, rate: 1}]
"""


@pytest.fixture(autouse=True)
def case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A vendor with two offers, beside another; the current folder, two below what belongs to the test."""
    case = tmp_path / "around" / "case"
    files = {
        "vendors/acme.yaml": PROFILE,
        "quotes/acme-1.yaml": ONE,
        "quotes/acme-2.yaml": TWO,
        "quotes/brio.yaml": RIVAL,
    }
    for name, text in files.items():
        (case / name).parent.mkdir(parents=True, exist_ok=True)
        (case / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(case)
    return case


def asked() -> Filled:
    """What is open of the vendor."""
    return Filled(workbook_bytes(ask_vendors(only_open="acme")))


def save(filled: Filled, answers: dict[tuple[int, str], Any], path: str = "book.xlsx") -> Filled:
    """The workbook with answers about offers, by the offer's number and the key."""
    for (number, key), value in answers.items():
        filled.answer(f"Your offer {number}", f"quote.{key}@{number}", value)
    filled.save(Path(path))
    return filled


def read(*files: str, **options: object) -> ReadAnswer:
    """What was read, for files that may change."""
    return read_books(files or ("book.xlsx",), read_on=READ_ON, update=True, **options)  # type: ignore[arg-type]


def told(answer: ReadAnswer) -> dict[str, dict[str, object]]:
    """What changes in each file, by the dotted way."""
    return {
        file.path.as_posix(): {".".join(map(str, one.path)): one.new for one in file.changes} for file in answer.files
    }


ANSWERS: dict[tuple[int, str], Any] = {
    (1, "charges.1.clock.counts"): "talk, hold",
    (1, "charges.1.clock.step_seconds"): 6,
    (1, "tax_percent"): 0.08,
    (1, "terms.notice_days"): 60,
    (1, "scope.e-mail"): "included",
    (2, "plans.1.charges.1.clock.step_seconds"): 60,
    (2, "terms.notice_days"): 90,
}


def test_each_answer_goes_into_its_own_offer_and_nothing_else_changes(case: Path) -> None:
    save(asked(), ANSWERS)
    answer = read()
    assert answer.problems == ()
    assert told(answer) == {
        "quotes/acme-1.yaml": {
            "charges.1.clock": {"counts": ["talk", "hold"], "step_seconds": 6},
            "tax_percent": 8,
            "scope": {"e-mail": "included"},
            "terms.notice_days": 60,
        },
        "quotes/acme-2.yaml": {
            "plans.1.charges.1.clock": {"step_seconds": 60},
            "terms": {"notice_days": 90},
        },
    }
    write_files(answer.files)
    assert (case / "vendors" / "acme.yaml").read_text(encoding="utf-8") == PROFILE
    first = (case / "quotes" / "acme-1.yaml").read_text(encoding="utf-8")
    assert first == (
        ONE.replace("rate: 0.79}", "rate: 0.79, clock: {counts: [talk, hold], step_seconds: 6}}").replace(
            "min_term_months: 3}", "min_term_months: 3, notice_days: 60}"
        )
        + "tax_percent: 8\nscope:\n  e-mail: included\n"
        + "# Answers of book.xlsx, read 2026-11-20: charges.clock, tax_percent, scope, terms.notice_days.\n"
    )
    assert load_case(["vendors"]).problems == ()
    assert told(read()) == {}, "a second reading changes nothing"
    left = {item.id for topic in ask_vendors(only_open="acme").topics for item in topic.items}
    assert not {"quote.charges.1.clock.counts@1", "quote.tax_percent@1", "quote.scope.e-mail@1"} & left
    assert "quote.tax_percent@2" in left


def test_nothing_is_written_without_an_update(case: Path) -> None:
    save(asked(), {(2, "terms.notice_days"): 90})
    answer = read_books(["book.xlsx"], read_on=READ_ON)
    assert answer.files == ()
    assert all(one.message.endswith("add --update to see what would change in it") for one in answer.problems)
    assert (case / "quotes" / "acme-2.yaml").read_text(encoding="utf-8") == TWO


@needs_libreoffice
@pytest.mark.libreoffice
@pytest.mark.parametrize("suffix", ["xlsx", "ods"])
def test_answers_survive_libreoffice_and_a_rearranged_sheet(suffix: str) -> None:
    filled = save(asked(), ANSWERS)
    sheet = filled.sheet("Your offer 1")
    sheet.insert_rows(4, 2)
    sheet.insert_cols(3)
    sheet.title = "Offer A-1"
    second = filled.sheet("Your offer 2")
    second.delete_rows(filled.row("Your offer 2", "quote.tax_percent@2"))
    filled.book.move_sheet("Your offer 2", -3)
    straight = told(read())
    filled.save(Path("moved.xlsx"))
    moved = told(read(saved_anew(Path("moved.xlsx").absolute(), suffix).as_posix()))
    assert moved == straight
    assert set(moved) == {"quotes/acme-1.yaml", "quotes/acme-2.yaml"}


def test_an_answer_that_cannot_be_taken_is_refused_at_its_cell() -> None:
    filled = asked()
    cell = filled.answer("Your offer 1", "quote.tax_percent@1", "much")
    filled.save(Path("book.xlsx"))
    (problem,) = read().problems
    assert str(problem.place) == f"book.xlsx[Your offer 1!{cell}]"


def test_what_the_parts_of_an_answer_contradict_is_told_at_a_cell(case: Path) -> None:
    text = RIVAL.replace("notice_days: 30", "escalator: {kind: fixed, percent: 3, every_months: 12}")
    (case / "quotes" / "brio.yaml").write_text(text, encoding="utf-8")
    filled = save(
        asked(),
        {(1, "terms.escalator.kind"): "floor", (1, "terms.escalator.percent"): 0.05,
         (1, "terms.escalator.every_months"): 12, (1, "terms.escalator.high"): 0.03},
    )  # fmt: skip
    (problem,) = read().problems
    row = filled.row("Your offer 1", "quote.terms.escalator.high@1")
    assert str(problem.place) == f"book.xlsx[Your offer 1!F{row}]"
    assert problem.message == "terms.escalator.high: 3 is below percent, 5; swap them or mend one"


def test_offers_that_stand_in_the_profile_are_filled_in_there(case: Path) -> None:
    for name in ("acme-1", "acme-2"):
        (case / "quotes" / f"{name}.yaml").unlink()
    inline = f"{PROFILE}quotes:\n  - title: A\n    charges: [{{per: call, rate: 1}}]\n  - title: B    # second\n"
    (case / "vendors" / "acme.yaml").write_text(f"{inline}    charges: [{{per: call, rate: 2}}]\n", encoding="utf-8")
    filled = save(asked(), {(2, "tax_percent"): 0.19, (1, "terms.notice_days"): 14})
    filled.answer("Company", "website", "https://acme.example")
    filled.save(Path("book.xlsx"))
    answer = read()
    assert answer.problems == ()
    assert told(answer) == {
        "vendors/acme.yaml": {
            "website": "https://acme.example",
            "sources": [{"kind": "quote", "ref": "book.xlsx", "read": "2026-11-20"}],
            "quotes.0.terms": {"notice_days": 14},
            "quotes.1.tax_percent": 19,
        }
    }
    write_files(answer.files)
    offers = {one.quote.title: one.quote for one in load_case(["vendors"]).quotes if one.vendor == "acme"}
    assert (offers["B"].tax_percent, offers["A"].tax_percent) == (19, None)
    assert offers["A"].terms.notice_days == 14


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (
            (TWO, TWO.replace("name: small", "name: tiny")),
            "the charges of quotes/acme-2.yaml are others than when",
        ),
        ((TWO, TWO.replace("vendor: acme", "vendor: brio")), "quotes/acme-2.yaml is no offer of acme"),
        ((TWO, TWO.replace("deposit", "depozit")), "it has problems of its own"),
        ((TWO, ""), "quotes/acme-2.yaml, of which it answers what was open, is not there"),
    ],
)
def test_an_offer_that_is_another_by_now_is_not_touched(case: Path, change: tuple[str, str], words: str) -> None:
    save(asked(), ANSWERS)
    path = case / "quotes" / "acme-2.yaml"
    path.write_text(change[1], encoding="utf-8")
    if not change[1]:
        path.unlink()
    answer = read()
    assert answer.files == ()
    assert words in answer.problems[0].message


@pytest.mark.parametrize(
    ("key", "value", "words"),
    [
        ("offer 1", "../../secret.yaml", "which offer its sheet for offer 1 is about is not told"),
        ("offer 1", "profile 7", "it has problems of its own"),
        ("charges 1", "forged", "are others than when this was asked"),
        ("vendor", "../../evil", "can be no vendor's id; name it with --vendor"),
    ],
)
def test_a_forged_hidden_sheet_leads_nowhere(tmp_path: Path, key: str, value: str, words: str) -> None:
    filled = save(asked(), ANSWERS)
    for row in filled.sheet("callvet").iter_rows():
        if row[0].value == key:
            row[1].value = value
    filled.save(Path("book.xlsx"))
    before = {path: path.read_bytes() for path in sorted(tmp_path.rglob("*.yaml"))}
    answer = read()
    assert any(words in one.message for one in answer.problems)
    assert answer.files == ()
    assert {path: path.read_bytes() for path in sorted(tmp_path.rglob("*.yaml"))} == before


@pytest.mark.parametrize("name", ["charges.99.clock.counts", "plans.0.charges.0.clock.counts", "charges.0.rate.0"])
def test_forged_ids_of_places_that_are_not_there_end_in_a_line_or_are_text(name: str) -> None:
    filled = asked()
    sheet = filled.sheet("Your offer 1")
    row = filled.row("Your offer 1", "quote.charges.1.clock.counts@1")
    sheet.cell(row, 1, f"quote.{name}@1")
    sheet.cell(row, 6, "talk")
    filled.save(Path("book.xlsx"))
    answer = read()
    assert all("others than when" in one.message or "nothing in it" in one.message for one in answer.problems)
    assert answer.files == ()


def test_the_name_of_an_offers_file_never_leads_out_of_the_case(case: Path) -> None:
    filled = Filled(workbook_bytes(ask_vendors(filled_in="acme")))
    for row in filled.sheet("callvet").iter_rows():
        if row[0].value == "offer":
            row[1].value = "../../elsewhere"
    filled.save(Path("book.xlsx"))
    paths = [file.path for book in read().books for file in book.files]
    assert all(path.resolve().is_relative_to(case) for path in paths)


def test_remarks_stand_in_the_file_of_their_offer(case: Path) -> None:
    filled = save(asked(), {(2, "terms.notice_days"): 90})
    row = filled.row("Your offer 2", "quote.terms.notice_days@2")
    filled.sheet("Your offer 2").cell(row, 7, "from the second year on")
    filled.save(Path("book.xlsx"))
    write_files(read().files)
    text = (case / "quotes" / "acme-2.yaml").read_text(encoding="utf-8")
    assert f"# book.xlsx[Your offer 2!G{row}]: from the second year on\n" in text
    assert (case / "quotes" / "acme-1.yaml").read_text(encoding="utf-8") == ONE


def test_without_an_update_an_offer_that_is_there_is_told_and_left_alone(case: Path) -> None:
    (case / "vendors" / "acme.yaml").write_text("name: Acme\n", encoding="utf-8")
    save(asked(), {(2, "terms.notice_days"): 90})
    answer = read_books(["book.xlsx"], read_on=READ_ON)
    (problem,) = answer.problems
    assert problem.message == "quotes/acme-2.yaml is there already; add --update to see what would change in it"
    assert answer.files == ()


def test_an_offer_that_repeats_values_is_refused_rather_than_changed_in_two_places(case: Path) -> None:
    path = case / "quotes" / "acme-2.yaml"
    alike = TWO.replace("clock: {step_seconds: 6}", "clock: &clock {step_seconds: 6}").replace(
        "{per: minute, rate: 1}", "{per: minute, rate: 1, clock: *clock}"
    )
    path.write_text(alike, encoding="utf-8")
    save(asked(), {(2, "plans.0.charges.0.clock.counts"): "talk"})
    (problem,) = read().problems
    assert problem.message.startswith("it repeats values by & and *")
    assert path.read_text(encoding="utf-8") == alike


def test_an_offer_cannot_end_before_it_was_made(case: Path) -> None:
    for name, text in (("acme-1", f"dated: 2026-11-01\n{ONE}"), ("brio", f"valid_until: 2027-01-01\n{RIVAL}")):
        (case / "quotes" / f"{name}.yaml").write_text(text, encoding="utf-8")
    filled = save(asked(), {(1, "valid_until"): "2026-10-01"})
    (problem,) = read().problems
    row = filled.row("Your offer 1", "quote.valid_until@1")
    assert str(problem.place) == f"book.xlsx[Your offer 1!F{row}]"
    assert "is before dated, 2026-11-01" in problem.message


def test_a_file_without_a_last_line_break_keeps_its_last_value(case: Path) -> None:
    path = case / "quotes" / "acme-2.yaml"
    path.write_text(TWO.rstrip("\n"), encoding="utf-8")
    save(asked(), {(2, "plans.1.charges.1.clock.step_seconds"): 60})
    write_files(read().files)
    text = path.read_text(encoding="utf-8")
    assert text.endswith("\n# Answers of book.xlsx, read 2026-11-20: plans.charges.clock.\n")
    assert load_case(["vendors"]).problems == ()


def test_a_remark_that_changes_nothing_is_told(case: Path) -> None:
    filled = save(asked(), {(2, "terms.notice_days"): 90})
    row = filled.row("Your offer 1", "quote.tax_percent@1")
    filled.sheet("Your offer 1").cell(row, 7, "our accountant will tell you")
    filled.save(Path("book.xlsx"))
    (book,) = read().books
    place = f"book.xlsx[Your offer 1!G{row}]"
    told = f"{place}: our accountant will tell you (a remark; nothing changes there, so no file keeps it)"
    assert told in book.notes
    assert (case / "quotes" / "acme-1.yaml").read_text(encoding="utf-8") == ONE


def test_work_of_any_name_comes_back_into_its_place(case: Path) -> None:
    names = ["=cmd|' /C calc'!A0", "a.b.c", "x@2", "y=z", "~", "#questions", "<b>&amp;", "\N{PILE OF POO}"]
    listed = ", ".join(f"{json.dumps(name, ensure_ascii=False)}: included" for name in names)
    text = RIVAL.replace("e-mail: excluded", listed)
    (case / "quotes" / "brio.yaml").write_text(text, encoding="utf-8")
    filled = asked()
    for name in names:
        filled.answer("Your offer 1", f"quote.scope.{name}@1", "priced")
    for sheet in filled.book.worksheets:
        assert not any(cell.data_type == "f" for row in sheet.iter_rows() for cell in row)
    filled.save(Path("book.xlsx"))
    answer = read()
    assert answer.problems == ()
    assert told(answer) == {"quotes/acme-1.yaml": {"scope": dict.fromkeys(names, "priced")}}
    write_files(answer.files)
    offers = {one.quote.reference: one.quote for one in load_case(["vendors"]).quotes}
    assert offers["A-1"].scope == dict.fromkeys(names, "priced")


def test_without_hidden_ids_answers_about_one_offer_are_found_and_about_several_are_refused(case: Path) -> None:
    def without_ids(path: str) -> None:
        filled = asked()
        for sheet in filled.book.worksheets:
            if sheet.title.startswith("Your offer"):
                name = str(next(cell.value for cell in sheet["A"] if "tax_percent" in str(cell.value)))
                filled.answer(sheet.title, name, 0.07)
                sheet.delete_cols(1)
        filled.save(Path(path))

    without_ids("two.xlsx")
    (problem, *_) = read("two.xlsx").problems
    assert problem.message.startswith("which of your offers this is for cannot be told")
    (case / "quotes" / "acme-2.yaml").unlink()
    without_ids("one.xlsx")
    assert told(read("one.xlsx")) == {"quotes/acme-1.yaml": {"tax_percent": 7}}
