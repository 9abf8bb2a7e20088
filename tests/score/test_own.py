"""The committee's own criteria: marked in judgements, or answered by an x- key of the profile."""

from __future__ import annotations

import pytest

from callvet.score.criterion import Assessment, Criterion, NotApplicable, Subject
from callvet.score.own import own_criteria, own_questions, own_weights, unmarkable
from tests.conftest import MakeNeeds, MakeSubject


def only(make_needs: MakeNeeds, own: str) -> Criterion:
    """The one criterion of the committee's own."""
    (criterion,) = own_criteria(make_needs(f"own_criteria: {{fits: {own}}}"))
    return criterion


def assessed(criterion: Criterion, subject: Subject, make_needs: MakeNeeds) -> Assessment:
    """What it finds; it is always applicable."""
    found = criterion.assess(subject, make_needs())
    assert not isinstance(found, NotApplicable)
    return found


def judged(marks: str) -> str:
    """A judgement in YAML."""
    return f"{{vendor: acme, by: ops, date: 2026-10-20, kind: meeting, marks: {marks}}}"


def test_needs_without_own_criteria_have_none(make_needs: MakeNeeds) -> None:
    assert own_criteria(make_needs()) == ()
    assert own_weights(make_needs()) == {}


def test_each_question_is_a_criterion_of_its_own_group(make_needs: MakeNeeds) -> None:
    needs = make_needs("""\
        own_criteria:
          fits_our_brand: {question: "Does it sound like us?", weight: 5}
          quiet: {question: How quiet is it?, weight: 0.5, key: x-noise}
        """)
    fits, quiet = own_criteria(needs)
    assert (fits.id, fits.group, fits.question) == ("fits_our_brand", "own", "Does it sound like us?")
    assert fits.page == "Does it sound like us?\n\nThe committee's own criterion. Marked 0 to 10 in judgements."
    assert (quiet.id, quiet.group, quiet.question) == ("quiet", "own", "How quiet is it?")
    assert quiet.page == "How quiet is it?\n\nThe committee's own criterion. Answered by x-noise of the profile."
    assert own_weights(needs) == {"fits_our_brand": 5, "quiet": 0.5}


def test_a_weight_that_stands_under_weights_is_not_the_criterions_own(make_needs: MakeNeeds) -> None:
    assert own_weights(make_needs("{own_criteria: {fits: {question: Does it?}}, weights: {fits: 3}}")) == {}


def test_questions_that_a_profile_answers_are_told_by_their_keys(
    make_subject: MakeSubject, make_needs: MakeNeeds
) -> None:
    needs = make_needs("""\
        own_criteria:
          fits_our_brand: {question: "Does it sound like us?", weight: 5}
          quiet: {question: How quiet is it?, weight: 1, key: x-visit.noise}
          clean: {question: How clean is it?, weight: 1, key: x-clean}
        """)
    assert own_questions(needs) == {"x-visit.noise": "How quiet is it?", "x-clean": "How clean is it?"}
    subject = make_subject("{x-visit: {noise: loud}, x-clean: 7, x-other: none}")
    assert list(unmarkable(needs, subject.document)) == [("x-visit.noise", "loud")]
    assert list(unmarkable(needs, make_subject("name: Acme").document)) == []


def test_marks_are_tenths(make_subject: MakeSubject, make_needs: MakeNeeds) -> None:
    criterion = only(make_needs, "{question: Does it?, weight: 5}")
    subject = make_subject("name: Acme", judged("{fits: 6}"), judged("{culture: 1}"))
    found = assessed(criterion, subject, make_needs)
    assert (found.low, found.high, found.answered_share) == (60, 60, 1)
    assert found.reason == "6 of 10 from 1 person"
    assert str(found.evidence) == "judgements/0.yaml:1:66"


def test_marks_far_apart_are_flagged(make_subject: MakeSubject, make_needs: MakeNeeds) -> None:
    criterion = only(make_needs, "{question: Does it?, weight: 5}")
    subject = make_subject("name: Acme", judged("{fits: 2}"), judged("{fits: 9}").replace("ops", "sales"))
    assert assessed(criterion, subject, make_needs).flags == (
        "marks for fits lie 7 apart (ops 2, sales 9): talk it over",
    )


