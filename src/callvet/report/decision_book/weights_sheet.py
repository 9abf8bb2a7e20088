"""The weights: yellow cells by group and by criterion, and what they come to, as ``score.weights`` resolves them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from callvet.report.decision_book.looks import BAR, HUNDREDTH, SHARE
from callvet.report.decision_book.paper import Paper, cell
from callvet.report.decision_book.places import (
    W_GIVEN,
    W_GROUP,
    W_JUDGED,
    W_NAME,
    W_NOW,
    W_PART,
    W_POINTS,
    W_SHARING,
    W_WEIGHT,
    W_WHY,
    WEIGHTS,
    WEIGHTS_HEADS,
    WEIGHTS_STATE,
)
from callvet.report.phrases import sentence_case

if TYPE_CHECKING:
    from xlsxwriter import Workbook

    from callvet.report.decision_book.looks import Looks
    from callvet.report.decision_book.material import Material, Weighed
    from callvet.report.decision_book.places import Places

_HEADS: Final = (
    "group or criterion",
    "of the group",
    "weight: change the yellow cells",
    "part of its group",
    "part that counts",
    "points",
    "weighs now",
    "weighed as given",
    "judged",
    "because",
)
_WIDTHS: Final = (24, 13, 14, 10, 10, 9, 11, 11, 9, 76)
_HOW: Final = (
    "Change a yellow cell, and Summary and Scores follow. Any numbers from 0 will do: they are brought to 100%. A "
    "group’s weight is split among its criteria in the proportions of “part of its group”; a criterion with a number "
    "of its own has that instead, and leaves the group’s weight to the others. Empty means: no weight of its own."
)
AS_GIVEN: Final = "The weights are as they were given."
CHANGED: Final = "The weights have been changed; beside them stands what was given."
_NOTHING: Final = "No criterion weighs anything: give at least one a weight above 0."
_BELOW: Final = "A weight is below 0: write a number from 0."
_NO_NUMBER: Final = "A weight is no number: write a number from 0, or leave the cell empty."
_NEGLIGIBLE: Final = "1E-9"
_NO_WEIGHT: Final = 0.0
_LONGEST_NAME: Final = 60


def write_weights(book: Workbook, looks: Looks, material: Material, places: Places) -> None:
    """Write the sheet."""
    paper = Paper(book, WEIGHTS, looks, _WIDTHS)
    paper.title("What each criterion weighs")
    origin = material.ranking.weights.origin
    paper.across(1, f"{_HOW} These were given: {origin}.")
    paper.across(WEIGHTS_STATE[0], AS_GIVEN, looks(bold=True, text_wrap=True), formula=_state(places))
    paper.heads(WEIGHTS_HEADS, _HEADS, figures=range(W_WEIGHT, W_JUDGED))
    paper.keep_heads(WEIGHTS_HEADS, 1)
    paper.subheading(places.first_group - 1, "Groups")
    paper.subheading(places.first_criterion - 1, "Criteria")
    _write_groups(book, paper, material, places)
    _write_criteria(book, paper, material, places)
    first, last = places.first_group, places.first_criterion + places.criteria - 1
    for column in (W_NOW, W_GIVEN):
        bar = {"type": "data_bar", "data_bar_2010": True, "bar_color": BAR, "bar_solid": True}
        limits = {"min_type": "num", "min_value": 0}
        paper.sheet.conditional_format(first, column, last, column, bar | limits)


def _state(places: Places) -> str:
    """Whether the weights can be used, and whether they are those that were given."""
    first, last = places.of_groups(W_WEIGHT).here.split(":")[0], places.of_criteria(W_WEIGHT).here.split(":")[1]
    given = f"{first}:{last}"
    now, before = places.of_criteria(W_NOW).here, places.of_criteria(W_GIVEN).here
    return (
        f'IF(COUNTA({given})>COUNT({given}),"{_NO_NUMBER}",'
        f'IF(COUNTIF({given},"<0")>0,"{_BELOW}",'
        f'IF(SUM({places.of_criteria(W_POINTS).here})=0,"{_NOTHING}",'
        f'IF(SUMPRODUCT(ABS({now}-{before}))>{_NEGLIGIBLE},"{CHANGED}","{AS_GIVEN}"))))'
    )


def _write_groups(book: Workbook, paper: Paper, material: Material, places: Places) -> None:
    """The groups: a cell to be changed, and what their criteria come to."""
    looks = paper.looks
    of_group, now, before = (places.of_criteria(column).here for column in (W_GROUP, W_NOW, W_GIVEN))
    for row, group in enumerate(material.groups, places.first_group):
        given = sum(one.weight for one in material.criteria if one.criterion.group == group.name)
        paper.text(row, W_NAME, group.name, looks.strong)
        _input(book, paper, row, group.named, f"group_weight_{group.name}")
        own = cell(row, W_NAME, col_abs=True)
        paper.formula(row, W_NOW, f"SUMIF({of_group},{own},{now})", given, looks.figure(SHARE))
        paper.formula(row, W_GIVEN, f"SUMIF({of_group},{own},{before})", given, looks.figure(SHARE))
        for column in (W_GROUP, W_PART, W_SHARING, W_POINTS, W_JUDGED):
            paper.text(row, column, "")
        paper.text(row, W_WHY, sentence_case(group.reason))


def _write_criteria(book: Workbook, paper: Paper, material: Material, places: Places) -> None:
    """The criteria: a cell to be changed, their part of the group, and what both come to."""
    looks = paper.looks
    rows = {group.name: row for row, group in enumerate(material.groups, places.first_group)}
    sharing = _sharing(material)
    points = places.of_criteria(W_POINTS).here
    given = [_points(one, material, sharing) for one in material.criteria]
    for place, one in enumerate(material.criteria):
        row = places.first_criterion + place
        group = rows.get(one.criterion.group)
        paper.text(row, W_NAME, one.name)
        paper.text(row, W_GROUP, one.criterion.group)
        _input(book, paper, row, one.named, f"weight_{one.criterion.id}")
        paper.figure(row, W_PART, one.part, "General")
        own, part = cell(row, W_WEIGHT), cell(row, W_PART)
        share = _NO_WEIGHT if one.named is not None else one.part
        paper.formula(row, W_SHARING, f"IF(ISNUMBER({own}),0,{part})", share, looks.figure("General"))
        reckoned = _points_formula(places, row, group)
        paper.formula(row, W_POINTS, reckoned, given[place], looks.figure(HUNDREDTH))
        of_all = f"IF(SUM({points})=0,0,{cell(row, W_POINTS)}/SUM({points}))"
        paper.formula(row, W_NOW, of_all, one.weight, looks.figure(SHARE))
        paper.figure(row, W_GIVEN, one.weight, SHARE)
        paper.text(row, W_JUDGED, "no" if one.not_judged else "yes")
        paper.text(row, W_WHY, sentence_case(_why(one)))


def _why(one: Weighed) -> str:
    """Why a criterion weighs what it does, or nothing."""
    if one.not_judged:
        return f"not judged: {one.not_judged}"
    return one.reason or f"the committee’s own question: {one.criterion.question}"


def _points_formula(places: Places, row: int, group: int | None) -> str:
    """What a criterion gets before all are brought to 1: its own, else its part of what its group has."""
    own, judged = cell(row, W_WEIGHT), cell(row, W_JUDGED)
    if group is None:
        return f'IF({judged}="no",0,N({own}))'
    sharing = f"SUMIF({places.of_criteria(W_GROUP).here},{cell(row, W_GROUP)},{places.of_criteria(W_SHARING).here})"
    of_group = f"N({cell(group, W_WEIGHT, row_abs=True, col_abs=True)})"
    split = f"IF({sharing}=0,0,{of_group}*{cell(row, W_PART)}/{sharing})"
    return f'IF({judged}="no",0,IF(ISNUMBER({own}),{own},{split}))'


def _sharing(material: Material) -> dict[str, float]:
    """The parts of each group that share its weight."""
    found: dict[str, float] = {}
    for one in material.criteria:
        found[one.criterion.group] = found.get(one.criterion.group, 0.0) + (one.part if one.named is None else 0)
    return found


def _points(one: Weighed, material: Material, sharing: dict[str, float]) -> float:
    """What the formula of a criterion's points comes to with the weights as given."""
    if one.not_judged:
        return 0.0
    if one.named is not None:
        return one.named
    group = next((group.named for group in material.groups if group.name == one.criterion.group), None)
    parts = sharing[one.criterion.group]
    return (group or 0.0) * one.part / parts if parts else 0.0


def _input(book: Workbook, paper: Paper, row: int, value: float | None, name: str) -> None:
    """A cell to be changed, under a name."""
    look: Any = paper.looks.weight
    if value is None:
        paper.sheet.write_blank(row, W_WEIGHT, None, look)
    else:
        paper.sheet.write_number(row, W_WEIGHT, value, look)
    paper.sheet.data_validation(
        row,
        W_WEIGHT,
        row,
        W_WEIGHT,
        {
            "validate": "decimal",
            "criteria": ">=",
            "value": 0,
            "error_title": "Not a weight",
            "error_message": "A weight is a number from 0, such as 20. Leave the cell empty for no weight of its own.",
        },
    )
    book.define_name(_defined(name, row), f"={WEIGHTS}!{cell(row, W_WEIGHT, row_abs=True, col_abs=True)}")


def _defined(name: str, row: int) -> str:
    """A name that formulas may use; one of the buyer's own words is told by its row where it has other signs."""
    fitting = re.fullmatch(r"[a-z0-9_]+", name) and len(name) <= _LONGEST_NAME
    return name if fitting else f"weight_of_row_{row + 1}"
