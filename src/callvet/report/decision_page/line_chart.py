"""Cost against volume as lines: where they stand on the drawing, and the figures that they stand for."""

from __future__ import annotations

from decimal import ROUND_CEILING, Decimal
from string import ascii_uppercase
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from callvet.evaluation.bill_curves import MARKET
from callvet.report.cost_crossings import MARKET_NAMES
from callvet.report.page import Cell, Column, Table
from callvet.report.phrases import money

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from fractions import Fraction

    from callvet.evaluation.cost_curves import Curves, Turn
    from callvet.evaluation.costing import CostAnswer
    from callvet.evaluation.crossings import Sampled

    _At: TypeAlias = tuple[Fraction, Decimal]

_APART: Final = 20
"""Letters at the lines' ends stand so far apart at least. [units of the drawing]"""
_FEWEST_AMOUNTS: Final = 3
"""Steps of money on the axis, at least; as few as that allows. [count]"""
_ROUND: Final = (Decimal(5), Decimal("2.5"), Decimal(2), Decimal(1))
"""A step of the axis is one of these, and noughts. [units of the currency]"""
_TOLD_AT: Final = (3, 7, 9, 14, 19)
"""Places of the volumes that a line is told at, of twenty. [index]"""
_COLOURS: Final = 10
_QUARTERS: Final = 4
"""Steps of volume on the axis. [count]"""
_BESIDE: Final = 8
"""From a line's end to its letter. [units of the drawing]"""
_MARKET_LETTERS: Final = {f"{MARKET}/shared": "m", f"{MARKET}/dedicated": "d"}


class Frame(NamedTuple):
    """Where the axes lie. Nearly square, so that a phone shows figures of a size to read. [units of the drawing]"""

    width: int = 560
    height: int = 420
    left: int = 84
    right: int = 528
    top: int = 20
    bottom: int = 360


FRAME: Final = Frame()


class Point(NamedTuple):
    """A figure on a line."""

    x: float
    y: float
    told: str


class Line(NamedTuple):
    """One offer.

    Attributes:
        letter: Beside its end.
        name: What it is called.
        look: The class of its colour.
        path: Where it goes.
        end: Where the letter stands.
        points: Figures that are told when it is looked at.
        told: The figures in a sentence.
    """

    letter: str
    name: str
    look: str
    path: str
    end: tuple[float, float]
    points: tuple[Point, ...]
    told: str


class Tick(NamedTuple):
    """A figure on an axis."""

    at: float
    text: str


class LineChart(NamedTuple):
    """The whole drawing.

    Attributes:
        lines: The offers, then the market's rows.
        amounts: On the axis of money.
        volumes: On the axis of volumes.
        asked_at: Where the volume stands that is asked about.
        table: The same in figures.
        turns: Who is the cheapest at which volume, in sentences.
    """

    lines: tuple[Line, ...]
    amounts: tuple[Tick, ...]
    volumes: tuple[Tick, ...]
    asked_at: float
    table: Table
    turns: tuple[str, ...]
    frame: Frame = FRAME


class _Scale(NamedTuple):
    """From volumes and money to the drawing."""

    most_calls: Fraction
    most_money: Decimal

    def x(self, volume: Fraction) -> float:
        """From the left."""
        return FRAME.left + (FRAME.right - FRAME.left) * float(volume / self.most_calls)

    def y(self, amount: Decimal) -> float:
        """From the top."""
        return FRAME.bottom - (FRAME.bottom - FRAME.top) * float(amount / self.most_money)


def line_chart(
    cost: CostAnswer, curves: Curves, names: Mapping[str, str], places: Mapping[str, int]
) -> LineChart | None:
    """The drawing; None where no volume is asked about, or nothing has a figure.

    Args:
        cost: What everything costs.
        curves: The same against volume.
        names: Of offers by their id.
        places: Of vendors in the ranking, by their id.
    """
    drawn = curves.sampled
    amounts = [amount for line in drawn.highs.values() for amount in line if amount is not None]
    if not amounts or not max(amounts):
        return None
    scale = _Scale(drawn.volumes[-1], _rounded_up(max(amounts)))
    styled = _styled(cost, list(drawn.highs), names, places)
    lines = [
        _line(styled[quote], pieces, scale, cost.currency)
        for quote, line in drawn.highs.items()
        if (pieces := _pieces(drawn.volumes, line))
    ]
    quarters = [scale.most_calls * n / _QUARTERS for n in range(_QUARTERS + 1)]
    return LineChart(
        tuple(_with_ends_apart(lines)),
        tuple(_amounts(max(amounts), scale, cost.currency)),
        tuple(Tick(scale.x(volume), f"{round(volume):,}") for volume in quarters),
        scale.x(cost.volumes[0]),
        _table(drawn, styled, cost.currency),
        tuple(_turn_words(curves.turns, names)),
    )


class _Styled(NamedTuple):
    """What tells an offer's line from the others: its letter, its name, and the class of its colour."""

    letter: str
    name: str
    look: str


def _styled(
    cost: CostAnswer, quotes: Sequence[str], names: Mapping[str, str], places: Mapping[str, int]
) -> dict[str, _Styled]:
    """A colour for each vendor, its further offers in broken lines; the market in grey."""
    vendors = {one.offer.id: one.offer.vendor for one in cost.priced}
    letters, found = _letters(quotes), {}
    taken: set[str] = set()
    for quote in quotes:
        vendor = vendors.get(quote, MARKET)
        look = f"s{places.get(vendor, len(places)) % _COLOURS}" if quote in vendors else MARKET
        second = " second" if vendor in taken and quote in vendors else ""
        found[quote] = _Styled(letters[quote], MARKET_NAMES.get(quote) or names[quote], look + second)
        taken.add(vendor)
    return found


