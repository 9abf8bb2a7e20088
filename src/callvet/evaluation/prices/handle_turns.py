"""At which handle time does an offer stop being the cheapest, or begin to be?

An offer that says what handle time its price rests on is compared with all others that are ranked, while nothing but
the buyer's handle time changes: the volume stays, and so do the shares of talk, hold and wrap-up. What is compared is
the high end of a normal month, by which offers are ranked. Bills are steps, so that nothing is solved: at a half, a
quarter, twice and four times the buyer's own handle time the order is looked at again, and where it has changed, the
bracket is narrowed to a whole second. Every look prices offers anew, so only cases with such an offer pay for it; an
order that changes twice between two looks is not seen to.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from math import ceil, floor
from typing import TYPE_CHECKING, Final, NamedTuple

from callvet.demand.erlang import OverloadError
from callvet.evaluation.prices.offer_cost import in_answer_currency
from callvet.evaluation.prices.wishes import Wishes, with_wishes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from callvet.demand.context import Context
    from callvet.evaluation.costing import CostAnswer
    from callvet.evaluation.prices.priced import Priced

LOOKS: Final = (2, 4)
"""So many times the buyer's handle time, and so many times less, are looked at; further off, nobody's mean call will
be. Callvet's own. [ratio]"""
_HALVED_WITHIN: Final = 3
"""In a bracket of so few whole seconds, guessing saves nothing. [seconds]"""


class Turn(NamedTuple):
    """Two handle times, a second apart at the most, between which the cheapest offer changes.

    Attributes:
        cheapest_seconds: The last at which the offer is the cheapest, seen from there. [seconds]
        rival_seconds: The next, at which it is not. [seconds]
        rival: The id of the offer that is the cheapest then; None where none can be priced any more.
    """

    cheapest_seconds: Fraction
    rival_seconds: Fraction
    rival: str | None


class HandleTurns(NamedTuple):
    """Up to and from which handle time an offer is the cheapest, as far as that changes in reach.

    Attributes:
        assumed_seconds: What its price rests on. [seconds]
        buyer_seconds: What the buyer's calls take. [seconds]
        is_cheapest: Whether it is at the buyer's own handle time.
        below: The nearest change under that; None where there is none.
        above: The nearest change over it; None where there is none.
        reach: The least and the greatest handle time that were looked at. [seconds]
    """

    assumed_seconds: Decimal
    buyer_seconds: Fraction
    is_cheapest: bool
    below: Turn | None
    above: Turn | None
    reach: tuple[Fraction, Fraction]


def handle_turns(answer: CostAnswer) -> tuple[tuple[Priced, HandleTurns], ...]:
    """The turns of every ranked offer that says what handle time its price rests on, where another is ranked beside it.

    Args:
        answer: The offers that were priced.

    Raises:
        ValueError: As ``demand.estimate.estimate``.
    """
    demand = answer.needs.demand
    buyers = Fraction(demand.talk_seconds + demand.hold_seconds + demand.wrap_seconds)
    found: list[tuple[Priced, HandleTurns]] = []
    for volume in answer.volumes:
        ranked = [one for one in answer.priced if one.volume == volume and one.rank is not None]
        asking = [one for one in ranked if one.offer.quote.assumes.handle_seconds is not None]
        if asking and len(ranked) > 1 and volume and buyers:
            highs = _Highs(answer, ranked, buyers)
            found += [(one, _turns(one, buyers, highs)) for one in asking]
    return tuple(found)


