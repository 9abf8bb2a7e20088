"""Where offers cross, in sentences and for programs."""

from __future__ import annotations

from itertools import zip_longest
from math import log
from typing import TYPE_CHECKING, Final

from callvet.evaluation.prices.bill_curves import MARKET
from callvet.report.page import Sentence
from callvet.report.phrases import listed, sentence_case

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from fractions import Fraction

    from callvet.evaluation.prices.bill_curves import Curve
    from callvet.evaluation.prices.crossings import Crossing, Crossings
    from callvet.report.page import Block

MARKET_NAMES: Final = {
    "market/shared": "the market’s shared agents at $1.25 a minute",
    "market/dedicated": "the market’s dedicated agents at $35 an hour",
}
_PAIRS_TOLD: Final = 5
"""Offers that cross the nearest to the volume; all stand in JSON. [count]"""
_STRETCHES_TOLD: Final = 4
"""More changes than these are told by their number. [count]"""


def crossing_blocks(found: Crossings, volume: Fraction, names: Mapping[str, str]) -> Iterator[Block]:
    """The crossings nearest to the volume, and whose were not looked for.

    Args:
        found: All of them.
        volume: That is asked about. [calls per month]
        names: Of offers by their id.
    """
    pairs = _by_pair(found.found)
    nearest = sorted(pairs, key=lambda pair: min(abs(log(one.calls_per_month / volume)) for one in pair))
    shown_pairs = sorted(nearest[:_PAIRS_TOLD], key=lambda pair: pair[0].calls_per_month)
    told = [_pair_sentence(pair, names) for pair in shown_pairs]
    if len(pairs) > len(shown_pairs):
        told.append(f"Of {len(found.found)} crossings these are the nearest; -f json has all.")
    yield from (Sentence(text, talk=True, apart=not place) for place, text in enumerate(told))
    if found.left_out:
        left_out = listed([_name(quote, names) for quote in found.left_out])
        text = f"--crossings looks at {left_out}, too, which takes a staffing for every volume."
        yield Sentence(text, "dim", talk=True, apart=not told)


def _by_pair(found: Sequence[Crossing]) -> list[list[Crossing]]:
    """The crossings of each two offers together, by volume."""
    pairs: dict[frozenset[str], list[Crossing]] = {}
    for one in found:
        pairs.setdefault(frozenset((one.above.quote, one.below.quote)), []).append(one)
    return list(pairs.values())


def _pair_sentence(pair: Sequence[Crossing], names: Mapping[str, str]) -> str:
    """``Below 2,140 calls a month Acme is cheaper than Northwind``, or all stretches where there are several."""
    first, last = pair[0], pair[-1]
    below, above = _name(first.below.quote, names), _name(first.above.quote, names)
    is_cheaper = f"{below} {_verb(first.below)} cheaper"
    volumes = [f"{round(one.calls_per_month):,}" for one in pair]
    if len(pair) == 1:
        jump = ", where a bill jumps" if first.is_jump else ""
        return f"Below {volumes[0]} calls a month {is_cheaper} than {above}{jump}."
    if len(pair) > _STRETCHES_TOLD:
        around = f"Between {volumes[0]} and {volumes[-1]} calls a month {below} and {above} change places"
        beyond = f"{_name(last.above.quote, names)} {_verb(last.above)}"
        return f"{around} {len(pair)} times; below that {is_cheaper}, beyond it {beyond}."
    stretches = [f"below {volumes[0]} calls a month"]
    stretches += [
        f"from {begin} to {end}" if end else f"from {begin} on"
        for begin, end in zip_longest(volumes[1::2], volumes[2::2], fillvalue="")
    ]
    told = f"{is_cheaper} than {above} {listed(stretches)}."
    return sentence_case(told) if first.below.vendor == MARKET else told


def _verb(curve: Curve) -> str:
    """The market is told in the plural."""
    return "are" if curve.vendor == MARKET else "is"


def _name(quote: str, names: Mapping[str, str]) -> str:
    """What an offer, or the market's row, is called."""
    return MARKET_NAMES.get(quote) or names[quote]


def crossings_json(found: Crossings) -> dict[str, object]:
    """Every crossing, and the offers that were not looked at."""
    return {
        "crossings": [
            {
                "between": [one.above.vendor, one.below.vendor],
                "quotes": [one.above.quote, one.below.quote],
                "calls_per_month": round(float(one.calls_per_month), 2),
                "cheaper_below": one.below.quote,
                "jump": one.is_jump,
            }
            for one in found.found
        ],
        "crossings_left_out": list(found.left_out),
    }
