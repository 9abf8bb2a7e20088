"""How long callvet takes to bill a year of calls, against DuckDB's bare reading of the same columns.

Ten million calls of a year, as Parquet and as CSV, under five quotes like those of a real comparison: steps, a minimum,
a bundle, tiers, surcharges by hours, holiday and language. The calls are generated, the same ones every time, handle
times lognormal (Brown et al., JASA 100(469), 2005). Run it with ``python benchmarks/replaying.py``; it needs 2 GB of
disk, and ``--help`` tells its options. ``callvet monitor`` is measured over the same calls, customers and agents too.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Final

from measuring import Goal, clean_environment, fresh_python, measure

CALLS: Final = 10_000_000
FILES_OF_A_LARGE_LOG: Final = 5
MOST_MEGABYTES: Final = 350
"""What billing fifty million calls may hold in memory. [MB]"""
MOST_A_QUOTE: Final = 0.5
"""What a further quote may take. [bare readings]"""
FURTHER: Final = 5

COLUMNS: Final = (
    "max(start), sum(queue_seconds), sum(talk_seconds), sum(hold_seconds), sum(wrap_seconds), max(language), "
    "sum(CAST(abandoned AS INTEGER))"
)
"""The columns that the five quotes need."""
WATCHED: Final = f"{COLUMNS}, max(direction), max(agent), max(customer)"
"""The columns that vital signs need."""
MOST_OF_SIGNS: Final = 9.0
"""What vital signs may take: that who calls again is known takes sorting all calls by customer. [bare readings]"""
SCAN: Final = (
    "import duckdb, sys; print(duckdb.connect().execute(f\"SELECT count(*), {sys.argv[2]} FROM '{sys.argv[1]}'\")"
    ".fetchall())"
)
GENERATE: Final = f"""
import duckdb
engine = duckdb.connect()
engine.execute('SET enable_progress_bar = false')
engine.execute('''COPY (
  WITH r AS (SELECT i, hash(i) a, hash(i + 1000000007) b, hash(i * 3 + 11) c, hash(i * 7 + 5) d, hash(i * 5 + 77) e
             FROM range({CALLS}) AS t(i))
  SELECT TIMESTAMP '2025-01-01' + to_milliseconds(CAST(i * {31_536_000_000 / CALLS} AS BIGINT)) AS start,
    CAST(a % 90 AS INTEGER) AS queue_seconds,
    CAST(exp(4.74 + 0.99 * (((b % 1000) + (c % 1000) + (d % 1000)) / 500.0 - 3)) AS INTEGER) AS talk_seconds,
    CAST(c % 40 AS INTEGER) AS hold_seconds, CAST(d % 120 AS INTEGER) AS wrap_seconds,
    CASE WHEN e % 10 < 8 THEN 'en' ELSE 'es' END AS language,
    CASE WHEN e % 100 < 95 THEN 'in' ELSE 'out' END AS direction, (b // 1000) % 20 = 0 AS abandoned,
    'agent' || lpad(CAST(a % 300 AS VARCHAR), 4, '0') AS agent, lpad(CAST(d % 1000000 AS VARCHAR), 7, '0') AS customer
  FROM r) TO 'calls.parquet' (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 131072)''')
engine.execute('''COPY (SELECT strftime(start, '%Y-%m-%dT%H:%M:%S') AS start, * EXCLUDE (start) FROM 'calls.parquet')
  TO 'calls.csv' (HEADER)''')
