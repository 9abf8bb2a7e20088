"""What one answer is worth, if it is the only one that is given: worked out, without a draw.

The expected value of partial perfect information: the expected worth of the best choice once the answer is known, less
that of the best choice without it. A score is a weighted sum of independent answers, so what a vendor is expected to
score, given one of them, is what it was expected to score plus that answer's points times its distance from its mean:
a straight line. Each answer is taken to be equally likely anywhere between its worst and its best, so both the chance
that the choice changes and the gain are integrals of a line that is cut off at the best of the others.

Until it is answered, a must or a floor keeps nobody out, as in the ranking. The answer that leaves one unmet takes the
vendor out, and choosing it would then be worth nothing.

Sources:
    Howard, Information Value Theory, IEEE Transactions on Systems Science and Cybernetics 2(1), 1966
    Raiffa & Schlaifer, Applied Statistical Decision Theory, 1961, chapter 4: expected value of perfect information
"""

from __future__ import annotations

from math import fsum
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from callvet.score.ranking import RankBy
    from callvet.score.unknowns import Contender

STAND_IN: Final[Mapping[RankBy, float]] = {"score": 0.0, "middle": 0.5, "high": 1.0}
"""Where in its range an unknown counts while it is open, by what the ranking goes by. [share of the range]"""
TIE: Final = 0.5e-9
"""Scores that differ by less are a tie, as in the ranking. [points]"""
MEAN: Final = 0.5
"""What an answer is expected to be. [share of the range]"""


class Worth(NamedTuple):
    """What one answer is worth.

    Attributes:
        changes_share: The chance that the winner is another than now. [share in 0..1]
        gain: What is expected to be gained by it. [points]
    """

    changes_share: float
    gain: float


class Line(NamedTuple):
    """What a vendor counts by one answer: nothing below ``least_share``, from there on a straight line.

    Attributes:
        at_worst: With the worst answer, if no must or floor took the vendor out. [points]
        gap: What the best answer adds to that. [points]
        least_share: Answers below it take the vendor out. [share of the range]
    """

    at_worst: float
    gap: float
    least_share: float = 0.0


def worth_alone(contenders: Sequence[Contender], stand_in: float, vendor: int, unknown: int) -> Worth:
    """What one answer is worth if nothing else is asked.

    Args:
        contenders: The vendors that are not out, in the order of the ranking: the first is the choice now.
        stand_in: Where in its range every other unknown counts. [share of the range]
        vendor: Whose answer it is, by position.
        unknown: Which of its unknowns, by position.
    """
    best_other = max((one.valued_at(stand_in) for n, one in enumerate(contenders) if n != vendor), default=0.0)
    asked = contenders[vendor]
    gap = asked.unknowns[unknown].gap
    line = Line(asked.valued_at(stand_in) - stand_in * gap, gap, _least_share(asked, unknown))
    return worth_of(line, best_other, chosen=vendor == 0)


def worth_of(line: Line, best_other: float, *, chosen: bool) -> Worth:
    """What an answer is worth that is equally likely anywhere in its range.

    Args:
        line: What the vendor counts by the answer.
        best_other: What the best of the other vendors counts. [points]
        chosen: Whether the vendor is the choice now.
    """
    wins_from = max(_ahead_from(line, best_other, chosen=chosen), line.least_share)
    with_answer = wins_from * best_other + _area(line, wins_from)
    without = max(best_other, _area(line, line.least_share))
    gain = with_answer - without
    return Worth(wins_from if chosen else 1 - wins_from, gain if gain > TIE else 0.0)


def _ahead_from(line: Line, best_other: float, *, chosen: bool) -> float:
    """From which answer on the line is ahead of the best of the others. [share of the range]"""
    behind = best_other - line.at_worst
    if line.gap > TIE:
        return min(1.0, max(0.0, behind / line.gap))
    # Without a gap nothing moves: a tie leaves the choice as it is.
    return 0.0 if behind < (TIE if chosen else -TIE) else 1.0


def _area(line: Line, begin: float) -> float:
    """The line's integral from an answer to the best one. [points]"""
    return (1 - begin) * line.at_worst + line.gap * (1 - begin**2) / 2


def _least_share(contender: Contender, unknown: int) -> float:
    """Below which answer the vendor is out, even if all its other answers came out best. [share of the range]"""
    least = 0.0
    for condition in contender.conditions:
        gain = condition.gains[unknown]
        if gain:
            others = fsum(condition.gains) - gain
            least = max(least, (condition.least - others) / gain)
    return min(1.0, least)
