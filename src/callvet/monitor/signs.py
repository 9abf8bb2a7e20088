"""The vital signs: what each is a quotient of, which way is better, and what the documents say of it.

Sources: document A (service levels, NPS, effort, churn), C (handle time, FCR), D (FCR). A sign without anything to
divide by has no value: no data is never a good figure.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    from callvet.monitor.levels import LevelDefinition
    from callvet.monitor.tally import Tally

SignName = Literal[
    "service_level", "better_level", "average_wait_seconds", "abandonment", "abandonment_without_short",
    "handle_seconds", "talk_seconds", "hold_seconds", "wrap_seconds", "transferred", "occupancy", "fcr_flag",
    "fcr_repeat", "repeat_calls", "csat", "nps", "effort", "churn", "quality", "scored_calls", "chat_level",
    "email_level", "sms_level", "social_level",
]  # fmt: skip
Unit = Literal["share", "seconds", "points", "marks", "calls"]
Better = Literal["more", "less", "neither"]
Source = Literal["A", "C", "D", "callvet"]

_MS: Final = 1000
_MILLI: Final = 1000
_WORK_DAYS_A_WEEK: Final = 5
_NPS_SPAN: Final = 100
_GIVEN_UP: Final = ("abandoned", "queue_seconds", "ring_seconds")


class Quotient(NamedTuple):
    """What a sign is made of.

    Attributes:
        top: Above the line.
        bottom: Below it; 0 is no data.
        scale: What the quotient is multiplied by.
    """

    top: int
    bottom: int
    scale: Fraction = Fraction(1)

    @property
    def value(self) -> Fraction | None:
        """The sign; None where there is no data."""
        return self.scale * Fraction(self.top, self.bottom) if self.bottom > 0 else None


class Sign(NamedTuple):
    """One vital sign.

    Attributes:
        name: As programs know it.
        label: As people read it.
        unit: Of its values; a share is 0 to 1.
        better: Which way is better.
        source: The document that names it.
        definition: What is divided by what.
        quotient: What it is made of, in a stretch of time.
        columns: The log must have one of these; none means any log.
    """

    name: SignName
    label: str
    unit: Unit
    better: Better
    source: Source
    definition: str
    quotient: Callable[[Tally, LevelDefinition], Quotient]
    columns: tuple[str, ...] = ()

    def value(self, tally: Tally, level: LevelDefinition) -> Fraction | None:
        """The sign in a stretch of time; None where there is no data."""
        return self.quotient(tally, level).value


def _level(tally: Tally, level: LevelDefinition) -> Quotient:
    """The service level, by the definition in use."""
    return Quotient(level.met(tally), level.of(tally) if tally.timed else 0)


def _seconds(name: str) -> Callable[[Tally, LevelDefinition], Quotient]:
    """The mean of a part of the time of answered calls."""
    return lambda tally, _: Quotient(getattr(tally, name), tally.answered, Fraction(1, _MS))


def _share(top: str, bottom: str) -> Callable[[Tally, LevelDefinition], Quotient]:
    """One count over another."""
    return lambda tally, _: Quotient(getattr(tally, top), getattr(tally, bottom))


SIGNS: Final = (
    Sign("service_level", "answered in time", "share", "more", "A", "by --level-definition", _level),
    Sign(
        "better_level",
        "answered within 15 s",
        "share",
        "more",
        "A",
        "answered within 15 s ÷ all offered",
        _share("near", "timed"),
    ),
    Sign(
        "average_wait_seconds",
        "average speed of answer",
        "seconds",
        "less",
        "C",
        "queue and ringing of answered calls ÷ answered",
        lambda tally, _: Quotient(tally.wait_ms, tally.waited, Fraction(1, _MS)),
    ),
    Sign(
        "abandonment", "given up", "share", "less", "C", "given up ÷ offered", _share("given_up", "offered"), _GIVEN_UP,
    ),
    Sign(
        "abandonment_without_short",
        "given up, short waits apart",
        "share",
        "less",
        "C",
        "(given up less those after a short time) ÷ (offered less those)",
        lambda tally, _: Quotient(
            tally.given_up - tally.given_up_short, tally.offered - tally.given_up_short if tally.timed else 0
        ),
    ),
    Sign(
        "handle_seconds",
        "handle time",
        "seconds",
        "less",
        "C",
        "talk, hold and wrap-up ÷ answered",
        lambda tally, _: Quotient(tally.talk_ms + tally.hold_ms + tally.wrap_ms, tally.answered, Fraction(1, _MS)),
    ),
    Sign("talk_seconds", "of it talk", "seconds", "neither", "C", "talk ÷ answered", _seconds("talk_ms")),
    Sign("hold_seconds", "of it hold", "seconds", "less", "C", "hold ÷ answered", _seconds("hold_ms"),
         ("hold_seconds",)),
    Sign("wrap_seconds", "of it wrap-up", "seconds", "neither", "C", "wrap-up ÷ answered", _seconds("wrap_ms"),
         ("wrap_seconds",)),
    Sign(
        "transferred", "passed on", "share", "less", "A", "passed on ÷ answered", _share("transferred", "answered"),
        ("transferred",),
    ),
    Sign(
        "occupancy",
        "agents busy",
        "share",
        "neither",
        "C",
        "time on calls ÷ time from an agent's first call to the last before a rest of over 6 hours, of several calls",
        _share("busy_ms", "span_ms"),
    ),
    Sign(
        "fcr_flag",
        "resolved, by the log's word",
        "share",
        "more",
        "C",
        "resolved ÷ answered calls that say whether they were",
        lambda tally, _: Quotient(tally.resolved, tally.resolved + tally.not_resolved),
    ),
    Sign(
        "fcr_repeat",
        "no second call",
        "share",
        "more",
        "D",
        "issues without another contact in the days ÷ issues of known customers",
        _share("single", "issues"),
    ),
    Sign(
        "repeat_calls",
        "repeat calls",
        "share",
        "less",
        "D",
        "contacts within the days after another ÷ contacts of known customers",
        _share("repeats", "named"),
    ),
    Sign(
        "csat", "satisfied", "share", "more", "C", "marks that say satisfied ÷ marks",
        _share("satisfied", "csat_marks"),
    ),
    Sign(
        "nps",
        "promoters less detractors",
        "points",
        "more",
        "A",
        "share of 9 and 10 less share of 0 to 6, in points",
        lambda tally, _: Quotient(tally.promoters - tally.detractors, tally.nps_marks, Fraction(_NPS_SPAN)),
    ),
    Sign(
        "effort",
        "customer effort",
        "marks",
        "less",
        "A",
        "mean mark; higher is more effort",
        lambda tally, _: Quotient(tally.effort_sum, tally.effort_marks, Fraction(1, _MILLI)),
    ),
    Sign(
        "churn",
        "customers lost",
        "share",
        "less",
        "A",
        "contacts whose customer has left ÷ those that say",
        lambda tally, _: Quotient(tally.churned, tally.churned + tally.stayed),
    ),
    Sign(
        "quality",
        "quality score",
        "marks",
        "more",
        "A",
        "mean mark of scored contacts",
        lambda tally, _: Quotient(tally.quality_sum, tally.quality_marks, Fraction(1, _MILLI)),
    ),
    Sign(
        "scored_calls",
        "scored calls per agent and week",
        "calls",
        "more",
        "A",
        "scored contacts ÷ weeks of five days of an agent",
        lambda tally, _: Quotient(tally.quality_marks, tally.agent_days, Fraction(_WORK_DAYS_A_WEEK)),
        ("quality",),
    ),
    Sign(
        "chat_level", "chats in time", "share", "more", "A", "answered in time ÷ chats",
        _share("chats_in_time", "chats")
    ),
    Sign(
        "email_level", "e-mails in time", "share", "more", "A", "answered in time ÷ e-mails",
        _share("emails_in_time", "emails"),
    ),
    Sign(
        "sms_level", "text messages in time", "share", "more", "A", "answered in time ÷ text messages",
        _share("texts_in_time", "texts"),
    ),
    Sign(
        "social_level", "social media in time", "share", "more", "A", "answered in time ÷ contacts",
        _share("social_in_time", "social"),
    ),
)  # fmt: skip
"""All of them, in the order in which they are told."""


def shrinkage(lost_hours: Fraction, scheduled_hours: Fraction) -> Fraction | None:
    """Paid time in which agents take no contacts; None where nobody is scheduled. [share of scheduled time]"""
    return lost_hours / scheduled_hours if scheduled_hours else None


def fewer_escalations(contacts: Fraction, before: Fraction, after: Fraction) -> Fraction:
    """What a better first contact resolution saves. [contacts]

    Args:
        contacts: In the period. [contacts]
        before: First contact resolution now. [share of contacts]
        after: The better one. [share of contacts]
    """
    return contacts * (after - before)
