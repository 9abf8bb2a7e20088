"""The ranking, as a page: the answer in a sentence, the table, what to do next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callvet.model.questions import question
from callvet.model.wording import shown
from callvet.report.breakdown import breakdown
from callvet.report.page import Cell, Column, Heading, Page, Sentence, Table
from callvet.report.phrases import (
    NAMES_HIDDEN,
    NOT_KNOWN,
    counted,
    listed,
    money,
    money_span,
    number,
    percent,
    sentence_case,
)
from callvet.report.score_data import score_json, score_rows
from callvet.score.matching import in_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from callvet.evaluation.ranking import RankingAnswer
    from callvet.report.page import Block
    from callvet.score.knockouts import Knockout
    from callvet.score.ranking import CriterionScore, RankBy, Ranking, VendorScore

_COLUMNS = (
    Column("#", right=True),
    Column("vendor"),
    Column("shown, of 100", right=True),
    Column("could be", right=True),
)
_MONTHLY = Column("a month", right=True)
_REASONS = (Column("strong in"), Column("weak in"))
_OWN_WORK = "judgements."
"""Begins the keys that the buyer's own team answers."""
_MOST_NAMED = 4
"""So many vendors stand in a sentence; the table has them all."""
_ALL_OF_IT = 99.5
"""A range of so many points says nothing yet. [points]"""
_LEAST_WORTH_ASKING = 0.5
"""Answers worth less are not called for by name. [points]"""


def score_page(answer: RankingAnswer, *, explain: bool = False) -> Page:
    """The page of a ranking; with ``explain``, every vendor by criterion below it."""
    ranking = answer.ranking
    blocks: list[Block] = [*_verdict(answer), *_blindfold(answer), _table(ranking), *_knocked_out(ranking)]
    blocks += _frozen(answer)
    blocks += _paragraph(next_steps(ranking))
    blocks += _paragraph(what_it_rests_on(answer))
    if explain:
        blocks += [Heading("What each criterion weighs"), _weights_table(ranking)]
        for entry in ranking.entries:
            blocks += breakdown(entry)
    return Page("Ranking", blocks, score_rows(ranking), score_json(answer))


def _frozen(answer: RankingAnswer) -> Iterator[Sentence]:
    """Whether what was fixed before prices were opened still holds."""
    if answer.frozen is None:
        return
    from callvet.report.frozen import frozen_sentences  # noqa: PLC0415 - few cases have a freeze

    yield from frozen_sentences(answer.frozen, is_blind=answer.is_blind)


def _paragraph(texts: Iterable[str]) -> Iterator[Sentence]:
    """Sentences on one subject, which ``--quiet`` leaves out."""
    for position, text in enumerate(texts):
        yield Sentence(text, talk=True, apart=position == 0)


def name_of(entry: VendorScore) -> str:
    """What people call the vendor, inert."""
    return shown(entry.subject.called, 60)


def ranked_figure(entry: VendorScore, rank_by: RankBy) -> float:
    """What the order goes by. [points in 0..100]"""
    return {"score": entry.score, "high": entry.high, "middle": (entry.score + entry.high) / 2}[rank_by]


def digits_needed(ranking: Ranking) -> int:
    """The fewest decimals with which no two ranks look like a tie; two at most."""
    told = {entry.rank: ranked_figure(entry, ranking.rank_by) for entry in ranking.eligible}
    apart = (digits for digits in (0, 1) if len({f"{figure:.{digits}f}" for figure in told.values()}) == len(told))
    return next(apart, 2)


def _verdict(answer: RankingAnswer) -> Iterator[Sentence]:
    """Who leads, and what is not decided yet."""
    ranking = answer.ranking
    volume = answer.needs.demand.calls_per_month
    at = f" at {number(volume)} calls a month" if volume else ""
    leaders = [entry for entry in ranking.eligible if entry.rank == 1]
    if not leaders:
        yield Sentence(f"No vendor meets every must: {counted(len(ranking.entries), 'vendor')} out.", "strong")
        return
    digits = digits_needed(ranking)
    names = listed([name_of(entry) for entry in leaders])
    verb = "leads with" if len(leaders) == 1 else "share the lead with"
    by = {"score": "", "high": ", ranked by what could be", "middle": ", ranked by the middle of the range"}
    score = f"{ranked_figure(leaders[0], ranking.rank_by):.{digits}f}"
    alone = " (the only one that is not out)" if len(ranking.eligible) == 1 < len(ranking.entries) else ""
    yield Sentence(f"{names} {verb} {score} of 100{at}{by[ranking.rank_by]}{alone}.", "strong")
    yield from _not_decided(ranking, digits)


