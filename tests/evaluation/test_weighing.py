"""Everybody's weights as one: files, names, and what people agree on."""

from __future__ import annotations

from decimal import Decimal
from math import fsum
from pathlib import Path

import pytest

from callvet.evaluation.ranking import rank_vendors
from callvet.evaluation.reading import BadFilesError
from callvet.evaluation.weighing import combine_weights, weights_origin
from callvet.load.discovery import NothingToWorkOnError
from callvet.score.weights import WeightsError

EXAMPLE = Path(__file__).parents[2] / "examples" / "print-shop"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty case, the current folder."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "weights").mkdir()
    return tmp_path


def write(**people: str) -> None:
    """Files of weights by their names."""
    for name, text in people.items():
        Path("weights", f"{name}.yaml").write_text(f"by: {name}\ndate: 2026-11-02\n{text}\n", encoding="utf-8")


def test_people_who_name_the_same_groups_are_compared_by_group() -> None:
    write(ann="method: points\npoints: {cost: 50, people: 50}", ben="method: roc\norder: [people, cost]")
    answer = combine_weights()
    assert {one.name: one.mean for one in answer.agreements} == pytest.approx({"people": 0.625, "cost": 0.375})
    assert answer.points == {"people": Decimal("62.5"), "cost": Decimal("37.5")}
    assert weights_origin(answer) == "ann and ben"
    assert fsum(answer.criteria.values()) == pytest.approx(1)
    # People are split as everywhere: staff has 7 of 22 points.
    assert answer.criteria["staff"] == pytest.approx(0.625 * 7 / 22)


def test_where_somebody_weighs_a_criterion_its_group_is_told_by_criterion() -> None:
    write(ann="method: points\npoints: {trust: 50, cost: 50}", ben="method: points\npoints: {security: 100}")
    answer = combine_weights()
    assert "trust" not in answer.points
    assert answer.points["security"] == Decimal(
        "59.09"
    )  # 4 of the 11 points of trust are half of 36.36, and half of 100
    assert answer.points["cost"] == 25
    assert answer.people["ben"]["security"] == 1


def test_an_own_criterion_that_nobody_weighs_keeps_its_weight() -> None:
    Path("needs.yaml").write_text('own_criteria: {brand: {question: "Us?", weight: 5}}', encoding="utf-8")
    write(ann="method: roc\norder: [people, cost]")
    notes = combine_weights().notes
    assert notes == ("nobody weighs brand; it keeps its own weight of 5 beside the 100 points of all others",)


def test_an_own_criterion_can_be_weighed() -> None:
    Path("needs.yaml").write_text('own_criteria: {brand: {question: "Us?", weight: 5}}', encoding="utf-8")
    write(ann="method: points\npoints: {brand: 1, cost: 3}")
    assert combine_weights().points == {"cost": 75, "brand": 25}


def test_every_problem_of_every_file_is_told() -> None:
    write(ann="method: roc\norder: [peple, cost]", ben="method: points\npoints: {cost: 1, x-own: 2}")
    Path("weights", "zoe.yaml").write_text("by: Ann\ndate: 2026-11-02\nmethod: roc\norder: [cost]", encoding="utf-8")
    with pytest.raises(BadFilesError) as refused:
        combine_weights()
    assert [f"{one.place}: {one.message}" for one in refused.value.problems] == [
        "weights/ann.yaml:4:9: order: peple is not a criterion or a group; did you mean people?",
        "weights/ben.yaml:4:19: points: x-own begins with x-, which is left alone; name it without x-",
        "weights/zoe.yaml:1:5: by: Ann has weights in weights/ann.yaml, too; keep one of the two, or name one file",
    ]


def test_weights_are_sought_beside_the_needs_that_are_named(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(ann="method: roc\norder: [people, cost]")
    Path("needs.yaml").write_text("term_months: 12", encoding="utf-8")
    monkeypatch.chdir(folder.parent)
    assert combine_weights(needs=folder / "needs.yaml").voices[0].by == "ann"
    assert combine_weights([folder]).voices[0].by == "ann"
    assert combine_weights([folder / "weights" / "ann.yaml"]).voices[0].by == "ann"


@pytest.mark.parametrize(("path", "said"), [(None, "holds no weights"), ("nowhere", "nowhere is not there")])
def test_where_there_is_nothing_the_fix_is_told(path: str | None, said: str) -> None:
    with pytest.raises(NothingToWorkOnError, match=said):
        combine_weights([path] if path else [])
    Path("weights").rmdir()
    with pytest.raises(NothingToWorkOnError, match="--ask swing"):
        combine_weights()


def test_a_ranking_goes_by_them_as_by_the_block_to_paste() -> None:
    answer = combine_weights([EXAMPLE])
    assert [voice.method for voice in answer.voices] == ["pairwise", "swing"]
    by_people = rank_vendors([EXAMPLE / "vendors"], weights_from=EXAMPLE / "weights").ranking
    assert by_people.weights.origin == weights_origin(answer) == "customer_care and operations"
    pasted = {name: float(points) for name, points in answer.points.items()}
    needs = (EXAMPLE / "needs.yaml").read_text(encoding="utf-8")
    block = "".join(f"  {name}: {points}\n" for name, points in pasted.items())
    Path("needs.yaml").write_text(f"{needs}\nweights:\n{block}", encoding="utf-8")
    by_needs = rank_vendors([EXAMPLE / "vendors"], needs="needs.yaml").ranking
    assert by_needs.weights.values == by_people.weights.values
    assert [entry.score for entry in by_needs.entries] == [entry.score for entry in by_people.entries]


def test_a_preset_beside_them_is_refused() -> None:
    with pytest.raises(WeightsError, match="keep one of the two"):
        rank_vendors([EXAMPLE / "vendors"], weights_from=EXAMPLE / "weights", preset="cost")


def test_the_score_of_a_vendor_is_the_mean_of_its_scores_by_each_person() -> None:
    """But for the rounding of the points, as both weigh the own criterion and all groups are called for."""
    scores = [
        {entry.subject.id: entry.score for entry in ranking.entries}
        for path in ("weights", "weights/operations.yaml", "weights/customer-care.yaml")
        for ranking in [rank_vendors([EXAMPLE / "vendors"], weights_from=EXAMPLE / path).ranking]
    ]
    together, *each = scores
    assert together == {vendor: pytest.approx(fsum(one[vendor] for one in each) / 2, abs=0.01) for vendor in together}


def test_the_files_of_a_case_are_checked(folder: Path) -> None:
    from callvet.evaluation.checking import check_profiles  # noqa: PLC0415 - only this test checks

    (folder / "vendors").mkdir()
    (folder / "vendors" / "acme.yaml").write_text("name: Acme", encoding="utf-8")
    (folder / "needs.yaml").write_text("term_months: 12", encoding="utf-8")
    assert check_profiles([folder]).files == 2
    write(ann="method: roc\norder: [peple, cost]")
    answer = check_profiles([folder])
    assert (answer.files, [one.place.line for one in answer.problems]) == (3, [4])
    named = check_profiles([folder / "weights"])
    assert [one.message for one in named.problems] == [one.message for one in answer.problems]
