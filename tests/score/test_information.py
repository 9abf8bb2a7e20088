"""What one answer is worth alone: integrals worked by hand, properties, and a nested simulation as the oracle."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from callvet.score.information import Line, worth_alone, worth_of
from callvet.score.unknowns import Condition, Contender, Unknown

POINTS = st.floats(0, 50)
SHARES = st.floats(0, 1)


def test_an_answer_that_can_pass_the_leader_in_its_best_quarter() -> None:
    # The leader has 60; the other has 55 to 61.67 by one answer: 58.33 expected, ahead from 5 / 6.67 = 0.75 on.
    # The gain is the triangle above 60: 0.25 wide, 1.67 high, so 0.25 * 1.67 / 2.
    leader, other = Contender("leader", 60), Contender("other", 55, (Unknown("key", 20 / 3),))
    assert worth_alone((leader, other), 0.5, 1, 0) == pytest.approx((0.25, 0.25 * (5 / 3) / 2))


def test_an_answer_of_the_leader_can_lose_it_the_lead() -> None:
    # The leader has 50 to 70, expected 60; the other has 55. Below a quarter of the range the other wins: the gain is
    # the triangle under 55, a quarter wide and 5 high.
    leader, other = Contender("leader", 50, (Unknown("key", 20),)), Contender("other", 55)
    assert worth_alone((leader, other), 0.5, 0, 0) == pytest.approx((0.25, 0.25 * 5 / 2))


def test_the_other_answers_count_at_their_mean() -> None:
    # The leader's second answer of 10 adds 5 to both ends of its first.
    leader = Contender("leader", 45, (Unknown("key", 20), Unknown("more", 10)))
    assert worth_alone((leader, Contender("other", 55)), 0.5, 0, 0) == pytest.approx((0.25, 0.625))


def test_an_answer_that_cannot_close_the_gap_is_worth_nothing() -> None:
    leader, other = Contender("leader", 60), Contender("other", 50, (Unknown("key", 10),))
    assert worth_alone((leader, other), 0.5, 1, 0) == (0, 0)


def test_a_must_of_the_leader_is_a_toss() -> None:
    # Half of the answers take the leader out. It is worth 70 in the other half, so knowing it is worth
    # 0.5 * 70 + 0.5 * 68 = 69, against the 68 that are sure.
    leader = Contender("leader", 70, (Unknown("key", 0),), (Condition("must.crm", (1.0,), 0.5),))
    assert worth_alone((leader, Contender("other", 68)), 0.5, 0, 0) == pytest.approx((0.5, 1))


def test_the_better_half_that_meets_a_must_also_earns_the_better_half_of_the_points() -> None:
    # 60 to 80 by the answer, 75 on average where it meets the must: 0.5 * 75 + 0.5 * 50 = 62.5, against 50.
    leader = Contender("leader", 60, (Unknown("key", 20),), (Condition("must.crm", (1.0,), 0.5),))
    assert worth_alone((leader, Contender("other", 50)), 0.5, 0, 0) == pytest.approx((0.5, 12.5))


def test_a_must_of_a_vendor_that_does_not_lead_changes_nothing_alone() -> None:
    other = Contender("other", 60, (Unknown("key", 0),), (Condition("must.crm", (1.0,), 0.5),))
    assert worth_alone((Contender("leader", 70), other), 0.5, 1, 0) == (0, 0)


def test_a_floor_takes_a_vendor_out_only_where_the_best_other_answers_would_not_reach_it() -> None:
    # 30 of 20 + 20 are asked for: with the second answer at its best, the first must reach half of its own.
    unknowns = (Unknown("key", 0), Unknown("more", 0))
    leader = Contender("leader", 70, unknowns, (Condition("floors.security", (20, 20), 30),))
    assert worth_alone((leader, Contender("other", 60)), 0.5, 0, 0).changes_share == pytest.approx(0.5)
    easy = leader._replace(conditions=(Condition("floors.security", (20, 20), 20),))
    assert worth_alone((easy, Contender("other", 60)), 0.5, 0, 0) == (0, 0)


def test_vendors_that_are_level_are_told_apart_by_any_answer() -> None:
    level = Contender("a", 50, (Unknown("key", 10),)), Contender("b", 55)
    assert worth_alone(level, 0.5, 0, 0).changes_share == pytest.approx(0.5)
    assert worth_alone(level[::-1], 0.5, 1, 0).changes_share == pytest.approx(0.5)


def test_a_question_without_weight_is_worth_nothing_even_where_vendors_are_level() -> None:
    level = Contender("a", 55, (Unknown("key", 0),)), Contender("b", 55)
    assert worth_alone(level, 0.5, 0, 0) == (0, 0)
    assert worth_alone(level[::-1], 0.5, 1, 0) == (0, 0)


def test_where_unknowns_count_as_the_worst_an_answer_can_only_raise() -> None:
    leader = Contender("leader", 50, (Unknown("key", 20),))
    other = Contender("other", 45, (Unknown("key", 10),))
    assert worth_alone((leader, other), 0.0, 0, 0) == (0, 0)
    assert worth_alone((leader, other), 0.0, 1, 0).changes_share == pytest.approx(0.5)


def test_nobody_else_to_choose_leaves_nothing_to_change() -> None:
    assert worth_alone((Contender("only", 50, (Unknown("key", 20),)),), 0.5, 0, 0) == (0, 0)


@given(at_worst=POINTS, gap=POINTS, least=SHARES, best_other=POINTS, chosen=st.booleans())
def test_a_gain_is_never_negative_nor_more_than_the_answer_moves(
    at_worst: float, gap: float, least: float, best_other: float, *, chosen: bool
) -> None:
    share, gain = worth_of(Line(at_worst, gap, least), best_other, chosen=chosen)
    assert 0 <= share <= 1
    assert 0 <= gain <= at_worst + gap


@given(POINTS, POINTS, SHARES, POINTS)
def test_the_integrals_agree_with_sums_over_many_answers(
    at_worst: float, gap: float, least: float, best_other: float
) -> None:
    answers = (np.arange(20_000) + 0.5) / 20_000
    counts = np.where(answers >= least, at_worst + gap * answers, 0.0)
    gain = np.maximum(counts, best_other).mean() - max(counts.mean(), best_other)
    assert worth_of(Line(at_worst, gap, least), best_other, chosen=False).gain == pytest.approx(gain, abs=0.02)


def test_closed_form_and_nested_simulation_agree() -> None:
    numbers = np.random.default_rng(7)
    gaps = ((6.0, 9.0), (12.0, 3.0, 8.0), (10.0,))
    lows = (50.0, 45.0, 51.0)
    contenders = tuple(
        Contender(name, low, tuple(Unknown(str(n), gap) for n, gap in enumerate(own)))
        for name, low, own in zip("abc", lows, gaps, strict=True)
    )
    ordered = tuple(sorted(contenders, key=lambda one: -one.valued_at(0.5)))
    for vendor, asked in enumerate(ordered):
        for unknown in range(len(asked.unknowns)):
            share, gain = _nested(ordered, vendor, unknown, numbers)
            found = worth_alone(ordered, 0.5, vendor, unknown)
            assert found.changes_share == pytest.approx(share, abs=0.06)
            assert found.gain == pytest.approx(gain, abs=0.15)


def _nested(
    contenders: tuple[Contender, ...], vendor: int, unknown: int, numbers: np.random.Generator
) -> tuple[float, float]:
    """An answer drawn in the outer loop, all the others in the inner one."""
    bests, changes = [], 0
    for answer in (np.arange(200) + 0.5) / 200:
        means = []
        for n, one in enumerate(contenders):
            inner = numbers.random((400, len(one.unknowns)))
            if n == vendor:
                inner[:, unknown] = answer
            means.append(float((one.low + inner @ np.array([u.gap for u in one.unknowns])).mean()))
        bests.append(max(means))
        changes += means[0] < max(means)
    return changes / 200, float(np.mean(bests)) - contenders[0].valued_at(0.5)
