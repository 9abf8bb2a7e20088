"""Cost against volume as lines: round figures on the axis, and letters that do not stand on each other."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from callvet.report.decision_page.crossing_words import crossing_words
from callvet.report.decision_page.line_chart import Charts, Drawn, charts
from callvet.report.decision_words import offers_named
from tests.report.decisions import CASE, decided, quote, written

if TYPE_CHECKING:
    from pathlib import Path

    from callvet.evaluation.reporting import ReportAnswer


def charts_of(answer: ReportAnswer) -> Charts:
    """Those of an answer."""
    assert answer.cost is not None
    assert answer.curves is not None
    names = offers_named(answer)
    found = charts(Drawn(answer.cost, answer.curves, names, {}, crossing_words(answer.curves, names).told))
    assert found is not None
    return found


def test_every_line_that_reaches_the_edge_has_its_label_there_and_none_stands_on_another(
    decision: ReportAnswer,
) -> None:
    found = charts_of(decision)
    for chart in (found.wide, found.narrow):
        assert all(line.label is not None for line in chart.lines)
        heights = sorted(line.label[1] for line in chart.lines if line.label)
        assert all(after - before >= chart.frame.between - 1e-9 for before, after in pairwise(heights))
        assert {line.label[0] - line.end[0] for line in chart.lines if line.label} == {chart.frame.leader}


def test_labels_are_words_on_a_desk_and_letters_on_a_phone(decision: ReportAnswer) -> None:
    found = charts_of(decision)
    told = ["Corte", "Brio", "Acme", "market, shared agents", "market, dedicated agents"]
    assert sorted(line.short for line in found.wide.lines) == sorted(told)
    assert {line.short for line in found.narrow.lines} == {""}


def test_a_line_that_ends_within_says_up_to_where_it_is_offered(tmp_path: Path) -> None:
    case = {**CASE, "vendors/brio.yaml": CASE["vendors/brio.yaml"] + "capacity: {max_calls_per_month: 6000}\n    "}
    found = charts_of(decided(written(tmp_path, case)))
    (line,) = (line for line in found.wide.lines if line.label is None)
    assert (line.name, line.until) == ("Brio", "6,000")
    assert line.end[0] == pytest.approx(found.wide.frame.left + (found.wide.frame.right - found.wide.frame.left) * 0.6)


def test_patterns_tell_ten_lines_apart_without_colour(decision: ReportAnswer) -> None:
    looks = [line.look.split()[-1] for line in charts_of(decision).wide.lines]
    assert looks == ["d0", "d1", "d2", "d3", "d4"]


def test_a_crossing_stands_on_both_lines_and_the_one_that_changes_the_cheapest_has_its_figure(
    decision: ReportAnswer,
) -> None:
    # Corte and Brio meet where 5.10 n = 4.235 n + 6,000: at 6,936 calls and $35,376, of 10,000 calls and $70,000.
    found = charts_of(decision)
    (turn,) = (mark for mark in found.wide.marks if mark.turns)
    assert turn.turns == "6,936"
    assert turn.told == "From 6,936 calls a month on Brio is cheaper than Corte"
    frame = found.wide.frame
    assert turn.x == pytest.approx(frame.left + (frame.right - frame.left) * 0.69364, abs=0.1)
    point = f"{turn.x:.1f} {turn.y:.1f}"
    through = [line.name for line in found.wide.lines if point in line.path]
    assert sorted(through) == ["Brio", "Corte"]


def test_figures_of_two_crossings_close_together_do_not_stand_on_each_other(tmp_path: Path) -> None:
    # Corte 5.10 n, Brio 4.235 n + 2,600 and Acme 1.815 n + 11,000: the cheapest changes at 3,006 calls and at 3,471.
    case = {
        **CASE,
        "quotes/acme.yaml": quote("acme", "0.30", "11000"),
        "quotes/brio.yaml": quote("brio", "0.70", "2600"),
    }
    found = charts_of(decided(written(tmp_path, case)))
    turns = [mark for mark in found.narrow.marks if mark.turns]
    assert [mark.turns for mark in turns] == ["3,006", "3,471"]
    assert turns[1].x - turns[0].x < 60
    assert turns[0].beside > 0 > turns[1].beside
