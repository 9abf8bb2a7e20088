"""What offers cost at any volume: each volume reckoned once, and none on a level."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from callvet.evaluation.prices.bill_curves import _kept_by_level


def test_a_bill_between_two_that_are_alike_is_not_reckoned_and_any_other_is_once() -> None:
    reckoned: list[Fraction] = []

    def steps(volume: Fraction) -> Decimal | None:
        """100 for every 10 calls begun; more than 50 cannot be staffed."""
        reckoned.append(volume)
        return None if volume > 50 else Decimal(100 * -(-volume // 10))

    high = _kept_by_level(steps)
    asked = [Fraction(one) for one in (1, 60, 9, 5, 11, 20, 15, 10, 55, 70, 5)]
    assert [high(one) for one in asked] == [steps(one) for one in asked]
    # 5 lies between 1 and 9, 15 between 11 and 20; 10 lies on the same step, but next to it is another.
    assert [int(one) for one in reckoned[:-11]] == [1, 60, 9, 11, 20, 10, 55, 70]
