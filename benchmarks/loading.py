"""How long callvet takes to read and check 10,000 profiles, against PyYAML's compiled loader and pydantic.

Run it with ``python benchmarks/loading.py``; ``--help`` tells its options.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

from measuring import Goal, clean_environment, fresh_python, measure
from profiles import write_profiles

PROFILES: Final = 10_000
_READERS: Final = Path(__file__).with_name("readers.py")


def goals(python: Path, profiles: Path, count: int) -> tuple[Goal, ...]:
    """What is measured with the callvet of a Python."""

    def reads(reader: str) -> tuple[str, ...]:
        return str(python), str(_READERS), reader, str(profiles)

    name = f"{count:,} profiles: CSafeLoader and"
    return (
        Goal(f"{name} a plain model", reads("callvet"), reads("plain"), 1.0),
        Goal(f"{name} callvet's model", reads("callvet"), reads("own_model"), 1.0),
    )


def expect_the_same(compared: tuple[Goal, ...]) -> None:
    """Stop where two readers do not find the same in the profiles: their times would say nothing."""
    commands = {command for goal in compared for command in (goal.command, goal.yardstick)}
    found = {subprocess.check_output(command, env=clean_environment(), text=True) for command in commands}
    if len(found) > 1:
        sys.exit(f"the readers disagree: {found}")


def main() -> None:
    """Measure, print, and exit with 1 where a goal is not met."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rounds", type=int, default=5, help="runs of each reader that count")
    options.add_argument("--profiles", type=int, default=PROFILES, help="how many profiles are read")
    options.add_argument("--python", type=Path, help="the Python of an environment that holds callvet; else a new one")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_profiles(folder / "vendors", chosen.profiles)
        python = chosen.python.absolute() if chosen.python else fresh_python(folder / "environment")
        compared = goals(python, folder / "vendors", chosen.profiles)
        expect_the_same(compared)
        sys.exit(0 if measure(compared, chosen.rounds, folder) else 1)


if __name__ == "__main__":
    main()
