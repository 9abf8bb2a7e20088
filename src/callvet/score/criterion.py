"""What a criterion is, what it looks at and what it finds.

A criterion turns the facts of one vendor into parts. Each part has a weight within the criterion and a value
from 0 to 1: one figure where the fact is known, both ends where it is not. A criterion is *not applicable* by
the needs alone, never by the vendor.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from math import fsum
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias, TypeVar

from callvet.model.wording import shown

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from callvet.model.case import JudgementFile
    from callvet.model.document import Document
    from callvet.model.needs import Needs
    from callvet.model.problem import Place
    from callvet.model.vendor import Vendor
    from callvet.score.monthly_cost import VendorCost

T = TypeVar("T")

Group = Literal["offer", "availability", "quality", "people", "trust", "terms", "cost", "own"]

Grade: TypeAlias = "tuple[float, str]"
"""A value in 0..1 and the words that say why."""

FULL_SCORE = 100
EQUAL_TO_DIGITS = 9
"""Scores that agree to so many decimals are a tie: the rest is the rounding of binary sums."""
_LONGEST_KEY = 60
_LONGEST_SHARED = 40
"""Of a name that two vendors share, so that the ids behind it are seen. [signs]"""


class Part(NamedTuple):
    """One fact's part in a criterion.

    Attributes:
        weight: Within the criterion, any positive number.
        low: Value if the answer comes out worst. [value in 0..1]
        high: Value if it comes out best. [value in 0..1]
        words: What is known, or empty.
        key: The dotted key that answers it.
        place: Where that key stands, or its file.
        answered: Whether nothing is left to ask.
        heard: Where several people marked it, the least and the most of their means. [value in 0..1]
    """

    weight: float
    low: float
    high: float
    words: str
    key: str
    place: Place
    answered: bool = True
    heard: tuple[float, float] | None = None


class Assessment(NamedTuple):
    """What a criterion finds for one vendor.

    Attributes:
        low: Score with every unknown at its worst. [points in 0..100]
        high: Score with every unknown at its best. [points in 0..100]
        answered_share: Share of the criterion's weight that is answered. [share in 0..1]
        reason: Why, in words.
        evidence: Where the fact that weighs most is written.
        open_points: What each missing answer could still add, by dotted key. [points in 0..100]
        flags: What people should talk about, such as marks that lie far apart.
        heard: Both ends with the marks of several people at their least and their most; None where they do not
            differ. [points in 0..100]
    """

    low: float
    high: float
    answered_share: float
    reason: str
    evidence: Place
    open_points: Mapping[str, float] = MappingProxyType({})
    flags: tuple[str, ...] = ()
    heard: tuple[float, float] | None = None

    @property
    def unanswered(self) -> tuple[str, ...]:
        """Dotted keys to ask for."""
        return tuple(self.open_points)


class NotApplicable(NamedTuple):
    """The needs do not call for this criterion."""

    reason: str


@dataclass(frozen=True, slots=True)
class Subject:
    """One vendor as a criterion sees it: its profile, what people thought of it, and where each was written.

    Attributes:
        id: The stem of its profile's name.
        vendor: Its profile.
        document: Where that was written.
        judgements: What people thought.
        cost: What its offer comes to; None where that is unknown.
        offered: Whether there is an offer that could not be priced for want of something of the buyer's.
        out_of_range: Whether its offer is made for other volumes than the buyer's, so that it must be asked for one.
        shares_name: Whether another vendor has the name, too.
    """

    id: str
    vendor: Vendor
    document: Document
    judgements: Sequence[JudgementFile] = field(default=())
    cost: VendorCost | None = None
    offered: bool = False
    out_of_range: bool = False
    shares_name: bool = False

    @property
    def name(self) -> str:
        """What people call it: the profile's name, else the id."""
        return self.vendor.name or self.id

    @property
    def called(self) -> str:
        """What to call it beside the others: its name, with its id where that tells it apart: ``Acme (acme-2)``."""
        return f"{shown(self.name, _LONGEST_SHARED)} ({self.id})" if self.shares_name else self.name

    def place(self, key: str) -> Place:
        """Where a dotted key of the profile stands; else the nearest group above it, else the file."""
        return self.document.key_place(*key.split("."))

    def fact(self, weight: float, key: str, answer: T | None, grade: Callable[[T], Grade]) -> Part:
        """The part of one fact: graded where it is known, both ends of the scale where it is not."""
        if answer is None:
            return self.unknown(weight, key)
        value, words = grade(answer)
        return self.between(weight, key, value, value, words)

    def unknown(self, weight: float, key: str) -> Part:
        """A part of which nothing is known."""
        return Part(weight, 0.0, 1.0, "", key, self.place(key), answered=False)

    def between(self, weight: float, key: str, low: float, high: float, words: str) -> Part:
        """A part that is known so far: answered where both ends agree."""
        return Part(weight, low, high, words, key, self.place(key), answered=low == high)


def combine(*parts: Part, flags: Sequence[str] = ()) -> Assessment:
    """The weighted mean of the parts, its reason and what is left to ask.

    Raises:
        ValueError: There is no part.
    """
    total = fsum(part.weight for part in parts)
    if not total:
        message = "a criterion needs a part with a weight"
        raise ValueError(message)
    open_points: dict[str, float] = {}
    for part in parts:
        if not part.answered:
            gap = FULL_SCORE * part.weight * (part.high - part.low) / total
            open_points[part.key] = open_points.get(part.key, 0.0) + gap
    known = [part.words for part in parts if part.words]
    if open_points:
        known.append(f"not known: {', '.join(shown(key, _LONGEST_KEY) for key in open_points)}")
    heaviest = max(parts, key=lambda part: (bool(part.words), part.weight))
    return Assessment(
        low=_mean(parts, [part.low for part in parts]),
        high=_mean(parts, [part.high for part in parts]),
        answered_share=fsum(part.weight for part in parts if part.answered) / total,
        reason="; ".join(known),
        evidence=heaviest.place,
        open_points=open_points,
        flags=tuple(flags),
        heard=_heard(parts) if any(part.heard for part in parts) else None,
    )


def _heard(parts: Sequence[Part]) -> tuple[float, float]:
    """Both ends, with the marks of several people at their least and their most. [points in 0..100]"""
    ends = [part.heard or (part.low, part.high) for part in parts]
    return _mean(parts, [low for low, _ in ends]), _mean(parts, [high for _, high in ends])


def _mean(parts: Sequence[Part], values: Sequence[float]) -> float:
    """The weighted mean of the parts' values. [points in 0..100]"""
    # The share first, so that no rounding takes it over 1.
    total = fsum(part.weight for part in parts)
    return FULL_SCORE * (fsum(part.weight * value for part, value in zip(parts, values, strict=True)) / total)


class Criterion(NamedTuple):
    """One thing to judge a vendor on.

    Attributes:
        id: Its name in needs, in JSON, and its file's name.
        group: The group whose weight it shares.
        question: What a buyer asks.
        page: What a user reads about it: how facts become points, and from where the break points come.
        assess: The finding for one vendor under the buyer's needs.
    """

    id: str
    group: Group
    question: str
    page: str
    assess: Callable[[Subject, Needs], Assessment | NotApplicable]
