"""What a person thought of a vendor: a meeting, a reference, a test call; and what a committee settled on."""

from collections.abc import Iterable
from typing import Annotated, Literal

from pydantic import Field

from callvet.model.document import KeyPath
from callvet.model.section import Section
from callvet.model.units import Day, Duration, Mark, Text

MOST_MARKS = 10
"""The best mark; the worst is 0."""

TEST_CALL_CHECKLIST = ("greeting", "listening", "questions", "knowledge", "resolution", "courtesy")
"""What is marked in a test call (document D: good agents know which questions to ask, when, and how)."""

JudgementKind = Literal["meeting", "reference", "test_call", "moderated"]

MODERATED: JudgementKind = "moderated"
"""The marks of a committee after it talked them over: they stand in place of the mean of its members' marks."""


class Judgement(Section):
    """One person's marks for one vendor on one occasion, or a committee's after it talked them over."""

    vendor: Text
    """The vendor's id, which is the stem of its profile's file name, or its code in `judgements/blind.yaml`."""
    by: Text
    """Who judged."""
    date: Day
    """When."""
    kind: JudgementKind
    """On what occasion; `moderated` where a committee talked marks over and settled on one."""
    client_called: Text | None = None
    """In a test call, the client whose line was called."""
    wait_seconds: Duration | None = None
    """In a test call, the wait before an agent answered. [seconds]"""
    marks: dict[Text, Annotated[Mark, Field(le=MOST_MARKS)]] = Field(default_factory=dict)
    """Marks from 0 to 10 on criteria of opinion, the committee's own, and the checklist of a test call."""
    notes: Text | None = None
    """What was noticed."""
    reason: Text | None = None
    """Why the committee settled on its marks; required with `kind: moderated`, and for no other kind."""

    def inconsistencies(self) -> Iterable[tuple[KeyPath, str]]:
        """What a moderated mark lacks, and what is not for this kind of judgement."""
        if self.kind != MODERATED:
            if self.reason is not None:
                yield ("reason",), "only kind: moderated has a reason; write it under notes:"
            return
        if self.reason is None:
            yield ("kind",), "a moderated mark needs its reason; add reason: and why the committee settled on it"
        if not self.marks:
            fix = "such as marks: {attitude: 6}"
            yield ("kind",), f"the mark that was settled on is missing; add it, {fix}"
        for key in ("client_called", "wait_seconds"):
            if getattr(self, key) is not None:
                yield (key,), "this is of a test call, not of the talk about it; leave it out here"
