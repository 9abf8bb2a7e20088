"""The questions of each method, and what an answer may be."""

from __future__ import annotations

from decimal import Decimal

import pytest

from callvet.evaluation.asking_weights import things_to_weigh
from callvet.evaluation.people.weight_questions import ask_weights
from callvet.model.weighing import Method
from tests.conftest import MakeNeeds
from tests.evaluation.test_asking_weights import Answers

NAMES = ("cost", "people", "trust")


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
