"""What a second vendor would cost or save: sums worked out by hand, and what cannot be awarded."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest

from callvet.compare.award import Award
from callvet.compare.parts import business_share
from callvet.compare.stated_team import team_of
from callvet.demand.cost_range import Range
from callvet.demand.forecast import forecast
from callvet.demand.period import contract_months, ordinary_period
from callvet.demand.team import stated_team
from callvet.evaluation.costing import price_offers
from callvet.evaluation.prices.wishes import Wishes
from callvet.evaluation.splitting import Offer, SplitAnswer, split_awards

NEEDS = """
start: 2027-01-01
demand: {{calls_per_month: 1000, spread: 0, talk_seconds: 240, hold_seconds: 0, wrap_seconds: 0, shape: flat{more}}}
"""
MINUTES = "charges: [{per: minute, rate: %s, clock: {counts: [talk], step_seconds: 1}}]"
CHEAP, DEAR = MINUTES % "1.00", MINUTES % "1.10"


def split(
    folder: Path, *, more: str = "", needs: str = "", profiles: dict[str, str] | None = None, **quotes: str
) -> SplitAnswer:
    """What two of some vendors cost; ``more`` of demand, ``needs`` in place of all."""
    answer, offers = case(folder, more=more, needs=needs, profiles=profiles, **quotes)
    return split_awards(offers, replace(answer.context, volume=answer.volumes[0]), answer.rates)


def case(
    folder: Path, *, more: str = "", needs: str = "", profiles: dict[str, str] | None = None, **quotes: str
) -> tuple[Any, list[Offer]]:
    """What each costs alone, and the offers."""
    (folder / "quotes").mkdir(exist_ok=True)
    (folder / "vendors").mkdir(exist_ok=True)
    (folder / "needs.yaml").write_text(needs or NEEDS.format(more=f", {more}" if more else ""), encoding="utf-8")
    for name, text in quotes.items():
        vendor = name.partition("_")[0]
        head = f"vendor: {vendor}\nreference: {name}\n"
        (folder / "quotes" / f"{name}.yaml").write_text(head + dedent(text), encoding="utf-8")
        profile = (profiles or {}).get(vendor, f"name: {vendor.title()}\n")
        (folder / "vendors" / f"{vendor}.yaml").write_text(profile, encoding="utf-8")
    answer = price_offers([folder / "vendors"], wishes=Wishes())
    return answer, [Offer(one.offer, one.vendor) for one in answer.priced]


def of_kind(found: SplitAnswer, kind: str, first: str) -> list[Award]:
    return [one for one in found.awards if one.kind == kind and one.first.offer.vendor == first]


def both(amount: str | int) -> Range:
    return Range(Decimal(amount), Decimal(amount))


def test_straight_prices_add_up_by_the_share(tmp_path: Path) -> None:
    found = split(tmp_path, cheap=CHEAP, dear=DEAR)
    # 1,000 calls of 4 minutes: 4,000 alone. A tenth with the dear one: 3,600 + 440.
    assert found.alone is not None
    assert (found.alone.offer.vendor, found.alone.monthly) == ("cheap", both(4000))
    told = {one.first.part.calls_share: one.monthly for one in of_kind(found, "share", "cheap")}
    assert told == {
        Fraction(9, 10): both(4040),
        Fraction(8, 10): both(4080),
        Fraction(7, 10): both(4120),
        Fraction(6, 10): both(4160),
        Fraction(5, 10): both(4200),
    }
    best = found.awards[0]
    assert (best.first.monthly, best.other.monthly, found.against_alone(best)) == (both(3600), both(440), 40)


def test_an_even_half_is_one_award_and_not_two(tmp_path: Path) -> None:
    found = split(tmp_path, cheap=CHEAP, dear=DEAR)
    assert [len(of_kind(found, "share", vendor)) for vendor in ("cheap", "dear")] == [5, 4]
    assert (found.looked_at, len(found.awards), found.left_out) == (9, 9, {})


def test_a_vendor_and_its_double_cost_what_one_does(tmp_path: Path) -> None:
    more = "languages: {en: 60%, es: 30%, fr: 10%}, open: 24/7, "
    more += "channels: {email: {per_month: 50}}, outcomes_per_month: {order: 12}"
    price = """
        charges:
          - {per: minute, rate: 1.25, clock: {counts: [talk], step_seconds: 1}}
          - {per: minute, rate: 0.5, when: {language: es}, clock: {counts: [talk], step_seconds: 1}}
          - {per: email, rate: 3}
          - {per: order, rate: 2}
        adjustments: [{percent: 20, applies_to: [minute], when: {outside: "Mo-Fr 08:00-18:00"}}]
    """
    found = split(tmp_path, more=more, one=price, two=price)
    assert found.alone is not None
    alone = found.alone.monthly.high
    kinds = {one.kind: [other.monthly.high for other in found.awards if other.kind == one.kind] for one in found.awards}
    assert kinds.keys() == {"share", "hours", "language"}
    for kind, costs in kinds.items():
        # Lines are rounded to the cent, of which there are at most six in each half.
        assert all(abs(cost - alone) <= Decimal("0.06") for cost in costs), kind


def test_calls_out_of_a_vendor_and_its_double_cost_what_one_charges(tmp_path: Path) -> None:
    more = "outbound: {calls_per_month: 300, connect_share: 50%}, outcomes_per_month: {lead: 7}, open: 24/7"
    price = "charges: [{per: minute, rate: 1.25, clock: {counts: [talk], step_seconds: 1}}, {per: lead, rate: 13}]"
    found = split(tmp_path, more=more, one=price, two=price)
    # 5,000 for calls in, 150 calls out of 3 minutes for 562.50, and 91 for leads.
    assert found.alone is not None
    assert found.alone.monthly == both("5653.50")
    assert {one.kind for one in found.awards} == {"share", "direction", "hours"}
    assert all(abs(one.monthly.high - Decimal("5653.50")) <= Decimal("0.02") for one in found.awards)


def test_awards_come_from_the_cheapest_and_the_best_of_each_two_is_shown(tmp_path: Path) -> None:
    found = split(tmp_path, cheap=CHEAP, dear=DEAR, dearer=MINUTES % "1.20")
    highs = [one.monthly.high for one in found.awards]
    assert highs == sorted(highs)
    told = [(one.first.offer.vendor, one.other.offer.vendor, one.monthly.high) for one in found.shown]
    assert told == [
        ("cheap", "dear", 4040),
        ("cheap", "dearer", 4080),
        ("dear", "cheap", 4240),
        ("dear", "dearer", 4440),
        ("dearer", "cheap", 4480),
    ]


def test_a_fixed_fee_is_paid_to_both(tmp_path: Path) -> None:
    fee = "charges: [{per: cycle, rate: %s}, {per: call, rate: 4}]"
    found = split(tmp_path, one=fee % 100, two=fee % 30)
    assert found.awards[0].monthly == both(4130)
    assert found.against_alone(found.awards[0]) == 100


def test_a_bundle_makes_a_second_vendor_cheaper(tmp_path: Path) -> None:
    plan = "charges: [{per: cycle, rate: 1500}, {per: call, included: 500, rate: 6}]"
    found = split(tmp_path, one=plan, two=plan)
    # Alone 1,500 and 500 calls at 6; each with half of the calls, 1,500.
    assert found.against_alone(found.awards[0]) == -1500
    assert found.awards[0].first.part.calls_share == Fraction(1, 2)


def test_minimums_and_commitments_hold_for_each_half(tmp_path: Path) -> None:
    least = "minimum_invoice: 900\ncharges: [{per: call, rate: 4}]"
    committed = "commitment: {units: 400}\ncharges: [{per: call, rate: 5}]"
    found = split(tmp_path, least=least, committed=committed)
    by_share = {one.first.part.calls_share: one for one in of_kind(found, "share", "least")}
    # 90% is 900 calls, 3,600; 100 calls at 5 are 500, and 400 of them are billed at least.
    assert (by_share[Fraction(9, 10)].first.monthly, by_share[Fraction(9, 10)].other.monthly) == (
        both(3600),
        both(2000),
    )
    turned = {one.first.part.calls_share: one for one in of_kind(found, "share", "committed")}
    assert turned[Fraction(9, 10)].other.monthly == both(900)


def test_one_offs_are_paid_twice_over_the_term(tmp_path: Path) -> None:
    setup = "charges: [{per: call, rate: 4}, {per: once, rate: %s}]"
    found = split(tmp_path, one=setup % 300, two=setup % 1000)
    best = found.shown[0]
    assert (found.alone and found.alone.term, best.term) == (both(48_300), both(49_300))
    assert found.term_against_alone(best) == 1000
    assert (found.against_alone(best), found.awards[0].term) == (0, None)


def test_a_half_outside_what_its_vendor_takes_is_left_out_and_counted(tmp_path: Path) -> None:
    profiles = {
        "small": "capacity: {max_calls_per_month: 300}\n",
        "large": "capacity: {min_calls_per_month: 800}\n",
    }
    found = split(tmp_path, profiles=profiles, small=CHEAP, large=DEAR)
    # Large takes 90% and 80%, and small the rest; small takes 50% and more never.
    assert [one.first.part.calls_share for one in found.awards] == [Fraction(8, 10), Fraction(9, 10)]
    assert {one.first.offer.vendor for one in found.awards} == {"large"}
    assert (found.looked_at, found.left_out) == (9, {"over_maximum": 4, "under_minimum": 3})
    # Small is cheaper and cannot take everything.
    assert found.alone is not None
    assert found.alone.offer.vendor == "large"


def test_a_ladder_far_past_its_largest_plan_is_no_half(tmp_path: Path) -> None:
    ladder = "plans: [{name: A, charges: [{per: cycle, rate: 10}, {per: call, included: 100, rate: 1}]}]"
    found = split(tmp_path, ladder=ladder, dear=DEAR)
    # Twice its bundle is 200 calls.
    shares = {one.other.part.calls_share for one in found.awards}
    assert shares == {Fraction(1, 10), Fraction(2, 10)}
    assert found.left_out == {"unpublished": 7}


def test_an_offer_that_prices_no_calls_is_in_no_award(tmp_path: Path) -> None:
    found = split(tmp_path, chats="charges: [{per: chat, rate: 3}]", dear=DEAR)
    assert (found.awards, found.left_out) == ((), {"no_calls": 9})
    assert found.alone is not None
    assert found.alone.offer.vendor == "dear"


def test_two_offers_of_one_vendor_are_no_second_vendor(tmp_path: Path) -> None:
    found = split(tmp_path, one_a=CHEAP, one_b=DEAR)
    assert (found.looked_at, found.awards, found.shown) == (0, (), ())


def test_two_currencies_are_added_in_that_of_the_answer(tmp_path: Path) -> None:
    needs = NEEDS.format(more="") + "rates: {EUR: {rate: 2, dated: 2026-11-02, source: bank}}\n"
    found = split(tmp_path, needs=needs, cheap=CHEAP, euro="currency: EUR\ncharges: [{per: call, rate: 2.5}]")
    # 100 calls at 2.50 euros are 500 dollars.
    assert found.awards[0].monthly == both(4100)


def test_what_is_open_stays_a_range_in_the_sum(tmp_path: Path) -> None:
    half_open = "charges: [{per: minute, rate: 1, clock: {counts: [talk]}}]"
    needs = NEEDS.format(more="").replace("talk_seconds: 240", "talk_seconds: 210")
    found = split(tmp_path, needs=needs, half_open=half_open, dear=MINUTES % 2)
    # 900 calls of 3.5 minutes, or of 4; 100 of 3.5 at 2.
    [best] = [one for one in of_kind(found, "share", "half") if one.first.part.calls_share == Fraction(9, 10)]
    assert best.monthly == Range(Decimal("3850.00"), Decimal("4300.00"))
    assert found.against_alone(best) == 300


# Direction, hours, languages


def test_calls_out_with_another_are_billed_there_alone(tmp_path: Path) -> None:
    outbound = "outbound: {calls_per_month: 500, connect_share: 40%, handle_seconds: 180}"
    found = split(tmp_path, more=outbound, cheap=CHEAP, dear=DEAR)
    # 200 calls out of 3 minutes are 600 at 1.00 and 660 at 1.10.
    [turned] = of_kind(found, "direction", "cheap")
    assert (turned.first.monthly, turned.other.monthly) == (both(4000), both(660))
    assert found.against_alone(turned) == 60


def test_agents_by_the_hour_who_call_out_are_there_for_their_calls(tmp_path: Path) -> None:
    outbound = "outbound: {calls_per_month: 500, connect_share: 40%, handle_seconds: 180}"
    hours = "charges: [{per: hour, rate: 30, hours_counted: productive}]"
    found = split(tmp_path, more=outbound, cheap=CHEAP, hours=hours)
    # 10 hours at 90% occupancy.
    [turned] = of_kind(found, "direction", "cheap")
    assert turned.other.monthly == both("333.33")


def test_a_vendor_that_makes_no_calls_out_gets_none(tmp_path: Path) -> None:
    profiles = {"dear": "services: {outbound: none}\n", "cheap": "services: {outbound: [surveys]}\n"}
    found = split(tmp_path, more="outbound: {calls_per_month: 500}", profiles=profiles, cheap=CHEAP, dear=DEAR)
    assert [one.first.offer.vendor for one in found.awards if one.kind == "direction"] == ["dear"]
    # It cannot be first of a share, either, for calls out stay with the first.
    assert found.left_out == {"direction": 6}
    assert all(not one.first.doubts and not one.other.doubts for one in found.awards)


def test_hours_are_shared_as_calls_come_in_them(tmp_path: Path) -> None:
    found = split(tmp_path, more="open: 24/7", cheap=CHEAP, dear=DEAR)
    [award] = of_kind(found, "hours", "cheap")
    # 50 of 168 hours, of calls that come evenly.
    assert award.first.part.calls_share == Fraction(50, 168)
    assert award.first.monthly == both("1190.48")
    assert award.other.monthly == both("3090.48")


def test_a_night_surcharge_is_billed_to_who_has_the_night(tmp_path: Path) -> None:
    night = CHEAP + "\nadjustments: [{percent: 50, applies_to: [minute], when: {outside: 'Mo-Fr 08:00-18:00'}}]\n"
    found = split(tmp_path, more="open: Mo-Fr 08:00-20:00", night=night, dear=DEAR)
    [by_day], [by_night] = of_kind(found, "hours", "night"), of_kind(found, "hours", "dear")
    # 10 of 12 hours are 3,333.33 of 4,000 minutes; the others cost half as much again.
    assert by_day.first.monthly == both("3333.33")
    assert by_night.other.monthly == both("1000.00")


def test_a_vendor_that_is_closed_then_does_not_get_the_hours(tmp_path: Path) -> None:
    profiles = {
        "cheap": 'hours: {open: "Mo-Fr 08:00-18:00"}\n',
        "dear": 'hours: {open: "Mo-Fr 08:00-19:00"}\n',
    }
    found = split(tmp_path, more="open: Mo-Fr 08:00-20:00", profiles=profiles, cheap=CHEAP, dear=DEAR, third=DEAR)
    by_hours = [one for one in found.awards if one.kind == "hours"]
    assert {one.other.offer.vendor for one in by_hours} == {"dear", "third"}
    doubts = {one.other.offer.vendor: one.other.doubts for one in by_hours}
    assert doubts == {"dear": ("some_hours",), "third": ("hours",)}
    assert found.left_out == {"hours": 2}


def test_a_language_goes_to_who_may_speak_it(tmp_path: Path) -> None:
    profiles = {
        "english": "languages: [{code: en}]\n",
        "spanish": "languages: [{code: es-MX}]\n",
        "silent": "name: Silent\n",
    }
    spanish_rate = CHEAP + "\nminimum_invoice: 0\n"
    more = "languages: {en: 75%, es: 25%}"
    found = split(tmp_path, more=more, profiles=profiles, english=CHEAP, spanish=spanish_rate, silent=DEAR)
    told = {(one.first.offer.vendor, one.other.offer.vendor): one.monthly for one in found.awards}
    # 750 calls of 4 minutes in English, 250 in Spanish; only the silent one may take a share of all calls.
    assert told == {
        ("english", "spanish"): both(4000),
        ("english", "silent"): both(4100),
        ("silent", "spanish"): both(4300),
    }
    assert {one.kind for one in found.awards} == {"language"}
    assert found.alone is not None
    assert (found.alone.offer.vendor, found.alone.doubts) == ("silent", ("language",))


def test_a_channel_that_a_vendor_does_not_answer_stays_with_the_other(tmp_path: Path) -> None:
    profiles = {"phone": "services: {channels: [phone]}\n", "all": "services: {channels: [phone, email]}\n"}
    found = split(tmp_path, more="channels: {email: {per_month: 10}}", profiles=profiles, phone=CHEAP, all=DEAR)
    assert {one.first.offer.vendor for one in found.awards} == {"all"}
    assert found.left_out == {"channel": 5}


def test_a_price_that_rests_on_more_calls_is_asked_for_again(tmp_path: Path) -> None:
    basis = CHEAP + "\nassumes: {calls_per_month: 1000, reprice_beyond: 15%}\n"
    found = split(tmp_path, basis=basis, dear=DEAR)
    doubts = {one.first.part.calls_share: one.first.doubts for one in of_kind(found, "share", "basis")}
    assert doubts[Fraction(9, 10)] == ()
    assert doubts[Fraction(8, 10)] == ("price_basis",)


# Beyond a stated team

TEAM = """
charges:
  - {per: hour, rate: 30, staffed: {agents: 2, hours_per_week: 40}}
  - {per: minute, rate: 2, when: {beyond: staffed}, clock: {counts: [talk], step_seconds: 1}}
