"""What the figures take for given: every key of the needs that counts, its value, and whose word it is."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

from pydantic import BaseModel

from callvet.model.wording import shown
from callvet.report.page import Cell, Column, Table
from callvet.report.phrases import number, percent

if TYPE_CHECKING:
    from collections.abc import Iterator

    from callvet.model.case import NeedsFile
    from callvet.model.needs import Needs

_OF_ALL: Final = ("country", "currency", "timezone", "industry", "start", "term_months", "agents")
_SECTIONS: Final = ("demand", "service", "baseline")
_LONGEST: Final = 120


def assumption_table(file: NeedsFile, needs: Needs) -> Table:
    """The needs as they held, those of the call among them.

    Args:
        file: As they were read.
        needs: As they held for the answer.
    """
    rows = [
        (Cell(".".join(path)), Cell(text), _whose(file, needs, path))
        for path, text in (*_of_all(needs), *_of_sections(needs))
    ]
    return Table((Column("key", whole=True), Column("value"), Column("whose", whole=True)), rows)


def _of_all(needs: Needs) -> Iterator[tuple[tuple[str, ...], str]]:
    """The keys of the whole case."""
    for name in _OF_ALL:
        value = getattr(needs, name)
        yield (name,), "not said" if value is None else shown(_words(name, value), _LONGEST)


def _of_sections(needs: Needs) -> Iterator[tuple[tuple[str, ...], str]]:
    """The keys of demand, service and today's cost that say anything."""
    for section in _SECTIONS:
        held = getattr(needs, section)
        for name in type(held).model_fields if held is not None else ():
            value = getattr(held, name)
            if value is not None and value != {}:
                yield (section, name), shown(_words(name, value), _LONGEST)


def _words(name: str, value: object) -> str:
    """A value as people write it."""
    if isinstance(value, BaseModel):
        parts = {key: getattr(value, key) for key in type(value).model_fields}
        told = [f"{key} {_words(key, part)}" for key, part in parts.items() if part is not None]
        return ", ".join(told)
    if isinstance(value, dict):
        return ", ".join(f"{key} {_words('share', part)}" for key, part in value.items())
    if isinstance(value, list | tuple):
        return ", ".join(_words("", part) for part in value)
    if isinstance(value, Decimal):
        is_share = "share" in name or name.startswith(("growth", "max_occupancy", "self_service", "first_contact"))
        return percent(float(value)) if is_share or name.endswith("_of_shift") or name == "in_shift" else number(value)
    return str(value)


def _whose(file: NeedsFile, needs: Needs, path: tuple[str, ...]) -> Cell:
    """The line of the needs, the call, or callvet's default."""
    if _at(needs, path) != _at(file.needs, path):
        return Cell("this call")
    if file.document is not None and file.document.holds(*path):
        place = file.document.value_place(*path)
        return Cell(f"yours, line {place.line}")
    return Cell("default", "dim")


def _at(needs: Needs, path: tuple[str, ...]) -> object:
    """What stands at a path."""
    value: object = needs
    for step in path:
        value = getattr(value, step, None)
    return value
