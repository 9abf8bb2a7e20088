"""What each offer and the market cost at any volume."""

from __future__ import annotations

from bisect import bisect
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING, Final, NamedTuple

from callvet.demand.by_volume import MeteredMonth, is_metered_alone
from callvet.demand.market import MARKET_CURRENCY, market, shared_market
from callvet.evaluation.prices.offer_cost import in_answer_currency, takes_volume

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from decimal import Decimal

    from callvet.demand.context import Context
    from callvet.evaluation.costing import CostAnswer
    from callvet.evaluation.prices.priced import Priced


REACH: Final = 10
"""From so many times less than the volume to so many times more. [ratio]"""
MARKET: Final = "market"
_POINTS_A_DECADE: Final = 10
"""Volumes of the grid; each is a quarter more than the one before. [count]"""
LATTICE: Final = 4096
"""Volumes between those of the grid are so many parts of a call, so that fractions stay short. [per call]"""


class Curve(NamedTuple):
    """What an offer costs at any volume.

    Attributes:
        vendor: The vendor's id, or market.
        quote: The offer's id, or that of the market's row.
        high_at: The high end of a normal month; None where no figure is possible. [calls per month to money]
        is_offered_at: Whether the volume is within what is offered at all.
        is_stepped: Whether agents are staffed for it, who come whole.
    """

    vendor: str
    quote: str
    high_at: Callable[[Fraction], Decimal | None]
    is_offered_at: Callable[[Fraction], bool]
    is_stepped: bool = False


def curves_of(answer: CostAnswer, *, staffed: bool = True) -> tuple[tuple[Curve, ...], tuple[str, ...]]:
    """The ranked offers and the market's rows by volume, and the ids of those that need agents and were left out.

    Args:
        answer: The offers that were priced.
        staffed: Whether offers that need agents are wanted.
    """
    teams = answer.context.teams.copy()
    base = replace(answer.context, teams=teams)
    positive = [volume for volume in answer.volumes if volume]
    reach = (min(positive) / REACH, max(positive) * REACH)
    ranked = {one.offer.id: one for one in answer.priced if one.rank is not None}
    found, left_out = [], []
    for one in ranked.values():
        if is_metered_alone(one.offer.quote, answer.needs.demand):
            found.append(_metered(one, base, answer, reach))
        elif staffed:
            found.append(_staffed(one, base, answer))
        else:
            left_out.append(one.offer.id)
    if answer.markets:
        found.append(_market("shared", lambda volume: _shared_high(answer, replace(base, volume=volume))))
        if staffed:
            dedicated = _market("dedicated", lambda volume: _dedicated_high(answer, replace(base, volume=volume)))
            found.append(dedicated._replace(high_at=_kept_by_level(dedicated.high_at), is_stepped=True))
        else:
            left_out.append(f"{MARKET}/dedicated")
    return tuple(found), tuple(left_out)


def _metered(one: Priced, base: Context, answer: CostAnswer, reach: tuple[Fraction, Fraction]) -> Curve:
    """An offer that is billed by contacts alone."""
    currency = one.offer.quote.currency or answer.currency
    own = replace(base, currency=currency, vendor=one.vendor.vendor if one.vendor else None)
    rate = answer.rates[currency] if currency != answer.currency else Fraction(1)
    month = MeteredMonth(
        one.offer.quote, lambda volume: replace(own, volume=volume), reach, rate, currency=answer.currency
    )
    return Curve(
        one.offer.vendor,
        one.offer.id,
        _kept(month.high),
        lambda volume: takes_volume(one.vendor, volume) and month.is_published(volume),
    )


def _staffed(one: Priced, base: Context, answer: CostAnswer) -> Curve:
    """An offer for which every volume is staffed anew; what cannot be staffed has no figure."""
    published: dict[Fraction, bool] = {}

    def high(volume: Fraction) -> Decimal | None:
        try:
            found = in_answer_currency(one.offer, one.vendor, replace(base, volume=volume), answer.rates)
        except ValueError:
            return None
        published[volume] = found.published
        return found.monthly.range.high

    def is_published(volume: Fraction) -> bool:
        if volume not in published:
            high(volume)
        return published.get(volume, False)

    return Curve(
        one.offer.vendor,
        one.offer.id,
        _kept_by_level(high),
        lambda volume: takes_volume(one.vendor, volume) and is_published(volume),
        is_stepped=True,
    )


def _market(agents: str, high: Callable[[Fraction], Decimal | None]) -> Curve:
    """One of the market's rows, which takes any volume."""
    return Curve(MARKET, f"{MARKET}/{agents}", _kept(high), lambda _: True)


def _shared_high(answer: CostAnswer, context: Context) -> Decimal:
    """The dearest that the market's shared agents are."""
    return shared_market(context, answer.rates[MARKET_CURRENCY]).monthly.high


def _dedicated_high(answer: CostAnswer, context: Context) -> Decimal | None:
    """The dearest that the market's dedicated agents are; None where so many cannot be reckoned."""
    _, *dedicated = market(context, answer.rates[MARKET_CURRENCY])
    return dedicated[0].monthly.high if dedicated else None


def _kept(high: Callable[[Fraction], Decimal | None]) -> Callable[[Fraction], Decimal | None]:
    """Each volume reckoned once, for every other offer that it is compared with."""
    known: dict[Fraction, Decimal | None] = {}

    def at(volume: Fraction) -> Decimal | None:
        if volume not in known:
            known[volume] = high(volume)
        return known[volume]

    return at


def _kept_by_level(high: Callable[[Fraction], Decimal | None]) -> Callable[[Fraction], Decimal | None]:
    """Each volume reckoned once, and none between two that cost the same.

    Agents come whole, so that such a bill stays level until one more is needed; it is taken not to fall between, as it
    is where order changes are looked for.
    """
    known: dict[Fraction, Decimal | None] = {}
    volumes: list[Fraction] = []

    def at(volume: Fraction) -> Decimal | None:
        if volume in known:
            return known[volume]
        place = bisect(volumes, volume)
        beside = [known[one] for one in volumes[max(place - 1, 0) : place + 1]]
        is_level = 0 < place < len(volumes) and beside[0] is not None and beside[0] == beside[1]
        found = beside[0] if is_level else high(volume)
        volumes.insert(place, volume)
        known[volume] = found
        return found

    return at


def grid_of(volumes: Sequence[Fraction]) -> list[Fraction]:
    """The volumes that are asked about, and others evenly far apart by ratio around them. [calls per month]"""
    around = (
        on_lattice(volume * Fraction(10 ** (step / _POINTS_A_DECADE)))
        for volume in volumes
        for step in range(-_POINTS_A_DECADE, _POINTS_A_DECADE + 1)
    )
    return sorted({volume for volume in (*around, *volumes) if volume})


def on_lattice(volume: Fraction) -> Fraction:
    """The nearest volume that is so many whole parts of a call."""
    return Fraction(round(volume * LATTICE), LATTICE)
