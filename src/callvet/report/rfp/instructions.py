"""The first sheet of a questionnaire: who asks, what is needed, and how to answer."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from callvet.model.codes import country_name
from callvet.model.languages import language_in_words
from callvet.model.questionnaire import Grid, Question
from callvet.model.questionnaire_marks import CONDITION, COUNTS
from callvet.model.questionnaire_offers import open_place
from callvet.model.questionnaire_topics import CHARGES, PRICE_OFFER
from callvet.model.wording import shown
from callvet.report.phrases import clock_time, listed, number, percent
from callvet.report.rfp.conditions import hours_in_words
from callvet.score.matching import in_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from callvet.evaluation.rfp import Questionnaire
    from callvet.model.demand import Demand
    from callvet.model.needs import Needs

_LONGEST = 200
_CHANNEL_WORDS = {"chat": "chats", "email": "e-mails", "sms": "text messages", "social": "messages on social media"}

_FIRST = (
    "Fill in the yellow cells of the following sheets; all other cells are protected, without a password.",
    (
        "A blank cell means that you have not answered: it is never read as no, and never as zero. Write 0, no or "
        "none where that is your answer; “or none” beside a question says where none is one."
    ),
)
_WORD_BY_WORD = (
    "In a list that is asked word by word, choose yes for each that applies; beside a yes, what is left blank counts "
    "as no."
)
_TABLES = (
    "In a table, each row is one of several. Rows may be inserted, copied and moved. Where there are none, write "
    "none into the first cell of the first row."
)
_SIGNS = (
    "Write numbers as digits, days as year-month-day (2026-11-02), and opening hours as Mo-Fr 08:00-20:00; Sa "
    "09:00-13:00; PH off (closed on public holidays), or 24/7."
)
_OWN_SHEETS = (
    "A sheet “Your offer” asks what that offer of yours does not say; its first line tells which offer. The rest of it "
    "stays as you have sent it."
)
_SECOND_OFFER = "For a second offer, save a copy of this workbook and change the sheets from “{}” on."
_LAST = (
    "What needs more words goes into the column for remarks, or into a comment on the cell. Both are read.",
    "Send it back as .xlsx or .ods. Any program that keeps its cells will do; there are no macros in it.",
)


def how_to(asked: Questionnaire) -> tuple[str, ...]:
    """How to answer, as far as there is something of the kind to answer here."""
    items = [item for topic in asked.topics for item in topic.items]
    lines = [*_FIRST]
    if any(isinstance(item, Question) and item.word for item in items):
        lines.append(_WORD_BY_WORD)
    if any(isinstance(item, Grid) for item in items):
        lines.append(_TABLES)
    lines += [_SIGNS, *_marks(asked)]
    if any(open_place(item.id) for item in items):
        lines.append(_OWN_SHEETS)
    if any(item.id == CHARGES for item in items):
        lines.append(_SECOND_OFFER.format(PRICE_OFFER))
    return (*lines, *_LAST)


def _marks(asked: Questionnaire) -> Iterator[str]:
    """What each sort of mark means, where there is one."""
    items = [item for topic in asked.topics for item in topic.items]
    if any(item.required for item in items):
        yield f"A question marked “{CONDITION}” is a condition: whoever does not meet it is out. Please answer it."
    floors = tuple(dict.fromkeys(name for item in items for name in item.floors))
    if floors:
        points = {in_words(name): f"{least:f}" for name, least in asked.needs.floors.items()}
        first, *others = (f"{shown(name, _LONGEST)} at least {points[name]}" for name in floors)
        least = listed([f"{first} of 100 points", *others])
        mark = shown(floors[0], _LONGEST) if not others else "…"
        yield (
            f"A question marked “{COUNTS}{mark}” counts towards the least that we accept ({least}). "
            "It is no condition: no such answer decides alone."
        )


def title(asked: Questionnaire) -> str:
    """What the workbook is called."""
    buyer = f" from {_named(asked.needs.company)}" if asked.needs.company else ""
    to = f" to {shown(asked.vendor, _LONGEST)}" if asked.vendor else ""
    what = "Open questions" if asked.only_open else "Questions"
    return f"{what}{buyer}{to}"


def who_asks(needs: Needs) -> str:
    """Who the buyer is."""
    buyer = _named(needs.company) if needs.company else "The buyer"
    about = [_named(needs.industry)] if needs.industry else []
    about += [country_name(needs.country)] if needs.country else []
    who = f"{buyer} ({', '.join(about)})" if about else buyer
    agents = "" if needs.agents == "any" else f" with {needs.agents} agents"
    return f"{who} is looking for an outsourced call centre{agents}."


def the_need(needs: Needs) -> str:
    """What is needed, in a paragraph."""
    return " ".join(f"{sentence}." for sentence in _sentences(needs))


def _sentences(needs: Needs) -> Iterator[str]:
    """What is needed, sentence by sentence."""
    demand = needs.demand
    yield f"{_volume(demand)}. {_handle_time(demand)}"
    zone = f" ({needs.timezone})" if needs.timezone else ""
    yield f"Calls must be answered {hours_in_words(demand.open)}{zone}"
    if demand.languages:
        spoken = [f"{language_in_words(code)} {percent(float(share))}" for code, share in demand.languages.items()]
        yield f"Languages: {listed(spoken)}"
    yield from _channels(demand)
    if demand.outbound.calls_per_month:
        yield f"Calls to be made: {number(demand.outbound.calls_per_month)} a month"
    level = needs.service.calls
    yield f"We look for {percent(float(level.share))} of calls answered within {number(level.within_seconds)} seconds"
    begins = f"from {needs.start.isoformat()} " if needs.start else ""
    yield f"The contract runs {begins}for {needs.term_months} months"
    yield f"Amounts are in {needs.currency} unless you say otherwise"


def _volume(demand: Demand) -> str:
    """How many calls come."""
    if demand.calls_per_month:
        grows = demand.growth_per_year
        growth = f", growing by {percent(float(grows))} a year" if grows else ""
        return f"About {number(demand.calls_per_month)} calls a month{growth}"
    if demand.issues_per_month:
        return f"About {number(demand.issues_per_month)} issues a month, some of which take more than one call"
    return "The volume of calls is not settled yet"


def _handle_time(demand: Demand) -> str:
    """How long a call takes."""
    parts = (("talk", demand.talk_seconds), ("hold", demand.hold_seconds), ("wrap-up", demand.wrap_seconds))
    whole = clock_time(Fraction(sum((seconds for _, seconds in parts), Decimal(0))))
    return f"A call takes {whole} minutes on average ({listed([f'{name} {number(time)} s' for name, time in parts])})"


def _channels(demand: Demand) -> Iterator[str]:
    """What comes beside the calls."""
    found = [
        f"{number(channel.per_month)} {words}"
        for name, words in _CHANNEL_WORDS.items()
        if (channel := getattr(demand.channels, name)).per_month
    ]
    if found:
        yield f"Beside calls there are {listed(found)} a month"


def _named(text: str) -> str:
    """Words of the buyer's own, short and inert."""
    return shown(text, _LONGEST)
