"""The decision in a few sentences, for the head of the report and for the page to sign."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from callvet.model.wording import shown
from callvet.report.cost_worth import saving_blocks
from callvet.report.offer_names import short_names
from callvet.report.page import Sentence
from callvet.report.phrases import counted, listed, money_range, situation
from callvet.report.questions import questions_page
from callvet.report.robustness import robustness_blocks
from callvet.report.score import name_of, score_page

if TYPE_CHECKING:
    from collections.abc import Iterable

    from callvet.evaluation.prices.priced import Priced
    from callvet.evaluation.reporting import ReportAnswer
    from callvet.report.page import Block

_LONGEST_NAME = 60


class Point(NamedTuple):
    """One thing that readers ask, and the answer in a sentence or two."""

    asked: str
    told: str


def title_of(answer: ReportAnswer) -> str:
    """Whose decision it is."""
    company = answer.needs.needs.company
    return f"A call centre for {shown(company, _LONGEST_NAME)}" if company else "Which call centre?"


def headline(answer: ReportAnswer) -> list[str]:
    """Who leads, and who is not decided yet."""
    blocks = score_page(answer.ranking).blocks
    found = []
    for block in blocks:
        if not isinstance(block, Sentence):
            break
        found.append(block.text)
    return found


def in_short(answer: ReportAnswer) -> list[Point]:
    """What it costs, how sure it is, what would change it, what to ask."""
    found = [Point("What it costs", text) for text in cost_in_short(answer)]
    sure = _first_of_each_part(answer)
    found += [Point("With weights at random", text) for text in sure[:1]]
    found += [Point("What would change it", text) for text in sure[1:2]]
    asked = [block.text for block in questions_page(answer.questions).blocks[:2] if isinstance(block, Sentence)]
    return [*found, *([Point("What to ask next", " ".join(asked))] if asked else [])]


def cost_in_short(answer: ReportAnswer) -> list[str]:
    """What the winner costs, and what that saves."""
    one = winning_offer(answer)
    if one is None or answer.cost is None:
        return []
    currency, term = answer.cost.currency, answer.cost.needs.term_months
    month = money_range(one.monthly, currency)
    whole = one.estimate.over(term)
    name = name_of(answer.winner) if answer.winner else ""
    told = f"{name} asks {month} a month for {situation(one.volume, answer.cost.needs.demand)}"
    told += f"; {money_range(whole, currency)} over {counted(term, 'month')}."
    return [" ".join([told, *_saves(answer, one)])]


def _saves(answer: ReportAnswer, one: Priced) -> list[str]:
    """What the winner's offer saves against today."""
    if answer.cost is None:
        return []
    ranked = one._replace(rank=one.rank or 1)
    blocks = saving_blocks(answer.cost, [ranked], {one.offer.id: name_of(answer.winner) if answer.winner else ""})
    return [block.text for block in blocks if isinstance(block, Sentence)][:1]


def winning_offer(answer: ReportAnswer) -> Priced | None:
    """The offer that the winner's score rests on."""
    return answer.scored_offer(answer.winner) if answer.winner else None


def offers_named(answer: ReportAnswer) -> dict[str, str]:
    """What offers are called, by their id."""
    return dict(short_names(answer.offers))


def _first_of_each_part(answer: ReportAnswer) -> list[str]:
    """How often who ranks first, and for which weights the winner holds."""
    if answer.robustness is None:
        return []
    blocks = robustness_blocks(answer.ranking.ranking, answer.robustness)
    return [block.text for block in _strong_sentences(blocks)]


def _strong_sentences(blocks: Iterable[Block]) -> list[Sentence]:
    """The sentences that answer."""
    return [block for block in blocks if isinstance(block, Sentence) and block.mark == "strong"]


def out_in_short(answer: ReportAnswer) -> list[str]:
    """Who is out, and why."""
    return [
        f"{name_of(entry)} is out: {listed([knockout.reason for knockout in entry.failed])}."
        for entry in answer.ranking.ranking.entries
        if not entry.eligible
    ]
