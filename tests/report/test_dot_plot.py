"""A dot plot: each person's letter at the person's mark, and nothing that moves it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callvet.report.dot_plot import SETTLED, DotRow, dot_plot, initials

LABEL = 18
"""Columns before the scale."""


def plotted(marks: dict[str, float], settled: float | None = None, label: str = "Acme") -> str:
    """One row."""
    return dot_plot([DotRow(label, marks, settled, "tail")], "mean")[1]


def test_a_letter_stands_at_its_mark() -> None:
    head, row = dot_plot([DotRow("Acme", {"O": 7, "C": 3.5}, None, "5.2")], "mean")
    assert head == "                  0   1   2   3   4   5   6   7   8   9   10 mean"
    assert row == "Acme              ·   ·   ·   · C ·   ·   ·   O   ·   ·   ·  5.2"


@pytest.mark.parametrize("mark", range(11))
def test_every_whole_mark_stands_under_its_figure(mark: int) -> None:
    head, row = dot_plot([DotRow("Acme", {"O": mark}, None, "")], "")
    assert head[row.index("O") :].startswith(str(mark))


def test_marks_that_are_alike_stand_side_by_side() -> None:
    assert plotted({"O": 8, "C": 8}).index("O") + 1 == plotted({"O": 8, "C": 8}).index("C")
    assert "CO" in plotted({"O": 10, "C": 10}) or "OC" in plotted({"O": 10, "C": 10})


def test_the_settled_mark_keeps_its_place() -> None:
    row = plotted({"O": 6}, settled=6)
    assert row[LABEL + 24] == SETTLED
    assert "O" in row


def test_a_row_without_marks_is_the_scale_alone() -> None:
    assert plotted({}) == "Acme              ·   ·   ·   ·   ·   ·   ·   ·   ·   ·   ·  tail"


@pytest.mark.parametrize(
    "label",
    ["A vendor with a very long name", "\u65e5\u672c\u306e\u4f1a\u793e\u3067\u3059\u3088\u306d", "a\x1b[31mb\u202ec"],
)
def test_a_label_is_inert_and_moves_nothing(label: str) -> None:
    row = plotted({"O": 0}, label=label)
    assert row.isprintable()
    wide = sum(1 for sign in row[: row.index("O")] if ord(sign) > 0x2E80)
    assert row.index("O") + wide == LABEL


def test_initials_are_of_the_name_and_no_two_alike() -> None:
    assert initials(["customer_care", "operations", "Oskar", "o"]) == {
        "customer_care": "C",
        "operations": "O",
        "Oskar": "S",
        "o": "o",
    }


@given(st.lists(st.text(max_size=4), unique=True, max_size=20))
def test_everybody_has_one_letter_of_one_column(people: list[str]) -> None:
    letters = initials(people)
    assert len(set(letters.values())) == len(people)
    assert all(len(letter) == 1 and letter.isprintable() for letter in letters.values())


def test_more_people_than_letters_share_a_sign() -> None:
    assert set(initials([f"{number}" for number in range(80)]).values()) >= {"?"}


@given(st.lists(st.floats(0, 10), max_size=60))
def test_no_mark_leaves_the_scale(marks: list[float]) -> None:
    letters = {chr(0x100 + number): mark for number, mark in enumerate(marks)}
    assert len(plotted(letters)) == len(plotted({}))
