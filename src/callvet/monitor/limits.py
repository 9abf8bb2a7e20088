"""Control limits: which periods differ from the others by more than those differ among themselves.

Sources:
    Shewhart, Economic Control of Quality of Manufactured Product, 1931: the p-chart, three standard deviations of a
    binomial share about the mean. Wheeler & Chambers, Understanding Statistical Process Control, 1992: the XmR chart,
    the mean ± 2.66 times the mean moving range. With thousands of calls the p-chart finds nearly every period out,
    since calls come in better and worse hours together; Wheeler advises XmR then.
"""

from __future__ import annotations

from itertools import pairwise
from math import sqrt
from statistics import fmean
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

_XMR: Final = 2.66
"""3 ÷ 1.128, the mean range of two values in standard deviations (Wheeler)."""
_SIGMAS: Final = 3
LEAST_POINTS: Final = 6
"""Limits of fewer periods are too wide to tell anything. [periods]"""


class Limits(NamedTuple):
    """The limits of a series.

    Attributes:
        center: Its mean. [units of the series]
        low: The lower limit; of the p-chart, that of the smallest period. [units of the series]
        high: The upper limit. [units of the series]
        out: The places of the periods beyond their limits, from 0.
    """

    center: float
    low: float
    high: float
    out: tuple[int, ...]


def xmr(series: Sequence[float | None], least: float | None = None, most: float | None = None) -> Limits | None:
    """The XmR chart of a series; None where there are too few values.

    Args:
        series: In order of time; periods without data are None.
        least: No value can be lower.
        most: No value can be higher.
    """
    known = [value for value in series if value is not None]
    if len(known) < LEAST_POINTS:
        return None
    center = fmean(known)
    reach = _XMR * fmean(abs(later - first) for first, later in pairwise(known))
    low, high = center - reach, center + reach
    low = low if least is None else max(low, least)
    high = high if most is None else min(high, most)
    out = tuple(n for n, value in enumerate(series) if value is not None and not low <= value <= high)
    return Limits(center, low, high, out)


def p_chart(counts: Sequence[tuple[int, int]]) -> Limits | None:
    """The p-chart of shares; None where there are too few, or nothing to share.

    Args:
        counts: In order of time, how many are so, of how many.
    """
    total = sum(of for _, of in counts)
    if sum(of > 0 for _, of in counts) < LEAST_POINTS:
        return None
    center = sum(so for so, _ in counts) / total
    spread = max(center * (1 - center), 0.0)
    reach = [_SIGMAS * sqrt(spread / of) if of > 0 else 0.0 for _, of in counts]
    widest = max(reach)
    out = tuple(n for n, (so, of) in enumerate(counts) if of > 0 and abs(so / of - center) > reach[n])
    return Limits(center, max(0.0, center - widest), min(1.0, center + widest), out)
