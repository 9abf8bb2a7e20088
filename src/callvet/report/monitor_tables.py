"""Tables of the vital signs: all of them over the log, the main ones by period, and which periods stand out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from callvet.report.page import Cell, Column, Sentence, Table
from callvet.report.phrases import clock_time, percent, with_minus
from callvet.report.sparkline import sparkline

if TYPE_CHECKING:
    from collections.abc import Iterator
    from fractions import Fraction

    from callvet.evaluation.monitoring import MonitorAnswer
    from callvet.monitor.limits import Limits
    from callvet.monitor.reading_signs import Reading
    from callvet.monitor.signs import SignName, Unit
    from callvet.monitor.standards import Standard
    from callvet.report.page import Block, Mark

_MOST_NAMED: Final = 4
"""So many periods are named, of more the number is told."""
_MINUTE: Final = 60
_PER_CENT: Final = 100
_BY_PERIOD: Final[tuple[tuple[SignName, str], ...]] = (
    ("service_level", "in time"),
    ("average_wait_seconds", "wait"),
    ("abandonment", "given up"),
    ("handle_seconds", "handle time"),
    ("occupancy", "agents busy"),
    ("fcr_flag", "resolved"),
    ("fcr_repeat", "no second call"),
    ("csat", "satisfied"),
    ("nps", "NPS"),
    ("effort", "effort"),
    ("churn", "lost"),
    ("quality", "quality"),
)


def signs_table(answer: MonitorAnswer) -> Table:
    """Every sign that there is data of."""
    by = answer.watched_by
    columns = (
        Column("vital sign"),
        Column("all", right=True),
        Column("held against", right=True),
        Column("documents", right=True, spare=True),
        Column(f"trend a {by}", right=True),
        Column(f"by {by}", whole=True),
    )
    rows = [
        (
            Cell(one.label),
            Cell(figure_text(one.total, one.sign.unit), "strong"),
            _held(one),
            Cell(_benchmark(one.benchmark, one.sign.unit), "plain" if one.benchmark else "dim"),
            _trend(one),
            Cell(sparkline([None if value is None else float(value) for value in one.watched]) or "–", "dim"),
        )
        for one in answer.readings
        if one.total is not None and (one.sign.name != "talk_seconds" or _has_parts(answer))
    ]
    return Table(columns, rows)


def _has_parts(answer: MonitorAnswer) -> bool:
    """Whether handle time is more than talk."""
    return any(answer.reading(name).total is not None for name in ("hold_seconds", "wrap_seconds"))


def _held(one: Reading) -> Cell:
    """What a sign is held against, and whether it was reached over the whole log."""
    if one.promise is None or one.total is None:
        return Cell("–", "dim")
    figure = figure_text(one.promise.figure, one.sign.unit)
    is_met = one.is_met(one.total)
    if is_met is None:
        return Cell(f"{figure} open", "dim")
    return Cell(f"{figure} met", "good") if is_met else Cell(f"{figure} missed", "bad")


def _benchmark(standard: Standard | None, unit: Unit) -> str:
    """What the documents say."""
    return figure_text(standard.figure, unit) if standard else "–"


def _trend(one: Reading) -> Cell:
    """By how much a sign changes, if chance alone would seldom do it."""
    if one.trend is None:
        return Cell("too short", "dim")
    if not one.trend.is_significant:
        return Cell("none", "dim")
    is_better = (one.trend.slope > 0) == (one.sign.better == "more")
    mark: Mark = "plain" if one.sign.better == "neither" else "good" if is_better else "bad"
    return Cell(_change(one.trend.slope, one.sign.unit), mark)


def _change(slope: float, unit: Unit) -> str:
    """A change with its sign."""
    if unit == "share":
        return with_minus(f"{slope * _PER_CENT:+.1f} points")
    return with_minus(f"{slope:+.1f} s" if unit == "seconds" else f"{slope:+.2f}")


def periods_table(answer: MonitorAnswer) -> Table:
    """The main signs by period."""
    shown_signs = [(answer.reading(name), head) for name, head in _BY_PERIOD]
    shown_signs = [(one, head) for one, head in shown_signs if one.total is not None]
    columns = (
        Column(answer.wishes.by),
        Column("calls", right=True),
        *(Column(head, right=True) for _, head in shown_signs),
    )
    rows = []
    for place, period in enumerate(answer.periods):
        cells = [
            Cell(
                figure_text(one.values[place], one.sign.unit),
                "dim" if one.values[place] is None else "bad" if period.name in one.missed else "plain",
            )
            for one, _ in shown_signs
        ]
        name = period.name if period.is_whole else f"{period.name} in part"
        rows.append((Cell(name), Cell(f"{period.tally.offered:,}"), *cells))
    return Table(columns, rows, foldable=True)


def standing_out(answer: MonitorAnswer) -> Iterator[Block]:
    """Periods beyond their control limits."""
    rows = [
        (Cell(one.sign.label), Cell(_span(one.xmr, one.sign.unit)), Cell(_names(one.xmr, one)), Cell(_p_out(one)))
        for one in answer.readings
        if one.xmr and one.xmr.out
    ]
    by = answer.watched_by
    if not rows:
        if any(one.xmr for one in answer.readings):
            text = f"No {by} stands out: each is within what {by}s usually differ by (XmR chart)."
            yield Sentence(text, talk=True, apart=True)
        return
    columns = (
        Column("stands out"),
        Column(f"a usual {by}", right=True),
        Column(f"{by}s beyond that"),
        Column("beyond chance alone (p-chart)", right=True, spare=True),
    )
    yield Table(columns, rows)


def _span(limits: Limits | None, unit: Unit) -> str:
    """Both limits."""
    if limits is None:
        return "–"
    return f"{figure_text(limits.low, unit)}–{figure_text(limits.high, unit)}"


def _names(limits: Limits | None, one: Reading) -> str:
    """Which periods are out."""
    names = [one.watched_names[place] for place in limits.out] if limits else []
    if len(names) > _MOST_NAMED:
        return f"{len(names)} of {len(one.watched)}, last {names[-1]}"
    return ", ".join(names) or "none"


def _p_out(one: Reading) -> str:
    """How many periods are out on the p-chart."""
    return f"{len(one.p_chart.out)} of {len(one.watched)}" if one.p_chart else "–"


def figure_text(figure: Fraction | float | None, unit: Unit) -> str:
    """A figure with its unit."""
    if figure is None:
        return "no data"
    value = float(figure)
    if unit == "share":
        return percent(value)
    if unit == "seconds":
        return f"{value:.0f} s" if value < _MINUTE * 10 else clock_time(round(value))
    return with_minus(f"{value:.0f}" if unit == "points" else f"{value:.2f}")
