"""How sure is the bill? What a month comes to over months that are busier or calmer than the average one.

Three things are drawn for each month: how many contacts come, lognormal with a coefficient of variation of 15%; how
long a call takes on average, lognormal with 10%; and which month of the year it is, whose part of the season then
holds. These are callvet's figures, not the documents': they stand for a forecast that is as good as forecasts are.

Calls, contacts by other channels and outcomes grow and shrink together. Handle time takes ten values of equal chance,
so that offers that are billed by contacts are metered ten times and their bills read off straight lines, exactly.
Where agents are staffed, bills are reckoned at five volumes for each of the ten, and taken from straight lines between.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from math import ceil, exp, log, sqrt
from random import Random
from typing import TYPE_CHECKING, Final

from callvet.demand.by_volume import MeteredMonth, is_metered_alone
from callvet.evaluation.prices.offer_cost import in_answer_currency
from callvet.evaluation.prices.wishes import Wishes, with_wishes
from callvet.model.money import rounded

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from callvet.demand.context import Context
    from callvet.evaluation.costing import CostAnswer
    from callvet.evaluation.prices.priced import Priced
    from callvet.model.case import VendorFile
    from callvet.model.needs import Needs

VOLUME_VARIATION: Final = 0.15
"""Coefficient of variation of a month's contacts about what is forecast. [ratio]"""
HANDLE_VARIATION: Final = 0.10
"""Coefficient of variation of a month's mean handle time. [ratio]"""
DRAWS: Final = 500
"""Months that are drawn. [count]"""
SEED: Final = 1
"""Where the drawing begins, unless the buyer says otherwise; the same seed gives the same months."""
_HANDLE_STEPS: Final = 10
_VOLUME_KNOTS: Final = 5
_MONTHS_A_YEAR: Final = 12
_LATTICE: Final = 1024
"""Volumes are so many parts of the given one, which decimals write exactly. [parts]"""
_TENTH: Final = Decimal("0.1")
"""Handle times are drawn to a tenth. [seconds]"""
_SHARES: Final = (Fraction(1, 10), Fraction(1, 2), Fraction(9, 10))


@dataclass(frozen=True, slots=True)
class Spread:
    """What an offer's month comes to over many months, at its high end.

    Attributes:
        one: The offer.
        p10: One month in ten costs no more. [units of the currency]
        p50: One in two costs no more. [units of the currency]
        p90: Nine in ten cost no more. [units of the currency]
    """

    one: Priced
    p10: Decimal
    p50: Decimal
    p90: Decimal


@dataclass(frozen=True, slots=True)
class Risk:
    """The spread of every ranked offer, and how the months were drawn."""

    spreads: tuple[Spread, ...]
    seed: int
    draws: int = DRAWS


@dataclass(frozen=True, slots=True)
class _Month:
    """A month that was drawn: its contacts as parts of the given volume, and which of the handle times it has."""

    scale: Fraction
    step: int


def risk(answer: CostAnswer, *, seed: int = SEED, draws: int = DRAWS) -> Risk:
    """What the ranked offers' months come to over many months drawn.

    Args:
        answer: The offers that were priced.
        seed: Where the drawing begins.
        draws: How many months.
    """
    months = _drawn(answer.needs, seed, draws)
    factors = _handle_factors()
    contexts = {volume: _contexts(replace(answer.context, volume=volume), factors) for volume in answer.volumes}
    ranked = [one for one in answer.priced if one.rank is not None and one.volume]
    spreads = tuple(
        Spread(one, *_quantiles(_bills(one, answer, months, contexts[one.volume], factors))) for one in ranked
    )
    return Risk(spreads, seed, draws)


def _drawn(needs: Needs, seed: int, draws: int) -> list[_Month]:
    """Months, each with its season."""
    rng = Random(seed)  # noqa: S311 - nothing secret hangs on it, and a seed must give the same months again
    season = needs.demand.season
    mean = float(sum(season)) / _MONTHS_A_YEAR
    sigma = _sigma(VOLUME_VARIATION)
    months = []
    for _ in range(draws):
        volume = exp(rng.gauss(-(sigma**2) / 2, sigma))
        part = float(season[rng.randrange(_MONTHS_A_YEAR)]) / mean
        months.append(_Month(Fraction(round(volume * part * _LATTICE), _LATTICE), rng.randrange(_HANDLE_STEPS)))
    return months


def _sigma(variation: float) -> float:
    """The standard deviation of the logarithm of a lognormal with a coefficient of variation. [ratio]"""
    return sqrt(log(1 + variation**2))


def _handle_factors() -> tuple[float, ...]:
    """Handle times of equal chance: the middles of tenths of the lognormal of mean 1. [ratio]"""
    from statistics import NormalDist  # noqa: PLC0415 - 10 ms, for those who ask

    sigma = _sigma(HANDLE_VARIATION)
    normal = NormalDist(-(sigma**2) / 2, sigma)
    return tuple(exp(normal.inv_cdf((step + 0.5) / _HANDLE_STEPS)) for step in range(_HANDLE_STEPS))


