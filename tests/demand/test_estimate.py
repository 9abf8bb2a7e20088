"""A quote priced over a forecast; the figures of each mechanism stand in ``tests/bills``."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from callvet.demand.context import Context
from callvet.demand.cost_range import Range
from callvet.demand.estimate import Estimate, estimate
from callvet.model.escalator import Escalator
from callvet.model.needs import Needs
from callvet.model.quote import Quote
from callvet.model.vendor import Vendor
from callvet.pricing.price_levels import price_levels
from tests.conftest import read

START = date(2027, 1, 1)
ROUND_THE_CLOCK = "shape: flat, open: 24/7, spread: 0, calls_per_month: 600, talk_seconds: 50, hold_seconds: 0, "
ROUND_THE_CLOCK += "wrap_seconds: 0"
OFFICE = "shape: flat, spread: 0, calls_per_month: 5000"


def priced(
    text: str,
    demand: str = ROUND_THE_CLOCK,
    *,
    volume: int | None = None,
    vendor: str | None = None,
    more: str = "",
    calendar: bool = False,
) -> Estimate:
    needs = read(f"{{demand: {{{demand}}}{more}}}", "needs.yaml", Needs)[0]
    profile = None if vendor is None else read(vendor, "vendors/acme.yaml", Vendor)[0]
    context = Context(needs, None if volume is None else Fraction(volume), "USD", START, profile)
    return estimate(read(text, "quote.yaml", Quote)[0], context, calendar=calendar)


def span(found: Estimate) -> tuple[Decimal, Decimal]:
    return found.monthly.range.low, found.monthly.range.high


def test_ranges_add_up_end_by_end() -> None:
    assert Range(Decimal(1), Decimal(2)) + Range(Decimal(10), Decimal(20)) == Range(Decimal(11), Decimal(22))


def test_a_volume_of_the_call_holds_in_place_of_the_needs() -> None:
    assert span(priced("charges: [{per: call, rate: 1}]", volume=7)) == (7, 7)


def test_without_any_volume_there_is_no_price() -> None:
    with pytest.raises(ValueError, match="no volume is given"):
        priced("charges: [{per: call, rate: 1}]", "shape: flat")


def test_no_calls_cost_the_fees() -> None:
    found = priced("charges: [{per: cycle, rate: 49}, {per: minute, rate: 1}]", volume=0, calendar=True)
    assert span(found) == (49, 49)
    assert found.over(12) == Range(Decimal(588), Decimal(588))
    assert [one.worth for one in found.questions] == [0, 0]


def test_the_vendors_own_handle_time_holds_where_it_gives_one() -> None:
    text = "charges: [{per: minute, rate: 1, clock: {counts: [talk], step_seconds: 1}}]"
    assert span(priced(text, vendor="performance: {handle_seconds: 80}")) == (800, 800)
    assert span(priced(text, vendor="name: Acme")) == (500, 500)


def test_months_and_questions_are_reckoned_where_they_are_asked_for() -> None:
    text = "charges: [{per: minute, rate: 1}]"
    assert priced(text).months == ()
    assert len(priced(text, calendar=True).months) == 12
    needs = read(f"demand: {{{ROUND_THE_CLOCK}}}", "needs.yaml", Needs)[0]
    bare = estimate(
        read(text, "quote.yaml", Quote)[0], Context(needs, None, "USD", START), calendar=False, questions=False
    )
    assert bare.questions == ()
    assert bare.monthly == priced(text).monthly


def test_a_short_term_has_a_first_year_all_the_same() -> None:
    found = priced("charges: [{per: cycle, rate: 10}]", more=", term_months: 3", calendar=True)
    assert (found.over(3).low, found.over(12).low, found.over(99).low) == (30, 120, 120)


def test_four_week_invoices_are_thirteen_or_fourteen_in_a_year() -> None:
    found = priced("cycle: 4_weeks\ncharges: [{per: cycle, rate: 10}]", calendar=True)
    assert len(found.invoices(12)) == 14
    assert len(found.invoices(6)) == 7
    # 365.25 / 28 = 13.0446 of 10; half of it is 65.2232.
    assert (found.over(12).low, found.over(6).low) == (Decimal("130.45"), Decimal("65.22"))
    assert found.over(99).low == 140


def test_the_contacts_told_are_a_months_whatever_the_cycle() -> None:
    monthly = priced("charges: [{per: call, rate: 1}]")
    four_weeks = priced("cycle: 4_weeks\ncharges: [{per: call, rate: 1}]")
    assert four_weeks.usage == monthly.usage
    assert span(four_weeks) == span(monthly)


# Escalators


@pytest.mark.parametrize(
    ("text", "month", "expected"),
    [
        ("{percent: 4, every_months: 12, kind: fixed}", 12, ("1", "1")),
        ("{percent: 4, every_months: 12, kind: fixed}", 13, ("1.04", "1.04")),
        ("{percent: 4, every_months: 12, kind: cap}", 25, ("1", "1.0816")),
        ("{percent: 4, high: 8, every_months: 6, kind: floor}", 7, ("1.04", "1.08")),
        ("{assume: 3, every_months: 12, kind: index}", 13, ("1.03", "1.03")),
    ],
)
def test_prices_rise_between_both_ends(text: str, month: int, expected: tuple[str, str]) -> None:
    escalator = read(text, "quote.yaml", Escalator)[0]
    assert price_levels(escalator, month) == tuple(map(Fraction, expected))


def test_without_an_escalator_prices_stay() -> None:
    assert price_levels(None, 999) == (1, 1)


# Staff


def test_agents_are_reckoned_once_for_all_quotes_of_a_volume() -> None:
    needs = read(f"demand: {{{OFFICE}}}", "needs.yaml", Needs)[0]
    context = Context(needs, None, "USD", START)
    quote = read("charges: [{per: seat, rate: 1}]", "quote.yaml", Quote)[0]
    first, second = estimate(quote, context), estimate(quote, context)
    assert first.team is not None
    assert first.team is second.team
    # Months of one volume take the same team.
    assert len(context.teams) == 1


def test_the_team_is_told_where_the_quote_asks_for_one() -> None:
    assert priced("charges: [{per: call, rate: 1}]", OFFICE).team is None
    assert priced("charges: [{per: minute, rate: 1}]", OFFICE).team is None
    assert priced("charges: [{per: seat, rate: 1}]", OFFICE).team is not None
    assert priced("charges: [{per: hour, rate: 1, staffed: {agents: 5, hours_per_week: 40}}]", OFFICE).team is None


def test_a_clock_that_may_count_the_queue_takes_the_models_wait() -> None:
    queue = "charges: [{per: minute, rate: 1, clock: {counts: [queue], step_seconds: 1}}]"
    # 13.7 s in the contract's example are 14 to the second: 5,000 x 14 / 60; in whole minutes 5,000.
    assert span(priced(queue, OFFICE)) == (Decimal("1166.67"), Decimal("1166.67"))
    assert span(priced(queue.replace("step_seconds: 1", "step_seconds: 60"), OFFICE)) == (5000, 5000)
    assert span(priced(queue, OFFICE + ", queue_seconds: 6")) == (500, 500)


def test_languages_make_hours_a_range_and_nothing_else() -> None:
    demand = OFFICE + ", languages: {en: 50%, es: 50%}"
    seats = priced("charges: [{per: seat, rate: 100}]", demand)
    assert span(seats)[0] == 500
    assert span(seats)[1] > 500
    calls = priced("charges: [{per: call, rate: 1}, {per: seat, rate: 0}]", demand)
    assert span(calls) == (5000, 5000)


def test_more_agents_may_cost_less_and_both_ends_know() -> None:
    # Pooled there are 5 positions, apart 6 or more: from 6 on the rate is a tenth.
    text = "charges: [{per: hour, hours_counted: handling, tiers_by: agents, tiers: [{up_to: 5, rate: 10}, {rate: 1}]}]"
    low, high = span(priced(text, OFFICE + ", languages: {en: 50%, es: 50%}"))
    assert (low, high) == (Decimal("504.17"), Decimal("5041.67"))


def test_calls_beyond_a_stated_team_are_those_it_cannot_answer_in_time() -> None:
    text = """
        charges:
          - {per: hour, rate: 30, staffed: {agents: 3, hours_per_week: 50}}
          - {per: call, rate: 1, when: {beyond: staffed}}
        """
    found = priced(text, OFFICE)
    assert found.service_level is not None
    assert 0.3 < found.service_level < 0.8
    overflow = found.monthly.low[1]
    assert float(overflow.quantity or 0) == pytest.approx(5000 * (1 - found.service_level))
    assert priced("charges: [{per: call, rate: 1}]").service_level is None


def test_a_stated_team_of_full_time_agents_answers_without_its_hours_being_said() -> None:
    found = priced("charges: [{per: agent, rate: 3000, staffed: {agents: 10}}]", OFFICE)
    assert found.service_level is not None
    assert found.service_level > 0.8


def test_training_takes_the_profiles_hours_for_each_agent() -> None:
    text = "charges: [{per: seat, rate: 0}, {per: training_hour, rate: 20}]"
    known = priced(text, OFFICE, vendor="agents: {training_hours: 40}", calendar=True)
    # Paid hours 1,544.11 / 173.33 = 8.908328 agents x 40 h x 20, once.
    assert known.months[0].range.low == Decimal("7126.66")
    assert known.months[1].range.low == 0
    assert known.questions == ()
    # A stated team of 5 x 40 h a week is 869.64 / 173.33 = 5.01717 of them.
    stated = text.replace("per: seat, rate: 0", "per: hour, rate: 0, staffed: {agents: 5, hours_per_week: 40}")
    trained = priced(stated, OFFICE, vendor="agents: {training_hours: 40}", calendar=True)
    assert trained.months[0].range.low == Decimal("4013.74")
    unknown = priced(text, OFFICE, vendor="name: Acme")
    assert [(one.term, one.worth) for one in unknown.questions] == [("agents.training_hours", 0)]


def test_those_who_replace_leavers_are_trained_every_month() -> None:
    text = "charges: [{per: hour, rate: 10, attrition_training: true, staffed: {agents: 6, hours_per_week: 40}}]"
    found = priced(text, OFFICE, vendor="agents: {training_hours: 50, annual_attrition: 40%}")
    # 240 h x 30.4375 / 7 = 1,043.571; 6 x 50 h x 40% / 12 = 10 more.
    assert span(found) == (Decimal("10535.71"), Decimal("10535.71"))


def test_what_is_not_known_of_attrition_is_asked_and_the_hours_are_billed() -> None:
    text = "charges: [{per: hour, rate: 10, attrition_training: true, staffed: {agents: 6, hours_per_week: 40}}]"
    found = priced(text, OFFICE, vendor="agents: {training_hours: 50}")
    assert span(found)[0] == Decimal("10435.71")
    assert [one.term for one in found.questions] == ["agents.annual_attrition"]


# Plans and questions

LADDER = """
plans:
  - {name: small, charges: [{per: cycle, rate: 100}, {per: minute, rate: 2, included: 100, clock: {counts: [talk]}}]}
  - {name: large, charges: [{per: cycle, rate: 800}, {per: minute, rate: 2, included: 500, clock: {counts: [talk]}}]}
