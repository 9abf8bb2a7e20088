"""Service levels: how fast does it promise to answer, and does it pay for a miss?

| fact | weight | 0 points | between | 100 points |
| --- | --- | --- | --- | --- |
| `service_levels.calls`, 80% or more | 4 | in 120 s | 60 s: 20, 30 s: 55, 20 s: 80 | in 15 s |
| `service_levels.email_hours` | 2 | 72 h | 48 h: 30, 24 h: 80 | 4 h |
| `service_levels.chat_seconds` | 2 | 120 s | 60 s: 30, 20 s: 80 | 10 s |
| `service_levels.social_minutes` | 2 | a day | 60 min: 40, 15 min: 80 | 5 min |
| `service_levels.sms`, 80% or more | 2 | in 240 s | 120 s: 20, 60 s: 55, 40 s: 80 | in 30 s |
| `service_levels.credits` | 1 | no |  | pays for a miss |

The industry's standards, which many centres miss, stand at 80 points: ask for proof. A promise for less than
80% of the calls or messages earns less, in a straight line down to nothing at 50%. What is not promised
(`none`) earns nothing.

Where you need more than the standard (`service.calls` above 80% or under 20 s, or
`demand.channels.email.within_hours` under 24), a promise that falls short of your need earns at most 50.

E-mail, chat, social media and text messages count only where you need them: contacts under `demand.channels`,
or named in `must.channels` or `wants.channels`. Uptime is judged in continuity.

Source: document A: 80% of calls within 20 seconds is the standard, which many miss, and the majority within
15 seconds an enhanced level; e-mail within 24 hours at most, chat within 20 seconds, social media within
minutes, messages 80% within 40 seconds. callvet reads the enhanced level as 80% within 15 seconds. The
weights and the other break points are callvet's.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from callvet.score.criteria.channels import needed_channels
from callvet.score.criterion import Assessment, Criterion, Grade, Part, Subject, combine
from callvet.score.value_function import piecewise, yes_no

if TYPE_CHECKING:
    from collections.abc import Callable

    from callvet.model.needs import Needs
    from callvet.model.vendor import Promise

CALLS_SECONDS = ((15, 1.0), (20, 0.8), (30, 0.55), (60, 0.2), (120, 0.0))
SMS_SECONDS = ((30, 1.0), (40, 0.8), (60, 0.55), (120, 0.2), (240, 0.0))
"""Those of the calls, about a standard of 40 seconds in place of 20."""
EMAIL_HOURS = ((4, 1.0), (24, 0.8), (48, 0.3), (72, 0.0))
CHAT_SECONDS = ((10, 1.0), (20, 0.8), (60, 0.3), (120, 0.0))
SOCIAL_MINUTES = ((5, 1.0), (15, 0.8), (60, 0.4), (1440, 0.0))
SHARE_IN_TIME = ((0.5, 0.0), (0.8, 1.0))
"""What a promise's share leaves of the value of its time."""

STANDARD_SHARE = Decimal("0.8")
"""Document A's 80/20. [share of calls]"""
STANDARD_SECONDS = 20
"""Document A's 80/20. [seconds]"""
STANDARD_EMAIL_HOURS = Decimal(24)
"""Document A. [hours]"""
MOST_WHEN_SHORT = 0.5
"""What a promise can earn that falls short of a need beyond the standard. [value in 0..1]"""


def _level(promise: Promise) -> str:
    """``80% in 20 s``."""
    return f"{float(promise.share) * 100:g}% in {float(promise.within_seconds):g} s"


def _promised(what: str, points: tuple[tuple[float, float], ...]) -> Callable[[Promise], Grade]:
    """A grade for a share within a time."""

    def grade(promise: Promise) -> Grade:
        if not promise.share:
            return 0.0, f"no promise on {what}"
        value = piecewise(promise.within_seconds, *points) * piecewise(promise.share, *SHARE_IN_TIME)
        return value, f"{what} {_level(promise)}"

    return grade


def _within(what: str, unit: str, points: tuple[tuple[float, float], ...]) -> Callable[[Decimal], Grade]:
    """A grade for the longest time to answer."""

    def grade(time: Decimal) -> Grade:
        words = f"{what} in {float(time):g} {unit}" if time.is_finite() else f"no promise on {what}"
        return piecewise(time, *points), words

    return grade


def _short(grade: Grade, needed: str) -> Grade:
    """The grade of a promise that falls short of a need beyond the standard."""
    value, words = grade
    return min(value, MOST_WHEN_SHORT), f"{words} ({needed} needed)"


def _calls(needs: Needs) -> Callable[[Promise], Grade]:
    """The grade of a promise on calls, for this buyer."""
    needed = needs.service.calls
    strict = needed.share > STANDARD_SHARE or needed.within_seconds < STANDARD_SECONDS

    def grade(promise: Promise) -> Grade:
        found = _promised("calls", CALLS_SECONDS)(promise)
        met = promise.share >= needed.share and promise.within_seconds <= needed.within_seconds
        return _short(found, _level(needed)) if strict and not met else found

    return grade


def _email(needs: Needs) -> Callable[[Decimal], Grade]:
    """The grade of a promise on e-mail, for this buyer."""
    needed = needs.demand.channels.email.within_hours

    def grade(hours: Decimal) -> Grade:
        found = _within("e-mail", "h", EMAIL_HOURS)(hours)
        return _short(found, f"{float(needed):g} h") if needed < min(hours, STANDARD_EMAIL_HOURS) else found

    return grade


def _written(subject: Subject, needs: Needs) -> list[Part]:
    """The parts of the channels beside the phone that are needed."""
    levels, key = subject.vendor.service_levels, "service_levels"
    parts = {
        "email": subject.fact(2, f"{key}.email_hours", levels.email_hours, _email(needs)),
        "chat": subject.fact(2, f"{key}.chat_seconds", levels.chat_seconds, _within("chat", "s", CHAT_SECONDS)),
        "social": subject.fact(
            2, f"{key}.social_minutes", levels.social_minutes, _within("social media", "min", SOCIAL_MINUTES)
        ),
        "sms": subject.fact(2, f"{key}.sms", levels.sms, _promised("text messages", SMS_SECONDS)),
    }
    needed = needed_channels(needs)
    return [part for channel, part in parts.items() if channel in needed]


def assess(subject: Subject, needs: Needs) -> Assessment:
    """Judge the promises on the channels that the buyer needs, and whether a miss is paid for."""
    levels = subject.vendor.service_levels
    return combine(
        subject.fact(4, "service_levels.calls", levels.calls, _calls(needs)),
        *_written(subject, needs),
        subject.fact(1, "service_levels.credits", levels.credits, yes_no("pays for a miss", "does not pay for a miss")),
    )


CRITERION = Criterion(
    id="service_levels",
    group="quality",
    question="How fast does it promise to answer, and does it pay for a miss?",
    page=__doc__,
    assess=assess,
)
