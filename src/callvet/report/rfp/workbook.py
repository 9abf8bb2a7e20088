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
from callvet.report.rfp.instructions import how_to, the_need, title, who_asks

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
_MOST_BEFORE_A_TABLE: Final = 25
"""Questions after which a table begins on a page of its own."""
_READ_WIDTH: Final = 72
"""Of the text on the first sheet, as wide as paper. [characters]"""
_A4: Final = 9
_LINE: Final = 15
"""Height of a line. [points]"""
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

    def write_instructions(self) -> None:
        """Write the sheet that is read first."""
        sheet = self._sheet("Instructions", landscape=False)
        sheet.set_column(0, 0, None, None, {"hidden": True})
        sheet.set_column(1, 1, _READ_WIDTH)
        needs = self._asked.needs
        parts: Sequence[tuple[str, Sequence[str]]] = (
            ("Who asks", (who_asks(needs),)),
            ("What is needed", (the_need(needs),)),
            ("How to fill this in", [f"{number}. {line}" for number, line in enumerate(how_to(self._asked), 1)]),
        )
        at = self._words(_At(sheet, 0), title(self._asked), self._looks.title)
        for head, lines in parts:
            at = self._words(at.below(), head, self._looks.heading)
            for line in lines:
                sheet.set_row(at.row, _LINE * (1 + len(line) // (_READ_WIDTH + 4)))
                at = self._words(at, line, self._looks.text)
        sheet.print_area(0, _QUESTION, at.row, _QUESTION)

    def write_topic(self, topic: Topic) -> None:
        """Write the sheet of a topic."""
        sheet = self._sheet(topic.name, landscape=True)
        widest = max((len(item.columns) for item in topic.items if isinstance(item, Grid)), default=0)
        has_questions = any(not isinstance(item, Grid) for item in topic.items)
        for column in range(max(len(_WIDTHS), widest + 1)):
            is_set = has_questions and column < len(_WIDTHS)
            sheet.set_column(column, column, _WIDTHS[column] if is_set else _width(widest))
        sheet.set_column(_ID, _ID, None, None, {"hidden": True})
        at = self._words(_At(sheet, 0), topic.name, self._looks.title)
        at = self._words(at, topic.text, self._looks.text_unwrapped)
        questions = [item for item in topic.items if not isinstance(item, Grid)]
        if questions:
            at = self._question_heads(at)
            sheet.freeze_panes(at.row, _MARK)
            for item in questions:
                at = self._question(at, item)
            if len(questions) > _MOST_BEFORE_A_TABLE:
                sheet.set_h_pagebreaks([at.row])
        for grid in (item for item in topic.items if isinstance(item, Grid)):
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

    def _words(self, at: _At, text: str, look: Any) -> _At:
        """One line to be read."""
        at.sheet.write_string(at.row, _ID, WORDS_MARK)
        at.sheet.write_string(at.row, _QUESTION, text, look)
        return at.below()

    def _question_heads(self, at: _At) -> _At:
        """The heads of questions, and above them the hidden row that names their columns."""
        for column, role in enumerate(_ROLES):
            at.sheet.write_string(at.row, column, role)
        at.sheet.set_row(at.row, None, None, {"hidden": True})
        at = at.below()
        at.sheet.write_string(at.row, _ID, WORDS_MARK)
        for column, head in enumerate(_HEADS[1:], 1):
            at.sheet.write_string(at.row, column, head, self._looks.head)
        at.sheet.repeat_rows(at.row)
        return at.below()

    def _question(self, at: _At, item: Question | Heading) -> _At:
        """One question, or what is asked word by word below."""
        if isinstance(item, Heading):
            text = _with_mark(item)
            at.sheet.set_row(at.row, _LINE * (1 + len(text) // 120))
            at.sheet.write_string(at.row, _ID, WORDS_MARK)
            at.sheet.merge_range(at.row, _QUESTION, at.row, _REMARK, text, self._looks.subheading)
            return at.below()
        sheet, row = at
        longest = max(len(item.text) / 56, len(item.form) / 36, len(item.example) / 26)
        sheet.set_row(row, _LINE * (1 + int(longest)) + 3)
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
        sheet = at.sheet
        sheet.write_string(at.row, _ID, WORDS_MARK)
        sheet.write_string(at.row, _QUESTION, _with_mark(grid), self._looks.heading)
        at = at.below()
        sheet.write_string(at.row, _ID, GRID_MARK + grid.id)
        for place, column in enumerate(grid.columns, 1):
            sheet.write_string(at.row, place, column.id)
        sheet.set_row(at.row, None, None, {"hidden": True})
        for mark, look, words in self._grid_words(grid):
            at = at.below()
            sheet.write_string(at.row, _ID, mark)
            for place, said in enumerate(words, 1):
                sheet.write_string(at.row, place, said, look)
            # The small letters of what is below the heads take less room than theirs.
            room = _width(len(grid.columns)) + (3 if mark == WORDS_MARK else -2)
            lines = max(1 + len(said) // room for said in words)
            sheet.set_row(at.row, _LINE * lines + 3)
        return self._grid_rows(at.below(), grid)

    def _grid_words(self, grid: Grid) -> tuple[tuple[str, Any, list[str]], ...]:
        """The rows above the answers: heads, questions, forms and examples."""
        return (
            (HEADS_MARK + grid.id, self._looks.head, [column.head for column in grid.columns]),
            (WORDS_MARK, self._looks.small, [column.text for column in grid.columns]),
            (WORDS_MARK, self._looks.hint, [form_in_words(column.leaf) for column in grid.columns]),
            (WORDS_MARK, self._looks.example, [f"{EXAMPLE_SIGN} {column.example}" for column in grid.columns]),
        )

    def _grid_rows(self, at: _At, grid: Grid) -> _At:
        """The rows to fill in, with what is known in them."""
        known = self._asked.rows.get(grid.id) or _begun(grid)
        count = max(grid.rows, len(known) + 2)
        for step in range(count):
            row: Mapping[str, Value] = known[step] if step < len(known) else {}
            if grid.id == CHARGES and not row:
                row = {NUMBER: step + 1}
            at.sheet.write_string(at.row + step, _ID, grid.id)
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
