"""How long callvet takes to price offers, against importing what it is made of.

Ten offers for ten vendors, eight by the minute with different clocks, bundles and surcharges and two by the hour,
priced by ``cost`` and by ``score``; and a thousand such offers over the twelve months of their contract, in seconds.
Run it with ``python benchmarks/costing.py``; ``--help`` tells its options.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter
from typing import Final

from measuring import Goal, clean_environment, fresh_python, measure
from profiles import write_case
from start_up import BARE_LINE

OFFERS: Final = 10
MANY_OFFERS: Final = 1000
MOST_SECONDS_FOR_MANY: Final = 10
"""What the thousand offers may take. [seconds]"""
_STEPS: Final = (1, 6, 30, 60)
_EVERY_FIFTH: Final = 5


def write_quotes(folder: Path, vendors: list[str], count: int) -> None:
    """Write so many offers, the same ones every time, of the vendors in turn."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        vendor = vendors[number % len(vendors)]
        text = f"vendor: {vendor}\nreference: Q-{number}\ndated: 2026-10-14\ncurrency: USD\n"
        rate = f"0.{70 + number % 50}"
        if number % _EVERY_FIFTH == _EVERY_FIFTH - 1:
            text += (
                f"agents: dedicated\ncharges:\n  - {{per: hour, rate: {25 + number % 10}, hours_counted: productive}}\n"
            )
        else:
            text += (
                f"agents: shared\ncharges:\n  - {{per: cycle, rate: {49 + number % 7}}}\n"
                f"  - {{per: minute, rate: {rate}, included: {number % 4 * 100}, "
                f"clock: {{counts: [talk, hold, wrap], step_seconds: {_STEPS[number % 4]}}}}}\n"
                "  - {per: once, rate: 500, for: setup}\nminimum_invoice: 350\n"
            )
        (folder / f"q{number:04}.yaml").write_text(text, encoding="utf-8")


def goals(python: Path) -> tuple[Goal, ...]:
    """What is measured with the callvet that lies beside a Python."""
    callvet, bare = str(python.with_name("callvet")), (str(python), "-c", BARE_LINE)
    return (
        Goal(f"callvet cost, {OFFERS} offers", (callvet, "cost", "vendors"), bare, 2.6),
        Goal(f"callvet score with {OFFERS} offers", (callvet, "score", "vendors"), bare, 2.2),
    )


def seconds_for_many(python: Path, folder: Path) -> float:
    """What the thousand offers take, as a whole process. [seconds]"""
    begun = perf_counter()
    command = (str(python.with_name("callvet")), "cost", "vendors", "--no-crossings", "-f", "csv")
    subprocess.run(command, cwd=folder, env=clean_environment(), check=True, stdout=subprocess.PIPE)
    return perf_counter() - begun


def main() -> None:
    """Measure, print, and exit with 1 where a goal is not met."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rounds", type=int, default=15, help="runs of each command that count")
    options.add_argument("--python", type=Path, help="the Python of an environment that holds callvet; else a new one")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for case, count in (("case", OFFERS), ("many", MANY_OFFERS)):
            write_case(folder / case, OFFERS)
            vendors = sorted(path.stem for path in (folder / case / "vendors").glob("*.yaml"))
            write_quotes(folder / case / "quotes", vendors, count)
        python = chosen.python.absolute() if chosen.python else fresh_python(folder / "environment")
        met = measure(goals(python), chosen.rounds, folder / "case")
        seconds = seconds_for_many(python, folder / "many")
        verdict = "met" if seconds <= MOST_SECONDS_FOR_MANY else "NOT MET"
        told = f"{seconds:.1f} s (goal {MOST_SECONDS_FOR_MANY} s) {verdict}"
        print(f"callvet cost, {MANY_OFFERS:,} offers over 12 months: {told}")
        sys.exit(0 if met and seconds <= MOST_SECONDS_FOR_MANY else 1)


if __name__ == "__main__":
    main()
