"""What would each cost at my volume? (the Python API of ``callvet cost``)"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from textwrap import dedent

import pytest

from callvet.demand.cost_range import Range
from callvet.evaluation.costing import CostAnswer, price_offers
from callvet.evaluation.prices.offer_cost import contract_start, exchange_rates
from callvet.evaluation.prices.wishes import Wishes, with_wishes
from callvet.evaluation.reading import BadFilesError
from callvet.load.discovery import NothingToWorkOnError
from callvet.model.needs import Needs
from tests.conftest import read

TODAY = date(2026, 12, 10)
NEEDS = """
start: 2027-01-01
demand: {calls_per_month: 600, shape: flat, open: 24/7, spread: 0, talk_seconds: 50, hold_seconds: 0, wrap_seconds: 10}
"""
CALLS = "vendor: %s\ncharges: [{per: call, rate: %s}]\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A case with needs and nothing else; the current folder."""
    monkeypatch.chdir(tmp_path)
    for name in ("vendors", "quotes"):
        (tmp_path / name).mkdir()
    write("needs.yaml", NEEDS)
    return tmp_path


def write(path: str, text: str) -> None:
    Path(path).write_text(dedent(text), encoding="utf-8")


def offers(*rates: str, profile: str = "name: %s\n") -> None:
    """Vendors a, b and so on, at so much a call."""
    for vendor, rate in zip("abcdef", rates, strict=False):
        write(f"vendors/{vendor}.yaml", profile % vendor.upper() if "%s" in profile else profile)
        write(f"quotes/{vendor}.yaml", CALLS % (vendor, rate))


def answer(*paths: str, wishes: Wishes | None = None) -> CostAnswer:
    return price_offers(paths, wishes=wishes, today=TODAY)


def ranks(found: CostAnswer) -> list[tuple[str, int | None]]:
    return [(one.offer.vendor, one.rank) for one in found.priced]


def test_offers_come_by_their_high_end_and_ties_share_a_rank() -> None:
    offers("3", "1", "2", "2")
    assert ranks(answer()) == [("b", 1), ("c", 2), ("d", 2), ("a", 4)]


def test_costs_are_told_by_the_call_the_minute_and_the_resolved_call() -> None:
    offers("3")
    [one] = answer().priced
    assert one.monthly == Range(Decimal(1800), Decimal(1800))
    assert one.per_call == Range(Decimal("3.00"), Decimal("3.00"))
    # 600 calls of a minute; 70% of them are resolved.
    assert one.per_handled_minute.low == Decimal("3.00")
    assert one.per_resolved_call.low == Decimal("4.29")
    assert one.first_year.low == 21_600
    assert one.name == "A"


def test_a_four_week_cycle_is_told_by_the_month_in_every_figure() -> None:
    offers("3")
    write("quotes/a.yaml", "cycle: 4_weeks\n" + CALLS % ("a", "3"))
    [one] = answer().priced
    assert (one.per_call.low, one.per_handled_minute.low) == (Decimal("3.00"), Decimal("3.00"))


def test_the_vendors_own_resolution_holds_where_it_gives_one() -> None:
    offers("3", profile="performance: {first_contact_resolution: 50%}")
    assert answer().priced[0].per_resolved_call.low == Decimal("6.00")


def test_of_no_calls_none_costs_anything() -> None:
    offers("3")
    [one] = answer(wishes=Wishes(volumes=(Decimal(0),))).priced
    assert one.monthly == one.per_call == one.per_handled_minute == Range(Decimal(0), Decimal(0))


def test_every_offer_is_priced_at_every_volume() -> None:
    offers("3", "1")
    found = answer(wishes=Wishes(volumes=(Decimal(100), Decimal(200))))
    assert found.volumes == (100, 200)
    assert [(one.offer.vendor, one.volume, one.monthly.low) for one in found.priced] == [
        ("b", 100, 100),
        ("a", 100, 300),
        ("b", 200, 200),
        ("a", 200, 600),
    ]
    assert len(found.markets) == 2


def test_handled_minutes_stand_in_for_calls() -> None:
    offers("3")
    assert answer(wishes=Wishes(minutes=Decimal(90))).volumes == (90,)


def test_a_quote_without_a_profile_is_priced_all_the_same() -> None:
    write("vendors/a.yaml", "name: A\n")
    write("quotes/b.yaml", CALLS % ("b", "1"))
    [one] = answer().priced
    assert (one.name, one.vendor, one.rank) == ("b", None, 1)


