"""Golden bills: one folder for each kind of charge and each mechanism, with every line worked out by hand.

A folder holds ``quote.yaml``, ``needs.yaml`` and ``expected.yaml``, whose comment is the working. There a line is
``[charge, for, quantity, amount]``, under ``low`` and ``high``, or ``both`` where the ends agree; money stands alone or
as ``[low, high]``; ``invoices`` are by number, from 1.
"""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from callvet.demand.context import Context
from callvet.demand.cost_range import Range
from callvet.demand.estimate import Estimate, estimate
from callvet.model.needs import Needs
from callvet.model.quote import Quote
from tests.conftest import read

if TYPE_CHECKING:
    from collections.abc import Sequence

    from callvet.pricing.bill import Line

FOLDER = Path(__file__).parent
CASES = sorted(path.name for path in FOLDER.iterdir() if path.is_dir() and not path.name.startswith("_"))


@lru_cache
def priced(name: str) -> Estimate:
    quote = read((FOLDER / name / "quote.yaml").read_text(encoding="utf-8"), "quote.yaml", Quote)[0]
    needs = read((FOLDER / name / "needs.yaml").read_text(encoding="utf-8"), "needs.yaml", Needs)[0]
    assert needs.start is not None
    return estimate(quote, Context(needs, None, quote.currency or "USD", needs.start))


def expected(name: str) -> dict[str, Any]:
    # The base loader leaves every scalar as it is written.
    found: dict[str, Any] = yaml.load((FOLDER / name / "expected.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)
    return found


def ends(written: str | list[str]) -> list[str]:
    return written if isinstance(written, list) else [written, written]


def told(amounts: Range) -> list[str]:
    return [f"{amounts.low:f}", f"{amounts.high:f}"]


def rows(lines: Sequence[Line]) -> list[list[object]]:
    return [[line.charge, line.label, line.quantity, f"{line.amount:f}"] for line in lines]


def wanted(lines: Sequence[Sequence[str]]) -> list[list[object]]:
    return [
        [charge, label, None if quantity == "-" else Fraction(quantity), amount]
        for charge, label, quantity, amount in lines
    ]


@pytest.mark.parametrize("name", CASES)
def test_every_line_of_a_normal_month_is_as_worked_out(name: str) -> None:
    found, golden = priced(name), expected(name)
    assert rows(found.monthly.low) == wanted(golden.get("low", golden.get("both")))
    assert rows(found.monthly.high) == wanted(golden.get("high", golden.get("both")))
    assert told(found.monthly.range) == ends(golden["total"])


@pytest.mark.parametrize("name", [name for name in CASES if {"invoices", "first_year", "term"} & set(expected(name))])
def test_the_calendar_is_as_worked_out(name: str) -> None:
    found, golden = priced(name), expected(name)
    for number, amount in golden.get("invoices", {}).items():
        assert told(found.months[int(number) - 1].range) == ends(amount), number
    if "first_year" in golden:
        assert told(found.over(12)) == ends(golden["first_year"])
    if "term" in golden:
        assert told(found.over(len(found.months))) == ends(golden["term"])


@pytest.mark.parametrize("name", CASES)
def test_what_is_open_is_asked_with_its_worth_and_nothing_else(name: str) -> None:
    found, golden = priced(name), expected(name)
    assert {one.term: f"{one.worth:f}" for one in found.questions} == golden.get("questions", {})


@pytest.mark.parametrize("name", CASES)
def test_the_plan_is_named_where_there_is_one(name: str) -> None:
    assert priced(name).plan == expected(name).get("plan")


def test_five_agents_are_needed_where_their_hours_are_billed() -> None:
    found = priced("hours_counted")
    assert found.team is not None
    assert str(found.team.low(found.usage.period).positions) == expected("hours_counted")["agents"]


@pytest.mark.parametrize("name", CASES)
def test_every_folder_is_a_whole_bill(name: str) -> None:
    assert {path.name for path in (FOLDER / name).iterdir()} == {"quote.yaml", "needs.yaml", "expected.yaml"}
