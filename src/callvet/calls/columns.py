"""Which columns of a log are which: by their names, or by what the user says that they are called."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple

from callvet.model.log import LOG_COLUMNS, REQUIRED
from callvet.model.suggestion import closest
from callvet.model.wording import shown

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from callvet.model.charge import ClockPart

PARTS: Final[Mapping[ClockPart, str]] = MappingProxyType(
    {
        "ivr": "ivr_seconds",
        "ring": "ring_seconds",
        "queue": "queue_seconds",
        "talk": "talk_seconds",
        "hold": "hold_seconds",
        "transfer": "transfer_seconds",
        "wrap": "wrap_seconds",
    }
)
"""The parts of a contact that may run a clock, and the columns that hold them."""
DURATIONS: Final = frozenset(PARTS.values())
FLAGS: Final = frozenset({"abandoned", "transferred", "resolved"})
_MOST_NAMED: Final = 12
"""So many unknown columns are told by name. [count]"""


class LogError(Exception):
    """A log cannot be read; the message says why and what to do, in one line."""


class Columns(NamedTuple):
    """The columns of a log.

    Attributes:
        own: The log's name of each column that is known, by its name here.
        ignored: Columns that nothing is known of.
    """

    own: Mapping[str, str]
    ignored: tuple[str, ...]


def find_columns(header: Sequence[str], mapping: Mapping[str, str], path: str) -> Columns:
    """The columns of a log.

    Args:
        header: Its own names.
        mapping: The log's own name of columns, by their name here.
        path: The log, for the message.

    Raises:
        LogError: A column stands twice, or is named twice or is not there, or one that must be there is missing.
    """
    own = [name.strip() for name in header]
    for place, name in enumerate(own):
        if name and name in own[:place]:
            message = f"{path}: the column {shown(name)} stands twice; rename one of them"
            raise LogError(message)
    said: dict[str, str] = {}
    for name, meant in mapping.items():
        if (first := said.setdefault(meant, name)) != name:
            message = f"{path}: {shown(meant)} is said to be {first} and {name}; name another column for one of them"
            raise LogError(message)
        if meant not in own:
            message = f"{path}: no column is called {shown(meant)}, as {name} is said to be; {_instead(meant, own)}"
            raise LogError(message)
    folded = {name.casefold(): name for name in own}
    found = {name: folded[name] for name in LOG_COLUMNS if name in folded and folded[name] not in mapping.values()}
    found |= mapping
    for name in REQUIRED:
        if name not in found:
            raise LogError(_missing(name, [one for one in own if one not in found.values()], path))
    used = set(found.values())
    return Columns(MappingProxyType(found), tuple(name for name in own if name not in used))


def ignored_columns(columns: Columns) -> str:
    """What to tell of columns that nothing is known of; nothing where there are none."""
    if not columns.ignored:
        return ""
    more = len(columns.ignored) - _MOST_NAMED
    names = ", ".join(shown(name) for name in columns.ignored[:_MOST_NAMED])
    return f"not read, for nothing is known of them: {names}{f' and {more} more' if more > 0 else ''}"


def _missing(name: str, own: Sequence[str], path: str) -> str:
    """Says that a column is missing which must be there."""
    what = LOG_COLUMNS[name]
    meant = closest(name, own)
    if meant:
        return f"{path}: no column is called {name} ({what}); if {shown(meant)} is it, add --columns {name}={meant}"
    there = ", ".join(shown(one) for one in own[:_MOST_NAMED])
    return (
        f"{path}: no column is called {name} ({what}); add --columns {name}=NAME with one of {there or 'its columns'}"
    )


def _instead(meant: str, own: Sequence[str]) -> str:
    """Which column may be meant."""
    near = closest(meant, own)
    if near:
        return f"did you mean {shown(near)}?"
    return f"its columns are {', '.join(shown(name) for name in own[:_MOST_NAMED])}"
