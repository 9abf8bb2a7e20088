"""What a quote does not say: which terms are open, and the best and the worst answer to each for the buyer."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from callvet.model.charge import Clock

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from callvet.model.charge import Charge, ClockPart, HoursCounted

OpenTerm = Literal["clock.counts", "clock.step_seconds", "hours_counted"]
Answer = Literal["best", "worst"]
Answers: TypeAlias = "Mapping[OpenTerm, Answer]"
"""One answer to each open term of a charge."""

COUNTS: Final[Mapping[Answer, tuple[ClockPart, ...]]] = {
    "best": ("talk",),
    "worst": ("ring", "queue", "talk", "hold", "transfer", "wrap"),
}
STEP_SECONDS: Final[Mapping[Answer, int]] = {"best": 1, "worst": 60}
HOURS_COUNTED: Final[Mapping[Answer, HoursCounted]] = {"best": "handling", "worst": "paid"}


def open_terms(charge: Charge) -> tuple[OpenTerm, ...]:
    """The terms that a charge leaves open."""
    found: list[OpenTerm] = []
    if "minute" in charge.per:
        clock = charge.clock or Clock()
        if clock.counts is None:
            found.append("clock.counts")
        if clock.step_seconds is None:
            found.append("clock.step_seconds")
    if "hour" in charge.per and charge.hours_counted is None and charge.staffed is None:
        found.append("hours_counted")
    return tuple(found)


def all_answers(charge: Charge) -> Iterator[Answers]:
    """Every combination of the best and the worst answers; one, of none, where nothing is open."""
    terms = open_terms(charge)
    kinds: tuple[Answer, ...] = ("best", "worst")
    for combination in product(kinds, repeat=len(terms)):
        yield dict(zip(terms, combination, strict=True))


def answered(charge: Charge, answers: Answers) -> Charge:
    """The charge with its open terms filled in."""
    changes: dict[str, object] = {}
    clock: dict[str, object] = {}
    if "clock.counts" in answers:
        clock["counts"] = COUNTS[answers["clock.counts"]]
    if "clock.step_seconds" in answers:
        clock["step_seconds"] = STEP_SECONDS[answers["clock.step_seconds"]]
    if clock:
        changes["clock"] = (charge.clock or Clock()).model_copy(update=clock)
    if "hours_counted" in answers:
        changes["hours_counted"] = HOURS_COUNTED[answers["hours_counted"]]
    return charge.model_copy(update=changes) if changes else charge
