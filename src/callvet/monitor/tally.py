"""What was counted in a stretch of time: whole numbers that add up, so that a month is the sum of its days."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable


class Tally(NamedTuple):
    """Counts and whole sums of a stretch of time; calls are those by phone that came in.

    Attributes:
        offered: Calls that reached the queue, answered or given up. [calls]
        answered: Those that an agent had. [calls]
        contacts: All that an agent had, in any channel, made or taken. [contacts]
        timed: Offered calls whose wait the log says. [calls]
        in_time: Answered within the time of the level. [calls]
        near: Answered within the shorter time of the documents' better level. [calls]
        waited: Answered calls whose wait the log says. [calls]
        wait_ms: Their wait, ringing among it. [milliseconds]
        given_up: Given up before an agent answered. [calls]
        given_up_short: Those who waited less than a short time. [calls]
        given_up_in_time: Those who gave up within the time of the level. [calls]
        given_up_wait_ms: How long those waited. [milliseconds]
        not_offered: Neither answered nor given up, and never in the queue. [calls]
        talk_ms: Talk of answered calls. [milliseconds]
        hold_ms: Their hold. [milliseconds]
        wrap_ms: Their wrap-up. [milliseconds]
        transferred: Passed on, of answered calls. [calls]
        resolved: Answered calls that the log says were resolved. [calls]
        not_resolved: Those that it says were not. [calls]
        named: Answered contacts of known customers, before which the whole time for a repeat can be seen. [contacts]
        repeats: Those that repeat an earlier one. [contacts]
        issues: First contacts after which the whole time can be seen, too. [issues]
        single: Those without a repeat. [issues]
        agent_days: Days on which a session of an agent began. [agent-days]
        busy_ms: Time on calls in the sessions that began, of those with several calls. [milliseconds]
        span_ms: How long these sessions were. [milliseconds]
        csat_marks: Marks of satisfaction. [marks]
        satisfied: Those that say satisfied. [marks]
        nps_marks: Answers from 0 to 10. [marks]
        promoters: 9 and 10. [marks]
        detractors: 0 to 6. [marks]
        effort_marks: Marks of effort. [marks]
        effort_sum: Their sum. [thousandths]
        quality_marks: Contacts that a reviewer marked. [marks]
        quality_sum: Their sum. [thousandths]
        stayed: Contacts whose customer is said to have stayed. [contacts]
        churned: Contacts whose customer is said to have left. [contacts]
        chats: Chats that came in. [contacts]
        chats_in_time: Answered within their time. [contacts]
        emails: E-mails. [contacts]
        emails_in_time: Answered within their time. [contacts]
        texts: Text messages. [contacts]
        texts_in_time: Answered within their time. [contacts]
        social: Contacts on social media. [contacts]
        social_in_time: Answered within their time. [contacts]
    """

    offered: int = 0
    answered: int = 0
    contacts: int = 0
    timed: int = 0
    in_time: int = 0
    near: int = 0
    waited: int = 0
    wait_ms: int = 0
    given_up: int = 0
    given_up_short: int = 0
    given_up_in_time: int = 0
    given_up_wait_ms: int = 0
    not_offered: int = 0
    talk_ms: int = 0
    hold_ms: int = 0
    wrap_ms: int = 0
    transferred: int = 0
    resolved: int = 0
    not_resolved: int = 0
    named: int = 0
    repeats: int = 0
    issues: int = 0
    single: int = 0
    agent_days: int = 0
    busy_ms: int = 0
    span_ms: int = 0
    csat_marks: int = 0
    satisfied: int = 0
    nps_marks: int = 0
    promoters: int = 0
    detractors: int = 0
    effort_marks: int = 0
    effort_sum: int = 0
    quality_marks: int = 0
    quality_sum: int = 0
    stayed: int = 0
    churned: int = 0
    chats: int = 0
    chats_in_time: int = 0
    emails: int = 0
    emails_in_time: int = 0
    texts: int = 0
    texts_in_time: int = 0
    social: int = 0
    social_in_time: int = 0


def together(tallies: Iterable[Tally]) -> Tally:
    """The sum of several stretches of time."""
    return Tally(*(sum(column) for column in zip(*tallies, strict=True))) if (tallies := tuple(tallies)) else Tally()
