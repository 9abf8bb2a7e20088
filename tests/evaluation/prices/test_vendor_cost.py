"""What each vendor costs, for its score."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from textwrap import dedent

import pytest

from callvet.evaluation.prices.vendor_cost import priced_subjects, vendor_costs
from callvet.evaluation.reading import BadFilesError, read_sound_case
from callvet.load.discovery import NothingToWorkOnError
from callvet.score.criteria.cost import CRITERION as COST
from callvet.score.monthly_cost import CostScale, VendorCost

TODAY = date(2026, 12, 10)
NEEDS = """
start: 2027-01-01
term_months: 24
demand: {calls_per_month: 600, shape: flat, open: 24/7, spread: 0, talk_seconds: 50, hold_seconds: 0, wrap_seconds: 10}
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A case with one vendor and needs; the current folder."""
    monkeypatch.chdir(tmp_path)
    for name in ("vendors", "quotes"):
        (tmp_path / name).mkdir()
    write("needs.yaml", NEEDS)
    write("vendors/a.yaml", "name: A\n")
    return tmp_path


def write(path: str, text: str) -> None:
    Path(path).write_text(dedent(text), encoding="utf-8")


def offer(name: str, text: str, vendor: str = "a") -> None:
    write(f"quotes/{name}.yaml", f"vendor: {vendor}\n{dedent(text)}")


def costs() -> dict[str, VendorCost]:
    case = read_sound_case(())
    found = vendor_costs(case, case.needs.needs, TODAY)
    return {vendor: cost for vendor, cost in found.by_vendor.items() if cost is not None}


def note() -> str:
    case = read_sound_case(())
    found = vendor_costs(case, case.needs.needs, TODAY)
    assert found.by_vendor == {}
    return found.note


def test_a_vendor_costs_its_month_and_its_share_of_the_whole_term() -> None:
    offer("1", "charges: [{per: call, rate: 2}, {per: once, rate: 2400}]")
    found = costs()["a"]
    assert (found.monthly_low, found.monthly_high) == (1200, 1200)
    # 24 x 1,200 + 2,400, by 24 months.
    assert (found.share_low, found.share_high) == (1300, 1300)
    assert (found.currency, found.open_terms, found.not_stated) == ("USD", {}, ())
    assert (found.place.path, found.place.line) == ("quotes/1.yaml", 2)


def test_what_is_open_is_a_range_and_the_worthiest_term_is_named() -> None:
    offer("1", "plans: [{name: x, charges: [{per: minute, rate: 1}]}]")
    found = costs()["a"]
    # 50 s to the second are 500 minutes; all 60 s and a moment's wait are two whole minutes, 1,200. Talk alone would be
    # 600 whole minutes; everything to the second is 61 s, 610 minutes.
    assert (found.monthly_low, found.monthly_high) == (500, 1200)
    assert list(found.open_terms.items()) == [("minute.clock.counts", 600), ("minute.clock.step_seconds", 590)]


def test_quantities_that_nobody_states_are_named() -> None:
    offer("1", "charges: [{per: call, rate: 2}, {per: unit, rate: 5, for: licences}]")
    assert costs()["a"].not_stated == ("demand.units_per_cycle.licences",)


def test_an_offer_for_chats_alone_says_nothing_of_what_calls_cost() -> None:
    offer("1", "charges: [{per: chat, rate: 2}]")
    assert costs() == {}


def test_the_latest_offer_counts_and_of_one_day_the_dearer() -> None:
    offer("1", "dated: 2026-10-01\ncharges: [{per: call, rate: 9}]")
    offer("2", "dated: 2026-11-01\ncharges: [{per: call, rate: 2}]")
    offer("3", "dated: 2026-11-01\ncharges: [{per: call, rate: 3}]")
    offer("4", "charges: [{per: call, rate: 8}]")
    assert costs()["a"].monthly_high == 1800


def test_offers_without_a_day_count_where_no_other_has_one() -> None:
    offer("1", "charges: [{per: call, rate: 2}]")
    offer("2", "charges: [{per: call, rate: 3}]")
    assert costs()["a"].monthly_high == 1800


def test_an_expired_offer_counts_no_more() -> None:
    offer("1", "dated: 2026-10-01\nvalid_until: 2026-12-10\ncharges: [{per: call, rate: 2}]")
    offer("2", "dated: 2026-11-01\nvalid_until: 2026-12-09\ncharges: [{per: call, rate: 3}]")
    assert costs()["a"].monthly_high == 1200


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ("agents: any", 1800),
        ("agents: shared", 1200),
        ("agents: dedicated", 1800),
        ("must: {agents: [shared, partial]}", 1200),
        ("agents: automated", None),
    ],
)
def test_offers_of_another_agent_model_do_not_count(wanted: str, expected: int | None) -> None:
    write("needs.yaml", dedent(NEEDS) + wanted + "\n")
    offer("1", "agents: shared\ncharges: [{per: call, rate: 2}]")
    offer("2", "agents: dedicated\ncharges: [{per: call, rate: 3}]")
    found = costs().get("a")
    assert (found.monthly_high if found else None) == expected


def test_an_offer_of_nobody_here_counts_for_nobody() -> None:
    offer("1", "charges: [{per: call, rate: 2}]", vendor="b")
    assert costs() == {}


def test_the_scale_is_half_the_markets_low_end_and_twice_its_high_end() -> None:
    offer("1", "charges: [{per: call, rate: 2}]")
    found = costs()["a"].scale
    # Shared: 600 minutes x 0.70 = 420, halved. Dedicated: somebody round the clock, 30.4375 x 24 h x 35, doubled.
    assert found.best == 210
    assert found.worst == Decimal("51135.00")


def test_the_buyer_may_fix_the_scale() -> None:
    write("needs.yaml", dedent(NEEDS) + "scales: {cost: {best: 100, worst: 900}}\n")
    offer("1", "charges: [{per: call, rate: 2}]")
    assert costs()["a"].scale == CostScale(Decimal(100), Decimal(900))


LADDER = """
plans: [{name: S, charges: [
  {per: cycle, rate: 100}, {per: minute, rate: 1, included: %s, clock: {counts: [talk], step_seconds: 1}}]}]