@pytest.mark.parametrize(("least", "most"), [(601, 900), (1, 599)])
def test_a_volume_outside_the_vendors_own_is_priced_and_not_ranked(least: int, most: int) -> None:
    offers("1", "2")
    write("vendors/a.yaml", f"capacity: {{min_calls_per_month: {least}, max_calls_per_month: {most}}}")
    assert ranks(answer()) == [("b", 1), ("a", None)]


def test_a_ladder_far_past_its_largest_plan_is_not_ranked() -> None:
    offers("1")
    write(
        "quotes/a.yaml",
        "vendor: a\nplans: [{name: small, charges: [{per: call, rate: 1, included: 299}]}]\n",
    )
    assert ranks(answer()) == [("a", None)]


def test_an_offer_for_chats_alone_is_priced_and_not_ranked() -> None:
    offers("1", "1")
    write("quotes/a.yaml", "vendor: a\ncharges: [{per: cycle, rate: 5}, {per: chat, rate: 1}]\n")
    assert ranks(answer()) == [("b", 1), ("a", None)]


def test_with_nobody_the_market_is_priced_alone(folder: Path) -> None:
    for name in ("vendors", "quotes"):
        (folder / name).rmdir()
    found = answer()
    assert found.priced == ()
    # 600 x 60 s = 600 minutes at 0.70 and 1.25.
    assert found.markets[0][0].monthly == Range(Decimal(420), Decimal(750))


def test_with_no_needs_the_documents_call_is_assumed_and_said(folder: Path) -> None:
    for name in ("vendors", "quotes"):
        (folder / name).rmdir()
    (folder / "needs.yaml").unlink()
    found = answer(wishes=Wishes(volumes=(Decimal(5000),)))
    assert found.markets[0][0].monthly == Range(Decimal("19716.67"), Decimal("35208.33"))
    assert found.notes[0].startswith("no needs.yaml was found")
    assert found.start == date(2027, 1, 1)
    assert "2027-01-01" in found.notes[1]


def test_faults_in_needs_that_stand_alone_are_told(folder: Path) -> None:
    for name in ("vendors", "quotes"):
        (folder / name).rmdir()
    write("needs.yaml", "term_months: soon\n")
    with pytest.raises(BadFilesError):
        answer()


def test_without_a_volume_the_fix_is_told() -> None:
    offers("1")
    write("needs.yaml", "term_months: 12\n")
    with pytest.raises(NothingToWorkOnError, match="--volume 5000"):
        answer()


@pytest.mark.parametrize(
    ("more", "message"),
    [
        ("self_service: 100%", "no call would reach an agent's queue"),
        ("shape: nowhere.csv", "demand.shape: nowhere.csv cannot be read"),
    ],
)
def test_figures_that_make_no_cost_possible_are_told_with_the_fix(more: str, message: str) -> None:
    offers("1")
    write("needs.yaml", f"demand: {{calls_per_month: 600, {more}}}\n")
    with pytest.raises(NothingToWorkOnError, match=message):
        answer()


def test_a_thousand_million_calls_are_an_answer_or_one_clear_line() -> None:
    offers("1")
    assert answer(wishes=Wishes(volumes=(Decimal(10**9),))).priced[0].monthly.low == 10**9


def test_what_nobody_could_staff_is_told_and_the_rest_is_priced() -> None:
    offers("1")
    write("quotes/b.yaml", "vendor: b\ncharges: [{per: hour, rate: 30, hours_counted: productive}]\n")
    found = answer(wishes=Wishes(volumes=(Decimal(10**10),)))
    assert [(one.offer.vendor, one.monthly.low) for one in found.priced] == [("a", 10**10)]
    assert [[row.agents for row in rows] for rows in found.markets] == [["shared"]]
    assert any(
        note.startswith("left out: b/") and "cannot be staffed at 10,000,000,000 calls" in note for note in found.notes
    )


def test_a_queue_that_never_clears_is_priced_where_the_team_is_stated() -> None:
    offers("1")
    team = "{per: hour, rate: 30, staffed: {agents: 1, hours_per_week: 1}}"
    write("quotes/a.yaml", f"vendor: a\ncharges: [{team}, {{per: call, rate: 1, when: {{beyond: staffed}}}}]\n")
    [one] = answer(wishes=Wishes(volumes=(Decimal(100_000),))).priced
    # One hour a week answers next to nothing: all 100,000 calls and 4.348 h x 30 = 130.45.
    assert one.estimate.service_level == pytest.approx(0, abs=0.001)
    assert one.monthly.low == pytest.approx(Decimal("100130.45"), abs=100)


# Currencies and dates


