"""Blind codes: whose each is, and what no file of them may say."""

from __future__ import annotations

import pytest

from callvet.load.document import parse_document
from callvet.load.validation import validate
from callvet.model.blind import BlindCodes, code_form
from tests.conftest import read

CODES = "codes:\n  Vendor K: northwind\n  Vendor B: acme\n"


def test_a_code_has_a_vendor_and_a_vendor_a_code() -> None:
    codes, _ = read(CODES, "blind.yaml", BlindCodes)
    assert (codes.vendor_of("Vendor K"), codes.code_of("acme")) == ("northwind", "Vendor B")
    assert (codes.vendor_of("Vendor Z"), codes.code_of("corte")) == (None, None)


@pytest.mark.parametrize("written", ["Vendor K", "vendor k", "vendor-k", "VENDOR_K", " Vendor  K "])
def test_a_code_is_known_however_it_is_written(written: str) -> None:
    assert read(CODES, "blind.yaml", BlindCodes)[0].vendor_of(written) == "northwind"
    assert code_form(written) == "vendor k"


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("Vendor C: acme", "codes.Vendor C: its vendor has the code Vendor B already; keep the older of the two"),
        ("vendor b: corte", "codes.vendor b: this is the code Vendor B in other letters; choose another"),
    ],
)
def test_a_code_is_one_vendors_and_a_vendor_has_one_code(line: str, told: str) -> None:
    document, _ = parse_document(f"{CODES}  {line}\n", "blind.yaml")
    assert document is not None
    _, (problem,) = validate(document, BlindCodes)
    assert (str(problem.place), problem.message) == ("blind.yaml:4:3", told)
