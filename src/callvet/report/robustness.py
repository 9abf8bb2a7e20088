"""How sure a ranking is, below it: in how many draws each vendor ranks where, and what would change the winner."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from callvet.model.wording import shown
from callvet.report.flip_chart import exact_percent, flip_chart, holding
from callvet.report.page import Cell, Column, Heading, Sentence, Table
from callvet.report.phrases import listed, percent
from callvet.report.robustness_data import flips_json, robustness_json, with_columns
from callvet.report.score import name_of
from callvet.score.matching import in_words
from callvet.score.robustness import share_error

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from callvet.evaluation.robustness import Robustness
    from callvet.report.page import Block, Page, Shade
    from callvet.score.flips import Flip
    from callvet.score.ranking import RankBy, Ranking
    from callvet.score.winning_weights import Move

_MOST_NAMED = 4
"""So many vendors stand in the first sentence; the table has them all."""
_NEARLY_NEVER = 0.005
"""Vendors that lead less often are not named in the first sentence. [share in 0..1]"""
_MOST_RANKS = 6
"""Of more vendors, the ranks beyond the third share a column."""
_RANKS_APART = 3
_SHADES = (0.1, 1 / 3, 2 / 3)
"""From these shares on, a figure is drawn darker. [share in 0..1]"""
_MOST_CRITERIA = 3
_LEAST_MOVED = 0.0005
"""What is told of a change of weights. [share in 0..1]"""
_CLEAR = 3
"""So many standard errors from the mean are told. [standard errors]"""
_BY = {"score": "By what is shown", "high": "By what could be", "middle": "By the middle of the ranges"}


def with_robustness(page: Page, ranking: Ranking, found: Robustness | None) -> Page:
    """The page of a ranking with how sure it is: below the ranking, and before what explains each vendor."""
    if found is None:
        none = Sentence("No vendor is left, so that nothing can be told of how sure the ranking is.", apart=True)
        return replace(page, blocks=[*page.blocks, none], json=page.json | {"robustness": None, "flips": None})
    at = next((at for at, block in enumerate(page.blocks) if isinstance(block, Heading)), len(page.blocks))
    blocks = [*page.blocks[:at], *robustness_blocks(ranking, found), *page.blocks[at:]]
    data = {"robustness": robustness_json(found), "flips": flips_json(found)}
    return replace(page, blocks=blocks, data=with_columns(page.data, found), json=page.json | data)


def robustness_blocks(ranking: Ranking, found: Robustness) -> list[Block]:
    """How sure a ranking is, and what would change the winner, each under its heading."""
    names = [name_of(entry) for entry in ranking.eligible]
    return [*_chances(found, names, ranking), *_changes(found, names, ranking.rank_by)]


def _chances(found: Robustness, names: Sequence[str], ranking: Ranking) -> Iterator[Block]:
    """The draws: the answer, what was drawn, the ranks, and who must care about what."""
    yield Heading("How sure the ranking is")
    yield Sentence(_answer(found, names), "strong")
    yield Sentence(_what_is_drawn(found), talk=True)
    yield from _musts(ranking)
    yield _ranks(found, names)
    yield _central(found, names)
    explained = (
        "A vendor's central weights are the mean of those with which it ranks first: what one has to care about."
    )
    sure = "The confidence is how often it then does rank first, whatever the open answers are."
    yield Sentence(f"{explained} {sure}", talk=True)


def _answer(found: Robustness, names: Sequence[str]) -> str:
    """Who ranks first how often; the greatest standard error is that of the first."""
    first = sorted(enumerate(ranks[0] for ranks in found.acceptability.rank_shares), key=lambda one: -one[1])
    (best, share), draws = first[0], found.sampling.draws
    error = f"standard error {max(100 * share_error(share, draws), 0.1 if 0 < share < 1 else 0):.1f} points"
    text = f"{names[best]} ranks first in {_in_words(share)} of {draws:,} draws ({error})"
    others = [(one, often) for one, often in first[1:_MOST_NAMED] if often >= _NEARLY_NEVER]
    told = [
        f"{names[one]}{'' if one else ', which leads by your weights,'} in {_in_words(often)}" for one, often in others
    ]
    return f"{text}; {listed(told)}." if told else f"{text}."


def _in_words(share: float) -> str:
    """A share in a sentence."""
    return _chance(share).replace("<", "under ").replace(">", "over ")


def _chance(share: float) -> str:
    """A share of draws: neither none nor all is told as what it is not."""
    told = percent(share)
    if share < 1 and told == "100%":
        return ">99%"
    return "<0.1%" if share > 0 and told == "0%" else told


def _what_is_drawn(found: Robustness) -> str:
    """How the weights and the rest are drawn."""
    spread, criteria = found.sampling.spread_share, len(found.matrix.criteria)
    answers = "open answers anywhere in their ranges, marks anywhere between the people's means"
    seed = f"Seed {found.sampling.seed}; the same seed draws the same."
    if spread is None:
        mean = f"each of the {criteria} criteria weighs {percent(1 / criteria)} in the mean, whatever yours is"
        return (
            f"Weights are drawn from all there are: {mean} (--spread 20 stays within 20% of yours); {answers}. {seed}"
        )
    if not spread:
        return f"Weights are yours in every draw; {answers}. {seed}"
    around = f"Weights are drawn around yours, each from {1 - spread:.0%} to {1 + spread:.0%} of it"
    return f"{around} (without --spread, from all there are); {answers}. {seed}"


def _musts(ranking: Ranking) -> Iterator[Sentence]:
    """Who is drawn though a must may put it out."""
    asked = [e for e in ranking.eligible if any(knockout.state == "unanswered" for knockout in e.knockouts)]
    if asked:
        names = listed([name_of(entry) for entry in asked])
        whose = "its" if len(asked) == 1 else "their"
        yield Sentence(f"{names}: drawn as if {whose} unanswered musts were met.", talk=True)


def _ranks(found: Robustness, names: Sequence[str]) -> Table:
    """The heat map: vendors by rank."""
    shares = found.acceptability.rank_shares
    apart = len(names) if len(names) <= _MOST_RANKS else _RANKS_APART
    heads = [_ordinal(rank) for rank in range(1, apart + 1)]
    if apart < len(names):
        heads.append(f"{_ordinal(apart + 1)}–{_ordinal(len(names))}")
    rows = []
    for name, ranks in zip(names, shares, strict=True):
        told = [*ranks[:apart], *([sum(ranks[apart:])] if apart < len(ranks) else [])]
        rows.append((Cell(name), *(_shaded(min(share, 1.0)) for share in told)))
    columns = (Column("vendor"), *(Column(head, right=True) for head in heads))
    return Table(columns, rows, "Share of the draws in which each vendor has each rank")


def _ordinal(rank: int) -> str:
    """``1st``, ``12th``, ``22nd``."""
    ending = "th" if rank % 100 in {11, 12, 13} else {1: "st", 2: "nd", 3: "rd"}.get(rank % 10, "th")
    return f"{rank}{ending}"


def _shaded(share: float) -> Cell:
    """A share, darker where it is greater."""
    levels: tuple[Shade, ...] = (0, 1, 2, 3)
    shade = levels[sum(share >= bound for bound in _SHADES)]
    return Cell(_chance(share), "plain", shade=shade) if share else Cell("0%", "dim")


def _central(found: Robustness, names: Sequence[str]) -> Table:
    """What one has to care about for each vendor that ranks first at all."""
    rows = []
    for position, (name, sure) in enumerate(zip(names, found.confidence, strict=True)):
        if sure is not None:
            rows.append(
                (Cell(name), Cell(_chance(sure)), Cell(", ".join(_cared_for(found, position)) or "no one thing"))
            )
    columns = (Column("vendor"), Column("confidence", right=True), Column("first where these weigh more (mean)"))
    return Table(columns, rows, "What speaks for each that ranks first")


def _cared_for(found: Robustness, position: int) -> list[str]:
    """The criteria that weigh more than usual where a vendor ranks first, by more than chance makes of it."""
    criteria, spread = found.matrix.criteria, found.sampling.spread_share
    usual = found.matrix.weights if spread is not None else (1 / len(criteria),) * len(criteria)
    central, errors = found.acceptability.central_weights[position], found.central_errors[position]
    if central is None or errors is None:
        return []
    both = zip(central, usual, errors, criteria, strict=True)
    clear = [(own, mean, name) for own, mean, error, name in both if own - mean > max(_CLEAR * error, _LEAST_MOVED)]
    gains = sorted(clear, key=lambda one: one[1] - one[0])[:_MOST_CRITERIA]
    return [f"{_criterion(name)} {exact_percent(own)} ({exact_percent(mean)})" for own, mean, name in gains]


def _criterion(name: str) -> str:
    """A criterion in words; an own one may be called anything."""
    return shown(in_words(name), 40)


def _changes(found: Robustness, names: Sequence[str], rank_by: RankBy) -> Iterator[Block]:
    """What would change the winner, exactly."""
    yield Heading("What would change the winner")
    yield Sentence(_held(found, names), "strong")
    yield from flip_chart(found.flips, names)
    alone = [_criterion(flip.criterion) for flip in found.flips if flip.change is None]
    if alone and len(alone) < len(found.flips):
        yield Sentence(
            f"No weight of one of these alone changes the winner: {', '.join(alone)}.", talk=True, apart=True
        )
    yield from _moves(found, names)
    yield from _standings(found, names, _BY[rank_by])


def _held(found: Robustness, names: Sequence[str]) -> str:
    """For which weights of the criteria that matter most the winner holds."""
    nearest = [flip for flip in found.flips if flip.change is not None][:_MOST_CRITERIA]
    if len(names) == 1:
        return f"{names[0]} has no rival."
    if not nearest:
        return f"{names[0]} holds whatever a single criterion weighs."
    told = [
        f"{_criterion(flip.criterion)} weighs {_between(flip)} (now {exact_percent(flip.weight)})" for flip in nearest
    ]
    alone = "Each weight changed alone, " if told[1:] else ""
    return f"{alone}{names[0]} holds while {listed(told)}."


def _between(flip: Flip) -> str:
    """``between 12% and 61%``, ``7% or less``."""
    is_between = flip.below is not None and flip.above is not None
    return f"between {holding(flip, ' and ')}" if is_between else holding(flip, "")


def _moves(found: Robustness, names: Sequence[str]) -> Iterator[Table]:
    """The least joint change of weights for each rival that can lead at all."""
    moves = [(s.nearest, name) for s, name in zip(found.standings, names, strict=True)][1:]
    rivals = sorted(((move, name) for move, name in moves if move), key=lambda one: one[0].change)
    if rivals:
        columns = (Column("vendor"), Column("points of weight, of 100", right=True), Column("from"), Column("to"))
        rows = [(Cell(name), Cell(f"{50 * move.change:.1f}"), *_moved(found, move)) for move, name in rivals]
        yield Table(columns, rows, "The least weight to move so that another leads")


def _moved(found: Robustness, move: Move) -> tuple[Cell, Cell]:
    """From which criteria weight is taken, and to which it goes."""
    weights = found.matrix.weights
    changes = [new - old for new, old in zip(move.weights, weights, strict=True)]
    named = sorted(zip(changes, found.matrix.criteria, strict=True), key=lambda one: -abs(one[0]))
    ends = []
    for sign in (-1, 1):
        told = [f"{_criterion(name)} {100 * abs(by):.1f}" for by, name in named if sign * by >= _LEAST_MOVED]
        more = len(told) - _MOST_CRITERIA
        kept = told[:_MOST_CRITERIA] if more > 1 else told
        ends.append(Cell(", ".join([*kept, *([f"{more} more"] if more > 1 else [])]) or "–"))
    # A vendor that scores the same in everything needs no change.
    return (ends[0] if move.change > _LEAST_MOVED else Cell("nothing: it leads, too")), ends[1]


def _standings(found: Robustness, names: Sequence[str], by: str) -> Iterator[Sentence]:
    """Vendors that no weights can save."""
    told: list[str] = []
    shown_only: list[str] = []
    for name, standing in zip(names, found.standings, strict=True):
        if standing.dominated_by:
            others = listed([names[other] for other in standing.dominated_by])
            told.append(f"{name} is beaten on every criterion by {others}, whatever open answers and marks are.")
        elif not standing.leads_at_best:
            told.append(f"No weights put {name} first, even if its open answers come out best and all others' worst.")
        elif not standing.leads_by_shown:
            shown_only.append(name)
    if shown_only:
        told.append(f"{by}, no weights put {listed(shown_only)} first; open answers or marks could.")
    if not told and len(names) > 1:
        told.append("Each of the vendors leads with some weights.")
    for position, text in enumerate(told):
        yield Sentence(text, apart=position == 0)
