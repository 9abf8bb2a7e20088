"""Generated call logs, the same ones for the same seed, as plain dicts and as files."""

from __future__ import annotations

import csv
from datetime import datetime, timedelta
from random import Random
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

PARTS = ("ivr", "ring", "queue", "talk", "hold", "transfer", "wrap")
ZONE = "America/New_York"


def calls(count: int, seed: int, *, days: int = 365) -> list[dict[str, Any]]:
    """Calls of 2026, in the order of their starts, whole seconds and tenths, one in twenty given up."""
    random = Random(seed)  # noqa: S311 - a log, not a secret
    starts = sorted(random.randrange(days * 86_400) for _ in range(count))
    return [_call(random, datetime(2026, 1, 1) + timedelta(seconds=second)) for second in starts]  # noqa: DTZ001


def _call(random: Random, start: datetime) -> dict[str, Any]:
    """One call; handle times lognormal with mean 185 s and standard deviation 238 s (Brown et al., JASA 100, 2005)."""
    is_lost = random.random() < 0.05
    tenths = random.random() < 0.1
    talk = random.lognormvariate(4.74, 0.99)
    return {
        "start": start.isoformat(),
        "ivr": random.randrange(20),
        "ring": random.randrange(8),
        "queue": random.randrange(60),
        "talk": 0 if is_lost else round(talk, 1) if tenths else int(talk),
        "hold": random.choice((0, 0, 0, random.randrange(90))),
        "transfer": random.choice((0, 0, 0, 0, random.randrange(200))),
        "wrap": random.randrange(120),
        "abandoned": is_lost and random.random() < 0.7,
        "language": random.choice(("en", "en", "en", "es")),
        "direction": random.choice(("in", "in", "in", "out")),
    }


def write_csv(path: Path, log: list[dict[str, Any]]) -> Path:
    """A log as CSV."""
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["start", *(f"{part}_seconds" for part in PARTS), "abandoned", "language", "direction"])
        for call in log:
            writer.writerow(
                [
                    call["start"],
                    *(call[part] for part in PARTS),
                    str(call["abandoned"]).lower(),
                    call["language"],
                    call["direction"],
                ]
            )
    return path
