"""What a vendor must have, as the first sheet of a questionnaire tells it; what the buyer can pay is never told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callvet.model.codes import country_name
from callvet.model.languages import language_in_words
from callvet.model.questionnaire_topics import WORDS
from callvet.model.wording import shown
from callvet.report.phrases import counted, listed, number

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from callvet.model.needs import Needs

_LONGEST = 200


def conditions(needs: Needs) -> tuple[str, ...]:
    """Every condition, as a sentence without its full stop."""
    return (*_of_the_service(needs), *_of_the_firm(needs))


def hours_in_words(text: str) -> str:
    """Opening hours, without the sign for public holidays that few people know."""
    return shown(text, _LONGEST).replace("PH off", "closed on public holidays")


def _of_the_service(needs: Needs) -> Iterator[str]:
    """What is to be done, when, where and in which languages."""
    must = needs.must
    for what, words in (("For callers you do", must.inbound), ("You make calls for", must.outbound)):
        if words:
            yield f"{what}: {_all(words)}"
    if must.channels:
        yield f"You answer by {_all(must.channels)}"
    if must.languages:
        yield f"You answer in {listed([language_in_words(code) for code in must.languages])}"
    if must.hours is not None:
        yield f"Live agents answer {hours_in_words(must.hours)}{f' ({needs.timezone})' if needs.timezone else ''}"
    if must.agents:
        yield f"You offer agents of {'this kind' if len(must.agents) == 1 else 'one of these kinds'}: " + ", ".join(
            WORDS.get(word, word) for word in must.agents
        )
    if must.crm:
        yield f"You connect to {_all(must.crm)}"
    if must.recordings:
        yield "We can listen to recordings of our calls"


def _of_the_firm(needs: Needs) -> Iterator[str]:
    """Who may do it, and under which contract."""
    must = needs.must
    if must.countries:
        yield f"You have a site in {' or '.join(map(country_name, must.countries))}"
    if must.countries_only:
        yield f"All of your sites are in {' or '.join(map(country_name, must.countries_only))}"
    if must.certifications:
        yield f"You hold or sign {_all(must.certifications)}"
    if must.disaster_recovery:
        yield "You have a disaster-recovery plan"
    if must.min_references:
        yield f"We may call {counted(must.min_references, 'client')} of yours at least"
    if must.max_term_months is not None:
        yield f"Your contract binds us for {number(must.max_term_months)} months at most"


def _all(words: Sequence[str]) -> str:
    """All of several words, as people say them."""
    return listed([WORDS.get(word) or shown(word.replace("_", " "), _LONGEST) for word in words])
