"""Cost against volume: where another offer becomes the cheapest, exactly or read off the curves."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from callvet.evaluation.costing import price_offers
from callvet.evaluation.prices.cost_curves import Curves, cost_curves
from callvet.evaluation.prices.crossings import crossings
from callvet.evaluation.prices.wishes import Wishes
from tests.report.decisions import CASE, quote, written

if TYPE_CHECKING:
    from pathlib import Path


def curves(folder: Path, case: dict[str, str], volume: int = 5000) -> Curves:
    """Those of a case."""
    answer = price_offers([written(folder, case)], wishes=Wishes((Decimal(volume),)))
    return cost_curves(answer)


def case_of(**quotes: str) -> dict[str, str]:
    """The small case with other offers."""
    kept = {name: text for name, text in CASE.items() if not name.startswith("quotes/")}
    return kept | {f"quotes/{vendor}.yaml": text for vendor, text in quotes.items()}


def test_the_volumes_reach_from_a_tenth_of_the_volume_to_twice_it(tmp_path: Path) -> None:
    found = curves(tmp_path, case_of(acme=quote("acme", "1", "0"))).sampled
    assert (found.volumes[0], found.volumes[9], found.volumes[-1], len(found.volumes)) == (500, 5000, 10000, 20)
    assert found.highs["acme/A-1"][9] == Decimal("30250.00")  # 5,000 calls of 363 s at $1


def test_a_turn_between_offers_billed_by_contacts_is_exact(tmp_path: Path) -> None:
    # 6.05 n = 3.025 n + 10,000
    found = curves(tmp_path, case_of(acme=quote("acme", "1", "0"), brio=quote("brio", "0.50", "10000")))
    (turn,) = found.turns
    assert (turn.before, turn.after, turn.is_exact) == ("acme/A-1", "brio/B-1", True)
    assert float(turn.volume) == pytest.approx(10000 / 3.025, abs=0.02)


def test_a_turn_to_an_offer_that_staffs_agents_is_found_to_the_call(tmp_path: Path) -> None:
    hours = "vendor: brio\nagents: dedicated\ncharges:\n  - {per: hour, rate: 12, hours_counted: productive}\n"
    case = case_of(acme=quote("acme", "1", "0"), brio=hours)
    (turn,) = curves(tmp_path, case, 2000).turns
    assert (turn.before, turn.after, turn.is_exact) == ("acme/A-1", "brio/brio", True)

    def is_overtaken(calls: int) -> bool:
        """Whether agents by the hour cost less, as ``callvet cost`` prices both at that volume."""
        priced = price_offers([tmp_path], wishes=Wishes((Decimal(calls),))).priced
        high = {one.offer.id: one.monthly.high for one in priced}
        return high["brio/brio"] < high["acme/A-1"]

    found = int(turn.volume)
    assert (is_overtaken(found - 1), is_overtaken(found)) == (False, True)
    if turn.since is not None:
        first = int(turn.since)
        assert (is_overtaken(first - 1), is_overtaken(first)) == (False, True)


def test_two_turns_between_two_volumes_of_the_drawing_are_both_told(tmp_path: Path) -> None:
    # 6.05 n, 4.235 n + 5,400 from 2,975 calls on, and 1.815 n + 13,000 from 3,140 on.
    case = case_of(
        acme=quote("acme", "1", "0"), brio=quote("brio", "0.70", "5400"), corte=quote("corte", "0.30", "13000")
    )
    found = [(turn.before, turn.after, float(turn.volume)) for turn in curves(tmp_path, case, 10000).turns]
    assert found == [
        ("acme/A-1", "brio/B-1", pytest.approx(5400 / 1.815, abs=0.02)),
        ("brio/B-1", "corte/C-1", pytest.approx(7600 / 2.42, abs=0.02)),
    ]


def test_turns_beyond_what_is_drawn_are_told_to_ten_times_the_volume(tmp_path: Path) -> None:
    # 6.05 n = 3.025 n + 100,000
    found = curves(tmp_path, case_of(acme=quote("acme", "1", "0"), brio=quote("brio", "0.50", "100000")))
    (turn,) = found.turns
    assert float(turn.volume) == pytest.approx(100000 / 3.025, abs=0.02)


@pytest.mark.parametrize("aside", [False, True])
def test_crossings_are_those_of_callvet_cost(tmp_path: Path, aside: bool) -> None:  # noqa: FBT001 - a parameter
    hours = "vendor: brio\nagents: dedicated\ncharges:\n  - {per: hour, rate: 12, hours_counted: productive}\n"
    case = case_of(acme=quote("acme", "1", "0"), brio=hours, corte=quote("corte", "0.80", "900"))
    folder = written(tmp_path, case)
    wishes = Wishes((Decimal(1500 if aside else 5000),))
    found = cost_curves(price_offers([folder], wishes=wishes)).crossings
    alone = crossings(price_offers([folder], wishes=wishes))
    assert found.left_out == alone.left_out == ()
    told = [
        [(one.above.quote, one.below.quote, one.calls_per_month, one.is_jump) for one in each.found]
        for each in (found, alone)
    ]
    assert told[0] == told[1] != []


def test_an_offer_has_no_figure_where_its_vendor_takes_no_such_volume(tmp_path: Path) -> None:
    case = case_of(acme=quote("acme", "1", "0"), brio=quote("brio", "0.50", "0"))
    case["vendors/brio.yaml"] += "capacity: {min_calls_per_month: 4000}\n    "
    found = curves(tmp_path, case)
    assert found.sampled.highs["brio/B-1"][:8] == (None,) * 7 + (Decimal("12100.00"),)
    (turn,) = found.turns
    assert (turn.volume, turn.is_exact) == (3750, False)  # half-way, for one of the lines begins there


def test_without_a_volume_there_is_nothing_to_draw(tmp_path: Path) -> None:
    found = curves(tmp_path, case_of(acme=quote("acme", "1", "0")), 0)
    assert (found.sampled.volumes, found.turns) == ((), ())
