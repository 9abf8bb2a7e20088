"""Weights: presets and their reasons, groups split among their criteria, what is not applicable shared by all."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callvet.score.criteria import CRITERIA
from callvet.score.own import own_criteria
from callvet.score.weights import PRESET_NAMES, PRESETS, SPLIT, WeightsError, known_names, resolve
from tests.conftest import MakeNeeds

if TYPE_CHECKING:
    from callvet.score.weights import PresetName

IDS = tuple(criterion.id for criterion in CRITERIA)
GROUPS = ("offer", "availability", "quality", "people", "trust", "terms", "cost")


def points(preset: PresetName) -> dict[str, float]:
    """A preset as a user would write it."""
    return {name: stake.points for name, stake in PRESETS[preset].items()}


def weights(named: dict[str, float], *left_out: str) -> dict[str, float]:
    """Weights by criterion."""
    return dict(resolve(named, CRITERIA, "the test", left_out=left_out).values)


def test_every_preset_that_can_be_named_is_there() -> None:
    assert tuple(PRESETS) == PRESET_NAMES == ("balanced", "cost", "quality", "regulated")


@pytest.mark.parametrize("preset", PRESET_NAMES)
def test_a_preset_is_100_points_each_with_its_reason(preset: PresetName) -> None:
    assert sum(stake.points for stake in PRESETS[preset].values()) == 100
    assert all(stake.points > 0 and stake.reason.strip() for stake in PRESETS[preset].values())
    assert set(PRESETS[preset]) <= {*GROUPS, *IDS}


@pytest.mark.parametrize("preset", PRESET_NAMES)
def test_a_preset_weighs_every_criterion(preset: PresetName) -> None:
    found = weights(points(preset))
    assert tuple(found) == IDS
    assert all(found.values())


def test_every_criterion_has_its_part_of_its_group_and_a_reason() -> None:
    assert set(SPLIT) == set(IDS)
    assert all(stake.points > 0 and stake.reason.strip() for stake in SPLIT.values())


def test_the_balanced_preset_is_the_sum_of_the_parts() -> None:
    for group in GROUPS:
        members = [criterion.id for criterion in CRITERIA if criterion.group == group]
        assert sum(SPLIT[member].points for member in members) == PRESETS["balanced"][group].points, group
    assert weights(points("balanced")) == pytest.approx({name: SPLIT[name].points / 100 for name in IDS})


def test_a_preset_splits_its_groups_in_the_parts_of_the_balanced_one() -> None:
    """Cost: people 14 of 100, of which staff has 7 of 22 parts; the single cost criterion has its 40."""
    found = weights(points("cost"))
    assert found["staff"] == pytest.approx(0.14 * 7 / 22)
    assert found["hours"] == pytest.approx(0.14 * 6 / 18)
    assert found["cost"] == pytest.approx(0.4)


def test_a_preset_may_name_a_criterion_beside_its_group() -> None:
    """Regulated: security has 24 of its own; the other four of trust share 8 in the parts 2, 2, 1 and 2."""
    found = weights(points("regulated"))
    assert found["security"] == pytest.approx(0.24)
    assert found["size_fit"] == pytest.approx(0.08 * 1 / 7)
    assert found["reviews"] == pytest.approx(0.08 * 2 / 7)
    assert found["continuity"] == pytest.approx(0.08)
    assert found["hours"] == pytest.approx(0.12 * 6 / 14)  # 6 of 6 + 4 + 2 + 2, without the 4 of continuity


def test_weights_by_criterion_are_normalised() -> None:
    assert weights({"cost": 30, "languages": 10}) == {"cost": 0.75, "languages": 0.25}


def test_a_weight_by_group_is_split_within_it() -> None:
    """Quality: service levels 5 parts, reporting 3, monitoring 4."""
    assert weights({"quality": 7}) == pytest.approx(
        {"service_levels": 5 / 12, "reporting": 3 / 12, "monitoring": 4 / 12}
    )


def test_a_group_beside_one_of_its_criteria_is_split_among_the_others() -> None:
    """12 points for quality, of which reporting takes none, since it has 8 of its own; 20 in all."""
    found = weights({"quality": 12, "reporting": 8})
    assert found == pytest.approx({"service_levels": 12 * 5 / 9 / 20, "reporting": 0.4, "monitoring": 12 * 4 / 9 / 20})


def test_a_criterion_may_be_taken_out_of_its_group() -> None:
    assert weights({"quality": 12, "reporting": 0}) == pytest.approx({"service_levels": 5 / 9, "monitoring": 4 / 9})


def test_a_group_all_of_whose_criteria_are_named_adds_nothing() -> None:
    assert weights({"terms": 50, "contract_terms": 1, "cost": 1}) == {"contract_terms": 0.5, "cost": 0.5}


def test_the_group_of_cost_and_the_criterion_are_one() -> None:
    assert weights({"cost": 3, "contract_terms": 1}) == {"contract_terms": 0.25, "cost": 0.75}


def test_what_the_needs_do_not_call_for_is_shared_by_all_others() -> None:
    """Reporting's 25 of 100 leave 75: cost 60 of them, monitoring 15; not its own group alone."""
    found = weights({"cost": 60, "reporting": 25, "monitoring": 15}, "reporting")
    assert found == pytest.approx({"cost": 0.8, "monitoring": 0.2})


