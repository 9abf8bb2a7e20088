"""A questionnaire that came back: what it says, of what, and where."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from callvet.model.problem import Place, Problem

if TYPE_CHECKING:
    from collections.abc import Mapping

    from callvet.model.document import Document, KeyPath


class Remark(NamedTuple):
    """What was said beside an answer.

    Attributes:
        key: The way to the answer in the profile, or below ``quote`` in the offer, below ``quote@2`` in the second of
            those of which only what is open was asked; empty where there is none.
        place: The cell.
        text: What was said.
    """

    key: KeyPath
    place: str
    text: str


class OpenAnswer(NamedTuple):
    """What fills a place that an offer left open.

    Attributes:
        number: Of the offer among those of the questionnaire, from 1.
        way: To the place in the offer.
        value: As YAML's reader would give it.
        line: The number of its cell.
    """

    number: int
    way: KeyPath
    value: Any
    line: int


@dataclass(frozen=True, slots=True)
class ReturnedBook:
    """A questionnaire that came back.

    Attributes:
        path: As the user typed it.
        profile: What it says of the vendor; None where nothing was answered.
        offer: What it says of the offer.
        problems: Answers that cannot be taken, each with its cell and the fix.
        remarks: What was said beside answers.
        notes: What the user should know of how it was read.
        about: What its hidden sheet says: version, case, vendor, offer.
        places: The cell of each place in the documents, whose lines are positions here from 1.
        answered: How many cells hold an answer that can be taken. [count]
        opened: What fills places that offers left open.
    """

    path: str
    profile: Document | None = None
    offer: Document | None = None
    problems: tuple[Problem, ...] = ()
    remarks: tuple[Remark, ...] = ()
    notes: tuple[str, ...] = ()
    about: Mapping[str, str] = field(default_factory=dict)
    places: tuple[str, ...] = ()
    answered: int = 0
    opened: tuple[OpenAnswer, ...] = ()

    def in_cells(self, problem: Problem) -> Problem:
        """A problem of one of the documents, at the cell that is meant."""
        line = problem.place.line
        return Problem(Place(self.places[line - 1] if line else self.path), problem.message)
