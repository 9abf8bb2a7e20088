"""Invoices, read: YAML and CSV, told by line."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from callvet.load.discovery import NothingToWorkOnError
from callvet.load.invoice import load_invoice

if TYPE_CHECKING:
    from pathlib import Path


def told(folder: Path, text: str, name: str = "invoice.csv") -> list[str]:
    """What is wrong with an invoice, with its line."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    found, problems = load_invoice(path)
    assert (found is None) == bool(problems)
    return [f"{one.place.line}: {one.message}" for one in problems]


def test_yaml_has_its_keys_by_the_words_of_people(tmp_path: Path) -> None:
    path = tmp_path / "invoice.yaml"
    path.write_text(
        'number: "4711"\nfrom: 2026-03-01\nto: 2026-03-31\ncurrency: USD\ntax: 8.00\ntotal: 108.00\n'
        "lines:\n  - {charge: minute, for: calls, quantity: 100, rate: 1, amount: 100.00}\n",
        encoding="utf-8",
    )
    found, problems = load_invoice(path)
    assert not problems
    assert found is not None
    assert (found.invoice.lines[0].label, found.invoice.tax, found.invoice.total) == ("calls", 8, 108)
    assert str(found.invoice.first_day) == "2026-03-01"


def test_csv_has_the_tax_and_the_total_as_rows(tmp_path: Path) -> None:
    path = tmp_path / "invoice.csv"
    path.write_text(
        '\ufeffCharge;for;quantity;rate;amount\nminute;"calls; all";"1,200";0.95;1140.00\ncredit;;;;-5\n\n'
        "tax;;;;90.80\nTotal;;;;1225.80\n",
        encoding="utf-8",
    )
    found, problems = load_invoice(path)
    assert not problems
    assert found is not None
    first, second = found.invoice.lines
    assert (first.quantity, first.label, second.amount) == (1200, "calls; all", -5)
    assert (found.invoice.tax, found.invoice.total) == (Decimal("90.80"), Decimal("1225.80"))
    assert found.document.value_place("lines", 1).line == 3


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("charge,amount\nminute,x\n", "2: lines.amount: x is not an amount"),
        ("charge,ammount\nminute,1\n", "1: ammount is not a column of an invoice; did you mean amount?"),
        ("charge,charge,amount\n", "1: the column charge stands twice"),
        ("charge,amount\nminute,1,2\n", "2: there are 3 fields under 2 columns"),
        ("charge,amount\n", "1: lines: there is no line"),
        ("charge,amount\n,5\n", "2: charge of lines is missing"),
        ("", "0: there is nothing in it"),
    ],
)
def test_a_table_that_cannot_be_read_is_told_by_its_line(tmp_path: Path, text: str, words: str) -> None:
    assert any(one.startswith(words) for one in told(tmp_path, text)), told(tmp_path, text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("cycle: March\n", "March is no billing cycle; write its month as 2026-03"),
        ("from: 2026-03-01\n", "the other end is missing; add to:"),
        ("cycle: 2026-03\nfrom: 2026-03-01\nto: 2026-03-31\n", "cycle is given too"),
        ("from: 2026-03-31\nto: 2026-03-01\n", "is before from"),
        ("tax: 5\ntotal: none\n", "none is not an amount"),
    ],
)
def test_contradictions_of_an_invoice_are_told(tmp_path: Path, text: str, words: str) -> None:
    found = told(tmp_path, f"{text}lines: [{{charge: minute, amount: 1}}]\n", "invoice.yaml")
    assert any(words in one for one in found), found


def test_tax_twice_is_told(tmp_path: Path) -> None:
    found = told(tmp_path, "tax: 5\nlines: [{charge: tax, amount: 1}]\n", "invoice.yaml")
    assert found == ["1: tax: a line for tax is given too; keep one of the two"]


def test_an_invoice_that_is_not_there_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(NothingToWorkOnError, match="is not there; name an invoice"):
        load_invoice(tmp_path / "invoice.yaml")


def test_a_line_that_could_not_be_read_is_not_told_to_be_missing_too(tmp_path: Path) -> None:
    [message] = told(tmp_path, "charge,amount\nminute,1,000\n")
    assert message == "2: there are 3 fields under 2 columns; put text with commas in quotes"
    [message] = told(tmp_path, 'charge,amount\n"minute,1\nhour,2\n')
    assert message == "3: there is 1 field under 2 columns; put text with commas in quotes"


def test_a_field_that_is_longer_than_any_is_told_at_its_line(tmp_path: Path) -> None:
    path = tmp_path / "invoice.csv"
    path.write_text(f'charge,amount\n"{"x" * 140_000}",1\n', encoding="utf-8")
    assert [str(one.place) for one in load_invoice(path)[1]] == [f"{path}:2:1"]
