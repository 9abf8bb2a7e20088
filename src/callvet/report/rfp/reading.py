"""What became of returned questionnaires, as a page: answers that cannot be taken, and what was or would be written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from callvet.load.discovery import shown_path
from callvet.load.rewriting import Change
from callvet.load.yaml_text import flow_text
from callvet.model.wording import shown
from callvet.report.check import problem_lines, problems_json
from callvet.report.page import Cell, Column, Data, Page, Sentence, Table
from callvet.report.phrases import counted, sentence_case

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence
    from pathlib import Path

    from callvet.evaluation.questionnaires.answer_files import FileOfAnswers
    from callvet.evaluation.returned_books import BookAnswer, ReadAnswer
    from callvet.report.page import Block

SCHEMA: Final = 1
_LONGEST_VALUE: Final = 60
_NOTHING: Final = "not known"


def reading_page(answer: ReadAnswer, written: Collection[Path]) -> Page:
    """The page of what was read; ``written`` are the files that now hold it."""
    blocks: list[Block] = [Sentence(line) for line in problem_lines(answer.problems)]
    for book in answer.books:
        blocks += _of_book(book, written)
    rows = [
        (shown_path(file.path), dotted(change), _value(change.old), _value(change.new))
        for file in answer.files
        for change in _single_changes(file.changes)
    ]
    data = Data(("path", "key", "old", "new"), rows)
    return Page("Returned questionnaires", blocks, data, _json(answer, written))


def dotted(change: Change) -> str:
    """The key that changes, with positions in lists from 1."""
    return shown(".".join(str(step + 1) if isinstance(step, int) else step for step in change.path), _LONGEST_VALUE)


def _single_changes(changes: Iterable[Change]) -> Iterator[Change]:
    """Changes one value at a time: a new group of keys is told key by key, so that nothing of it is cut."""
    for change in changes:
        if change.old is None and isinstance(change.new, dict) and change.new:
            yield from _single_changes(Change((*change.path, key), None, one) for key, one in change.new.items())
        else:
            yield change


def _of_book(book: BookAnswer, written: Collection[Path]) -> Iterator[Block]:
    """What became of one questionnaire."""
    if book.problems:
        yield Sentence(f"{book.path}: {counted(len(book.problems), 'problem')}, so nothing was written.", "bad")
    else:
        yield Sentence(f"{book.path}: {counted(book.answered, 'answer')} of {shown(book.vendor)}.", "good", apart=True)
    for file in book.files:
        yield from _of_file(file, is_written=file.path in written)
    for note in book.notes:
        yield Sentence(f"{sentence_case(note)}.", talk=True)


def _of_file(file: FileOfAnswers, *, is_written: bool) -> Iterator[Block]:
    """What a file becomes."""
    path = shown_path(file.path)
    if file.is_new:
        yield Sentence(f"{path} {'is new' if is_written else 'would be new'}.")
    elif not file.changes:
        yield Sentence(f"{path} says all of it already.")
    else:
        verb = "has changed" if is_written else "would change"
        single = list(_single_changes(file.changes))
        yield Sentence(f"{path} {verb} in {counted(len(single), 'key')}:")
        columns = (Column("key", whole=True), Column("was"), Column("becomes"))
        yield Table(columns, [_row(change) for change in single])


def _row(change: Change) -> Sequence[Cell]:
    """One change."""
    was = Cell(_NOTHING, "dim") if change.old is None else Cell(_value(change.old))
    return (Cell(dotted(change)), was, Cell(_value(change.new), "strong"))


def _value(value: object) -> str:
    """A value as YAML has it, short and safe to print."""
    return _NOTHING if value is None else shown(flow_text(value), _LONGEST_VALUE)


def _json(answer: ReadAnswer, written: Collection[Path]) -> dict[str, object]:
    """What was read, for other programs."""
    books = [
        {
            "path": book.path,
            "vendor": book.vendor or None,
            "answers": book.answered,
            "files": [_file_json(file, is_written=file.path in written) for file in book.files],
            "notes": list(book.notes),
        }
        for book in answer.books
    ]
    return {"schema": SCHEMA, "command": "rfp read", "books": books, "problems": problems_json(answer.problems)}


def _file_json(file: FileOfAnswers, *, is_written: bool) -> dict[str, object]:
    """A file, for other programs."""
    changes = [
        {"key": ".".join(map(str, one.path)), "old": None if one.old is None else flow_text(one.old),
         "new": flow_text(one.new)}
        for one in file.changes
    ]  # fmt: skip
    return {"path": shown_path(file.path), "new": file.is_new, "written": is_written, "changes": changes}