def _contexts(context: Context, factors: Sequence[float]) -> tuple[Context, ...]:
    """What everything is priced under with each of the handle times."""
    return tuple(replace(context, needs=_with_handle(context.needs, factor), teams={}) for factor in factors)


def _with_handle(needs: Needs, factor: float) -> Needs:
    """The needs with longer or shorter calls; calls that take no time stay so."""
    demand = needs.demand
    mean = demand.talk_seconds + demand.hold_seconds + demand.wrap_seconds
    return with_wishes(needs, Wishes(handle_seconds=_to_tenths(mean, factor))) if mean else needs


def _to_tenths(seconds: Decimal, factor: float) -> Decimal:
    """A handle time that is longer or shorter. [seconds]"""
    return max((seconds * Decimal(factor)).quantize(_TENTH), _TENTH)


def _with_vendors_handle(vendor: VendorFile | None, factor: float) -> VendorFile | None:
    """The vendor with longer or shorter calls, where its profile says how long they are."""
    performance = vendor.vendor.performance if vendor else None
    if vendor is None or performance is None or performance.handle_seconds is None:
        return vendor
    changed = performance.model_copy(update={"handle_seconds": _to_tenths(performance.handle_seconds, factor)})
    return vendor._replace(vendor=vendor.vendor.model_copy(update={"performance": changed}))


def _scaled(context: Context, scale: Fraction) -> Context:
    """The context with all contacts and what comes of them in proportion."""
    ratio = Decimal(scale.numerator) / Decimal(scale.denominator)
    demand = context.needs.demand
    channels = {
        name: channel.model_copy(update={"per_month": channel.per_month * ratio}) for name, channel in demand.channels
    }
    changes = {
        "channels": demand.channels.model_copy(update=channels),
        "outbound": demand.outbound.model_copy(
            update={"calls_per_month": demand.outbound.calls_per_month * ratio},
        ),
        "outcomes_per_month": demand.outcomes_per_month.model_copy(
            update={name: amount * ratio for name, amount in demand.outcomes_per_month}
        ),
        "sales_value_per_month": demand.sales_value_per_month * ratio,
    }
    needs = context.needs.model_copy(update={"demand": demand.model_copy(update=changes)})
    return replace(context, needs=needs, volume=(context.volume or Fraction(0)) * scale)


def _bills(
    one: Priced, answer: CostAnswer, months: Sequence[_Month], contexts: Sequence[Context], factors: Sequence[float]
) -> list[Decimal]:
    """The high end of every month drawn. [units of the currency]"""
    scales = [month.scale for month in months if month.scale]
    reach = (min(scales), max(*scales, 2 * min(scales)))  # a line takes two volumes
    make = _exact if is_metered_alone(one.offer.quote, answer.needs.demand) else _between_knots
    highs = [
        make(one._replace(vendor=_with_vendors_handle(one.vendor, factor)), answer, context, reach)
        for context, factor in zip(contexts, factors, strict=True)
    ]
    known: dict[_Month, Decimal] = {}
    for month in months:
        if month not in known:
            known[month] = highs[month.step](month.scale)
    return [known[month] for month in months]


def _exact(
    one: Priced, answer: CostAnswer, context: Context, reach: tuple[Fraction, Fraction]
) -> Callable[[Fraction], Decimal]:
    """The bill of an offer that is billed by contacts alone."""
    currency = one.offer.quote.currency or answer.currency
    own = replace(context, currency=currency, vendor=one.vendor.vendor if one.vendor else None)
    rate = answer.rates[currency] if currency != answer.currency else Fraction(1)
    month = MeteredMonth(one.offer.quote, lambda scale: _scaled(own, scale), reach, rate, currency=answer.currency)
    return month.high


def _between_knots(
    one: Priced, answer: CostAnswer, context: Context, reach: tuple[Fraction, Fraction]
) -> Callable[[Fraction], Decimal]:
    """The bill of an offer for which agents are staffed, from straight lines between a few volumes."""
    least, most = reach
    steps = _VOLUME_KNOTS - 1
    scales = [
        Fraction(round((least + (most - least) * step / steps) * _LATTICE), _LATTICE) for step in range(steps + 1)
    ]
    knots = [
        (
            scale,
            Fraction(
                in_answer_currency(one.offer, one.vendor, _scaled(context, scale), answer.rates).monthly.range.high
            ),
        )
        for scale in dict.fromkeys(scales)
    ]

    def high(scale: Fraction) -> Decimal:
        for (before, low), (after, top) in pairwise(knots):
            if scale <= after:
                return rounded(low + (top - low) * (scale - before) / (after - before), answer.currency)
        return rounded(knots[-1][1], answer.currency)

    return high


def _quantiles(bills: Sequence[Decimal]) -> tuple[Decimal, Decimal, Decimal]:
    """What one month in ten, one in two and nine in ten cost no more than. [units of the currency]"""
    ordered = sorted(bills)
    p10, p50, p90 = (ordered[ceil(share * len(ordered)) - 1] for share in _SHARES)
    return p10, p50, p90
