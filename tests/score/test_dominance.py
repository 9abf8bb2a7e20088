"""Dominance: beaten on every criterion, whatever the open answers are."""

from __future__ import annotations

from callvet.score.dominance import dominated_by
from tests.score.tables import table


def test_who_is_nowhere_better_and_somewhere_worse_is_beaten() -> None:
    assert dominated_by(table([(80, 70), (50, 70), (90, 10)])) == ((), (0,), ())


def test_the_same_scores_beat_nobody() -> None:
    assert dominated_by(table([(80, 70), (80, 70)])) == ((), ())


def test_an_open_answer_may_save_either() -> None:
    """A's worst must reach b's best everywhere: it does not where b may have 75, nor where a may have 60."""
    assert dominated_by(table([(80, 70), (50, 60)], [(80, 70), (50, 75)])) == ((), ())
    assert dominated_by(table([(80, 60), (50, 65)], [(80, 100), (50, 65)])) == ((), ())
    assert dominated_by(table([(80, 70), (50, 60)], [(90, 80), (80, 70)])) == ((), ())
    assert dominated_by(table([(80, 71), (50, 60)], [(90, 80), (80, 70)])) == ((), (0,))


def test_several_may_beat_one() -> None:
    assert dominated_by(table([(80, 70), (60, 60), (50, 50)])) == ((), (0,), (0, 1))
