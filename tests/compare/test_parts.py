"""How needs are cut in two: nothing is lost between the parts, and hours are those of the whole."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callvet.compare.parts import BUSINESS_HOURS, Cut, Part, beyond_team, business_share, cuts, whole
from callvet.demand.calendar import Arrivals, TimeMarks, marked_arrivals, open_weeks, ordinary_monday
from callvet.demand.forecast import forecast
from callvet.demand.period import contract_months, ordinary_period
from callvet.demand.shape import half_hour_weights
from callvet.demand.usage import Usage
from callvet.model.needs import Needs
from callvet.model.opening_hours import opening_hours
from tests.conftest import MakeNeeds, read

MONDAY = date(2029, 1, 1)
MONTH = ordinary_period()
VOLUME = Fraction(1000)
FULL = """
start: 2027-01-01
country: US
timezone: America/New_York
demand:
  open: {hours}
  self_service: 20%
  messages_per_call: 2
  transfer_share: 10%
  unproductive: {{share: 6%}}
  follow_up: {{share: 8%, channel: email}}
  languages: {{en: 60%, es: 30%, fr-CA: 10%}}
  channels: {{chat: {{per_month: 400}}, email: {{per_month: 900}}, sms: {{per_month: 30}}, social: {{per_month: 7}}}}
  outbound: {{calls_per_month: 300}}
  outcomes_per_month: {{order: 90, lead: 10}}
  sales_value_per_month: 5850
  units_per_cycle: {{numbers: 3}}
