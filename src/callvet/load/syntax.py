"""What libyaml cannot read, in the words of a writer, where the fix belongs rather than where it was noticed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple, Protocol

from yaml.error import MarkedYAMLError, YAMLError

from callvet.model.wording import shown

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence


class Mark(Protocol):
    """A position as libyaml gives it: line and column count from 0."""

    @property
    def line(self) -> int:
        """Lines before it. [count]"""

    @property
    def column(self) -> int:
        """Characters before it in its line. [count]"""


class Fault(NamedTuple):
    """What is wrong with a file before it can be parsed; line 0 is the file as a whole."""

    message: str
    line: int = 0
    column: int = 0


NO_KEY: Final = "there is no key here; write one before the colon"
DIRECTIVE: Final = "callvet reads YAML 1.2; leave this line out"
TAG: Final = (
    "what begins with ! is a tag to YAML, and has no use here; leave the ! out, or, if it is text, put it in quotes"
)
_LONGEST_LOOK: Final = 200
_BLANK_OR_COMMENT: Final = re.compile(r"\s*(#|$)")
NO_SPACE_AFTER_COLON: Final = re.compile(r"[^\W\d]\w*:(?=\S)")


def rest_of_line(lines: Sequence[str], mark: Mark) -> str:
    """What stands from ``mark`` on in its line, as far as any message looks."""
    if mark.line >= len(lines):
        return ""
    return lines[mark.line][mark.column : mark.column + _LONGEST_LOOK]


def position(lines: Sequence[str], mark: Mark) -> tuple[int, int]:
    """Line and column of a mark, from 1, as an editor counts them."""
    # At the end of the file libyaml counts a line that is not there.
    if mark.line >= len(lines):
        return len(lines), len(lines[-1]) + 1
    return mark.line + 1, mark.column + 1


def syntax_fault(error: YAMLError, lines: Sequence[str]) -> Fault:
    """What libyaml could not read, where the fix belongs rather than where it noticed."""
    if not isinstance(error, MarkedYAMLError) or error.problem_mark is None:
        return Fault(f"this file cannot be read as YAML ({shown(str(error), 80)}); write it anew as plain text")
    problem, context = error.problem or "", error.context or ""
    mark: Mark = error.problem_mark
    opening: Mark = error.context_mark or mark
    if problem in _AT_OPENING:
        mark = opening
        message = _AT_OPENING[problem]
    elif problem in _AT_PROBLEM:
        message = _AT_PROBLEM[problem]
    elif problem in _EXPLAINED:
        mark, message = _EXPLAINED[problem](lines, mark, opening)
    elif known := next((words for word, words in _BY_CONTEXT if word in f"{context} {problem}"), None):
        mark = opening
        message = known
    else:
        message = f"YAML cannot be read from here on ({shown(problem, 80)}); check quotes, brackets and indentation"
    return Fault(message, *position(lines, mark))


_TAB: Final = "a tab stands where YAML wants spaces; put spaces in its place"
_NO_ESCAPE: Final = "this \\ begins no character known in double quotes; write \\\\ for it, or use single quotes"

_AT_OPENING: Final[Mapping[str, str]] = {
    "found unexpected end of stream": "the quote that opens here is never closed; close it where the text ends",
    "found unexpected document indicator": "the quote that opens here is not closed before a line with --- or ...; "
    "close it where the text ends",
    "found undefined tag handle": TAG,
    "found incompatible YAML document": DIRECTIVE,
    "found duplicate %YAML directive": DIRECTIVE,
    "found duplicate %TAG directive": DIRECTIVE,
}
_AT_PROBLEM: Final[Mapping[str, str]] = {
    "mapping keys are not allowed in this context": "text that begins with a ? and a space needs quotes",
    "found a tab character that violates indentation": _TAB,
    "found a tab character where an indentation space is expected": _TAB,
    "found unknown escape character": _NO_ESCAPE,
    "did not find expected hexdecimal number": _NO_ESCAPE,
    "found invalid Unicode character escape code": "this escape in double quotes stands for no character (half of a "
    "pair, or beyond the last); write the character itself",
    "did not find expected '-' indicator": "this line stands among the items of a list and has no - before it; indent "
    "it further if it belongs to the item above, or less if the list is over",
}
_BY_CONTEXT: Final = (
    ("directive", DIRECTIVE),
    ("an anchor", "text that begins with & needs quotes"),
    ("an alias", "text that begins with * needs quotes"),
    ("a tag", TAG),
    (
        "a block scalar",
        "after | or > the text begins on the next line, indented; text that begins with one needs quotes",
    ),
)


def _stray_start(lines: Sequence[str], mark: Mark, _: Mark) -> tuple[Mark, str]:
    """For a character that no value can begin with."""
    character = rest_of_line(lines, mark)[:1]
    return mark, _TAB if character == "\t" else f"text that begins with {shown(character)} needs quotes"


def _missing_colon(lines: Sequence[str], _: Mark, opening: Mark) -> tuple[Mark, str]:
    """For a line that should have been a key: libyaml notices only on the next one."""
    if re.match("-[^ -]", rest_of_line(lines, opening)):
        return opening, "write a space after the -, as in - item"
    message = "this is no key with a value; write it as key: value, with a space after the colon, "
    return opening, f"{message}or indent it if it goes on with the line above"


def _stray_colon(lines: Sequence[str], mark: Mark, _: Mark) -> tuple[Mark, str]:
    """For a colon where none can stand: within text, or after a key that is indented wrongly."""
    before = lines[mark.line][: mark.column]
    above = next((line for line in reversed(lines[: mark.line]) if not _BLANK_OR_COMMENT.match(line)), "")
    if re.search(r":\s", before):
        return mark, "text that has a colon and a space in it needs quotes; put all that follows the key in quotes"
    if re.search(r":(\s|$)", above):
        return mark, "this key is indented further than the line above, which has its value already; line the two up"
    if above:
        return mark, "the line above is no key with a value; write it as key: value, with a space after the colon"
    return mark, "text that has a colon and a space in it needs quotes"


def _unclosed_bracket(lines: Sequence[str], mark: Mark, opening: Mark) -> tuple[Mark, str]:
    """For a list in brackets or a group in braces that goes on where it should be closed or have a comma."""
    bracket = shown(rest_of_line(lines, opening)[:1])
    closing = "]" if bracket == "[" else "}"
    message = f"the {bracket} of line {opening.line + 1} is not closed before this, or a comma is missing; "
    if any(" #" in line for line in lines[opening.line : mark.line + 1]):
        return mark, f"{message}a # after a space begins a comment, so put text that has one in quotes"
    return mark, f"{message}write {closing} or the comma"


def _list_within_line(lines: Sequence[str], mark: Mark, _: Mark) -> tuple[Mark, str]:
    """For a dash after a key."""
    if rest_of_line(lines, mark).strip() == "-":
        return mark, "a dash is no value; leave the key out where the answer is not known"
    message = "a list cannot begin here; begin it on the next line, or write it as [a, b]; "
    return mark, f"{message}text that begins with a dash and a space needs quotes"


_SIGNS: Final = {",": "comma", "]": "bracket", "}": "brace"}


def _missing_value(lines: Sequence[str], mark: Mark, _: Mark) -> tuple[Mark, str]:
    """For a sign where a value should begin."""
    rest = rest_of_line(lines, mark)
    if not rest:
        return mark, "the file ends within brackets or braces; close them"
    if rest.startswith(":"):
        return mark, NO_KEY
    sign = _SIGNS.get(rest[0], shown(rest))
    message = f"there is no value before this {sign}; write one or take the {sign} out"
    return mark, f"{message}, or, if it is text, put it in quotes"


def _missing_key(lines: Sequence[str], mark: Mark, _: Mark) -> tuple[Mark, str]:
    """For something else where the next key of a group should begin."""
    before, rest = lines[mark.line][: mark.column], rest_of_line(lines, mark)
    if not before.isprintable() and before.strip("\t "):
        return mark, f"an unseen character stands before this ({shown(before.strip())}); delete it"
    if rest.startswith(("]", "}")):
        return mark, f"this {rest[0]} closes nothing; take it out, or put the text in quotes"
    if before.strip():
        message = "this cannot follow the value before it; put all of the text in one pair of quotes, "
        return mark, f"{message}and write a quote within it twice"
    if rest.startswith(":"):
        return mark, NO_KEY
    if rest.startswith("-"):
        return mark, "an item of a list cannot stand here; line it up with the items above, or indent it below its key"
    return mark, "this line is indented unlike the keys above; line it up with those it belongs with"


def _after_the_end(lines: Sequence[str], mark: Mark, _: Mark) -> tuple[Mark, str]:
    """For a line that cannot follow what seemed to be the whole file."""
    if any(line.startswith("%") for line in lines[: mark.line]):
        return mark, "callvet reads YAML 1.2; leave the lines above that begin with % out"
    return mark, "this cannot follow what stands above, which is complete; begin all outermost keys in the same column"


_EXPLAINED: Final[Mapping[str, Callable[[Sequence[str], Mark, Mark], tuple[Mark, str]]]] = {
    "found character that cannot start any token": _stray_start,
    "could not find expected ':'": _missing_colon,
    "block sequence entries are not allowed in this context": _list_within_line,
    "mapping values are not allowed in this context": _stray_colon,
    "did not find expected ',' or ']'": _unclosed_bracket,
    "did not find expected ',' or '}'": _unclosed_bracket,
    "did not find expected node content": _missing_value,
    "did not find expected key": _missing_key,
    "did not find expected <document start>": _after_the_end,
}
