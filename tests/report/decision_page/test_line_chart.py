"""Cost against volume as lines: round figures on the axis, and letters that do not stand on each other."""

from __future__ import annotations

from decimal import Decimal

import pytest

from callvet.report.decision_page.line_chart import _apart, _letters, _rounded_up, _step


@pytest.mark.parametrize(
    ("most", "step", "end"),
    [("88000", "25000", "100000"), ("100000", "25000", "100000"), ("310", "100", "400"), ("9.5", "2.5", "10.0")],
)
def test_the_axis_has_few_round_figures(most: str, step: str, end: str) -> None:
    assert (_step(Decimal(most)), _rounded_up(Decimal(most))) == (Decimal(step), Decimal(end))


def test_letters_that_have_room_stay_where_their_lines_end() -> None:
    assert _apart([50.0, 100.0, 200.0]) == [50.0, 100.0, 200.0]


def test_letters_without_room_share_the_way() -> None:
    assert _apart([100.0, 100.0]) == [90.0, 110.0]
    assert _apart([100.0, 104.0, 300.0]) == [92.0, 112.0, 300.0]


def test_letters_stay_above_the_axis() -> None:
    assert _apart([350.0, 355.0, 358.0])[-1] <= 360


def test_beyond_z_offers_share_a_sign() -> None:
    letters = _letters([*(str(n) for n in range(28)), "market/shared"])
    assert (letters["0"], letters["25"], letters["27"], letters["market/shared"]) == ("A", "Z", "+", "m")
