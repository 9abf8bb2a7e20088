"""Write examples/print-shop/calls.csv.gz: python scripts/make_call_log.py.

A quarter of the print shop's calls, invented, the same ones every time. What its needs say holds here: volume, season,
opening hours, the shape of the day, mean talk, hold and wrap-up, languages, resolution, orders, patience. Beside them:

- Handle time is lognormal with a coefficient of variation of 238 s / 185 s (Brown et al., Statistical Analysis of a
  Telephone Call Center, JASA 100(469), 2005), every part with its share of it.
- Calls come independently of each other within their half-hour, and wait exponentially with a mean of 25 s, as a
  well-staffed line does; who waits longer than its patience, exponential too, gives up.
- One call in 25 is passed on, for a minute on average, both figures callvet's own.
"""

from __future__ import annotations

import csv
import gzip
import io
from datetime import date, datetime, timedelta
from fractions import Fraction
from math import log1p, sqrt
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Final

from callvet.demand.public_holidays import public_holidays
from callvet.demand.shape import half_hour_weights
from callvet.load.case import load_needs
from callvet.model.opening_hours import open_minutes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from callvet.model.needs import Needs

PRINT_SHOP: Final = Path(__file__).resolve().parents[1] / "examples" / "print-shop"
FIRST_DAY: Final = date(2026, 8, 1)
DAYS: Final = 92
SEED: Final = 2026
SPREAD: Final = 238 / 185
MEAN_WAIT_SECONDS: Final = 25
TRANSFER_SHARE: Final = 0.04
TRANSFER_SECONDS: Final = 60
AGENTS: Final = 14
COLUMNS: Final = (
    "start", "queue_seconds", "talk_seconds", "hold_seconds", "wrap_seconds", "transfer_seconds", "abandoned",
    "transferred", "resolved", "outcome", "language", "agent",
)  # fmt: skip


def half_hours(needs: Needs) -> Iterator[tuple[datetime, float]]:
    """The open half-hours of the quarter, and how many calls each expects."""
    weights = half_hour_weights(needs.demand.shape, None)
    holidays = public_holidays(needs.country or "US", FIRST_DAY, DAYS)
    clocks = open_minutes(needs.demand.open, FIRST_DAY, DAYS, holidays=holidays)
    season = [float(one) for one in needs.demand.season]
    found = []
    for number, clock in enumerate(clocks):
        day = FIRST_DAY + timedelta(number)
        for half in range(48):
            if clock >> 30 * half & 1:
                begin = datetime.combine(day, datetime.min.time()) + timedelta(minutes=30 * half)
                found.append((begin, weights[48 * day.weekday() + half] * season[day.month - 1]))
    months = sum(season[(FIRST_DAY.month - 1 + n) % 12] for n in range(3))
    total = float(needs.demand.calls_per_month or 0) * months * 12 / sum(season)
    whole = sum(weight for _, weight in found)
    return ((begin, total * weight / whole) for begin, weight in found)


def call(needs: Needs, start: datetime, random: Random) -> tuple[object, ...]:
    """One call."""
    demand = needs.demand
    parts = [float(one) for one in (demand.talk_seconds, demand.hold_seconds, demand.wrap_seconds)]
    sigma = sqrt(log1p(SPREAD**2))
    ratio = random.lognormvariate(-(sigma**2) / 2, sigma)
    talk, hold, wrap = (round(part * ratio) for part in parts)
    wait, patience = (random.expovariate(1 / mean) for mean in (MEAN_WAIT_SECONDS, float(demand.patience_seconds)))
    language = "es" if random.random() < float((demand.languages or {}).get("es", 0)) else "en"
    if wait > patience:
        return (start.isoformat(), round(patience), 0, 0, 0, 0, "true", "false", "false", "", language, "")
    is_passed_on = random.random() < TRANSFER_SHARE
    orders = Fraction(demand.outcomes_per_month.order) / Fraction(demand.calls_per_month or 1)
    return (
        start.isoformat(),
        round(wait),
        max(talk, 1),
        hold,
        wrap,
        round(random.expovariate(1 / TRANSFER_SECONDS)) if is_passed_on else 0,
        "false",
        str(is_passed_on).lower(),
        str(random.random() < float(demand.first_contact_resolution)).lower(),
        "order" if random.random() < orders else "",
        language,
        f"{random.randrange(1, AGENTS + 1):03}",
    )


def calls(needs: Needs) -> Iterator[tuple[object, ...]]:
    """All calls, in the order of their starts."""
    random = Random(SEED)  # noqa: S311 - a log, not a secret
    for begin, expected in half_hours(needs):
        seconds, moment = [], random.expovariate(1)
        while moment < expected:
            seconds.append(1800 * moment / expected)
            moment += random.expovariate(1)
        yield from (call(needs, begin + timedelta(seconds=int(second)), random) for second in seconds)


def main() -> None:
    """Write the log, without a time of writing, so that the same calls make the same file."""
    needs = load_needs([PRINT_SHOP / "needs.yaml"]).needs.needs
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(calls(needs))
    path = PRINT_SHOP / "calls.csv.gz"
    path.write_bytes(gzip.compress(text.getvalue().encode(), 9, mtime=0))
    print(f"written: {path.name}, {path.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
