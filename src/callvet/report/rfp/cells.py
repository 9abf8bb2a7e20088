"""The cells of a questionnaire: what they look like, what stands in them, and what may be chosen."""

from __future__ import annotations

from datetime import date
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any, Final

from xlsxwriter.utility import xl_col_to_name

from callvet.load.answers import texts_in_cell
from callvet.model.answer_form import Form, Leaf
from callvet.model.questionnaire_marks import LISTS_SHEET

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

    from callvet.model.document import Value

_LONGEST_TEXT: Final = 32_767
"""That a cell holds. [characters]"""
_TEXT, _PERCENT, _DAY, _NUMBER = "@", "0.00####%", "yyyy-mm-dd", "General"
_FORMATS: Final = {
    Form.SHARE: _PERCENT,
    Form.PERCENT: _PERCENT,
    Form.DAY: _DAY,
    Form.WHOLE: _NUMBER,
    Form.NUMBER: _NUMBER,
    Form.AMOUNT: _NUMBER,
    Form.MARK: _NUMBER,
}
"""What programs make of what is typed; all else is text, so that 24/7 does not become a day of July."""
_FIRST_DAY: Final = date(1900, 3, 1)
"""Before it, Excel's calendar has a day that never was."""
_KEPT_DIGITS: Final = 15
_YES_NO: Final = ("yes", "no")


class Looks:
    """What the cells of a workbook look like."""

    def __init__(self, book: Workbook) -> None:
        """Make every look once."""
        base: dict[str, Any] = {"font_name": "Calibri", "font_size": 11, "valign": "top"}
        wrapped = base | {"text_wrap": True}
        lined = wrapped | {"bottom": 1, "bottom_color": "#D9D9D9"}
        self.title: Final = book.add_format(base | {"bold": True, "font_size": 16, "font_color": "#1F3864"})
        self.heading: Final = book.add_format(base | {"bold": True, "font_size": 12, "font_color": "#1F3864"})
        self.text: Final = book.add_format(wrapped)
        self.text_unwrapped: Final = book.add_format(base)
        self.head: Final = book.add_format(wrapped | {"bold": True, "bg_color": "#1F3864", "font_color": "#FFFFFF"})
        self.subheading: Final = book.add_format(wrapped | {"bold": True, "bg_color": "#E7ECF4"})
        self.question: Final = book.add_format(lined)
        self.word: Final = book.add_format(lined | {"indent": 2})
        self.required: Final = book.add_format(lined | {"bold": True, "font_color": "#9C0006"})
        self.counts: Final = book.add_format(lined | {"font_color": "#1F3864"})
        self.hint: Final = book.add_format(lined | {"font_size": 9, "font_color": "#404040"})
        self.small: Final = book.add_format(lined | {"font_size": 9})
        self.example: Final = book.add_format(lined | {"font_size": 9, "italic": True, "font_color": "#595959"})
        open_cell = wrapped | {"locked": False, "border": 1, "border_color": "#BFBFBF"}
        self.remark: Final = book.add_format(open_cell | {"num_format": _TEXT})
        self.open_row: Final = book.add_format({"locked": False})
        yellow = open_cell | {"bg_color": "#FFF9DB"}
        formats = {_TEXT, *_FORMATS.values()}
        self._answers: Final = {one: book.add_format(yellow | {"num_format": one}) for one in formats}

    def answer(self, form: Form) -> Any:
        """The look of a cell to be filled in."""
        return self._answers[_FORMATS.get(form, _TEXT)]


def put_answer(sheet: Worksheet, at: tuple[int, int], form: Form, value: Value | None, looks: Looks) -> None:
    """Write what is known into a cell to be filled in, or leave it blank."""
    look = looks.answer(form)
    if isinstance(value, bool):
        sheet.write_string(*at, "yes" if value else "no", look)
        return
    number = _number(form, value)
    if number is not None:
        sheet.write_number(*at, number, look)
    elif form is Form.DAY and (day := _day(value)):
        sheet.write_datetime(*at, day, look)
    elif value is None or len(text := _text(form, value)) > _LONGEST_TEXT:
        sheet.write_blank(*at, None, look)
    else:
        sheet.write_string(*at, text, look)


def _number(form: Form, value: Value | None) -> float | None:
    """The number that a cell can hold without losing a digit; None for all else."""
    if form not in _FORMATS or form is Form.DAY or isinstance(value, list) or value is None:
        return None
    text = str(value)
    try:
        exact = Decimal(text.removesuffix("%").strip())
    except InvalidOperation:
        return None
    if form is Form.PERCENT or text.endswith("%"):
        exact /= 100
    kept = float(exact)
    return kept if Decimal(f"{kept:.{_KEPT_DIGITS}g}") == exact else None


def _day(value: Value | None) -> date | None:
    """The day that a cell can hold."""
    try:
        day = date.fromisoformat(str(value))
    except ValueError:
        return None
    return day if day >= _FIRST_DAY else None


def _text(form: Form, value: Value) -> str:
    """What is known, as a vendor would write it."""
    if isinstance(value, list):
        return texts_in_cell(value) if form is Form.TEXTS else ", ".join(map(str, value))
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


class Choices:
    """The drop-downs of a workbook, whose words stand on a hidden sheet.

    Words that stand in a drop-down itself may have 255 characters in all, and Excel takes no ``Yes`` where they say
    ``yes``; those of a range have no bound, and capitals do not count.
    """

    def __init__(self, book: Workbook) -> None:
        """Begin without the hidden sheet, which is made when it is needed."""
        self._book = book
        self._sheet: Worksheet | None = None
        self._ranges: dict[tuple[str, ...], str] = {}

    def offer(self, sheet: Worksheet, cells: tuple[int, int, int, int], leaf: Leaf, *, is_word: bool = False) -> None:
        """Let the words be chosen that are answers; where several are, or none is one, others may be typed."""
        if is_word or leaf.form in {Form.FLAG, Form.MARK}:
            words: tuple[str, ...] = _YES_NO
        elif leaf.choices:
            words = leaf.choices
        else:
            return
        several = leaf.form in {Form.CHOICES, Form.MARK} and not is_word
        sheet.data_validation(
            *cells,
            {
                "validate": "list",
                "source": self._range(words),
                "error_type": "information" if several else "stop",
                "error_title": "Not in the list",
                "error_message": "Several may be written with commas between." if several else "Choose from the list.",
                "show_error": not several,
            },
        )

    def _range(self, words: tuple[str, ...]) -> str:
        """The cells in which words stand."""
        if words not in self._ranges:
            self._ranges[words] = self._written(words)
        return self._ranges[words]

    def _written(self, words: tuple[str, ...]) -> str:
        """Words in a column of the hidden sheet, below what tells which sheet it is."""
        if self._sheet is None:
            self._sheet = self._book.add_worksheet(LISTS_SHEET)
            self._sheet.very_hidden()
            self._sheet.write_string(0, 0, LISTS_SHEET)
        column = len(self._ranges)
        for row, word in enumerate(words, 1):
            self._sheet.write_string(row, column, word)
        letters = xl_col_to_name(column)
        return f"='{LISTS_SHEET}'!${letters}$2:${letters}${len(words) + 1}"
