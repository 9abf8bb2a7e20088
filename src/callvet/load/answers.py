"""From a cell to the value that a profile or a quote would have there, or why it cannot be taken.

What a program did to an answer is undone where it is beyond doubt (85% that became 0.85, a number typed as text), and
refused with the fix where it is not. What is left goes through the same checks as YAML.
"""

from __future__ import annotations

import csv
import re
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from callvet.load.scalars import LONGEST_NUMBER, NUMBER_LIMIT, control_in
from callvet.model.answer_form import Form, Leaf
from callvet.model.wording import plain_digits, shown

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from callvet.load.sheets.sheet import Cell
    from callvet.model.document import Value


class UnusableAnswerError(Exception):
    """What stands in a cell is no answer, with what to write."""


NONE: Final = "none"
_UNCALCULATED: Final = (
    "this formula was saved without its value; open the workbook in Excel or LibreOffice and save it, or write the "
    "answer itself"
)
_LONGEST_CELL: Final = 32_767
"""Of Excel; other programs hold more. [characters]"""
_YES: Final = frozenset({"yes", "y", "true"})
_NO: Final = frozenset({"no", "n", "false"})
_NUMBER: Final = re.compile(r"[-+]?(\d+(\.\d+)?|\.\d+)", re.ASCII)
_GROUPED: Final = re.compile(r"[-+]?[1-9]\d{0,2}([,.' \xa0\u202f\u2009])\d{3}(?:\1\d{3})*(?:[.,]\d+)?", re.ASCII)
_DECIMAL_COMMA: Final = re.compile(r"[-+]?(\d*,(\d{1,2}|\d{4,})|0*,\d+)", re.ASCII)
_AMBIGUOUS: Final = re.compile(r"[-+]?[1-9]\d{0,2}[.,]\d{3}", re.ASCII)
_BLANKS: Final = " \xa0\u202f\u2009\u200b\ufeff\t\r\n"


def answer(cell: Cell, leaf: Leaf, *, is_word: bool = False) -> Value | None:
    """The value that an answer stands for; None where there is none.

    Args:
        cell: What stands there.
        leaf: What an answer is.
        is_word: Whether it tells of one word of a list if it applies.

    Raises:
        UnusableAnswerError: It is no answer, with the fix.
    """
    if cell.kind == "blank":
        return None
    if cell.kind == "error":
        message = f"{shown(str(cell.value))} is an error of the workbook; write the answer itself"
        raise UnusableAnswerError(message)
    if cell.kind == "uncalculated":
        raise UnusableAnswerError(_UNCALCULATED)
    text = _clean(str(cell.value)) if cell.kind == "text" else ""
    if cell.kind == "text" and not text:
        return None
    if text.lower() == NONE and leaf.form is not Form.TEXT and not is_word:
        return NONE
    form = Form.FLAG if is_word else leaf.form
    return _READERS.get(form, _plain)(cell, text, leaf)


def _clean(text: str) -> str:
    """Text without the blanks around it that nobody meant, and with one kind of line break."""
    clean = text.replace("\r\n", "\n").replace("\r", "\n").strip(_BLANKS)
    if control := control_in(clean):
        message = f"the sign {shown(control)} in it cannot be printed; write the answer without it"
        raise UnusableAnswerError(message)
    if len(clean) > _LONGEST_CELL:
        message = f"it has {len(clean)} characters, and a cell holds {_LONGEST_CELL}; write less"
        raise UnusableAnswerError(message)
    return clean


def _flag(cell: Cell, text: str, _: Leaf) -> Value:
    """Yes or no."""
    if cell.kind == "flag":
        return cell.value
    if text.lower() in _YES | _NO:
        return text.lower() in _YES
    message = f"{_written(cell)} is neither yes nor no; choose one of the two"
    raise UnusableAnswerError(message)


def _mark(cell: Cell, text: str, leaf: Leaf) -> Value:
    """Yes, no or a number."""
    return _number(cell, text, leaf) if cell.kind == "number" or _NUMBER.fullmatch(text) else _flag(cell, text, leaf)


