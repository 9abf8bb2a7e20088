"""What offers cost against volume, and whose offer is the cheapest at which volume."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from math import ceil, floor
from typing import TYPE_CHECKING, Final, NamedTuple

from callvet.evaluation.bill_curves import MARKET, curves_of
from callvet.evaluation.crossings import Crossings, Sampled, crossings
from callvet.evaluation.order_changes import order_changes

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from decimal import Decimal

    from callvet.evaluation.bill_curves import Curve
    from callvet.evaluation.costing import CostAnswer

STEPS: Final = 10
"""Volumes up to the one that is asked about, and as many beyond it. [count]"""
_MOST_LOOKS: Final = 24
"""Volumes between two of those at which two offers are looked at to find each change of their order. [count]"""


class Turn(NamedTuple):
    """A volume from which on another offer is the cheapest.

    Attributes:
        volume: From there on. [calls per month]
        before: Which is the cheapest below, by its id.
        after: Which is from there on, by its id.
        is_exact: Whether that volume is worked out, to a whole call where agents come whole; else it is read off the
            curves between two of their volumes.
        since: Where the two first change places, if they do so several times before it; else None. [calls per month]
    """

    volume: Fraction
    before: str
    after: str
    is_exact: bool
    since: Fraction | None = None


class Curves(NamedTuple):
    """What offers cost against volume.

    Attributes:
        sampled: The high end of a normal month at volumes that are evenly far apart, the market's rows among them; None
            where an offer is not made for a volume.
        crossings: Where offers change their order that are billed by contacts alone.
        turns: Where another offer becomes the cheapest, by volume; the market is none.
    """

    sampled: Sampled
    crossings: Crossings
    turns: tuple[Turn, ...] = ()


def cost_curves(answer: CostAnswer) -> Curves:
    """The ranked offers and the market's rows, up to twice the volume.

    Args:
        answer: The offers that were priced; its first volume is what is asked about.

    Raises:
        ValueError: A figure of the needs makes no cost possible.
    """
    volume = answer.volumes[0]
    if not volume:
        return Curves(Sampled((), {}), Crossings())
    volumes = tuple(volume * step / STEPS for step in range(1, 2 * STEPS + 1))
    curves, _ = curves_of(answer)
    highs = {}
    for curve in curves:
        amounts = [curve.high_at(one) for one in volumes]
        offered = map(curve.is_offered_at, volumes)
        highs[curve.quote] = tuple(
            amount if is_offered else None for amount, is_offered in zip(amounts, offered, strict=True)
        )
    found, drawn = crossings(answer, staffed=False), Sampled(volumes, highs)
    return Curves(drawn, found, tuple(_turns(drawn, found, {curve.quote: curve for curve in curves})))


def _turns(drawn: Sampled, known: Crossings, curves: Mapping[str, Curve]) -> Iterator[Turn]:
    """Where the cheapest offer changes: where it is known to cross, else by looking, else where the lines would."""
    leads = [(volume, _cheapest(drawn, place)) for place, volume in enumerate(drawn.volumes)]
    for place, ((least, before), (most, after)) in enumerate(pairwise(leads)):
        if before is None or after is None or before == after:
            continue
        exact = [
            one.calls_per_month
            for one in known.found
            if {one.above.quote, one.below.quote} == {before, after} and least <= one.calls_per_month <= most
        ]
        looked = None if exact else _looked_for(curves[before], curves[after], least, most)
        if exact:
            yield Turn(exact[0], before, after, is_exact=True)
        elif looked:
            yield looked
        else:
            between = _met(drawn.highs[before][place : place + 2], drawn.highs[after][place : place + 2])
            yield Turn(least + (most - least) * between, before, after, is_exact=False)


def _looked_for(one: Curve, other: Curve, least: Fraction, most: Fraction) -> Turn | None:
    """The last call between two volumes at which one offer is overtaken; None where one of them is not made for all."""
    ends = Fraction(ceil(least)), Fraction(floor(most))
    if not all(curve.is_offered_at(volume) for curve in (one, other) for volume in ends):
        return None
    changes = order_changes((one.high_at, other.high_at), ends, ends, _MOST_LOOKS)
    if not changes or changes[-1].gap < 0:
        return None
    since = changes[0].volume if changes[1:] else None
    return Turn(changes[-1].volume, one.quote, other.quote, is_exact=True, since=since)


def _cheapest(drawn: Sampled, place: int) -> str | None:
    """Whose offer is the cheapest at one of the volumes."""
    amounts = {
        quote: amount
        for quote, line in drawn.highs.items()
        if (amount := line[place]) is not None and not quote.startswith(f"{MARKET}/")
    }
    return min(amounts, key=lambda quote: (amounts[quote], quote), default=None)


def _met(before: Sequence[Decimal | None], after: Sequence[Decimal | None]) -> Fraction:
    """How far between two volumes two straight lines meet; half-way where one of them has no end. [share in 0..1]"""
    (first, last), (other_first, other_last) = before, after
    if first is None or last is None or other_first is None or other_last is None:
        return Fraction(1, 2)
    lead, lost = Fraction(other_first - first), Fraction(last - other_last)
    return lead / (lead + lost) if lead + lost else Fraction(1, 2)
