"""Up to which handle time an offer is the cheapest, in the words of a buyer and for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callvet.report.page import Sentence
from callvet.report.phrases import clock_time, listed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from fractions import Fraction

    from callvet.evaluation.prices.handle_turns import HandleTurns, Turn
    from callvet.evaluation.prices.priced import Priced
    from callvet.report.page import Block


def turn_sentences(
    turns: Sequence[tuple[Priced, HandleTurns]], volume: Fraction, names: Mapping[str, str]
) -> Iterator[Block]:
    """A sentence for each offer at a volume that is the cheapest at some handle time, and one for all others.

    Args:
        turns: Of all offers that say what handle time their price rests on.
        volume: That is asked about. [calls per month]
        names: Of offers by their id.
    """
    here = [(names[one.offer.id], found) for one, found in turns if one.volume == volume]
    told = [f"{name} rests on calls of {_words(found, names)}" for name, found in here if _leads_somewhere(found)]
    if never := [(name, found) for name, found in here if not _leads_somewhere(found)]:
        told.append(_never(never))
    yield from (Sentence(text, talk=True, apart=not place) for place, text in enumerate(told))


def turns_json(found: HandleTurns | None) -> dict[str, object] | None:
    """The same for programs; None where the offer names no handle time, or no other is ranked."""
    if found is None:
        return None
    return {
        "assumed_seconds": float(found.assumed_seconds),
        "buyer_seconds": float(found.buyer_seconds),
        "is_cheapest": found.is_cheapest,
        "below": _turn_json(found.below),
        "above": _turn_json(found.above),
        "searched_seconds": [float(end) for end in found.reach],
    }


def _leads_somewhere(found: HandleTurns) -> bool:
    """Whether the offer is the cheapest at any handle time that was looked at."""
    return found.is_cheapest or found.below is not None or found.above is not None


def _words(found: HandleTurns, names: Mapping[str, str]) -> str:
    """``5:00; yours are 6:03. It stays the cheapest up to 6:41; beyond that Acme is.``"""
    same = found.assumed_seconds == found.buyer_seconds
    yours = ", as yours are" if same else f"; yours are {clock_time(found.buyer_seconds)}"
    told = _of_the_cheapest(found, names) if found.is_cheapest else _of_another(found.below, found.above, names)
    return f"{clock_time(found.assumed_seconds)}{yours}. It {told}."


def _never(turns: Sequence[tuple[str, HandleTurns]]) -> str:
    """``Acme and Brio rest on calls of 5:00 and 5:30; neither is the cheapest at any from 1:31 to 24:12.``"""
    names = listed([name for name, _ in turns])
    times = listed(list(dict.fromkeys(clock_time(found.assumed_seconds) for _, found in turns)))
    rest, none = ("rest", "none of them is") if turns[1:] else ("rests", "it is not")
    return f"{names} {rest} on calls of {times}; {none} the cheapest at any handle time {_reach(turns[0][1])}."


def _reach(found: HandleTurns) -> str:
    """Between which handle times turns were looked for."""
    return f"from {clock_time(found.reach[0])} to {clock_time(found.reach[1])}"


def _of_the_cheapest(found: HandleTurns, names: Mapping[str, str]) -> str:
    """How far the cheapest offer stays so."""
    below, above = found.below, found.above
    if below and above:
        span = f"from {clock_time(below.cheapest_seconds)} to {clock_time(above.cheapest_seconds)}"
        return f"stays the cheapest {span}; under that {_rival(below, names)}, beyond it {_rival(above, names)}"
    if above:
        return f"stays the cheapest up to {clock_time(above.cheapest_seconds)}; beyond that {_rival(above, names)}"
    if below:
        return f"stays the cheapest down to {clock_time(below.cheapest_seconds)}; under that {_rival(below, names)}"
    return f"stays the cheapest at any handle time {_reach(found)}"


def _of_another(below: Turn | None, above: Turn | None, names: Mapping[str, str]) -> str:
    """Where an offer that is not the cheapest would be."""
    if below and above:
        return (
            f"is the cheapest up to {clock_time(below.cheapest_seconds)} and from {clock_time(above.cheapest_seconds)}"
        )
    if below:
        return f"is the cheapest only up to {clock_time(below.cheapest_seconds)}; beyond that {_rival(below, names)}"
    return (
        ""
        if above is None
        else (f"is the cheapest only from {clock_time(above.cheapest_seconds)}; under that {_rival(above, names)}")
    )


def _rival(turn: Turn, names: Mapping[str, str]) -> str:
    """Who is the cheapest then."""
    return "no offer can be priced" if turn.rival is None else f"{names[turn.rival]} is"


def _turn_json(turn: Turn | None) -> dict[str, object] | None:
    """One turn for programs."""
    if turn is None:
        return None
    return {
        "cheapest_seconds": float(turn.cheapest_seconds),
        "rival_seconds": float(turn.rival_seconds),
        "rival": turn.rival,
    }