def _blindfold(answer: RankingAnswer) -> Iterator[Sentence]:
    """That names are hidden, where they are."""
    if answer.is_blind:
        yield Sentence(NAMES_HIDDEN)


def _not_decided(ranking: Ranking, digits: int) -> Iterator[Sentence]:
    """The vendors that missing answers could still put in front."""
    if not ranking.undecided:
        return
    behind = [
        f"{name_of(entry)} ({entry.high:.{digits}f} with {counted(len(entry.unanswered), 'missing answer')})"
        for entry in sorted(ranking.undecided, key=lambda entry: -entry.high)
    ]
    if behind[_MOST_NAMED:]:
        behind[_MOST_NAMED:] = [counted(len(behind) - _MOST_NAMED, "more vendor")]
    yield Sentence(f"Not decided yet: {listed(behind)} could come first.")


def _table(ranking: Ranking) -> Table:
    """One row per vendor."""
    digits = digits_needed(ranking)
    priced = any(entry.subject.cost for entry in ranking.entries)
    columns = (*_COLUMNS, *((_MONTHLY,) if priced else ()), *_REASONS)
    return Table(columns, [_row(entry, digits, priced=priced) for entry in ranking.entries])


def _row(entry: VendorScore, digits: int, *, priced: bool) -> Sequence[Cell]:
    """A vendor's row, with what it costs where any offer was priced."""
    monthly = (_monthly(entry),) if priced else ()
    score = Cell(f"{entry.score:.{digits}f}", bar=(entry.score / 100, entry.high / 100))
    high = Cell(f"{entry.high:.{digits}f}", "dim")
    name = Cell(name_of(entry), "strong" if entry.rank == 1 else "plain")
    if not entry.eligible:
        more = f" and {len(entry.failed) - 1} more" if entry.failed[1:] else ""
        out = Cell(f"out: {entry.failed[0].reason}{more}", "bad")
        return Cell("–"), name, score, high, *monthly, Cell(_criteria(entry.made_by())), out
    weak = _criteria(entry.cost_by())
    asked = [knockout for knockout in entry.knockouts if knockout.state == "unanswered"]
    if asked:
        weak += f"; to ask: {', '.join(_key(knockout) for knockout in asked)}"
    return Cell(str(entry.rank)), name, score, high, *monthly, Cell(_criteria(entry.made_by())), Cell(weak)


def _monthly(entry: VendorScore) -> Cell:
    """What a normal month costs."""
    cost = entry.subject.cost
    return Cell(money_span(cost.monthly_low, cost.monthly_high, cost.currency)) if cost else Cell(NOT_KNOWN, "dim")


def _criteria(parts: Sequence[CriterionScore]) -> str:
    """Criteria by name; one that is weak for want of an answer says so."""
    return ", ".join(_label(part) for part in parts) or "nothing yet"


def _label(part: CriterionScore) -> str:
    """A criterion's name in words, and whether it is weak for want of an answer alone."""
    found = part.assessment
    return in_words(part.criterion.id) + (" (unknown)" if found.high - found.low >= _ALL_OF_IT else "")


def _key(knockout: Knockout) -> str:
    """The key of a must or floor in the needs; a floor may be of a criterion that the user named."""
    return shown(knockout.name, 60)


def _knocked_out(ranking: Ranking) -> Iterator[Sentence]:
    """Why each vendor that is out is out, with the line that says so."""
    first = True
    for entry in ranking.entries:
        for knockout in entry.failed:
            text = f"{name_of(entry)} is out: {knockout.reason} ({knockout.place}, {_key(knockout)})."
            yield Sentence(text, "bad", apart=first)
            first = False


def what_it_rests_on(answer: RankingAnswer) -> Iterator[str]:
    """Weights, criteria left out, and what was not read."""
    ranking = answer.ranking
    yield f"Weights, from {ranking.weights.origin}: {_weights(ranking)}."
    if ranking.not_applicable:
        left = "; ".join(f"{in_words(name)} ({why})" for name, why in ranking.not_applicable.items())
        yield f"Not judged: {left}."
    yield from _of_costs(ranking)
    yield from (f"{sentence_case(note)}." for note in answer.notes)


