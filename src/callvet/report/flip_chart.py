"""Who leads as one criterion weighs more or less, drawn with a letter for each vendor; nothing hangs on colour."""

from __future__ import annotations

from string import ascii_uppercase
from typing import TYPE_CHECKING, Final

from callvet.model.blind import letter_of
from callvet.model.wording import shown
from callvet.report.page import Drawing, Sentence
from callvet.report.phrases import counted, listed
from callvet.score.matching import in_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from callvet.report.page import Block
    from callvet.score.flips import Flip

_CELLS: Final = 32
"""From no weight to all of it. [signs]"""
_MOST_LINES: Final = 12
_LONGEST_NAME: Final = 20
_NOW: Final = "◆"
_NO_LETTER: Final = "*"


def flip_chart(flips: Sequence[Flip], names: Sequence[str]) -> Iterator[Block]:
    """A line for each criterion whose weight alone can change the winner, the nearest change first.

    Args:
        flips: What each criterion's weight does.
        names: Of the vendors.
    """
    drawn = [flip for flip in flips if flip.change is not None]
    if not drawn:
        return
    shown_first, letters = drawn[:_MOST_LINES], _letters(names)
    labels = [shown(in_words(flip.criterion), _LONGEST_NAME) for flip in shown_first]
    width = max(map(len, labels))
    strips = [_strip(flip, letters) for flip in shown_first]
    lines = [f"{'':{width}}    now  holds          0%{'100%':>{_CELLS - 2}}"]
    lines += [
        f"{label:{width}} {exact_percent(flip.weight):>6}  {holding(flip, '–'):13}  {strip}"
        for label, flip, strip in zip(labels, shown_first, strips, strict=True)
    ]
    yield Drawing(f"Who leads as one criterion weighs from nothing to all ({_NOW} now)", lines)
    signs = set("".join(strips))
    told = [
        f"{letter} is {name}" for letter, name in zip(letters, names, strict=True) if letter in signs - {_NO_LETTER}
    ]
    if _NO_LETTER in signs:
        told.append(f"{_NO_LETTER} is any other")
    more = f" {counted(len(drawn) - _MOST_LINES, 'more criterion', 'more criteria')} would take a greater change."
    yield Sentence(f"{listed(told)}; the other criteria keep their proportions.{more if drawn[_MOST_LINES:] else ''}")


def _letters(names: Sequence[str]) -> list[str]:
    """A letter for each vendor: that of its blind code, or by rank; beyond Z, all share one."""
    of_codes = [letter_of(name) for name in names]
    if names and all(of_codes) and len(set(of_codes)) == len(names):
        return of_codes
    return [*ascii_uppercase[: len(names)], *[_NO_LETTER] * (len(names) - len(ascii_uppercase))]


def holding(flip: Flip, between: str) -> str:
    """For which weights the winner holds: ``8.2% or more``, ``7% or less``, ``12%–61%``."""
    low, high = exact_percent(flip.holds.low_share), exact_percent(flip.holds.high_share)
    if flip.above is None:
        return f"{low} or more"
    return f"{low}{between}{high}" if flip.below is not None else f"{high} or less"


def exact_percent(share: float) -> str:
    """``8.2%``, ``61%``: to one decimal, without a needless zero."""
    return f"{round(share * 100, 1):g}%"


def _strip(flip: Flip, letters: Sequence[str]) -> str:
    """The leader at each of as many weights, from none to all, and a sign at the nearest to that of now."""
    last = _CELLS - 1
    leaders = [next(lead.vendor for lead in flip.leads if cell / last <= lead.high_share) for cell in range(_CELLS)]
    now = round(flip.weight * last)
    return "".join(_NOW if cell == now else letters[vendor] for cell, vendor in enumerate(leaders))
