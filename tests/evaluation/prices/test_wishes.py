"""What a call changes of the needs, and the volume and the shape that hold then."""

from __future__ import annotations

import os
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from callvet.evaluation.prices.wishes import Wishes, shape_text, wanted_volumes, with_wishes
from callvet.load.discovery import NothingToWorkOnError
from callvet.model.case import NeedsFile
from callvet.model.needs import Needs
from tests.conftest import read

if TYPE_CHECKING:
    from tests.conftest import MakeNeeds


def test_no_wish_leaves_the_needs_as_they_are() -> None:
    needs = Needs()
    assert with_wishes(needs, Wishes()) is needs


def test_a_handle_time_keeps_the_proportions_of_its_parts(make_needs: MakeNeeds) -> None:
    needs = make_needs("demand: {talk_seconds: 200, hold_seconds: 0, wrap_seconds: 100}")
    demand = with_wishes(needs, Wishes(handle_seconds=Decimal(240))).demand
    assert (demand.talk_seconds, demand.hold_seconds, demand.wrap_seconds) == (160, 0, 80)


def test_a_handle_time_without_proportions_is_refused(make_needs: MakeNeeds) -> None:
    needs = make_needs("demand: {talk_seconds: 0, hold_seconds: 0, wrap_seconds: 0}")
    with pytest.raises(ValueError, match="--aht has no proportions; write one of them"):
        with_wishes(needs, Wishes(handle_seconds=Decimal(240)))


def test_each_wish_changes_its_own_key() -> None:
    wishes = Wishes(
        term_months=24, open_hours="24/7", rates=(("EUR", Decimal("1.09")),), model="erlang_a", measured="week"
    )
    needs = with_wishes(Needs(), wishes)
    assert (needs.term_months, needs.demand.open) == (24, "24/7")
    assert (needs.service.model, needs.service.measured) == ("erlang_a", "week")
    assert (needs.rates["EUR"].rate, needs.rates["EUR"].source) == (Decimal("1.09"), "typed")
    assert needs.service.interval_minutes == 30


def test_the_volume_is_that_of_the_call_else_of_the_needs(make_needs: MakeNeeds) -> None:
    needs = make_needs("demand: {calls_per_month: 700}")
    assert wanted_volumes(needs, Wishes()) == (700,)
    assert wanted_volumes(needs, Wishes((Decimal(0), Decimal("2.5")))) == (0, Fraction(5, 2))
    # 363 s a call.
    assert wanted_volumes(needs, Wishes(minutes=Decimal("60.5"))) == (10,)


def test_without_any_volume_it_is_asked_for() -> None:
    with pytest.raises(NothingToWorkOnError, match="add --volume 5000, or calls_per_month"):
        wanted_volumes(Needs(), Wishes())


@pytest.mark.parametrize("shape", ["flat", "office"])
def test_named_shapes_have_no_table(shape: str) -> None:
    needs = Needs.model_construct(demand=Needs().demand.model_copy(update={"shape": shape}))
    assert shape_text(NeedsFile(needs), needs) is None


def test_a_table_lies_beside_the_needs(tmp_path: Path) -> None:
    (tmp_path / "ours.csv").write_text("weekday,hour,share\n", encoding="utf-8")
    needs, document = read("demand: {shape: ours.csv}", str(tmp_path / "needs.yaml"), Needs)
    assert shape_text(NeedsFile(needs, document), needs) == "weekday,hour,share\n"


def test_without_needs_a_table_is_sought_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("ours.csv").write_text("x", encoding="utf-8")
    needs = Needs.model_construct(demand=Needs().demand.model_copy(update={"shape": "ours.csv"}))
    assert shape_text(NeedsFile(needs), needs) == "x"
    Path("ours.csv").write_bytes(b"\xff")
    with pytest.raises(NothingToWorkOnError, match=r"ours\.csv cannot be read"):
        shape_text(NeedsFile(needs), needs)


@pytest.mark.parametrize(
    ("shape", "words"),
    [
        ("/dev/zero", "/dev/zero cannot be read; .*not a regular file"),
        ("pipe", "pipe cannot be read; .*not a regular file"),
        ("large", "large cannot be read; .*larger than 1 MiB"),
        ("a\u202eb", r"a\\u202eb cannot be read; .*no such file"),
    ],
)
def test_a_table_that_would_be_read_for_ever_is_refused(tmp_path: Path, shape: str, words: str) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "large").write_bytes(b"," * (2**20 + 1))
    needs, document = read(f"demand: {{shape: {shape}}}", str(tmp_path / "needs.yaml"), Needs)
    with pytest.raises(NothingToWorkOnError, match=words):
        shape_text(NeedsFile(needs, document), needs)
