"""Which charges of several quotes are for the same thing, whatever each vendor calls them.

A name tells a charge from the others of its own quote. Beside other quotes it may say less: one vendor's only price of
a minute is another's ``minute[live agents]``, and two charges per unit may be for different things.
"""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from callvet.compare.levelled import Levelled
    from callvet.model.charge import Charge

Row: TypeAlias = "dict[int, str]"
"""One charge of each of some quotes: its name, by the place of the quote."""


def named_alike(quotes: Sequence[Levelled]) -> tuple[Levelled, ...]:
    """The quotes with one name for what is the same in several of them, in the order of each quote's own charges."""
    # The order of the columns must not decide which charges meet, so that the quote with most charges begins.
    order = sorted(range(len(quotes)), key=lambda place: (-len(quotes[place].charges), repr(quotes[place].charges)))
    rows: list[Row] = []
    for place in order:
        _meet(place, quotes, rows)
    names: dict[tuple[int, str], str] = {}
    taken: set[str] = set()
    for row in rows:
        name = next(one for one in _spellings(row, quotes) if one not in taken)
        taken.add(name)
        names |= dict.fromkeys(row.items(), name)
    return tuple(
        quote._replace(charges={names[place, own]: charge for own, charge in quote.charges.items()})
        for place, quote in enumerate(quotes)
    )


def _meet(place: int, quotes: Sequence[Levelled], rows: list[Row]) -> None:
    """Put each charge of a quote into the row that is most like it, or into a new one."""
    left = dict(quotes[place].charges)
    for is_alike in (_is_same, _counts_the_same, _is_called_the_same):
        for name, charge in tuple(left.items()):
            row = next((one for one in rows if place not in one and is_alike(charge, name, one, quotes)), None)
            if row is not None:
                row[place] = name
                del left[name]
    rows.extend({place: name} for name in left)


def _is_same(charge: Charge, name: str, row: Row, quotes: Sequence[Levelled]) -> bool:
    """Whether a charge has the kind and the label of one in a row; the buyer's own figure has its name."""
    if name.startswith("plug["):
        return name in row.values()
    return any(_kinds(charge) == _kinds(one) and _label(charge) == _label(one) for one in _members(row, quotes))


def _counts_the_same(charge: Charge, name: str, row: Row, quotes: Sequence[Levelled]) -> bool:
    """Whether a charge counts the same contacts or hours as one in a row; of units, the label alone says what."""
    if "unit" in charge.per or name.startswith("plug["):
        return False
    return any(_kinds(charge) == _kinds(one) and same_contacts(charge, one) for one in _members(row, quotes))


def _is_called_the_same(charge: Charge, name: str, row: Row, quotes: Sequence[Levelled]) -> bool:
    """Whether a charge has the name of one in a row, such as the only price of a minute in each of two quotes."""
    del quotes
    return "unit" not in charge.per and name in row.values()


def same_contacts(one: Charge, other: Charge) -> bool:
    """Whether two charges of a kind are for the same contacts or hours."""
    return one.when == other.when and one.share_of_calls == other.share_of_calls


def _members(row: Row, quotes: Sequence[Levelled]) -> Iterator[Charge]:
    """The charges of a row, but for the buyer's own figures."""
    return (quotes[place].charges[name] for place, name in row.items() if not name.startswith("plug["))


def _kinds(charge: Charge) -> frozenset[str]:
    """What is counted, in any order."""
    return frozenset(charge.per)


def _label(charge: Charge) -> str | None:
    """What it is for, however it is capitalised."""
    return charge.label.casefold() if charge.label else None


def _spellings(row: Row, quotes: Sequence[Levelled]) -> Iterator[str]:
    """Names for a row, the plainest first; units are named for what they are."""
    charges = list(_members(row, quotes))
    labelled = [f"{one.kind}[{one.label}]" for one in charges if one.label and not one.label.isdecimal()]
    if any("unit" in one.per for one in charges):
        yield from labelled
    yield from sorted(row.values(), key=len)
    yield from labelled
    kind = charges[0].kind if charges else next(iter(row.values()))
    yield from (f"{kind}[{number}]" for number in count(2))
