"""Cost against volume as lines: where they stand on the drawing, and the figures that they stand for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from callvet.evaluation.prices.bill_curves import MARKET
from callvet.report.cost_crossings import MARKET_NAMES
from callvet.report.decision_page.chart_frame import NARROW, WIDE, Frame, Scale, apart, rounded_up, shortened, step_of
from callvet.report.decision_page.crossing_marks import Mark, marks_of
from callvet.report.letters import offer_letters
from callvet.report.page import Cell, Column, Table
from callvet.report.phrases import money

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from decimal import Decimal
    from fractions import Fraction

    from callvet.evaluation.costing import CostAnswer
    from callvet.evaluation.prices.cost_curves import Curves
    from callvet.evaluation.prices.crossings import Crossing, Sampled

    _At: TypeAlias = tuple[Fraction, Decimal]

_TOLD_AT: Final = (3, 7, 9, 14, 19)
"""Places of the volumes that a line is told at, of twenty. [index]"""
_COLOURS: Final = 10
_DASHES: Final = 10
"""Patterns of lines, by which black and white print tells them apart. [count]"""
_QUARTERS: Final = 4
"""Steps of volume on the axis. [count]"""
_MARKET_LABELS: Final = {"m": "market, shared agents", "d": "market, dedicated agents"}
"""Beside the drawing, where there is little room; the table below has the rates."""


class Point(NamedTuple):
    """A figure on a line."""

    x: float
    y: float
    told: str


class Line(NamedTuple):
    """One offer.

    Attributes:
        letter: It begins the label.
        name: What it is called.
        short: The same, so long that it has room beside the drawing.
        look: The classes of its colour and its pattern.
        path: Where it goes.
        end: Where it ends.
        label: Where its label stands, if it has one at the edge: it reaches so far. Else the letter stands at its end.
        points: Figures that are told when it is looked at.
        told: The figures in a sentence.
        until: Up to how many calls it goes, where it has no label at the edge.
    """

    letter: str
    name: str
    short: str
    look: str
    path: str
    end: tuple[float, float]
    label: tuple[float, float] | None
    points: tuple[Point, ...]
    told: str
    until: str


class Tick(NamedTuple):
    """A figure on an axis."""

    at: float
    text: str


class LineChart(NamedTuple):
    """The whole drawing, for one width.

    Attributes:
        name: What tells its marks from those of the other width.
        frame: Where the axes lie.
        lines: The offers, then the market's rows.
        marks: Where lines cross.
        amounts: On the axis of money.
        volumes: On the axis of volumes.
        asked_at: Where the volume stands that is asked about.
        asked: That volume. [calls per month]
    """

    name: str
    frame: Frame
    lines: tuple[Line, ...]
    marks: tuple[Mark, ...]
    amounts: tuple[Tick, ...]
    volumes: tuple[Tick, ...]
    asked_at: float
    asked: str


class Charts(NamedTuple):
    """Cost against volume.

    Attributes:
        wide: For a desk and for paper.
        narrow: For a phone.
        table: The same in figures.
    """

    wide: LineChart
    narrow: LineChart
    table: Table


class Drawn(NamedTuple):
    """What is drawn.

    Attributes:
        cost: What everything costs.
        curves: The same against volume.
        names: Of offers by their id.
        places: Of vendors in the ranking, by their id.
        told: Each crossing in a sentence, by its place in ``curves``, and whether it changes who is the cheapest.
    """

    cost: CostAnswer
    curves: Curves
    names: Mapping[str, str]
    places: Mapping[str, int]
    told: Sequence[tuple[str, bool]] = ()


def charts(drawn: Drawn) -> Charts | None:
    """The drawing; None where no volume is asked about, or nothing has a figure."""
    sampled = drawn.curves.sampled
    amounts = [amount for line in sampled.highs.values() for amount in line if amount is not None]
    if not amounts or not max(amounts):
        return None
    styled = _styled(drawn.cost, list(sampled.highs), drawn.names, drawn.places)
    return Charts(
        _chart("wide", WIDE, drawn, styled, max(amounts)),
        _chart("narrow", NARROW, drawn, styled, max(amounts)),
        _table(sampled, styled, drawn.cost.currency),
    )


def _chart(name: str, frame: Frame, drawn: Drawn, styled: Mapping[str, _Styled], most: Decimal) -> LineChart:
    """The drawing for one width."""
    sampled, currency = drawn.curves.sampled, drawn.cost.currency
    scale = Scale(frame, sampled.volumes[-1], rounded_up(most))
    crossed = [(one, *told) for one, told in zip(drawn.curves.crossings.found, drawn.told, strict=False)]
    within = [one for one in crossed if one[0].calls_per_month <= sampled.volumes[-1]]
    lines = [
        _line(styled[quote], pieces, _figures(sampled.volumes, line), scale, currency)
        for quote, line in sampled.highs.items()
        if (pieces := _pieces(sampled.volumes, line, [one for one, *_ in within], quote))
    ]
    quarters = [scale.most_calls * n / _QUARTERS for n in range(_QUARTERS + 1)]
    return LineChart(
        name=name,
        frame=frame,
        lines=tuple(_labelled(lines, frame)),
        marks=tuple(marks_of(within, scale)),
        amounts=tuple(_amounts(most, scale, currency)),
        volumes=tuple(Tick(scale.x(volume), f"{round(volume):,}") for volume in quarters),
        asked_at=scale.x(drawn.cost.volumes[0]),
        asked=f"{round(drawn.cost.volumes[0]):,}",
    )


class _Styled(NamedTuple):
    """What tells an offer's line from the others: its letter, its name, and the classes of its look."""

    letter: str
    name: str
    look: str


