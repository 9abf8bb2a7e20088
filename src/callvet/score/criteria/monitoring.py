"""Monitoring: can we hear the calls, and how often does it score them itself?

| fact | weight | 0 points | 100 points |
| --- | --- | --- | --- |
| `reporting.recordings` | 3 | no | recordings can be heard |
| `reporting.messages` | 2 | no | messages and chats can be read |
| `reporting.scored_calls_per_agent_week` | 2 | none (1: 50, 3: 90) | 5 or more |

Many centres score one call a week; more is better. Messages count only where you need e-mail, chat, text
messages or social media: contacts under `demand.channels`, or named in `must.channels` or `wants.channels`.

Source: document A: can the client hear recordings and read messages; how often calls are scored, where many
centres score one a week and more is better. callvet takes that as one call of each agent. The weights and break
points are callvet's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from callvet.score.criteria.channels import needed_channels
from callvet.score.criterion import Assessment, Criterion, Grade, Subject, combine
from callvet.score.value_function import piecewise, yes_no

if TYPE_CHECKING:
    from decimal import Decimal

    from callvet.model.needs import Needs

SCORED_CALLS = ((0, 0.0), (1, 0.5), (3, 0.9), (5, 1.0))


def _scored(calls: Decimal) -> Grade:
    """More is better, and the first call tells the most."""
    words = f"scored calls per agent and week: {float(calls):g}" if calls else "no calls scored"
    return piecewise(calls, *SCORED_CALLS), words


def assess(subject: Subject, needs: Needs) -> Assessment:
    """Judge what can be heard and read, and what is scored."""
    reporting = subject.vendor.reporting
    parts = [
        subject.fact(3, "reporting.recordings", reporting.recordings, yes_no("recordings", "no recordings")),
        subject.fact(2, "reporting.scored_calls_per_agent_week", reporting.scored_calls_per_agent_week, _scored),
    ]
    if set(needed_channels(needs)) - {"phone"}:
        parts.insert(1, subject.fact(2, "reporting.messages", reporting.messages, yes_no("messages", "no messages")))
    return combine(*parts)


CRITERION = Criterion(
    id="monitoring",
    group="quality",
    question="Can we hear the calls, and how often does it score them itself?",
    page=__doc__,
    assess=assess,
)
