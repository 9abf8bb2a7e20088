"""The first sheet: the answer in a sentence, the ranking as it now stands, and what could still change it."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Final

from callvet.model.wording import shown
from callvet.report.decision_book.looks import BAR, INK, PALE_BAR, RULE, TENTH, WHOLE
from callvet.report.decision_book.paper import Paper, Span, cell
from callvet.report.decision_book.places import (
    C_HIGH,
    C_LOW,
    COSTS,
    COSTS_FIRST,
    M_WHY,
    MUSTS,
    MUSTS_FIRST,
    S_GIVEN,
    S_HIGH,
    S_IN,
    S_RANK,
    S_SHOWN,
    S_VENDOR,
    SUMMARY,
    SUMMARY_FIRST,
    WEIGHTS,
    WEIGHTS_STATE,
)
from callvet.report.decision_book.scores_working import in_list
from callvet.report.decision_book.summary_changes import write_flips, write_questions_to_ask
from callvet.report.decision_book.weights_sheet import AS_GIVEN, CHANGED
from callvet.report.phrases import NOT_KNOWN, situation

if TYPE_CHECKING:
    from xlsxwriter import Workbook

    from callvet.report.decision_book.looks import Looks
    from callvet.report.decision_book.material import Material, Standing
    from callvet.report.decision_book.places import Places

_RANK, _VENDOR, _SHOWN, _HIGH, _LOW_COST, _HIGH_COST, _STRONG, _WEAK, _STILL, _GIVEN = range(10)
_HEADS: Final = (
    "#", "vendor", "shown, of 100", "could be", "a month, at least", "a month, at most", "strong in", "weak in",
    "can it still come first?", "# as given",
)  # fmt: skip
_WIDTHS: Final = (5, 27, 12, 12, 12, 12, 31, 31, 38, 8)
_CHART_ROW: Final = 20
"""Height of a row below a chart, as programs make it. [pixels]"""
_BAR_HEIGHT: Final = 26
_CHART_BASE: Final = 130
_CHART_WIDTH: Final = 1340
"""As programs draw them. [pixels]"""
_MOST_BARS: Final = 15
"""More are no picture any more; the list has them all. [count]"""
OUT_OF_ORDER: Final = "The weights are not in order: see the sheet Weights."
_DECIDED: Final = "No missing answer of another vendor can put it first."
_ONE_MORE: Final = "Not decided yet: one more vendor could come first with its missing answers."
_SEVERAL_MORE: Final = " more vendors could come first with their missing answers."
NOBODY: Final = "No vendor meets every must."
_LEADS, _COULD_LEAD, _BEHIND = "leads", "yes, with its missing answers", "not with these weights"


def write_summary(book: Workbook, looks: Looks, material: Material, places: Places) -> None:
    """Write the sheet."""
    paper = Paper(book, SUMMARY, looks, _WIDTHS)
    company = material.answer.ranking.needs.company
    paper.title(f"Which call centre for {company}?" if company else "Which call centre?")
    paper.across(1, _verdict_now(material), looks.answer, formula=_verdict(places))
    paper.across(2, _undecided_now(material), looks.answer, formula=_undecided(places))
    state = Span(WEIGHTS, *WEIGHTS_STATE, *WEIGHTS_STATE)
    paper.across(3, AS_GIVEN, looks(text_wrap=True), formula=str(state))
    paper.across(4, _rests_on(material))
    paper.heads(SUMMARY_FIRST - 1, _HEADS, figures=(_SHOWN, _HIGH, _LOW_COST, _HIGH_COST))
    for place, one in enumerate(material.standings):
        _write_row(paper, material, places, place, one)
    _write_bars(paper, places)
    paper.sheet.freeze_panes(SUMMARY_FIRST, 2)
    row = _write_chart(book, paper, places)
    row = write_questions_to_ask(paper, material, row)
    write_flips(paper, material, row)


def _score(points: float) -> str:
    """Points as FIXED tells them: to a tenth, half up."""
    return str(Decimal(f"{points:.12f}").quantize(Decimal("0.1"), ROUND_HALF_UP))


def _verdict(places: Places) -> str:
    """Who leads, with the weights as they now are."""
    ranks = places.of_vendors(S_RANK)
    best = f"FIXED({cell(SUMMARY_FIRST, _SHOWN)},1)"
    several = f'COUNTIF({ranks},1)&" vendors share the first place, with "&{best}&" of 100 points shown."'
    one = f'{cell(SUMMARY_FIRST, _VENDOR)}&" leads with "&{best}&" of 100 points shown."'
    found = f'IF(COUNTIF({ranks},1)=0,"{NOBODY}",IF(COUNTIF({ranks},1)>1,{several},{one}))'
    return f'IF({_is_in_order()},{found},"{OUT_OF_ORDER}")'


def _is_in_order() -> str:
    """Whether the weights can be used, by what their sheet says of them."""
    state = Span(WEIGHTS, *WEIGHTS_STATE, *WEIGHTS_STATE)
    return f'OR({state}="{AS_GIVEN}",{state}="{CHANGED}")'


def _verdict_now(material: Material) -> str:
    """The same, with the weights as they were given."""
    leaders = [one for one in material.standings if one.entry.rank == 1]
    if not leaders:
        return NOBODY
    best = _score(leaders[0].entry.score)
    if leaders[1:]:
        return f"{len(leaders)} vendors share the first place, with {best} of 100 points shown."
    return f"{leaders[0].name} leads with {best} of 100 points shown."


def _best_shown(places: Places) -> str:
    """The most that a vendor of the first place has shown."""
    return f"SUMPRODUCT(MAX(({places.of_vendors(S_RANK)}=1)*{places.of_vendors(S_SHOWN)}))"


def _undecided(places: Places) -> str:
    """How many could still come first by their missing answers."""
    are_in, ranks, highs = (places.of_vendors(column) for column in (S_IN, S_RANK, S_HIGH))
    behind = f'SUMPRODUCT(({are_in}="in")*({ranks}<>1)*({highs}>{_best_shown(places)}))'
    found = f'IF({behind}=0,"{_DECIDED}",IF({behind}=1,"{_ONE_MORE}","Not decided yet: "&{behind}&"{_SEVERAL_MORE}"))'
    return f'IF({_is_in_order()},{found},"")'


def _undecided_now(material: Material) -> str:
    """The same, with the weights as they were given."""
    count = len(material.ranking.undecided)
    if count > 1:
        return f"Not decided yet: {count}{_SEVERAL_MORE}"
    return _ONE_MORE if count else _DECIDED


def _rests_on(material: Material) -> str:
    """Under what the figures hold."""
    answer = material.answer
    volume = answer.cost.volumes[0] if answer.cost else None
    at = f"{situation(volume, answer.cost.needs.demand)}. " if answer.cost and volume else ""
    return (
        f"{at}As of {answer.day}. Change the yellow cells on the sheet Weights, and the ranking here follows. What a "
        "month costs is that of the offer by which cost is scored; “at most” counts every open term at its worst."
    )


def _write_row(paper: Paper, material: Material, places: Places, place: int, one: Standing) -> None:
    """A vendor of the list, whichever now has that place."""
    looks, entry = paper.looks, one.entry
    row = SUMMARY_FIRST + place
    at = f"MATCH({place + 1},{places.of_vendors(places.in_list)},0)"

    def from_scores(column: int) -> str:
        return f"INDEX({places.of_vendors(column)},{at})"

    centred = looks.figure(WHOLE, align="center", bold=True)
    paper.formula(row, _RANK, from_scores(S_RANK), entry.rank or "–", centred)
    paper.formula(row, _VENDOR, from_scores(S_VENDOR), one.name, looks.strong)
    paper.formula(row, _SHOWN, from_scores(S_SHOWN), entry.score, looks.figure(TENTH))
    paper.formula(row, _HIGH, from_scores(S_HIGH), entry.high, looks.figure(TENTH))
    cost = entry.subject.cost
    for column, source, amount in (
        (_LOW_COST, C_LOW, cost.monthly_low if cost else None),
        (_HIGH_COST, C_HIGH, cost.monthly_high if cost else None),
    ):
        amounts = Span(COSTS, COSTS_FIRST, source, COSTS_FIRST + places.vendors - 1, source)
        known: float | str = NOT_KNOWN if amount is None else float(amount)
        paper.formula(row, column, f"INDEX({amounts},{at})", known, looks.figure(looks.whole_money))
    paper.formula(row, _STRONG, from_scores(places.strong), in_list(one.strong_in), looks.text)
    paper.formula(row, _WEAK, from_scores(places.weak), in_list(one.weak_in), looks.text)
    reasons = Span(MUSTS, MUSTS_FIRST, M_WHY, MUSTS_FIRST + places.vendors - 1, M_WHY)
    higher = f'IF({cell(row, _HIGH)}>{_best_shown(places)},"{_COULD_LEAD}","{_BEHIND}")'
    still = f'IF({from_scores(S_IN)}="out",INDEX({reasons},{at}),IF({cell(row, _RANK)}=1,"{_LEADS}",{higher}))'
    paper.formula(row, _STILL, still, _still_now(material, one), looks.text)
    given = looks.figure(WHOLE, align="center")
    paper.formula(row, _GIVEN, from_scores(S_GIVEN), entry.rank or "–", given)


def _still_now(material: Material, one: Standing) -> str:
    """Whether a vendor could come first, with the weights as they were given."""
    if not one.entry.eligible:
        return out_because(one)
    if one.entry.rank == 1:
        return _LEADS
    return _COULD_LEAD if one.entry in material.ranking.undecided else _BEHIND


def out_because(one: Standing) -> str:
    """Why a vendor is out."""
    return shown(f"out: {'; '.join(knockout.reason for knockout in one.entry.failed)}", 250)


def _write_bars(paper: Paper, places: Places) -> None:
    """Bars behind the scores."""
    last = SUMMARY_FIRST + places.vendors - 1
    for column, colour in ((_SHOWN, BAR), (_HIGH, PALE_BAR)):
        bar = {"type": "data_bar", "data_bar_2010": True, "bar_color": colour, "bar_solid": True}
        limits = {"min_type": "num", "min_value": 0, "max_type": "num", "max_value": 100}
        paper.sheet.conditional_format(SUMMARY_FIRST, column, last, column, bar | limits)


def _write_chart(book: Workbook, paper: Paper, places: Places) -> int:
    """What each vendor has shown, and could be, as bars in the order of the list; the row below."""
    count = min(places.vendors, _MOST_BARS)
    last = SUMMARY_FIRST + count - 1
    chart = book.add_chart({"type": "bar"})
    for column, colour in ((_HIGH, PALE_BAR), (_SHOWN, INK)):
        chart.add_series(
            {
                "name": [SUMMARY, SUMMARY_FIRST - 1, column],
                "categories": [SUMMARY, SUMMARY_FIRST, _VENDOR, last, _VENDOR],
                "values": [SUMMARY, SUMMARY_FIRST, column, last, column],
                "fill": {"color": colour},
                "overlap": 100,
                "gap": 40,
            }
        )
    which = f", of the first {count} of the list" if places.vendors > count else ""
    title = f"What vendors have shown, and could be{which}"
    grid = {"visible": True, "line": {"color": RULE}}
    chart.set_title({"name": title, "name_font": {"size": 12}})
    chart.set_y_axis({"reverse": True, "num_font": {"size": 10}})
    chart.set_x_axis({"min": 0, "max": 100, "num_format": "0", "major_gridlines": grid})
    chart.set_legend({"position": "bottom"})
    height = _CHART_BASE + _BAR_HEIGHT * count
    chart.set_size({"width": _CHART_WIDTH, "height": height})
    below = SUMMARY_FIRST + places.vendors + 1
    paper.sheet.insert_chart(below, 0, chart, {"object_position": 2, "description": f"Bars: {title}, as listed above"})
    return below + 1 - (-height // _CHART_ROW)
