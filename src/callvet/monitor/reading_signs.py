"""Each vital sign over the periods of a log: its figures, what it is held against, where it goes, what stands out."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final, NamedTuple

from callvet.monitor.limits import p_chart, xmr
from callvet.monitor.signs import SIGNS
from callvet.monitor.standards import BENCHMARKS, meets
from callvet.monitor.tally import together
from callvet.monitor.trend import trend

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import date

    from callvet.monitor.levels import LevelDefinition
    from callvet.monitor.limits import Limits
    from callvet.monitor.periods import Period
    from callvet.monitor.signs import Sign, SignName
    from callvet.monitor.standards import Standard
    from callvet.monitor.trend import Trend

BADLY: Final = Fraction(1, 10)
"""A day so far under the level misses it badly; callvet's own. [share of calls]"""


_PARTS: Final = (("hold_seconds", "hold"), ("wrap_seconds", "wrap-up"))
"""What handle time is beside talk, by its column."""


class Hidden(NamedTuple):
    """A period that meets a level which single days of it miss.

    Attributes:
        period: Which.
        figure: Its level. [share]
        missed: Days that miss it. [days]
        badly: Those that miss it by a tenth or more. [days]
        days: Days with data. [days]
        worst_day: The worst.
        worst: Its level. [share]
    """

    period: str
    figure: Fraction
    missed: int
    badly: int
    days: int
    worst_day: date
    worst: Fraction


class Reading(NamedTuple):
    """One sign over a log.

    Attributes:
        sign: Which.
        total: Over the whole log; None is no data. [unit of the sign]
        values: By period. [unit of the sign]
        promise: What it is held against first.
        benchmark: What the documents say.
        missed: The names of the periods that miss ``promise``.
        hidden: Periods that meet it while days miss it badly.
        watched: Its values over the periods of trend and limits. [unit of the sign]
        watched_names: How those are called.
        trend: Where it goes.
        xmr: Its limits by moving ranges.
        p_chart: Its limits as a share; None where it is none.
        lacks: Parts of it that the log has no column of, so that it is at least so much.
    """

    sign: Sign
    total: Fraction | None
    values: tuple[Fraction | None, ...]
    promise: Standard | None
    benchmark: Standard | None
    missed: tuple[str, ...]
    hidden: tuple[Hidden, ...]
    watched: tuple[Fraction | None, ...]
    watched_names: tuple[str, ...]
    trend: Trend | None
    xmr: Limits | None
    p_chart: Limits | None
    lacks: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """As people read it, with what is not in it."""
        return f"{self.sign.label}, without {' and '.join(self.lacks)}" if self.lacks else self.sign.label

    def is_met(self, figure: Fraction | None) -> bool | None:
        """Whether a figure is as good as promised; None where there is no data, no promise, or more than is known."""
        if figure is None or self.promise is None:
            return None
        is_good = meets(figure, self.promise, self.sign.better)
        return None if is_good and self.lacks else is_good


def read_signs(
    periods: Sequence[Period],
    watched: Sequence[Period],
    level: LevelDefinition,
    promises: Mapping[SignName, Standard],
    columns: Collection[str],
) -> tuple[Reading, ...]:
    """Every sign, in order.

    Args:
        periods: One after another.
        watched: Those of trends and limits.
        level: How a service level is reckoned.
        promises: What signs are held against.
        columns: What the log has; a sign that needs another is no data.
    """
    return tuple(
        _read(
            sign,
            _Series(periods, watched, level, not sign.columns or not set(columns).isdisjoint(sign.columns)),
            promises.get(sign.name),
            tuple(name for column, name in _PARTS if column not in columns) if sign.name == "handle_seconds" else (),
        )
        for sign in SIGNS
    )


class _Series(NamedTuple):
    """The periods of a log, and whether a sign can be told of them."""

    periods: Sequence[Period]
    watched: Sequence[Period]
    level: LevelDefinition
    is_known: bool

    def values(self, sign: Sign, periods: Sequence[Period]) -> tuple[Fraction | None, ...]:
        """A sign by period."""
        return tuple(sign.value(one.tally, self.level) if self.is_known else None for one in periods)


def _read(sign: Sign, series: _Series, promise: Standard | None, lacks: tuple[str, ...]) -> Reading:
    """One sign."""
    values, watched = series.values(sign, series.periods), series.values(sign, series.watched)
    floats = [None if one is None else float(one) for one in watched]
    is_count = series.is_known and sign.unit == "share" and sign.name != "occupancy"
    quotients = [sign.quotient(one.tally, series.level) for one in series.watched] if is_count else []
    return Reading(
        sign=sign,
        total=sign.value(together(one.tally for one in series.periods), series.level) if series.is_known else None,
        values=values,
        promise=promise,
        benchmark=BENCHMARKS.get(sign.name),
        missed=tuple(
            one.name
            for one, value in zip(series.periods, values, strict=True)
            if promise and value is not None and not meets(value, promise, sign.better)
        ),
        hidden=_hidden(sign, series.periods, series.level, promise) if sign.name == "service_level" else (),
        watched=watched,
        watched_names=tuple(one.name for one in series.watched),
        trend=trend(floats),
        xmr=xmr(floats, None if sign.unit == "points" else 0.0, 1.0 if sign.unit == "share" else None),
        p_chart=p_chart([(one.top, one.bottom) for one in quotients]) if quotients else None,
        lacks=lacks,
    )


def _hidden(
    sign: Sign, periods: Sequence[Period], level: LevelDefinition, promise: Standard | None
) -> tuple[Hidden, ...]:
    """Periods of several days that meet a level while days miss it badly."""
    found = []
    for period in periods:
        figure = sign.value(period.tally, level)
        if promise is None or figure is None or not meets(figure, promise, sign.better):
            continue
        values = {day: value for day, one in period.days.items() if (value := sign.value(one, level)) is not None}
        missed = {day: value for day, value in values.items() if not meets(value, promise, sign.better)}
        badly = sum(promise.figure - value >= BADLY for value in missed.values())
        if badly and len(values) > 1:
            worst = min(missed, key=lambda day: (missed[day], day))
            found.append(Hidden(period.name, figure, len(missed), badly, len(values), worst, missed[worst]))
    return tuple(found)
