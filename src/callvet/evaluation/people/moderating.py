"""What can be wrong with moderated marks that no file is wrong in alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callvet.model.judgement import MODERATED, TEST_CALL_CHECKLIST
from callvet.model.problem import Problem
from callvet.model.wording import shown
from callvet.score.criteria import attitude, product_knowledge

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date
    from decimal import Decimal

    from callvet.model.case import JudgementFile
    from callvet.model.problem import Place

MARKED_FOR = {"attitude": attitude.MARKED, "product_knowledge": product_knowledge.MARKED}
"""What is marked for a criterion beside itself: the lines of a test call's checklist."""


def moderation_problems(judgements: Iterable[JudgementFile]) -> Iterator[Problem]:
    """Moderated marks on a part of a criterion, and two of one day that say different things."""
    settled: dict[tuple[str, str, date], tuple[Decimal, Place]] = {}
    for file in judgements:
        one = file.judgement
        for name, mark in one.marks.items() if one.kind == MODERATED else ():
            place = file.document.key_place("marks", name)
            if name in TEST_CALL_CHECKLIST:
                whole = next(criterion for criterion, parts in MARKED_FOR.items() if name in parts)
                message = f"marks: {name} is a part of {whole}; settle on a mark for {whole}"
                yield Problem(place, message)
                continue
            other, there = settled.setdefault((one.vendor, name, one.date), (mark, place))
            if other != mark:
                fix = "keep one of them, or date the later one later"
                message = f"marks: {shown(name)} was settled at {other:f} on the same day ({there}); {fix}"
                yield Problem(place, message)
