"""From a document to a model: pydantic finds the faults, this room puts them into the writer's words."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar, get_args, get_origin

from pydantic import ValidationError

from callvet.load.contradictions import KEY_MARK, contradictions, contradictions_so_far
from callvet.model.problem import Problem
from callvet.model.section import Section
from callvet.model.suggestion import closest
from callvet.model.wording import dotted, shown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from pydantic.fields import FieldInfo

    from callvet.model.document import Document, KeyPath, Value

S = TypeVar("S", bound=Section)


def validate(document: Document, model: type[S]) -> tuple[S | None, tuple[Problem, ...]]:
    """The model of a document, or every reason why there is none that the reader has not told already.

    Returns:
        The model and no problem; or None and the problems, which are none only where the reader told them all.
    """
    if not isinstance(document.value, dict):
        message = "this is not a list of keys with values; write each as key: value"
        return None, (Problem(document.value_place(), message),)
    unread = _unread(document, model)
    try:
        value = model.model_validate(document.value)
    except ValidationError as refused:
        errors = refused.errors(include_url=False)
        refusals = [*(error["loc"] for error in errors), *unread]
        problems = [_problem(document, model, error) for error in errors if not _told(document, error, refusals)]
        return None, tuple(sorted({*problems, *_contradictions_around(document, model, refusals)}))
    if unread:
        told = _contradictions_around(document, model, unread)
        return None if told else value, tuple(sorted(told))
    if not any(True for _ in value.inconsistencies()):
        return value, ()
    return None, tuple(contradictions(document, value))


def _unread(document: Document, model: type[Section]) -> tuple[KeyPath, ...]:
    """The ways to what the reader refused and nothing is drawn from.

    A key of callvet's own that is blank is left out, as its writer is told to leave it out; a share or a weight of a
    name of the writer's own is not.
    """
    return (*document.unread, *(way for way in document.blank if not _is_key(model, way)))


def _is_key(model: type[Section], way: KeyPath) -> bool:
    """Whether a way ends at a key of callvet's own."""
    try:
        section = _section_at(model, way[:-1])
    except KeyError:  # it leads through a key that is none
        return False
    return section is not None and way[-1] in _fields(section)


def _contradictions_around(document: Document, model: type[Section], refusals: Sequence[KeyPath]) -> set[Problem]:
    """What a file contradicts itself in, whatever the values that were refused may say."""
    told = set(contradictions_so_far(document, model, refusals))
    for above, group in _groups_without(refusals, model, document.value):
        told.update(contradictions(document, group, above))
    return told


def _groups_without(
    refusals: Sequence[KeyPath], section: type[Section], value: Value, above: KeyPath = ()
) -> Iterator[tuple[KeyPath, Section]]:
    """The groups of keys below a group in which nothing was refused, so that contradictions in them are true."""
    for key, info in _fields(section).items():
        below = _section_in(info.annotation)
        if below is None or not isinstance(value, dict) or key not in value or (*above, key) in refusals:
            continue
        is_map = _values_of_map(info.annotation) is not None
        for path, group in _groups_in(value[key], (*above, key), is_map=is_map):
            if not any(refusal[: len(path)] == path for refusal in refusals):
                yield path, below.model_validate(group)
            elif path not in refusals:
                yield from _groups_without(refusals, below, group, path)


def _groups_in(value: Value, path: KeyPath, *, is_map: bool) -> Iterator[tuple[KeyPath, Value]]:
    """The groups of keys that a value is, or holds, each with its way."""
    if isinstance(value, list):
        yield from (((*path, place), one) for place, one in enumerate(value) if isinstance(one, dict))
    elif isinstance(value, dict) and is_map:
        yield from (((*path, name), one) for name, one in value.items() if isinstance(one, dict))
    elif isinstance(value, dict):
        yield path, value


def _told(document: Document, error: Mapping[str, Any], refusals: Sequence[KeyPath]) -> bool:
    """Whether something is missing only because what is written there was refused, and said so."""
    path = error["loc"]
    if error["type"] == "too_short":
        return any(way[:-1] == path for way in refusals)
    return error["type"] == "missing" and document.holds(*path)