def _choice(cell: Cell, text: str, leaf: Leaf) -> Value:
    """One of the words, however it is spelt."""
    return _word(text or _as_text(cell), leaf.choices)


def _choices(cell: Cell, text: str, leaf: Leaf) -> Value:
    """Several of the words."""
    return [_word(one, leaf.choices) for one in re.split(r"[,;\n]", text or _as_text(cell)) if one.strip()]


def _word(text: str, words: Sequence[str]) -> str:
    """The word that is meant by any spelling of it, else what was written."""
    meant = {_spelt(word): word for word in words}
    return meant.get(_spelt(text), text.strip())


def _spelt(word: str) -> str:
    """A word without what people spell in several ways."""
    return re.sub(r"[^a-z0-9]", "", word.lower())


def _texts(cell: Cell, text: str, _: Leaf) -> Value:
    """Several texts: one to a line, or with semicolons, or else with commas between; in quotes, any of these stay."""
    whole = text or _as_text(cell)
    apart = ";" if ";" in _outside_quotes(whole) else ","
    lines = csv.reader(whole.splitlines(keepends=True), delimiter=apart, skipinitialspace=True)
    found = [item for line in lines for item in line]
    return [clean for item in found if (clean := item.strip(_BLANKS))]


def texts_in_cell(texts: Sequence[str]) -> str:
    """What ``_texts`` reads back as these."""
    if len(texts) == 1 and not re.search(r'[";,\n]', texts[0]) and texts[0].lower() != NONE:
        return texts[0]
    quoted = (f'"{one.replace(chr(34), chr(34) * 2)}"' if re.search(r'[";\n]', one) else one for one in texts)
    return "; ".join(quoted) + (";" if len(texts) == 1 else "")


def _outside_quotes(text: str) -> str:
    """Text without what stands in double quotes."""
    return re.sub(r'"[^"]*"', "", text)


def _share(cell: Cell, text: str, _: Leaf) -> Value:
    """A share, which YAML writes as a percentage."""
    if cell.kind == "percent" and isinstance(cell.value, Decimal):
        return _percent_text(cell.value * 100)
    if cell.kind == "number" and isinstance(cell.value, Decimal):
        return _share_of(cell.value)
    if text.endswith("%"):
        return _percent_text(_of_text(text[:-1]))
    _refuse_other(cell, "a share such as 85%")
    found = _of_text(text)
    return _share_of(Decimal(found)) if isinstance(found, Decimal | int) else found


def _share_of(number: Decimal) -> Value:
    """A number that may be a share or a percentage."""
    if number == 1:
        message = "1 may be 1% or 100%; write it with its sign"
        raise UnusableAnswerError(message)
    return _percent_text(number if number > 1 else number * 100)


def _percent(cell: Cell, text: str, _: Leaf) -> Value:
    """A percentage, which YAML writes without its sign."""
    if cell.kind == "percent" and isinstance(cell.value, Decimal):
        return _whole_if_so(Decimal(plain_digits(cell.value * 100)))
    if text.endswith("%"):
        return _of_text(text[:-1])
    _refuse_other(cell, "a percentage such as 25%")
    found: Value = cell.value if isinstance(cell.value, Decimal) else _of_text(text)
    if isinstance(found, Decimal) and 0 < abs(found) < 1:
        message = f"{found:f} may be {found:f}% or {found * 100:f}%; write it with its sign"
        raise UnusableAnswerError(message)
    return _whole_if_so(found) if isinstance(found, Decimal) else found


def _number(cell: Cell, text: str, _: Leaf) -> Value:
    """A number, an amount or a count."""
    if cell.kind == "percent":
        message = (
            f"{_written(cell)} is a percentage; write the number alone, in a cell without the form of a percentage"
        )
        raise UnusableAnswerError(message)
    _refuse_other(cell, "a number")
    return _whole_if_so(cell.value) if isinstance(cell.value, Decimal) else _of_text(text)


