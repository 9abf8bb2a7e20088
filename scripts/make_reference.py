"""Rewrite what the pages have from the code: python scripts/make_reference.py.

A generated part stands between two comments, ``<!-- begin NAME -->`` and ``<!-- end NAME -->``. What is in it comes
from the models, the words under their fields, the criteria and their weights, the commands' help, and in README.md
from the answers for the print shop as a terminal shows them; all other text of the pages is written by hand.
"""

from __future__ import annotations

import re
from contextlib import chdir, redirect_stderr, redirect_stdout
from functools import cache
from io import BytesIO, StringIO, TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeAlias, get_args
from unittest.mock import patch

from pydantic import TypeAdapter
from typer.main import get_command

from callvet.cli.app import COMMANDS, program
from callvet.evaluation.explaining import explain_criteria
from callvet.model import coded, units
from callvet.model.schema import SchemaKind, json_schema
from callvet.score.scales import CHECKLIST
from callvet.score.weights import PRESETS, SPLIT

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

ROOT: Final = Path(__file__).resolve().parents[1]

_Schema: TypeAlias = "dict[str, Any]"

_WRITTEN: Final = (
    (units.Text, "text"),
    (units.Flag, "`true` or `false`"),
    (units.Day, "date"),
    (units.Share, "share"),
    (units.PromisedShare, "share, or `none`"),
    (units.Percent, "percentage, or `none`"),
    (units.Surcharge, "percentage of any sign"),
    (units.Growth, "share of any size and sign"),
    (units.Count, "whole number, or `none`"),
    (units.Limit, "whole number from 1"),
    (units.Year, "year"),
    (units.Quantity, "number, or `none`"),
    (units.Positive, "number above 0"),
    (units.Duration, "number"),
    (units.PromisedDuration, "number, or `none`"),
    (units.Amount, "number"),
    (units.SignedAmount, "number of any sign"),
    (units.Ceiling, "number from 1, or `none`"),
    (coded.Country, "country"),
    (coded.Currency, "currency"),
    (coded.Language, "language"),
    (coded.TimeZone, "time zone"),
    (coded.OpeningHours, "opening hours"),
)
"""How each kind of value is called on the page, whose section on values says how it is written."""

_PLURALS: Final = {
    "text": "texts",
    "country": "countries",
    "language": "languages",
    "number, or `none`": "numbers",
    "whole number from 1": "whole numbers from 1",
    "group": "groups",
}
_UNIT: Final = re.compile(r"(?P<meaning>.*\S) \[(?P<unit>[^]]+)\]", re.DOTALL)
_SCREEN_COLUMNS: Final = 110
"""As wide as a block of code is shown without a bar to scroll it. [columns]"""
_TOP: Final = "At the top of the file"
_LISTED_AGAIN: Final = 6
"""A group of more keys than these is listed once, and named where it stands again. [keys]"""
_ELSEWHERE: Final = {"Quote": "the keys of [a quote](#a-quote)"}
"""Groups that have a section of the page to themselves."""


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
    yield from _rows_of(schema, schema.get("$defs", {}), "", dict(_ELSEWHERE))


def _rows_of(group: _Schema, groups: Mapping[str, _Schema], above: str, listed: dict[str, str]) -> Iterator[Row]:
    """The keys of a group, and those below them, unless their group is among those that are listed already."""
    for name, schema in group["properties"].items():
        key = above + name
        found = _UNIT.fullmatch(schema["description"])
        meaning, unit = (found["meaning"], found["unit"]) if found else (schema["description"], "")
        below, step = _group_in(schema)
        written = _written(schema) + (f"; {listed[below]}" if below in listed else "")
        required = "; required" if name in group.get("required", ()) else ""
        yield Row(key, meaning, unit, written + required, _default(schema))
        if below and below not in listed:
            if len(groups[below]["properties"]) > _LISTED_AGAIN:
                listed[below] = f"the keys under `{key}`"
            yield from _rows_of(groups[below], groups, f"{key}.{step}", listed)


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
            return f"{words} to {most}" if words.endswith(("from 1", "above 0")) else f"{words} from 0 to {most}"
        case {"pattern": "^x-.", **rest}:
            return f"{_written(rest)} that begins with `x-`"
        case {"enum": choices}:
            return _one_of([f"`{choice}`" for choice in choices])
        case {"const": only}:
            return f"`{only}`"
    return ""


def _composed(form: _Schema) -> str:
    """How a value is written that is made of others."""
    match form:
        case {"type": "array", "items": items}:
            count = f"{form['minItems']} " if form.get("minItems", 1) > 1 else ""
            return f"list of {count}{_plural(_written(items))}"
        case {"additionalProperties": values}:
            names = form.get("propertyNames", {}).get("anyOf", [{}])[0]
            words = _without_none(_written(values))
            return f"for each {_words_of_unit(names) or 'name'}, {words if words.startswith('`') else f'a {words}'}"
        case {"anyOf": [one, {"const": none}]}:
            return f"{_written(one)}, or `{none}`"
        case {"anyOf": [one, {"items": same}]} if one == same:
            return f"{_written(one)}; or a list of them"
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
    definitions = schema.get("$defs", {})
    groups = {name for name, one in schema["properties"].items() if "$ref" in one or _is_deep(one, definitions)}
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


