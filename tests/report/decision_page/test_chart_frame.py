"""Where things stand on the drawing: labels that share the room at the edge, and names that have too little."""

from __future__ import annotations

from decimal import Decimal

import pytest

from callvet.report.decision_page.chart_frame import NARROW, WIDE, apart, rounded_up, shortened, step_of

FRAME = WIDE._replace(between=20, bottom=360)


@pytest.mark.parametrize(
    ("most", "step", "end"),
    [("88000", "25000", "100000"), ("100000", "25000", "100000"), ("310", "100", "400"), ("9.5", "2.5", "10.0")],
)
def test_the_axis_has_few_round_figures(most: str, step: str, end: str) -> None:
    assert (step_of(Decimal(most)), rounded_up(Decimal(most))) == (Decimal(step), Decimal(end))


def test_labels_that_have_room_stay_where_their_lines_end() -> None:
    assert apart([50.0, 100.0, 200.0], FRAME) == [50.0, 100.0, 200.0]


def test_labels_without_room_share_the_way() -> None:
    assert apart([100.0, 100.0], FRAME) == [90.0, 110.0]
    assert apart([100.0, 104.0, 300.0], FRAME) == [92.0, 112.0, 300.0]


def test_labels_stay_above_the_axis() -> None:
    assert apart([350.0, 355.0, 358.0], FRAME)[-1] <= 360


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Acme", "Acme"),
        ("Northwind Contact, Shared desk (NW-7731-B)", "Northwind Contac…NW-7731-B)"),
        ("Northwind Contact, Shared desk (NW-7731)", "Northwind Contac…(NW-7731)"),
    ],
)
def test_a_name_that_is_too_long_keeps_its_beginning_and_its_end(name: str, short: str) -> None:
    assert shortened(name, 27) == short


def test_a_phone_has_room_for_letters_alone() -> None:
    assert shortened("Acme", NARROW.longest_label) == ""
