"""Which tests are left out of the measuring of code."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import UNMEASURED

ROOT = Path(__file__).parents[1]


@pytest.mark.parametrize("begins", UNMEASURED)
def test_what_is_not_measured_is_there(begins: str) -> None:
    path, _, name = begins.partition("::")
    assert (ROOT / path).exists()
    assert not name or f"def {name}" in (ROOT / path).read_text(encoding="utf-8")
