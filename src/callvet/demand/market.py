"""What the market asks at the buyer's volume: the yardstick that stands under every table of quotes.

Source: document B: $0.70 to $1.25 a minute of talk and wrap-up with shared agents, $25 to $35 an agent-hour with
dedicated ones, both domestic and fully loaded. Minutes are not rounded; hours are productive ones.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from callvet.demand.cost_range import Range
from callvet.demand.erlang import OverloadError
from callvet.demand.forecast import forecast
from callvet.demand.period import ordinary_period
from callvet.model.money import rounded

if TYPE_CHECKING:
    from callvet.demand.context import Context

SHARED_RATE_PER_MINUTE: Final = (Decimal("0.70"), Decimal("1.25"))
"""Of talk and wrap-up, domestic shared agents (document B). [USD per minute]"""
DEDICATED_RATE_PER_HOUR: Final = (Decimal(25), Decimal(35))
"""Of a productive hour, domestic dedicated agents (document B). [USD per agent-hour]"""
MARKET_CURRENCY: Final = "USD"
_SECONDS_A_MINUTE: Final = 60


class MarketRow(NamedTuple):
    """One of the market's two price models at a volume.

    Attributes:
        agents: The agent model.
        monthly: A normal month at the range's two ends. [units of the currency]
        quantity: Minutes, or productive hours at the least. [per month]
        unit: Minute or hour.
        rates: The range. [USD per unit]
        positions: Agents at the busiest interval; None for shared agents. [count]
    """

    agents: Literal["shared", "dedicated"]
    monthly: Range
    quantity: Fraction
    unit: Literal["minute", "hour"]
    rates: tuple[Decimal, Decimal]
    positions: int | None = None


def market(context: Context, rate: Fraction = Fraction(1)) -> tuple[MarketRow, ...]:
    """The market's two ranges on the buyer's own calls.

    Args:
        context: Needs and volume; its currency is that of the answer.
        rate: What a US dollar is worth in it. [units of the currency]

    Returns:
        Shared agents, then dedicated ones; these are left out where nobody could staff the volume.

    Raises:
        ValueError: As ``usage.forecast``.
    """
    period = ordinary_period()
    usage = forecast(context.needs, context.volume, period, csv_text=context.csv_text)
    try:
        team = context.team_for(usage)
    except OverloadError:
        return (shared_market(context, rate),)
    low, high = team.low(period), team.high(period)
    return (
        shared_market(context, rate),
        MarketRow(
            "dedicated",
            _priced(context, rate, (low.productive_hours, high.productive_hours), DEDICATED_RATE_PER_HOUR),
            low.productive_hours,
            "hour",
            DEDICATED_RATE_PER_HOUR,
            low.positions,
        ),
    )


def shared_market(context: Context, rate: Fraction = Fraction(1)) -> MarketRow:
    """The market's range with shared agents, for which nobody need be staffed.

    Args:
        context: Needs and volume; its currency is that of the answer.
        rate: What a US dollar is worth in it. [units of the currency]

    Raises:
        ValueError: As ``usage.forecast``.
    """
    usage = forecast(context.needs, context.volume, ordinary_period(), csv_text=context.csv_text)
    seconds = sum(
        (
            flow.contacts * flow.handle.mean_seconds * (flow.talk_share + flow.wrap_share)
            for flow in usage.flows
            if flow.answered and flow.channel == "phone"
        ),
        Fraction(0),
    )
    minutes = seconds / _SECONDS_A_MINUTE
    monthly = _priced(context, rate, (minutes, minutes), SHARED_RATE_PER_MINUTE)
    return MarketRow("shared", monthly, minutes, "minute", SHARED_RATE_PER_MINUTE)


def _priced(
    context: Context, rate: Fraction, quantities: tuple[Fraction, Fraction], rates: tuple[Decimal, Decimal]
) -> Range:
    """Both ends of quantities at both ends of a range of rates, in the currency of the answer."""
    low, high = (Fraction(each) * units * rate for each, units in zip(rates, quantities, strict=True))
    return Range(rounded(low, context.currency), rounded(high, context.currency))