"""


def test_the_cheapest_plan_is_that_of_the_high_end() -> None:
    # Small: 100 + 400 x 2 to 500 x 2 = 900 to 1,100. Large: 800 to 1,000.
    found = priced(LADDER)
    assert found.plan == "large"
    assert span(found) == (800, 1000)


def test_one_question_stands_for_all_plans_and_they_are_chosen_anew() -> None:
    # To the second, 500 minutes: the large plan costs 800, 200 less than at worst.
    assert [(one.term, one.worth) for one in priced(LADDER).questions] == [("minute.clock.step_seconds", 200)]
    # Where the small one is then cheaper, it is the answer's worth: 1,000 - (100 + 400 x 1.75).
    cheaper = LADDER.replace("rate: 2, included: 100", "rate: 1.75, included: 100").replace("rate: 800", "rate: 760")
    found = priced(cheaper)
    assert (found.plan, found.monthly.range.high) == ("large", 960)
    assert found.questions[0].worth == 960 - 760
    small = priced(cheaper.replace("rate: 760", "rate: 770"))
    assert (small.plan, small.monthly.range.high) == ("large", 970)


def test_moving_every_cycle_has_no_plan_of_its_own() -> None:
    found = priced(LADDER + "plan_choice: each_cycle\n")
    assert found.plan is None
    assert span(found) == (800, 1000)


def test_an_upgrade_holds_in_the_cycles_that_pass_it() -> None:
    text = """
        plans:
          - name: small
            upgrade_over_minutes: 500
            charges: [{per: minute, rate: 1, clock: {counts: [talk], step_seconds: 1}}]
          - {name: large, charges: [{per: cycle, rate: 900}]}
        plan_choice: small
        """
    found = priced(text, ROUND_THE_CLOCK + ", season: [2, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]", calendar=True)
    assert [bill.range.low for bill in found.months[:3]] == [900, 0, 500]
    # 600 calls of 50 s in a normal month are 500 minutes.
    assert (found.plan, found.billed_plans) == ("small", ("small",))
    assert priced(text, volume=601).billed_plans == ("large",)
    assert priced(text.replace("step_seconds: 1", "minimum_seconds: 1"), volume=599).billed_plans == ("small", "large")


def test_without_a_plan_for_the_term_none_is_billed_as_another() -> None:
    assert priced(LADDER + "plan_choice: each_cycle\n").billed_plans == ()
    assert priced("charges: [{per: call, rate: 1}]").billed_plans == ()


@pytest.mark.parametrize(
    ("volume", "expected"), [(1200, True), (1201, False)]
)  # of 50 s: 1,000 minutes, twice the bundle
def test_a_ladder_carried_far_past_its_largest_plan_is_not_published(volume: int, *, expected: bool) -> None:
    assert priced(LADDER, volume=volume).published is expected


def test_a_bundle_without_a_ladder_is_published_at_any_volume() -> None:
    assert priced("charges: [{per: call, rate: 1, included: 1}]", volume=10**6).published


def test_a_charge_that_is_not_billed_by_then_asks_nothing() -> None:
    found = priced("charges: [{per: minute, rate: 1, months: [1, 3]}, {per: cycle, rate: 1}]")
    assert found.questions == ()


def test_questions_tell_charges_of_one_kind_apart() -> None:
    text = "charges: [{per: hour, rate: 1}, {per: hour, rate: 2, for: Spanish}]"
    assert {one.term for one in priced(text, OFFICE).questions} == {"hour.hours_counted", "hour[Spanish].hours_counted"}


VARIED = """
agents: shared
charges:
  - {per: once, rate: 500}
  - {per: hour, rate: 20}
  - {per: minute, rate: 0.5, clock: {counts: [queue, talk], step_seconds: 60}}
  - {per: minute, rate: 0.2, when: {language: es}}
