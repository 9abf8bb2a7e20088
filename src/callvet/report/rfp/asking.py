"""What a questionnaire asks, as a page of a few lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callvet.model.questionnaire import Grid, Question
from callvet.model.wording import shown
from callvet.report.page import Data, Page, Sentence
from callvet.report.phrases import counted

if TYPE_CHECKING:
    from callvet.evaluation.rfp import Questionnaire

SCHEMA = 1


def asking_page(asked: Questionnaire, path: str) -> Page:
    """The page of a questionnaire that was written to a file."""
    items = [item for topic in asked.topics for item in topic.items]
    questions = [item for item in items if isinstance(item, Question)]
    tables = [item for item in items if isinstance(item, Grid)]
    asked_for: list[Question | Grid] = [*questions, *tables]
    conditions, counting = sum(one.required for one in asked_for), sum(bool(one.floors) for one in asked_for)
    what = f"{counted(len(questions), 'question')} and {counted(len(tables), 'table')}"
    to = f" for {shown(asked.vendor)}" if asked.vendor else ""
    still = " still open" if asked.only_open else ""
    blocks = [
        Sentence(
            f"{path}: {what}{still}{to}, on {counted(len(asked.topics), 'sheet')}{_marked(conditions, counting)}."
        ),
        Sentence(f"Next: send it, and read what comes back with callvet rfp read {path}", "dim", talk=True),
    ]
    json = {
        "schema": SCHEMA,
        "command": "rfp",
        "path": path,
        "vendor": asked.about["vendor"] or None,
        "questions": [_json(one) for one in questions],
        "tables": [_json(one) for one in tables],
        "problems": [],
    }
    rows = [(topic.name, item.id, item.text) for topic in asked.topics for item in topic.items]
    return Page("Questionnaire", blocks, Data(("sheet", "id", "question"), rows), json)


def _marked(conditions: int, counting: int) -> str:
    """How many are marked, and as what."""
    told = [f"{counted(conditions, 'condition')}"] if conditions else []
    told += [f"{counting} {'counts' if counting == 1 else 'count'} towards a floor"] if counting else []
    return f"; {' and '.join(told)}" if told else ""


def _json(item: Question | Grid) -> dict[str, object]:
    """What is asked, for other programs."""
    return {"id": item.id, "text": item.text, "required": item.required, "floors": list(item.floors)}
