"""Which contacts of a log are an event of a kind: a call, a chat, a transfer, a sale; an agent had all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from callvet.calls.rows import CHANNELS
from callvet.model.charge_kind import OUTCOMES

if TYPE_CHECKING:
    from callvet.calls.metering import Sums
    from callvet.calls.slots import Flags


def is_event(event: str, sums: Sums) -> Flags:
    """Which rows' contacts are events that are so called; an agent had all of them."""
    answered = sums.has("answered", 1)
    if event == "contact":
        return answered
    if event == "transfer":
        return answered & sums.has("transferred", 1)
    if event in OUTCOMES:
        return answered & _has_outcome(event, sums)
    return answered & (sums.has("channel", CHANNELS.index("phone" if event == "call" else event)))


def _has_outcome(outcome: str, sums: Sums) -> Flags:
    """Which rows have an outcome; a resolution is also what the log says is resolved."""
    found = np.zeros(len(sums.calls), bool)
    values = next((one.values for one in sums.shape.dimensions if one.name == "outcome"), ())
    if outcome in values:
        found |= sums.has("outcome", values.index(outcome))
    if outcome == "resolution":
        found |= sums.has("resolved", 1)
    return found
