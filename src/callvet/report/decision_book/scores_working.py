"""The working of the list, beside what is printed: what the order goes by, and in which criteria a vendor is strong."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from callvet.report.decision_book.looks import GREY, HUNDREDTH, WHOLE
from callvet.report.decision_book.material import MOST_NAMED, points_given, points_kept_back
from callvet.report.decision_book.paper import cell
from callvet.report.decision_book.places import (
    S_FIRST,
    S_HIGH,
    S_IN,
    S_SHOWN,
    S_VENDOR,
    SCORES_HEADS,
)

if TYPE_CHECKING:
    from callvet.report.decision_book.material import Material
    from callvet.report.decision_book.paper import Paper
    from callvet.report.decision_book.places import Places
    from callvet.score.ranking import RankBy

WORKING_WIDTHS: Final = (10, 9, 9, 60, 60)
_HEADS: Final = ("the order goes by", "order of ties, by id", "place in the list", "strong in", "weak in")
_GIVEN, _KEPT = 2, 3
_STRONG, _WEAK = 4, 5
_TOLD_APART: Final = "1E-12"
"""What each column is behind the one before it, so that of equal points the first comes first. [points]"""
NOTHING: Final = "nothing yet"


def write_working(paper: Paper, material: Material, places: Places) -> None:
    """Write the columns beside the scores, and below them the points told apart."""
    looks = paper.looks
    for step, head in enumerate(_HEADS):
        paper.text(SCORES_HEADS, places.working + step, head, looks.head)
    grey = looks.figure(HUNDREDTH, font_color=GREY)
    for place, one in enumerate(material.standings):
        row = places.block(0) + place
        paper.formula(row, places.counts, _counts(row, material.ranking.rank_by), one.counts, grey)
        paper.figure(row, places.ties, one.tie_order, WHOLE, font_color=GREY)
        paper.formula(row, places.in_list, _place(places, row), place + 1, looks.figure(WHOLE))
        for column, block, names in (
            (places.strong, _STRONG, one.strong_in),
            (places.weak, _WEAK, one.weak_in),
        ):
            points = places.points_row(places.block(block) + place)
            paper.formula(row, column, _names(places, points), in_list(names), looks())
    told = (
        "Working, for what is strong and weak: points given, then kept back but for those; each column a trifle behind"
    )
    paper.text(places.block(_STRONG) - 1, S_VENDOR, told, looks(font_color=GREY))
    for block, source in ((_STRONG, _GIVEN), (_WEAK, _KEPT)):
        _write_told_apart(paper, material, places, block, source)


def in_list(names: tuple[str, ...]) -> str:
    """Names with commas between."""
    return ", ".join(names) or NOTHING


def _counts(row: int, rank_by: RankBy) -> str:
    """What the order goes by; scores that agree to nine digits are a tie."""
    shown, high = cell(row, S_SHOWN), cell(row, S_HIGH)
    figure = {"score": shown, "high": high, "middle": f"({shown}+{high})/2"}[rank_by]
    return f"ROUND({figure},9)"


def _place(places: Places, row: int) -> str:
    """The place in the list: those that are in by what counts, ties by their ids, then those that are out."""
    are_in, counts, ties = (places.of_vendors(column).here for column in (S_IN, places.counts, places.ties))
    own_in, own_counts, own_tie = (cell(row, column) for column in (S_IN, places.counts, places.ties))
    before = f"({counts}>{own_counts})+({counts}={own_counts})*({ties}<{own_tie})"
    return f'IF({own_in}="in",0,COUNTIF({are_in},"in"))+1+SUMPRODUCT(({are_in}={own_in})*({before}))'


def _names(places: Places, points: str) -> str:
    """The criteria of the most points, as far as they have any."""
    pieces = []
    for nth in range(1, min(MOST_NAMED, places.judged) + 1):
        most = f"LARGE({points},{nth})"
        name = f"INDEX({places.heads.here},MATCH({most},{points},0))"
        before = '", "&' if nth > 1 else ""
        pieces.append(f'IF({most}>0,{before}{name},"{"" if nth > 1 else NOTHING}")')
    return "&".join(pieces) if pieces else f'"{NOTHING}"'


def _write_told_apart(paper: Paper, material: Material, places: Places, block: int, source: int) -> None:
    """Points of which no two are equal; of those kept back, none where the criterion is among the strong."""
    look = paper.looks(num_format=HUNDREDTH, font_color=GREY, align="center", font_size=8)
    points_of = points_given if source == _GIVEN else points_kept_back
    for place, standing in enumerate(material.standings):
        row, points = places.block(block) + place, places.block(source) + place
        paper.text(row, S_VENDOR, standing.name, paper.looks(font_color=GREY, align="left", indent=1))
        strong = places.points_row(places.block(_STRONG) + place)
        for step, one in enumerate(material.judged):
            column = S_FIRST + step
            apart = f"{cell(points, column)}-{step + 1}*{_TOLD_APART}"
            value = points_of(one, place) - (step + 1) * float(_TOLD_APART)
            if block == _WEAK:
                least = f"LARGE({strong},{min(MOST_NAMED, places.judged)})"
                own = cell(places.block(_STRONG) + place, column)
                apart = f"IF(AND({own}>={least},{own}>0),0,{apart})"
                value = 0.0 if one.name in standing.strong_in else value
            paper.formula(row, column, apart, value, look)