def _styled(
    cost: CostAnswer, quotes: Sequence[str], names: Mapping[str, str], places: Mapping[str, int]
) -> dict[str, _Styled]:
    """A colour for each vendor, its further offers in broken lines; the market in grey; a pattern for each in print."""
    vendors = {one.offer.id: one.offer.vendor for one in cost.priced}
    letters, found = offer_letters(quotes), {}
    taken: set[str] = set()
    for place, quote in enumerate(quotes):
        vendor = vendors.get(quote, MARKET)
        look = f"s{places.get(vendor, len(places)) % _COLOURS}" if quote in vendors else MARKET
        second = " second" if vendor in taken and quote in vendors else ""
        found[quote] = _Styled(
            letters[quote], MARKET_NAMES.get(quote) or names[quote], f"{look}{second} d{place % _DASHES}"
        )
        taken.add(vendor)
    return found


def _amounts(most: Decimal, scale: Scale, currency: str) -> Iterator[Tick]:
    """The lines of the axis of money."""
    step = step_of(most)
    for n in range(int(scale.most_money / step) + 1):
        yield Tick(scale.y(step * n), money(step * n, currency, 0 if step >= 1 else None))


def _pieces(
    volumes: Sequence[Fraction], line: Sequence[Decimal | None], crossed: Sequence[Crossing], quote: str
) -> list[list[_At]]:
    """The stretches of volumes for which there is a figure; lines go through where they cross."""
    own = {volume: amount for volume, amount in zip(volumes, line, strict=True) if amount is not None}
    gaps = {volume for volume, amount in zip(volumes, line, strict=True) if amount is None}
    for one in crossed:
        for curve in (one.above, one.below):
            if curve.quote == quote and (amount := curve.high_at(one.calls_per_month)) is not None:
                own[one.calls_per_month] = amount
    found: list[list[_At]] = [[]]
    for volume in sorted(own.keys() | gaps):
        if volume in own:
            found[-1].append((volume, own[volume]))
        else:
            found.append([])
    return [piece for piece in found if piece]


def _figures(volumes: Sequence[Fraction], line: Sequence[Decimal | None]) -> list[_At]:
    """The figures of a line, without the volumes for which it has none."""
    return [(volume, amount) for volume, amount in zip(volumes, line, strict=True) if amount is not None]


def _line(one: _Styled, pieces: Sequence[Sequence[_At]], figures: Sequence[_At], scale: Scale, currency: str) -> Line:
    """One offer's.

    Args:
        one: What tells it from the others.
        pieces: Where it goes.
        figures: At volumes evenly far apart, of which some are told.
        scale: From both to the drawing.
        currency: Of all amounts.
    """
    path = " ".join(
        "M" + "L".join(f"{scale.x(volume):.1f} {scale.y(amount):.1f}" for volume, amount in piece) for piece in pieces
    )
    inner = dict.fromkeys(figures[len(figures) * part // _QUARTERS] for part in range(1, _QUARTERS))
    points = tuple(Point(scale.x(volume), scale.y(amount), money(amount, currency)) for volume, amount in inner)
    chosen = [figures[n] for n in _TOLD_AT if n < len(figures)] or figures[-1:]
    told = "; ".join(f"{round(volume):,} calls {money(amount, currency)}" for volume, amount in chosen)
    last, amount = pieces[-1][-1]
    end = (scale.x(last), scale.y(amount))
    short = shortened(_MARKET_LABELS.get(one.letter, one.name), scale.frame.longest_label)
    return Line(
        letter=one.letter,
        name=one.name,
        short=short,
        look=one.look,
        path=path,
        end=end,
        label=None,
        points=points,
        told=f"A month at {told}.",
        until=f"{round(last):,}",
    )


def _labelled(lines: Sequence[Line], frame: Frame) -> list[Line]:
    """The lines with their labels: at the edge, moved apart as little as may be, or at the end of a shorter line."""
    moved = list(lines)
    order = sorted((n for n, line in enumerate(lines) if line.end[0] >= frame.right), key=lambda n: lines[n].end[1])
    heights = apart([lines[n].end[1] for n in order], frame)
    for n, height in zip(order, heights, strict=True):
        moved[n] = lines[n]._replace(label=(frame.right + frame.leader, height))
    return moved


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
