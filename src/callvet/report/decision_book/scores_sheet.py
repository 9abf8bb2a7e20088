"""The scores: what was found by vendor and criterion, and as formulas what the weights make of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from callvet.report.decision_book.looks import HUNDREDTH, PALE, RULE, TENTH, WHOLE
from callvet.report.decision_book.material import POINT_DIGITS, points_given, points_kept_back
from callvet.report.decision_book.paper import Paper, cell
from callvet.report.decision_book.places import (
    BLOCKS,
    S_FIRST,
    S_GIVEN,
    S_HIGH,
    S_IN,
    S_RANK,
    S_SHOWN,
    S_VENDOR,
    SCORES,
    SCORES_HEADS,
    SCORES_WEIGHTS,
    W_NOW,
    WEIGHTS,
)
from callvet.report.decision_book.scores_working import WORKING_WIDTHS, write_working

if TYPE_CHECKING:
    from xlsxwriter import Workbook

    from callvet.report.decision_book.looks import Looks
    from callvet.report.decision_book.material import Material, Standing
    from callvet.report.decision_book.places import Places

_HEADS: Final = ("vendor", "in or out", "rank", "rank as given", "shown, of 100", "could be")
_WIDTHS: Final = (26, 6, 6, 7, 9, 9)
_WIDTH: Final = 4.8
_HOW: Final = (
    "Shown counts every unknown answer at its worst, could be every one at its best; both are found by callvet and do "
    "not change here. What weights make of them does: score, rank and points are formulas. Equal scores share a rank; "
    "vendors that are out come last, and no weight brings them back. The working of the list stands to the right."
)
_LEAST_HEIGHT, _MOST_HEIGHT = 90, 300
"""Of names that stand upright. [points]"""
_A_LETTER: Final = 7.5
"""How much of it a letter takes. [points]"""
_SHOWN, _HIGH, _GIVEN, _KEPT = range(BLOCKS)
_BLOCK_NAMES: Final = (
    "Shown, of 100",
    "Could be, of 100: with every missing answer at its best",
    "Points given: the weight of what is shown",
    "Points kept back, for want of merit or of an answer: the weight of what is missing to 100",
)
NO_RANK: Final = "–"
_LINE: Final = {"bottom": 1, "bottom_color": RULE}
_GOOD_SHADE, _BAD_SHADE = "#8FB08C", "#E2A39B"


def write_scores(book: Workbook, looks: Looks, material: Material, places: Places) -> None:
    """Write the sheet."""
    printed = S_FIRST + places.judged
    widths = (*_WIDTHS, *([_WIDTH] * places.judged), 3, *WORKING_WIDTHS)
    paper = Paper(book, SCORES, looks, widths, printed=printed)
    paper.title("Scores by vendor and criterion")
    paper.across(1, _HOW)
    paper.heads(SCORES_HEADS, _HEADS, figures=range(S_RANK, S_FIRST))
    longest = max(len(one.name) for one in material.judged)
    paper.height(SCORES_HEADS, min(max(_A_LETTER * longest + 10, _LEAST_HEIGHT), _MOST_HEIGHT))
    paper.sheet.freeze_panes(SCORES_WEIGHTS + 1, 1)
    paper.sheet.repeat_rows(SCORES_HEADS, SCORES_WEIGHTS)
    _write_weights(paper, material, places)
    for number, name in enumerate(_BLOCK_NAMES):
        paper.subheading(places.block(number) - 1, name)
        _write_block(paper, material, places, number)
        _shade(paper, places, number)
    for place, one in enumerate(material.standings):
        _write_standing(paper, places, one, place)
    write_working(paper, material, places)
    paper.sheet.print_area(0, 0, places.block(BLOCKS) - 2, printed - 1)


def _shade(paper: Paper, places: Places, number: int) -> None:
    """Shade the figures of one kind: the figure says the same."""
    first, last = places.block(number), places.block(number) + places.vendors - 1
    shade = {
        "type": "2_color_scale",
        "min_color": "#FFFFFF",
        "max_color": _BAD_SHADE if number == _KEPT else _GOOD_SHADE,
    }
    ends: dict[str, str | int] = {"min_type": "num", "min_value": 0}
    if number <= _HIGH:
        ends |= {"max_type": "num", "max_value": 100}
    paper.sheet.conditional_format(first, S_FIRST, last, S_FIRST + places.judged - 1, shade | ends)


def _write_weights(paper: Paper, material: Material, places: Places) -> None:
    """The criteria and what they weigh now."""
    looks = paper.looks
    for column in range(S_FIRST):
        paper.text(SCORES_WEIGHTS, column, "weighs now" if column == S_VENDOR else "", looks.subheading)
    rows = [places.first_criterion + place for place, one in enumerate(material.criteria) if not one.not_judged]
    share = looks(num_format="0%", align="center", bold=True, font_size=9, bg_color=PALE)
    for column, (row, one) in enumerate(zip(rows, material.judged, strict=True), S_FIRST):
        paper.text(SCORES_HEADS, column, one.name, looks.upright_head)
        where = f"{WEIGHTS}!{cell(row, W_NOW, row_abs=True, col_abs=True)}"
        paper.formula(SCORES_WEIGHTS, column, where, one.weight, share)


def _write_block(paper: Paper, material: Material, places: Places, number: int) -> None:
    """The figures of one kind, by vendor and criterion."""
    looks = paper.looks
    figure = looks.figure(WHOLE if number <= _HIGH else TENTH, align="center", font_size=10)
    for place, standing in enumerate(material.standings):
        row = places.block(number) + place
        paper.text(row, S_VENDOR, standing.name, looks(bold=True, align="left", indent=1, **_LINE))
        for column, one in enumerate(material.judged, S_FIRST):
            weight = cell(SCORES_WEIGHTS, column, row_abs=True)
            shown = cell(places.block(_SHOWN) + place, column)
            if number <= _HIGH:
                end = one.found[place].low if number == _SHOWN else one.found[place].high
                paper.sheet.write_number(row, column, end, figure)
            elif number == _GIVEN:
                points = f"ROUND({weight}*{shown},{POINT_DIGITS})"
                paper.formula(row, column, points, points_given(one, place), figure)
            else:
                points = f"ROUND({weight}*(100-{shown}),{POINT_DIGITS})"
                paper.formula(row, column, points, points_kept_back(one, place), figure)
        if number >= _GIVEN:
            points_of = points_given if number == _GIVEN else points_kept_back
            total = sum(points_of(one, place) for one in material.judged)
            paper.formula(row, S_SHOWN, f"SUM({places.points_row(row)})", total, looks.figure(HUNDREDTH))


def _write_standing(paper: Paper, places: Places, one: Standing, place: int) -> None:
    """What a vendor's figures come to under the weights as they now are."""
    looks, entry = paper.looks, one.entry
    row = places.block(_SHOWN) + place
    paper.text(row, S_IN, "in" if entry.eligible else "out", looks(align="center", **_LINE))
    for column, block, value in ((S_SHOWN, _SHOWN, entry.score), (S_HIGH, _HIGH, entry.high)):
        points = places.points_row(places.block(block) + place)
        weighed = f"MIN(100,SUMPRODUCT({places.weights_row},{points}))"
        paper.formula(row, column, weighed, value, looks.figure(HUNDREDTH, bold=column == S_SHOWN))
    ranked = looks.figure(WHOLE, bold=True, align="center")
    paper.formula(row, S_RANK, _rank(places, row), entry.rank or NO_RANK, ranked)
    if entry.rank:
        paper.figure(row, S_GIVEN, entry.rank, WHOLE, align="center")
    else:
        paper.text(row, S_GIVEN, NO_RANK, looks.figure(WHOLE, align="center"))


def _rank(places: Places, row: int) -> str:
    """How many that are in have more, and one; none for a vendor that is out."""
    are_in, counts = places.of_vendors(S_IN).here, places.of_vendors(places.counts).here
    better = f'SUMPRODUCT(({are_in}="in")*({counts}>{cell(row, places.counts)}))'
    return f'IF({cell(row, S_IN)}="in",1+{better},"{NO_RANK}")'
