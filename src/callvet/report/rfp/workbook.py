"""The questionnaire as an Excel workbook: no macro, no formula, and nothing to fill in but the yellow cells."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from xlsxwriter import Workbook

from callvet.model.answer_examples import form_in_words
from callvet.model.answer_form import Form
from callvet.model.questionnaire import Grid, Heading, Question
from callvet.model.questionnaire_marks import (
    ABOUT_SHEET,
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
)
from callvet.model.questionnaire_topics import CHARGES, NUMBER, SCOPE_WORK
from callvet.report.rfp.cells import Choices, Looks, put_answer
from callvet.report.rfp.conditions import conditions
from callvet.report.rfp.instructions import how_to, the_need, title, who_asks
from callvet.report.rfp.room import LINE, Paper, height

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from xlsxwriter.worksheet import Worksheet

    from callvet.evaluation.rfp import Questionnaire
    from callvet.model.document import Value
    from callvet.model.questionnaire import Topic

_ID, _QUESTION, _MARK, _FORM, _EXAMPLE, _ANSWER, _REMARK = range(7)
_HEADS: Final = ("", "Question", "Mark", "How to write it", "Example", ANSWER_HEAD, REMARK_HEAD)
_ROLES: Final = (QUESTIONS_MARK, ROLE_QUESTION, "mark", "form", "example", ROLE_ANSWER, ROLE_REMARK)
_WIDTHS: Final = (4, 52, 14, 28, 20, 30, 34)
"""Of the columns of questions. [characters]"""
_LEAST_WIDTH, _MOST_WIDTH = 14, 22
_MANY: Final = 10
"""Columns beyond which a table is too wide for a page of a readable size."""
_READ_WIDTH: Final = 72
"""Of the text on the first sheet, as wide as paper. [characters]"""
_A4: Final = 9
_TITLE: Final = 24
"""Height of the title. [points]"""
_SMALL: Final = 11 / 9
"""Characters of the small letters that go into the room of one of the others."""
_BOLD: Final = 0.85
"""The same of bold letters."""
_PADDING: Final = 3
"""Below a question. [points]"""
_PROTECTED: Final = {
    "format_cells": True,
    "format_columns": True,
    "format_rows": True,
    "insert_rows": True,
    "delete_rows": True,
    "sort": True,
    "objects": True,
    "select_locked_cells": True,
    "select_unlocked_cells": True,
}
"""What a vendor may do beside answering; there is no password."""


def workbook_bytes(asked: Questionnaire) -> bytes:
    """The workbook."""
    file = BytesIO()
    # What looks like a formula, a number or an address in foreign text stays text.
    inert = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
    with Workbook(file, inert) as book:
        book.set_properties({"title": title(asked), "comments": "Answers are read back with callvet rfp read"})
        writer = _Writer(book, asked)
        writer.write_instructions()
        for topic in asked.topics:
            writer.write_topic(topic)
        writer.write_about()
    return file.getvalue()


class _At(NamedTuple):
    """Where the next row goes."""

    sheet: Worksheet
    row: int

    def below(self, rows: int = 1) -> _At:
        """So many rows further down."""
        return _At(self.sheet, self.row + rows)


class _Writer:
    """Writes the sheets of one questionnaire."""

    def __init__(self, book: Workbook, asked: Questionnaire) -> None:
        """Keep the book, and make what its cells look like."""
        self._book, self._asked = book, asked
        self._looks = Looks(book)
        self._choices = Choices(book)
        self._widths: list[int] = []
        self._paper: Paper

    def write_instructions(self) -> None:
        """Write the sheet that is read first."""
        sheet = self._sheet("Instructions", landscape=False)
        sheet.set_column(0, 0, None, None, {"hidden": True})
        sheet.set_column(1, 1, _READ_WIDTH)
        needs = self._asked.needs
        parts: Sequence[tuple[str, Sequence[str]]] = (
            ("Who asks", (who_asks(needs),)),
            ("What is needed", (the_need(needs),)),
            *([("Conditions", [f"– {one}" for one in must])] if (must := conditions(needs)) else []),
            ("How to fill this in", [f"{number}. {line}" for number, line in enumerate(how_to(self._asked), 1)]),
        )
        sheet.set_row(0, _TITLE)
        at = self._words(_At(sheet, 0), title(self._asked), self._looks.title)
        for head, lines in parts:
            at = self._words(at.below(), head, self._looks.heading)
            for line in lines:
                sheet.set_row(at.row, height([(line, _READ_WIDTH)]))
                at = self._words(at, line, self._looks.text)
        sheet.print_area(0, _QUESTION, at.row, _QUESTION)

    def write_topic(self, topic: Topic) -> None:
        """Write the sheet of a topic."""
        sheet = self._sheet(topic.name, landscape=True)
        grids = [item for item in topic.items if isinstance(item, Grid)]
        questions = [item for item in topic.items if not isinstance(item, Grid)]
        widest = max((len(grid.columns) for grid in grids), default=0)
        self._widths = [
            _WIDTHS[column] if questions and column < len(_WIDTHS) else _width(widest)
            for column in range(max(len(_WIDTHS) if questions else 0, widest + 1))
        ]
        for column, width in enumerate(self._widths):
            sheet.set_column(column, column, width)
        sheet.set_column(_ID, _ID, None, None, {"hidden": True})
        self._paper = Paper(sheet, self._widths[1:])
        self._set_row(_At(sheet, 0), _TITLE)
        at = self._words(_At(sheet, 0), topic.name, self._looks.title)
        at = self._words(at, topic.text, self._looks.text_unwrapped)
        if questions:
            at = self._question_heads(at, is_repeated=not grids)
            sheet.freeze_panes(at.row, _MARK)
            for item in questions:
                at = self._question(at, item)
        for grid in grids:
            at = self._grid(at.below(), grid)
        sheet.print_area(0, _QUESTION, at.row, max(widest, len(_HEADS) - 1 if questions else 0))

    def write_about(self) -> None:
        """Write the hidden sheet by which the answers find their way."""
        sheet = self._book.add_worksheet("callvet")
        sheet.hide()
        rows = [(ABOUT_SHEET, ""), *self._asked.about.items()]
        for row, (key, value) in enumerate(rows):
            sheet.write_string(row, 0, key)
            sheet.write_string(row, 1, value)

    def _sheet(self, name: str, *, landscape: bool) -> Worksheet:
        """A new sheet, protected and ready for paper."""
        sheet = self._book.add_worksheet(name)
        sheet.protect("", _PROTECTED)
        sheet.hide_gridlines(2)
        sheet.set_paper(_A4)
        if landscape:
            sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(0.4, 0.4, 0.5, 0.6)
        sheet.set_footer("&L&A&RPage &P of &N")
        return sheet

    def _set_row(self, at: _At, tall: int) -> None:
        """Give a row its height. [points]"""
        at.sheet.set_row(at.row, tall)
        self._paper.row(tall)

    def _words(self, at: _At, text: str, look: Any) -> _At:
        """One line to be read."""
        at.sheet.write_string(at.row, _ID, WORDS_MARK)
        at.sheet.write_string(at.row, _QUESTION, text, look)
        return at.below()

    def _question_heads(self, at: _At, *, is_repeated: bool) -> _At:
        """The heads of questions, and above them the hidden row that names their columns."""
        for column, role in enumerate(_ROLES):
            at.sheet.write_string(at.row, column, role)
        at.sheet.set_row(at.row, None, None, {"hidden": True})
        at = at.below()
        at.sheet.write_string(at.row, _ID, WORDS_MARK)
        for column, head in enumerate(_HEADS[1:], 1):
            at.sheet.write_string(at.row, column, head, self._looks.head)
        if is_repeated:
            at.sheet.repeat_rows(at.row)
        return at.below()

    def _question(self, at: _At, item: Question | Heading) -> _At:
        """One question, or what is asked word by word below."""
        if isinstance(item, Heading):
            text = _with_mark(item)
            self._set_row(at, height([(text, sum(self._widths[_QUESTION : _REMARK + 1]) * _BOLD)]))
            at.sheet.write_string(at.row, _ID, WORDS_MARK)
            at.sheet.merge_range(at.row, _QUESTION, at.row, _REMARK, text, self._looks.subheading)
            return at.below()
        sheet, row = at
        small = ((item.form, _FORM), (item.example, _EXAMPLE))
        rooms = [(item.text, self._widths[_QUESTION]), (item.mark, self._widths[_MARK] * _BOLD)]
        rooms += [(text, self._widths[column] * _SMALL) for text, column in small]
        self._set_row(at, height(rooms) + _PADDING)
        sheet.write_string(row, _ID, item.id)
        sheet.write_string(row, _QUESTION, item.text, self._looks.word if item.word else self._looks.question)
        sheet.write_string(row, _MARK, item.mark, self._looks.required if item.required else self._looks.counts)
        sheet.write_string(row, _FORM, item.form, self._looks.hint)
        sheet.write_string(row, _EXAMPLE, item.example, self._looks.example)
        value = self._asked.answers.get(item.id)
        form = Form.FLAG if item.word else item.leaf.form
        put_answer(sheet, (row, _ANSWER), form, value, self._looks)
        self._choices.offer(sheet, (row, _ANSWER, row, _ANSWER), item.leaf, is_word=bool(item.word))
        sheet.write_blank(row, _REMARK, None, self._looks.remark)
        return at.below()

    def _grid(self, at: _At, grid: Grid) -> _At:
        """A table: what it asks, its heads, what to write, an example, and the rows to fill in."""
        sheet, count = at.sheet, self._count(grid)
        words = self._grid_words(grid)
        tall = [height(zip(said, self._rooms(mark), strict=False)) + _PADDING for mark, _, said in words]
        self._paper.block(at.row, sum(tall) + LINE * (count + 1))
        sheet.write_string(at.row, _ID, WORDS_MARK)
        sheet.write_string(at.row, _QUESTION, _with_mark(grid), self._looks.heading)
        at = at.below()
        sheet.write_string(at.row, _ID, GRID_MARK + grid.id)
        for place, column in enumerate(grid.columns, 1):
            sheet.write_string(at.row, place, column.id)
        sheet.set_row(at.row, None, None, {"hidden": True})
        for (mark, look, said_of_all), high in zip(words, tall, strict=True):
            at = at.below()
            sheet.write_string(at.row, _ID, mark)
            for place, said in enumerate(said_of_all, 1):
                sheet.write_string(at.row, place, said, look)
            self._set_row(at, high)
        return self._grid_rows(at.below(), grid, count)

    def _rooms(self, mark: str) -> list[float]:
        """How many characters go into a line of each column: bold ones in heads, small ones below."""
        return [width * (_SMALL if mark == WORDS_MARK else _BOLD) for width in self._widths[1:]]

    def _grid_words(self, grid: Grid) -> tuple[tuple[str, Any, list[str]], ...]:
        """The rows above the answers: heads, questions, forms and examples."""
        return (
            (HEADS_MARK + grid.id, self._looks.head, [column.head for column in grid.columns]),
            (WORDS_MARK, self._looks.small, [column.text for column in grid.columns]),
            (WORDS_MARK, self._looks.hint, [form_in_words(column.leaf) for column in grid.columns]),
            (WORDS_MARK, self._looks.example, [f"{EXAMPLE_SIGN} {column.example}" for column in grid.columns]),
        )

    def _count(self, grid: Grid) -> int:
        """How many rows a table offers."""
        return max(grid.rows, len(self._asked.rows.get(grid.id) or _begun(grid)) + 2)

    def _grid_rows(self, at: _At, grid: Grid, count: int) -> _At:
        """The rows to fill in, with what is known in them; open as a whole, or no program lets them be moved."""
        known = self._asked.rows.get(grid.id) or _begun(grid)
        for step in range(count):
            at.sheet.set_row(at.row + step, LINE, self._looks.open_row)
            self._paper.row()
            row: Mapping[str, Value] = known[step] if step < len(known) else {}
            if grid.id == CHARGES and not row:
                row = {NUMBER: step + 1}
            at.sheet.write_string(at.row + step, _ID, grid.id, self._looks.open_row)
            for place, column in enumerate(grid.columns, 1):
                put_answer(at.sheet, (at.row + step, place), column.leaf.form, row.get(column.id), self._looks)
        for place, column in enumerate(grid.columns, 1):
            self._choices.offer(at.sheet, (at.row, place, at.row + count - 1, place), column.leaf)
        return at.below(count)


def _with_mark(item: Heading | Grid) -> str:
    """What is asked, with its mark behind it."""
    return f"{item.text} ({item.mark})" if item.mark else item.text


def _width(columns: int) -> int:
    """Of the columns of tables that stand alone: less where there are many. [characters]"""
    return _MOST_WIDTH if columns <= _MANY else _LEAST_WIDTH


def _begun(grid: Grid) -> tuple[dict[str, Value], ...]:
    """The rows of a table that begin filled in."""
    return tuple({"name": work} for work in SCOPE_WORK) if grid.id == "quote.scope" else ()