def test_a_group_is_split_before_what_is_not_applicable_is_left_out() -> None:
    """Reporting's quarter of the 12 goes to cost too: 9 and 9 remain, of which monitoring has 4 and the levels 5."""
    found = weights({"cost": 9, "quality": 12}, "reporting")
    assert found == pytest.approx({"service_levels": 5 / 18, "monitoring": 4 / 18, "cost": 0.5})


@pytest.mark.parametrize(
    ("named", "left_out"),
    [({}, ()), ({"cost": 0}, ()), ({"languages": 5}, ("languages",)), ({"terms": 5}, ("contract_terms",))],
)
def test_weights_that_weigh_nothing_are_refused(named: dict[str, float], left_out: tuple[str, ...]) -> None:
    with pytest.raises(WeightsError, match="no criterion that your needs call for has a weight; give at least one"):
        weights(named, *left_out)


@given(
    st.dictionaries(st.sampled_from([*GROUPS, *IDS]), st.integers(1, 10**6), min_size=1),
    st.sets(st.sampled_from(IDS)),
)
def test_weights_add_up_to_one_and_agree_with_exact_arithmetic(named: dict[str, float], left_out: set[str]) -> None:
    exact: dict[str, Fraction] = {}
    for criterion in CRITERIA:
        siblings = [one.id for one in CRITERIA if one.group == criterion.group and one.id not in named]
        if criterion.id in named:
            exact[criterion.id] = Fraction(named[criterion.id])
        elif criterion.group in named:
            parts = sum(Fraction(SPLIT[one].points) for one in siblings)
            exact[criterion.id] = Fraction(named[criterion.group]) * Fraction(SPLIT[criterion.id].points) / parts
    exact = {name: weight for name, weight in exact.items() if name not in left_out}
    if not exact:
        with pytest.raises(WeightsError):
            weights(named, *left_out)
        return
    found = weights(named, *left_out)
    assert abs(sum(found.values()) - 1) < 1e-12
    total = sum(exact.values())
    assert found == pytest.approx({name: float(weight / total) for name, weight in exact.items()})


def test_the_reasons_are_those_given_else_those_of_the_criteria() -> None:
    found = resolve({"cost": 1, "quality": 2}, CRITERIA, "the test", {"quality": "it must be seen"})
    assert found.reasons["quality"] == "it must be seen"
    assert found.reasons["cost"] == SPLIT["cost"].reason
    assert found.reasons["monitoring"] == SPLIT["monitoring"].reason
    assert found.origin == "the test"
    assert "languages" not in found.reasons


def test_names_are_the_groups_then_the_criteria_then_the_committees_own(make_needs: MakeNeeds) -> None:
    assert known_names(CRITERIA) == tuple(dict.fromkeys([*GROUPS, *IDS]))
    own = own_criteria(make_needs("own_criteria: {fits_our_brand: {question: Does it?, weight: 5}}"))
    assert known_names((*CRITERIA, *own)) == (*known_names(CRITERIA), "fits_our_brand")


def test_own_criteria_weigh_beside_the_others_and_are_no_group(make_needs: MakeNeeds) -> None:
    """One of them may even be called own: it stands for itself."""
    needs = make_needs("own_criteria: {own: {question: One?, weight: 1}, quiet: {question: Two?, weight: 1}}")
    found = resolve({"own": 3, "cost": 1}, (*CRITERIA, *own_criteria(needs)), "the test")
    assert found.values == {"cost": 0.25, "own": 0.75}
    assert found.reasons["own"] == ""


def test_weights_as_they_were_named_are_kept_before_groups_are_split() -> None:
    found = resolve({"people": 3, "staff": 1}, CRITERIA, "the test", left_out=("culture",))
    assert found.named == {"people": 3.0, "staff": 1.0}
