"""Queues worked out another way: balance equations solved as a matrix, and a waiting caller followed state by state.

Nothing here shares a formula with ``callvet.demand``; numbers of states are finite, and large enough not to matter.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, lgamma, log

import numpy as np


@dataclass(frozen=True)
class Chain:
    """A queue of agents and callers, by how many of them are in the system."""

    shares: list[float]  # of time, by contacts in the system
    agents: int
    arrivals_per_second: float

    @property
    def waiting_probability(self) -> float:
        return sum(self.shares[self.agents :])

    @property
    def mean_queue(self) -> float:
        return sum(share * max(present - self.agents, 0) for present, share in enumerate(self.shares))

    @property
    def mean_present(self) -> float:
        return sum(share * present for present, share in enumerate(self.shares))

    @property
    def occupancy(self) -> float:
        return sum(share * min(present, self.agents) for present, share in enumerate(self.shares)) / self.agents


def solve(agents: int, places: int, arrivals: float, services: float, departures: float = 0.0) -> Chain:
    """The chain of ``places`` contacts at most; each waiting one gives up at the rate ``departures``."""
    size = places + 1
    rates = np.zeros((size, size))
    for present in range(places):
        rates[present, present + 1] = arrivals
        leaving = present + 1
        rates[leaving, present] = min(leaving, agents) * services + max(leaving - agents, 0) * departures
    rates -= np.diag(rates.sum(axis=1))
    balance = rates.T.copy()
    balance[-1] = 1.0
    shares = np.linalg.solve(balance, np.eye(size)[-1])
    return Chain([float(share) for share in shares], agents, arrivals)


def level_within(chain: Chain, seconds: float, services: float, departures: float) -> float:
    """Contacts answered within ``seconds`` ÷ all, each followed from its arrival by uniformisation."""
    longest = len(chain.shares) - chain.agents
    # States: 0 answered, 1 given up, 2 + k waiting behind k others.
    step = np.zeros((longest + 2, longest + 2))
    fastest = chain.agents * services + (longest + 1) * departures
    step[0, 0] = step[1, 1] = 1.0
    for ahead in range(longest):
        forward = chain.agents * services + ahead * departures
        step[2 + ahead, 1 + ahead if ahead else 0] = forward / fastest
        step[2 + ahead, 1] += departures / fastest
        step[2 + ahead, 2 + ahead] = 1.0 - (forward + departures) / fastest
    steps = fastest * seconds
    answered = np.eye(longest + 2)[0]
    reached = np.zeros(longest + 2)
    for jumps in range(int(steps + 12 * steps**0.5 + 40)):
        reached += answered * exp(jumps * log(steps) - steps - lgamma(jumps + 1))
        answered = step @ answered
    return 1.0 - chain.waiting_probability + float(np.dot(chain.shares[chain.agents :], reached[2:]))
