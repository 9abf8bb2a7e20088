"""What draws tell: how often an answer decides at last, and what answers are worth together."""

from __future__ import annotations

from math import sqrt

import numpy as np
import pytest

from callvet.score.pivotal import count_pivots
from callvet.score.unknowns import Condition, Contender, Unknown

LEADER = Contender("leader", 50, (Unknown("one", 10), Unknown("two", 6)))
OTHER = Contender("other", 48, (Unknown("one", 12), Unknown("three", 4)))


def test_the_only_open_question_decides_at_last_as_often_as_alone() -> None:
    # As in test_information: ahead in the best quarter, and a gain of 0.25 * 1.67 / 2.
    found = count_pivots((Contender("leader", 60), Contender("other", 55, (Unknown("key", 20 / 3),))), 0.5, 20_000, 1)
    (only,) = found.pivotal[1]
    for one in (only, found.of_vendor[1], found.of_all):
        assert one.share == pytest.approx(0.25, abs=4 * one.share_error)
        assert one.gain == pytest.approx(0.25 * (5 / 3) / 2, abs=4 * one.gain_error)
    assert found.wins == pytest.approx((0.75, 0.25), abs=0.02)


def test_the_errors_of_shares_and_gains_are_those_of_means() -> None:
    # B is anywhere from 0 to 100 against 50, and gains x - 50 above it: 12.5 in the mean, and 50 ** 3 / 300 squared.
    found = count_pivots((Contender("a", 50), Contender("b", 0, (Unknown("key", 100),))), 0.5, 20_000, 1).of_all
    assert found.gain_error == pytest.approx(sqrt((50**3 / 300 - 12.5**2) / 20_000), rel=0.02)
    assert found.share_error == pytest.approx(sqrt(0.5 * 0.5 / 20_000), rel=0.02)


def test_two_answers_together_are_worked_by_hand() -> None:
    # 50 + 10 a against 50 + 10 b: either wins half of the draws, and the better is expected 10 / 6 above the mean.
    level = Contender("a", 50, (Unknown("key", 10),)), Contender("b", 50, (Unknown("key", 10),))
    found = count_pivots(level, 0.5, 20_000, 1)
    assert found.of_all.share == pytest.approx(0.5, abs=0.02)
    assert found.of_all.gain == pytest.approx(10 / 6, abs=4 * found.of_all.gain_error)
    # Without b's answer a is chosen where it is above 55. Of a at 10 a the loss is 10 (1 - a) ** 2 / 2, whose integral
    # from a half on is 10 / 48; b is chosen wrongly as often, and by as much.
    assert found.pivotal[1][0].share == pytest.approx(0.25, abs=0.02)
    assert found.pivotal[1][0].gain == pytest.approx(10 / 24, abs=0.02)


def test_the_single_loop_agrees_with_a_nested_one() -> None:
    found = count_pivots((LEADER, OTHER), 0.5, 20_000, 1).pivotal[1][0]
    numbers = np.random.default_rng(3)
    losses = []
    for _ in range(1_500):
        leader = 50 + numbers.random(2) @ (10, 6)
        rest = 48 + 4 * numbers.random()
        answers = rest + 12 * numbers.random(200)
        losses.append(np.maximum(answers, leader).mean() - max(answers.mean(), leader))
    assert found.gain == pytest.approx(float(np.mean(losses)), abs=4 * found.gain_error + 0.05)


def test_a_must_decides_in_half_of_the_draws_that_its_vendor_would_win() -> None:
    leader = Contender("leader", 70, (Unknown("key", 0),), (Condition("must.crm", (1.0,), 0.5),))
    found = count_pivots((leader, Contender("other", 60)), 0.5, 10_000, 1)
    assert found.wins == pytest.approx((0.5, 0.5), abs=0.02)
    # Expected, the leader is worth 35, so the other is chosen for sure until the must is known.
    assert found.pivotal[0][0].gain == pytest.approx(5, abs=0.2)
    assert found.of_all.share == pytest.approx(0.5, abs=0.02)


def test_a_floor_hangs_on_all_of_its_answers() -> None:
    # Two answers of 20 have to add up to 30: the corner above, 1 - (1 - 0.5 ** 2 / 2) = 0.125 of the square.
    unknowns = (Unknown("one", 0), Unknown("two", 0))
    leader = Contender("leader", 70, unknowns, (Condition("floors.security", (20, 20), 30),))
    found = count_pivots((leader, Contender("other", 60)), 0.5, 20_000, 1)
    assert found.wins[0] == pytest.approx(0.125, abs=0.01)


def test_where_every_vendor_is_out_nobody_wins() -> None:
    out = Condition("must.crm", (1.0,), 2.0)
    found = count_pivots((Contender("only", 70, (Unknown("key", 5),), (out,)),), 0.5, 100, 1)
    assert found.wins == (0,)
    assert found.pivotal[0][0].share == 0


def test_what_the_needs_leave_open_counts_for_all_vendors_at_once() -> None:
    key = "needs.demand.calls_per_month"
    level = tuple(Contender(name, 50, (Unknown(key, 10),)) for name in "ab")
    found = count_pivots(level, 0.5, 20_000, 1)
    assert found.of_needs.gain == pytest.approx(10 / 6, abs=0.05)
    assert found.of_needs_at_last.gain == pytest.approx(10 / 6, abs=0.05)
    # It is no vendor's to answer.
    assert found.of_vendor[1].gain == 0


def test_a_question_without_weight_never_decides() -> None:
    idle = OTHER._replace(unknowns=(*OTHER.unknowns, Unknown("idle", 0)))
    found = count_pivots((LEADER, idle), 0.5, 2_000, 1).pivotal[1][2]
    assert (found.share, found.gain) == (0, 0)


def test_the_same_seed_gives_the_same_answer_and_another_another() -> None:
    assert count_pivots((LEADER, OTHER), 0.5, 2_500, 1) == count_pivots((LEADER, OTHER), 0.5, 2_500, 1)
    assert count_pivots((LEADER, OTHER), 0.5, 2_500, 1) != count_pivots((LEADER, OTHER), 0.5, 2_500, 2)


def test_a_vendor_far_behind_changes_nothing() -> None:
    behind = Contender("behind", 5, (Unknown("one", 10),))
    two = count_pivots((LEADER, OTHER), 0.5, 3_000, 1)
    three = count_pivots((LEADER, OTHER, behind), 0.5, 3_000, 1)
    assert three.pivotal[:2] == two.pivotal
    assert three.of_vendor[:2] == two.of_vendor
    assert three.of_all == two.of_all
    assert three.wins == (*two.wins, 0)


def test_nothing_can_be_told_of_no_draw_and_of_no_vendor() -> None:
    with pytest.raises(ValueError, match="draws need"):
        count_pivots((LEADER,), 0.5, 0, 1)
    with pytest.raises(ValueError, match="draws need"):
        count_pivots((), 0.5, 1, 1)
