"""Which charges of several quotes are for the same thing, whatever each vendor calls them.

A name tells a charge from the others of its own quote. Beside other quotes it may say less: one vendor's only price of
a minute is another's ``minute[live agents]``, and two charges per unit may be for different things.
"""

from __future__ import annotations

from collections import Counter
from itertools import count
from typing import TYPE_CHECKING, TypeAlias

from callvet.compare.charge_terms import FEES
from callvet.compare.work import is_plug

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
    several = Counter(_kinds(charge) for row in rows for charge in list(_members(row, quotes))[:1])
    # The price of all contacts has the plain name, whichever quote began.
    for row in sorted(rows, key=lambda row: any(charge.when for charge in _members(row, quotes))):
        is_one_of_several = any(several[_kinds(charge)] > 1 for charge in _members(row, quotes))
        name = next(one for one in _spellings(row, quotes, by_label=is_one_of_several) if one not in taken)
        taken.add(name)
        names |= dict.fromkeys(row.items(), name)
    return tuple(
        quote._replace(charges={names[place, own]: charge for own, charge in quote.charges.items()})
        for place, quote in enumerate(quotes)
    )


def _meet(place: int, quotes: Sequence[Levelled], rows: list[Row]) -> None:
    """Put each charge of a quote into the row that is most like it, or into a new one."""
    left = dict(quotes[place].charges)
    for is_alike in (_is_same, _counts_the_same):
        for name, charge in tuple(left.items()):
            row = next((one for one in rows if place not in one and is_alike(charge, name, one, quotes)), None)
            if row is not None:
                row[place] = name
                del left[name]
    rows.extend({place: name} for name in left)


def _is_same(charge: Charge, name: str, row: Row, quotes: Sequence[Levelled]) -> bool:
    """Whether a charge is for the same as one in a row, and is called so; the buyer's own figure has its name."""
    if is_plug(name):
        return name in row.values()
    return any(
        _kinds(charge) == _kinds(one) and _label(charge) == _label(one) and _same_contacts(charge, one)
        for one in _members(row, quotes)
    )


def _counts_the_same(charge: Charge, name: str, row: Row, quotes: Sequence[Levelled]) -> bool:
    """Whether a charge counts the same contacts or hours as one in a row; of units, the label alone says what."""
    if "unit" in charge.per or is_plug(name):
        return False
    return any(_kinds(charge) == _kinds(one) and _same_contacts(charge, one) for one in _members(row, quotes))


def _same_contacts(one: Charge, other: Charge) -> bool:
    """Whether two charges of a kind are for the same contacts or hours."""
    return one.when == other.when and one.share_of_calls == other.share_of_calls


def _members(row: Row, quotes: Sequence[Levelled]) -> Iterator[Charge]:
    """The charges of a row, but for the buyer's own figures."""
    return (quotes[place].charges[name] for place, name in row.items() if not is_plug(name))


def _kinds(charge: Charge) -> frozenset[str]:
    """What is counted, in any order."""
    return frozenset(charge.per)


def _label(charge: Charge) -> str | None:
    """What it is for, however it is capitalised."""
    return charge.label.casefold() if charge.label else None


def _spellings(row: Row, quotes: Sequence[Levelled], *, by_label: bool) -> Iterator[str]:
    """Names for a row, the best first.

    Units are named for what they are, and where there are several, so are fees and what is for some contacts alone;
    else the plainest name is best.

    Args:
        row: What is named.
        quotes: All quotes.
        by_label: Whether there are other rows of its kind.
    """
    charges = list(_members(row, quotes))
    labelled = [f"{one.kind}[{one.label}]" for one in charges if one.label and not one.label.isdecimal()]
    is_fee = all(FEES.issuperset(one.per) for one in charges) and len(set(map(_label, charges))) == 1
    is_extra = any(one.when for one in charges)
    if (by_label and (is_fee or is_extra)) or any("unit" in one.per for one in charges):
        yield from labelled
    yield from sorted(row.values(), key=len)
    yield from labelled
    kind = charges[0].kind if charges else next(iter(row.values()))
    yield from (f"{kind}[{number}]" for number in count(2))
