"""How long it takes to rank 50 vendors by 20 criteria with a million weights, and how much that needs.

The yardstick is drawing the exponentials that the weights are made of: less than that, nothing can take that draws
them. ``python benchmarks/robustness.py`` in an environment with callvet, and with pymcdm if it is to be beside it. A
machine's speed drifts, so every round times all of them in turn and only ratios count; what is slow is timed on a
sample and reckoned up. Ends with 1 where a goal is missed.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path
from statistics import median, quantiles
from time import process_time
from typing import TYPE_CHECKING, Final

import numpy as np
from measuring import ROOT, Goal, clean_environment, fresh_python, measure

from callvet.score.matrix import Matrix
from callvet.score.robustness import acceptability
from callvet.score.sampling import Sampling

if TYPE_CHECKING:
    from collections.abc import Callable

VENDORS: Final = 50
CRITERIA: Final = 20
DRAWS: Final = 1_000_000
SAMPLE: Final = 500
"""Draws of the peer that are timed. [draws]"""
MOST_RATIO: Final = 5
LEAST_PEER_RATIO: Final = 1_000
MOST_MEGABYTES: Final = 60
MOST_OF_SCORE: Final = 2
_ALONE: Final = """
import sys
from pathlib import Path
sys.path.insert(0, "benchmarks")
from robustness import DRAWS, Sampling, acceptability, table
peak = lambda: next(int(line.split()[1]) for line in Path("/proc/self/status").open() if line.startswith("VmHWM"))
before = peak()
acceptability(table(), Sampling(DRAWS))
print(before / 1024, peak() / 1024)
"""
"""Its own peak, as Linux counts it since the process began: what getrusage tells has its parent's in it. [MiB]"""


def table() -> Matrix:
    """Vendors by criterion, of known points, the same every time."""
    rows = tuple(map(tuple, np.random.default_rng(3).uniform(0, 100, (VENDORS, CRITERIA)).tolist()))
    names = tuple(f"v{number}" for number in range(VENDORS))
    criteria = tuple(f"c{number}" for number in range(CRITERIA))
    return Matrix(names, criteria, (1 / CRITERIA,) * CRITERIA, rows, rows)


def exponentials() -> None:
    """Draw what a million weights are made of, in the same blocks."""
    stream, room = np.random.Generator(np.random.PCG64(1)), np.empty((1_000, CRITERIA))
    for _ in range(DRAWS // len(room)):
        stream.standard_exponential(out=room)


def peer() -> Callable[[], object] | None:
    """The same by a loop over pymcdm's weighted sum, for a sample of the draws."""
    if not find_spec("pymcdm"):
        return None
    from pymcdm.methods import WSM  # noqa: PLC0415 - only where it is installed

    scores, types = np.array(table().low), np.ones(CRITERIA)
    weighted_sum = WSM(normalization_function=lambda column, cost=False: column)  # noqa: ARG005 - as it is called
    stream, positions = np.random.default_rng(1), np.arange(VENDORS)

    def loop() -> None:
        counts = np.zeros((VENDORS, VENDORS), dtype=np.int64)
        for weights in stream.dirichlet(np.ones(CRITERIA), SAMPLE):
            counts[positions, np.argsort(-weighted_sum(scores, weights, types))] += 1

    return loop


def seconds_of(work: Callable[[], object]) -> float:
    """How long some work takes on the processor, in all its threads. [seconds]"""
    start = process_time()
    work()
    return process_time() - start


def drawing_is_fast(rounds: int) -> bool:
    """Time everybody in turn, and say whether the ratios meet their goals."""
    matrix, loop = table(), peer()
    ratios, peer_ratios, seconds = [], [], []
    for _ in range(rounds):
        yardstick = seconds_of(exponentials)
        ours = seconds_of(lambda: acceptability(matrix, Sampling(DRAWS)))
        seconds.append(ours)
        ratios.append(ours / yardstick)
        if loop:
            peer_ratios.append(seconds_of(loop) * DRAWS / SAMPLE / ours)
    low, middle, high = quantiles(ratios, n=4)
    print(f"{DRAWS:,} draws x {VENDORS} vendors x {CRITERIA} criteria, {rounds} rounds, {median(seconds):.2f} s")
    print(f"against the exponentials      <= {MOST_RATIO}     {middle:7.2f}  ({low:.2f} – {high:.2f})")
    if loop:
        print(f"pymcdm in a loop, against it  >= {LEAST_PEER_RATIO:,} {median(peer_ratios):7,.0f}")
    else:
        print("pymcdm is not installed, and not beside it")
    return middle <= MOST_RATIO and (not loop or median(peer_ratios) >= LEAST_PEER_RATIO)


def memory_is_small() -> bool:
    """Draw in a process of its own, and say whether its peak meets the goal; nothing is said where no one counts it."""
    if not Path("/proc/self/status").exists():
        print("the peak of memory is told by Linux alone")
        return True
    done = subprocess.run(
        [sys.executable, "-c", _ALONE], cwd=ROOT, env=clean_environment(), check=True, capture_output=True, text=True
    )
    before, peak = map(float, done.stdout.split())
    print(
        f"peak of a process of its own  <= {MOST_MEGABYTES}    {peak:7.1f}  MiB, of which {before:.1f} before it drew"
    )
    return peak <= MOST_MEGABYTES


def main() -> None:
    """Measure, print, and exit with 1 where a goal is not met."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rounds", type=int, default=15, help="runs of each that count")
    options.add_argument("--python", type=Path, help="the Python of an environment that holds callvet; else a new one")
    chosen = options.parse_args()
    met = [drawing_is_fast(chosen.rounds), memory_is_small()]
    with tempfile.TemporaryDirectory() as name:
        python = chosen.python.absolute() if chosen.python else fresh_python(Path(name) / "environment")
        score = (str(python.with_name("callvet")), "score", "examples/print-shop/vendors")
        goal = Goal("callvet score --robustness, the print shop", (*score, "--robustness"), score, MOST_OF_SCORE)
        met.append(measure((goal,), chosen.rounds, ROOT))
    sys.exit(0 if all(met) else 1)


if __name__ == "__main__":
    main()
