"""The weights with which a vendor comes first: the nearest to those given, or whether there are any at all.

Each question is a small linear program, which HiGHS solves.

Sources:
    Huangfu & Hall, Parallelizing the dual revised simplex method, Mathematical Programming Computation 10(1), 2018
    Rios Insua & French, A framework for sensitivity analysis in discrete multi-objective decision-making, European
    Journal of Operational Research 54(2), 1991: potentially optimal alternatives, and the nearest weights that make
    another the best
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import highspy
import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

_AHEAD = 1e-3
"""So far ahead a vendor leads: more than the solver lets pass, less than a table shows. Where it is not asked to be
ahead, all weight on criteria of which nobody has shown anything makes a winner of everybody. [points]"""
_SAME = 1e-9
"""Vendors whose scores all lie so close are one to the weights, and lead together. [points]"""


class Move(NamedTuple):
    """The least change of the weights with which a vendor takes the lead.

    Attributes:
        weights: The weights then, of each criterion; they add up to 1. [share in 0..1]
        change: The sum of all changes, up and down; half of it is what is moved. [share in 0..2]
    """

    weights: tuple[float, ...]
    change: float


def nearest_win(weights: Sequence[float], scores: Sequence[Sequence[float]], vendor: int) -> Move | None:
    """The least joint change of the weights with which a vendor leads.

    Args:
        weights: Those given, adding up to 1. [share in 0..1]
        scores: Of each vendor, by criterion. [points in 0..100]
        vendor: Its position.

    Returns:
        The weights nearest to those given, by the sum of the absolute changes, with which it is a thousandth of a
        point ahead of every other; None where there are none.
    """
    given = np.asarray(weights, dtype=np.float64)
    ahead = _leads_over_others(scores[vendor], scores, vendor)
    # Each weight is the given one, and what is added, less what is taken away.
    found = _solved(
        costs=np.ones(2 * len(given)),
        rows=np.vstack([np.repeat([1.0, -1.0], len(given)), np.hstack([ahead, -ahead])]),
        least=np.concatenate([[0.0], _AHEAD - ahead @ given]),
        most=np.concatenate([[0.0], np.full(len(ahead), highspy.kHighsInf)]),
        upper=np.concatenate([np.full(len(given), 1.0), given]),
    )
    if found is None:
        return None
    added, taken = np.split(found, 2)
    return Move(tuple((given + added - taken).tolist()), float(np.abs(added - taken).sum()))


def can_win(own: Sequence[float], scores: Sequence[Sequence[float]], vendor: int) -> bool:
    """Whether there are any weights at all with which a vendor leads.

    Args:
        own: What the vendor scores, by criterion. [points in 0..100]
        scores: What all score, the vendor's own row being left aside. [points in 0..100]
        vendor: Its position.
    """
    ahead = _leads_over_others(own, scores, vendor)
    if not len(ahead):
        return True
    criteria = ahead.shape[1]
    # The weights with which it is least far behind, or furthest ahead, of whoever comes nearest: the last unknown.
    found = _solved(
        costs=np.concatenate([np.zeros(criteria), [-1.0]]),
        rows=np.vstack([[1.0] * criteria + [0.0], np.hstack([ahead, -np.ones((len(ahead), 1))])]),
        least=np.concatenate([[1.0], np.zeros(len(ahead))]),
        most=np.concatenate([[1.0], np.full(len(ahead), highspy.kHighsInf)]),
        upper=np.full(criteria + 1, highspy.kHighsInf),
        free=1,
    )
    return found is not None and bool(found[-1] >= _AHEAD)


def _leads_over_others(own: Sequence[float], scores: Sequence[Sequence[float]], vendor: int) -> Floats:
    """By other vendor and criterion, how far a vendor is ahead of those that are not the same. [points]"""
    others = [row for number, row in enumerate(scores) if number != vendor]
    ahead = np.asarray(own, dtype=np.float64) - np.asarray(others, dtype=np.float64).reshape(len(others), len(own))
    return ahead[(np.abs(ahead) > _SAME).any(axis=1)]


@cache
def _solver() -> highspy.Highs:
    """One solver for all programs, which says nothing of its own."""
    solver = highspy.Highs()  # type: ignore[no-untyped-call]
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("threads", 1)
    return solver


def _solved(  # noqa: PLR0913 - the parts of a linear program
    *, costs: Floats, rows: Floats, least: Floats, most: Floats, upper: Floats, free: int = 0
) -> Floats | None:
    """The least of the costs within the rows' bounds, every unknown from 0 but for the last so many; None if none.

    Raises:
        ArithmeticError: The solver found neither an answer nor that there is none.
    """
    program = highspy.HighsLp()
    program.num_row_, program.num_col_ = rows.shape
    program.col_cost_ = costs
    program.col_lower_ = np.concatenate([np.zeros(len(costs) - free), np.full(free, -highspy.kHighsInf)])
    program.col_upper_, program.row_lower_, program.row_upper_ = upper, least, most
    program.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    program.a_matrix_.start_ = np.arange(len(rows) + 1) * len(costs)
    program.a_matrix_.index_ = np.tile(np.arange(len(costs)), len(rows))
    program.a_matrix_.value_ = rows.ravel()
    solver = _solver()
    solver.passModel(program)
    solver.run()
    status = solver.getModelStatus()
    if status == highspy.HighsModelStatus.kInfeasible:
        return None
    if status != highspy.HighsModelStatus.kOptimal:
        message = f"the solver stopped: {solver.modelStatusToString(status)}"
        raise ArithmeticError(message)
    return np.asarray(solver.getSolution().col_value)
