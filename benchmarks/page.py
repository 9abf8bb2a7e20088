"""Run every benchmark in one go and write what came out to docs/performance.md.

Run it with ``python benchmarks/page.py`` on a machine that does nothing else; it takes about half an hour and 2 GB of
disk. ``--only NAME`` measures some of them anew and leaves the rest of the page as it is.
"""

from __future__ import annotations

import argparse
import os
import platform
import re
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from measuring import ROOT, clean_environment, fresh_python

PAGE: Final = ROOT / "docs" / "performance.md"
SCRIPTS: Final = {
    "start_up": "Starting",
    "loading": "Reading 10,000 profiles",
    "costing": "Pricing offers",
    "staffing": "Staffing a year of half-hours",
    "robustness": "A million draws of weights",
    "replaying": "Metering ten million calls",
}
"""The scripts, in the order of the page, and what each measures."""
TAKES_A_PYTHON: Final = frozenset(SCRIPTS) - {"staffing"}
HEAD: Final = """# How fast callvet is

Written by `python benchmarks/page.py`; run that instead of editing the page. The README of `benchmarks/` says what is
measured, against what, and how noise is handled: each figure is a ratio to a yardstick that is run right beside it, on
the processor, so that the machine's speed drops out.
"""


def main() -> None:
    """Measure, write, and exit with 1 where a goal is not met."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--only", nargs="+", choices=SCRIPTS, default=list(SCRIPTS), help="measure these alone")
    options.add_argument(
        "--rounds", type=int, help="runs of each command that count, where not the script's own number"
    )
    chosen = options.parse_args()
    parts = known_parts()
    with tempfile.TemporaryDirectory() as name:
        python = fresh_python(Path(name) / "environment")
        for script in chosen.only:
            parts[script] = measured(script, python, chosen.rounds)
            write(parts)
    sys.exit(any("**not met**" in parts.get(script, "") for script in chosen.only))


def known_parts() -> dict[str, str]:
    """What the page has of each script."""
    text = PAGE.read_text(encoding="utf-8") if PAGE.exists() else ""
    found = re.findall(r"<!-- begin (\w+) -->\n(.*?)<!-- end \1 -->\n", text, re.DOTALL)
    return {script: part for script, part in found if script in SCRIPTS}


def measured(script: str, python: Path, rounds: int | None) -> str:
    """One script's part of the page: when and on what it ran, whether its goals were met, and all that it printed."""
    command = [str(python), str(ROOT / "benchmarks" / f"{script}.py")]
    if script in TAKES_A_PYTHON:
        command += ["--python", str(python)]
        command += ["--rounds", str(rounds)] if rounds else []
    ran = subprocess.run(command, env=clean_environment(), capture_output=True, text=True, check=False)
    print(ran.stdout, ran.stderr, sep="\n")
    if "Traceback" in ran.stderr:
        sys.exit(f"{script}.py did not end well; nothing was written of it")
    verdict = "all goals met" if ran.returncode == 0 else "**not met**: a goal, or more"
    load = f"load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "load not known"
    today = datetime.now(UTC).date()
    machine = (
        f"{platform.system()} on {platform.machine()}, {os.cpu_count()} processors, Python {platform.python_version()}"
    )
    return f"{today}, {machine}, {load}: {verdict}.\n\n```text\n{ran.stdout.strip()}\n```\n\n"


def write(parts: dict[str, str]) -> None:
    """The whole page."""
    told = "".join(
        f"\n## {title}\n\n<!-- begin {script} -->\n{parts[script]}<!-- end {script} -->\n"
        for script, title in SCRIPTS.items()
        if script in parts
    )
    PAGE.write_text(HEAD + told, encoding="utf-8")


if __name__ == "__main__":
    main()
