"""Judging: what is asked, what an answer may be, and the file that is written."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import callvet
from callvet.evaluation.judging import Question, Sheet, fault_of, judge_vendor, judgement_sheet, keep_judgement
from callvet.evaluation.reading import BadFilesError, read_case
from callvet.load.case import load_case
from callvet.load.discovery import NothingToWorkOnError
from callvet.model.judgement import TEST_CALL_CHECKLIST

TODAY = date(2026, 11, 2)


@pytest.fixture(autouse=True)
def case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two vendors and the needs; the current folder."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "vendors").mkdir()
    (tmp_path / "vendors/northwind.yaml").write_text("name: Northwind Contact\n", encoding="utf-8")
    (tmp_path / "vendors/acme.yaml").write_text("as_of: 2026-11-01\n", encoding="utf-8")
    (tmp_path / "needs.yaml").write_text(
        "own_criteria:\n"
        "  brand: {question: Does it sound like us?, weight: 5}\n"
        "  near: {question: Is it near?, weight: 1, key: x-near}\n",
        encoding="utf-8",
    )
    return tmp_path


def sheet(vendor: str = "northwind", **options: object) -> Sheet:
    """What is asked of a vendor."""
    return judgement_sheet(vendor, today=TODAY, **options)  # type: ignore[arg-type]


def keys(found: Sheet) -> list[str]:
    """What is asked for, in order."""
    return [question.key for question in found.questions]


# What is asked


def test_a_test_call_asks_who_whom_when_how_long_and_the_checklist() -> None:
    marks = [f"marks.{name}" for name in TEST_CALL_CHECKLIST]
    assert keys(sheet()) == ["by", "client_called", "date", "wait_seconds", *marks, "notes"]


@pytest.mark.parametrize("kind", ["meeting", "reference"])
def test_after_a_meeting_the_criteria_of_opinion_and_the_committees_own_are_asked(kind: str) -> None:
    marks = ["staff", "culture", "motivation", "attitude", "product_knowledge", "brand"]
    assert keys(sheet(kind=kind)) == ["by", "date", *(f"marks.{name}" for name in marks), "notes"]


def test_each_mark_has_its_words_beside_it() -> None:
    scales = [question.scale for question in sheet(kind="meeting").questions if question.key.startswith("marks.")]
    assert [scale.name for scale in scales if scale] == [
        key.removeprefix("marks.") for key in keys(sheet(kind="meeting")) if key.startswith("marks.")
    ]


def test_who_judges_need_not_be_asked() -> None:
    assert "by" not in keys(sheet(by="ann"))
    with pytest.raises(ValueError, match="by holds a control character"):
        sheet(by="a\x1bb")
    with pytest.raises(ValueError, match="an answer is needed"):
        sheet(by=" ")


def test_a_vendor_is_called_by_its_name_else_by_its_id() -> None:
    assert (sheet().called, sheet("acme").called, sheet("vendors/acme.yaml").vendor) == (
        "Northwind Contact",
        "acme",
        "acme",
    )


def test_an_unknown_vendor_is_guessed() -> None:
    with pytest.raises(
        NothingToWorkOnError, match=r"no vendor is called northwnd in vendors/; did you mean northwind\?"
    ):
        sheet("northwnd")
    with pytest.raises(NothingToWorkOnError, match=r"vendors/none\.yaml is not there"):
        sheet("vendors/none.yaml")


def test_needs_with_a_fault_are_told_where_own_criteria_are_asked() -> None:
    Path("needs.yaml").write_text("own_criteria: 5", encoding="utf-8")
    assert keys(sheet())
    with pytest.raises(BadFilesError):
        sheet(kind="meeting")


# What an answer may be


@pytest.mark.parametrize(
    ("key", "answer", "fault"),
    [
        ("marks.greeting", "8", ""),
        ("marks.greeting", " 7.5 ", ""),
        ("marks.greeting", "0", ""),
        ("marks.greeting", "", ""),
        ("marks.greeting", "11", "marks.greeting: 11 is above 10; write a number up to 10"),
        ("marks.greeting", "-1", "marks.greeting: -1 is"),
        ("marks.greeting", "good", "marks.greeting: good is not a mark; write digits alone, such as 7"),
        ("marks.greeting", "7, courtesy: 3", "is not a mark; write digits alone, such as 7"),
        ("marks.greeting", "8 # fine", "is not a mark; write digits alone, such as 7"),
        ("wait_seconds", "14 s", "wait_seconds: 14 s is not a length of time; write digits alone"),
        ("date", "2.11.2026", "date: 2.11.2026 is not a date; write year-month-day, such as 2026-11-02"),
        ("date", "2026-02-30", "date: 2026-02-30 is not a date"),
        ("by", "", "an answer is needed here"),
        ("notes", 'the "=1+1" of [/] <b>, said: #1', ""),
        ("notes", "a\x1b[31mb", "notes holds a control character"),
        ("notes", "a\udcffb", "a sign here is not UTF-8; write it again, or leave it out"),
        ("notes", "x" * 20_001, "notes: 20001 characters are too many; at most 20000 are kept"),
    ],
)
def test_an_answer_is_judged_as_the_reader_of_files_would(key: str, answer: str, fault: str) -> None:
    question = next(question for question in sheet().questions if question.key == key)
    found = fault_of(sheet(), question, answer)
    assert found.startswith(fault) or fault in found
    assert bool(found) is bool(fault)


# What is written


def test_the_judgement_is_written_as_a_person_would() -> None:
    path = keep_judgement(
        sheet(by="operations"),
        {"client_called": "a shop", "wait_seconds": "14", "marks.greeting": "8", "marks.courtesy": "9", "notes": "ok"},
    )
    assert path == Path("judgements/northwind-operations-test-call.yaml")
    assert path.read_text(encoding="utf-8") == (
        "# yaml-language-server: $schema=../schemas/judgement.schema.json\n"
        "vendor: northwind\nby: operations\ndate: 2026-11-02\nkind: test_call\nclient_called: a shop\n"
        "wait_seconds: 14\nmarks:\n  greeting: 8\n  courtesy: 9\nnotes: ok\n"
    )
    assert read_case(["vendors"])[1] == ()


def test_a_blank_answer_is_left_out_and_is_no_zero() -> None:
    path = keep_judgement(sheet(), {"by": "ann", "marks.greeting": " ", "marks.courtesy": "0"})
    (file,) = load_case(["vendors"]).judgements
    assert path.name == "northwind-ann-test-call.yaml"
    assert {name: int(mark) for name, mark in file.judgement.marks.items()} == {"courtesy": 0}
    assert file.judgement.date == TODAY


def test_nothing_is_overwritten() -> None:
    paths = [keep_judgement(sheet(by="Ann Lee"), {"marks.greeting": str(mark)}) for mark in (1, 2, 3)]
    assert [path.stem.removeprefix("northwind-ann-lee-test-call") for path in paths] == ["", "-2", "-3"]
    assert "greeting: 1" in paths[0].read_text(encoding="utf-8")


def test_a_judgement_that_says_nothing_is_not_kept() -> None:
    with pytest.raises(NothingToWorkOnError, match="no judgement was written"):
        keep_judgement(sheet(), {"by": "ann", "client_called": "a shop"})
    assert not Path("judgements").exists()


def test_a_wrong_answer_is_not_kept() -> None:
    with pytest.raises(ValueError, match="above 10"):
        keep_judgement(sheet(), {"by": "ann", "marks.greeting": "11"})
    assert not Path("judgements").exists()


def test_where_nothing_can_be_written_the_reason_is_told() -> None:
    Path("judgements").write_text("no folder", encoding="utf-8")
    with pytest.raises(NothingToWorkOnError, match=r"^judgements: this is no folder; no judgement was written"):
        keep_judgement(sheet(), {"by": "ann", "marks.greeting": "1"})


@pytest.mark.parametrize(
    ("by", "stem"),
    [
        ("Customer care", "customer-care"),
        ("../../etc/passwd", "etc-passwd"),
        ("...", "somebody"),
        ("Zoë & Søn", "zoë-søn"),
        ("x" * 300, "x" * 40),
        ("=cmd|'/c'!A1", "cmd-c-a1"),
    ],
)
def test_a_files_name_is_letters_and_figures_in_the_case(by: str, stem: str) -> None:
    path = keep_judgement(sheet(by=by), {"marks.greeting": "1"})
    assert path == Path(f"judgements/northwind-{stem}-test-call.yaml")
    assert read_case(["vendors"])[1] == ()


def test_an_own_criterion_may_have_any_name() -> None:
    Path("needs.yaml").write_text(
        'own_criteria: {"fits: us, [really]": {question: Ours?, weight: 1}}\n', encoding="utf-8"
    )
    keep_judgement(sheet(kind="meeting", by="ann"), {"marks.fits: us, [really]": "7"})
    case, problems = read_case(["vendors"])
    assert problems == ()
    assert list(case.judgements[0].judgement.marks) == ["fits: us, [really]"]


@pytest.mark.parametrize("typed", ["7", "2026-11-02", "true", "yes", "20%", "24/7", "007", "-1", "1e3", "null", "~"])
def test_a_figure_where_words_are_asked_is_kept_as_words(typed: str) -> None:
    judge_vendor("northwind", {"by": typed, "client_called": typed, "notes": typed})
    case, problems = read_case(["vendors"])
    assert problems == ()
    one = case.judgements[0].judgement
    assert (one.by, one.client_called, one.notes) == (typed, typed, typed)


def test_a_vendor_or_an_own_criterion_may_be_called_by_a_figure(case: Path) -> None:
    (case / "vendors/2027.yaml").write_text("as_of: 2026-11-01\n", encoding="utf-8")
    Path("needs.yaml").write_text('own_criteria: {"360": {question: Ours?, weight: 1}}\n', encoding="utf-8")
    judge_vendor("2027", {"by": "ann", "marks.360": "7.5"}, "meeting")
    read, problems = read_case(["vendors"])
    assert problems == ()
    assert [file.judgement.vendor for file in read.judgements] == ["2027"]
    assert list(read.judgements[0].judgement.marks) == ["360"]


TYPED = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(by=TYPED, client=TYPED, mark=st.decimals(0, 10, places=1) | TYPED, notes=TYPED)
def test_what_is_kept_is_read_again_as_it_was_typed(by: str, client: str, mark: object, notes: str) -> None:
    asked = sheet()
    answers = {"by": by, "client_called": client, "marks.greeting": str(mark), "notes": notes}
    faults = [fault_of(asked, question, answers.get(question.key, "")) for question in asked.questions]
    assert not any("put it in quotes" in fault for fault in faults)
    if any(faults) or not (answers["marks.greeting"].strip() or notes.strip()):
        return
    path = keep_judgement(asked, answers)
    (file,) = load_case(["vendors", path]).judgements
    path.unlink()
    one = file.judgement
    assert (one.by, one.client_called or "", one.notes or "") == (by.strip(), client.strip(), notes.strip())


# Blind


def test_a_vendor_that_is_judged_blind_is_named_by_its_code_alone() -> None:
    found = sheet(blind=True, by="ann")
    assert found.codes is not None
    path = keep_judgement(found, {"marks.greeting": "8"})
    told = f"{found} {path} {path.read_text(encoding='utf-8')}".lower()
    assert "northwind" not in told.replace(str(found.codes).lower(), "")
    assert found.called == found.vendor == found.codes.of("northwind")
    (file,) = load_case(["vendors"]).judgements
    assert file.judgement.vendor == "northwind"


def test_a_vendor_may_be_named_by_its_code_and_stays_hidden() -> None:
    code = sheet(blind=True).vendor
    again = sheet(code.lower())
    assert (again.vendor, again.called) == (code, code)


# In Python


def test_one_call_writes_a_judgement() -> None:
    path = callvet.judge_vendor("northwind", {"by": "ann", "marks.greeting": "8"})
    assert path.name == "northwind-ann-test-call.yaml"


def test_an_answer_to_nothing_that_is_asked_is_refused() -> None:
    with pytest.raises(ValueError, match=r"marks\.staff is not asked after a test_call; answer by, client_called"):
        judge_vendor("northwind", {"by": "ann", "marks.staff": "8"})


def test_a_question_that_may_be_left_blank_says_nothing_of_it() -> None:
    assert fault_of(sheet(), Question("notes", "?"), "  ") == ""
