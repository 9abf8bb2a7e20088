"""What a questionnaire would say if it came back with what the files say already."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from callvet.model.questionnaire import Grid, Question, whole_questionnaire
from callvet.model.questionnaire_topics import CHARGES, NUMBER, OFFER, PLAN

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from callvet.model.document import Value
    from callvet.model.questionnaire import Topic

Rows = tuple["Mapping[str, Value]", ...]


def _value_at(known: Value, key: str) -> Value | None:
    """What is known at a dotted key."""
    if key.startswith("x-"):
        return known.get(key)
    for step in key.split("."):
        if not isinstance(known, dict) or step not in known:
            return None
        known = known[step]
    return known


def known_answers(topics: Sequence[Topic], known: Value) -> Iterator[tuple[str, Value]]:
    """What is known of single questions."""
    for question in (item for topic in topics for item in topic.items if isinstance(item, Question)):
        key = question.id.partition("=")[0]
        value = _value_at(known, key)
        if value is None and key.endswith(".share") and _value_at(known, key.removesuffix(".share")) == "none":
            value = "none"
        if value is None:
            continue
        yield question.id, (question.word in value) if question.word else value


def known_rows(known: Value) -> Iterator[tuple[str, Rows]]:
    """What is known of tables, row by row."""
    for topic in whole_questionnaire():
        for grid in (item for item in topic.items if isinstance(item, Grid)):
            if not grid.id.startswith(CHARGES):
                yield grid.id, tuple(_of_list(grid, _value_at(known, grid.list_key)))
    yield from _of_charges(known.get(OFFER, {}))


def _of_list(grid: Grid, value: Value | None) -> Iterator[Mapping[str, Value]]:
    """The rows of a list, or of names with their values."""
    if value == "none":
        yield {grid.columns[0].id: "none"}
    elif isinstance(value, dict):
        yield from ({"name": name, "*": one} for name, one in value.items())
    else:
        yield from (flat(item) for item in value or ())


def flat(item: Mapping[str, Value], above: str = "") -> dict[str, Value]:
    """A group with the groups in it, by dotted keys; of two months, each by its position."""
    found: dict[str, Value] = {}
    for key, value in item.items():
        name = f"{above}{key}"
        if isinstance(value, dict) and key != "event_seconds":
            found |= flat(value, f"{name}.")
        elif key == "months" and isinstance(value, list):
            found |= {f"{name}.{position}": month for position, month in enumerate(value)}
        else:
            found[name] = value
    return found


def _of_charges(offer: Value) -> Iterator[tuple[str, Rows]]:
    """The rows of the tables of charges, numbered from 1."""
    listed: list[tuple[Any, Any]] = [(charge, None) for charge in offer.get("charges", ())]
    listed += [(charge, plan["name"]) for plan in offer.get("plans", ()) for charge in plan["charges"]]
    tables: dict[str, list[Mapping[str, Value]]] = {}
    columns = {
        column.id: item.id
        for topic in whole_questionnaire()
        for item in topic.items
        if isinstance(item, Grid) and item.id.startswith(CHARGES)
        for column in item.columns
    }
    for number, (charge, plan) in enumerate(listed, 1):
        terms = {key: value for key, value in flat(charge).items() if key not in {"tiers", "event_seconds"}}
        of_table: dict[str, dict[str, Value]] = {CHARGES: {NUMBER: number} | ({PLAN: plan} if plan else {})}
        for key, value in terms.items():
            of_table.setdefault(columns[key], {NUMBER: number})[key] = value
        for table, row in of_table.items():
            tables.setdefault(table, []).append(row)
        for tier in charge.get("tiers", ()):
            tiers = {f"tiers.{key}": value for key, value in tier.items()}
            tables.setdefault(f"{CHARGES}+tiers", []).append({NUMBER: number, **tiers})
        for name, seconds in charge.get("event_seconds", {}).items():
            row = {NUMBER: number, "event_seconds.name": name, "event_seconds.*": seconds}
            tables.setdefault(f"{CHARGES}+events", []).append(row)
    yield from ((table, tuple(rows)) for table, rows in tables.items())
