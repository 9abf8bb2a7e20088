"""The page on the rooms: every module that it names is there, and every figure of its walks is what callvet finds."""

from __future__ import annotations

import ast
import gzip
import re
from decimal import Decimal
from fractions import Fraction
from graphlib import TopologicalSorter
from typing import TYPE_CHECKING

from callvet import price_offers, rank_vendors, replay_calls
from tests.docs import ROOT, page

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    import pytest

PRINT_SHOP = ROOT / "examples" / "print-shop"
NORTHWIND = "quotes/northwind-2.yaml"


def walk(title: str) -> str:
    """The steps under one heading, on one line."""
    return " ".join(page("ARCHITECTURE.md").partition(f"## {title}")[2].partition("\n## ")[0].split())


def test_every_module_that_the_pages_name_is_there() -> None:
    named = re.findall(r"`([a-z_]+/[a-z_/]*(?:\.py)?)`", page("ARCHITECTURE.md") + page("docs/decisions.md"))
    assert len(named) > 40
    assert [name for name in named if not any((ROOT / below / name).exists() for below in ("src/callvet", ""))] == []


def asked_for(path: Path, files: Collection[str]) -> set[str]:
    """Which of callvet's files one imports, at once or late, but for types alone."""
    found = set()
    waiting: list[ast.AST] = [ast.parse(path.read_text(encoding="utf-8"))]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            continue
        if isinstance(node, ast.ImportFrom):
            found |= {f"{node.module}.{alias.name}" for alias in node.names} | {node.module or ""}
        waiting += ast.iter_child_nodes(node)
    return found & set(files)


def test_no_files_ask_for_each_other_but_for_types() -> None:
    source = ROOT / "src"
    files = {".".join(path.relative_to(source).with_suffix("").parts): path for path in source.rglob("*.py")}
    asked = {name: asked_for(path, files) for name, path in files.items()}
    assert "callvet.pricing.bill" in asked["callvet.demand.estimate"]
    assert list(TopologicalSorter(asked).static_order())  # refuses a ring, and names it


def test_the_vendor_of_the_walk_is_read_and_scored_as_it_says(monkeypatch: pytest.MonkeyPatch) -> None:
    told = walk("One vendor file")
    monkeypatch.chdir(PRINT_SHOP)
    (northwind,) = (one for one in rank_vendors().ranking.entries if one.subject.id == "northwind")
    languages = northwind.scores["languages"]
    # By hand: English 0.9 x (native 0.9 + cost 0.1 x 0 or 1), Spanish 0.1 x (fluent 0.85 x 0.9 + cost 0).
    assert round(languages.assessment.low, 2) == round(100 * (0.9 * 0.9 + 0.1 * 0.85 * 0.9), 2) == 88.65
    assert round(languages.assessment.high, 2) == round(100 * (0.9 + 0.1 * 0.85 * 0.9), 2) == 97.65
    assert "88.65 points shown, 97.65 possible" in told
    assert languages.assessment.unanswered == ("languages.en.extra_cost",)
    assert "`languages.en.extra_cost`" in told
    assert (languages.assessment.evidence.line, "line 31") == (31, re.search(r"line \d+", told)[0])  # type: ignore[index]
    assert f"{languages.weight:.1%}".replace("%", " %") in told
    assert northwind.eligible


def test_the_quote_of_the_walk_is_counted_and_priced_as_it_says(monkeypatch: pytest.MonkeyPatch) -> None:
    told = walk("One quote")
    monkeypatch.chdir(PRINT_SHOP)
    (priced,) = price_offers([NORTHWIND]).priced
    minutes, spanish = (line for line in priced.estimate.monthly.low if line.charge == "minute")
    counted, of_them = (float(line.quantity or 0) for line in (minutes, spanish))
    assert f"{counted:,.2f} minutes, {of_them:,.2f} of them in Spanish" in told
    assert minutes.amount == round(Decimal("28328.81") * Decimal("0.86"), 2) == Decimal("24362.78")
    assert "24,362.78 for the minutes" in told


def test_the_call_of_the_walk_is_billed_as_it_says(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    told = walk("One call")
    monkeypatch.chdir(PRINT_SHOP)
    head, first = gzip.decompress((PRINT_SHOP / "calls.csv.gz").read_bytes()).decode().splitlines()[:2]
    call = dict(zip(head.split(","), first.split(","), strict=True))
    assert f"{call['start'].replace('T', ' ')}, talk {call['talk_seconds']} s, hold {call['hold_seconds']} s" in told
    assert f"wrap {call['wrap_seconds']} s" in told
    log = tmp_path / "one.csv"
    log.write_text(f"{head}\n{first}\n", encoding="utf-8")
    (replayed,) = replay_calls(log, [NORTHWIND]).quotes
    (cycle,) = replayed.bill.cycles
    (minutes,) = (line for line in cycle.bill.low if line.charge == "minute" and line.quantity)
    # 55 + 6 + 18 = 79 seconds, by six 84, which are 1.4 minutes of 0.86.
    assert (minutes.quantity, minutes.amount) == (Fraction(7, 5), Decimal("1.20"))
    assert "talk, hold and wrap are 79 s, which by steps of six seconds are 84" in told
    assert "1.4 minutes and 1.20" in told
