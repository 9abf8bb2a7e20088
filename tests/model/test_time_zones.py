"""Time zones."""

from __future__ import annotations

import pytest

from callvet.model.time_zones import time_zone
from tests.model.test_codes import refusal


@pytest.mark.parametrize("name", ["America/Chicago", "Asia/Manila", "Asia/Calcutta", "US/Eastern", "UTC", "CET"])
def test_a_time_zone_is_its_name(name: str) -> None:
    assert time_zone(name) == name


@pytest.mark.parametrize(
    ("text", "fix"),
    [
        ("america/chicago", "write America/Chicago"),
        ("America/Chigaco", "write America/Chicago"),
        ("Chicago", "write America/Chicago"),
        ("New York", "write America/New_York"),
        ("EST", "EST is an abbreviation that leaves summer time open; write America/New_York"),
        ("pdt", "write America/Los_Angeles"),
        ("GMT+8", "write a place such as Asia/Manila"),
        ("America", "write a place's name such as America/Chicago"),
        ("localtime", "write a place's name"),
        ("posix/UTC", "write a place's name"),
        ("Factory", "write a place's name"),
        ("../UTC", "write a place's name"),
        ("/etc/localtime", "write a place's name"),
        ("Etc/../../../../etc/passwd", "write a place's name"),
        ("", "an empty text is not"),
    ],
)
def test_a_wrong_time_zone_is_told_its_name(text: str, fix: str) -> None:
    assert fix in refusal(time_zone, text)
