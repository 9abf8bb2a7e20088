"""Channels: does the vendor answer where our customers write and call?

Judged are the phone, every channel with contacts of its own (`demand.channels`), and the channels that the
needs name (`must.channels`, `wants.channels`); others earn nothing. Each weighs the same, and the points are
the share of them that the vendor answers (`services.channels`):

| of four channels needed, answered | points |
| --- | --- |
| four | 100 |
| three | 75 |
| one | 25 |
| none | 0 |

Always applicable, for there are always calls.

Source: documents A and B: establish early which of phone, email, chat, social media and SMS the customers
use. Equal weights are callvet's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from callvet.score.criterion import Assessment, Criterion, Subject, combine
from callvet.score.matching import covering, distinct_names

if TYPE_CHECKING:
    from callvet.model.needs import Needs


def needed_channels(needs: Needs) -> tuple[str, ...]:
    """The phone, the channels with contacts, and those that are named."""
    demand = needs.demand.channels
    contacts = {
        "chat": demand.chat.per_month,
        "email": demand.email.per_month,
        "sms": demand.sms.per_month,
        "social": demand.social.per_month,
    }
    used = [channel for channel, per_month in contacts.items() if per_month]
    return distinct_names(("phone", *used, *needs.must.channels, *needs.wants.channels))


def assess(subject: Subject, needs: Needs) -> Assessment:
    """Judge which of the needed channels are answered."""
    return combine(
        subject.fact(1, "services.channels", subject.vendor.services.channels, covering(needed_channels(needs)))
    )


CRITERION = Criterion(
    id="channels",
    group="offer",
    question="Does the vendor answer where our customers write and call?",
    page=__doc__,
    assess=assess,
)
