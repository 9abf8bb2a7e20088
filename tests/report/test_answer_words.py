"""What an answer should look like, for whoever is asked."""

from __future__ import annotations

import pytest

from callvet.report.answer_words import answer_words


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("reporting.recordings", "yes or no"),
        ("service_levels.uptime", "a share, such as 85%, or none"),
        ("hours.open", "days and hours, such as Mo-Fr 08:00-20:00; Sa 09:00-13:00; PH off"),
        ("languages.es.extra_cost", "yes or no"),
        ("languages.level", ""),
        ("reporting.level", "one of these, or none"),
        ("x-parking", "yes, no or a number from 0 to 10"),
        ("location.sites.0.timezone", "a time zone, such as America/Chicago"),
        ("location.sites", ""),
        ("services.channels", "one or several of these, or none"),
        ("company.industries", "one or several, or none"),
        ("company.agents", "a whole number"),
        ("service_levels.chat_seconds", "a number, or none"),
        ("quotes", ""),
        ("quotes.minute.clock.step_seconds", ""),
        ("anything.else", ""),
    ],
)
def test_the_form_of_an_answer_is_told_where_it_has_one(key: str, words: str) -> None:
    assert answer_words(key) == words
