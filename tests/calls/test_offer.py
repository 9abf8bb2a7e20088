"""One quote over a log whose cycles are not alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callvet.evaluation.replaying import replay_calls

if TYPE_CHECKING:
    from pathlib import Path


def test_a_cycle_in_which_nobody_called_takes_no_agents(tmp_path: Path) -> None:
    rows = "2026-01-05T10:00:00,300\n2026-03-05T10:00:00,300\n"
    (tmp_path / "calls.csv").write_text(f"start,talk_seconds\n{rows}", encoding="utf-8")
    charges = "[{per: hour, rate: 20, hours_counted: productive}, {per: seat, rate: 5}, {per: cycle, rate: 7}]"
    (tmp_path / "acme.yaml").write_text(f"vendor: acme\ncurrency: USD\ncharges: {charges}\n", encoding="utf-8")
    (found,) = replay_calls(tmp_path / "calls.csv", [tmp_path / "acme.yaml"]).quotes
    (before, empty, _) = found.bill.cycles
    assert before.range.low > 12
    assert [line.amount for line in empty.bill.high] == [0, 0, 7]
