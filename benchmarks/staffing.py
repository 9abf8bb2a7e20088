"""How long it takes to staff a year of hours for five vendors: 43,800 teams, and whether each is the right one.

``python benchmarks/staffing.py`` in an environment with callvet, and with pyworkforce and call-center-tools if they
are to be beside it. A machine's speed drifts, so every round times all of them in turn and only ratios count; what is
slow is timed on a sample and reckoned up. Ends with 1 where a goal is missed.
"""

from __future__ import annotations

import sys
from decimal import Decimal, localcontext
from importlib.util import find_spec
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING, Final

import numpy as np

from callvet.demand.erlang import agents_needed
from callvet.demand.erlang_many import agents_needed_many
from callvet.demand.target import Target

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

HANDLE_SECONDS: Final = np.repeat([300.0, 330.0, 363.0, 390.0, 420.0], 8760)
"""Five vendors' mean handle times, for each hour of a year. [seconds]"""
TARGET: Final = Target(share=0.8, within_seconds=20)
EVERY: Final = 73
"""One problem in so many is in the sample: no divisor of a day's or a week's hours, so that all of them are in it."""
ROUNDS: Final = 7
MOST_SECONDS: Final = 0.1
LEAST_RATIO: Final = 50
_MEDIAN_ERLANGS: Final = 66
_GREATEST_ERLANGS: Final = 366


def year_of_loads() -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """Loads with the day, the week and the season of a busy line: their median 66, their greatest 366. [erlang]"""
    hour = np.arange(8760)
    day = 1.2 - np.cos((hour % 24 - 2.5) * 2 * np.pi / 24)
    week = np.where(hour // 24 % 7 < 5, 1.0, 0.6)  # noqa: PLR2004 - Saturday and Sunday
    season = 1 + 0.25 * np.cos((hour / 24 - 350) * 2 * np.pi / 365)
    chance = np.random.default_rng(1).lognormal(0, 0.1, hour.size)
    loads = np.tile(day * week * season * chance, 5) * HANDLE_SECONDS
    steepness = np.log(_GREATEST_ERLANGS / _MEDIAN_ERLANGS) / np.log(loads.max() / np.median(loads))
    return _MEDIAN_ERLANGS * (loads / np.median(loads)) ** steepness


def exact(load: float, handle_seconds: float) -> int:
    """The least team, reckoned with fifty digits."""
    with localcontext(prec=50):
        offered, blocking, agents = Decimal(load), Decimal(1), 1
        while True:
            if agents > offered:
                waiting = offered * blocking / (agents - offered + offered * blocking)
                late = ((offered - agents) * Decimal(TARGET.within_seconds) / Decimal(handle_seconds)).exp()
                if 1 - waiting * late >= Decimal(str(TARGET.share)):
                    return agents
            blocking = offered * blocking / (agents + offered * blocking)
            agents += 1


def scalar(load: float, handle_seconds: float) -> int:
    """Callvet without numpy."""
    return agents_needed(load, handle_seconds, TARGET)


def peers() -> dict[str, Callable[[float, float], int]]:
    """What is installed of the packages that answer the same question."""
    found: dict[str, Callable[[float, float], int]] = {}
    if find_spec("pyworkforce"):
        from pyworkforce.queuing import ErlangC  # noqa: PLC0415 - only where it is installed

        def pyworkforce(load: float, handle_seconds: float) -> int:
            queue = ErlangC(3600 * load / handle_seconds, handle_seconds / 60, TARGET.within_seconds / 60, 60)
            return int(queue.required_positions(TARGET.share, TARGET.max_occupancy)["raw_positions"])

        found["pyworkforce"] = pyworkforce
    if find_spec("call_center_tools"):
        from call_center_tools import calc_staffing  # noqa: PLC0415 - only where it is installed

        def call_center_tools(load: float, handle_seconds: float) -> int:
            return int(
                calc_staffing(
                    3600 * load / handle_seconds,
                    handle_seconds,
                    max_occupancy=TARGET.max_occupancy,
                    target_answer_time=TARGET.within_seconds,
                    target_service_level=TARGET.share,
                ).agents
            )

        found["call-center-tools"] = call_center_tools
    return found


def seconds_of(work: Callable[[], object]) -> float:
    """How long some work takes. [seconds]"""
    start = perf_counter()
    work()
    return perf_counter() - start


def main() -> int:
    """Time everybody in turn, compare the answers, and say whether the goals are met."""
    loads = year_of_loads()
    sample = list(zip(loads[::EVERY].tolist(), HANDLE_SECONDS[::EVERY].tolist(), strict=True))
    ones = {"callvet, one by one": scalar, **peers()}
    for name in ("pyworkforce", "call-center-tools"):
        if name not in ones:
            print(f"{name} is not installed, and not in the table")
    erlangs = f"{np.median(loads):.0f} erlangs in the median, {loads.max():.0f} at most"
    print(f"{len(loads):,} hours, {erlangs}; {ROUNDS} rounds")
    right = [exact(load, handle_seconds) for load, handle_seconds in sample]
    print(f"{'':24} {'seconds':>8} {'ratio':>7}  {'answers that differ from exact ones':>36}")
    numpy_seconds: list[float] = []
    one_seconds: dict[str, list[float]] = {name: [] for name in ones}
    for _ in range(ROUNDS):
        numpy_seconds.append(seconds_of(lambda: agents_needed_many(loads, HANDLE_SECONDS, TARGET)))
        for name, needed in ones.items():
            taken = seconds_of(lambda needed=needed: [needed(*problem) for problem in sample])
            one_seconds[name].append(taken * len(loads) / len(sample))
    many = agents_needed_many(loads, HANDLE_SECONDS, TARGET)[::EVERY].tolist()
    met = [median(numpy_seconds) <= MOST_SECONDS, many == right]
    tell("callvet, numpy", numpy_seconds, numpy_seconds, differing(many, right))
    for name, needed in ones.items():
        answers = [needed(*problem) for problem in sample]
        ratio = tell(name, one_seconds[name], numpy_seconds, differing(answers, right))
        met.append(answers == right if needed is scalar else ratio >= LEAST_RATIO)
    goals = f"at most {MOST_SECONDS} s, {LEAST_RATIO} times the packages' speed, and no answer that differs"
    print(f"{goals}: {'met' if all(met) else 'NOT MET'}")
    return 0 if all(met) else 1


def differing(answers: Sequence[int], right: Sequence[int]) -> str:
    """How many answers are not the exact ones."""
    return f"{sum(one != other for one, other in zip(answers, right, strict=True))} of {len(right)}"


def tell(name: str, seconds: Sequence[float], yardstick: Sequence[float], differ: str) -> float:
    """Print one line of the table, and give back the median ratio. [times the yardstick's seconds]"""
    ratio = median(one / other for one, other in zip(seconds, yardstick, strict=True))
    print(f"{name:24} {median(seconds):8.3f} {ratio:7.1f}  {differ:>36}")
    return ratio


if __name__ == "__main__":
    sys.exit(main())
