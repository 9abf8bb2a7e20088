"""Questions: one for every key of a profile, in whole sentences, and inert whatever the key holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

import pytest

from callvet.model.questions import QUESTIONS, question
from callvet.model.section import Section
from callvet.model.vendor import Vendor

if TYPE_CHECKING:
    from collections.abc import Iterator

UNITS = {
    "_hours": "hours",
    "_days": "days",
    "_months": "months",
    "_minutes": "minutes",
    "_seconds": "seconds",
    "_per_month": "per month",
    "_week": "in a week",
}
"""How a key's name ends, and the words by which its question asks for that unit."""

SHARES = (
    "agents.annual_attrition",
    "service_levels.calls",
    "service_levels.sms",
    "service_levels.uptime",
    "performance.first_contact_resolution",
)


def section_in(annotation: object) -> type[Section] | None:
    """The group of keys that an annotation such as ``tuple[Site, ...] | None`` is made of."""
    if isinstance(annotation, type) and issubclass(annotation, Section):
        return annotation
    return next((found for part in get_args(annotation) if (found := section_in(part))), None)


def keys(section: type[Section], above: str = "") -> Iterator[tuple[str, bool]]:
    """Every dotted key, and whether it is a leaf: a group of which all keys are required is one."""
    for name, field in section.model_fields.items():
        below = section_in(field.annotation)
        is_leaf = below is None or all(inner.is_required() for inner in below.model_fields.values())
        yield above + name, is_leaf
        if below is not None and not is_leaf:
            yield from keys(below, f"{above}{name}.")


LEAVES = [key for key, is_leaf in keys(Vendor) if is_leaf]


def test_every_leaf_of_the_profile_has_a_question() -> None:
    assert [key for key in LEAVES if key not in QUESTIONS] == []


def test_every_question_is_about_a_key_of_the_profile() -> None:
    assert QUESTIONS.keys() - {key for key, _ in keys(Vendor)} == set()


def test_the_walk_goes_under_lists_and_stops_at_a_share_within_a_time() -> None:
    assert {"location.sites.timezone", "languages.level", "security.certificates.pci_dss.level"} <= set(LEAVES)
    assert {"service_levels.calls", "company.reviews", "sources", "performance.source"} <= set(LEAVES)
    assert "service_levels.calls.share" not in LEAVES


@pytest.mark.parametrize("key", QUESTIONS)
def test_a_question_is_a_whole_sentence(key: str) -> None:
    asked = question(key)
    assert asked[0].isupper()
    assert asked.endswith(("?", "."))
    assert asked.isprintable()
    assert "_" not in asked


@pytest.mark.parametrize("key", QUESTIONS)
def test_a_question_asks_in_the_unit_of_its_key(key: str) -> None:
    for ending, words in UNITS.items():
        if key.endswith(ending):
            assert words in question(key)


@pytest.mark.parametrize("key", SHARES)
def test_a_share_is_asked_for_in_per_cent(key: str) -> None:
    assert "in per cent" in question(key)


def test_no_question_is_asked_for_two_keys() -> None:
    assert len(set(QUESTIONS.values())) == len(QUESTIONS)


@pytest.mark.parametrize(
    ("key", "asked"),
    [
        ("contract.notice_days", "How many days' notice must we give to leave?"),
        ("quotes", "What would it cost? Please send a priced offer with rate, billing clock, minimums and fees."),
        ("location.sites.2.timezone", QUESTIONS["location.sites.timezone"]),
        ("company.reviews.0.rating", QUESTIONS["company.reviews"]),
        ("service_levels.calls.within_seconds", QUESTIONS["service_levels.calls"]),
    ],
)
def test_positions_and_parts_of_one_answer_are_passed_over(key: str, asked: str) -> None:
    assert question(key) == asked


@pytest.mark.parametrize(
    ("key", "asked"),
    [
        (
            "languages.es.level",
            "How is Spanish spoken: by native speakers, fluent speakers or through a translation service?",
        ),
        ("languages.es.extra_cost", "Does it cost extra to answer in Spanish?"),
        ("languages.fr", "Do you answer in French: through native speakers, fluent speakers or a translation service?"),
        ("languages.klingonish.extra_cost", "Does it cost extra to answer in klingonish?"),
    ],
)
def test_a_language_is_called_by_its_name(key: str, asked: str) -> None:
    assert question(key) == asked


@pytest.mark.parametrize(
    ("term", "asked"),
    [
        (
            "minute.clock.step_seconds",
            "In your offer, to what step does the charge per minute round each call up: 1, 6, 30 or 60 seconds?",
        ),
        (
            "minute[Spanish].clock.counts",
            (
                'In your offer, which times of a call run the clock of the charge per minute for "Spanish": ringing, '
                "waiting, talk, hold, transfer, wrap-up?"
            ),
        ),
        (
            "hour[2].hours_counted",
            (
                "In your offer, which agent-hours does the charge number 2 per hour count: on contacts only, waiting "
                "for them too, logged in, or paid?"
            ),
        ),
        (
            "minute+sms[v1.2 {x}\u202e].clock.step_seconds",
            (
                'In your offer, to what step does the charge per minute or sms for "v1.2 {x}\\u202e" round each call '
                "up: 1, 6, 30 or 60 seconds?"
            ),
        ),
        ("minute.early_fee", "In your offer, how much is early fee?"),
    ],
)
def test_what_an_offer_leaves_open_is_asked_of_that_offer(term: str, asked: str) -> None:
    assert question(f"quotes.{term}") == asked


@pytest.mark.parametrize(
    ("key", "asked"),
    [
        ("judgements.culture", "Meet them or call one of their clients, and mark culture from 0 to 10."),
        (
            "judgements.product_knowledge",
            "Meet them or call one of their clients, and mark product knowledge from 0 to 10.",
        ),
        ("judgements.v1.2 tone", "Meet them or call one of their clients, and mark v1.2 tone from 0 to 10."),
    ],
)
def test_what_people_judge_is_asked_of_the_buyers_own_team(key: str, asked: str) -> None:
    assert question(key) == asked


@pytest.mark.parametrize(
    ("key", "asked"),
    [
        ("x-noise_level", 'What is your "noise level"?'),
        ("company.x-parent-firm.name", 'What is your "parent firm name"?'),
    ],
)
def test_a_key_of_the_buyers_own_is_put_into_words(key: str, asked: str) -> None:
    assert question(key) == asked


@pytest.mark.parametrize(
    ("key", "asked"),
    [
        ("continuity", "What can you tell us about your continuity?"),
        ("contract.early_exit_fee", "What can you tell us about your contract early exit fee?"),
        ("languages.es.level.more", QUESTIONS["languages"]),
        ("x-", "What can you tell us about your x?"),
        ("", "What can you tell us about your company?"),
    ],
)
def test_any_other_key_gets_a_general_question(key: str, asked: str) -> None:
    assert question(key) == asked


@pytest.mark.parametrize("before", ["", "judgements.", "languages.", "x-", "company.x-", "contract."])
def test_nothing_in_a_key_can_reach_the_terminal(before: str) -> None:
    asked = question(before + "\x1b[2J\u202e" + "a" * 10_000)
    assert asked.isprintable()
    assert len(asked) < 150