class _Highs:
    """The high ends of offers by handle time, each reckoned once and only where it is asked for."""

    def __init__(self, answer: CostAnswer, ranked: Sequence[Priced], buyers: Fraction) -> None:
        """What is priced already is known."""
        self._answer, self._ranked = answer, ranked
        self._contexts: dict[Fraction, Context] = {}
        self._known: dict[tuple[str, Fraction], Decimal | None] = {
            (one.offer.id, buyers): one.monthly.high for one in ranked
        }

    def at(self, one: Priced, seconds: Fraction) -> Decimal | None:
        """Of one offer; None where it cannot be staffed, or lies outside its published range."""
        key = one.offer.id, seconds
        if key not in self._known:
            self._known[key] = self._priced(one, seconds)
        return self._known[key]

    def leader(self, seconds: Fraction) -> str | None:
        """The id of the cheapest; None where none has a figure."""
        highs = [(high, one.offer.id) for one in self._ranked if (high := self.at(one, seconds)) is not None]
        return min(highs, default=(None, None))[1]

    def is_cheapest(self, one: Priced, seconds: Fraction) -> bool:
        """Whether no other is cheaper; the first that is ends the search."""
        own = self.at(one, seconds)
        return own is not None and not any(
            high < own for other in self._ranked if (high := self.at(other, seconds)) is not None
        )

    def lead(self, one: Priced, seconds: Fraction) -> Fraction | None:
        """By how much the cheapest of the others is dearer; None where either has no figure."""
        own = self.at(one, seconds)
        others = [self.at(other, seconds) for other in self._ranked if other is not one]
        known = [high for high in others if high is not None]
        return Fraction(min(known) - own) if known and own is not None else None

    def _priced(self, one: Priced, seconds: Fraction) -> Decimal | None:
        """An offer with calls of another length."""
        if seconds not in self._contexts:
            needs = with_wishes(self._answer.needs, Wishes(handle_seconds=Decimal(seconds.numerator)))
            self._contexts[seconds] = replace(self._answer.context, needs=needs, volume=one.volume, teams={})
        try:
            found = in_answer_currency(one.offer, one.vendor, self._contexts[seconds], self._answer.rates)
        except OverloadError:
            return None
        return found.monthly.range.high if found.published else None


def _turns(one: Priced, buyers: Fraction, highs: _Highs) -> HandleTurns:
    """Where one offer's being the cheapest begins or ends, on both sides of the buyer's handle time."""
    is_now = highs.is_cheapest(one, buyers)
    shorter = [Fraction(ceil(buyers / times)) for times in LOOKS]
    longer = [Fraction(floor(buyers * times)) for times in LOOKS]
    below, above = (_turn(one, highs, [buyers, *looks], is_now=is_now) for looks in (shorter, longer))
    assumed = one.offer.quote.assumes.handle_seconds or Decimal(0)
    return HandleTurns(assumed, buyers, is_now, below, above, (shorter[-1], longer[-1]))


def _turn(one: Priced, highs: _Highs, looks: Sequence[Fraction], *, is_now: bool) -> Turn | None:
    """The first change on one side."""
    for near, far in pairwise(looks):
        if highs.is_cheapest(one, far) != is_now:
            ends = _narrowed(one, highs, near, far)
            cheapest, other = ends if is_now else reversed(ends)
            return Turn(cheapest, other, highs.leader(other))
    return None


def _narrowed(one: Priced, highs: _Highs, near: Fraction, far: Fraction) -> tuple[Fraction, Fraction]:
    """The bracket, narrowed until no whole second lies between its ends.

    Bills are nearly straight for long stretches, so the second on either side of where straight ones would meet is
    tried before the bracket is halved.
    """
    is_near = highs.is_cheapest(one, near)
    while inside := _whole_seconds_between(near, far):
        width = len(inside)
        for trial in _trials(one, highs, near, far):
            if min(near, far) < trial < max(near, far):
                near, far = (trial, far) if highs.is_cheapest(one, trial) == is_near else (near, trial)
        left = _whole_seconds_between(near, far)
        if len(left) > width // 2:
            middle = Fraction(left[len(left) // 2])
            near, far = (middle, far) if highs.is_cheapest(one, middle) == is_near else (near, middle)
    return near, far


def _whole_seconds_between(near: Fraction, far: Fraction) -> range:
    """The whole seconds strictly between two handle times."""
    return range(floor(min(near, far)) + 1, ceil(max(near, far)))


def _trials(one: Priced, highs: _Highs, near: Fraction, far: Fraction) -> Iterator[Fraction]:
    """The whole seconds around where the order would change if bills were straight; none where nothing is saved."""
    first, last = highs.lead(one, near), highs.lead(one, far)
    if first is None or last is None or first == last or abs(far - near) <= _HALVED_WITHIN:
        return
    zero = floor(near + (far - near) * first / (first - last))
    yield Fraction(zero)
    yield Fraction(zero + 1)
