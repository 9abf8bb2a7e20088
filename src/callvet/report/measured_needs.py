"""Demand that was measured from a log, as one JSON object: what a file of needs says, and how each was measured."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from callvet.evaluation.needs_from_log import MeasuredNeeds
    from callvet.model.document import Value


def measured_json(found: MeasuredNeeds) -> dict[str, object]:
    """The object: ``demand`` as in ``needs.yaml``, and ``measured`` with how, by the path of the key in it."""
    value, remarks, _ = found.needs(None)
    return {
        "schema": 1,
        "command": "needs",
        "log": found.log,
        "rows": found.rows,
        "left_out": found.bad,
        "first_day": found.first_day.isoformat(),
        "last_day": found.last_day.isoformat(),
        **{key: _number(one) for key, one in value.items()},
        "measured": {".".join(map(str, path[1:])): " ".join(lines) for path, lines in remarks.items()},
        "notes": [line.remark for line in found.told_lines],
        "problems": [],
    }


def _number(value: Value) -> object:
    """A value with its decimals and shares as numbers; there is no money among them."""
    if isinstance(value, str) and (share := re.fullmatch(r"(\d+(?:\.\d+)?)%", value)):
        return float(Decimal(share[1]) / 100)
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, dict):
        return {key: _number(one) for key, one in value.items()}
    return [_number(one) for one in value] if isinstance(value, list) else value
