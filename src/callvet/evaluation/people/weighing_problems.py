"""What can be wrong with people's weights that no file is wrong in alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callvet.model.problem import Problem
from callvet.model.suggestion import unknown_name
from callvet.model.wording import shown
from callvet.score.matching import same_name
from callvet.score.weights import known_names

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from callvet.model.case import WeighingFile
    from callvet.score.criterion import Criterion


def weighing_problems(files: Sequence[WeighingFile], criteria: Sequence[Criterion]) -> Iterator[Problem]:
    """Names that are weighed and are none, and people who weigh twice."""
    known = known_names(criteria)
    first: dict[str, str] = {}
    for file in files:
        weighing, document = file.weighing, file.document
        for path, name in weighing.names():
            if name not in known:
                message = f"{path[0]}: {unknown_name(name, known, 'a criterion or a group')}"
                yield Problem(document.key_place(*path), message)
        for path in document.own:
            if path[:-1] in {("points",), ("swing",)}:
                message = f"{path[0]}: {shown(str(path[-1]))} begins with x-, which is left alone; name it without x-"
                yield Problem(document.key_place(*path), message)
        other = first.setdefault(same_name(weighing.by), document.path)
        if other != document.path:
            message = f"by: {shown(weighing.by)} has weights in {other}, too; keep one of the two, or name one file"
            yield Problem(document.value_place("by"), message)
