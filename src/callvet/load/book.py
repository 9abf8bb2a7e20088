"""From a returned questionnaire to a profile and an offer, as documents whose places are cells."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from callvet.load.answers import NONE, UnusableAnswerError, answer
from callvet.load.book_charges import ChargeRow, priced
from callvet.load.book_ids import key_of, open_numbers, place_in_offer, remark_key
from callvet.load.book_rows import Catalogue, found_rows
from callvet.load.book_tree import Given, Tree, fault_of_name, item_of
from callvet.load.returned_book import OpenAnswer, Remark, ReturnedBook
from callvet.load.sheets.reading import read_sheets
from callvet.load.sheets.sheet import Cell, Sheet, column_letters
from callvet.model.problem import Place, Problem
from callvet.model.questionnaire import Grid, Question, own_topic, whole_questionnaire
from callvet.model.questionnaire_marks import ABOUT_SHEET, LISTS_SHEET, ROLE_ANSWER, ROLE_QUESTION, ROLE_REMARK
from callvet.model.questionnaire_topics import CHARGES, OFFER, PLANS
from callvet.model.wording import shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from callvet.load.book_rows import FoundRow
    from callvet.model.answer_form import Leaf
    from callvet.model.document import KeyPath

_LONGEST_SAID: Final = 2_000
_PREFILLED: Final[Mapping[str, frozenset[str]]] = {
    "quote.scope": frozenset({"name"}),
    CHARGES: frozenset({"no"}),
}
"""Columns that are filled in for the vendor, and say nothing where the rest of a row is blank."""


def read_book(path: Path, shown_as: str, own: Mapping[str, str] | None = None) -> ReturnedBook:
    """Read one workbook.

    Args:
        path: Where it lies.
        shown_as: Its path as told to the user, safe to print.
        own: The committee's own questions, by their ``x-`` keys, so that they are known by their words, too.

    Raises:
        UnreadableBookError: It cannot be read, or not safely.
    """
    topics = (*whole_questionnaire(), own_topic(own or {}))
    sheets = read_sheets(path)
    about = next((found for sheet in sheets if (found := _about(sheet))), {})
    reader = _Reader(shown_as, Catalogue.of(topics))
    reader.read([sheet for sheet in sheets if sheet.cell(1, 1).value not in {ABOUT_SHEET, LISTS_SHEET}])
    if not about:
        reader.notes.append("the hidden sheet is gone, so it is not known for which vendor it was sent, nor when")
    return reader.result(about)


def _about(sheet: Sheet) -> dict[str, str]:
    """What the hidden sheet says; nothing of any other sheet."""
    if sheet.cell(1, 1).value != ABOUT_SHEET:
        return {}
    rows = {row for row, _ in sheet.cells}
    return {str(sheet.cell(row, 1).value): str(sheet.cell(row, 2).value or "") for row in sorted(rows)}


class _Asked(NamedTuple):
    """A cell that should answer something: what stands there, and its place."""

    cell: Cell
    line: int


@dataclass(slots=True)
class _Reader:
    """What has been read of a book so far."""

    path: str
    catalogue: Catalogue
    places: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    given: dict[str, tuple[Question, Given]] = field(default_factory=dict)
    rows: dict[str, list[dict[str, Given]]] = field(default_factory=lambda: defaultdict(list))
    merged: set[str] = field(default_factory=set)
    answered: int = 0

    def read(self, sheets: Sequence[Sheet]) -> None:
        """Read every sheet."""
        found, by_words, not_asked = found_rows(sheets, self.catalogue)
        for one in found:
            if one.id in self.catalogue.grids:
                self._read_grid_row(one, self.catalogue.grids[one.id])
            elif one.id:
                self._read_question(one)
            else:
                self._read_loose(one)
        for name in by_words:
            self.notes.append(f"sheet {shown(name)}: the hidden ids are gone; its answers were found by the questions")
        for name in not_asked:
            self.notes.append(f"sheet {shown(name)} has no question of ours and was left alone")
        if self.merged:
            self.notes.append(f"merged cells were read as one answer for all: {', '.join(sorted(self.merged))}")

    def result(self, about: Mapping[str, str]) -> ReturnedBook:
        """What was read, put together."""
        profile, offer = Tree(), Tree()
        words: dict[str, list[tuple[str, Given]]] = defaultdict(list)
        opened: list[OpenAnswer] = []
        numbers = open_numbers(about)
        for name, (question, one) in self.given.items():
            place = place_in_offer(name, self.catalogue, numbers)
            if place:
                opened.append(OpenAnswer(place.number, place.way, one.value, one.line))
            elif question.is_of_offer and numbers:
                self._refuse(one.line, "which of your offers this is for cannot be told; write it into a fresh copy")
            elif question.word:
                words[name.partition("=")[0]].append((question.word, one))
            else:
                self._put(profile, offer, name, one)
        for key, chosen in words.items():
            self._put_words(profile, key, chosen)
        for name, rows in self.rows.items():
            if not name.startswith((CHARGES, PLANS)):
                self._put_list(profile, offer, self.catalogue.grids[name], rows)
        self._put_charges(offer)
        return ReturnedBook(
            path=self.path,
            profile=profile.document(self.path),
            offer=offer.document(self.path),
            problems=tuple(self.problems),
            remarks=tuple(self.remarks),
            notes=tuple(self.notes),
            about=about,
            places=tuple(self.places),
            answered=self.answered,
            opened=tuple(opened),
        )

    def _read_question(self, found: FoundRow) -> None:
        """Read the answer of one question, and what was said beside it."""
        question = self.catalogue.question(found.id)
        if question is None:
            return
        asked = self._asked(found, found.columns.get(ROLE_ANSWER, 0), own=(question.example, question.form))
        self._remark_on(found, remark_key(found.id))
        value = self._value(asked, question.leaf, is_word=bool(question.word))
        if value is None:
            return
        self.answered += 1
        given = Given(value, asked.line)
        first = self.given.setdefault(found.id, (question, given))[1]
        if first.value != value:
            message = f"it is answered twice, and differently at {self.places[first.line - 1]}; keep one of the two"
            self._refuse(asked.line, message)

    def _read_grid_row(self, found: FoundRow, grid: Grid) -> None:
        """Read one row of a table."""
        answers: dict[str, Given] = {}
        only_merged = True
        for column in grid.columns:
            at = found.columns.get(column.id, 0)
            asked = self._asked(found, at)
            value = self._value(asked, column.leaf)
            if value is not None:
                answers[column.id] = Given(value, asked.line)
                only_merged = only_merged and found.sheet.cell(found.row, at).kind == "blank"
        if only_merged or not answers.keys() - _PREFILLED.get(grid.id, frozenset()):
            self._remark_on(found, ())
            return
        steps = key_of(grid.list_key)
        self._remark_on(found, steps if len(steps) == 1 else steps[:2])
        self.answered += len(answers.keys() - _PREFILLED.get(grid.id, frozenset()))
        self.rows[grid.id].append(answers)

    def _read_loose(self, found: FoundRow) -> None:
        """Keep what stands in a row that answers nothing."""
        texts = [str(cell.value) for _, cell in _row(found) if cell.kind not in {"blank", "uncalculated"}]
        if texts:
            place = f"{self.path}[{found.sheet.name}!{found.row}:{found.row}]"
            self.remarks.append(Remark((), shown(place, 200), " | ".join(texts)[:_LONGEST_SAID]))
        self._remark_on(found, ())

    def _remark_on(self, found: FoundRow, key: KeyPath) -> None:
        """Keep the comments on the cells of a row, and what stands in its column for remarks."""
        remark = found.columns.get(ROLE_REMARK, 0)
        for column, cell in _row(found):
            said = [cell.comment] if cell.comment else []
            if column == remark and cell.kind != "blank" and found.id:
                said.append(str(cell.value))
            for text in said:
                self.remarks.append(Remark(key, self._place(found.sheet, found.row, column), text[:_LONGEST_SAID]))

    def _asked(self, found: FoundRow, column: int, own: Iterable[str] = ()) -> _Asked:
        """The cell of an answer; of a merged one, what the merged cells say."""
        sheet, row = found.sheet, found.row
        cell = sheet.cell(row, column) if column else Cell()
        span = sheet.span_at((row, column)) if column and cell.kind == "blank" else None
        if span and span.first[1] != found.columns.get(ROLE_QUESTION):
            first = sheet.cell(*span.first)
            is_ours = span.first[1] != column and (str(first.value) in own or found.id in self.catalogue.grids)
            if first.kind != "blank" and not is_ours:
                cell = first
                self.merged.add(f"{shown(sheet.name)}!{_reference(*span.first)}:{_reference(*span.last)}")
        if cell.kind == "blank":
            return _Asked(cell, 0)
        self.places.append(self._place(sheet, row, column))
        return _Asked(cell, len(self.places))

    def _place(self, sheet: Sheet, row: int, column: int) -> str:
        """A cell as the user finds it."""
        return f"{self.path}[{shown(sheet.name)}!{_reference(row, column)}]"

    def _value(self, asked: _Asked, leaf: Leaf, *, is_word: bool = False) -> Any:
        """The value of an answer; what is none is refused at its cell."""
        try:
            return answer(asked.cell, leaf, is_word=is_word)
        except UnusableAnswerError as refused:
            self._refuse(asked.line, str(refused))
            return None

    def _refuse(self, line: int, message: str) -> None:
        """Tell that an answer cannot be taken."""
        self.problems.append(Problem(Place(self.places[line - 1] if line else self.path), message))

    def _put(self, profile: Tree, offer: Tree, name: str, given: Given) -> None:
        """Put the answer of a question where it belongs."""
        tree = offer if name.startswith(f"{OFFER}.") else profile
        tree.put(key_of(name)[1:] if tree is offer else key_of(name), given)

    def _put_words(self, profile: Tree, key: str, chosen: Sequence[tuple[str, Given]]) -> None:
        """Put a list that was answered word by word."""
        known = {name for name in self.catalogue.questions if name.startswith(f"{key}=")}
        words = [word for word, one in chosen if one.value is True]
        line = min(one.line for _, one in chosen)
        if words or len(chosen) == len(known):
            order = [question.word for name, question in self.catalogue.questions.items() if name in known]
            profile.put(key_of(key), Given(sorted(words, key=order.index) or NONE, line))
        else:
            self.notes.append(f"{self.places[line - 1]}: {key} has no yes, and not every word a no; it stays unknown")

    def _put_list(self, profile: Tree, offer: Tree, grid: Grid, rows: Sequence[Mapping[str, Given]]) -> None:
        """Put the rows of a table where its list belongs; a row that says none alone is the empty list."""
        first = next(iter(rows[0].values()))
        if any(column.id == "*" for column in grid.columns):
            for row in rows:
                self._put_named(offer, key_of(grid.list_key)[1:], row)
        elif len(rows) == len(rows[0]) == 1 and str(first.value).lower() == NONE:
            self._put(profile, offer, grid.list_key, first._replace(value=NONE))
        else:
            for row in rows:
                whole = item_of(row, self._refuse)
                self._put(profile, offer, f"{grid.list_key}.+", whole)

    def _put_named(self, tree: Tree, key: KeyPath, row: Mapping[str, Given]) -> None:
        """Put a value under the name beside it."""
        name, value = row.get("name"), row.get("*")
        if name is None or value is None:
            missing = "the name" if name is None else "what belongs to it"
            self._refuse(next(iter(row.values())).line, f"{missing} is missing beside it; fill in both, or neither")
            return
        fault = fault_of_name(str(name.value))
        if fault:
            self._refuse(name.line, fault)
        elif tree.has((*key, str(name.value))):
            self._refuse(name.line, f"{shown(str(name.value))} is named twice; keep one of the two")
        else:
            tree.put((*key, str(name.value)), value)

    def _put_charges(self, offer: Tree) -> None:
        """Put the charges, whose terms stand in several tables, and the plans that they belong to."""
        rows = [ChargeRow(name, row) for name, found in self.rows.items() if name.startswith(CHARGES) for row in found]
        for path, given in priced(rows, [dict(row) for row in self.rows.get(PLANS, ())], self._refuse):
            offer.put(path, given)


def _row(found: FoundRow) -> Iterator[tuple[int, Cell]]:
    """The cells of a row, but those of the question itself."""
    question = found.columns.get(ROLE_QUESTION, 0)
    cells = found.sheet.rows().get(found.row, {}).items()
    return ((column, cell) for column, cell in cells if column != question or cell.comment)


def _reference(row: int, column: int) -> str:
    """A cell as a spreadsheet names it."""
    return f"{column_letters(column)}{row}"
