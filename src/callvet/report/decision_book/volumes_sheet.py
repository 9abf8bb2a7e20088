"""A month at other volumes, at most: a line for each offer, and the figures below."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from callvet.report.cost_crossings import MARKET_NAMES
from callvet.report.decision_book.looks import RULE, WHOLE
from callvet.report.decision_book.paper import Paper
from callvet.report.decision_book.places import VOLUMES
from callvet.report.offer_names import full_names

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from xlsxwriter import Workbook

    from callvet.evaluation.prices.crossings import Sampled
    from callvet.report.decision_book.looks import Looks
    from callvet.report.decision_book.material import Material

_HOW: Final = (
    "What a normal month costs at most, at so many calls a month. A dash stands where a vendor takes no such volume "
    "or no figure is possible. The market’s ranges are those of the sheet Costs, at their high end."
)
_FIRST_WIDTH, _WIDTH = 11, 15
_LEAST_COLUMNS: Final = 8
_CHART_HEIGHT, _ROW_HEIGHT = 400, 20
"""As programs draw them. [pixels]"""
_A_SIGN, _MARGIN = 7, 5
"""Of the width of a column. [pixels]"""
_COLOURS: Final = (
    "#1F3864", "#C55A11", "#2E7D32", "#7030A0", "#B8860B", "#00838F", "#AD1457", "#5D4037", "#546E7A", "#827717",
)  # fmt: skip
_MARKERS: Final = ("circle", "square", "triangle", "diamond", "x")
_MARKET: Final = "market/"
_MARKET_COLOUR: Final = "#7F7F7F"
_CHART: Final = 3
_HEADS: Final = _CHART + _CHART_HEIGHT // _ROW_HEIGHT + 1


def write_volumes(book: Workbook, looks: Looks, material: Material) -> None:
    """Write the sheet."""
    drawn = material.answer.curves.sampled if material.answer.curves else None
    count = len(drawn.highs) if drawn else 0
    paper = Paper(book, VOLUMES, looks, (_FIRST_WIDTH, *([_WIDTH] * max(count, _LEAST_COLUMNS))))
    paper.title(f"A month at other volumes, in {material.currency}")
    if not drawn or not drawn.volumes:
        paper.text(2, 0, "Without a volume and an offer there is nothing to show.", looks())
        return
    paper.across(1, _HOW)
    paper.sheet.freeze_panes(0, 1)
    names: Mapping[str, str] = {**full_names(material.answer.offers), **MARKET_NAMES}
    heads = ("calls a month", *(names.get(key, key) for key in drawn.highs))
    paper.heads(_HEADS, heads, figures=range(1 + count))
    first = _HEADS + 1
    for row, volume in enumerate(drawn.volumes, first):
        paper.figure(row, 0, float(volume), "#,##0", bold=True)
    for column, highs in enumerate(drawn.highs.values(), 1):
        for row, amount in enumerate(highs, first):
            if amount is None:
                paper.text(row, column, "–", looks.figure(WHOLE))
            else:
                paper.amount(row, column, amount)
    _write_chart(book, paper, drawn, tuple(drawn.highs))


def _write_chart(book: Workbook, paper: Paper, drawn: Sampled, keys: Sequence[str]) -> None:
    """A line for each offer; those of the market are dashed."""
    first = _HEADS + 1
    last = first + len(drawn.volumes) - 1
    chart = book.add_chart({"type": "scatter", "subtype": "straight_with_markers"})
    for column, key in enumerate(keys, 1):
        series = {
            "name": [VOLUMES, _HEADS, column],
            "categories": [VOLUMES, first, 0, last, 0],
            "values": [VOLUMES, first, column, last, column],
        }
        chart.add_series(series | _line(key, column))
    grid = {"visible": True, "line": {"color": RULE}}
    ends = {"min": 0, "max": float(drawn.volumes[-1])}
    chart.set_title({"name": "What a month costs at most, by calls a month", "name_font": {"size": 12}})
    chart.set_x_axis({"name": "calls a month", "num_format": "#,##0", "major_gridlines": grid} | ends)
    chart.set_y_axis({"num_format": paper.looks.whole_money, "min": 0, "major_gridlines": grid})
    chart.set_legend({"position": "right", "font": {"size": 9}})
    width = sum(int(one * _A_SIGN) + _MARGIN for one in paper.widths)
    chart.set_size({"width": width, "height": _CHART_HEIGHT})
    told = "A line for each offer: what a month costs at most against the calls of a month, as in the table below"
    paper.sheet.insert_chart(_CHART, 0, chart, {"object_position": 2, "description": told})


def _line(key: str, column: int) -> dict[str, object]:
    """What a line looks like; neighbours differ in colour and in the form of their points."""
    if key.startswith(_MARKET):
        dash = "dash" if column % 2 else "square_dot"
        return {"line": {"color": _MARKET_COLOUR, "width": 1.5, "dash_type": dash}, "marker": {"type": "none"}}
    colour = _COLOURS[(column - 1) % len(_COLOURS)]
    marker = {"type": _MARKERS[(column - 1) % len(_MARKERS)], "size": 5, "border": {"color": colour}}
    return {"line": {"color": colour, "width": 1.75}, "marker": marker | {"fill": {"color": colour}}}
