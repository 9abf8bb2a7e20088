"""An estimate in another currency: every line converted and rounded once, so that totals stay sums of lines."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from callvet.demand.cost_range import Bill
from callvet.demand.estimate import Question
from callvet.model.money import rounded
from callvet.pricing.bill import total

if TYPE_CHECKING:
    from callvet.demand.estimate import Estimate
    from callvet.pricing.bill import Line


def converted(estimate: Estimate, rate: Fraction, currency: str) -> Estimate:
    """The estimate in another currency.

    Args:
        estimate: In its own.
        rate: What a unit of its own is worth. [units of the currency]
        currency: ISO 4217.
    """
    return estimate._replace(
        monthly=bill_in(estimate.monthly, rate, currency),
        months=tuple(bill_in(one, rate, currency) for one in estimate.months),
        questions=tuple(
            Question(one.term, rounded(Fraction(one.worth) * rate, currency)) for one in estimate.questions
        ),
    )


def bill_in(bill: Bill, rate: Fraction, currency: str) -> Bill:
    """A bill in another currency.

    Args:
        bill: In its own.
        rate: What a unit of its own is worth. [units of the currency]
        currency: ISO 4217.
    """

    def line(one: Line) -> Line:
        exact = one.exact * rate
        return one._replace(exact=exact, amount=rounded(exact, currency))

    low, high = tuple(map(line, bill.low)), tuple(map(line, bill.high))
    # Ends that differ by less than the lines' rounding are one.
    return Bill(low if total(low) <= total(high) else high, high)