"""


def test_calls_beyond_the_team_cost_the_other_vendors_price(tmp_path: Path) -> None:
    found = split(tmp_path, team=TEAM, cheap=CHEAP)
    [award] = [one for one in found.awards if one.kind == "beyond_team"]
    answer, _ = case(tmp_path, team=TEAM, cheap=CHEAP)
    alone = next(one for one in answer.priced if one.offer.vendor == "team")
    hours, overflow = (line.amount for line in alone.estimate.monthly.low)
    # The same calls at 1.00 in place of 2.00 a minute; the team is billed as it stands.
    assert award.first.monthly == Range(hours, hours)
    assert abs(award.other.monthly.high - overflow / 2) <= Decimal("0.01")
    level = alone.estimate.service_level
    assert level is not None
    assert award.first.part.calls_share == 1 - Fraction(1 - level)


def test_the_calls_beyond_the_team_follow_the_season(tmp_path: Path) -> None:
    more = "season: [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 3]"
    found = split(tmp_path, more=more, team=TEAM, cheap="charges: [{per: call, rate: 10}]")
    [award] = [one for one in found.shown if one.kind == "beyond_team"]
    assert award.other.term is not None
    # Month by month by the staffing model: the calls, and those that two agents do not answer in time, at 10 each.
    answer, offers = case(tmp_path, more=more, team=TEAM, cheap=CHEAP)
    needs = answer.needs
    team = team_of(next(one for one in offers if one.quote.vendor == "team").quote.quote)
    assert team is not None
    due = Fraction(0)
    for period in contract_months(needs.demand, answer.start, 12):
        usage = forecast(needs, 1000, period)
        due += usage.calls * Fraction(1 - stated_team(needs, usage, team).service_level) * 10
    assert abs(Fraction(award.other.term.high) - due) < Fraction("0.12")
    normal = Fraction(1 - stated_team(needs, forecast(needs, 1000, ordinary_period()), team).service_level)
    assert due > 12 * 1000 * normal * 10


def test_plans_and_surcharges_for_calls_beyond_the_team_are_left_out_as_well(tmp_path: Path) -> None:
    plans = """
        plans:
          - name: A
            charges:
              - {per: hour, rate: 30, staffed: {agents: 2, hours_per_week: 40}}
              - {per: call, rate: 9, when: {beyond: staffed}}
              - {per: call, rate: 1}
        adjustments:
          - {percent: 100, applies_to: [call], when: {beyond: staffed}}
          - {percent: 10, applies_to: [call]}
    """
    found = split(tmp_path, team=plans, cheap=CHEAP)
    [award] = [one for one in found.awards if one.kind == "beyond_team"]
    hours = Decimal("10435.71")  # 80 hours x 30 x 30.4375 ÷ 7
    calls = round(Decimal(float(1000 * award.first.part.calls_share)) * Decimal("1.1"), 2)
    assert award.first.monthly == Range(hours + calls, hours + calls)


def test_a_team_that_answers_everybody_leaves_nothing(tmp_path: Path) -> None:
    found = split(tmp_path, team=TEAM.replace("agents: 2", "agents: 2000"), cheap=CHEAP)
    assert all(one.kind != "beyond_team" for one in found.awards)


def test_the_share_of_hours_in_an_award_is_that_of_the_needs(tmp_path: Path) -> None:
    answer, _ = case(tmp_path, more="open: 24/7", cheap=CHEAP)
    assert business_share(answer.needs) == Fraction(50, 168)


# What it takes


def test_without_a_volume_nothing_is_priced(tmp_path: Path) -> None:
    answer, offers = case(tmp_path, cheap=CHEAP)
    demand = answer.needs.demand.model_copy(update={"calls_per_month": None})
    context = replace(answer.context, needs=answer.needs.model_copy(update={"demand": demand}), volume=None)
    with pytest.raises(ValueError, match=r"^no volume is given; write calls_per_month under demand$"):
        split_awards(offers, context, answer.rates)


def test_the_volume_is_that_of_the_needs_where_none_is_given(tmp_path: Path) -> None:
    answer, offers = case(tmp_path, cheap=CHEAP, dear=DEAR)
    found = split_awards(offers, answer.context, answer.rates)
    assert (found.volume, found.awards[0].monthly) == (1000, both(4040))


def test_without_calls_there_is_nothing_to_share(tmp_path: Path) -> None:
    answer, offers = case(tmp_path, cheap=CHEAP, dear=DEAR)
    found = split_awards(offers, replace(answer.context, volume=Fraction(0)), answer.rates)
    assert (found.looked_at, found.awards) == (0, ())


BY_THE_HOUR = "charges: [{per: hour, rate: 30, hours_counted: productive}]"


def test_a_part_that_nobody_can_staff_is_left_out(tmp_path: Path) -> None:
    answer, offers = case(tmp_path, more="open: Mo 09:00-10:00", hours=BY_THE_HOUR, cheap=CHEAP)
    found = split_awards(offers, replace(answer.context, volume=Fraction(10**10)), answer.rates)
    assert (found.awards, found.left_out) == ((), {"unstaffable": 9})


def test_a_term_with_a_month_that_nobody_can_staff_is_not_told(tmp_path: Path) -> None:
    more = "open: Mo 09:00-10:00, season: [1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]"
    answer, offers = case(tmp_path, more=more, hours=BY_THE_HOUR, cheap=CHEAP)
    found = split_awards(offers, replace(answer.context, volume=Fraction(3 * 10**7)), answer.rates)
    told = {one.first.offer.vendor: (one.first.term is None, one.other.term is None) for one in found.shown}
    # A fifth of the calls can be staffed in a normal month, and not where all of the year's come in January.
    assert told == {"cheap": (False, True)}
    assert all(found.term_against_alone(one) is None for one in found.shown)


def test_where_nobody_can_take_everything_there_is_nothing_to_compare_with(tmp_path: Path) -> None:
    small = dict.fromkeys(("one", "two"), "capacity: {max_calls_per_month: 600}\n")
    found = split(tmp_path, profiles=small, one=CHEAP, two=DEAR)
    assert found.alone is None
    assert found.shown
    assert found.against_alone(found.shown[0]) is found.term_against_alone(found.shown[0]) is None
