"""Rewrite the tables of docs/files.md and docs/scoring.md: python scripts/make_reference.py.

A table stands between two comments, ``<!-- begin NAME -->`` and ``<!-- end NAME -->``. What is in it comes from the
models, the words under their fields, the criteria and their weights; all other text of the pages is written by hand.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeAlias

from pydantic import TypeAdapter

from callvet.evaluation.explaining import explain_criteria
from callvet.model import units
from callvet.model.schema import SchemaKind, json_schema
from callvet.score.weights import PRESETS, SPLIT

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

DOCS: Final = Path(__file__).resolve().parents[1] / "docs"

_Schema: TypeAlias = "dict[str, Any]"

_WRITTEN: Final = (
    (units.Text, "text"),
    (units.Flag, "`true` or `false`"),
    (units.Day, "date"),
    (units.Share, "share"),
    (units.PromisedShare, "share, or `none`"),
    (units.Growth, "share of any size and sign"),
    (units.Count, "whole number, or `none`"),
    (units.Limit, "whole number from 1"),
    (units.Year, "year"),
    (units.Quantity, "number, or `none`"),
    (units.Positive, "number above 0"),
    (units.Duration, "number"),
    (units.PromisedDuration, "number, or `none`"),
    (units.Amount, "number"),
    (units.Country, "country"),
    (units.Currency, "currency"),
    (units.Language, "language"),
    (units.TimeZone, "time zone"),
    (units.OpeningHours, "opening hours"),
)
"""How each kind of value is called on the page, whose section on values says how it is written."""

_PLURALS: Final = {
    "text": "texts",
    "country": "countries",
    "language": "languages",
    "number, or `none`": "numbers",
    "group": "groups",
}
_UNIT: Final = re.compile(r"(?P<meaning>.*\S) \[(?P<unit>[^]]+)\]", re.DOTALL)
_TOP: Final = "At the top of the file"


class Row(NamedTuple):
    """One key.

    Attributes:
        key: Dotted, from the top of the file; NAME and CODE stand for what the writer chooses.
        meaning: What it says.
        unit: Its unit, or nothing.
        written: How its value is written.
        default: What holds where it is left out, as it would be written, or nothing.
    """

    key: str
    meaning: str
    unit: str
    written: str
    default: str


def rows(kind: SchemaKind) -> Iterator[Row]:
    """Every key of one kind of file, in the order of the model."""
    schema = json_schema(kind)
    yield from _rows_of(schema, schema.get("$defs", {}), "")


def _rows_of(group: _Schema, groups: Mapping[str, _Schema], above: str) -> Iterator[Row]:
    """The keys of a group, and those below them."""
    for name, schema in group["properties"].items():
        key = above + name
        found = _UNIT.fullmatch(schema["description"])
        meaning, unit = (found["meaning"], found["unit"]) if found else (schema["description"], "")
        written = _written(schema) + ("; required" if name in group.get("required", ()) else "")
        yield Row(key, meaning, unit, written, _default(schema))
        below, step = _group_in(schema)
        if below:
            yield from _rows_of(groups[below], groups, f"{key}.{step}")


def _group_in(schema: _Schema) -> tuple[str, str]:
    """The group that a key's value is made of, and the step that leads into it; two empty texts for none."""
    if "$ref" in schema:
        return schema["$ref"].rpartition("/")[2], ""
    if schema.get("type") == "array":
        return _group_in(schema["items"])
    if "additionalProperties" in schema:
        name, _ = _group_in(schema["additionalProperties"])
        return name, "CODE." if "propertyNames" in schema else "NAME."
    return next((found for one in schema.get("anyOf", ()) if (found := _group_in(one))[0]), ("", ""))


def _written(schema: _Schema) -> str:
    """How a value is written, in the words of the page."""
    form = {key: value for key, value in schema.items() if key not in {"description", "default"}}
    return _words_of_unit(form) or _narrowed(form) or _composed(form)


def _narrowed(form: _Schema) -> str:
    """How a value is written that a unit alone would leave too free, or nothing."""
    match form:
        case {"maximum": most, **rest}:
            words = _without_none(_written(rest))
            return f"{words} to {most}" if words.endswith("from 1") else f"{words} from 0 to {most}"
        case {"pattern": "^x-.", **rest}:
            return f"{_written(rest)} that begins with `x-`"
        case {"enum": choices}:
            return _one_of([f"`{choice}`" for choice in choices])
    return ""


def _composed(form: _Schema) -> str:
    """How a value is written that is made of others."""
    match form:
        case {"type": "array", "items": items}:
            count = f"{form['minItems']} " if "minItems" in form else ""
            return f"list of {count}{_plural(_written(items))}"
        case {"additionalProperties": values}:
            names = form.get("propertyNames", {}).get("anyOf", [{}])[0]
            return f"for each {_words_of_unit(names) or 'name'}, a {_without_none(_written(values))}"
        case {"anyOf": [one, {"const": none}]}:
            return f"{_written(one)}, or `{none}`"
    return "group" if "$ref" in form else "anything"