def test_without_marks_it_is_asked(make_subject: MakeSubject, make_needs: MakeNeeds) -> None:
    criterion = only(make_needs, "{question: Does it?, weight: 5}")
    found = assessed(criterion, make_subject("{name: Acme, x-noise: 7}"), make_needs)
    assert (found.low, found.high, found.answered_share) == (0, 100, 0)
    assert found.unanswered == ("judgements.fits",)


@pytest.mark.parametrize(
    ("answer", "points", "words"),
    [
        ("true", 100, "yes"),
        ("false", 0, "no"),
        ("0", 0, "0 of 10"),
        ("7", 70, "7 of 10"),
        ("2.5", 25, "2.5 of 10"),
        ("10", 100, "10 of 10"),
    ],
)
def test_a_key_of_the_profile_answers_it(
    make_subject: MakeSubject, make_needs: MakeNeeds, answer: str, points: float, words: str
) -> None:
    criterion = only(make_needs, "{question: How quiet is it?, weight: 5, key: x-noise}")
    found = assessed(criterion, make_subject(f"name: Acme\nx-noise: {answer}"), make_needs)
    assert (found.low, found.high, found.answered_share) == (pytest.approx(points), pytest.approx(points), 1)
    assert (found.reason, found.unanswered) == (words, ())
    assert str(found.evidence) == "vendors/acme.yaml:2:1"


@pytest.mark.parametrize("answer", ["11", "-1", "10.01", "loud", '"7"', "[7]", "{level: 7}", "none"])
def test_an_answer_that_is_no_mark_is_asked_for_again(
    make_subject: MakeSubject, make_needs: MakeNeeds, answer: str
) -> None:
    criterion = only(make_needs, "{question: How quiet is it?, weight: 5, key: x-noise}")
    found = assessed(criterion, make_subject(f"x-noise: {answer}"), make_needs)
    assert (found.low, found.high, found.unanswered) == (0, 100, ("x-noise",))


def test_a_key_that_is_not_there_is_asked_for(make_subject: MakeSubject, make_needs: MakeNeeds) -> None:
    criterion = only(make_needs, "{question: How quiet is it?, weight: 5, key: x-noise}")
    subject = make_subject("name: Acme", judged("{fits: 10}"))
    found = assessed(criterion, subject, make_needs)
    assert (found.low, found.high, found.reason) == (0, 100, "not known: x-noise")
    assert str(found.evidence) == "vendors/acme.yaml"


def test_a_key_below_a_key_is_named_with_a_dot(make_subject: MakeSubject, make_needs: MakeNeeds) -> None:
    criterion = only(make_needs, "{question: How quiet is it?, weight: 5, key: x-visit.noise.day}")
    subject = make_subject("""\
        name: Acme
        x-visit:
          noise: {day: 4, night: 9}
        """)
    found = assessed(criterion, subject, make_needs)
    assert (found.low, found.high, found.reason) == (40, 40, "4 of 10")
    assert str(found.evidence) == "vendors/acme.yaml:3:11"


@pytest.mark.parametrize("profile", ["x-visit: 9", "x-visit: {noise: 9}", "x-visit: {day: 9}", "x-visit: [9]"])
def test_a_key_below_a_key_that_has_none_is_asked_for(
    make_subject: MakeSubject, make_needs: MakeNeeds, profile: str
) -> None:
    criterion = only(make_needs, "{question: How quiet is it?, weight: 5, key: x-visit.noise.day}")
    assert assessed(criterion, make_subject(profile), make_needs).unanswered == ("x-visit.noise.day",)


def test_a_key_may_have_a_dot_in_its_name(make_subject: MakeSubject, make_needs: MakeNeeds) -> None:
    criterion = only(make_needs, "{question: How quiet is it?, weight: 5, key: x-noise.day}")
    assert assessed(criterion, make_subject("x-noise.day: 5"), make_needs).low == 50
