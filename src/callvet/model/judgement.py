"""What a person thought of a vendor: a meeting, a reference, a test call."""

from typing import Annotated, Literal

from pydantic import Field

from callvet.model.section import Section
from callvet.model.units import Day, Duration, Mark, Text

MOST_MARKS = 10
"""The best mark; the worst is 0."""

TEST_CALL_CHECKLIST = ("greeting", "listening", "questions", "knowledge", "resolution", "courtesy")
"""What is marked in a test call (document D: good agents know which questions to ask, when, and how)."""

JudgementKind = Literal["meeting", "reference", "test_call"]


class Judgement(Section):
    """One person's marks for one vendor on one occasion."""

    vendor: Text
    """The vendor's id: the stem of its profile's file name."""
    by: Text
    """Who judged."""
    date: Day
    """When."""
    kind: JudgementKind
    """On what occasion."""
    client_called: Text | None = None
    """In a test call, the client whose line was called."""
    wait_seconds: Duration | None = None
    """In a test call, the wait before an agent answered. [seconds]"""
    marks: dict[Text, Annotated[Mark, Field(le=MOST_MARKS)]] = Field(default_factory=dict)
    """Marks from 0 to 10 on criteria of opinion, the committee's own, and the checklist of a test call."""
    notes: Text | None = None
    """What was noticed."""
