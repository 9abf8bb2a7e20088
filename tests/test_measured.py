"""Which tests are left out of the measuring of code."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from tests.conftest import UNMEASURED

ROOT = Path(__file__).parents[1]


@pytest.mark.parametrize("begins", UNMEASURED)
def test_what_is_not_measured_is_there(begins: str) -> None:
    path, *names = begins.split("::")
    assert (ROOT / path).exists()
    assert not names or f"def {names[-1]}" in (ROOT / path).read_text(encoding="utf-8")


def test_each_stands_once_and_in_order() -> None:
    assert list(UNMEASURED) == sorted(set(UNMEASURED))
    assert [(one, other) for one, other in pairwise(UNMEASURED) if other.startswith(one)] == []
