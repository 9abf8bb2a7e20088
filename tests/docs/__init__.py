"""The pages for people: what they show runs, and what they list is so."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[2]

_CODE: Final = re.compile(r"```\w*\n(.*?)```", re.DOTALL)


def page(name: str) -> str:
    """The text of one page, by its path from the project's folder."""
    return (ROOT / name).read_text(encoding="utf-8")


def part(name: str, title: str) -> str:
    """What stands on a page between ``<!-- begin TITLE -->`` and ``<!-- end TITLE -->``."""
    begin, end = f"<!-- begin {title} -->\n", f"<!-- end {title} -->"
    text = page(name)
    assert text.count(begin) == text.count(end) == 1, f"{name}: {begin.strip()} stands there {text.count(begin)} times"
    return text.partition(begin)[2].partition(end)[0]


def code(text: str) -> list[str]:
    """The blocks of code in a text."""
    return _CODE.findall(text)


def rows(text: str) -> list[list[str]]:
    """The cells of every row of the tables in a text, without their heads; code is not told from other words."""
    lines = text.splitlines()
    heads = {number - 1 for number, line in enumerate(lines) if line.startswith("| ---")}
    kept = (line for number, line in enumerate(lines) if line.startswith("| ") and number not in heads)
    cells = ([cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]] for line in kept)
    return [row for row in cells if row[0] != "---"]


def unquoted(cell: str) -> str:
    """A cell without the marks of code around it."""
    return cell.strip("`")
