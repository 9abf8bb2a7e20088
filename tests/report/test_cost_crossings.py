"""Where offers cross, in sentences."""

from __future__ import annotations

from fractions import Fraction

from callvet.evaluation.prices.bill_curves import Curve
from callvet.evaluation.prices.crossings import Crossing, Crossings
from callvet.report.cost_crossings import crossing_blocks
from tests.report.test_cost import sentences


def crossing_told(found: list[tuple[str, str, int]], volume: int = 2000) -> list[str]:
    """What is said of crossings: what is cheaper below and above, and where."""

    def curve(quote: str) -> Curve:
        return Curve("market" if quote.startswith("market") else quote, quote, lambda _: None, lambda _: True)

    crossings = tuple(Crossing(curve(above), curve(below), Fraction(at), False) for below, above, at in found)
    names = {"a": "acme", "b": "Brio", "c": "Corte"}
    return sentences(crossing_blocks(Crossings(crossings), Fraction(volume), names))


def test_two_offers_that_cross_several_times_share_a_sentence() -> None:
    back_and_forth = [("a", "b", 1000), ("b", "a", 1500), ("a", "b", 1800), ("b", "a", 2500), ("a", "b", 2600)]
    assert crossing_told(back_and_forth[:2]) == [
        "acme is cheaper than Brio below 1,000 calls a month and from 1,500 on."
    ]
    assert crossing_told(back_and_forth[:3]) == [
        "acme is cheaper than Brio below 1,000 calls a month and from 1,500 to 1,800."
    ]
    assert crossing_told(back_and_forth[:4]) == [
        "acme is cheaper than Brio below 1,000 calls a month, from 1,500 to 1,800 and from 2,500 on."
    ]
    (text,) = crossing_told(back_and_forth)
    assert text.startswith("Between 1,000 and 2,600 calls a month acme and Brio change places 5 times; ")
    assert text.endswith("; below that acme is cheaper, beyond it Brio is.")


def test_the_market_is_told_in_the_plural_and_begins_a_sentence() -> None:
    market = "market/shared"
    (text,) = crossing_told([(market, "a", 1000), ("a", market, 1500)])
    assert text.startswith("The market’s shared agents at $1.25 a minute are cheaper than acme below 1,000 calls")


def test_the_pairs_that_cross_nearest_to_the_volume_are_told_by_volume() -> None:
    pairs = [("a", "b", 500), ("b", "c", 9000), ("c", "market/shared", 2100), ("a", "market/shared", 1500)]
    pairs += [("b", "market/shared", 1900), ("a", "c", 2500)]
    told = crossing_told(pairs)
    assert [text.split()[1] for text in told[:-1]] == ["500", "1,500", "1,900", "2,100", "2,500"]
    assert told[-1] == "Of 6 crossings these are the nearest; -f json has all."