def _problem(document: Document, model: type[Section], error: Mapping[str, Any]) -> Problem:
    """One of pydantic's errors, placed and put into words."""
    path: KeyPath = error["loc"]
    kind = error["type"]
    if kind == "extra_forbidden":
        return Problem(document.key_place(*path), _unknown_key(model, path, error["input"]))
    # A key may have the mark for its name, but then it is not the key that was refused.
    if path[-1] == KEY_MARK and error["input"] == path[-2]:
        return Problem(document.key_place(*path[:-1]), f"{dotted(path[:-2])}: {_cause(error)}")
    if kind == "missing":
        group = f" of {dotted(path[:-1])}" if dotted(path[:-1]) else ""
        return Problem(document.key_place(*path[:-1]), f"{path[-1]}{group} is missing; add {path[-1]}: and its value")
    section = _section_at(model, path)
    words = _not_a_section(error, section) if section and kind in _NOT_A_SECTION else _WORDS.get(kind, _cause)(error)
    return Problem(document.value_place(*path), f"{dotted(path)}: {words}")


def _unknown_key(model: type[Section], path: KeyPath, value: object) -> str:
    """Says that a key is not known, and what was probably meant."""
    *above, key = path
    key = str(key)
    section = _section_at(model, tuple(above))
    known = list(_fields(section)) if section else []
    group = f"a key of {dotted(tuple(above))}" if dotted(tuple(above)) else "a key here"
    # Its exact name in a group below is more than a likeness, except from the top, where all groups are below.
    below = [place for place in _places_of(section, key, value) if above] if section else []
    if len(below) == 1:
        return f"{shown(key)} is not {group}; write it under {dotted(below[0][:-1])}:"
    meant = closest(key, known)
    if meant:
        return f"{shown(key)} is not {group}; did you mean {meant}?"
    elsewhere = _places_of(model, key, value)
    if len(elsewhere) == 1:
        where = dotted(elsewhere[0][:-1])
        return f"{shown(key)} is not {group}; it belongs {f'under {where}' if where else 'at the top of the file'}"
    return f"{shown(key)} is not {group}; known are {', '.join(known)}; a key of your own begins with x-"


def _fields(section: type[Section]) -> dict[str, FieldInfo]:
    """The keys of a group as they are written, which need not be the names that Python knows."""
    return {info.alias or name: info for name, info in section.model_fields.items()}


def _section_at(model: type[Section], path: KeyPath) -> type[Section] | None:
    """The group of keys at the end of a way through a model."""
    annotation: object = model
    for step in path:
        if isinstance(step, str):
            section = _section_in(annotation)
            # Below a map stands a name of the user's own, which may be that of a key, too.
            annotation = _values_of_map(annotation) or (section and _fields(section)[step].annotation)
    return _section_in(annotation)


def _section_in(annotation: object) -> type[Section] | None:
    """The group that an annotation such as ``tuple[Site, ...] | None`` is made of."""
    if isinstance(annotation, type) and issubclass(annotation, Section):
        return annotation
    found = (_section_in(part) for part in get_args(annotation))
    return next((section for section in found if section), None)


def _values_of_map(annotation: object) -> object:
    """What an annotation such as ``dict[Text, OwnCriterion] | None`` has under its names; None where it is no map."""
    if get_origin(annotation) is dict:
        return get_args(annotation)[1]
    found = (_values_of_map(part) for part in get_args(annotation))
    return next((values for values in found if values), None)


def _fits(annotation: object, value: object) -> bool:
    """Whether a value has the form that an annotation asks for, as far as groups of keys go."""
    takes_keys = bool(_section_in(annotation) or _values_of_map(annotation))
    return isinstance(value, list) or takes_keys == isinstance(value, dict)


def _places_of(section: type[Section], key: str, value: object) -> list[tuple[str, ...]]:
    """The ways to the keys of a name at which a value of such a form may stand."""
    return [place for place, annotation in _ways_by_name(section).get(key, ()) if _fits(annotation, value)]


