"""When a contract begins, where nobody says."""

from __future__ import annotations

from datetime import date

import pytest

from callvet.evaluation.prices.offer_cost import contract_start
from callvet.model.needs import Needs


def test_a_contract_begins_with_the_next_month() -> None:
    assert contract_start(Needs(), date(2026, 12, 5)) == date(2027, 1, 1)
    assert contract_start(Needs(), date(9999, 11, 30)) == date(9999, 12, 1)


def test_after_the_last_month_of_all_none_begins() -> None:
    with pytest.raises(ValueError, match=r"no contract begins after 9999-12-31, .*; mend it"):
        contract_start(Needs(), date(9999, 12, 31))
