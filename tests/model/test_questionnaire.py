"""The questionnaire: no key is missing, and every answer can be found again."""

from __future__ import annotations

from collections import Counter

import pytest

from callvet.model.answer_form import leaves
from callvet.model.questionnaire import (
    Grid,
    Heading,
    Question,
    is_buyers_own,
    own_topic,
    whole_questionnaire,
)
from callvet.model.questionnaire_topics import BUYERS_OWN, GRIDS, TOPICS
from callvet.model.quote import Quote
from callvet.model.vendor import Vendor
from tests.model.questionnaires import grids_of, questions_of

TOPICS_MADE = whole_questionnaire()
ASKED = {question.id.partition("=")[0] for question in questions_of(TOPICS_MADE)} | {
    f"{grid.list_key}.{column.id}" for grid in grids_of(TOPICS_MADE) for column in grid.columns
}


@pytest.mark.parametrize("key", [leaf.key for leaf in leaves(Vendor)])
def test_every_key_of_a_profile_is_asked_or_is_the_buyers_own(key: str) -> None:
    assert (key in ASKED) != is_buyers_own(key)


@pytest.mark.parametrize("key", [f"quote.{leaf.key}" for leaf in leaves(Quote)])
def test_every_key_of_an_offer_is_asked_or_is_the_buyers_own(key: str) -> None:
    assert (key in ASKED) != is_buyers_own(key)


def test_keys_without_a_form_are_the_buyers_own() -> None:
    formed = {leaf.path[0] for leaf in leaves(Vendor)}
    assert set(Vendor.model_fields) - formed == {"quotes"}
    assert "quotes" in BUYERS_OWN
    assert {leaf.path[0] for leaf in leaves(Quote)} == {info.alias or key for key, info in Quote.model_fields.items()}


def test_the_charges_of_plans_are_those_of_quotes() -> None:
    of_plans = {leaf.key.removeprefix("plans.") for leaf in leaves(Quote) if leaf.key.startswith("plans.charges.")}
    assert of_plans == {leaf.key for leaf in leaves(Quote) if leaf.key.startswith("charges.")}


def test_what_is_the_buyers_own_has_a_reason_and_is_a_key() -> None:
    keys = {leaf.key for leaf in leaves(Vendor)} | {f"quote.{leaf.key}" for leaf in leaves(Quote)} | {"quotes"}
    for own, reason in BUYERS_OWN.items():
        assert reason
        assert any(key == own or key.startswith(f"{own}.") for key in keys)


def test_ids_and_words_of_questions_are_unique_so_that_either_finds_the_answer() -> None:
    items = [item for topic in TOPICS_MADE for item in topic.items]
    ids = Counter(item.id for item in items if not isinstance(item, Heading))
    texts = Counter(item.text.lower() for item in items)
    assert max(ids.values()) == 1
    assert max(texts.values()) == 1, texts.most_common(3)


@pytest.mark.parametrize("grid", list(grids_of(TOPICS_MADE)), ids=lambda grid: grid.id)
def test_heads_of_a_table_are_unique_and_every_column_has_a_question(grid: Grid) -> None:
    assert len({column.head.lower() for column in grid.columns}) == len(grid.columns)
    assert len({column.id for column in grid.columns}) == len(grid.columns)
    assert all(column.text and column.example for column in grid.columns)


def test_every_table_is_made_and_every_sheet_has_questions() -> None:
    assert {grid.id for grid in grids_of(TOPICS_MADE)} == set(GRIDS)
    assert [topic.name for topic in TOPICS_MADE] == [name for name, _, _ in TOPICS]
    assert all(topic.items for topic in TOPICS_MADE)
    assert all(len(topic.name) <= 31 for topic in TOPICS_MADE), "Excel's longest name of a sheet"


def test_a_question_says_how_to_answer_and_gives_an_example() -> None:
    for question in questions_of(TOPICS_MADE):
        assert question.form
        assert question.example
        assert question.text


def test_a_list_of_words_is_asked_word_by_word() -> None:
    words = [one.word for one in questions_of(TOPICS_MADE) if one.id.startswith("services.channels=")]
    assert words == ["phone", "email", "chat", "sms", "social"]


def test_the_committees_own_questions_are_a_topic() -> None:
    (question,) = own_topic({"x-sustainable": "Are you carbon neutral?"}).items
    assert isinstance(question, Question)
    assert (question.id, question.text) == ("x-sustainable", "Are you carbon neutral?")
