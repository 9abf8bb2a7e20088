"""What is in a questionnaire, whatever sheet it stands on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from callvet.model.questionnaire import Grid, Question, Topic


def questions_of(topics: Iterable[Topic]) -> Iterator[Question]:
    """All questions that have one cell for their answer."""
    for topic in topics:
        yield from (item for item in topic.items if isinstance(item, Question))


def grids_of(topics: Iterable[Topic]) -> Iterator[Grid]:
    """All tables."""
    for topic in topics:
        yield from (item for item in topic.items if isinstance(item, Grid))