adjustments: [{percent: 10, applies_to: [minute, hour], when: {outside: "Mo-Fr 08:00-18:00"}}]
"""


@pytest.mark.parametrize(
    "words",
    [
        "discounts: [{percent: 100, months: [1, 1]}]",
        "discounts: [{percent: 5}]",
        "terms: {escalator: {percent: 3, every_months: 6, kind: cap}}",
        "minimum_invoice: 90000",
        "tax_percent: 8",
        "tax_percent: 8\ntax_recoverable: true",
        "commitment: {units: 900000}",
        "adjustments: [{percent: 90, applies_to: [minute]}]",
        "timezone: Asia/Manila",
        "cycle: 4_weeks",
    ],
)
def test_quotes_that_share_what_was_counted_cost_what_each_does_alone(words: str) -> None:
    needs = read(f"{{demand: {{{OFFICE}, languages: {{en: 90%, es: 10%}}}}}}", "needs.yaml", Needs)[0]
    plain = read(VARIED, "quote.yaml", Quote)[0]
    changed = read(f"charges: [{{per: minute, rate: 1}}, {{per: hour, rate: 1}}]\n{words}", "quote.yaml", Quote)[0]
    # The same charges under other terms, as a comparison has them.
    other = plain.model_copy(update={key: getattr(changed, key) for key in changed.model_fields_set - {"charges"}})
    shared = Context(needs, None, "USD", START)
    for quote in (plain, other, plain):
        alone = Context(needs, None, "USD", START)
        assert estimate(quote, shared) == estimate(quote, alone)
    assert plain.charges is other.charges
