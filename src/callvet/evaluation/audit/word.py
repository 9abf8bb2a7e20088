"""What a charge counts and a call log cannot tell: such a quantity is taken at the invoice's word, and told so."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final, NamedTuple

from callvet.model.charge_kind import OUTCOMES, STAFF
from callvet.pricing.count import Count
from callvet.pricing.schedule import price

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from callvet.calls.columns import Columns
    from callvet.evaluation.audit.matching import Stated
    from callvet.evaluation.audit.rebilling import Key, Lines
    from callvet.model.charge import Charge
    from callvet.model.charge_kind import ChargeKind

_BESIDE_CALLS: Final[frozenset[ChargeKind]] = frozenset({"chat", "email", "sms"})


class Word(NamedTuple):
    """A quantity that is taken at the invoice's word.

    Attributes:
        units: How many. [units of the quote]
        lacks: What the log does not have, so that nobody can hold the quantity against it.
        modelled: Where callvet reckons with staff, the least and the most that what came takes; else None.
            [units of the quote]
    """

    units: Fraction
    lacks: str
    modelled: tuple[Fraction, Fraction] | None = None


def untold(charge: Charge, charges: Sequence[Charge], columns: Columns) -> str:
    """What a log lacks to count a charge; nothing where it tells, or where the quote or the needs do.

    Args:
        charge: Of the quote.
        charges: All of it, since a team that is stated is what is billed.
        columns: Those of the log.
    """
    found = [_untold(kind, charges, columns) for kind in charge.per]
    if charge.when is not None and charge.when.channel not in {None, "phone"} and "channel" not in columns.own:
        return "column channel"
    return found[0] if all(found) else ""


def _untold(kind: ChargeKind, charges: Sequence[Charge], columns: Columns) -> str:
    """What a log lacks to count one kind."""
    if kind in STAFF:
        return "" if any(one.staffed for one in charges) else "hours of agents"
    column = {"transfer": "transferred"}.get(kind, "")
    if kind in _BESIDE_CALLS:
        column = "channel"
    if kind in OUTCOMES:
        column = "resolved" if kind == "resolution" and "outcome" not in columns.own else "outcome"
    return f"column {column}" if column and column not in columns.own else ""


def words_of(
    stated: Mapping[Key, Sequence[Stated]],
    charges: Sequence[Charge],
    columns: Columns,
    level: Fraction,
    billed: tuple[Lines, Lines],
) -> dict[Key, Word]:
    """The quantities that are taken at the invoice's word, by line of the bill.

    Args:
        stated: The lines of the invoice, by line of the bill.
        charges: Those of the quote.
        columns: Those of the log.
        level: What escalators have made of every price. [ratio]
        billed: The bill of the log at both ends, for what callvet reckons with.
    """
    found: dict[Key, Word] = {}
    for key, lines in stated.items():
        if key[0] != "charge":
            continue
        charge = charges[key[1]]
        lacks = untold(charge, charges, columns)
        units = _units(charge, lines, level) if lacks else None
        if units is not None:
            quantities = [side[key].quantity for side in billed if key in side]
            known = sorted(one for one in quantities if one is not None)
            modelled = (known[0], known[-1]) if known and not STAFF.isdisjoint(charge.per) else None
            found[key] = Word(units, lacks, modelled)
    return found


def _units(charge: Charge, lines: Sequence[Stated], level: Fraction) -> Fraction | None:
    """How many units an invoice bills: as it says, before or after what is included; else what its amount comes to."""
    amount = sum((one.amount for one in lines[1:]), lines[0].amount)
    stated = [one.units for one in lines if one.units is not None]
    if len(stated) == len(lines):
        units = sum(stated, Fraction(0))
        ways = (units, units + Fraction(charge.included or 0))
        return min(ways, key=lambda one: abs(price(charge, Count(one)) * level - Fraction(amount)))
    if charge.rate and charge.tiers is None and charge.block is None and amount >= 0:
        return Fraction(amount) / (Fraction(charge.rate) * level) + Fraction(charge.included or 0)
    return None