def _is_deep(schema: _Schema, definitions: Mapping[str, _Schema]) -> bool:
    """Whether a list is of groups that have groups below them, and so needs a table of its own."""
    name, _ = _group_in(schema)
    below = definitions[name]["properties"].values() if name and name not in _ELSEWHERE else ()
    return any(_group_in(one)[0] for one in below)


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


def checklist() -> str:
    """The lines of a test call, with what three marks mean."""
    body = [(f"`{one.name}`", one.question, one.worst, one.middle, one.best) for one in CHECKLIST]
    return table(("mark", "it asks", "0", "5", "10"), body)


def screens() -> dict[str, str]:
    """What two commands say of the print shop, on a terminal."""
    return {
        "score": _screen("callvet score examples/print-shop/vendors/"),
        "cost": _screen("callvet cost examples/print-shop/quotes/"),
    }


def replayed() -> str:
    """What a log of the print shop's calls costs under three of its offers."""
    offers = [f"examples/print-shop/quotes/{name}.yaml" for name in ("northwind-1", "northwind-2", "cordillera")]
    return _screen(f"callvet replay examples/print-shop/calls.csv.gz {offers[0]} \\\n    {offers[1]} {offers[2]}")


def _screen(command: str) -> str:
    """A command and its answer, as a block of code."""
    _, printed = typed(command.replace("\\\n", "").split()[1:], ROOT)
    lines = (line.rstrip() for line in printed.splitlines())
    return "\n".join(("```console", f"$ {command}", *lines, "```"))


def typed(words: list[str], folder: Path, answers: str = "") -> tuple[int, str]:
    """The exit code of one command, and all that a terminal has then; no Spark is started, but the words are read."""
    out = _Terminal()
    wide = {"COLUMNS": str(_SCREEN_COLUMNS), "LINES": "50", "TERM": "dumb", "NO_COLOR": "1"}
    home = {
        "HOME": str(folder),
        "ZDOTDIR": str(folder),
        "SHELL": "/bin/bash",
    }  # no command is to change whoever runs it
    callvet = program([name for name in COMMANDS if name.split()[0] == words[0]] or COMMANDS)
    with (
        chdir(folder),
        patch.dict("os.environ", wide | home),
        patch("sys.stdin", TextIOWrapper(BytesIO(answers.encode()), "utf-8")),
        redirect_stdout(out),
        redirect_stderr(_Beside(out)),
    ):
        try:
            if "spark" in words:
                get_command(callvet).commands[words[0]].make_context(words[0], words[1:])
            else:
                callvet(args=words, prog_name="callvet")
        except SystemExit as ended:
            return int(ended.code or 0), out.getvalue()
    return 0, out.getvalue()


class _Terminal(StringIO):
    """What is printed, as on a terminal."""

    def isatty(self) -> bool:
        """So that tables are drawn as people see them."""
        return True


class _Beside(StringIO):
    """Standard error, on the same terminal; no progress is told."""

    def __init__(self, screen: StringIO) -> None:
        """Beside standard output."""
        super().__init__()
        self._screen = screen

    def write(self, text: str) -> int:
        """Onto the terminal."""
        return self._screen.write(text)


def commands() -> str:
    """Every command as its help has it: what it answers, how it is typed, its options and their defaults."""
    every = get_command(program()).commands
    return "\n\n".join(_command(name, every[name]) for name in COMMANDS)


def _command(name: str, command: Any) -> str:
    """One command."""
    with patch.dict("os.environ", {"COLUMNS": "10000"}):
        context = command.make_context(f"callvet {name}", [], resilient_parsing=True)
        usage = command.get_usage(context).removeprefix("Usage: ")
        records = [found for one in command.get_params(context) if (found := one.get_help_record(context))]
    words = re.sub(r"callvet [a-z]+( -[-\w]+( [\w.]+)?)+", r"`\g<0>`", " ".join(command.help.split()))
    body = [(f"`{' '.join(form.split())}`", " ".join(meaning.split())) for form, meaning in records]
    return f"### `callvet {name}`\n\n{words}\n\n    {usage}\n\n{table(('write', 'meaning'), body)}"


@cache
def parts() -> dict[str, dict[str, str]]:
    """The generated parts by page and name."""
    return {
        "docs/files.md": {kind: reference(kind) for kind in get_args(SchemaKind)},
        "docs/scoring.md": {"criteria": criteria(), "presets": presets(), "split": split(), "checklist": checklist()},
        "docs/calls.md": {"replay": replayed()},
        "docs/commands.md": {"commands": commands()},
        "README.md": screens(),
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
        path = ROOT / page
        path.write_text(rewritten(path.read_text(encoding="utf-8"), made), encoding="utf-8")
        print(f"written: {page}")
