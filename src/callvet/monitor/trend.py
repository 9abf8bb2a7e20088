"""Whether a series rises or falls: the robust slope of Theil and Sen, and the test of Mann and Kendall.

Sources:
    Theil, A rank-invariant method of linear and polynomial regression analysis, Proc. KNAW 53, 1950; Sen, Estimates of
    the regression coefficient based on Kendall's tau, JASA 63(324), 1968: the slope is the median of the slopes of all
    pairs. Mann, Nonparametric tests against trend, Econometrica 13(3), 1945; Kendall, Rank Correlation Methods, 1975:
    the normal approximation with the correction for ties and for continuity.
"""

from __future__ import annotations

from collections import Counter
from itertools import combinations
from math import erfc, sqrt
from statistics import median
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

LEAST_POINTS: Final = 6
"""Of fewer, the test's approximation says nothing. [points]"""
SIGNIFICANT: Final = 0.05
"""Under it, a trend is told as one. [probability]"""


class Trend(NamedTuple):
    """Which way a series goes.

    Attributes:
        slope: The median change from one period to the next. [units of the series per period]
        p_value: How likely such an order of values is without any trend. [probability]
        points: Of how many values. [points]
    """

    slope: float
    p_value: float
    points: int

    @property
    def is_significant(self) -> bool:
        """Whether chance alone would seldom do it."""
        return self.p_value < SIGNIFICANT and self.slope != 0


def trend(series: Sequence[float | None]) -> Trend | None:
    """The trend of a series, one value a period; None where there are too few.

    Args:
        series: In order of time; periods without data are None, and keep their place.
    """
    known = [(place, value) for place, value in enumerate(series) if value is not None]
    if len(known) < LEAST_POINTS:
        return None
    pairs = [(later[0] - first[0], later[1] - first[1]) for first, later in combinations(known, 2)]
    slope = median(rise / run for run, rise in pairs)
    score = sum((rise > 0) - (rise < 0) for _, rise in pairs)
    return Trend(slope, _p_value(score, [value for _, value in known]), len(known))


def _p_value(score: int, values: Sequence[float]) -> float:
    """The two-sided probability of a score of Mann and Kendall."""
    count = len(values)
    ties = sum(n * (n - 1) * (2 * n + 5) for n in Counter(values).values())
    variance = (count * (count - 1) * (2 * count + 5) - ties) / 18
    if not variance or not score:
        return 1.0
    z = (abs(score) - 1) / sqrt(variance)
    return erfc(z / sqrt(2))