"""  # noqa: S608 - numbers alone enter it
CLOCK: Final = "clock: {{counts: [{counts}], step_seconds: {step}, minimum_seconds: {least}}}"
HOURS: Final = '"Mo-Fr 08:00-20:00"'


def quotes(extra: int = 0) -> dict[str, str]:
    """The five quotes, and so many more of the second kind, by name."""
    handle = "talk, hold, wrap"
    night = f"{{percent: 25, applies_to: [minute], when: {{outside: {HOURS}}}}}"
    found = {
        "a": f"charges: [{{per: minute, rate: 0.72, {_clock(handle, 1)}}}, {{per: minute, rate: 0.1, for: Spanish, "
        f"when: {{language: es}}, {_clock(handle, 1)}}}]\nadjustments: [{night}, {{percent: 50, "
        "applies_to: [minute], when: {holiday: US}}]\nminimum_invoice: 5000\n",
        "b": f"charges: [{{per: minute, rate: 0.65, {_clock(handle, 6, 30)}}}]\nadjustments: [{night}]\n",
        "c": "charges: [{per: cycle, rate: 90000}, {per: minute, rate: 0.9, included: 3000000, "
        f"{_clock('talk, hold', 60)}}}]\n",
        "d": "charges: [{per: minute, tiers: [{up_to: 1000000, rate: 0.8}, {up_to: 2000000, rate: 0.7}, {rate: 0.6}], "
        f"{_clock('queue, talk, hold, wrap', 30)}}}, {{per: minute, rate: 0.12, for: nights, "
        f"when: {{outside: {HOURS}}}, {_clock('queue, talk, hold, wrap', 30)}}}]\n",
        "e": f"charges: [{{per: call, rate: 0.15}}, {{per: minute, rate: 0.8, included: 2000000, "
        f"{_clock(handle, 6, 60)}}}]\nadjustments: [{night}]\n",
    }
    for number in range(extra):
        terms = f"charges: [{{per: minute, rate: 0.65, {_clock(handle, 6, 61 + number)}}}]\n"
        found[f"f{number}"] = f"{terms}adjustments: [{night}]\n"
    return {name: f"vendor: {name}\ncurrency: USD\n{terms}" for name, terms in found.items()}


def _clock(counts: str, step: int, least: int = 0) -> str:
    """A billing clock."""
    return CLOCK.format(counts=counts, step=step, least=least)


def write_case(folder: Path, extra: int = 0) -> None:
    """Write the needs and the quotes."""
    (folder / "quotes").mkdir(parents=True)
    (folder / "needs.yaml").write_text("country: US\ntimezone: America/New_York\n", encoding="utf-8")
    for name, text in quotes(extra).items():
        (folder / "quotes" / f"{name}.yaml").write_text(text, encoding="utf-8")


def goals(python: Path, folder: Path) -> tuple[Goal, ...]:
    """What is measured with the callvet that lies beside a Python."""
    callvet = str(python.with_name("callvet"))
    found = []
    for file, most in (("calls.parquet", 4.0), ("calls.csv", 1.5)):
        path = str(folder / file)
        scan = (str(python), "-c", SCAN, path, COLUMNS)
        found.append(Goal(f"{CALLS:,} calls, 5 quotes, {file}", (callvet, "replay", path, "quotes"), scan, most))
    path = str(folder / "calls.parquet")
    scan = (str(python), "-c", SCAN, path, WATCHED)
    found.append(Goal(f"{CALLS:,} calls, vital signs", (callvet, "monitor", path), scan, MOST_OF_SIGNS))
    return tuple(found)


def further_quote(python: Path, folder: Path, rounds: int) -> float:
    """What a further quote takes. [bare readings]"""
    callvet, path = str(python.with_name("callvet")), str(folder / "calls.parquet")
    scan = (str(python), "-c", SCAN, path, COLUMNS)
    shares = []
    for _ in range(rounds):
        few, many = (_seconds((callvet, "replay", path, "quotes"), folder / case) for case in ("case", "more"))
        shares.append((many - few) / FURTHER / _seconds(scan, folder))
    return median(shares)


def _seconds(command: tuple[str, ...], folder: Path) -> float:
    """What a command takes on the processor. [seconds]"""
    before = os.times()
    subprocess.run(command, cwd=folder, env=clean_environment(), check=True, stdout=subprocess.PIPE)
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system


def megabytes(python: Path, folder: Path) -> tuple[float, float]:
    """What billing fifty million calls holds in memory, and how long it takes. [MB], [seconds]"""
    large = folder / "large"
    large.mkdir()
    for number in range(FILES_OF_A_LARGE_LOG):
        os.link(folder / "calls.parquet", large / f"{number}.parquet")
    command = (str(python.with_name("callvet")), "replay", str(large), "quotes")
    begun = perf_counter()
    run = subprocess.Popen(command, cwd=folder / "case", env=clean_environment(), stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(run.pid, 0)
    if status:
        message = "callvet replay failed"
        raise SystemExit(message)
    return used.ru_maxrss / 1024, perf_counter() - begun


def main() -> None:
    """Measure, print, and exit with 1 where a goal is not met."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rounds", type=int, default=5, help="runs of each command that count")
    options.add_argument("--python", type=Path, help="the Python of an environment that holds callvet; else a new one")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_case(folder / "case")
        write_case(folder / "more", FURTHER)
        python = chosen.python.absolute() if chosen.python else fresh_python(folder / "environment")
        subprocess.run((str(python), "-c", GENERATE), cwd=folder, check=True)
        met = measure(goals(python, folder), chosen.rounds, folder / "case")
        share = further_quote(python, folder, chosen.rounds)
        print(f"a further quote: {share:.2f} bare readings, goal {MOST_A_QUOTE}")
        held, seconds = megabytes(python, folder)
        calls = CALLS * FILES_OF_A_LARGE_LOG
        print(f"{calls:,} calls: {held:.0f} MB, goal {MOST_MEGABYTES}, in {seconds:.1f} s")
    sys.exit(0 if met and share <= MOST_A_QUOTE and held <= MOST_MEGABYTES else 1)


if __name__ == "__main__":
    main()
