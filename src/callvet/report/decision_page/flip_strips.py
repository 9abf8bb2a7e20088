"""Who leads as one criterion weighs more or less, as strips: a piece for each leader, a sign at the weight of now."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from callvet.model.wording import shown
from callvet.report.flip_chart import exact_percent, holding
from callvet.score.matching import in_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from callvet.evaluation.robustness import Robustness
    from callvet.score.flips import Flip

_MOST: Final = 12
"""So many criteria are drawn, those that take the least change. [count]"""
_LONGEST_NAME: Final = 40


class Piece(NamedTuple):
    """For which weights a vendor leads.

    Attributes:
        vendor: Its place in the ranking, from 0.
        start: From this weight on. [per cent]
        width: For so much of it. [per cent]
    """

    vendor: int
    start: float
    width: float


class Strip(NamedTuple):
    """One criterion.

    Attributes:
        criterion: Its name in words.
        now: What it weighs, in words.
        now_at: The same. [per cent]
        holds: For which weights the winner holds, in words.
        then: Who takes over, in words.
        told: Every leader with its weights, in a sentence.
        pieces: From no weight to all of it.
    """

    criterion: str
    now: str
    now_at: float
    holds: str
    then: str
    told: str
    pieces: tuple[Piece, ...]


class Strips(NamedTuple):
    """The criteria whose weight alone can change the winner.

    Attributes:
        rows: Those that take the least change, first.
        leaders: The places in the ranking, and the names, of all that lead anywhere in them.
        left_out: How many more there are. [count]
    """

    rows: tuple[Strip, ...]
    leaders: tuple[tuple[int, str], ...]
    left_out: int


def flip_strips(found: Robustness, names: Sequence[str]) -> Strips:
    """The strips of a ranking; no rows where no criterion's weight alone changes the winner.

    Args:
        found: How sure the ranking is.
        names: Of the vendors that are not out, in the order of the ranking.
    """
    drawn = [flip for flip in found.flips if flip.change is not None]
    rows = tuple(_strip(flip, names) for flip in drawn[:_MOST])
    leading = sorted({piece.vendor for row in rows for piece in row.pieces})
    return Strips(rows, tuple((place, names[place]) for place in leading), len(drawn) - len(rows))


def _strip(flip: Flip, names: Sequence[str]) -> Strip:
    """One criterion."""
    pieces = tuple(
        Piece(lead.vendor, 100 * lead.low_share, 100 * (lead.high_share - lead.low_share)) for lead in flip.leads
    )
    told = [f"{names[one.vendor]} from {exact_percent(one.low_share)}" for one in flip.leads]
    then = [f"{names[flip.below]} below"] if flip.below is not None else []
    then += [f"{names[flip.above]} above"] if flip.above is not None else []
    return Strip(
        shown(in_words(flip.criterion), _LONGEST_NAME),
        exact_percent(flip.weight),
        100 * flip.weight,
        holding(flip, " to "),
        ", ".join(then),
        f"Leads: {', '.join(told)} of the weight.",
        pieces,
    )
