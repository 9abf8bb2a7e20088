"""Which row of a returned questionnaire answers what: by hidden ids, or where those are gone by the visible words."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NamedTuple

from callvet.model.answer_examples import form_in_words
from callvet.model.answer_form import Form, Leaf
from callvet.model.questionnaire import Grid, Question
from callvet.model.questionnaire_marks import (
    ANSWER_HEAD,
    EXAMPLE_SIGN,
    GRID_MARK,
    HEADS_MARK,
    QUESTIONS_MARK,
    REMARK_HEAD,
    ROLE_ANSWER,
    ROLE_QUESTION,
    ROLE_REMARK,
    WORDS_MARK,
    without_mark,
)
from callvet.model.questionnaire_offers import open_place, open_question

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from callvet.load.sheets.sheet import Cell, Sheet
    from callvet.model.questionnaire import Topic

Columns = dict[str, int]
"""The columns of a table, or of questions, by their ids."""

_LEAST_HEADS: Final = 2
"""Heads of a table that a row must have to be taken for them."""


class FoundRow(NamedTuple):
    """One row that answers something.

    Attributes:
        sheet: Where it stands.
        row: Its number.
        id: Of the question or table; none for text that answers nothing.
        columns: Where its answers stand.
    """

    sheet: Sheet
    row: int
    id: str
    columns: Columns


@dataclass(slots=True)
class Catalogue:
    """Everything that may be asked, by its id and by its words."""

    questions: dict[str, Question] = field(default_factory=dict)
    grids: dict[str, Grid] = field(default_factory=dict)
    id_of_text: dict[str, str] = field(default_factory=dict)
    words: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, topics: Iterable[Topic]) -> Catalogue:
        """The catalogue of all topics."""
        made = cls()
        for topic in topics:
            made.words |= {_plain(topic.name), _plain(topic.text)}
            for item in topic.items:
                made.id_of_text[_plain(item.text)] = item.id
                if isinstance(item, Question):
                    made.questions[item.id] = item
                elif isinstance(item, Grid):
                    made.grids[item.id] = item
        return made

    def question(self, name: str) -> Question | None:
        """The question of an id: one that is known here, about what an offer leaves open, or of the committee's own."""
        place = open_place(name)
        if name in self.questions or place is None:
            own = Question(name, "", Leaf((name,), Form.MARK)) if name.partition("=")[0].startswith("x-") else None
            return self.questions.get(name, own)
        return open_question(place)

    def is_known(self, name: str) -> bool:
        """Whether an id is one of a question or of a table."""
        return name in self.questions or name in self.grids


def _plain(text: str) -> str:
    """Text as it is compared: case and blanks do not count."""
    return " ".join(without_mark(text.strip()).lower().split())


def _text(cell: Cell) -> str:
    """The text of a cell; none of any other."""
    return cell.value.strip() if isinstance(cell.value, str) and cell.kind == "text" else ""


@dataclass(slots=True)
class _Rows:
    """The cells of a sheet by row, and what is known of its rows so far."""

    sheet: Sheet
    catalogue: Catalogue
    cells: dict[int, dict[int, Cell]]
    id_column: int | None

    @classmethod
    def of(cls, sheet: Sheet, catalogue: Catalogue) -> _Rows:
        """The rows of a sheet."""
        cells = sheet.rows()
        return cls(sheet, catalogue, cells, _id_column(cells.values(), catalogue))

    def id_at(self, row: int) -> str:
        """What the hidden column says of a row."""
        cell = self.cells[row].get(self.id_column or 0)
        return _text(cell) if cell else ""

    def texts(self, row: int) -> dict[str, int]:
        """The columns of a row by what stands in them."""
        return {
            _plain(_text(cell)): column
            for column, cell in reversed(self.cells[row].items())
            if column != self.id_column and _text(cell)
        }


def _id_column(rows: Iterable[Mapping[int, Cell]], catalogue: Catalogue) -> int | None:
    """The column of the hidden ids, wherever it was moved to; None where it is gone."""
    marks: Counter[int] = Counter()
    for row in rows:
        for column, cell in row.items():
            said = _text(cell)
            known = said.startswith((GRID_MARK, HEADS_MARK, WORDS_MARK)) and _is_mark(said, catalogue)
            marks[column] += 10 if known else catalogue.is_known(said)
    # A word in an answer may be an id by chance; a mark never is.
    found = marks.most_common(1)
    return found[0][0] if found and found[0][1] >= len(GRID_MARK) * 10 else None


def _is_mark(said: str, catalogue: Catalogue) -> bool:
    """Whether a cell marks questions, or the heads of a table that there is."""
    return said in {QUESTIONS_MARK, WORDS_MARK} or said[1:] in catalogue.grids


