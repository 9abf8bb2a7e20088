"""Which tests are left out of the measuring of code."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

from tests.conftest import UNMEASURED

ROOT = Path(__file__).parents[1]


def test_what_is_not_measured_is_there() -> None:
    missing = []
    for begins in UNMEASURED:
        path, *names = begins.split("::")
        if not (ROOT / path).exists() or (names and f"def {names[-1]}" not in (ROOT / path).read_text("utf-8")):
            missing.append(begins)
    assert missing == [], "what tests/unmeasured.txt names is gone, or is called otherwise"


def test_each_stands_once_and_in_order() -> None:
    assert list(UNMEASURED) == sorted(set(UNMEASURED))
    assert [(one, other) for one, other in pairwise(UNMEASURED) if other.startswith(one)] == []
