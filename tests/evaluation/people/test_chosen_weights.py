"""Which weights hold: presets, the needs' own, and single ones over them."""

from __future__ import annotations

from math import inf, nan

import pytest

from callvet.evaluation.people.chosen_weights import choose_weights
from callvet.evaluation.reading import all_criteria
from callvet.model.needs import Needs
from callvet.score.criteria import CRITERIA
from callvet.score.weights import PRESETS, SPLIT, WeightsError
from tests.conftest import MakeNeeds


def weights(needs: Needs, preset: str | None = None, over: dict[str, float] | None = None) -> dict[str, float]:
    """The weights that hold, by criterion."""
    return dict(choose_weights(needs, all_criteria(needs), preset, over).values)  # type: ignore[arg-type]


FULL = """\
country: US
industry: retail
demand: {calls_per_month: 5000, languages: {en: 100%}}
wants: {inbound: [payments], crm: [hubspot]}
"""
"""Needs that call for every criterion."""


def test_without_weights_the_balanced_preset_holds(make_needs: MakeNeeds) -> None:
    found = choose_weights(make_needs(FULL), CRITERIA)
    assert found.origin == "the balanced preset"
    assert found.values == pytest.approx({name: stake.points / 100 for name, stake in SPLIT.items()})
    assert found.reasons["people"] == PRESETS["balanced"]["people"].reason
    assert found.reasons["staff"] == SPLIT["staff"].reason


def test_what_is_not_applicable_is_shared_by_all(make_needs: MakeNeeds) -> None:
    """Default needs name no country, industry, volume, language, service or CRM: 19 points of 100 are left out."""
    found = weights(make_needs())
    left_out = {
        "location", "services", "crm", "languages", "call_volume", "scalability", "size_fit", "industry_experience"
    }  # fmt: skip
    assert set(SPLIT) - set(found) == left_out
    assert sum(SPLIT[name].points for name in left_out) == 19
    assert found["hours"] == pytest.approx(6 / 81)
    assert found["cost"] == pytest.approx(20 / 81)


def test_weights_of_the_needs_take_the_place_of_the_preset(make_needs: MakeNeeds) -> None:
    found = choose_weights(make_needs(f"{FULL}weights: {{cost: 30, languages: 10}}"), CRITERIA)
    assert (dict(found.values), found.origin) == ({"cost": 0.75, "languages": 0.25}, "your needs")
    assert found.reasons == {"languages": SPLIT["languages"].reason, "cost": SPLIT["cost"].reason}


def test_a_preset_that_is_asked_for_takes_the_place_of_the_needs(make_needs: MakeNeeds) -> None:
    needs = make_needs(f"{FULL}weights: {{cost: 30, languages: 10}}")
    found = choose_weights(needs, CRITERIA, "quality")
    assert found.origin == "the quality preset"
    assert found.values["cost"] == pytest.approx(0.05)


def test_single_weights_are_laid_over_the_others(make_needs: MakeNeeds) -> None:
    """Cost 20 becomes 60: 140 in all; the others keep their points."""
    found = choose_weights(make_needs(FULL), CRITERIA, over={"cost": 60})
    assert found.origin == "the balanced preset, with cost 60"
    assert found.values["cost"] == pytest.approx(60 / 140)
    assert found.values["staff"] == pytest.approx(7 / 140)


def test_single_weights_may_name_a_criterion_of_a_group_and_be_nothing(make_needs: MakeNeeds) -> None:
    """Staff is named, so that the other five share the 22 points of people; hours are out, 18 to the other four."""
    found = choose_weights(make_needs(FULL), CRITERIA, over={"staff": 10.5, "hours": 0})
    assert found.origin == "the balanced preset, with staff 10.5, hours 0"
    assert "hours" not in found.values
    assert found.values["staff"] == pytest.approx(10.5 / 110.5)
    assert found.values["attitude"] == pytest.approx(22 * 4 / 15 / 110.5)
    assert found.values["languages"] == pytest.approx(18 * 4 / 12 / 110.5)


OWN = FULL + "own_criteria: {fits: {question: Does it?, weight: 25}}\n"


def test_own_criteria_weigh_beside_a_preset(make_needs: MakeNeeds) -> None:
    found = weights(make_needs(OWN))
    assert found["fits"] == pytest.approx(25 / 125)
    assert found["cost"] == pytest.approx(20 / 125)


def test_a_weight_under_weights_goes_before_the_criterions_own(make_needs: MakeNeeds) -> None:
    assert weights(make_needs(f"{OWN}weights: {{fits: 1, cost: 3}}")) == {"cost": 0.75, "fits": 0.25}
    assert weights(make_needs(f"{OWN}weights: {{cost: 75}}")) == {"cost": 0.75, "fits": 0.25}
    assert weights(make_needs(f"{OWN}weights: {{cost: 3}}"), over={"fits": 1}) == {"cost": 0.75, "fits": 0.25}


def test_an_own_criterion_called_own_is_no_group(make_needs: MakeNeeds) -> None:
    needs = make_needs("""\
        own_criteria: {own: {question: One?, weight: 25}, quiet: {question: Two?}}
        weights: {quiet: 3}
        """)
    found = weights(needs, "cost")
    assert found["own"] > 0
    assert "quiet" not in found  # its weight stands among those whose place the preset takes


@pytest.mark.parametrize(
    ("over", "message"),
    [
        ({"qualty": 3}, r"^qualty is not a criterion or a group; did you mean quality\?$"),
        ({"price": 3}, r"^price is not a criterion or a group; known are offer, availability, .*contract_terms$"),
        ({"own": 3}, r"^own is not a criterion or a group; known are "),
        ({"cost": -5}, "^-5 is no weight for cost; write a number from 0$"),
        ({"cost": inf}, "^inf is no weight for cost; write a number from 0$"),
        ({"cost": nan}, "^nan is no weight for cost; write a number from 0$"),
    ],
)
def test_a_weight_that_cannot_be_used_is_refused(make_needs: MakeNeeds, over: dict[str, float], message: str) -> None:
    with pytest.raises(WeightsError, match=message):
        weights(make_needs(), over=over)


def test_names_of_the_committees_own_are_echoed_inertly(make_needs: MakeNeeds) -> None:
    needs = make_needs('own_criteria: {"fits\\u202e": {question: Does it?, weight: 25}}')
    found = choose_weights(needs, all_criteria(needs), over={"fits\u202e": 3})
    assert found.origin == r"the balanced preset, with fits\u202e 3"
