"""The ranking: weighted sums, ties, vendors that are out, and what is not decided yet."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callvet.model.document import Document, Node
from callvet.model.needs import Needs
from callvet.model.problem import Place
from callvet.model.vendor import Vendor
from callvet.score.criterion import Assessment, Criterion, NotApplicable, Subject
from callvet.score.ranking import RANK_BY, RankBy, Ranking, VendorScore, rank, split_applicable
from callvet.score.weights import Weights
from tests.conftest import MakeNeeds

if TYPE_CHECKING:
    from collections.abc import Mapping

HERE = Place("vendors/acme.yaml", 4, 3)
NOWHERE = Node(0, 0, 0, 0)

Ends = tuple[float, float]
"""What a criterion finds, at worst and at best. [points in 0..100]"""


def vendor(name: str, **keys: object) -> Subject:
    """A vendor of which only the keys given are known."""
    return Subject(name, Vendor.model_validate(keys), Document(f"vendors/{name}.yaml", keys, NOWHERE))


def criterion(name: str, found: Mapping[str, Ends], asked: Mapping[str, float] | None = None) -> Criterion:
    """A criterion whose findings are given by vendor; of all others it knows nothing."""

    def assess(subject: Subject, needs: Needs) -> Assessment:  # noqa: ARG001 - every criterion is asked alike
        low, high = found.get(subject.id, (0.0, 100.0))
        return Assessment(low, high, float(low == high), "because", HERE, asked or {})

    return Criterion(name, "people", "Is it good?", "A page.", assess)


def not_called_for(name: str) -> Criterion:
    """A criterion that no needs call for."""
    return Criterion(name, "trust", "Is it needed?", "A page.", lambda *_: NotApplicable("the needs name none"))


def ranked(
    findings: Mapping[str, Mapping[str, Ends]],
    weights: Mapping[str, float],
    needs: Needs | None = None,
    rank_by: RankBy = "score",
) -> Ranking:
    """A ranking out of findings by vendor and criterion."""
    names = dict.fromkeys(name for found in findings.values() for name in found)
    criteria = [
        criterion(name, {one: found[name] for one, found in findings.items() if name in found}) for name in names
    ]
    subjects = [vendor(name) for name in findings]
    return rank(subjects, needs or Needs(), criteria, Weights(weights, "the test", {}), rank_by)


def places(ranking: Ranking) -> list[tuple[str, int | None]]:
    """Who stands where."""
    return [(entry.subject.id, entry.rank) for entry in ranking.entries]


# ---- The sum ------------------------------------------------------------------------------------------------------


def test_a_score_is_the_sum_of_the_points() -> None:
    """Shown: 0.5 * 80 + 0.3 * 50 + 0.2 * 0 = 55; at best 40 + 15 + 0.2 * 60 = 67; a fifth is not answered."""
    findings = {"acme": {"staff": (80.0, 80.0), "culture": (50.0, 50.0), "hours": (0.0, 60.0)}}
    (entry,) = ranked(findings, {"staff": 0.5, "culture": 0.3, "hours": 0.2}).entries
    assert (entry.score, entry.high, entry.answered_weight) == pytest.approx((55, 67, 0.8))
    assert {name: part.points for name, part in entry.scores.items()} == pytest.approx(
        {"staff": 40, "culture": 15, "hours": 0}
    )
    assert {name: part.lost for name, part in entry.scores.items()} == pytest.approx(
        {"staff": 10, "culture": 15, "hours": 20}
    )
    assert {name: part.open for name, part in entry.scores.items()} == pytest.approx(
        {"staff": 0, "culture": 0, "hours": 12}
    )


POINTS = st.integers(0, 100)


@given(st.lists(st.tuples(st.integers(1, 1000), POINTS, POINTS), min_size=1, max_size=12))
def test_a_score_agrees_with_exact_arithmetic(parts: list[tuple[int, int, int]]) -> None:
    total = sum(weight for weight, *_ in parts)
    exact_low = sum(Fraction(weight * min(ends), total) for weight, *ends in parts)
    exact_high = sum(Fraction(weight * max(ends), total) for weight, *ends in parts)
    answered = sum(Fraction(weight, total) for weight, one, other in parts if one == other)
    findings = {f"c{at}": (float(min(ends)), float(max(ends))) for at, (_, *ends) in enumerate(parts)}
    weights = {f"c{at}": weight / total for at, (weight, *_) in enumerate(parts)}
    (entry,) = ranked({"acme": findings}, weights).entries
    assert entry.score == pytest.approx(float(exact_low), abs=1e-9)
    assert entry.high == pytest.approx(float(exact_high), abs=1e-9)
    assert entry.answered_weight == pytest.approx(float(answered), abs=1e-9)
    assert 0 <= entry.score <= entry.high <= 100
    assert entry.answered_weight <= 1


def test_all_points_of_all_criteria_are_100_and_no_more() -> None:
    """Seven sevenths of binary figures, and their like, may come to more than 1."""
    for count in range(1, 60):
        weights = {f"c{at}": (at + 1) / (count * (count + 1) / 2) for at in range(count)}
        (entry,) = ranked({"acme": dict.fromkeys(weights, (100.0, 100.0))}, weights).entries
        assert (entry.score, entry.high) == pytest.approx((100, 100))
        assert max(entry.score, entry.high) <= 100
        assert entry.answered_weight <= 1


def test_criteria_without_a_weight_take_no_part() -> None:
    (entry,) = ranked({"acme": {"staff": (80.0, 80.0), "culture": (10.0, 10.0)}}, {"staff": 1.0}).entries
    assert tuple(entry.scores) == ("staff",)
    assert entry.score == 80


def test_criteria_that_the_needs_do_not_call_for_are_told_with_their_reason() -> None:
    criteria = [criterion("staff", {"acme": (80, 80)}), not_called_for("languages")]
    assert split_applicable(criteria, Needs()) == ((criteria[0],), {"languages": "the needs name none"})
    ranking = rank([vendor("acme")], Needs(), criteria, Weights({"staff": 1.0}, "the test", {}))
    assert ranking.not_applicable == {"languages": "the needs name none"}
    assert tuple(ranking.entries[0].scores) == ("staff",)


# ---- The order ----------------------------------------------------------------------------------------------------


def test_the_best_score_is_first() -> None:
    findings = {"acme": {"staff": (40.0, 40.0)}, "brio": {"staff": (90.0, 90.0)}, "corte": {"staff": (60.0, 60.0)}}
    assert places(ranked(findings, {"staff": 1.0})) == [("brio", 1), ("corte", 2), ("acme", 3)]


def test_equal_scores_share_a_rank_and_the_next_one_is_left_out() -> None:
    findings = {
        "dora": {"staff": (70.0, 70.0)},
        "acme": {"staff": (50.0, 50.0)},
        "corte": {"staff": (70.0, 90.0)},
        "brio": {"staff": (90.0, 90.0)},
    }
    assert places(ranked(findings, {"staff": 1.0})) == [("brio", 1), ("corte", 2), ("dora", 2), ("acme", 4)]


def test_a_rounding_of_binary_sums_is_a_tie() -> None:
    """0.1 + 0.2 is 0.30000000000000004."""
    findings = {"acme": {"staff": (30.0, 30.0)}, "brio": {"staff": (100 * (0.1 + 0.2), 100 * (0.1 + 0.2))}}
    assert places(ranked(findings, {"staff": 1.0})) == [("acme", 1), ("brio", 1)]


RANGES: Mapping[str, Mapping[str, Ends]] = {
    "acme": {"staff": (50.0, 60.0)},
    "brio": {"staff": (45.0, 90.0)},
    "corte": {"staff": (10.0, 95.0)},
}


@pytest.mark.parametrize(
    ("rank_by", "order"),
    [
        ("score", ["acme", "brio", "corte"]),  # 50, 45, 10
        ("high", ["corte", "brio", "acme"]),  # 95, 90, 60
        ("middle", ["brio", "acme", "corte"]),  # 67.5, 55, 52.5
    ],
)
def test_the_order_may_go_by_what_could_be(rank_by: RankBy, order: list[str]) -> None:
    ranking = ranked(RANGES, {"staff": 1.0}, rank_by=rank_by)
    assert [entry.subject.id for entry in ranking.entries] == order
    assert [entry.rank for entry in ranking.entries] == [1, 2, 3]
    assert ranking.rank_by == rank_by


def test_every_order_that_can_be_named_is_there() -> None:
    assert get_args(RankBy) == RANK_BY == ("score", "high", "middle")


def test_vendors_that_are_out_come_last_without_a_rank(make_needs: MakeNeeds) -> None:
    needs = make_needs("{must: {recordings: true}, floors: {staff: 30}}")
    criteria = [criterion("staff", {"acme": (90, 90), "brio": (20, 20), "corte": (50, 50), "dora": (10, 60)})]
    subjects = [
        vendor("acme", reporting={"recordings": False}),  # fails the must
        vendor("brio", reporting={"recordings": True}),  # stays under the floor
        vendor("corte", reporting={"recordings": True}),
        vendor("dora"),  # has answered neither, and stays in
    ]
    ranking = rank(subjects, needs, criteria, Weights({"staff": 1.0}, "the test", {}))
    assert places(ranking) == [("corte", 1), ("dora", 2), ("acme", None), ("brio", None)]
    assert [entry.subject.id for entry in ranking.eligible] == ["corte", "dora"]
    corte, dora, acme, brio = ranking.entries
    assert [one.name for one in acme.failed] == ["must.recordings"]
    assert [one.name for one in brio.failed] == ["floors.staff"]
    assert (corte.eligible, dora.eligible, acme.eligible, brio.eligible) == (True, True, False, False)
    assert [one.state for one in dora.knockouts] == ["unanswered", "unanswered"]
    assert acme.score == 90  # being out takes no points away


def test_a_vendor_that_is_out_takes_no_rank_from_the_others(make_needs: MakeNeeds) -> None:
    criteria = [criterion("staff", {"acme": (90, 90), "brio": (20, 20)})]
    subjects = [vendor("acme", reporting={"recordings": False}), vendor("brio", reporting={"recordings": True})]
    ranking = rank(subjects, make_needs("must: {recordings: true}"), criteria, Weights({"staff": 1.0}, "", {}))
    assert places(ranking) == [("brio", 1), ("acme", None)]


def test_a_floor_holds_for_a_criterion_without_a_weight(make_needs: MakeNeeds) -> None:
    criteria = [criterion("staff", {"acme": (90, 90)}), criterion("security", {"acme": (20, 20)})]
    ranking = rank(
        [vendor("acme")], make_needs("floors: {security: 30}"), criteria, Weights({"staff": 1.0}, "the test", {})
    )
    assert places(ranking) == [("acme", None)]
    assert tuple(ranking.entries[0].scores) == ("staff",)


def test_the_committees_own_questions_are_told_by_their_keys(make_needs: MakeNeeds) -> None:
    needs = make_needs("own_criteria: {quiet: {question: How quiet is it?, weight: 1, key: x-noise}}")
    assert ranked({"acme": {"staff": (80.0, 80.0)}}, {"staff": 1.0}, needs).own_questions == {
        "x-noise": "How quiet is it?"
    }


def test_no_vendor_is_no_ranking() -> None:
    ranking = ranked({}, {})
    assert (ranking.entries, ranking.eligible, ranking.undecided) == ((), (), ())


# ---- What is not decided ------------------------------------------------------------------------------------------


def test_a_vendor_that_could_overtake_the_leader_is_not_decided() -> None:
    findings = {
        "acme": {"staff": (50.0, 60.0)},
        "brio": {"staff": (20.0, 90.0)},  # could come first
        "corte": {"staff": (10.0, 50.0)},  # could draw level at most
        "dora": {"staff": (40.0, 40.0)},  # has said all
    }
    assert [entry.subject.id for entry in ranked(findings, {"staff": 1.0}).undecided] == ["brio"]


def test_leaders_who_share_the_lead_are_not_behind_it() -> None:
    findings = {"acme": {"staff": (50.0, 60.0)}, "brio": {"staff": (50.0, 90.0)}}
    assert ranked(findings, {"staff": 1.0}).undecided == ()


def test_where_all_are_out_nothing_is_left_to_decide(make_needs: MakeNeeds) -> None:
    ranking = ranked({"acme": {"staff": (0.0, 20.0)}}, {"staff": 1.0}, make_needs("floors: {staff: 30}"))
    assert places(ranking) == [("acme", None)]
    assert ranking.undecided == ()


def test_a_vendor_that_is_out_is_not_undecided(make_needs: MakeNeeds) -> None:
    criteria = [criterion("staff", {"acme": (50, 50), "brio": (0, 100)})]
    subjects = [vendor("acme", reporting={"recordings": True}), vendor("brio", reporting={"recordings": False})]
    needs = make_needs("must: {recordings: true}")
    assert rank(subjects, needs, criteria, Weights({"staff": 1.0}, "the test", {})).undecided == ()


# ---- What to ask, what made it, what it cost ----------------------------------------------------------------------


def entry_with(*parts: tuple[str, float, Ends, Mapping[str, float]], needs: Needs | None = None) -> VendorScore:
    """One vendor out of criteria: name, weight, ends, and what each missing answer could add to the criterion."""
    criteria = [criterion(name, {"acme": ends}, asked) for name, _, ends, asked in parts]
    weights = {name: weight for name, weight, *_ in parts}
    return rank([vendor("acme")], needs or Needs(), criteria, Weights(weights, "the test", {})).entries[0]


def test_an_answer_is_worth_what_it_adds_to_all_criteria_together() -> None:
    """Agents.models: 0.6 * 50 + 0.4 * 25 = 40."""
    entry = entry_with(
        ("staff", 0.6, (0.0, 80.0), {"agents.models": 50, "agents.training_hours": 30}),
        ("hours", 0.4, (75.0, 100.0), {"agents.models": 25}),
    )
    assert entry.open_points == pytest.approx({"agents.models": 40, "agents.training_hours": 18})


def test_questions_are_those_of_musts_first_then_by_worth_each_once(make_needs: MakeNeeds) -> None:
    entry = entry_with(
        ("staff", 0.6, (0.0, 30.0), {"agents.training_hours": 30}),
        ("hours", 0.4, (0.0, 100.0), {"hours.open": 50, "reporting.recordings": 50}),
        needs=make_needs("{must: {recordings: true, hours: 24/7}, floors: {hours: 50}}"),
    )
    assert entry.unanswered == ("reporting.recordings", "hours.open", "agents.training_hours")


def test_what_made_a_score_and_what_it_cost_is_told_by_weight() -> None:
    entry = entry_with(
        ("staff", 0.3, (50.0, 50.0), {}),  # made 15, lost 15
        ("hours", 0.3, (100.0, 100.0), {}),  # made 30, lost nothing
        ("culture", 0.2, (0.0, 0.0), {}),  # made nothing, lost 20
        ("security", 0.1, (40.0, 40.0), {}),  # made 4, lost 6
        ("reviews", 0.1, (20.0, 20.0), {}),  # made 2, lost 8
    )
    assert [part.criterion.id for part in entry.made_by()] == ["hours", "staff", "security"]
    assert [part.criterion.id for part in entry.cost_by()] == ["culture", "reviews"]
    assert [part.criterion.id for part in entry.made_by(1)] == ["hours"]
    assert [part.criterion.id for part in entry.cost_by(1)] == ["culture"]
    assert [part.criterion.id for part in entry.cost_by(2)] == ["culture", "reviews"]


def test_no_criterion_is_told_to_have_made_a_score_and_to_have_cost_it() -> None:
    entry = entry_with(
        ("staff", 0.6, (50.0, 50.0), {}),  # made 30 and lost 30, the most of both
        ("hours", 0.4, (60.0, 60.0), {}),  # made 24, lost 16
    )
    for count in (1, 2, 3):
        assert not {part.criterion.id for part in entry.made_by(count)} & {
            part.criterion.id for part in entry.cost_by(count)
        }
    assert [part.criterion.id for part in entry.cost_by(1)] == ["hours"]
    assert entry.cost_by() == ()
