"""What to look at in an offer, before its price is believed."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

from callvet.demand.market import DEDICATED_RATE_PER_HOUR, MARKET_CURRENCY, SHARED_RATE_PER_MINUTE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date
    from fractions import Fraction

    from callvet.model.case import QuoteFile, VendorFile
    from callvet.model.charge import Charge, ClockPart
    from callvet.model.needs import Needs

WHOLE_MINUTE_SECONDS: Final = 60
_MARKET_RATES: Final = (
    ("minute", "a minute", SHARED_RATE_PER_MINUTE),
    ("hour", "an hour", DEDICATED_RATE_PER_HOUR),
)
_WITHOUT_AGENT: Final[frozenset[ClockPart]] = frozenset({"ivr", "transfer"})
FAR_RATIO: Final = Decimal("1.5")
"""So many times the middle of the offers, or as many times less, is far from it: a round figure of callvet's, for
document B says to ask more where one is much dearer or cheaper, not how much. [ratio]"""
_FEWEST_FOR_A_MIDDLE: Final = 3
"""Of two offers, neither is the odd one. [count]"""


def flags_of(
    offer: QuoteFile, vendor: VendorFile | None, volume: Fraction, needs: Needs, start: date
) -> tuple[str, ...]:
    """Everything worth a question, in words.

    Args:
        offer: The quote.
        vendor: Its profile, where there is one.
        volume: Calls. [calls per month]
        needs: The buyer's.
        start: First day of the contract.
    """
    charges = [charge for _, part in offer.quote.charge_lists() for charge in part]
    return tuple(
        dict.fromkeys(
            [
                *_of_terms(offer, start),
                *_of_volume(offer, vendor, volume, needs),
                *(flag for charge in charges for flag in _of_clock(charge)),
                *_of_rates(offer, needs),
                *_of_vendor(vendor),
            ]
        )
    )


def far_from_others(high: Decimal, highs: Sequence[Decimal]) -> tuple[str, ...]:
    """Whether an offer is far dearer or cheaper than the middle of all that are ranked.

    Args:
        high: The high end of its normal month. [units of the currency]
        highs: Those of all, from the least, its own among them. [units of the currency]
    """
    if len(highs) < _FEWEST_FOR_A_MIDDLE:
        return ()
    median = (highs[(len(highs) - 1) // 2] + highs[len(highs) // 2]) / 2
    if high > median * FAR_RATIO:
        return ("far dearer than the others: ask why",)
    return ("far cheaper than the others: ask why",) if high * FAR_RATIO < median else ()


def _of_terms(offer: QuoteFile, start: date) -> Iterator[str]:
    """Dates and renewal."""
    quote = offer.quote
    if quote.valid_until is not None and quote.valid_until < start:
        yield f"expires on {quote.valid_until}, before the start"
    if quote.terms.auto_renews:
        yield "renews by itself"


def _of_volume(offer: QuoteFile, vendor: VendorFile | None, volume: Fraction, needs: Needs) -> Iterator[str]:
    """What the vendor takes on, and what the price rests on."""
    capacity = vendor.vendor.capacity if vendor else None
    if capacity and capacity.min_calls_per_month is not None and volume < capacity.min_calls_per_month:
        yield f"takes no fewer than {capacity.min_calls_per_month:,f} calls a month: ask"
    if capacity and capacity.max_calls_per_month is not None and volume > capacity.max_calls_per_month:
        yield f"takes no more than {capacity.max_calls_per_month:,f} calls a month: ask"
    assumes = offer.quote.assumes
    room = assumes.reprice_beyond or Decimal(0)
    if assumes.calls_per_month is not None and abs(volume / _exact(assumes.calls_per_month) - 1) > room:
        yield f"its price rests on {assumes.calls_per_month:,f} calls a month"
    demand = needs.demand
    handle = demand.talk_seconds + demand.hold_seconds + demand.wrap_seconds
    if assumes.handle_seconds is not None and abs(handle / assumes.handle_seconds - 1) > room:
        yield f"its price rests on calls of {assumes.handle_seconds:f} s, and yours take {handle.normalize():f} s"


def _exact(number: Decimal) -> Fraction:
    """A decimal as a fraction."""
    from fractions import Fraction as Exact  # noqa: PLC0415 - the name above is for type checkers alone

    return Exact(number)


def _of_clock(charge: Charge) -> Iterator[str]:
    """Billing traps (document B)."""
    clock = charge.clock
    if clock and clock.counts and "hold" in clock.counts:
        yield "hold time is billed"
    if clock and clock.counts and {"ring", "queue"} & set(clock.counts):
        yield "time before an agent answers is billed"
    if clock and clock.step_seconds is not None and clock.step_seconds >= WHOLE_MINUTE_SECONDS:
        yield "every call is rounded up to a whole minute"


def _of_rates(offer: QuoteFile, needs: Needs) -> Iterator[str]:
    """Rates outside the market's range of live agents; the dearest of a plan is its price, others are for extras."""
    if (offer.quote.currency or needs.currency) != MARKET_CURRENCY or offer.quote.agents == "automated":
        return
    for kind, unit, (least, most) in _MARKET_RATES:
        rates = [
            max(
                (
                    one.rate or Decimal(0)
                    for one in part
                    if one.per == (kind,) and one.when is None and not _is_without_agent(one)
                ),
                default=Decimal(0),
            )
            for _, part in offer.quote.charge_lists()
        ]
        outside = {
            "under": dict.fromkeys(rate for rate in rates if 0 < rate < least),
            "over": dict.fromkeys(rate for rate in rates if rate > most),
        }
        for side, found in outside.items():
            *others, last = [f"${rate:f}" for rate in found] or [""]
            if last:
                told = f"{', '.join(others)} and {last} {unit} are" if others else f"{last} {unit} is"
                yield f"{told} {side} the market's ${least:f} to ${most:f}: ask why"


def _is_without_agent(charge: Charge) -> bool:
    """Whether only time is counted in which no agent is on the line: menus, and calls passed on."""
    counts = charge.clock.counts if charge.clock else None
    return bool(counts) and _WITHOUT_AGENT.issuperset(counts or ())


def _of_vendor(vendor: VendorFile | None) -> Iterator[str]:
    """What the profile says, or that there is none."""
    if vendor is None:
        yield "there is no profile of this vendor"
    elif vendor.vendor.contract.prices_published is False:
        yield "publishes no prices"
