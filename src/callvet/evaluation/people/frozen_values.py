"""What a freeze fixes, in one form: a value has one spelling, keys have one order, and what is a default is left out.

The day is in it, and so are the earlier freezes, for a day that could be altered beside its hash would be no day.

The hash is SHA-256 over that form in UTF-8: JSON without spaces, keys in order, numbers in plain digits without
needless zeros, lists of names sorted. So comments, the order of keys, `0.5` for `50%` and a default that is written
out change nothing, and any other value does. What changes no point is left out: the company, exchange rates and
today's cost.
"""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from callvet.model.section import Section
from callvet.model.wording import plain_digits

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from callvet.model.frozen import Frozen, FrozenPlug
    from callvet.model.needs import Needs

_CHANGE_NO_POINTS = frozenset({"company", "rates", "baseline"})
"""Of the needs; rates are facts of a day, which an offer in another currency is told with."""


class Change(NamedTuple):
    """A value that is not what it was.

    Attributes:
        key: Dotted, as in the needs.
        was: As it was fixed; nothing where it was left out.
        now: As it is; nothing where it is left out.
    """

    key: str
    was: str
    now: str


def values_of(needs: Needs) -> dict[str, object]:
    """What points hang on of the needs, without what is a default."""
    return {key: value for key, value in _section(needs).items() if key not in _CHANGE_NO_POINTS}


def all_values(
    needs: Mapping[str, object],
    judges: Iterable[str],
    plugs: Mapping[str, FrozenPlug],
    day: date,
    before: Sequence[tuple[date, str]] = (),
) -> dict[str, object]:
    """Everything that a freeze fixes.

    Args:
        needs: Of ``values_of``.
        judges: Who may judge.
        plugs: The buyer's own figures.
        day: Of the freeze.
        before: Earlier freezes: day and hash, the oldest first.
    """
    return {
        "before": [{"frozen": _plain(earlier), "hash": digest} for earlier, digest in before],
        "frozen": _plain(day),
        "judges": sorted(judges),
        "needs": dict(needs),
        "plugs": {name: {"amount": _plain(plug.amount), "per": plug.per} for name, plug in plugs.items()},
    }


def frozen_hash(frozen: Frozen) -> str:
    """The hash of the values that a frozen file holds, whatever it says that it is. [64 hexadecimal digits]"""
    before = [(one.frozen, one.hash) for one in frozen.before]
    return hash_of(all_values(values_of(frozen.needs), frozen.judges, frozen.plugs, frozen.frozen, before))


def hash_of(values: Mapping[str, object]) -> str:
    """SHA-256 of values in their one form. [64 hexadecimal digits]"""
    return sha256(canonical(dict(values)).encode("utf-8", "surrogatepass")).hexdigest()


def canonical(value: object) -> str:
    """Values in their one form, as text."""
    match value:
        case dict():
            return f"{{{','.join(f'{json.dumps(key)}:{canonical(value[key])}' for key in sorted(value))}}}"
        case list():
            return f"[{','.join(map(canonical, value))}]"
        case bool():
            return "true" if value else "false"
        case Decimal() | int():
            return plain_digits(value)
    return json.dumps(value)


def changes(was: Mapping[str, object], now: Mapping[str, object]) -> tuple[Change, ...]:
    """What differs between two sets of values, in the order of the keys."""
    before, after = dict(_leaves(was)), dict(_leaves(now))
    keys = sorted(before.keys() | after.keys())
    return tuple(
        Change(key, before.get(key, ""), after.get(key, "")) for key in keys if before.get(key) != after.get(key)
    )


def _leaves(values: Mapping[str, object], above: str = "") -> Iterator[tuple[str, str]]:
    """Every value by its dotted key, as text."""
    for key, value in values.items():
        if isinstance(value, dict) and value:
            yield from _leaves(value, f"{above}{key}.")
        else:
            yield f"{above}{key}", _in_words(value)


def _in_words(value: object) -> str:
    """A value as a sentence has it."""
    match value:
        case list():
            return ", ".join(map(_in_words, value)) or "none"
        case dict():
            return "nothing in it"
        case bool():
            return "true" if value else "false"
        case Decimal() | int():
            return plain_digits(value)
    return str(value)


def _section(section: Section) -> dict[str, object]:
    """A group's values by key, without those that are its defaults."""
    found: dict[str, object] = {}
    for name, info in type(section).model_fields.items():
        value = getattr(section, name)
        default = None if info.is_required() else info.get_default(call_default_factory=True)
        if value is not None and (default is None or _plain(value) != _plain(default)):
            found[info.alias or name] = _plain(value)
    return found


def _plain(value: object) -> object:
    """A value of a model as a file would have it, in its one form."""
    match value:
        case Section():
            return _section(value)
        case dict():
            return {str(key): _plain(one) for key, one in value.items()}
        case list() | tuple():
            items = [_plain(item) for item in value]
            # Names are a set: "all of these", "at least one of these". Numbers stand for the months of a year.
            return sorted(items, key=str) if all(isinstance(item, str) for item in items) else items
        case Decimal():
            return Decimal(plain_digits(value)) if value.is_finite() else "none"
        case date():
            return value.isoformat()
    return value
