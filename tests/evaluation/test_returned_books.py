"""Returned questionnaires as files: new ones, changed ones, and what is in the way."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from callvet.evaluation.ranking import rank_vendors
from callvet.evaluation.returned_books import ReadAnswer, read_books, slug, write_files
from callvet.evaluation.rfp import ask_vendors
from callvet.report.rfp.workbook import workbook_bytes
from tests.load.questionnaires import Filled

if TYPE_CHECKING:
    from callvet.evaluation.questionnaires.answer_files import FileOfAnswers

READ_ON = date(2026, 11, 20)
PROFILE = """\
# What we know.
name: Acme    # as they say it
sources:
  - {kind: meeting, ref: first call, read: 2026-10-01}
hours: {open: 24/7}
services: {channels: [chat, phone]}
service_levels: {uptime: 0.999}
x-ours: kept
"""


@pytest.fixture(autouse=True)
def case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty case; the current folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def answered(path: str = "book.xlsx", vendor: str | None = None) -> Filled:
    """A questionnaire with a name, two answers and a price, saved."""
    filled = Filled(workbook_bytes(ask_vendors(["vendors"] if vendor else (), filled_in=vendor)))
    filled.answer("Company", "name", "Acme Answering & Co")
    filled.answer("Quality", "service_levels.uptime", 0.999, form="0.0%")
    filled.answer("Price offer", "quote.reference", "Q-7")
    filled.fill("Prices", "quote.charges", 0, per="minute", rate=0.95)
    filled.save(Path(path))
    return filled


def read(*files: str, **options: object) -> ReadAnswer:
    """What was read on the day of the tests."""
    return read_books(files or ("book.xlsx",), read_on=READ_ON, **options)  # type: ignore[arg-type]


def only(answer: ReadAnswer, name: str) -> FileOfAnswers:
    """The file of a name."""
    return next(file for book in answer.books for file in book.files if file.path.name == name)


def test_a_profile_and_an_offer_are_new_files_that_can_be_ranked(case: Path) -> None:
    answered()
    answer = read()
    assert answer.problems == ()
    assert not (case / "vendors").exists(), "nothing is written before it is asked for"
    written = write_files(answer.files)
    assert [path.as_posix() for path in written] == [
        "vendors/acme-answering-co.yaml", "quotes/acme-answering-co-q-7.yaml",
    ]  # fmt: skip
    assert written[0].read_text(encoding="utf-8") == (
        "# Answers of book.xlsx, read 2026-11-20.\n"
        "name: Acme Answering & Co\n"
        "sources:\n"
        "  - {kind: quote, ref: book.xlsx, read: 2026-11-20}\n"
        "service_levels:\n"
        "  uptime: 99.9%\n"
    ).replace("name: Acme Answering & Co", 'name: "Acme Answering & Co"')
    assert "vendor: acme-answering-co\nreference: Q-7\nsource:\n" in written[1].read_text(encoding="utf-8")
    (case / "needs.yaml").write_text("demand: {calls_per_month: 5000}\n", encoding="utf-8")
    assert [one.subject.id for one in rank_vendors().ranking.entries] == ["acme-answering-co"]


def test_what_is_there_is_never_overwritten_unasked(case: Path) -> None:
    (case / "vendors").mkdir()
    (case / "vendors" / "acme.yaml").write_text(PROFILE, encoding="utf-8")
    answered()
    answer = read(vendor="acme")
    assert answer.files == ()
    (problem,) = answer.problems
    assert problem.message == "vendors/acme.yaml is there already; add --update to see what would change in it"


def test_an_update_tells_what_changes_and_keeps_the_rest_as_it_was(case: Path) -> None:
    (case / "vendors").mkdir()
    (case / "vendors" / "acme.yaml").write_text(PROFILE, encoding="utf-8")
    filled = answered(vendor="acme")
    filled.answer("Company", "website", "https://acme.example")
    filled.answer("Company", "name", "Acme Ltd")
    filled.save(Path("book.xlsx"))
    answer = read(update=True)
    assert answer.problems == ()
    file = only(answer, "acme.yaml")
    assert [(one.path, one.old, one.new) for one in file.changes] == [
        (("name",), "Acme", "Acme Ltd"),
        (("website",), None, "https://acme.example"),
        (("sources", 1), None, [{"kind": "quote", "ref": "book.xlsx", "read": "2026-11-20"}]),
    ]
    assert not file.is_new
    write_files([file])
    text = (case / "vendors" / "acme.yaml").read_text(encoding="utf-8")
    assert (
        text
        == PROFILE.replace("name: Acme ", "name: Acme Ltd ").replace(
            "2026-10-01}\n", "2026-10-01}\n  - {kind: quote, ref: book.xlsx, read: 2026-11-20}\n"
        )
        + "website: https://acme.example\n"
    )
    assert only(read(update=True), "acme.yaml").changes == ()


def test_a_blank_answer_takes_nothing_away(case: Path) -> None:
    (case / "vendors").mkdir()
    (case / "vendors" / "acme.yaml").write_text(PROFILE, encoding="utf-8")
    answered()
    file = only(read(vendor="acme", update=True), "acme.yaml")
    assert {one.path[0] for one in file.changes} == {"name", "sources"}


def test_an_update_that_would_contradict_the_file_is_refused(case: Path) -> None:
    (case / "vendors").mkdir()
    (case / "vendors" / "acme.yaml").write_text("capacity: {max_calls_per_month: 100}\n", encoding="utf-8")
    filled = answered()
    filled.answer("Availability", "capacity.min_calls_per_month", 500)
    filled.save(Path("book.xlsx"))
    (problem,) = read(vendor="acme", update=True).problems
    assert "with what vendors/acme.yaml says already, capacity.min_calls_per_month: 500 is above" in problem.message


def test_a_file_with_problems_of_its_own_is_not_touched(case: Path) -> None:
    (case / "vendors").mkdir()
    (case / "vendors" / "acme.yaml").write_text("nam: Acme\n", encoding="utf-8")
    answered()
    (problem,) = read(vendor="acme", update=True).problems
    assert problem.message == "it has problems of its own; mend them first (callvet check)"


def test_problems_of_one_book_do_not_keep_others_from_being_read(case: Path) -> None:
    answered("good.xlsx")
    bad = answered("bad.xlsx")
    bad.answer("Company", "name", "Brio")
    bad.answer("Company", "company.founded", "long ago")
    bad.save(Path("bad.xlsx"))
    (case / "none.xlsx").write_bytes(b"")
    answer = read("bad.xlsx", "good.xlsx", "none.xlsx")
    assert [len(book.problems) for book in answer.books] == [1, 0, 1]
    assert [file.path.name for file in answer.files] == ["acme-answering-co.yaml", "acme-answering-co-q-7.yaml"]


def test_two_books_for_one_file_are_read_one_after_the_other() -> None:
    answered("one.xlsx")
    answered("two.xlsx")
    (problem,) = read("one.xlsx", "two.xlsx").problems
    assert problem.message.endswith("as one.xlsx is; read one after the other")


def test_nothing_answered_is_told() -> None:
    Path("blank.xlsx").write_bytes(workbook_bytes(ask_vendors()))
    (problem,) = read("blank.xlsx").problems
    assert problem.message.startswith("nothing in it is answered")


def test_remarks_stand_above_their_keys_or_at_the_top() -> None:
    filled = answered()
    row = filled.row("Quality", "service_levels.uptime")
    filled.sheet("Quality").cell(row, 7, "by contract\nonly")
    filled.sheet("Trust").cell(filled.row("Trust", "security.do_not_call"), 7, "we make no calls")
    filled.save(Path("book.xlsx"))
    answer = read()
    text = only(answer, "acme-answering-co.yaml").text
    assert f"  # book.xlsx[Quality!G{row}]: by contract\n  # only\n  uptime: 99.9%\n" in text
    assert "# Answers of book.xlsx, read 2026-11-20.\n# book.xlsx[Trust!G" in text
    write_files(answer.files)
    again = only(read(update=True), "acme-answering-co.yaml")
    assert again.changes == ()
    assert again.text == text


def test_hostile_text_is_inert_and_comes_back_as_it_was() -> None:
    hostile = "=cmd|' /C calc'!A0\n# not: [a, comment] <script>&amp; \u202e \N{PILE OF POO}"
    filled = answered()
    filled.answer("Company", "notes", hostile)
    filled.sheet("Company").cell(filled.row("Company", "notes"), 6).data_type = "s"
    filled.save(Path("book.xlsx"))
    write_files(read().files)
    assert rank_vendors().ranking.entries[0].subject.vendor.notes == hostile


def test_needs_that_changed_since_are_told(case: Path) -> None:
    answered()
    (case / "needs.yaml").write_text("term_months: 24\n", encoding="utf-8")
    assert "your needs have changed since it was sent" in read().books[0].notes


def test_names_become_names_of_files() -> None:
    assert slug("Société Générale & Co.") == "societe-generale-co"
    assert slug("  ../../etc/passwd ") == "etc-passwd"
    assert slug("日本") == ""