"""


@pytest.mark.parametrize(
    ("included", "capacity", "is_known"),
    [
        # 600 calls of 50 s are 500 minutes, twice the bundle and no more.
        (250, "{}", True),
        (249, "{}", False),
        (250, "{min_calls_per_month: 600, max_calls_per_month: 600}", True),
        (250, "{min_calls_per_month: 601}", False),
        (250, "{max_calls_per_month: 599}", False),
    ],
)
def test_an_offer_for_other_volumes_says_nothing_of_what_this_one_costs(
    included: int, capacity: str, *, is_known: bool
) -> None:
    write("vendors/a.yaml", f"name: A\ncapacity: {capacity}\n".replace("capacity: {}\n", ""))
    offer("1", LADDER % included)
    case = read_sound_case(())
    ((one,), told) = priced_subjects(case, case.needs.needs, TODAY)
    assert (one.cost is not None, one.out_of_range, told) == (is_known, not is_known, "")


def test_of_offers_of_one_day_those_for_this_volume_count() -> None:
    offer("1", LADDER % 1)
    offer("2", "charges: [{per: call, rate: 0.5}]")
    assert costs()["a"].monthly_high == 300


def test_foreign_offers_are_converted() -> None:
    write("needs.yaml", dedent(NEEDS) + "rates: {EUR: {rate: 1.5, dated: 2026-11-02, source: bank}}\n")
    offer("1", "currency: EUR\ncharges: [{per: call, rate: 2}]")
    assert costs()["a"].monthly_high == 1800


def test_a_currency_without_a_rate_is_refused() -> None:
    offer("1", "currency: EUR\ncharges: [{per: call, rate: 2}]")
    with pytest.raises(BadFilesError):
        costs()


def test_why_a_cost_is_not_known_is_said() -> None:
    assert note() == "no quotes were found beside the vendors, so cost is unknown"
    offer("1", "charges: [{per: call, rate: 2}]")
    write("needs.yaml", "term_months: 12\n")
    assert note() == "no volume is given (--volume 5000), so cost is unknown"
    write("needs.yaml", "currency: EUR\n" + dedent(NEEDS))
    assert note().startswith("no rate from USD is given, so the cost scale has no ends")


def test_subjects_carry_what_they_cost() -> None:
    offer("1", "charges: [{per: call, rate: 2}]")
    write("vendors/b.yaml", "name: B\n")
    case = read_sound_case(())
    found, told = priced_subjects(case, case.needs.needs, TODAY)
    assert told == ""
    assert [(one.id, one.cost.monthly_high if one.cost else None) for one in found] == [("a", 1200), ("b", None)]


def test_where_the_buyer_keeps_offers_from_being_priced_vendors_are_told_to_have_offered() -> None:
    offer("1", "charges: [{per: call, rate: 2}]")
    write("vendors/b.yaml", "name: B\n")
    write("needs.yaml", "term_months: 12\n")
    case = read_sound_case(())
    found, told = priced_subjects(case, case.needs.needs, TODAY)
    assert told.startswith("no volume is given")
    assert [(one.id, one.cost, one.offered) for one in found] == [("a", None, True), ("b", None, False)]


def test_an_offer_that_cannot_be_staffed_leaves_its_vendors_cost_unknown_and_the_others_known() -> None:
    offer("1", "charges: [{per: call, rate: 2}]")
    write("vendors/b.yaml", "name: B\n")
    # Ten thousand million calls of a minute are some 230,000 erlangs on average.
    offer("2", "reference: H\ncharges: [{per: hour, rate: 30, hours_counted: productive}]", vendor="b")
    offer("3", "charges: [{per: call, rate: 1}]", vendor="b")
    write("needs.yaml", NEEDS.replace("calls_per_month: 600", "calls_per_month: 10000000000"))
    case = read_sound_case(())
    found, told = priced_subjects(case, case.needs.needs, TODAY)
    assert [(one.id, one.cost is None, one.out_of_range) for one in found] == [("a", False, False), ("b", True, False)]
    assert told.startswith("an offer of b cannot be staffed, so that cost is unknown: ")
    assert told.endswith("erlangs are outside 0 to 100,000; check volume and handle time")
    # It has made its offer, and cannot be asked for another.
    judged = COST.assess(found[1], case.needs.needs)
    assert (judged.open_points, judged.reason) == ({}, "there is an offer, but it could not be priced")


@pytest.mark.parametrize(
    ("demand", "message"),
    [
        ("calls_per_month: 600, self_service: 100%", "self_service is 100%"),
        ("calls_per_month: 600, talk_seconds: 0, wrap_seconds: 0", "the market asks nothing for such calls"),
    ],
)
def test_figures_that_make_no_cost_possible_are_told(demand: str, message: str) -> None:
    offer("1", "charges: [{per: call, rate: 2}]")
    write("needs.yaml", f"demand: {{{demand}}}\n")
    case = read_sound_case(())
    with pytest.raises(NothingToWorkOnError, match=message):
        priced_subjects(case, case.needs.needs, TODAY)
