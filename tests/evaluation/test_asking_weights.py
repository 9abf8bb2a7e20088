"""Asking one person for weights: what is weighed, and the file that comes of it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import pytest

from callvet.evaluation.asking_weights import ask_person, file_stem, things_to_weigh
from callvet.evaluation.weighing import combine_weights
from callvet.evaluation.written_file import FileExistsAlreadyError
from callvet.load.discovery import NothingToWorkOnError
from callvet.model.weighing import METHODS, Method
from callvet.score.criteria import CRITERIA
from callvet.score.weights import WeightsError
from tests.conftest import MakeNeeds

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")


class Answers:
    """A person with a list of answers; what cannot be read is told, and asked again."""

    def __init__(self, text: str) -> None:
        """Begin with the first line."""
        self.left = text.split("|")
        self.prompts: list[str] = []
        self.refusals: list[str] = []

    def __call__(self, prompt: str, read: Callable[[str], T]) -> T:
        """Answer."""
        while True:
            self.prompts.append(prompt)
            try:
                return read(self.left.pop(0))
            except ValueError as refused:
                self.refusals.append(str(refused))


def test_left_out_the_groups_that_the_needs_call_for_are_asked_and_own_criteria(make_needs: MakeNeeds) -> None:
    things = things_to_weigh(make_needs('own_criteria: {brand: {question: "Us?", weight: 5}}'))
    assert [one.name for one in things][-2:] == ["cost", "brand"]
    assert next(one.meaning for one in things if one.name == "trust").startswith("track record, reviews")


@pytest.mark.parametrize(
    ("names", "said"), [(["peple", "cost"], "did you mean people"), (["cost", "cost"], "name two or more with --on")]
)
def test_names_that_cannot_be_weighed_are_refused(make_needs: MakeNeeds, names: list[str], said: str) -> None:
    with pytest.raises(WeightsError, match=said):
        things_to_weigh(make_needs(), names)


@pytest.mark.parametrize(
    ("by", "stem"),
    [("Ann", "ann"), ("Zoë O'Hara", "zoë-o-hara"), ("../../etc/passwd", "etc-passwd"), ("李 明", "李-明")],
)
def test_a_file_is_called_after_the_person_and_lies_nowhere_else(by: str, stem: str) -> None:
    assert file_stem(by) == stem


def test_a_name_without_a_letter_names_no_file() -> None:
    with pytest.raises(ValueError, match="no letter"):
        file_stem("///")


ANSWERS = {"points": "1|2", "swing": "people|50", "roc": "people", "rank_sum": "cost", "pairwise": "people 3"}


@pytest.mark.parametrize("method", METHODS)
def test_what_was_answered_is_a_file_of_weights(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, method: Method
) -> None:
    monkeypatch.chdir(tmp_path)
    talk: list[str] = []
    person = Answers(f"|Ann: the #1|{ANSWERS[method]}")
    path = ask_person(method, person, talk.append, names=["cost", "people"], today=date(2026, 11, 2))
    assert path == Path("weights/ann-the-1.yaml")
    (voice,) = combine_weights().voices
    assert (voice.by, voice.method, voice.day) == ("Ann: the #1", method, date(2026, 11, 2))
    assert talk[0].startswith("  cost    What does the vendor cost")
    before = path.read_bytes()
    with pytest.raises(FileExistsAlreadyError):
        ask_person(method, Answers("never asked"), talk.append, by="ann the 1")
    assert path.read_bytes() == before


def test_a_person_without_a_name_and_too_many_comparisons_are_refused_before_the_questions(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(WeightsError, match="no letter"):
        ask_person("points", Answers(""), str, by="!")
    criteria = [criterion.id for criterion in CRITERIA[:16]]
    with pytest.raises(NothingToWorkOnError, match="name fewer with --on"):
        ask_person("pairwise", Answers(""), str, by="ann", names=criteria)
    assert list(tmp_path.iterdir()) == []
