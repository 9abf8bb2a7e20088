"""The one form in which values are fixed: what changes the hash, and what does not."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from callvet.evaluation.people.frozen_values import Change, all_values, canonical, changes, hash_of, values_of
from callvet.model.frozen import FrozenPlug
from callvet.model.needs import Needs
from tests.conftest import read

NEEDS = """\
weights: {cost: 30, languages: 10}
must: {languages: [en, es], hours: 24/7, recordings: true}
floors: {security: 50}
demand: {calls_per_month: 5000, self_service: 50%}
scales: {cost: {best: 12000, worst: 60000}}
own_criteria: {brand: {question: "Us?", weight: 5}}
"""


DAY = date(2026, 11, 2)


def values(text: str) -> dict[str, object]:
    """What is fixed of needs."""
    return values_of(read(text, "needs.yaml", Needs)[0])


def digest(text: str) -> str:
    """Its hash."""
    return hash_of(all_values(values(text), (), {}, DAY))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("{cost: 30, languages: 10}", "{languages: 10.0, cost: 30.00}  # a comment"),
        ("[en, es]", "[es, en]"),
        ("self_service: 50%", "self_service: 0.5"),
        ("self_service: 50%", "self_service: 0.50, talk_seconds: 250"),
        ("recordings: true", "recordings: true, channels: none"),
        ("floors: {security: 50}\n", "floors:\n  security: 50\n"),
        ('"Us?"', "'Us?'"),
        ("weights:", "term_months: 12\nweights:"),
        (
            "weights:",
            "company: Juniper\nx-own: 1\nrates: {EUR: {rate: 1.09, dated: 2026-11-02, source: bank}}\nweights:",
        ),
    ],
)
def test_spelling_order_comments_and_defaults_change_nothing(old: str, new: str) -> None:
    assert old in NEEDS
    assert digest(NEEDS.replace(old, new)) == digest(NEEDS)


@pytest.mark.parametrize(
    ("old", "new", "change"),
    [
        ("cost: 30", "cost: 30.01", Change("weights.cost", "30", "30.01")),
        ("cost: 30, ", "", Change("weights.cost", "30", "")),
        ("[en, es]", "[en]", Change("must.languages", "en, es", "en")),
        ("recordings: true", "recordings: false", Change("must.recordings", "true", "false")),
        ("security: 50", "security: 49", Change("floors.security", "50", "49")),
        ("best: 12000", "best: 12001", Change("scales.cost.best", "12000", "12001")),
        ("Us?", "You?", Change("own_criteria.brand.question", "Us?", "You?")),
        ("weight: 5", "weight: 6", Change("own_criteria.brand.weight", "5", "6")),
        ("50%", "49%", Change("demand.self_service", "0.5", "0.49")),
        ("floors:", "wants: {hosting: cloud}\nfloors:", Change("wants.hosting", "", "cloud")),
    ],
)
def test_any_other_value_changes_the_hash_and_is_named(old: str, new: str, change: Change) -> None:
    changed = NEEDS.replace(old, new)
    assert digest(changed) != digest(NEEDS)
    assert changes(values(NEEDS), values(changed)) == (change,)


def test_a_weight_of_nothing_is_not_a_weight_left_out() -> None:
    """It takes the criterion out of its group's split, and undoes the weight that an own criterion carries."""
    assert digest("weights: {people: 1, staff: 0}") != digest("weights: {people: 1}")


def test_judges_and_own_figures_are_fixed_too() -> None:
    plugs = {"setup": FrozenPlug(amount=Decimal(500))}
    every = [
        all_values({}, (), {}, DAY),
        all_values({}, ("ann",), {}, DAY),
        all_values({}, (), plugs, DAY),
        all_values({}, (), {"setup": FrozenPlug(amount=Decimal(500), per="month")}, DAY),
    ]
    assert len({hash_of(one) for one in every}) == 4
    assert hash_of(all_values({}, ("ann", "ben"), plugs, DAY)) == hash_of(all_values({}, ("ben", "ann"), plugs, DAY))


def test_the_day_and_the_earlier_freezes_are_fixed_too() -> None:
    earlier = (date(2026, 10, 1), "ab")
    every = [
        all_values({}, (), {}, DAY),
        all_values({}, (), {}, date(2026, 11, 3)),
        all_values({}, (), {}, DAY, [earlier]),
        all_values({}, (), {}, DAY, [(date(2026, 10, 2), "ab")]),
        all_values({}, (), {}, DAY, [(date(2026, 10, 1), "ac")]),
    ]
    assert len({hash_of(one) for one in every}) == len(every)


def test_the_form_is_told_to_the_last_sign() -> None:
    """SHA-256 of the text beside it, by another program: printf '%s' TEXT | sha256sum."""
    fixed = all_values(
        values("weights: {people: 2.50, cost: 1}\nmust: {channels: [phone, chat]}"),
        ("Zoë",),
        {},
        DAY,
        [(date(2026, 10, 1), "ab")],
    )
    text = r'{"before":[{"frozen":"2026-10-01","hash":"ab"}],"frozen":"2026-11-02","judges":["Zo\u00eb"],'
    text += '"needs":{"must":{"channels":["chat","phone"]},"weights":{"cost":1,"people":2.5}},"plugs":{}}'
    assert canonical(fixed) == text
    assert hash_of(fixed) == "d887c760ba96fc576e3079830ad010e9fe901dce7a030e6be3354f5ca28d03cd"


@settings(deadline=None)  # the first example builds the model of needs
@given(
    st.dictionaries(st.sampled_from(["cost", "people", "trust", "offer"]), st.decimals(0, 999, places=3), min_size=1)
)
def test_the_order_of_keys_and_the_digits_of_numbers_change_nothing(weights: dict[str, Decimal]) -> None:
    text = "weights: {" + ", ".join(f"{name}: {points}" for name, points in weights.items()) + "}"
    turned = "weights:\n" + "".join(f"  {name}: {points}00  # so\n" for name, points in reversed(weights.items()))
    assert digest(turned) == digest(text)


@settings(deadline=None)  # the first example builds the model of needs
@given(
    st.dictionaries(st.sampled_from(["cost", "people", "trust"]), st.decimals(0, 999, places=3), min_size=1),
    st.decimals(Decimal("0.001"), 9, places=3),
    st.data(),
)
def test_any_change_of_a_weight_changes_the_hash(
    weights: dict[str, Decimal], more: Decimal, data: st.DataObject
) -> None:
    name = data.draw(st.sampled_from(sorted(weights)))
    before, after = ({"weights": one} for one in (weights, weights | {name: weights[name] + more}))
    changed = changes(values_of(Needs.model_validate(before)), values_of(Needs.model_validate(after)))
    assert [one.key for one in changed] == [f"weights.{name}"]
    assert len({hash_of(values_of(Needs.model_validate(one))) for one in (before, after)}) == 2