def _of_costs(ranking: Ranking) -> Iterator[str]:
    """The two ends of the cost scale, and who has made no offer."""
    costs = [entry.subject.cost for entry in ranking.entries if entry.subject.cost]
    if not costs:
        return
    scale, currency = costs[0].scale, costs[0].currency
    ends = f"100 points at {money(scale.best, currency)} a month, none at {money(scale.worst, currency)}"
    yield f"Cost, on one scale for all: {ends}."
    subjects = [(name_of(entry), entry.subject) for entry in ranking.entries]
    silent = [name for name, one in subjects if one.cost is None and not one.out_of_range]
    if silent:
        yield f"No offer that holds was found of {listed(silent)}, so what they cost is unknown."


def _weights(ranking: Ranking) -> str:
    """The weights by group, the heaviest first: ``people 21% (staff 6.7%, attitude 3.8%)``."""
    criteria = {name: part.criterion for entry in ranking.entries[:1] for name, part in entry.scores.items()}
    groups: dict[str, dict[str, float]] = {}
    for name, weight in sorted(ranking.weights.values.items(), key=lambda item: -item[1]):
        groups.setdefault(criteria[name].group, {})[name] = weight
    told = []
    for group, members in sorted(groups.items(), key=lambda item: -sum(item[1].values())):
        each = ", ".join(f"{in_words(name)} {percent(weight)}" for name, weight in members.items())
        told.append(each if len(members) == 1 else f"{group} {percent(sum(members.values()))} ({each})")
    return "; ".join(told)


def _weights_table(ranking: Ranking) -> Table:
    """The weights with the reason for each, the groups' own among them."""
    criteria = {name: part.criterion for entry in ranking.entries[:1] for name, part in entry.scores.items()}
    reasons, rows = ranking.weights.reasons, []
    for group in dict.fromkeys(criterion.group for criterion in criteria.values()):
        members = [name for name, criterion in criteria.items() if criterion.group == group]
        total = sum(ranking.weights.values[name] for name in members)
        if members != [group]:
            why = Cell(reasons.get(group) or "–", "strong")
            rows.append([Cell(f"{group} (group)", "strong"), Cell(percent(total), "strong"), why])
        for name in members:
            weight = percent(ranking.weights.values[name])
            rows.append([Cell(in_words(name)), Cell(weight), Cell(reasons.get(name) or "–")])
    return Table((Column("criterion"), Column("weight", right=True), Column("because")), rows)


def next_steps(ranking: Ranking) -> Iterator[str]:
    """The question to ask next, the marks to talk over."""
    yield from _asked_by_musts(ranking)
    best = _worth_most(ranking)
    if best:
        entry, key, points = best
        asked = question(key, ranking.own_questions)
        to_us = key.startswith(_OWN_WORK)
        todo = f"Next, {name_of(entry)}: {asked}" if to_us else f"Ask next: {name_of(entry)}, “{asked}”"
        yield f"{todo} It is worth up to {points:.1f} points."
    for entry in ranking.eligible:
        for part in entry.scores.values():
            for flag in part.assessment.flags:
                yield f"{name_of(entry)}: {flag}."


def _asked_by_musts(ranking: Ranking) -> Iterator[str]:
    """What decides whether a vendor stays in."""
    for entry in ranking.eligible:
        asked = [k for k in entry.knockouts if k.state == "unanswered" and k.name.startswith("must.")]
        keys = dict.fromkeys(key for knockout in asked for key in knockout.keys)
        if keys:
            questions = " ".join(f"“{question(key, ranking.own_questions)}”" for key in keys)
            yield f"Ask {name_of(entry)} first, since a must hangs on it: {questions}"


def _worth_most(ranking: Ranking) -> tuple[VendorScore, str, float] | None:
    """The answer that could add most to a leader or to one that could overtake it."""
    contenders = [entry for entry in ranking.eligible if entry.rank == 1 or entry in ranking.undecided]
    asked = [
        (entry, key, points)
        for entry in contenders
        for key, points in entry.open_points.items()
        if points >= _LEAST_WORTH_ASKING
    ]
    return max(asked, key=lambda one: one[2], default=None)
