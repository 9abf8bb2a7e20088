"""Times whole processes in turn, and says whether the ratio of two of them meets a goal.

A machine's speed drifts by half within minutes, so that no time is compared with one measured at another moment:
every run of a command has a run of its yardstick right beside it, and only the ratio of the two counts.
"""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter
from typing import TYPE_CHECKING, Final
from venv import EnvBuilder

try:
    import resource
except ImportError:  # Windows; the clock on the wall has to do there
    resource = None

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

ROOT: Final = Path(__file__).resolve().parents[1]
_UNSET: Final = ("PYTHONDONTWRITEBYTECODE", "PYTHONPATH", "PYTHONHOME", "PYTHONOPTIMIZE", "PYTHONPROFILEIMPORTTIME")
"""What would let a run compile its modules anew, or import others than those that are measured."""


@dataclass(frozen=True)
class Goal:
    """A command and the yardstick that it is held against.

    Attributes:
        name: What is measured, for the table.
        command: What is run.
        yardstick: What is run beside it.
        most: The ratio that may not be exceeded. [command's seconds per yardstick's second]
    """

    name: str
    command: Sequence[str]
    yardstick: Sequence[str]
    most: float


@dataclass(frozen=True)
class Run:
    """What one run took, until its end.

    Attributes:
        wall: By the clock on the wall. [seconds]
        processor: On the processor, in Python and in the system. [seconds]
    """

    wall: float
    processor: float


@dataclass(frozen=True)
class Pair:
    """Two runs side by side."""

    command: Run
    yardstick: Run

    @property
    def ratio(self) -> float:
        """How many times as long the command was on the processor."""
        return self.command.processor / self.yardstick.processor

    @property
    def wall_ratio(self) -> float:
        """How many times as long the command took by the clock on the wall."""
        return self.command.wall / self.yardstick.wall


def fresh_python(folder: Path) -> Path:
    """The Python of a new environment into which callvet was installed from this source tree, as its users have it."""
    EnvBuilder(with_pip=True).create(folder)
    python = folder / ("Scripts" if os.name == "nt" else "bin") / "python"
    subprocess.run([python, "-m", "pip", "install", "--quiet", ROOT], check=True, env=clean_environment())
    return python


def measure(goals: Sequence[Goal], rounds: int, folder: Path) -> bool:
    """Run every goal's pair so many times, print what came out, and say whether all goals are met.

    Args:
        goals: What is measured.
        rounds: How often; one more round goes before, uncounted, for files to come into memory. [count]
        folder: Where the commands are run.
    """
    pairs: dict[str, list[Pair]] = {goal.name: [] for goal in goals}
    for number in range(rounds + 1):
        for goal in goals:
            pair = _pair(goal, folder, yardstick_first=bool(number % 2))
            if number:
                pairs[goal.name].append(pair)
    print(
        f"Python {sys.version.split()[0]}, {os.cpu_count()} cores, {rounds} rounds; processor time of whole processes"
    )
    print(f"{'':48} {'goal':>7} {'median':>7}  {'middle half':^13} {'range':^13} {'wall':>6}  seconds")
    met = [_tell(goal, pairs[goal.name]) for goal in goals]
    return all(met)


def _pair(goal: Goal, folder: Path, *, yardstick_first: bool) -> Pair:
    """One run of each, the one or the other first, so that neither has the cooler machine every time."""
    if yardstick_first:
        yardstick = _run(goal.yardstick, folder)
        return Pair(_run(goal.command, folder), yardstick)
    return Pair(_run(goal.command, folder), _run(goal.yardstick, folder))


def _run(command: Sequence[str], folder: Path) -> Run:
    """Run a command to its end, with its output into a pipe."""
    processor, wall = _processor_seconds(), perf_counter()
    subprocess.run(command, cwd=folder, env=clean_environment(), check=True, stdout=subprocess.PIPE)
    wall = perf_counter() - wall
    return Run(wall, _processor_seconds() - processor if resource else wall)


def _processor_seconds() -> float:
    """What all runs so far took on the processor; 0 where the system does not tell. [seconds]"""
    if resource is None:
        return 0.0
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def clean_environment() -> dict[str, str]:
    """The environment without what would make Python's start another than a user's."""
    return {name: value for name, value in os.environ.items() if name not in _UNSET}


def _tell(goal: Goal, pairs: Sequence[Pair]) -> bool:
    """Print one goal's line, and say whether it is met."""
    ratios = sorted(pair.ratio for pair in pairs)
    low, middle, high = quantiles(ratios, n=4)
    met = middle <= goal.most
    spread = f"{low:5.2f} – {high:5.2f} {ratios[0]:5.2f} – {ratios[-1]:5.2f}"
    wall = f"{median(pair.wall_ratio for pair in pairs):6.2f}"
    seconds = f"{_seconds(pair.command for pair in pairs)} / {_seconds(pair.yardstick for pair in pairs)}"
    print(f"{goal.name:48} <= {goal.most:.2f} {middle:7.2f}  {spread} {wall}  {seconds}  {'met' if met else 'NOT MET'}")
    return met


def _seconds(runs: Iterable[Run]) -> str:
    """The median time of one run on the processor. [seconds]"""
    return f"{median(run.processor for run in runs):.2f}"
