"""Which of the quotes that are compared is the one to negotiate? (``callvet diff --prefer``)"""

from __future__ import annotations

from typing import TYPE_CHECKING

from callvet.evaluation.prices.levelling import ranked_of
from callvet.load.discovery import NothingToWorkOnError
from callvet.model.suggestion import closest
from callvet.model.wording import shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from fractions import Fraction

    from callvet.compare.side import Side
    from callvet.evaluation.prices.levelling import LeftOut
    from callvet.model.case import QuoteFile

_LONGEST = 80


def preferred_of(
    name: str,
    sides: Sequence[Side],
    volume: Fraction,
    rounds: Sequence[Sequence[QuoteFile]],
    left_out: Sequence[LeftOut],
) -> int:
    """The place of the preferred quote: that of the id, else the vendor's, of its last round.

    Of a vendor's several offers it is the cheapest that can be ranked, or the cheapest where none can.

    Args:
        name: A vendor's id, or a quote's.
        sides: The quotes.
        volume: At which they are compared. [calls per month]
        rounds: Offers of one vendor for the same thing, each group from the first round.
        left_out: The quotes that nobody could staff.

    Raises:
        NothingToWorkOnError: None of the quotes is so called, or it cannot be staffed.
    """
    named = [one for one in left_out if one.offer.id == name]
    own = [place for place, side in enumerate(sides) if side.id == name]
    if not own and not named:
        own = [place for place, side in enumerate(sides) if side.offer.vendor == name]
        named = [one for one in left_out if one.offer.vendor == name]
    if own:
        ranked, outdone = ranked_of(sides, volume), set(_outdone(sides, rounds))
        return min(own, key=lambda place: (sides[place].id in outdone, place not in ranked, sides[place].monthly.high))
    if named:
        message = f"--prefer: {'; '.join(one.reason for one in named)}"
        raise NothingToWorkOnError(message)
    raise NothingToWorkOnError(_unknown(name, [*(side.offer for side in sides), *(one.offer for one in left_out)]))


def _outdone(sides: Sequence[Side], rounds: Sequence[Sequence[QuoteFile]]) -> Iterator[str]:
    """The ids of quotes of which a later round is among the others."""
    here = {side.id for side in sides}
    for group in rounds:
        compared = [offer.id for offer in group if offer.id in here]
        yield from compared[:-1]


def _unknown(name: str, offers: Sequence[QuoteFile]) -> str:
    """That no quote is so called, with the fix."""
    vendors = dict.fromkeys(offer.vendor for offer in offers)
    near = closest(name, dict.fromkeys((*vendors, *(offer.id for offer in offers))))
    fix = f"did you mean {shown(near, _LONGEST)}? They" if near else "they"
    return f"--prefer: none of the quotes is of {shown(name, _LONGEST)}; {fix} are of {', '.join(map(_safe, vendors))}"


def _safe(vendor: str) -> str:
    """A vendor's id, safe to print."""
    return shown(vendor, _LONGEST)