def found_rows(sheets: Sequence[Sheet], catalogue: Catalogue) -> tuple[list[FoundRow], list[str], list[str]]:
    """Every row that answers something, in the order of the book.

    Returns:
        The rows, the names of sheets without ids whose questions were known by their words, and the names of sheets
        in which nothing was asked.
    """
    all_rows = [_Rows.of(sheet, catalogue) for sheet in sheets]
    anywhere: dict[str, Columns] = {}
    for rows in all_rows:
        for _, name, columns in _headers(rows):
            anywhere.setdefault(name, columns)
    found: list[FoundRow] = []
    by_words: list[str] = []
    not_asked: list[str] = []
    for rows in all_rows:
        here = list(_walk(rows, anywhere))
        found += here
        if rows.id_column is None and rows.cells:
            (by_words if any(one.id for one in here) else not_asked).append(rows.sheet.name)
    return found, by_words, not_asked


def _headers(rows: _Rows) -> Iterator[tuple[int, str, Columns]]:
    """The rows that name columns: their numbers, what they belong to, and the columns."""
    pending = ""
    for row in rows.cells:
        said = rows.id_at(row)
        texts = rows.texts(row)
        if said == QUESTIONS_MARK or (_plain(ANSWER_HEAD) in texts):
            yield row, QUESTIONS_MARK, _question_columns(texts)
        elif said[:1] in {GRID_MARK, HEADS_MARK} and said[1:] in rows.catalogue.grids:
            pending = said[1:]
            yield row, pending, _columns_of(rows.catalogue.grids[pending], texts)
        elif rows.id_column is None:
            pending = next((name for text in texts if (name := rows.catalogue.id_of_text.get(text, ""))), pending)
            grid = rows.catalogue.grids.get(pending)
            columns = _columns_of(grid, texts) if grid else {}
            if len(columns) >= _LEAST_HEADS:
                yield row, pending, columns


def _question_columns(texts: Mapping[str, int]) -> Columns:
    """The columns of questions, by the hidden names or by their heads."""
    heads = ((ROLE_QUESTION, "Question"), (ROLE_ANSWER, ANSWER_HEAD), (ROLE_REMARK, REMARK_HEAD))
    return {
        role: texts.get(_plain(head), texts.get(role, 0)) for role, head in heads if texts.keys() & {role, _plain(head)}
    }


def _columns_of(grid: Grid, texts: Mapping[str, int]) -> Columns:
    """The columns of a table, by their ids or by their heads, whichever a row has more of."""
    by_id = {one.id: texts[_plain(one.id)] for one in grid.columns if _plain(one.id) in texts}
    by_head = {one.id: texts[_plain(one.head)] for one in grid.columns if _plain(one.head) in texts}
    return by_id if len(by_id) >= len(by_head) else by_head


def _walk(rows: _Rows, anywhere: Mapping[str, Columns]) -> Iterator[FoundRow]:
    """The rows of one sheet that answer something, and those that say something else."""
    headers = {row: (name, columns) for row, name, columns in _headers(rows)}
    here: dict[str, Columns] = {}
    for name, columns in headers.values():
        here.setdefault(name, columns)
    current = ""
    for row in rows.cells:
        if row in headers:
            current, here[headers[row][0]] = headers[row][0], headers[row][1] or here[headers[row][0]]
            continue
        name = rows.id_at(row) if rows.id_column else _by_words(rows, row, current)
        if name == WORDS_MARK or name[:1] in {GRID_MARK, HEADS_MARK}:
            continue
        if rows.catalogue.question(name):
            yield FoundRow(rows.sheet, row, name, here.get(QUESTIONS_MARK) or anywhere.get(QUESTIONS_MARK, {}))
        elif name in rows.catalogue.grids:
            current = name
            yield FoundRow(rows.sheet, row, name, here.get(name) or anywhere.get(name, {}))
        elif not name and current in rows.catalogue.grids:
            yield FoundRow(rows.sheet, row, current, here[current])
        elif rows.id_column:
            yield FoundRow(rows.sheet, row, "", here.get(QUESTIONS_MARK, {}) if name else {})


def _by_words(rows: _Rows, row: int, current: str) -> str:
    """What a row without an id answers, by the words in it."""
    texts = rows.texts(row)
    for text in texts:
        name = rows.catalogue.id_of_text.get(text, "")
        if name in rows.catalogue.questions:
            return name
        if name or text in rows.catalogue.words:
            return WORDS_MARK
    grid = rows.catalogue.grids.get(current)
    if grid is None:
        return WORDS_MARK
    own = {_plain(text) for one in grid.columns for text in (one.text, one.head, one.id, form_in_words(one.leaf))}
    is_own = all(text in own or text.startswith(_plain(EXAMPLE_SIGN)) for text in texts)
    return WORDS_MARK if texts and is_own else current
