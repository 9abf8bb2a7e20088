"""What a team of agents must reach, and what it does reach."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal, NamedTuple

Model = Literal["erlang_c", "erlang_a"]
LEAST_OCCUPANCY = 0.01
"""Least bound on occupancy: a hundred agents for each that is busy. [share]"""
LEAST_PATIENCE_SECONDS = 1e-9
"""Least mean patience: nobody waits. [seconds]"""


@dataclass(frozen=True, slots=True)
class Target:
    """What a team must reach.

    Attributes:
        share: Least share of contacts answered in time. [share in 0..1]
        within_seconds: What counts as in time; may be infinite. [seconds]
        max_occupancy: Greatest share of their time that agents are busy. [share in 0.01..1]
        model: Whether callers wait (``erlang_c``) or give up (``erlang_a``).
        patience_seconds: Mean time until a waiting caller gives up; ``erlang_a`` alone uses it. [seconds]

    Raises:
        ValueError: A figure is outside its range.
    """

    share: float
    within_seconds: float
    max_occupancy: float = 1.0
    model: Model = "erlang_c"
    patience_seconds: float = 120.0

    def __post_init__(self) -> None:
        """Refuse what no team could be measured by."""
        if not 0 <= self.share <= 1:
            message = f"share is {self.share}; it lies between 0 and 1"
            raise ValueError(message)
        if not self.within_seconds >= 0:
            message = f"within_seconds is {self.within_seconds}; it is at least 0"
            raise ValueError(message)
        if not LEAST_OCCUPANCY <= self.max_occupancy <= 1:
            message = f"max_occupancy is {self.max_occupancy}; it lies between {LEAST_OCCUPANCY} and 1"
            raise ValueError(message)
        if not LEAST_PATIENCE_SECONDS < self.patience_seconds < math.inf:
            message = f"patience_seconds is {self.patience_seconds}; it is finite, and above {LEAST_PATIENCE_SECONDS}"
            raise ValueError(message)


class IntervalResult(NamedTuple):
    """What a team reaches while load and team stay as they are.

    Attributes:
        agents: Agents taking contacts. [count]
        service_level: Contacts answered in time ÷ all that were offered; who gives up was not answered. 1 without
            contacts. [share in 0..1]
        average_wait_seconds: Mean time in the queue of all contacts, those that give up included; infinite where
            the queue of ``erlang_c`` grows without end. [seconds]
        occupancy: Share of their time that agents are busy. [share in 0..1]
        abandoned_share: Contacts that give up ÷ all that were offered; 0 under ``erlang_c``. [share in 0..1]
    """

    agents: int
    service_level: float
    average_wait_seconds: float
    occupancy: float
    abandoned_share: float
