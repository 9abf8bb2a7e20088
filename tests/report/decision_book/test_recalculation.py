"""What other programs make of the formulas: LibreOffice comes to callvet's figures, as given and with other weights."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from callvet.evaluation.ranking import rank_vendors
from tests.report.decision_book.making import (
    FILES,
    NEEDS,
    OWN_WEIGHTS,
    answer,
    changed,
    data,
    needs_libreoffice,
    opened,
    reckoned,
    write_files,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from openpyxl import Workbook

    from callvet.score.ranking import RankBy, Ranking

pytestmark = [needs_libreoffice, pytest.mark.libreoffice]
EXACT = {"rel": 1e-9, "abs": 1e-9}


def same(found: Any, expected: Any) -> bool:
    """Whether two values of cells are the same, numbers to nine digits."""
    if isinstance(found, int | float) and isinstance(expected, int | float):
        return found == pytest.approx(expected, **EXACT)
    return found == expected or (found is None and expected == "")


def disagreeing(workbook: bytes, anew: Workbook) -> list[str]:
    """The formulas whose values are not those of another program."""
    formulas, values = opened(workbook), opened(workbook, values=True)
    return [
        f"{sheet.title}!{cell.coordinate}: {values[sheet.title][cell.coordinate].value!r} "
        f"is {anew[sheet.title][cell.coordinate].value!r} by {cell.value}"
        for sheet in formulas
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
        and not same(anew[sheet.title][cell.coordinate].value, values[sheet.title][cell.coordinate].value)
    ]


def told(book: Workbook) -> dict[str, dict[str, Any]]:
    """What the sheet of scores tells of every vendor."""
    sheet = book["Scores"]
    heads = {sheet.cell(4, column).value: column for column in range(1, 60)}
    found = {}
    row = 7
    while sheet.cell(row, 1).value != "Could be, of 100: with every missing answer at its best":
        vendor = str(sheet.cell(row, 1).value)
        found[vendor] = {name: sheet.cell(row, column).value for name, column in heads.items() if name}
        row += 1
    return found


def listed(book: Workbook) -> list[tuple[Any, Any]]:
    """The ranks and vendors of the first sheet, in their order."""
    return [(book["Summary"].cell(row, 1).value, book["Summary"].cell(row, 2).value) for row in range(8, 13)]


NAMES = {"acme": "Acme", "brio": "Brio", "corte": "Corte", "dovetail": "Dovetail (dovetail)", "echo": "Dovetail (echo)"}
CHANGES: Mapping[str, tuple[Mapping[str, float | None], Mapping[str, float]]] = {
    "a group": ({"group_weight_cost": 60}, {"cost": 60}),
    "a group to nothing": ({"group_weight_people": None}, {"people": 0}),
    "one criterion of a group": ({"weight_hours": 40}, {"hours": 40}),
    "a criterion to nothing": ({"weight_staff": 0}, {"staff": 0}),
    "all of a group, and the group": (
        {"weight_service_levels": 3, "weight_reporting": 2, "weight_monitoring": 1, "group_weight_quality": 50},
        {"service_levels": 3, "reporting": 2, "monitoring": 1, "quality": 50},
    ),
    "the committee's own": ({"weight_fits_our_brand": 0.5}, {"fits_our_brand": 0.5}),
    "several": (
        {"group_weight_trust": 31.7, "weight_security": 12.25, "group_weight_offer": 0, "weight_cost": 1},
        {"trust": 31.7, "security": 12.25, "offer": 0, "cost": 1},
    ),
}
GIVEN: Mapping[str, tuple[str, RankBy]] = {
    "balanced": (NEEDS, "score"),
    "own weights": (NEEDS + OWN_WEIGHTS, "score"),
    "by the middle": (NEEDS, "middle"),
    "by what could be": (NEEDS, "high"),
    "all out": (NEEDS.replace("languages: [es]", "languages: [fr]"), "score"),
}
NEWLY_WEIGHED = {"weight_reporting": 7, "group_weight_availability": 3}
BROKEN: Mapping[str, Mapping[str, Any]] = {"below 0": {"weight_staff": -1}, "words": {"weight_staff": "a lot"}}


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Workbook]:
    """Every workbook of these tests, reckoned in one go."""
    made = {name: data(*options) for name, options in GIVEN.items()}
    made |= {name: changed(data(), cells) for name, (cells, _) in CHANGES.items()}
    made |= {name: changed(data(), cells) for name, cells in BROKEN.items()}
    of_weights = [name for name in opened(data()).defined_names if name.startswith(("weight_", "group_weight_"))]
    none_weighs: dict[str, float | None] = dict.fromkeys(of_weights)
    made["nothing"] = changed(data(), none_weighs)
    made["newly weighed"] = changed(data(NEEDS + OWN_WEIGHTS), NEWLY_WEIGHED)
    made["security alone"] = changed(data(), none_weighs | {"weight_security": 1})
    anew = reckoned(made.values(), tmp_path_factory.mktemp("books"))
    return dict(zip(made, anew, strict=True))


@pytest.fixture
def ranked(tmp_path: Path) -> Callable[[str, Mapping[str, float]], Ranking]:
    """What callvet says of the case with other weights."""

    def rank(needs: str, weights: Mapping[str, float]) -> Ranking:
        write_files(tmp_path, {**FILES, "needs.yaml": needs})
        return rank_vendors([tmp_path], weights=weights, today=answer().day).ranking

    return rank


@pytest.mark.parametrize("name", GIVEN)
def test_every_formula_comes_to_the_value_that_stands_with_it(name: str, books: dict[str, Workbook]) -> None:
    assert disagreeing(data(*GIVEN[name]), books[name]) == []


def assert_ranked(book: Workbook, ranking: Ranking) -> None:
    """The workbook says what callvet says."""
    found = told(book)
    for entry in ranking.entries:
        own = found[NAMES[entry.subject.id]]
        assert own["shown, of 100"] == pytest.approx(entry.score, **EXACT)
        assert own["could be"] == pytest.approx(entry.high, **EXACT)
        assert own["rank"] == (entry.rank or "–")
    assert listed(book) == [(entry.rank or "–", NAMES[entry.subject.id]) for entry in ranking.entries]
    weighed = {book["Weights"].cell(row, 1).value: book["Weights"].cell(row, 7).value for row in range(15, 42)}
    assert {name: share for name, share in weighed.items() if share} == pytest.approx(
        {name.replace("_", " "): share for name, share in ranking.weights.values.items() if share}, **EXACT
    )


@pytest.mark.parametrize("name", CHANGES)
def test_changed_weights_come_to_what_callvet_comes_to_with_them(
    name: str, books: dict[str, Workbook], ranked: Callable[[str, Mapping[str, float]], Ranking]
) -> None:
    assert_ranked(books[name], ranked(NEEDS, CHANGES[name][1]))
    assert books[name]["Summary"].cell(4, 1).value == (
        "The weights have been changed; beside them stands what was given."
    )


def test_criteria_that_weighed_nothing_can_be_given_a_weight(
    books: dict[str, Workbook], ranked: Callable[[str, Mapping[str, float]], Ranking]
) -> None:
    assert_ranked(books["newly weighed"], ranked(NEEDS + OWN_WEIGHTS, {"reporting": 7, "availability": 3}))


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("nothing", "No criterion weighs anything: give at least one a weight above 0."),
        ("below 0", "A weight is below 0: write a number from 0."),
        ("words", "A weight is no number: write a number from 0, or leave the cell empty."),
    ],
)
def test_weights_that_cannot_be_used_are_told(name: str, told: str, books: dict[str, Workbook]) -> None:
    assert books[name]["Weights"].cell(3, 1).value == told
    assert books[name]["Summary"].cell(4, 1).value == told
    assert books[name]["Summary"].cell(2, 1).value == "The weights are not in order: see the sheet Weights."


def test_the_sentences_of_the_first_sheet_follow_the_weights(books: dict[str, Workbook]) -> None:
    summary = books["security alone"]["Summary"]
    assert str(summary.cell(2, 1).value).startswith(("Acme leads with ", "Brio leads with "))
    assert summary.cell(8, 7).value == "security"
