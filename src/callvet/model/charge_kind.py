"""What a charge may be for, and which kinds are counted alike."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, get_args

if TYPE_CHECKING:
    from collections.abc import Collection

ChargeKind = Literal[
    "minute",
    "call",
    "chat",
    "email",
    "sms",
    "contact",
    "transfer",
    "hour",
    "agent",
    "seat",
    "cycle",
    "once",
    "training_hour",
    "lead",
    "appointment",
    "order",
    "sale",
    "resolution",
    "unit",
]
KINDS: Final[tuple[ChargeKind, ...]] = get_args(ChargeKind)
OUTCOMES: Final[frozenset[ChargeKind]] = frozenset({"lead", "appointment", "order", "sale", "resolution"})
CONTACTS: Final[frozenset[ChargeKind]] = frozenset({"call", "chat", "email", "sms", "contact"})
STAFF: Final[frozenset[ChargeKind]] = frozenset({"hour", "agent", "seat"})
COUNTABLE: Final[frozenset[ChargeKind]] = CONTACTS | OUTCOMES | {"transfer"}
"""What may be counted together; hours, fees and what the quote states are not counted one by one."""
MESSAGE: Final = "message"
"""An event that is no contact of its own: a message sent for a call."""
ONCE_OR_CYCLE: Final[frozenset[ChargeKind]] = frozenset({"cycle", "once"})
STATED: Final[frozenset[ChargeKind]] = frozenset({"unit", "training_hour"})
_UNMARKED: Final[frozenset[ChargeKind]] = ONCE_OR_CYCLE | STATED


def cannot_be_marked(kinds: Collection[ChargeKind]) -> bool:
    """Whether there are no contacts and no hours among these, of which ``when`` could mean some."""
    return _UNMARKED.issuperset(kinds)
