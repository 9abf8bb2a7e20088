"""One person's weights: what was asked, by which method, and the answers."""

from itertools import combinations
from typing import TYPE_CHECKING, Annotated, Literal, get_args

from pydantic import Field

from callvet.model.section import Section
from callvet.model.units import Day, Positive, Quantity, Text
from callvet.model.wording import shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from callvet.model.document import KeyPath

Method = Literal["points", "swing", "roc", "rank_sum", "pairwise"]
METHODS: tuple[Method, ...] = get_args(Method)

FULL_SWING = 100
"""The rating of the swing that matters most; none at all would be 0 (von Winterfeldt & Edwards 1986)."""
MOST_TIMES = 9
"""The far end of the scale of comparisons, "extremely more"; 1 is "equally" (Saaty 1980)."""
MOST_COMPARED = 15
"""For more names there is no random index to hold a consistency against (Saaty 1980), and 105 comparisons tire."""
_PAIRS_NAMED = 3

KEY_OF_METHOD: "Mapping[Method, str]" = {
    "points": "points",
    "swing": "swing",
    "roc": "order",
    "rank_sum": "order",
    "pairwise": "pairs",
}
"""The key that holds the answers of each method."""


class Comparison(Section):
    """One comparison of two names."""

    more: Text
    """What matters more, or as much."""
    than: Text
    """What it is compared with."""
    times: Annotated[Positive, Field(le=MOST_TIMES)]
    """How many times as much: 1 equally, 3 somewhat, 5 clearly, 7 much, 9 extremely. [ratio]"""


class Weighing(Section):
    """One person's weights of groups or criteria, in the names that the needs have under `weights`."""

    by: Text
    """Whose weights they are."""
    date: Day
    """When they were given."""
    method: Method
    """How they were asked for; each has a key of its own below, and roc and rank_sum share one."""
    points: dict[Text, Quantity] = Field(default_factory=dict)
    """With points: any numbers, of any sum. [points]"""
    swing: dict[Text, Annotated[Quantity, Field(le=FULL_SWING)]] = Field(default_factory=dict)
    """With swing: how much going from the worst to the best is worth; 100 where it is worth most. [points, 0 to 100]"""
    order: tuple[Text, ...] = ()
    """With roc or rank_sum: what matters most first."""
    pairs: tuple[Comparison, ...] = ()
    """With pairwise: every two names compared once."""
    notes: Text | None = None
    """Why so."""

    def names(self) -> tuple[tuple["KeyPath", str], ...]:
        """Every name that is weighed, each time with the way to where it stands."""
        match KEY_OF_METHOD[self.method]:
            case "points":
                return tuple((("points", name), name) for name in self.points)
            case "swing":
                return tuple((("swing", name), name) for name in self.swing)
            case "order":
                return tuple((("order", place), name) for place, name in enumerate(self.order))
            case _:
                each = ((place, key, getattr(pair, key)) for place, pair in enumerate(self.pairs) for key in _SIDES)
                return tuple((("pairs", place, key), name) for place, key, name in each)

    def inconsistencies(self) -> "Iterator[tuple[KeyPath, str]]":
        """What no key is wrong in alone: the way to the key to mend, and what to do."""
        wanted = KEY_OF_METHOD[self.method]
        for key in dict.fromkeys(KEY_OF_METHOD.values()):
            if key != wanted and getattr(self, key):
                yield (key,), f"method {self.method} goes by {wanted}; take {key} out, or mend method"
        if not getattr(self, wanted):
            yield ("method",), f"{self.method} needs {wanted}; add {wanted}: {_EXAMPLES[wanted]}"
        elif wanted == "points":
            yield from _of_points(self.points)
        elif wanted == "swing":
            yield from _of_swings(self.swing)
        elif wanted == "order":
            yield from _of_order(self.order)
        else:
            yield from _of_pairs(self.pairs)


_SIDES = ("more", "than")
_EXAMPLES = {
    "points": "{cost: 40, people: 60}",
    "swing": "{people: 100, cost: 70}",
    "order": "[people, cost]",
    "pairs": "[{more: people, than: cost, times: 2}]",
}


def _of_points(points: "Mapping[str, object]") -> "Iterator[tuple[KeyPath, str]]":
    """Points of which none weighs."""
    if not any(points.values()):
        yield ("points",), "all of them are 0; give at least one a number above 0"


def _of_swings(swing: "Mapping[str, Quantity]") -> "Iterator[tuple[KeyPath, str]]":
    """Ratings of which none is the full one."""
    name = max(swing, key=swing.__getitem__)
    if swing[name] != FULL_SWING:
        message = f"the swing that matters most is rated {FULL_SWING}; write {FULL_SWING} for {shown(name)}"
        yield ("swing", name), f"{message}, and the others against it"


def _of_order(order: "tuple[str, ...]") -> "Iterator[tuple[KeyPath, str]]":
    """Names that stand twice."""
    for place, name in enumerate(order):
        if name in order[:place]:
            yield ("order", place), f"{shown(name)} stands here twice; keep one of the two"


def _of_pairs(pairs: "tuple[Comparison, ...]") -> "Iterator[tuple[KeyPath, str]]":
    """Comparisons that say nothing, twice the same, or not all."""
    names = tuple(dict.fromkeys(name for pair in pairs for name in (pair.more, pair.than)))
    seen: set[frozenset[str]] = set()
    for place, pair in enumerate(pairs):
        both = frozenset((pair.more, pair.than))
        if pair.more == pair.than:
            yield ("pairs", place), f"{shown(pair.more)} is compared with itself; write another name, or take it out"
        elif both in seen:
            yield ("pairs", place), f"{shown(pair.more)} and {shown(pair.than)} are compared twice; keep one of the two"
        seen.add(both)
        if pair.times < 1:
            swapped = f"{{more: {shown(pair.than)}, than: {shown(pair.more)}, times: {1 / pair.times:.2g}}}"
            yield ("pairs", place, "times"), f"{pair.times:f} is below 1; turn it round: {swapped}"
    if len(names) > MOST_COMPARED:
        message = f"{len(names)} names are compared, and {MOST_COMPARED} is the most; compare groups, or use swing"
        yield ("pairs",), message
        return
    missing = [pair for pair in combinations(names, 2) if frozenset(pair) not in seen]
    if missing:
        told = "; ".join(f"{shown(one)} with {shown(other)}" for one, other in missing[:_PAIRS_NAMED])
        more = f"; and {len(missing) - _PAIRS_NAMED} more" if missing[_PAIRS_NAMED:] else ""
        yield ("pairs",), f"every two names are compared once; add {told}{more}"
