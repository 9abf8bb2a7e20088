"""Lines of a bill that belong to no charge, and the cause that they are told as."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    from callvet.evaluation.audit.readings import Cause

CAUSE_OF_KIND: Final[Mapping[str, Cause]] = MappingProxyType(
    {
        "tax": "tax",
        "minimum_invoice": "minimum",
        "contact_cap": "minimum",
        "adjustment": "surcharge",
        "discount": "rate",
    }
)
"""What it is called when one side alone has such a line."""
