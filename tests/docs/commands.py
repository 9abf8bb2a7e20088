"""The commands that pages show, and what the pages say they print.

A block of commands is one marked ``console`` or ``sh``, or one whose first line is a command. Lines after ``$`` are
typed, and what follows is printed; without any ``$``, each line is typed. ``…`` alone on a line stands for lines that
the page leaves out. A block of YAML that begins with ``# name.yaml`` is a file that the reader writes.
"""

from __future__ import annotations

import re
import shlex
from typing import TYPE_CHECKING, Final, NamedTuple

from scripts.make_reference import typed
from tests.docs import page

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LEFT_OUT: Final = "…"
_BLOCK: Final = re.compile(r"^```(?P<kind>\w*)\n(?P<text>.*?)^```$", re.DOTALL | re.MULTILINE)
_FILE: Final = re.compile(r"# (?P<name>[\w./-]+\.yaml)\n")
_OF_DEVELOPERS: Final = (
    "python -m pip ",
    "python -m pytest ",
    "python scripts/",
    "python benchmarks/",
    "ruff ",
    "mypy",
    "lint-imports",
)
"""What developers type, which CI runs itself."""
_SETTING: Final = re.compile(r"[A-Z_]+=")
ANSWERS: Final = {
    "callvet weights --ask swing --by operations": (
        "people\ncost\navailability\nquality\ntrust\noffer\nterms\n90\n80\n70\n60\n50\n40\n30\n20\n"
    ),
}
"""What a reader answers to commands that ask."""


_FEW_DRAWS: Final = ["--draws", "200"]
"""A report goes into a file, which no page shows: its chances need not be exact."""


class Step(NamedTuple):
    """One thing that a reader does: a file to write, or a command to type and what it is said to print.

    Attributes:
        line: Of the page, from 1.
        file: The file to write, or nothing.
        command: The command, or the text of the file.
        shown: The lines below the command.
        follows: Whether it is done after what stands before it, and not in its place.
    """

    line: int
    file: str
    command: str
    shown: tuple[str, ...]
    follows: bool = True


def steps(name: str, *, files: bool) -> Iterator[Step]:
    """All that a page has a reader do, in order."""
    text = page(name)
    for block in _BLOCK.finditer(text):
        line = text.count("\n", 0, block.start()) + 2
        kind, inner = block["kind"], block["text"]
        if files and kind == "yaml" and (head := _FILE.match(inner)):
            yield Step(line, head["name"], inner, ())
        elif kind in {"console", "sh"} or (not kind and inner.startswith(("$ ", "callvet "))):
            yield from _commands(inner, line)


def _commands(text: str, first: int) -> Iterator[Step]:
    """The commands of one block with what each is said to print."""
    lines = text.splitlines()
    typed = [number for number, line in enumerate(lines) if line.startswith("$ ")] or range(len(lines))
    marked = not isinstance(typed, range)
    last = -1
    for number in typed:
        if number <= last:
            continue
        command = lines[number].removeprefix("$ ")
        last = number
        while command.endswith("\\"):
            last += 1
            command = command[:-1] + lines[last].strip()
        following = next((one for one in typed if one > last), len(lines)) if marked else last + 1
        shown = [one.rstrip() for one in lines[last + 1 : following]]
        yield Step(first + number, "", command, tuple(_without_blank_end(shown)), follows=marked)


def _without_blank_end(lines: list[str]) -> list[str]:
    """Lines without empty ones at the end."""
    while lines and not lines[-1]:
        lines = lines[:-1]
    return lines


def words_of(command: str) -> list[list[str]]:
    """The words of each command of a line, without comments; those that are not callvet's are left out."""
    lexer = shlex.shlex(command, posix=True, punctuation_chars="&|;<>")
    lexer.whitespace_split = True
    found: list[list[str]] = [[]]
    for word in lexer:
        if word == "&&":
            found.append([])
            continue
        assert not set(word) <= set("&|;<>"), f"{command}: only && is understood here"
        if found[-1] or not _SETTING.match(word):  # what is set for Spark is no word of the command
            found[-1].append(word)
    return [words for words in found if words and not " ".join(words).startswith(_OF_DEVELOPERS)]


class Reader:
    """Somebody who does what a page says, in a terminal."""

    def __init__(self, folder: Path) -> None:
        """In this folder."""
        self.folder = folder

    def does(self, step: Step) -> tuple[int, list[str]]:
        """The exit code of a command, the highest of several, and the lines printed."""
        if step.file:
            (self.folder / step.file).write_text(step.command, encoding="utf-8")
            return 0, []
        code, printed = 0, ""
        for words in words_of(step.command):
            if words[0] == "cd":
                self.folder = (self.folder / words[1]).resolve(strict=True)
                continue
            assert words[0] == "callvet", f"{step.command}: not a command of callvet"
            few = _FEW_DRAWS if words[1] == "report" else []
            found, out = typed(words[1:] + few, self.folder, ANSWERS.get(step.command, ""))
            code, printed = max(code, found), printed + out
        return code, _without_blank_end([line.rstrip() for line in printed.splitlines()])


def differs(shown: tuple[str, ...], printed: list[str]) -> str:
    """What a page shows and the command does not print, or nothing."""
    parts: list[list[str]] = [[]]
    for line in shown:
        if line == LEFT_OUT:
            parts.append([])
        else:
            parts[-1].append(line)
    whole, at = len(parts) == 1, 0
    for number, part in enumerate(parts):
        lines = _without_blank_end(part) if number < len(parts) - 1 else part
        while number and lines and not lines[0]:
            lines = lines[1:]
        starts = range(at, len(printed) - len(lines) + 1)
        if number == 0:
            starts = starts[:1]
        elif number == len(parts) - 1 and lines:
            starts = starts[-1:]
        found = next((start for start in starts if printed[start : start + len(lines)] == lines), None)
        if found is None or (whole and len(printed) != len(lines)):
            return "\n".join(("the page has", *lines, "callvet prints", *printed))
        at = found + len(lines)
    return ""
