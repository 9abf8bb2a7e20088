"""Packed logs are held to gzip's own sums, at which DuckDB does not look."""

from __future__ import annotations

import gzip
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from callvet.calls.columns import LogError
from callvet.calls.log import connect, open_log
from callvet.calls.packed import held_to_their_sums
from callvet.evaluation.monitoring import monitor_calls
from callvet.evaluation.needs_from_log import needs_from_log
from callvet.evaluation.replaying import replay_calls
from callvet.load.discovery import NothingToWorkOnError

if TYPE_CHECKING:
    from collections.abc import Callable

HEAD = b"start,talk_seconds,agent\n"
ROW = b"2026-03-02T09:00:00,60,Ann\n"
MANY = 60_000
"""More than is looked at first. [rows]"""
ASKED: dict[str, Callable[[], object]] = {
    "replay": lambda: replay_calls("a.csv.gz", ["quotes"]),
    "monitor": lambda: monitor_calls("a.csv.gz"),
    "needs": lambda: needs_from_log("a.csv.gz"),
}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A quote for calls; the current folder."""
    monkeypatch.chdir(tmp_path)
    Path("quotes").mkdir()
    Path("quotes/q.yaml").write_text("vendor: v\ncurrency: USD\ncharges: [{per: call, rate: 1}]\n", encoding="utf-8")


def refusal(packed: bytes, question: Callable[[], object] = ASKED["replay"]) -> str:
    """Why a packed log is not read."""
    Path("a.csv.gz").write_bytes(packed)
    with pytest.raises(NothingToWorkOnError) as refused:
        question()
    return str(refused.value)


@pytest.mark.parametrize("question", ASKED.values(), ids=ASKED)
def test_a_digit_that_was_changed_on_the_way_is_noticed(question: Callable[[], object]) -> None:
    # Stored as it is, so that one call is longer and all the rest is sound.
    packed = gzip.compress(HEAD + ROW * MANY, compresslevel=0)
    place = packed.rindex(b",60,") + 1
    told = refusal(packed[:place] + b"9" + packed[place + 1 :], question)
    assert told == "a.csv.gz: the gzip file is damaged (incorrect data check); copy or pack it anew"


@pytest.mark.parametrize("rows", [10, MANY], ids=["all seen at first", "more than is seen at first"])
@pytest.mark.parametrize("place", [-8, -4], ids=["sum", "length"])
def test_another_sum_or_length_is_damage_and_no_other_kind_of_file(rows: int, place: int) -> None:
    packed = bytearray(gzip.compress(HEAD + ROW * rows))
    packed[place] ^= 1
    assert refusal(bytes(packed)).startswith("a.csv.gz: the gzip file is damaged")


@pytest.mark.parametrize("rows", [1, 40_000], ids=["small", "unpacked in parts"])
def test_a_file_is_not_whole_wherever_it_is_cut(rows: int) -> None:
    file = Path("a.csv.gz")
    packed = gzip.compress(HEAD) + gzip.compress(ROW * rows)
    file.write_bytes(packed)
    log = open_log(file, {}, connect())
    with held_to_their_sums(log):
        pass
    between = len(gzip.compress(HEAD))
    for end in {*range(1, 60), *range(len(packed) - 60, len(packed))} - {between}:
        file.write_bytes(packed[:end])
        with pytest.raises(LogError, match=r"damaged \(it ends too early\)"), held_to_their_sums(log):
            pass


def test_several_packed_files_in_one_are_a_log() -> None:
    Path("a.csv.gz").write_bytes(gzip.compress(HEAD) + gzip.compress(ROW * MANY) * 2)
    assert replay_calls("a.csv.gz", ["quotes"]).calls == 2 * MANY


def test_of_a_folder_the_damaged_file_is_named() -> None:
    Path("log").mkdir()
    packed = bytearray(gzip.compress(HEAD + ROW * MANY))
    Path("log/a.csv.gz").write_bytes(packed)
    packed[-8] ^= 1
    Path("log/b.csv.gz").write_bytes(packed)
    with pytest.raises(NothingToWorkOnError, match=r"^log/b\.csv\.gz: the gzip file is damaged"):
        replay_calls("log", ["quotes"])
