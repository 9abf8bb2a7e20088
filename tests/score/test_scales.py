"""What marks mean: 0, 5 and 10 in words, for every line of a checklist and every criterion of opinion."""

from __future__ import annotations

import pytest

from callvet.evaluation.reading import OPINIONS
from callvet.model.judgement import TEST_CALL_CHECKLIST
from callvet.score.criteria import CRITERIA
from callvet.score.own import own_criteria
from callvet.score.scales import CHECKLIST, Scale, opinion_scale
from tests.conftest import MakeNeeds

BY_ID = {criterion.id: criterion for criterion in CRITERIA}


def test_every_line_of_the_checklist_has_its_scale() -> None:
    assert tuple(scale.name for scale in CHECKLIST) == TEST_CALL_CHECKLIST


@pytest.mark.parametrize("name", OPINIONS)
def test_the_words_of_a_criterion_are_those_of_its_page(name: str) -> None:
    scale = opinion_scale(BY_ID[name])
    for mark, words in ((0, scale.worst), (5, scale.middle), (10, scale.best)):
        assert f"| {mark} | {words} |" in BY_ID[name].page


def test_three_marks_are_described_and_no_two_alike() -> None:
    scales = (*CHECKLIST, *(opinion_scale(BY_ID[name]) for name in OPINIONS))
    words = [text for scale in scales for text in (scale.worst, scale.middle, scale.best)]
    assert all(words)
    assert len(set(words)) == len(words)


def test_an_own_criterion_has_the_words_of_any_question(make_needs: MakeNeeds) -> None:
    (own,) = own_criteria(make_needs("own_criteria: {brand: {question: Does it sound like us?, weight: 5}}"))
    assert opinion_scale(own) == Scale("brand", "Does it sound like us?", "not at all", "in part", "entirely")