"""


def full(hours: str = "Mo-Fr 08:00-20:00; Sa 09:00-17:00; PH off") -> Needs:
    return read(FULL.format(hours=f'"{hours}"'), "needs.yaml", Needs)[0]


def used(part: Part, volume: Fraction = VOLUME) -> Usage:
    return forecast(part.needs, volume * part.calls_share, MONTH)


def of_kind(needs: Needs, kind: str) -> list[Cut]:
    return [cut for cut in cuts(needs, VOLUME) if cut.kind == kind]


def contacts(usage: Usage) -> dict[str, Fraction]:
    """By flow; transferred calls apart."""
    found: dict[str, Fraction] = {}
    for flow in usage.flows:
        name = f"{flow.name}{flow.transferred}"
        found[name] = found.get(name, Fraction(0)) + flow.contacts
    return found


def added(one: dict[Any, Fraction], other: dict[Any, Fraction]) -> dict[Any, Fraction]:
    every = {key: one.get(key, Fraction(0)) + other.get(key, Fraction(0)) for key in {*one, *other}}
    return {key: value for key, value in every.items() if value}


def all_cuts(needs: Needs) -> list[Cut]:
    beyond = beyond_team(needs, VOLUME, Fraction(1, 7))
    assert beyond is not None
    return [*cuts(needs, VOLUME), beyond]


def test_every_kind_of_cut_is_there_for_needs_that_have_everything() -> None:
    kinds = [cut.kind for cut in all_cuts(full())]
    assert kinds == ["share"] * 5 + ["direction", "hours"] + ["language"] * 3 + ["beyond_team"]


def test_both_parts_together_have_all_contacts_results_and_sales() -> None:
    needs = full()
    before = used(whole(needs))
    for cut in all_cuts(needs):
        first, other = used(cut.first), used(cut.other)
        assert cut.first.calls_share + cut.other.calls_share == 1
        assert added(contacts(first), contacts(other)) == contacts(before), cut.kind
        assert added(dict(first.outcomes), dict(other.outcomes)) == {"order": 90, "lead": 10}, cut.kind
        assert first.sales_value + other.sales_value == 5850
        assert first.stated_units == other.stated_units == {"numbers": 3}


def test_calls_in_each_language_are_all_there_after_each_cut() -> None:
    needs = full()
    for cut in all_cuts(needs):
        first, other = (
            {name: one.calls * share for name, share in (one.languages or {}).items()} for one in map(used, cut[1:3])
        )
        assert added(first, other) == {"en": 600, "es": 300, "fr-CA": 100}, cut.kind


def test_shares_go_from_nine_tenths_to_a_half_and_only_without_more_to_do_is_a_half_even() -> None:
    shares = [(cut.first.calls_share, cut.is_even) for cut in of_kind(full(), "share")]
    assert shares == [(Fraction(tenths, 10), False) for tenths in (9, 8, 7, 6, 5)]
    calls_alone = read("demand: {calls_per_month: 10}", "needs.yaml", Needs)[0]
    assert [cut.is_even for cut in of_kind(calls_alone, "share")] == [False, False, False, False, True]


def test_an_overflow_takes_calls_and_nothing_else() -> None:
    overflow = of_kind(full(), "share")[0].other
    names = {flow.name for flow in used(overflow).flows}
    assert names == {"call", "unproductive", "follow_up", "self_service", "message"}


def test_orders_go_with_the_calls_that_reach_somebody() -> None:
    # 1,000 calls in and 90 of 300 calls out: a tenth of the calls in is 100 of 1,090.
    assert used(of_kind(full(), "share")[0].other).outcomes["order"] == Fraction(90) * 100 / 1090
    assert used(of_kind(full(), "direction")[0].other).outcomes["order"] == Fraction(90) * 90 / 1090


def test_calls_out_are_a_part_without_a_line() -> None:
    [cut] = of_kind(full(), "direction")
    assert {flow.name for flow in used(cut.other).flows} == {"outbound"}
    assert (cut.first.has_line, cut.other.has_line) == (True, False)


def test_without_calls_out_there_is_no_cut_by_direction(make_needs: MakeNeeds) -> None:
    assert not of_kind(make_needs("demand: {calls_per_month: 5}"), "direction")


def test_of_two_languages_there_is_one_cut_and_the_larger_comes_first(make_needs: MakeNeeds) -> None:
    [cut] = of_kind(make_needs("demand: {languages: {es: 10%, en: 90%}}"), "language")
    assert (cut.first.languages, cut.other.languages) == (("en",), ("es",))
    assert (cut.first.takes, cut.other.takes) == ("language", "language")


def test_each_of_three_languages_is_cut_from_the_two_others() -> None:
    found = [(cut.first.languages, cut.other.languages) for cut in of_kind(full(), "language")]
    assert found == [(("en",), ("es", "fr-CA")), (("es",), ("en", "fr-CA")), (("fr-CA",), ("en", "es"))]
    others = of_kind(full(), "language")[0].other
    assert others.needs.demand.languages == {"es": Fraction(3, 4), "fr-CA": Fraction(1, 4)}
    assert others.takes == "other_languages"


@pytest.mark.parametrize("languages", ["{en: 100%}", "{en: 100%, es: 0%}"])
def test_one_language_is_not_cut(make_needs: MakeNeeds, languages: str) -> None:
    assert not of_kind(make_needs(f"demand: {{languages: {languages}}}"), "language")
    assert not of_kind(make_needs(), "language")


def test_shares_that_miss_one_by_a_hair_lose_no_calls(make_needs: MakeNeeds) -> None:
    needs = make_needs("demand: {languages: {en: 33.3%, es: 33.3%, fr: 33.3%}}")
    assert all(cut.first.calls_share == Fraction(1, 3) for cut in of_kind(needs, "language"))
    assert all(cut.other.calls_share == Fraction(2, 3) for cut in of_kind(needs, "language"))


def test_without_calls_nothing_is_cut() -> None:
    assert not cuts(full(), Fraction(0))
    assert beyond_team(full(), Fraction(0), Fraction(1, 2)) is None


@pytest.mark.parametrize("share", [0, 1])
def test_a_team_that_answers_all_or_nothing_leaves_no_cut(share: int) -> None:
    assert beyond_team(full(), VOLUME, Fraction(share)) is None


# Hours

HOURS = [
    "24/7",
    "24/7; PH off",
    "Mo-Fr 08:00-20:00; Sa 09:00-17:00; PH off",
    "Mo-Fr 06:30-12:00,13:00-22:30",
    "Mo-Th 16:00-02:00; Fr 17:00-12:00; Sa off",
    "Su 20:00-09:00",
    "Mo-Su 22:00-10:00; PH off",
    "PH off; Mo-Su 06:00-22:00",
    "Mo-Su,PH 06:00-22:00",
    "Jun-Aug Mo-Su 06:00-22:00; Sep-May Mo-Fr 07:00-19:00; PH off",
]


@pytest.mark.parametrize("hours", HOURS)
def test_business_and_other_hours_are_the_open_ones_and_never_both(hours: str) -> None:
    needs = full(hours)
    business = set(open_weeks(BUSINESS_HOURS, MONDAY))
    before = open_weeks(hours, MONDAY)
    [cut] = of_kind(needs, "hours")
    opened = [open_weeks(opening_hours(part.needs.demand.open), MONDAY) for part in (cut.first, cut.other)]
    assert dict(opened[0]) == {slot: often for slot, often in before.items() if slot in business}
    assert dict(opened[1]) == {slot: often for slot, often in before.items() if slot not in business}


@pytest.mark.parametrize("hours", HOURS)
@pytest.mark.parametrize("shape", ["flat", "office"])
def test_the_business_share_is_that_of_a_surcharge_within_the_same_hours(hours: str, shape: str) -> None:
    needs = full(hours)
    needs = needs.model_copy(update={"demand": needs.demand.model_copy(update={"shape": shape})})
    arrivals = Arrivals(half_hour_weights(shape), hours, monday=ordinary_monday(needs.start))
    assert business_share(needs) == marked_arrivals(arrivals, TimeMarks(within=(BUSINESS_HOURS,)))


def test_the_business_share_of_an_even_week_is_its_hours(make_needs: MakeNeeds) -> None:
    assert business_share(make_needs("demand: {shape: flat, open: 24/7}")) == Fraction(50, 168)


def test_the_business_share_of_a_table_is_counted_by_hand(make_needs: MakeNeeds) -> None:
    table = "weekday,hour,share\nMo,9,3\nTu,17,2\nTu,18,1\nSa,9,4\n"
    needs = make_needs("demand: {shape: calls.csv, open: 24/7}")
    assert business_share(needs, table) == Fraction(1, 2)


@given(
    st.lists(
        st.tuples(st.sampled_from(["Mo", "Tu-We", "Fr", "Sa", "Su", "Mo-Su"]), st.integers(0, 47), st.integers(1, 47)),
        min_size=1,
        max_size=3,
    )
)
def test_any_hours_over_any_midnight_are_cut_without_loss(rules: list[tuple[str, int, int]]) -> None:
    texts = []
    for days, start, length in rules:
        end = (start + length) % 48
        texts.append(f"{days} {start // 2:02}:{start % 2 * 30:02}-{end // 2:02}:{end % 2 * 30:02}")
    hours = "; ".join(texts)
    before = open_weeks(hours, MONDAY)
    found = of_kind(full(hours), "hours")
    if not found:
        business = set(open_weeks(BUSINESS_HOURS, MONDAY))
        assert before.keys() <= business or before.keys().isdisjoint(business)
        return
    first, other = (open_weeks(part.needs.demand.open, MONDAY) for part in (found[0].first, found[0].other))
    assert not first.keys() & other.keys()
    assert dict(first) | dict(other) == dict(before)


def test_holidays_that_are_closed_stay_closed_in_both_parts() -> None:
    [cut] = of_kind(full("24/7; PH off"), "hours")
    period = contract_months(cut.first.needs.demand, date(2027, 7, 1), 1)[0]
    for part in (cut.first, cut.other):
        arrivals = forecast(part.needs, VOLUME, period).arrivals
        assert marked_arrivals(arrivals, TimeMarks(holidays=("US",))) == 0


def test_office_hours_alone_and_nights_alone_are_not_cut() -> None:
    assert not of_kind(full("Mo-Fr 09:00-17:00"), "hours")
    assert not of_kind(full("Mo-Fr 18:00-23:00"), "hours")


def test_chats_go_by_the_hour_and_what_can_wait_stays_with_business_hours() -> None:
    [cut] = of_kind(full("24/7"), "hours")
    share = business_share(full("24/7"))
    first, other = contacts(used(cut.first)), contacts(used(cut.other))
    assert (first["chatFalse"], other["chatFalse"]) == (400 * share, 400 * (1 - share))
    assert first["emailFalse"] == 900
    assert not {"emailFalse", "outboundFalse"} & other.keys()


def test_hours_whose_text_has_no_room_left_are_not_cut() -> None:
    hours = "; ".join(f"{day} 07:00-{hour}:00" for day in ("Mo", "Tu", "We", "Th", "Fr", "Sa") for hour in (19, 20))
    assert not of_kind(full(hours), "hours")
