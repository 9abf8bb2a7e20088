"""What is drawn at random, how often, and where the random numbers begin."""

from __future__ import annotations

from typing import Final, NamedTuple

DEFAULT_DRAWS: Final = 10_000
DEFAULT_SEED: Final = 1


class Sampling(NamedTuple):
    """What is drawn, and how often.

    Attributes:
        draws: How often. [count]
        seed: Where the random numbers begin; the same seed gives the same answer.
        spread_share: Each weight is drawn uniformly from the given one times 1 - spread to 1 + spread, and all are
            then divided by their sum; None draws uniformly from all weights that there are. [share in 0..1]
    """

    draws: int = DEFAULT_DRAWS
    seed: int = DEFAULT_SEED
    spread_share: float | None = None
