"""Asking one person for weights: the questions of each method, and what an answer may be."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import pytest

from callvet.evaluation.asking_weights import ask_person, ask_weights, file_stem, things_to_weigh
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
NAMES = ("cost", "people", "trust")


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


def asked(make_needs: MakeNeeds, method: Method, text: str) -> tuple[dict[str, object], Answers]:
    """The answers as the file has them, and the talk."""
    person = Answers(text)
    found = ask_weights(method, things_to_weigh(make_needs(), NAMES), person)
    assert person.left == []
    return found, person


def test_points_are_asked_for_each(make_needs: MakeNeeds) -> None:
    found, person = asked(make_needs, "points", "40|forty|30|0")
    assert found == {"points": {"cost": 40, "people": 30, "trust": 0}}
    assert person.refusals == ["forty is not a number; write it in digits, such as 40"]


def test_points_of_which_none_weighs_are_asked_anew(make_needs: MakeNeeds) -> None:
    assert asked(make_needs, "points", "0|0|0||1|0|0")[0] == {"points": {"cost": 1, "people": 0, "trust": 0}}


def test_swings_are_ordered_and_then_rated_and_none_passes_the_one_before(make_needs: MakeNeeds) -> None:
    found, person = asked(make_needs, "swing", "peple|people|people|trust|60|70|50.5")
    assert found == {"swing": {"people": 100, "trust": 60, "cost": Decimal("50.5")}}
    assert person.refusals == [
        "peple is not one of them; did you mean people?",
        "people has its place already; write one of cost, trust",
        "70 is above 60; it would come before in the order; write a number up to 60",
    ]
    assert person.prompts[0] == "1. Which would you raise first? (cost, people, trust) "
    assert person.prompts[-1] == "people is worth 100. How much is cost? (0 to 60) "


@pytest.mark.parametrize("method", ["roc", "rank_sum"])
def test_an_order_is_asked_without_its_last_name(make_needs: MakeNeeds, method: Method) -> None:
    assert asked(make_needs, method, "trust||cost")[0] == {"order": ["trust", "cost", "people"]}


def test_every_two_are_compared_once(make_needs: MakeNeeds) -> None:
    found, person = asked(make_needs, "pairwise", "people 3|=|cost 12|trst 2|trust: 2.5")
    assert found == {
        "pairs": [
            {"more": "people", "than": "cost", "times": 3},
            {"more": "cost", "than": "trust", "times": 1},
            {"more": "trust", "than": "people", "times": Decimal("2.5")},
        ]
    }
    assert person.prompts[0] == "1 of 3: cost or people? "
    assert person.refusals == [
        "write people or trust with a number from 1 to 9, such as people 3; or =",
        "trst is not one of the two; did you mean trust?",
    ]


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
