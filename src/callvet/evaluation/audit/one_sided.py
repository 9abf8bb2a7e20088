"""Lines that the invoice alone has, or the quote alone: as readings, so that discounts and tax follow from them."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from callvet.evaluation.audit.kinds import CAUSE_OF_KIND
from callvet.evaluation.audit.readings import Reading, with_adjustment, with_charge
from callvet.evaluation.audit.rebilling import is_charge
from callvet.evaluation.audit.stated import unraised
from callvet.model.charge import Charge
from callvet.model.wording import shown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from callvet.evaluation.audit.matching import Stated
    from callvet.evaluation.audit.rebilling import Key, Lines
    from callvet.model.document import KeyPath
    from callvet.model.quote import Quote
    from callvet.pricing.bill import Line

_FREE = Decimal(0)


def left_out(lines: Lines, missing: Sequence[Key], above: KeyPath) -> Iterator[Reading]:
    """Charges and surcharges of the bill that the invoice has not.

    Args:
        lines: The bill.
        missing: Their keys; those of other lines are passed over.
        above: The way to the charges.
    """
    for key in missing:
        line, position = lines[key], key[1]
        if is_charge(key):
            nothing = {"rate": _FREE, "tiers": None, "minimum": None, "percent_of_value": None}
            yield Reading(
                "missing line", left_out_reason(line), (*above, position), position,
                change=with_charge(position, **nothing),
            )  # fmt: skip
        elif key[0] == "adjustment":
            path = ("adjustments", position)
            change = with_adjustment(position, percent=_FREE)
            yield Reading("surcharge", left_out_reason(line), path, adjustment=position, change=change)


def added(stated: Sequence[Stated], first: int, level: Fraction) -> Iterator[Reading]:
    """Lines of the invoice that the quote does not ask for, as fees of the cycle.

    Args:
        stated: Those that match no line of the bill; discounts, minimums and tax are passed over.
        first: The position that the first of them gets among the charges.
        level: What escalators have made of every price. [ratio]
    """
    some = [one for one in stated if one.amount and CAUSE_OF_KIND.get(one.kind, "surcharge") == "surcharge"]
    for position, one in enumerate(some, first):
        rate = unraised(Fraction(one.amount), level)
        fee = Charge.model_construct(per=("cycle",), rate=rate, label=one.label or one.charge)
        cause = CAUSE_OF_KIND.get(one.kind, "unknown line")
        yield Reading(cause, unknown_reason(one), (), position, change=_with_more(fee), place=one.place)


def _with_more(fee: Charge) -> Callable[[Quote], Quote]:
    """A change that adds a charge."""
    return lambda quote: quote.model_copy(update={"charges": (*(quote.charges or ()), fee)})


def left_out_reason(line: Line) -> str:
    """What is told of a line that the invoice has not."""
    return f"the line {line_name(line.charge, line.label)} is left out, which comes to {line.amount:,f}"


def unknown_reason(one: Stated) -> str:
    """What is told of a line that the quote has not."""
    verb = "asks for no" if one.kind in CAUSE_OF_KIND else "has no line"
    return f"the quote {verb} {line_name(one.charge, one.label)}"


def line_name(charge: str, label: str) -> str:
    """What a line is called in a sentence."""
    return shown(f"{charge.replace('_', ' ')} {label}".strip())
