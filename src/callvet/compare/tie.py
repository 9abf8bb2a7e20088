"""The prices at which a quote would cost what the cheapest does, found by pricing it again with others.

One plain rate that carries the calls has a price at which it ties. A ladder of rates, or several charges that carry the
calls, have a percentage that all of their rates would have to fall by. Where nothing for the calls would still be too
much, all prices have one, fees too; and where nothing for anything would be, what is left says why.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from callvet.compare.charge_terms import FEES
from callvet.compare.fitting import CARRIERS, carries
from callvet.compare.side import month_as_written
from callvet.compare.work import is_plug
from callvet.demand.estimate import estimate

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

    from callvet.compare.side import Side
    from callvet.demand.cost_range import Range
    from callvet.model.charge import Charge
    from callvet.model.quote import Quote
    from callvet.pricing.bill import Line

_PARTS: Final = 10_000
"""A price is looked for to the ten-thousandth of a unit of the currency, a fall to that of all. [count]"""
_PER_CENT: Final = 100

Lowers = Literal["charge", "calls", "everything"]
"""Which prices fall: those of one charge, of all that carry the calls, or of all charges."""


class Lowered(NamedTuple):
    """A price that falls.

    Attributes:
        charge: The name of its charge.
        up_to: Where it is one of a ladder, to where it reaches; None for the last, and where there is no ladder.
        now: What the quote asks. [units of its currency per unit, or percent of a value]
        then: At which it ties. [as ``now``]
    """

    charge: str
    up_to: Decimal | None
    now: Decimal
    then: Decimal


class Tie(NamedTuple):
    """What would have to fall for a quote to cost what the cheapest does, by the ends that rank them.

    Attributes:
        cheapest: Which quote it would tie with, from 0.
        goal: What a normal month of that costs. [units of the currency of the answer]
        charge: The largest charge; None where there is none.
        now: What that one asks, where it is one plain price that could tie alone. [units of the quote's currency]
        without: What a normal month would cost with nothing for that price, or for all that carry the calls, where
            that is still more than the cheapest; else None. [units of the currency of the answer]
        lowers: Which prices fall.
        percent: By how much all of them; None where one plain price does, or where no price would. [percent]
        rates: Every price that falls, in the quote's currency; none where no price would do.
        kept: The terms that keep it above the cheapest whatever its prices are.
        least: What they keep it at; None where a price would do. [units of the currency of the answer]
    """

    cheapest: int
    goal: Decimal
    charge: str | None = None
    now: Decimal | None = None
    without: Decimal | None = None
    lowers: Lowers = "charge"
    percent: Decimal | None = None
    rates: tuple[Lowered, ...] = ()
    kept: tuple[str, ...] = ()
    least: Decimal | None = None

    @property
    def price(self) -> Decimal | None:
        """At which one plain price ties; None where another form is needed. [units of the quote's currency]"""
        return self.rates[0].then if self.rates and self.percent is None else None


def tie_of(place: int, sides: Sequence[Side], cheapest: int) -> Tie | None:
    """What would have to fall for a quote to cost what the cheapest does; None where it costs no more.

    Args:
        place: Of the quote, from 0.
        sides: All quotes.
        cheapest: The place of the quote to tie with.
    """
    side, goal = sides[place], sides[cheapest].monthly.high
    if side.monthly.high <= goal:
        return None
    search = _Search(side, goal)
    tie = Tie(cheapest, goal)
    amounts = search.amounts()
    if amounts:
        group = _group(side, amounts)
        tie = tie._replace(charge=group[0], lowers="charge" if len(group) == 1 else "calls")
        found = search.alone(group[0], tie) if len(group) == 1 else search.together(group, tie)
        if found.rates:
            return found
        tie = found
    every = [name for name in side.levelled.charges if not is_plug(name)]
    found = search.together(every, tie._replace(lowers="everything"))
    return found if found.rates else search.kept(every, tie)


def _group(side: Side, amounts: dict[str, Decimal]) -> list[str]:
    """The charges whose prices would have to fall, the largest first: one, or all that carry the calls."""
    charges = side.levelled.charges
    ordered = sorted(amounts, key=lambda name: (-amounts[name], name))
    largest = ordered[0]
    if FEES.issuperset(charges[largest].per) or CARRIERS.isdisjoint(charges[largest].per):
        return [largest]
    # What is asked for some contacts besides, such as those in Spanish, is an extra, unless nothing is for all.
    if carries(charges[largest]):
        return [name for name in ordered if carries(charges[name])]
    return [name for name in ordered if not CARRIERS.isdisjoint(charges[name].per)]


class _Search:
    """Looks for the prices at which a quote ties."""

    def __init__(self, side: Side, goal: Decimal) -> None:
        """Nothing is looked at yet."""
        self._side, self._goal = side, goal
        self._names = list(side.levelled.charges)

    def amounts(self) -> dict[str, Decimal]:
        """What each charge comes to in a normal month, those left out that come to nothing and the buyer's own."""
        lines = ((self._names[line.position], line) for line in _lines(self._side) if line.position is not None)
        return {name: line.amount for name, line in lines if line.amount > 0 and not is_plug(name)}

    def alone(self, name: str, tie: Tie) -> Tie:
        """One charge: the price at which it ties where it has one, and where it is a ladder, how far that must fall."""
        now = self._charge(name).rate
        if now is None or self._charge(name).tiers is not None:
            return self.together([name], tie)

        def costs(parts: int) -> Decimal:
            price = Decimal(parts) / _PARTS
            return self._month([name], lambda charge: charge.model_copy(update={"rate": price})).high

        tie = tie._replace(now=now)
        if costs(0) > self._goal:
            return tie._replace(without=costs(0))
        price = Decimal(_last(int(now * _PARTS) + 1, lambda parts: costs(parts) <= self._goal)) / _PARTS
        return tie._replace(rates=(Lowered(name, None, now, price),))

    def together(self, names: Sequence[str], tie: Tie) -> Tie:
        """Some charges: by how much all of their prices would have to fall."""

        def costs(left: int) -> Decimal:
            return self._month(names, lambda charge: _at(charge, left)).high

        if costs(0) > self._goal:
            return tie if tie.without is not None else tie._replace(without=costs(0))
        left = _last(_PARTS, lambda parts: costs(parts) <= self._goal)
        rates = (one for name in names for one in _lowered(name, self._charge(name), left))
        percent = _PER_CENT - Decimal(left * _PER_CENT) / _PARTS
        return tie._replace(percent=percent, rates=tuple(rates))

    def kept(self, names: Collection[str], tie: Tie) -> Tie:
        """Why no price would do: the terms that are left where nothing is asked for anything."""
        free = self._side.levelled
        for name in names:
            free = free.with_charge(name, _at(free.charges[name], 0))
        lines = [line for line in _lines(self._side._replace(levelled=free)) if line.amount > 0]
        left = [_term(line, self._names) for line in lines]
        month = self._month(names, lambda charge: _at(charge, 0)).high
        return tie._replace(kept=tuple(dict.fromkeys(name for name in left if name)), least=month)

    def _charge(self, name: str) -> Charge:
        """A charge as it is written, in the currency of the quote."""
        return _charges(self._side)[self._names.index(name)]

    def _month(self, names: Collection[str], changed: Callable[[Charge], Charge]) -> Range:
        """A normal month of the quote as it is written, with other prices of some charges."""
        quote = self._side.offer.quote
        charges = tuple(
            changed(charge) if name in names else charge
            for name, charge in zip(self._names, _charges(self._side), strict=False)
        )
        return month_as_written(_with_charges(quote, self._side.plan, charges), self._side)


def _lines(side: Side) -> tuple[Line, ...]:
    """The lines of a normal month of a side's terms, at the end that ranks."""
    return estimate(side.levelled.as_quote(), side.context, calendar=False, questions=False).monthly.high


def _charges(side: Side) -> tuple[Charge, ...]:
    """The charges of a side's quote as they are written, or those of the plan that is billed."""
    quote = side.offer.quote
    return (quote.charges or ()) if side.plan is None or not quote.plans else quote.plans[side.plan].charges


def _with_charges(quote: Quote, plan: int | None, charges: tuple[Charge, ...]) -> Quote:
    """A quote with other charges, or with others in one of its plans."""
    if plan is None or not quote.plans:
        return quote.model_copy(update={"charges": charges})
    changed = quote.plans[plan].model_copy(update={"charges": charges})
    return quote.model_copy(update={"plans": (*quote.plans[:plan], changed, *quote.plans[plan + 1 :])})


def _at(charge: Charge, left: int) -> Charge:
    """A charge with so many ten-thousandths left of its prices."""
    update: dict[str, object] = {}
    if charge.rate is not None:
        update["rate"] = charge.rate * left / _PARTS
    if charge.percent_of_value is not None:
        update["percent_of_value"] = charge.percent_of_value * left / _PARTS
    if charge.tiers is not None:
        update["tiers"] = tuple(tier.model_copy(update={"rate": tier.rate * left / _PARTS}) for tier in charge.tiers)
    return charge.model_copy(update=update)


def _lowered(name: str, charge: Charge, left: int) -> Iterator[Lowered]:
    """The prices of a charge, with so many ten-thousandths left of them; those that are nothing now left out."""
    plain = charge.rate if charge.percent_of_value is None else charge.percent_of_value
    prices = [(None, plain)] if charge.tiers is None else [(tier.up_to, tier.rate) for tier in charge.tiers]
    yield from (Lowered(name, up_to, now, now * left / _PARTS) for up_to, now in prices if now)


def _last(most: int, holds: Callable[[int], bool]) -> int:
    """The greatest whole number under a bound of which something holds that holds of 0, and of all under one."""
    low, high = 0, most
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if holds(middle) else (low, middle)
    return low


def _term(line: Line, names: Sequence[str]) -> str | None:
    """The term that a line is there for; None of what comes on top of others, such as tax."""
    if line.position is None:
        return line.charge if line.charge == "minimum_invoice" else None
    name = names[line.position]
    return f"{name}.rate" if is_plug(name) else f"{name}.minimum"
