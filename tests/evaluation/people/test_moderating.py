"""What can be wrong with moderated marks across files; a settled mark in the score and in `check`."""

from __future__ import annotations

from pathlib import Path

import pytest

from callvet.evaluation.checking import check_profiles
from callvet.evaluation.people.moderating import MARKED_FOR
from callvet.evaluation.ranking import rank_vendors
from callvet.model.judgement import TEST_CALL_CHECKLIST

MEETING = "vendor: acme\nby: {by}\ndate: 2026-11-01\nkind: meeting\nmarks: {marks}\n"
SETTLED = "vendor: acme\nby: all\ndate: {date}\nkind: moderated\nmarks: {marks}\nreason: we talked\n"


@pytest.fixture(autouse=True)
def case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A case of one vendor; the current folder."""
    monkeypatch.chdir(tmp_path)
    for folder in ("vendors", "judgements"):
        (tmp_path / folder).mkdir()
    (tmp_path / "vendors/acme.yaml").write_text("name: Acme\n", encoding="utf-8")
    (tmp_path / "needs.yaml").write_text(
        "weights: {culture: 1}\nown_criteria: {brand: {question: Ours?, weight: 1}}\n", encoding="utf-8"
    )
    return tmp_path


def write(name: str, text: str) -> None:
    """One judgement."""
    Path("judgements", name).write_text(text, encoding="utf-8")


def problems() -> list[str]:
    """Everything that is wrong with the case."""
    return [f"{problem.place} {problem.message}" for problem in check_profiles().problems]


def test_every_line_of_the_checklist_is_a_part_of_a_criterion() -> None:
    assert {name for names in MARKED_FOR.values() for name in names} == {*TEST_CALL_CHECKLIST, *MARKED_FOR}


def test_a_part_of_a_criterion_is_not_settled_alone() -> None:
    write("1.yaml", SETTLED.format(date="2026-11-10", marks="{questions: 6}"))
    assert problems() == [
        "judgements/1.yaml:5:9 marks: questions is a part of product_knowledge; settle on a mark for product_knowledge"
    ]


def test_two_different_marks_of_one_day_cannot_both_hold() -> None:
    write("1.yaml", SETTLED.format(date="2026-11-10", marks="{brand: 6}"))
    write("2.yaml", SETTLED.format(date="2026-11-10", marks="{brand: 7}"))
    (told,) = problems()
    assert told == (
        "judgements/2.yaml:5:9 marks: brand was settled at 6 on the same day (judgements/1.yaml:5:9); "
        "keep one of them, or date the later one later"
    )


def test_the_same_mark_twice_and_another_on_another_day_are_no_problem() -> None:
    write("1.yaml", SETTLED.format(date="2026-11-10", marks="{brand: 6}"))
    write("2.yaml", SETTLED.format(date="2026-11-10", marks="{brand: 6}"))
    write("3.yaml", SETTLED.format(date="2026-11-11", marks="{brand: 7}"))
    assert problems() == []


def test_an_unknown_name_is_told_of_a_moderated_mark_too() -> None:
    write("1.yaml", SETTLED.format(date="2026-11-10", marks="{cultur: 6}"))
    assert problems() == ["judgements/1.yaml:5:9 marks: cultur is not marked; did you mean culture?"]


def test_a_settled_mark_is_what_the_score_counts() -> None:
    write("1.yaml", MEETING.format(by="ann", marks="{culture: 9}"))
    write("2.yaml", MEETING.format(by="ben", marks="{culture: 4}"))
    assert rank_vendors().ranking.entries[0].scores["culture"].assessment.low == 65
    write("3.yaml", SETTLED.format(date="2026-11-10", marks="{culture: 6}"))
    found = rank_vendors().ranking.entries[0].scores["culture"].assessment
    assert (found.low, found.reason) == (60, "6 of 10 moderated on 2026-11-10 from 4 and 9: we talked")
    assert str(found.evidence) == "judgements/3.yaml:5:9"