def test_foreign_offers_are_converted_with_the_rate_that_is_given() -> None:
    offers("1", "1")
    write("quotes/b.yaml", "currency: EUR\n" + CALLS % ("b", "1"))
    found = answer(wishes=Wishes(rates=(("EUR", Decimal("1.10")),)))
    assert [(one.offer.vendor, one.monthly.low) for one in found.priced] == [("a", 600), ("b", 660)]
    assert any(note.startswith("1 EUR = 1.10 USD") for note in found.notes)


def test_without_a_rate_nothing_is_converted() -> None:
    offers("1")
    write("quotes/a.yaml", "currency: EUR\n" + CALLS % ("a", "1"))
    with pytest.raises(BadFilesError) as refused:
        answer()
    [problem] = refused.value.problems
    assert "add --rate EUR=1.09" in problem.message
    assert problem.place.path.endswith("a.yaml")


def test_what_no_offer_can_be_priced_by_is_told_for_all_of_them_at_their_lines() -> None:
    offers("1")
    write("needs.yaml", dedent(NEEDS).replace("2027", "2035"))
    for name in "bc":
        write(f"quotes/{name}.yaml", (CALLS % (name, "1")).replace("rate: 1", "rate: 1, when: {holiday: IN}"))
    with pytest.raises(BadFilesError) as refused:
        answer()
    assert [problem.place.path for problem in refused.value.problems] == ["quotes/b.yaml", "quotes/c.yaml"]


def test_without_a_dollars_worth_there_is_no_market() -> None:
    offers("1")
    write("needs.yaml", "currency: EUR\n" + dedent(NEEDS))
    assert answer().markets == ()
    assert answer(wishes=Wishes(rates=(("USD", Decimal("0.90")),))).markets[0][0].monthly.low == 378


def test_rates_are_those_of_the_needs_and_one_is_one() -> None:
    needs = read("currency: EUR\nrates: {USD: {rate: 0.9, dated: 2026-11-02, source: bank}}", "needs.yaml", Needs)[0]
    assert exchange_rates(needs) == {"USD": Decimal("0.9"), "EUR": 1}


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2026, 12, 10), date(2027, 1, 1)),
        (date(2026, 1, 31), date(2026, 2, 1)),
        (date(2026, 2, 1), date(2026, 3, 1)),
    ],
)
def test_a_contract_starts_with_the_next_month_unless_it_is_said(today: date, expected: date) -> None:
    assert contract_start(Needs(), today) == expected
    assert contract_start(read("start: 2030-05-05", "needs.yaml", Needs)[0], today) == date(2030, 5, 5)


# Calls of other lengths


def test_where_no_handle_time_is_named_calls_of_three_four_and_six_minutes_are_shown() -> None:
    write("needs.yaml", "demand: {calls_per_month: 600, shape: flat, open: 24/7, spread: 0}\n")
    offers("1")
    clock = "clock: {counts: [talk, hold, wrap], step_seconds: 60}"
    write("quotes/a.yaml", f"vendor: a\ncharges: [{{per: minute, rate: 1, {clock}}}]\n")
    [one] = answer().priced
    # 363 s are 7 minutes; 180, 240 and 360 s are 3, 4 and 6, not a hair more.
    assert one.monthly.low == 4200
    assert {seconds: cost.low for seconds, cost in one.by_handle_seconds.items()} == {180: 1800, 240: 2400, 360: 3600}
    [named] = answer(wishes=Wishes(handle_seconds=Decimal(300))).priced
    assert named.monthly.low == 3000
    assert named.by_handle_seconds == {}


def test_a_handle_time_of_the_call_is_met_exactly_whatever_its_parts() -> None:
    # 14, 52 and 29 of 95 parts of 60 s add up to 60.000…01 s in decimals, which would be two minutes.
    needs = read("demand: {talk_seconds: 14, hold_seconds: 52, wrap_seconds: 29}", "needs.yaml", Needs)[0]
    demand = with_wishes(needs, Wishes(handle_seconds=Decimal(60))).demand
    assert demand.talk_seconds + demand.hold_seconds + demand.wrap_seconds == 60
    assert demand.talk_seconds == pytest.approx(Decimal(14 * 60) / 95, abs=Decimal("0.00001"))
    assert demand.wrap_seconds == pytest.approx(Decimal(29 * 60) / 95, abs=Decimal("0.00001"))


def test_parts_that_are_none_stay_none() -> None:
    needs = read("demand: {talk_seconds: 7, hold_seconds: 0, wrap_seconds: 0}", "needs.yaml", Needs)[0]
    demand = with_wishes(needs, Wishes(handle_seconds=Decimal("0.1"))).demand
    assert (demand.talk_seconds, demand.hold_seconds, demand.wrap_seconds) == (Decimal("0.1"), 0, 0)