def _step(most: Decimal) -> Decimal:
    """A round amount from one line of the axis to the next, with which there are few."""
    unit = Decimal(1).scaleb(most.adjusted())
    return next(
        unit * one for one in (*_ROUND, *(one / 10 for one in _ROUND)) if most / (unit * one) >= _FEWEST_AMOUNTS
    )


def _rounded_up(most: Decimal) -> Decimal:
    """The end of the axis of money."""
    step = _step(most)
    return (most / step).to_integral_value(ROUND_CEILING) * step


def _amounts(most: Decimal, scale: _Scale, currency: str) -> Iterator[Tick]:
    """The lines of the axis of money."""
    step = _step(most)
    for n in range(int(scale.most_money / step) + 1):
        yield Tick(scale.y(step * n), money(step * n, currency, 0 if step >= 1 else None))


def _letters(quotes: Sequence[str]) -> dict[str, str]:
    """A letter for each, A for the cheapest at the volume; beyond Z all share one."""
    offers = [quote for quote in quotes if quote not in _MARKET_LETTERS]
    letters = {quote: ascii_uppercase[n] if n < len(ascii_uppercase) else "+" for n, quote in enumerate(offers)}
    return letters | _MARKET_LETTERS


def _pieces(volumes: Sequence[Fraction], line: Sequence[Decimal | None]) -> list[list[_At]]:
    """The stretches of volumes for which there is a figure."""
    found: list[list[_At]] = [[]]
    for volume, amount in zip(volumes, line, strict=True):
        if amount is None:
            found.append([])
        else:
            found[-1].append((volume, amount))
    return [piece for piece in found if piece]


def _line(one: _Styled, pieces: Sequence[Sequence[_At]], scale: _Scale, currency: str) -> Line:
    """One offer's."""
    path = " ".join(
        "M" + "L".join(f"{scale.x(volume):.1f} {scale.y(amount):.1f}" for volume, amount in piece) for piece in pieces
    )
    known = [one for piece in pieces for one in piece]
    chosen = [known[n] for n in _TOLD_AT if n < len(known)] or known[-1:]
    apart = dict.fromkeys(known[len(known) * part // _QUARTERS] for part in range(1, _QUARTERS))
    points = tuple(Point(scale.x(volume), scale.y(amount), money(amount, currency)) for volume, amount in apart)
    told = "; ".join(f"{round(volume):,} calls {money(amount, currency)}" for volume, amount in chosen)
    volume, amount = known[-1]
    end = (scale.x(volume) + _BESIDE, scale.y(amount))
    return Line(one.letter, one.name, one.look, path, end, points, f"A month at {told}.")


def _with_ends_apart(lines: Sequence[Line]) -> list[Line]:
    """The letters that stand below each other moved apart, each as little as may be; they stay in their order."""
    moved = list(lines)
    for x in {line.end[0] for line in lines}:
        order = sorted((n for n, line in enumerate(lines) if line.end[0] == x), key=lambda n: lines[n].end[1])
        for n, height in zip(order, _apart([lines[n].end[1] for n in order]), strict=True):
            moved[n] = lines[n]._replace(end=(x, height))
    return moved


def _apart(heights: Sequence[float]) -> list[float]:
    """Rising heights with room between, as near to what they were as can be; neighbours share the way."""
    pools: list[tuple[float, int]] = []  # the mean of what is left without the room between, and of how many
    for place, height in enumerate(heights):
        mean, count = height - place * _APART, 1
        while pools and pools[-1][0] > mean:
            before, many = pools.pop()
            mean, count = (before * many + mean * count) / (many + count), many + count
        pools.append((mean, count))
    means = [mean for mean, count in pools for _ in range(count)]
    found = [mean + place * _APART for place, mean in enumerate(means)]
    below = max((found[-1] if found else 0) - FRAME.bottom, 0)
    return [height - below for height in found]


def _table(drawn: Sampled, styled: Mapping[str, _Styled], currency: str) -> Table:
    """The figures at some of the volumes."""
    columns = (
        Column("line", whole=True, right=True),
        Column("offer"),
        *(Column(f"{round(drawn.volumes[n]):,} calls", right=True) for n in _TOLD_AT),
    )
    rows = [
        (
            Cell(styled[quote].letter),
            Cell(styled[quote].name),
            *(Cell("–", "dim") if (amount := line[n]) is None else Cell(money(amount, currency)) for n in _TOLD_AT),
        )
        for quote, line in drawn.highs.items()
    ]
    return Table(columns, rows, "A month at its high end, by calls a month")


def _turn_words(turns: Sequence[Turn], names: Mapping[str, str]) -> Iterator[str]:
    """Who is the cheapest from where on."""
    for place, turn in enumerate(turns):
        volume = f"{'' if turn.is_exact else 'about '}{round(turn.volume):,} calls"
        if turn.since is not None:
            volume += f" (from {round(turn.since):,} on the two change places several times)"
        if place:
            yield f"From {volume} on it is {names[turn.after]}."
        else:
            start = f"Up to {volume} a month {names[turn.before]} is the cheapest offer"
            yield f"{start}, from there on {names[turn.after]}."
