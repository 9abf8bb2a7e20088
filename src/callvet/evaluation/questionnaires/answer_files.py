"""The file that the answers of a questionnaire become, or what they change in one that is there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from callvet.load.discovery import shown_path
from callvet.load.document import parse_document, read_document
from callvet.load.rewriting import CannotRewriteError, Change, changes, merged, rewritten, whole_value
from callvet.load.validation import validate
from callvet.load.yaml_text import comment_lines, yaml_text
from callvet.model.answer_form import groups_below
from callvet.model.document import Document, Node
from callvet.model.problem import Place, Problem

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from callvet.load.returned_book import Remark
    from callvet.model.document import KeyPath, Value
    from callvet.model.section import Section


class FileOfAnswers(NamedTuple):
    """A file that a questionnaire becomes, or changes.

    Attributes:
        path: Where it is to lie.
        text: What it is to hold.
        changes: What becomes different in a file that is there; empty for a new one.
        is_new: Whether nothing is there yet.
    """

    path: Path
    text: str
    changes: tuple[Change, ...] = ()
    is_new: bool = True

    @property
    def is_changed(self) -> bool:
        """Whether there is anything to write."""
        return self.is_new or bool(self.changes)


def new_file(
    path: Path, value: dict[str, Value], remarks: Sequence[Remark], book: str, read_on: date
) -> FileOfAnswers | Problem:
    """A new file, or why the answers cannot be one."""
    beside, apart = _placed(value, remarks)
    text = yaml_text(value, beside, [f"Answers of {book}, read {read_on}.", *apart])
    unlike = _unlike(text, value)
    return Problem(Place(book), unlike) if unlike else FileOfAnswers(path, text)


def _unlike(text: str, value: Value) -> str:
    """Why a text cannot be written: it does not say what was answered. Nothing where it does."""
    document, problems = parse_document(text, "")
    if document is not None and not problems and whole_value(document) == value:
        return ""
    reason = f": {problems[0].message}" if problems else ""
    return f"its answers cannot be written as YAML{reason}"


def updated_file(
    path: Path, model: type[Section], value: dict[str, Value], remarks: Sequence[Remark], book: str
) -> FileOfAnswers | Problem:
    """A file with the answers in it, all else as it was."""
    shown_as = shown_path(path)
    document, problems = read_document(path, shown_as)
    was = validate(document, model)[0] if document is not None else None
    if document is None or was is None or problems:
        return Problem(Place(shown_as), "it has problems of its own; mend them first (callvet check)")
    old = whole_value(document)
    value = _with_sources(old, value)
    new = validate(Document("", _plain(value), Node(0, 0, 0, 0, {})), model)[0]
    found = list(changes(old, value, lambda way: means_same(value_of(was, way), value_of(new, way))))
    _, apart = _placed({}, remarks)
    text = path.read_text(encoding="utf-8")
    try:
        changed = rewritten(text, found) if found else text
    except CannotRewriteError as refused:
        return Problem(Place(shown_as), str(refused))
    after = merged(old, found)
    check = validate(Document(shown_as, _plain(after), Node(0, 0, 0, 0, {})), model)[1]
    if check:
        return Problem(Place(book), f"with what {shown_as} says already, {check[0].message}")
    said = [line for one in apart for line in comment_lines(one)]
    new_lines = [line for line in said if line not in text]
    return FileOfAnswers(path, with_comments(changed, new_lines if found else []), tuple(found), is_new=False)


def with_comments(text: str, lines: Sequence[str]) -> str:
    """The text of a file with comments at its end."""
    broken = "\n" if lines and text and not text.endswith("\n") else ""
    return text + broken + "".join(f"{line}\n" for line in lines)


def _plain(value: Mapping[str, Value]) -> dict[str, Value]:
    """What a file says without the user's own keys."""
    return {key: one for key, one in value.items() if not key.startswith("x-")}


def _with_sources(old: Mapping[str, Value], value: dict[str, Value]) -> dict[str, Value]:
    """The answers with the workbook behind the sources that are known; an offer's own source stays where it is."""
    if "source" in value and "source" in old:
        return {key: one for key, one in value.items() if key != "source"}
    if "sources" in value and isinstance(old.get("sources"), list):
        new = [one for one in value["sources"] if one not in old["sources"]]
        return {**value, "sources": [*old["sources"], *new]}
    return value


def value_of(value: Any, way: KeyPath) -> Any:
    """What a model has at the end of a way; an empty tuple for what it cannot have."""
    for step in way:
        if isinstance(value, dict):
            value = value.get(str(step), ())
        elif isinstance(value, tuple) and isinstance(step, int):
            value = value[step] if step < len(value) else ()
        else:
            value = getattr(value, {"for": "label"}.get(str(step), str(step)), ())
    return value


def means_same(one: Any, other: Any) -> bool:
    """Whether two values of models are alike; the order of words in a list says nothing."""
    if isinstance(one, tuple) and isinstance(other, tuple) and all(isinstance(word, str) for word in (*one, *other)):
        return bool(one or other) and sorted(one) == sorted(other)
    return bool(one == other)


def _placed(value: Mapping[str, Value], remarks: Sequence[Remark]) -> tuple[dict[KeyPath, list[str]], list[str]]:
    """Remarks by the key that they stand above, and those that have none."""
    beside: dict[KeyPath, list[str]] = {}
    apart: list[str] = []
    for remark in remarks:
        key = remark.key[1:] if remark.key[:1] == ("quote",) else remark.key
        # A promise such as calls is one line of its own, above which what was said of its parts stands.
        key = key[:2]
        text = f"{remark.place}: {remark.text}"
        if key and _is_there(value, key):
            beside.setdefault(key, []).append(text)
        else:
            apart.append(text)
    return beside, apart


def _is_there(value: Value, key: KeyPath) -> bool:
    """Whether something is written at the end of a way."""
    for step in key:
        if not isinstance(value, dict) or step not in value:
            return False
        value = value[step]
    return True


def in_order(value: Value, model: type[Section]) -> dict[str, Value]:
    """What is to be written, in the order of the format; the user's own keys at the end."""
    fields = groups_below(model)
    known = {key: _below(value[key], fields[key]) for key in fields if key in value}
    return known | {key: one for key, one in value.items() if key not in fields}


def _below(value: Value, section: type[Section] | None) -> Value:
    """The groups in a value, in the order of the format."""
    if section is None:
        return value
    if isinstance(value, list):
        return [_below(one, section) for one in value]
    return in_order(value, section) if isinstance(value, dict) else value
