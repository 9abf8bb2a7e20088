"""The charges of a returned questionnaire, whose terms stand in several tables, joined by their numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from callvet.load.book_tree import Given, Tree, fault_of_name, item_of
from callvet.model.document import Node
from callvet.model.questionnaire_topics import CHARGES, NUMBER, PLAN
from callvet.model.wording import shown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from callvet.model.document import KeyPath

    Refuse = Callable[[int, str], None]

_TIERS: Final = f"{CHARGES}+tiers"
_EVENTS: Final = f"{CHARGES}+events"
_NAME, _SECONDS = "event_seconds.name", "event_seconds.*"


class ChargeRow(NamedTuple):
    """One row of one of the tables of charges."""

    table: str
    answers: Mapping[str, Given]


class _Charge(NamedTuple):
    """One charge with all that is said of it."""

    first: Mapping[str, Given]
    terms: dict[str, Given]
    tiers: list[Given]
    events: dict[str, Given]


def priced(
    rows: Sequence[ChargeRow], plans: Sequence[Mapping[str, Given]], refuse: Refuse
) -> Iterator[tuple[KeyPath, Given]]:
    """The charges, or the plans with theirs, each with the way to its place in an offer."""
    charges = _joined(rows, refuse)
    names = {plan["name"].value: plan for plan in plans if "name" in plan}
    for plan in plans:
        if "name" not in plan:
            refuse(min(one.line for one in plan.values()), "this plan has no name; add it")
    if not names and not any(PLAN in charge.first for charge in charges):
        for charge in charges:
            yield ("charges", "+"), _item(charge, refuse)
        return
    for charge in charges:
        if PLAN in charge.first:
            names.setdefault(charge.first[PLAN].value, {"name": charge.first[PLAN]})
        else:
            refuse(_line(charge), f"this charge names no plan; write one of {', '.join(map(shown, names))}")
    for name, plan in names.items():
        own = [_item(charge, refuse) for charge in charges if PLAN in charge.first and charge.first[PLAN].value == name]
        yield ("plans", "+"), _with_charges(plan, own, refuse)


def _joined(rows: Sequence[ChargeRow], refuse: Refuse) -> list[_Charge]:
    """The charges in the order of their rows, with their terms out of all tables."""
    charges: list[_Charge] = []
    by_number: dict[object, _Charge] = {}
    for row in (row for row in rows if row.table == CHARGES):
        charge = _Charge(row.answers, {}, [], {})
        charge.terms.update((key, one) for key, one in row.answers.items() if key not in {NUMBER, PLAN})
        charges.append(charge)
        number = row.answers.get(NUMBER)
        if number and number.value in by_number:
            refuse(number.line, f"another charge has the number {shown(str(number.value))}; give each its own")
        elif number:
            by_number[number.value] = charge
    for row in (row for row in rows if row.table != CHARGES):
        number = row.answers.get(NUMBER)
        found = by_number.get(number.value) if number else None
        if found:
            _add(found, row, refuse)
        elif number:
            message = f"no charge on the sheet Prices has the number {shown(str(number.value))}; mend one of the two"
            refuse(number.line, message)
        else:
            refuse(min(one.line for one in row.answers.values()), "the number of the charge is missing; add it")
    return charges


def _add(charge: _Charge, row: ChargeRow, refuse: Refuse) -> None:
    """Add what a row of a further table says of a charge."""
    answers = {key: one for key, one in row.answers.items() if key != NUMBER}
    if not answers:
        return
    if row.table == _TIERS:
        charge.tiers.append(item_of({key.removeprefix("tiers."): one for key, one in answers.items()}, refuse))
    elif row.table == _EVENTS:
        if {_NAME, _SECONDS} - answers.keys():
            refuse(min(one.line for one in answers.values()), "an event has a name and its seconds; fill in both")
        elif fault := fault_of_name(str(answers[_NAME].value)):
            refuse(answers[_NAME].line, fault)
        else:
            charge.events[str(answers[_NAME].value)] = answers[_SECONDS]
    else:
        for key, one in answers.items():
            if key in charge.terms:
                refuse(one.line, "this charge has another row here that says it, too; keep one of the two")
            charge.terms[key] = one


def _item(charge: _Charge, refuse: Refuse) -> Given:
    """A charge as an offer has it."""
    terms = dict(charge.terms)
    per = terms.get("per")
    if per and isinstance(per.value, list) and len(per.value) == 1:
        terms["per"] = per._replace(value=per.value[0])
    if charge.tiers:
        line = charge.tiers[0].line
        nodes = [tier.node for tier in charge.tiers if tier.node]
        terms["tiers"] = Given([tier.value for tier in charge.tiers], line, Node(line, 1, line, 1, nodes))
    if charge.events:
        tree = Tree()
        for name, seconds in charge.events.items():
            tree.put((name,), seconds)
        line = min(one.line for one in charge.events.values())
        terms["event_seconds"] = Given(tree.value, line, Node(line, 1, line, 1, tree.children))
    return item_of(terms, refuse) if terms else Given({}, _line(charge), Node(_line(charge), 1, _line(charge), 1, {}))


def _with_charges(plan: Mapping[str, Given], own: Sequence[Given], refuse: Refuse) -> Given:
    """A plan with its charges."""
    whole = item_of(plan, refuse)
    charges = Node(whole.line, 1, whole.line, 1, [one.node for one in own if one.node])
    children = whole.node.children if whole.node and isinstance(whole.node.children, dict) else {}
    value = {**whole.value, "charges": [one.value for one in own]}
    return Given(value, whole.line, Node(whole.line, 1, whole.line, 1, {**children, "charges": charges}))


def _line(charge: _Charge) -> int:
    """A place of a charge."""
    return min(one.line for one in charge.first.values())
