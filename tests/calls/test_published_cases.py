"""Published roundings of single calls, through a whole replay; ``tests/data/billing.json`` names every source."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path

import pytest

from callvet.evaluation.replaying import replay_calls

CASES = json.loads((Path(__file__).parents[1] / "data" / "billing.json").read_text(encoding="utf-8"))["cases"]
ROUNDED = [one for one in CASES if "billed_seconds" in one]


@pytest.mark.parametrize("case", ROUNDED, ids=[one["id"] for one in ROUNDED])
def test_a_call_is_billed_as_published(tmp_path: Path, case: dict[str, str]) -> None:
    (tmp_path / "quotes").mkdir()
    log = f"start,talk_seconds\n2026-03-02T09:00:00,{case['seconds']}\n"
    (tmp_path / "calls.csv").write_text(log, encoding="utf-8")
    charge = f"{{per: minute, rate: 1, clock: {{counts: [talk], {case['clock']}}}}}"
    quote = f"vendor: acme\ncurrency: USD\ncharges: [{charge}]\n"
    (tmp_path / "quotes" / "acme.yaml").write_text(quote, encoding="utf-8")
    cycle = replay_calls(tmp_path / "calls.csv", [tmp_path / "quotes"]).quotes[0].bill.cycles[0]
    assert cycle.billed_minutes * 60 == Fraction(case["billed_seconds"])
