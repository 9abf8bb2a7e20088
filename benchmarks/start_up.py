"""How long callvet takes to answer, against importing what it is made of.

The yardstick is the bare line ``python -c "import typer, yaml, rich.console, rich.table; from pydantic import
BaseModel"``: less than that, no program of these libraries can take. Run it with ``python benchmarks/start_up.py``;
``--help`` tells its options.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path
from typing import Final

from measuring import Goal, fresh_python, measure
from profiles import write_case

VENDORS: Final = 10
BARE_LINE: Final = "import typer, yaml, rich.console, rich.table; from pydantic import BaseModel"


def goals(python: Path) -> tuple[Goal, ...]:
    """What is measured with the callvet that lies beside a Python."""
    callvet, bare = str(python.with_name("callvet")), (str(python), "-c", BARE_LINE)
    return (
        Goal(f"callvet score, {VENDORS} vendors, into a pipe", (callvet, "score", "vendors"), bare, 1.5),
        Goal(f"callvet score -f json, {VENDORS} vendors", (callvet, "score", "-f", "json", "vendors"), bare, 1.5),
        Goal("callvet --help", (callvet, "--help"), bare, 1.05),
        Goal("callvet --version", (callvet, "--version"), bare, 0.6),
    )


def main() -> None:
    """Measure, print, and exit with 1 where a goal is not met."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rounds", type=int, default=21, help="runs of each command that count")
    options.add_argument("--python", type=Path, help="the Python of an environment that holds callvet; else a new one")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_case(folder / "case", VENDORS)
        python = chosen.python.absolute() if chosen.python else fresh_python(folder / "environment")
        sys.exit(0 if measure(goals(python), chosen.rounds, folder / "case") else 1)


if __name__ == "__main__":
    main()
