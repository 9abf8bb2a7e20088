"""What offers cost against volume, and whose offer is the cheapest at which volume."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from math import ceil, floor
from typing import TYPE_CHECKING, Final, NamedTuple

from callvet.evaluation.prices.bill_curves import MARKET, curves_of, grid_of
from callvet.evaluation.prices.crossings import Crossings, Sampled, crossings
from callvet.evaluation.prices.order_changes import order_changes

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from decimal import Decimal

    from callvet.evaluation.costing import CostAnswer
    from callvet.evaluation.prices.bill_curves import Curve
    from callvet.evaluation.prices.crossings import Crossing

STEPS: Final = 10
"""Volumes up to the one that is asked about, and as many beyond it. [count]"""
_MOST_LOOKS: Final = 24
"""Volumes between two of those at which two offers are looked at to find each change of their order. [count]"""

_MANY_TURNS: Final = 3
"""So many of the same two between two volumes are told as one. [count]"""


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
        crossings: Where offers change their order, all of them, from a tenth of the volume to ten times it.
        turns: Where another offer becomes the cheapest, by volume, as far; the market is none.
    """

    sampled: Sampled
    crossings: Crossings
    turns: tuple[Turn, ...] = ()


def cost_curves(answer: CostAnswer) -> Curves:
    """The ranked offers and the market's rows up to twice the volume, and where they cross up to ten times it.

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
    found = crossings(answer, known=curves)
    beyond = sorted({Fraction(ceil(one)) for one in grid_of([volume]) if one > volumes[-1]})
    return Curves(Sampled(volumes, highs), found, tuple(_turns((*volumes, *beyond), found, curves)))


def _turns(volumes: Sequence[Fraction], known: Crossings, curves: Sequence[Curve]) -> Iterator[Turn]:
    """Where the cheapest offer changes: where two are known to cross, else by looking, else where the lines would."""
    by_quote = {curve.quote: curve for curve in curves if curve.vendor != MARKET}
    of_offers = [one for one in known.found if MARKET not in {one.above.vendor, one.below.vendor}]
    for least, most in pairwise((volume, _offered(by_quote, volume)) for volume in volumes):
        leaders = {_cheapest(least[1]), _cheapest(most[1])}
        within = [one for one in of_offers if least[0] < one.calls_per_month < most[0]]
        # Only these can change who leads; each look at a volume may take a staffing of every offer.
        asked = {one.calls_per_month for one in within if not leaders.isdisjoint({one.above.quote, one.below.quote})}
        at = [least, *((volume, _offered(by_quote, volume)) for volume in sorted(asked)), most]
        found = [turn for ends in pairwise(at) for turn in _turn_between(ends, of_offers, by_quote)]
        yield from _as_one(found)


def _turn_between(
    ends: tuple[tuple[Fraction, Mapping[str, Decimal]], tuple[Fraction, Mapping[str, Decimal]]],
    known: Sequence[Crossing],
    curves: Mapping[str, Curve],
) -> Iterator[Turn]:
    """Where the cheapest offer changes between two volumes, if another is the cheapest at the second.

    Args:
        ends: The volumes, and what the offers cost at each that are made for it.
        known: Where offers cross.
        curves: Of the offers by their id.
    """
    (least, first), (most, last) = ends
    before, after = _cheapest(first), _cheapest(last)
    if before is None or after is None or before == after:
        return
    pair = {before, after}
    exact = [one.calls_per_month for one in known if {one.above.quote, one.below.quote} == pair]
    exact = [volume for volume in exact if least <= volume <= most]
    looked = None if exact else _looked_for(curves[before], curves[after], least, most)
    if exact:
        yield Turn(exact[-1], before, after, is_exact=True)
    elif looked:
        yield looked
    else:
        between = _met((first[before], last.get(before)), (first.get(after), last[after]))
        yield Turn(least + (most - least) * between, before, after, is_exact=False)


def _as_one(turns: Sequence[Turn]) -> Sequence[Turn]:
    """Turns close together; where two offers take turns again and again, the first time and the last are told."""
    if len(turns) < _MANY_TURNS or len({turn.before for turn in turns} | {turn.after for turn in turns}) > 2:  # noqa: PLR2004 - two offers
        return turns
    first, last = turns[0], turns[-1]
    return (first, last) if first.before == last.after else (last._replace(since=first.since or first.volume),)


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


def _offered(curves: Mapping[str, Curve], volume: Fraction) -> dict[str, Decimal]:
    """What the offers cost that are made for a volume."""
    amounts = {quote: curve.high_at(volume) for quote, curve in curves.items()}
    return {
        quote: amount for quote, amount in amounts.items() if amount is not None and curves[quote].is_offered_at(volume)
    }


def _cheapest(amounts: Mapping[str, Decimal]) -> str | None:
    """Whose offer is the cheapest of those at one volume."""
    return min(amounts, key=lambda quote: (amounts[quote], quote), default=None)


def _met(before: tuple[Decimal | None, Decimal | None], after: tuple[Decimal | None, Decimal | None]) -> Fraction:
    """How far between two volumes two straight lines meet; half-way where one of them has no end. [share in 0..1]"""
    (first, last), (other_first, other_last) = before, after
    if first is None or last is None or other_first is None or other_last is None:
        return Fraction(1, 2)
    lead, lost = Fraction(other_first - first), Fraction(last - other_last)
    return lead / (lead + lost) if lead + lost else Fraction(1, 2)