def _without_none(words: str) -> str:
    """The words for a value, where `none` is better left unsaid."""
    return words.removesuffix(", or `none`")


def _words_of_unit(form: _Schema) -> str:
    """The words for one of the units, or nothing."""
    return next((words for schema, words in _units() if schema == form), "")


@cache
def _units() -> tuple[tuple[_Schema, str], ...]:
    """The schema of each unit, and its words."""
    return tuple((TypeAdapter(unit).json_schema(), words) for unit, words in _WRITTEN)


def _plural(words: str) -> str:
    """Several of what the words name; a choice is made for each."""
    return _PLURALS.get(words, words.replace(" or ", ", "))


def _one_of(choices: Sequence[str]) -> str:
    """``a, b or c``."""
    return f"{', '.join(choices[:-1])} or {choices[-1]}"


def _default(schema: _Schema) -> str:
    """The default as a file would have it."""
    if "default" not in schema:
        return ""
    value = schema["default"]
    if isinstance(value, dict):
        # The one group with a default of its own is a share within a time.
        return f"`{{share: {value['share']:.0%}, within_seconds: {value['within_seconds']}}}`"
    return f"`{value:.0%}`" if _written(schema).startswith("share") else f"`{value}`"


def reference(kind: SchemaKind) -> str:
    """The tables of one kind of file: the keys at its top, then a table for each of its groups."""
    schema = json_schema(kind)
    groups = {name for name, one in schema["properties"].items() if "$ref" in one}
    every = list(rows(kind))
    tables = {_TOP if groups else "": [row for row in every if row.key.partition(".")[0] not in groups]}
    for row in every:
        group, dot, _ = row.key.partition(".")
        if group in groups and dot:
            tables.setdefault(f"`{group}`", []).append(row)
    meanings = {f"`{row.key}`": row.meaning for row in every}
    has_defaults = any(row.default for row in every)
    return "\n\n".join(
        "\n\n".join(
            filter(None, (f"### {title}" if title else "", meanings.get(title, ""), _key_table(keys, has_defaults)))
        )
        for title, keys in tables.items()
    )


def _key_table(keys: Sequence[Row], has_defaults: bool) -> str:  # noqa: FBT001 - a column or none
    """The table of some keys."""
    heads = ("key", "meaning", "unit", "write") + (("default",) if has_defaults else ())
    return table(heads, [(f"`{row.key}`", *row[1 : len(heads)]) for row in keys])


def table(heads: Sequence[str], body: Sequence[Sequence[str]]) -> str:
    """A table in Markdown."""
    lines = [heads, ["---"] * len(heads), *([cell.replace("|", "\\|") for cell in row] for row in body)]
    return "\n".join(f"| {' | '.join(cells)} |".replace("|  |", "| |").replace("|  |", "| |") for cells in lines)


def criteria() -> str:
    """All criteria, one line each."""
    every = explain_criteria().criteria
    return table(("group", "criterion", "it asks"), [(one.group, f"`{one.id}`", one.question) for one in every])


def presets() -> str:
    """What each preset weighs, and why."""
    stakes = [(preset, name, stake) for preset, named in PRESETS.items() for name, stake in named.items()]
    return table(
        ("preset", "group or criterion", "points", "because"),
        [(preset, f"`{name}`", f"{stake.points:g}", stake.reason) for preset, name, stake in stakes],
    )


def split() -> str:
    """How groups are split among their criteria, and what each criterion comes to."""
    answer = explain_criteria()
    body = [
        (
            one.group,
            f"`{one.id}`",
            f"{SPLIT[one.id].points:g}",
            SPLIT[one.id].reason,
            *(f"{weights.values[one.id]:.1%}" for weights in answer.presets.values()),
        )
        for one in answer.criteria
    ]
    return table(("group", "criterion", "points", "because", *answer.presets), body)


def parts() -> dict[str, dict[str, str]]:
    """The generated parts by page and name."""
    return {
        "files.md": {kind: reference(kind) for kind in ("vendor", "needs", "judgement")},
        "scoring.md": {"criteria": criteria(), "presets": presets(), "split": split()},
    }


def rewritten(text: str, made: Mapping[str, str]) -> str:
    """A page with its generated parts made anew."""
    for name, part in made.items():
        begin, end = f"<!-- begin {name} -->\n", f"<!-- end {name} -->"
        before, _, rest = text.partition(begin)
        _, found, after = rest.partition(end)
        if not found:
            message = f"no {begin.strip()} with its end is on the page"
            raise ValueError(message)
        text = f"{before}{begin}{part}\n{end}{after}"
    return text


if __name__ == "__main__":
    for page, made in parts().items():
        path = DOCS / page
        path.write_text(rewritten(path.read_text(encoding="utf-8"), made), encoding="utf-8")
        print(f"written: docs/{page}")
