"""All judgements side by side: means, spreads, blanks, calls, and what is settled."""

from __future__ import annotations

from pathlib import Path

import pytest

from callvet.evaluation.judgements import JudgementsAnswer, compare_judgements, waits_of
from callvet.evaluation.reading import BadFilesError
from callvet.load.discovery import NothingToWorkOnError

HEAD = "vendor: {vendor}\nby: {by}\ndate: {date}\nkind: {kind}\n"


@pytest.fixture(autouse=True)
def case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two vendors; the current folder."""
    monkeypatch.chdir(tmp_path)
    for folder in ("vendors", "judgements"):
        (tmp_path / folder).mkdir()
    (tmp_path / "vendors/acme.yaml").write_text("name: Acme\n", encoding="utf-8")
    (tmp_path / "vendors/brio.yaml").write_text("name: Brio\n", encoding="utf-8")
    (tmp_path / "needs.yaml").write_text("own_criteria: {brand: {question: Ours?, weight: 1}}\n", encoding="utf-8")
    return tmp_path


def judge(by: str, rest: str, *, kind: str = "meeting", vendor: str = "acme", date: str = "2026-11-01") -> None:
    """One judgement."""
    number = len(list(Path("judgements").iterdir()))
    head = HEAD.format(vendor=vendor, by=by, date=date, kind=kind)
    Path(f"judgements/{number}.yaml").write_text(f"{head}{rest}\n", encoding="utf-8")


def by_criterion(answer: JudgementsAnswer, criterion: str) -> object:
    """Acme's marks by one criterion."""
    return next(marks for marks in answer.vendors[0].criteria if marks.criterion == criterion)


def test_marks_have_a_mean_a_spread_and_their_people() -> None:
    judge("ann", "marks: {culture: 4}")
    judge("ben", "marks: {culture: 9}")
    marks = by_criterion(compare_judgements(), "culture")
    assert (marks.mean, marks.spread, marks.counts, marks.means) == (6.5, 5, 6.5, {"ann": 4, "ben": 9})  # type: ignore[attr-defined]
    assert marks.flags == ("marks for culture lie 5 apart (ann 4, ben 9): talk it over",)  # type: ignore[attr-defined]


def test_blank_is_told_as_blank_and_is_no_zero() -> None:
    judge("ann", "marks: {culture: 4, brand: 0}")
    judge("ben", "marks: {staff: 9}")
    answer = compare_judgements()
    culture, brand = by_criterion(answer, "culture"), by_criterion(answer, "brand")
    assert (culture.mean, culture.blank, culture.is_open) == (4, ("ben",), False)  # type: ignore[attr-defined]
    assert (brand.mean, brand.blank) == (0, ("ben",))  # type: ignore[attr-defined]
    nobody = answer.vendors[1].criteria[0]
    assert (nobody.mean, nobody.spread, nobody.counts, nobody.blank) == (None, None, None, ())


def test_a_test_calls_lines_count_in_their_criteria_and_its_wait_is_told() -> None:
    judge("ann", "wait_seconds: 25\nmarks: {greeting: 6, courtesy: 8}", kind="test_call", date="2026-11-03")
    judge("ann", "marks: {greeting: 7}", kind="test_call")
    judge("ben", "wait_seconds: 20\nmarks: {}", kind="test_call", date="2026-11-02")
    answer = compare_judgements()
    assert by_criterion(answer, "attitude").means == {"ann": 7}  # type: ignore[attr-defined]
    calls = answer.vendors[0].test_calls
    assert [(call.by, call.wait_seconds, call.is_in_time) for call in calls] == [
        ("ann", None, None),
        ("ben", 20, True),
        ("ann", 25, False),
    ]
    assert waits_of(answer) == (20, 25)


def test_a_settled_mark_counts_and_the_people_stay_visible() -> None:
    judge("ann", "marks: {brand: 4}")
    judge("ben", "marks: {brand: 9}")
    judge("all", "marks: {brand: 6}\nreason: we talked", kind="moderated", date="2026-11-10")
    answer = compare_judgements()
    marks = by_criterion(answer, "brand")
    assert (marks.counts, marks.mean, marks.spread, marks.is_open) == (6, 6.5, 5, False)  # type: ignore[attr-defined]
    assert answer.people == ("ann", "ben")


def test_one_person_in_two_spellings_is_one_voice() -> None:
    judge("Customer care", "marks: {culture: 2}")
    judge("customer_care", "marks: {staff: 2}")
    answer = compare_judgements()
    assert answer.people == ("Customer care",)
    assert by_criterion(answer, "culture").blank == ()  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "paths", [[], ["."], ["vendors"], ["judgements"], ["judgements/0.yaml"], ["vendors/acme.yaml"]]
)
def test_judgements_are_found_by_vendors_by_files_and_by_folders(paths: list[str]) -> None:
    judge("ann", "marks: {culture: 4}")
    assert by_criterion(compare_judgements(paths), "culture").mean == 4  # type: ignore[attr-defined]


def test_without_any_judgement_there_is_nothing_to_compare() -> None:
    with pytest.raises(NothingToWorkOnError, match="callvet testcall VENDOR"):
        compare_judgements()


def test_all_problems_of_all_files_are_told() -> None:
    judge("ann", "marks: {culture: 11}")
    judge("ben", "marks: {cultur: 1}")
    with pytest.raises(BadFilesError) as refused:
        compare_judgements()
    assert [str(problem.place) for problem in refused.value.problems] == [
        "judgements/0.yaml:5:18",
        "judgements/1.yaml:5:9",
    ]


def test_blind_vendors_stand_in_the_order_of_their_codes() -> None:
    judge("ann of acme", "marks: {culture: 4}\nnotes: Acme is kind")
    answer = compare_judgements(blind=True)
    assert [vendor.id for vendor in answer.vendors] == sorted(vendor.name for vendor in answer.vendors)
    assert answer.codes is not None
    assert "acme" not in str(answer._replace(codes=None)).lower()