@cache
def _ways_by_name(section: type[Section]) -> Mapping[str, Sequence[tuple[tuple[str, ...], object]]]:
    """The keys of a model by their names: looked through once, since a file may have thousands that are unknown."""
    found: dict[str, list[tuple[tuple[str, ...], object]]] = defaultdict(list)
    for way, annotation in _keys_of(section):
        found[way[-1]].append((way, annotation))
    return dict(found)


def _keys_of(section: type[Section], above: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], object]]:
    """Every key of a model, by its way from the top, and what it may hold."""
    for name, info in _fields(section).items():
        yield (*above, name), info.annotation
        below = _section_in(info.annotation)
        if below:
            yield from _keys_of(below, (*above, name))


def _cause(error: Mapping[str, Any]) -> str:
    """The words of our own types, which already name the fix; else pydantic's."""
    cause = error.get("ctx", {}).get("error")
    return str(cause) if cause else f"{_written(error)}: {error['msg'][:1].lower()}{error['msg'][1:]}"


def _written(error: Mapping[str, Any]) -> str:
    """The refused value as its writer would recognise it."""
    value = error["input"]
    if isinstance(value, dict):
        return "a group of keys"
    if isinstance(value, list):
        return "a list"
    return {True: "true", False: "false"}[value] if isinstance(value, bool) else shown(str(value))


def _not_a_choice(error: Mapping[str, Any]) -> str:
    """A word that is none of those allowed."""
    choices = re.findall(r"'([^']*)'", error["ctx"]["expected"])
    written = _written(error)
    meant = closest(written, choices)
    if meant:
        return f"{written} is not known here; did you mean {meant}?"
    return f"{written} is not known here; write {', '.join(choices[:-1])}{' or ' if choices[1:] else ''}{choices[-1]}"


def _not_a_list(error: Mapping[str, Any]) -> str:
    """One value, or keys, where a list belongs."""
    value = error["input"]
    if isinstance(value, dict):
        return "this is a list; begin each of its items with a dash"
    return f"this is a list; write [{_written(error)}]"


def _not_a_group(error: Mapping[str, Any]) -> str:
    """A value, or a list, where names of the user's own belong."""
    return f"{_written(error)} stands where names belong; write each as name: value, or leave the key out"


_NOT_A_SECTION = frozenset({"model_type", "model_attributes_type"})
_KEYS_NAMED = 3


def _not_a_section(error: Mapping[str, Any], section: type[Section]) -> str:
    """A value, or a list, where keys belong: those without which the group cannot be, else the first few."""
    fields = _fields(section)
    keys = sorted(fields, key=lambda key: not fields[key].is_required())
    example = ", ".join(f"{key}: ..." for key in keys[:_KEYS_NAMED]) + (", ..." if keys[_KEYS_NAMED:] else "")
    return f"{_written(error)} stands where keys belong; write them as {{{example}}}, or leave the key out"


def _too_much(error: Mapping[str, Any]) -> str:
    """A number over its bound."""
    return f"{_written(error)} is above {error['ctx']['le']}; write a number up to {error['ctx']['le']}"


def _wrong_length(error: Mapping[str, Any]) -> str:
    """A list of the wrong length."""
    wanted = error["ctx"].get("min_length", error["ctx"].get("max_length"))
    return f"there are {error['ctx']['actual_length']} values; write {wanted}"


def _not_the_form(error: Mapping[str, Any]) -> str:
    """Text that must have a form; only the x- keys of own criteria do."""
    return f"{_written(error)} is not a key of your own; write one that begins with x-"


_WORDS: Mapping[str, Callable[[Mapping[str, Any]], str]] = {
    "literal_error": _not_a_choice,
    "tuple_type": _not_a_list,
    "list_type": _not_a_list,
    "dict_type": _not_a_group,
    "less_than_equal": _too_much,
    "too_short": _wrong_length,
    "too_long": _wrong_length,
    "string_pattern_mismatch": _not_the_form,
}
