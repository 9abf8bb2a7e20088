"""A count: what a meter gives a schedule."""

from __future__ import annotations

from fractions import Fraction

import pytest

from callvet.pricing.count import Count


def test_of_a_bare_count_nothing_is_marked_nobody_is_staffed_and_no_contact_is_bound() -> None:
    count = Count(Fraction(7))
    assert (count.marked_shares, count.agents, count.contacts) == ((), None, 0)


def test_a_count_does_not_change_once_it_is_made() -> None:
    with pytest.raises(AttributeError):
        Count(Fraction(7)).units = Fraction(8)  # type: ignore[misc]