def _of_text(text: str) -> Value:
    """The number that was typed as text; text that is none goes on as it is, to be refused like any other."""
    plain = text.strip(_BLANKS).removeprefix("+")
    if _AMBIGUOUS.fullmatch(plain):
        thousand, point = re.sub(r"[.,]", "", plain), plain.replace(",", ".")
        message = f"{plain} may be {thousand} or {point}; write {thousand}, or {point}0"
        raise UnusableAnswerError(message)
    if _NUMBER.fullmatch(plain):
        found = plain
    elif _DECIMAL_COMMA.fullmatch(plain):
        found = plain.replace(",", ".")
    elif _GROUPED.fullmatch(plain):
        whole, point, rest = _split(plain)
        found = re.sub(r"[^\d-]", "", whole) + ("." if point else "") + rest
    else:
        return text
    if len(found) > LONGEST_NUMBER:
        message = f"{shown(found)} has more than {LONGEST_NUMBER} digits; write a shorter number"
        raise UnusableAnswerError(message)
    return _whole_if_so(Decimal(found))


def _split(grouped: str) -> tuple[str, str, str]:
    """A number with groups of thousands, before and after its decimal sign, if it has one."""
    signs = re.sub(r"[\d-]", "", grouped)
    if len(signs) > 1 and signs[-1] != signs[0]:
        return grouped.rpartition(signs[-1])
    return grouped, "", ""


def _whole_if_so(number: Decimal) -> Decimal | int:
    """A number as YAML's reader would give it, within its bounds."""
    if not number.is_finite() or abs(number) >= NUMBER_LIMIT:
        message = f"{shown(str(number))} is too large; write a number below 10^16"
        raise UnusableAnswerError(message)
    return int(number) if number == number.to_integral_value() else number


def _percent_text(number: Value) -> Value:
    """A percentage with its sign; text that is no number, as it was written."""
    return f"{plain_digits(number)}%" if isinstance(number, Decimal | int) else f"{number}%"


def _day(cell: Cell, text: str, _: Leaf) -> Value:
    """A day; of a moment, its day."""
    if isinstance(cell.value, datetime):
        return cell.value.date().isoformat()
    if isinstance(cell.value, date):
        return cell.value.isoformat()
    return text or _as_text(cell)


def _plain(cell: Cell, text: str, _: Leaf) -> Value:
    """Text and codes; a number is the text that it looks like."""
    if cell.kind in {"date", "time"}:
        message = (
            f"the workbook's program has made this {_written(cell)}; set the cell's form to text and write it again"
        )
        raise UnusableAnswerError(message)
    return text or _as_text(cell)


def _refuse_other(cell: Cell, wanted: str) -> None:
    """Refuse what a program has made of a number, and flags."""
    if cell.kind in {"date", "time"}:
        made = f"the workbook's program has made this {_written(cell)}"
        message = f"{made}; set the cell's form to number and write {wanted}"
        raise UnusableAnswerError(message)
    if cell.kind == "flag":
        message = f"{_written(cell)} is not {wanted.partition(' such as')[0]}; write {wanted}"
        raise UnusableAnswerError(message)


def _as_text(cell: Cell) -> str:
    """What is not text, as its writer sees it."""
    if isinstance(cell.value, bool):
        return "yes" if cell.value else "no"
    if isinstance(cell.value, Decimal):
        return f"{plain_digits(cell.value * 100)}%" if cell.kind == "percent" else plain_digits(cell.value)
    return cell.value.isoformat() if isinstance(cell.value, date) else str(cell.value)


def _written(cell: Cell) -> str:
    """What stands in a cell, short and safe to print."""
    words = shown(_as_text(cell))
    return {"date": f"a date ({words})", "time": "a time of the day"}.get(cell.kind, words)


_READERS: Final[Mapping[Form, Callable[[Cell, str, Leaf], Value]]] = {
    Form.FLAG: _flag,
    Form.MARK: _mark,
    Form.CHOICE: _choice,
    Form.CHOICES: _choices,
    Form.TEXTS: _texts,
    Form.SHARE: _share,
    Form.PERCENT: _percent,
    Form.WHOLE: _number,
    Form.NUMBER: _number,
    Form.AMOUNT: _number,
    Form.DAY: _day,
}
