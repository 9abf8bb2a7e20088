"""Agent model: the one that is wanted, or the choice."""

from __future__ import annotations

import pytest

from callvet.score.criteria.agent_model import CRITERION
from tests.conftest import MakeNeeds, MakeSubject


@pytest.mark.parametrize(
    ("models", "points", "words"),
    [
        ("[shared, dedicated]", 100, "shared, dedicated agents"),
        ("[dedicated, partial, shared, automated]", 100, "dedicated, partial, shared, automated agents"),
        ("[shared, partial]", 80, "shared, partial agents"),
        ("[dedicated, partial]", 80, "dedicated, partial agents"),
        ("[shared]", 60, "shared agents"),
        ("[dedicated, automated]", 60, "dedicated, automated agents"),
        ("[partial]", 50, "partial agents"),
        ("[partial, automated]", 50, "partial, automated agents"),
        ("[automated]", 10, "automated agents"),
        ("none", 0, "no agents"),
    ],
)
def test_choice_is_worth_having_where_any_model_will_do(
    make_subject: MakeSubject, make_needs: MakeNeeds, models: str, points: float, words: str
) -> None:
    found = CRITERION.assess(make_subject(f"agents: {{models: {models}}}"), make_needs())
    assert (found.low, found.high) == pytest.approx((points, points))
    assert (found.reason, found.answered_share) == (words, 1)
    assert str(found.evidence) == "vendors/acme.yaml:1:10"


@pytest.mark.parametrize(
    ("needs", "models", "points", "words"),
    [
        ("agents: dedicated", "[shared, dedicated]", 100, "dedicated agents"),
        ("agents: dedicated", "[shared, partial]", 0, "no dedicated agents"),
        ("agents: automated", "none", 0, "no automated agents"),
        ("must: {agents: [shared, dedicated]}", "[partial, dedicated]", 100, "dedicated agents"),
        ("must: {agents: [shared, dedicated]}", "[partial]", 0, "no shared or dedicated agents"),
        ("{agents: shared, must: {agents: [shared, dedicated]}}", "[shared]", 100, "shared agents"),
        ("{agents: shared, must: {agents: [shared, dedicated]}}", "[dedicated]", 0, "no shared agents"),
        ("{agents: shared, must: {agents: [dedicated]}}", "[shared]", 0, "no dedicated agents"),
        ("{agents: shared, must: {agents: [dedicated]}}", "[shared, dedicated]", 100, "shared agents"),
    ],
)
def test_a_model_that_is_asked_for_is_all_or_nothing(
    make_subject: MakeSubject, make_needs: MakeNeeds, needs: str, models: str, points: float, words: str
) -> None:
    found = CRITERION.assess(make_subject(f"agents: {{models: {models}}}"), make_needs(needs))
    assert (found.low, found.high, found.reason) == (points, points, words)


@pytest.mark.parametrize("needs", ["agents: any", "agents: shared", "must: {agents: [shared, partial]}"])
def test_silence_is_the_whole_range(make_subject: MakeSubject, make_needs: MakeNeeds, needs: str) -> None:
    found = CRITERION.assess(make_subject("name: Acme"), make_needs(needs))
    assert (found.low, found.high, found.answered_share) == (0, 100, 0)
    assert found.unanswered == ("agents.models",)


@pytest.mark.parametrize(("others", "points"), [("none", 100), (1, 100), (2, 97.5), (3, 85), (40, 85)])
@pytest.mark.parametrize("needs", ["agents: partial", "must: {agents: [partial]}"])
def test_partial_agents_should_serve_one_or_two_others(
    make_subject: MakeSubject, make_needs: MakeNeeds, needs: str, others: object, points: float
) -> None:
    subject = make_subject(f"agents: {{models: [partial], other_accounts_per_partial_agent: {others}}}")
    found = CRITERION.assess(subject, make_needs(needs))
    assert (found.low, found.high) == pytest.approx((points, points))


def test_the_reason_tells_how_many_others(make_subject: MakeSubject, make_needs: MakeNeeds) -> None:
    needs = make_needs("agents: partial")
    one = make_subject("agents: {models: [partial], other_accounts_per_partial_agent: 1}")
    assert CRITERION.assess(one, needs).reason == "partial agents; 1 other account per agent"
    two = make_subject("agents: {models: [partial], other_accounts_per_partial_agent: 2}")
    assert CRITERION.assess(two, needs).reason == "partial agents; 2 other accounts per agent"


def test_how_many_others_is_asked_where_partial_agents_alone_are_wanted(
    make_subject: MakeSubject, make_needs: MakeNeeds
) -> None:
    found = CRITERION.assess(make_subject("agents: {models: [partial]}"), make_needs("agents: partial"))
    assert (found.low, found.high, found.answered_share) == (75, 100, 0.75)
    assert found.unanswered == ("agents.other_accounts_per_partial_agent",)


def test_silence_about_partial_agents_is_two_questions(make_subject: MakeSubject, make_needs: MakeNeeds) -> None:
    found = CRITERION.assess(make_subject("name: Acme"), make_needs("agents: partial"))
    assert (found.low, found.high, found.answered_share) == (0, 100, 0)
    assert found.unanswered == ("agents.models", "agents.other_accounts_per_partial_agent")


def test_few_others_earn_nothing_until_there_are_partial_agents(
    make_subject: MakeSubject, make_needs: MakeNeeds
) -> None:
    found = CRITERION.assess(
        make_subject("agents: {other_accounts_per_partial_agent: 2}"), make_needs("agents: partial")
    )
    assert (found.low, found.high) == pytest.approx((0, 97.5))
    assert found.unanswered == ("agents.models",)


def test_without_partial_agents_there_is_nothing_more_to_ask(make_subject: MakeSubject, make_needs: MakeNeeds) -> None:
    subject = make_subject("agents: {models: [shared], other_accounts_per_partial_agent: 1}")
    found = CRITERION.assess(subject, make_needs("agents: partial"))
    assert (found.low, found.high, found.unanswered) == (0, 0, ())
    assert found.reason == "no partial agents"
