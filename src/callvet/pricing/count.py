"""What a meter gives a schedule: how much of a charge was counted in a cycle. A forecast and a log both make it."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple


class Count(NamedTuple):
    """What was counted of one charge in one billing cycle.

    Attributes:
        units: Of what the charge is per: minutes, calls, agent-hours, or money for a share of a value. [units]
        marked_shares: For each adjustment of the quote, the share of the units that it marks. [share in 0..1]
        agents: Agents needed at the busiest interval, for tiers by agents; None where nobody is staffed. [count]
        contacts: Contacts that the units belong to, for what one contact's charges may add up to. [contacts]
        each: Where they are known one by one, the units of one contact of each group of contacts alike; the groups are
            the same for all charges of a cycle. [units]
        repeats: How many contacts each group has. [contacts]
        chance: How many of those are charged. [share of contacts]
    """

    units: Fraction
    marked_shares: tuple[Fraction, ...] = ()
    agents: int | None = None
    contacts: Fraction = Fraction(0)
    each: tuple[Fraction, ...] = ()
    repeats: tuple[int, ...] = ()
    chance: Fraction = Fraction(1)
