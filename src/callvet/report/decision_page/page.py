"""The whole page: its sections in the order in which people ask."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callvet.model.wording import shown
from callvet.report.decision_page.assumptions import assumption_table
from callvet.report.decision_page.cost_tables import cost_tables
from callvet.report.decision_page.crossing_words import crossing_words
from callvet.report.decision_page.flip_strips import flip_strips
from callvet.report.decision_page.line_chart import Drawn, charts
from callvet.report.decision_page.named_parts import between_headings, said
from callvet.report.decision_page.quotes import quote_parts
from callvet.report.decision_page.standings import standings
from callvet.report.decision_page.trying import trying
from callvet.report.decision_words import headline, in_short, offers_named, title_of
from callvet.report.look.document import document
from callvet.report.questions import questions_page
from callvet.report.record import record_of
from callvet.report.robustness import robustness_blocks
from callvet.report.score import name_of, next_steps, score_page, what_it_rests_on
from callvet.report.staff import staff_page

if TYPE_CHECKING:
    from collections.abc import Iterable

    from callvet.evaluation.reporting import ReportAnswer
    from callvet.report.page import Block

_LONGEST = 120


def decision_html(answer: ReportAnswer, command: str) -> str:
    """The report as a page that needs nothing else.

    Args:
        answer: All that it says.
        command: The call that makes it again, for whoever wants to.
    """
    return document(
        "decision_page/page.html",
        styles=("look/style.css", "decision_page/page.css"),
        script="decision_page/weights.js",
        title=title_of(answer),
        answer=answer,
        headline=headline(answer),
        short=in_short(answer),
        lacking={one.part: shown(one.reason, _LONGEST * 3) for one in answer.lacking},
        **_ranking_parts(answer),
        **_cost_parts(answer),
        staffing=_said(staff_page(answer.staffing).blocks) if answer.staffing else [],
        quotes=quote_parts(answer.comparison) if answer.comparison else None,
        questions=_said(questions_page(answer.questions).blocks),
        more_questions=max(len(answer.questions.questions) - 10, 0),
        to_do=tuple(next_steps(answer.ranking.ranking)),
        assumptions=assumption_table(answer.needs, answer.ranking.needs),
        assumed=_assumed(answer),
        record=record_of(answer, command),
        vendor_names={entry.subject.id: name_of(entry) for entry in answer.ranking.ranking.entries},
    )


def _ranking_parts(answer: ReportAnswer) -> dict[str, object]:
    """Who is best, how sure that is, and what each is made of."""
    ranking = answer.ranking.ranking
    explained = between_headings(score_page(answer.ranking, explain=True).blocks)
    sure = between_headings(robustness_blocks(ranking, answer.robustness)) if answer.robustness else {}
    return {
        "standings": standings(answer),
        "ranking_blocks": _said(explained.pop(""))[len(headline(answer)) :],
        "explained": explained,
        "sure": {name: _said(blocks) for name, blocks in sure.items() if name},
        "strips": flip_strips(answer.robustness, [name_of(entry) for entry in ranking.eligible])
        if answer.robustness
        else None,
        "trying": trying(answer) if len(ranking.eligible) > 1 else None,
    }


def _cost_parts(answer: ReportAnswer) -> dict[str, object]:
    """What offers cost: at the volume, against volume, by month."""
    if answer.cost is None:
        return {"cost": None, "lines": None, "crossings": None, "out": []}
    if answer.curves is None:
        return {"cost": cost_tables(answer), "lines": None, "crossings": None, "out": []}
    places = {entry.subject.id: place for place, entry in enumerate(answer.ranking.ranking.entries)}
    names = offers_named(answer)
    words = crossing_words(answer.curves, names)
    lines = charts(Drawn(answer.cost, answer.curves, names, places, words.told))
    offering = {one.offer.vendor for one in answer.offers if one.rank is not None}
    entries = answer.ranking.ranking.entries
    out = [name_of(entry) for entry in entries if not entry.eligible and entry.subject.id in offering]
    return {"cost": cost_tables(answer), "lines": lines, "crossings": words, "out": out}


def _said(blocks: Iterable[Block]) -> list[Block]:
    """What a page says without advice on commands, which readers of a report do not run."""
    return list(said(blocks))


def _assumed(answer: ReportAnswer) -> list[str]:
    """What the figures rest on, in sentences."""
    notes = [*what_it_rests_on(answer.ranking)]
    notes += [f"{note[:1].upper()}{note[1:]}." for note in (answer.cost.notes if answer.cost else ())]
    notes += [f"{note[:1].upper()}{note[1:]}." for note in (answer.staffing.notes if answer.staffing else ())]
    return list(dict.fromkeys(notes))
