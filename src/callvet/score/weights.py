"""What each criterion weighs: presets with their reasons, the buyer's own weights, and how groups are split.

Weights are named by group or by criterion. A group's weight is split among those of its criteria that are not
named themselves, in the proportions of ``SPLIT``. The result is normalised to 1 over the criteria that the
needs call for, so that one which is not applicable gives its weight to all the others, beforehand.
"""

from __future__ import annotations

from math import fsum
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, NamedTuple, get_args

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from callvet.score.criterion import Criterion

PresetName = Literal["balanced", "cost", "quality", "regulated"]
PRESET_NAMES: tuple[PresetName, ...] = get_args(PresetName)


class Stake(NamedTuple):
    """A weight and the reason for it. [points, of any sum]"""

    points: float
    reason: str


SPLIT: Mapping[str, Stake] = {
    "location": Stake(2, "what matters of it, hours and languages, is judged by itself"),
    "services": Stake(4, "a vendor that does not do the work is no vendor (document B)"),
    "agent_model": Stake(2, "shared and dedicated suit different work; the best offer both (document B)"),
    "channels": Stake(2, "customers use more than the phone (documents A and B)"),
    "crm": Stake(2, "it should work with the tools that we have (documents A and B)"),
    "hours": Stake(6, "a service that is always available should be the main goal (document B)"),
    "languages": Stake(4, "ask early which languages, and by whom (documents A and B)"),
    "continuity": Stake(4, "close to half of customers avoid a brand that let them wait (document B)"),
    "call_volume": Stake(2, "some set a minimum that a small firm cannot meet (document B)"),
    "scalability": Stake(2, "a vendor must grow with the business (document B)"),
    "service_levels": Stake(5, "promised levels can be held against the vendor (document A names them)"),
    "reporting": Stake(3, "ask how transparent and how predictable reports are (document B)"),
    "monitoring": Stake(4, "can we hear recordings and read messages? (document A)"),
    "staff": Stake(7, "the most important factor: leaders, managers and agents (document B)"),
    "culture": Stake(2, "values close to one's own (document A)"),
    "motivation": Stake(3, "how people are treated shows in how they treat customers (document A)"),
    "attitude": Stake(4, "communication, emotional intelligence, resourcefulness, passion (document A)"),
    "product_knowledge": Stake(4, "agents without the knowledge are what frustrates most (document A)"),
    "human_contact": Stake(2, "74% of consumers want more human contact (document A)"),
    "track_record": Stake(2, "stable centres adapt under pressure (document B)"),
    "reviews": Stake(2, "several sources say more than one (document B)"),
    "security": Stake(4, "data must be safe from theft, fraud and attack (document B)"),
    "size_fit": Stake(1, "too small harms, too large does not care (document B)"),
    "industry_experience": Stake(2, "experience in the wrong field means long training (document B)"),
    "contract_terms": Stake(5, "find upfront, holiday, overage and hidden charges before signing (document B)"),
    "cost": Stake(20, "the price, on one's own calls"),
}
"""How the weight of a group is split among its criteria; the points of the balanced preset."""

PRESETS: Mapping[PresetName, Mapping[str, Stake]] = {
    "balanced": {
        "people": Stake(22, "the vendor's people are the most important factor (document B)"),
        "cost": Stake(20, "a service that cannot be paid for is none"),
        "availability": Stake(18, "constant availability is the main goal (document B)"),
        "offer": Stake(12, "it must do the work in the places and channels needed"),
        "quality": Stake(12, "what is promised, measured and heard"),
        "trust": Stake(11, "money and customers' data are in its hands"),
        "terms": Stake(5, "most terms can be negotiated"),
    },
    "cost": {
        "cost": Stake(40, "the work is simple and the budget decides"),
        "people": Stake(14, "people still make the service"),
        "availability": Stake(14, "calls that are not answered cost sales"),
        "terms": Stake(10, "a low price with hard terms is not low"),
        "offer": Stake(9, "it must do the work"),
        "trust": Stake(7, "a cheap vendor must still be there next year"),
        "quality": Stake(6, "the minimum is watched, not paid for"),
    },
    "quality": {
        "people": Stake(32, "customers remember people (documents A and B)"),
        "quality": Stake(22, "levels, reports and recordings make quality visible"),
        "availability": Stake(18, "constant availability is the main goal (document B)"),
        "offer": Stake(10, "it must do the work"),
        "trust": Stake(10, "a good service that fails is none"),
        "cost": Stake(5, "price settles what quality leaves open"),
        "terms": Stake(3, "terms follow"),
    },
    "regulated": {
        "security": Stake(24, "fines and lost data outweigh any price"),
        "people": Stake(16, "rules are kept by people"),
        "availability": Stake(12, "the service must be there"),
        "continuity": Stake(8, "regulators ask for recovery plans"),
        "monitoring": Stake(8, "what was said must be provable"),
        "trust": Stake(8, "the vendor must bear an audit"),
        "quality": Stake(6, "promised levels"),
        "terms": Stake(6, "data must come back, liability must be borne"),
        "cost": Stake(7, "price comes last"),
        "offer": Stake(5, "it must do the work"),
    },
}


class Weights(NamedTuple):
    """Normalised weights, and where they come from.

    Attributes:
        values: Weight of each criterion that takes part, by id; they add up to 1. [share in 0..1]
        origin: Whose weights they are, in words.
        reasons: Why, by criterion, and by group where a preset gave one.
        named: As they were given, by group or criterion, before groups were split. [points, of any sum]
    """

    values: Mapping[str, float]
    origin: str
    reasons: Mapping[str, str]
    named: Mapping[str, float] = MappingProxyType({})


class WeightsError(ValueError):
    """The weights given cannot be used: an unknown name, or nothing that weighs."""


def known_names(criteria: Collection[Criterion]) -> tuple[str, ...]:
    """Every name that a weight can have: the groups, then the criteria."""
    return tuple(dict.fromkeys([c.group for c in criteria if c.group != "own"] + [c.id for c in criteria]))


def resolve(
    named: Mapping[str, float],
    criteria: Collection[Criterion],
    origin: str,
    reasons: Mapping[str, str] | None = None,
    left_out: Collection[str] = (),
) -> Weights:
    """Weights by criterion out of weights by group or criterion.

    Args:
        named: Weights by group or criterion; what is not named weighs 0. [points, of any sum]
        criteria: All criteria.
        origin: Whose weights they are, in words.
        reasons: Why, by group or criterion; what has none here has that of ``SPLIT``.
        left_out: Ids of criteria that the needs do not call for; the others share their weight.

    Raises:
        WeightsError: No applicable criterion has a weight.
    """
    points = {criterion.id: float(named.get(criterion.id, 0)) for criterion in criteria}
    for group in {criterion.group for criterion in criteria if criterion.group != "own"} & set(named):
        members = [criterion.id for criterion in criteria if criterion.group == group and criterion.id not in named]
        stakes = fsum(SPLIT[member].points for member in members)
        for member in members:
            points[member] = float(named[group]) * SPLIT[member].points / stakes
    points = {name: value for name, value in points.items() if value and name not in left_out}
    total = fsum(points.values())
    if not total:
        message = "no criterion that your needs call for has a weight; give at least one a positive weight"
        raise WeightsError(message)
    given = reasons or {}
    return Weights(
        values={name: value / total for name, value in points.items()},
        origin=origin,
        reasons={name: SPLIT[name].reason if name in SPLIT else "" for name in points} | dict(given),
        named={name: float(value) for name, value in named.items()},
    )
