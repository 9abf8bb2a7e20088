"""The criteria explained: all, a group's or one, with what each preset gives them."""

from __future__ import annotations

import pytest

from callvet.evaluation.explaining import explain_criteria
from callvet.load.discovery import NothingToWorkOnError
from callvet.score.criteria import CRITERIA
from callvet.score.weights import PRESET_NAMES, PRESETS, SPLIT


def test_without_a_name_all_are_explained() -> None:
    answer = explain_criteria()
    assert answer.criteria == CRITERIA
    assert tuple(answer.presets) == PRESET_NAMES


def test_one_may_be_named() -> None:
    assert [criterion.id for criterion in explain_criteria("hours").criteria] == ["hours"]


def test_a_group_may_be_named() -> None:
    assert [criterion.id for criterion in explain_criteria("quality").criteria] == [
        "service_levels",
        "reporting",
        "monitoring",
    ]


def test_a_name_of_both_a_group_and_a_criterion_is_the_criterion() -> None:
    assert [criterion.id for criterion in explain_criteria("cost").criteria] == ["cost"]


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("langauges", r"^langauges is not a criterion or a group; did you mean languages\?$"),
        ("qualty", r"^qualty is not a criterion or a group; did you mean quality\?$"),
        ("price", r"^price is not a criterion or a group; known are offer, .*, contract_terms$"),
        ("own", "^own is not a criterion or a group; known are "),
        ("\x1b[31m", r"^\\x1b\[31m is not a criterion or a group; known are "),
        ("", "^ is not a criterion or a group; known are "),
    ],
)
def test_a_name_that_is_none_gets_the_nearest_one_or_all(name: str, message: str) -> None:
    with pytest.raises(NothingToWorkOnError, match=message):
        explain_criteria(name)


@pytest.mark.parametrize("name", [None, "hours"])
def test_presets_are_told_in_full_with_their_reasons_whatever_was_named(name: str | None) -> None:
    presets = explain_criteria(name).presets
    for preset, weights in presets.items():
        assert weights.origin == f"the {preset} preset"
        assert sum(weights.values.values()) == pytest.approx(1, abs=1e-12)
        assert tuple(weights.values) == tuple(criterion.id for criterion in CRITERIA)
        for key, stake in PRESETS[preset].items():
            assert weights.reasons[key] == stake.reason
    assert presets["balanced"].values["hours"] == pytest.approx(0.06)
    assert presets["cost"].values["hours"] == pytest.approx(0.14 * 6 / 18)
    assert presets["regulated"].reasons["hours"] == SPLIT["hours"].reason
