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

if TYPE_CHECKING:
    from collections.abc import Sequence

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
class Pair:
    """Two runs side by side. [seconds]"""

    command: float
    yardstick: float

    @property
    def ratio(self) -> float:
        """How many times as long the command took."""
        return self.command / self.yardstick


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
    print(f"Python {sys.version.split()[0]}, {os.cpu_count()} cores, {rounds} rounds; ratios of whole processes\n")
    print(f"{'':44} {'goal':>7} {'median':>7}  {'middle half':^13} {'range':^13}  seconds")
    met = [_tell(goal, pairs[goal.name]) for goal in goals]
    return all(met)


def _pair(goal: Goal, folder: Path, *, yardstick_first: bool) -> Pair:
    """One run of each, the one or the other first, so that neither has the cooler machine every time."""
    if yardstick_first:
        yardstick = _seconds(goal.yardstick, folder)
        return Pair(_seconds(goal.command, folder), yardstick)
    return Pair(_seconds(goal.command, folder), _seconds(goal.yardstick, folder))


def _seconds(command: Sequence[str], folder: Path) -> float:
    """How long one run takes, from before its start until its end; its output goes into a pipe. [seconds]"""
    start = perf_counter()
    subprocess.run(command, cwd=folder, env=clean_environment(), check=True, stdout=subprocess.PIPE)
    return perf_counter() - start


def clean_environment() -> dict[str, str]:
    """The environment without what would make Python's start another than a user's."""
    return {name: value for name, value in os.environ.items() if name not in _UNSET}


def _tell(goal: Goal, pairs: Sequence[Pair]) -> bool:
    """Print one goal's line, and whether it is met."""
    ratios = sorted(pair.ratio for pair in pairs)
    middle = median(ratios)
    low, _, high = quantiles(ratios, n=4)
    met = middle <= goal.most
    spread = f"{low:5.2f} – {high:5.2f} {ratios[0]:5.2f} – {ratios[-1]:5.2f}"
    seconds = f"{median(pair.command for pair in pairs):.2f} / {median(pair.yardstick for pair in pairs):.2f}"
    print(f"{goal.name:44} <= {goal.most:.2f} {middle:7.2f}  {spread}  {seconds}  {'met' if met else 'NOT MET'}")
    return met
