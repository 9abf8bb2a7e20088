"""What a month brings, out of the needs."""

from __future__ import annotations

import math
from datetime import date
from fractions import Fraction

import pytest

from callvet.demand.billed_time import HandleTime
from callvet.demand.forecast import calls_for_minutes, calls_per_month, forecast
from callvet.demand.period import contract_months, ordinary_period
from callvet.demand.usage import Flow, Usage, marked_times
from callvet.model.charge import When
from callvet.model.vendor import Performance
from tests.conftest import MakeNeeds, read

MONTH = ordinary_period()


def when(text: str) -> When:
    return read(text, "quote.yaml", When)[0]


def performance(text: str) -> Performance:
    return read(text, "vendor.yaml", Performance)[0]


def flow_of(usage: Usage, name: str) -> Flow:
    (flow,) = (flow for flow in usage.flows if flow.name == name)
    return flow


def test_calls_alone_are_one_flow_of_the_documents_handle_time(make_needs: MakeNeeds) -> None:
    usage = forecast(make_needs(), 5000, MONTH)
    (call,) = usage.flows
    assert call == Flow(
        name="call",
        channel="phone",
        direction="in",
        contacts=Fraction(5000),
        handle=HandleTime(Fraction(363), Fraction("1.29")),
        talk_share=Fraction(250, 363),
        hold_share=Fraction(25, 363),
        wrap_share=Fraction(88, 363),
    )
    assert (usage.calls, usage.transfers, usage.messages) == (5000, 0, 0)
    assert call.work_seconds == 5000 * 363


def test_a_volume_comes_from_the_command_or_from_the_needs(make_needs: MakeNeeds) -> None:
    needs = make_needs("demand: {calls_per_month: 4000}")
    assert forecast(needs, None, MONTH).calls == 4000
    assert forecast(needs, 3000, MONTH).calls == 3000
    with pytest.raises(ValueError, match="no volume is given; write calls_per_month under demand"):
        forecast(make_needs(), None, MONTH)


def test_issues_come_back_until_the_vendor_resolves_them(make_needs: MakeNeeds) -> None:
    needs = make_needs("demand: {issues_per_month: 3500}")
    assert calls_per_month(needs) == 5000
    assert calls_per_month(needs, performance("handle_seconds: 340")) == 5000
    assert forecast(needs, None, MONTH, performance=performance("first_contact_resolution: 87.5%")).calls == 4000
    assert (
        calls_per_month(make_needs("demand: {calls_per_month: 70}"), performance("first_contact_resolution: 1%")) == 70
    )
    assert calls_per_month(make_needs()) is None
    with pytest.raises(ValueError, match="issues come back for ever; write a share above 0%"):
        calls_per_month(needs, performance("first_contact_resolution: 0%"))


def test_handled_minutes_are_so_many_calls(make_needs: MakeNeeds) -> None:
    assert calls_for_minutes(make_needs(), 30_250) == 5000
    with pytest.raises(ValueError, match="no calls fill minutes; write one of them"):
        calls_for_minutes(make_needs("demand: {talk_seconds: 0, hold_seconds: 0, wrap_seconds: 0}"), 1)


def test_what_comes_with_calls_is_a_share_of_them(make_needs: MakeNeeds) -> None:
    usage = forecast(
        make_needs("""
            demand:
              ivr_seconds: 30
              ring_seconds: 8
              queue_seconds: 20
              transfer_share: 10%
              transfer_seconds: 120
              unproductive: {share: 4%, seconds: 12}
              self_service: 20%
              follow_up: {share: 5%, seconds: 240}
              messages_per_call: 0.5
        """),
        1000,
        MONTH,
        queue_seconds=7,
    )
    line = {"ivr_seconds": Fraction(30), "ring_seconds": Fraction(8), "queue_seconds": Fraction(20)}
    parts = {"talk_share": Fraction(250, 363), "hold_share": Fraction(25, 363), "wrap_share": Fraction(88, 363)}
    call_time, later_time = (HandleTime(Fraction(seconds), Fraction("1.29")) for seconds in (363, 240))
    assert usage.flows == (
        Flow("call", "phone", "in", Fraction(900), call_time, **parts, **line),
        Flow(
            "call",
            "phone",
            "in",
            Fraction(100),
            call_time,
            **parts,
            **line,
            transfer_seconds=Fraction(120),
            transferred=True,
        ),
        Flow("unproductive", "phone", "in", Fraction(40), HandleTime(Fraction(12)), **line),
        Flow("follow_up", "phone", "out", Fraction(50), later_time),
        # 1,000 calls are the 80 % that automation leaves of 1,250
        Flow("self_service", "phone", "in", Fraction(250), ivr_seconds=Fraction(30), answered=False),
        Flow("message", "phone", "in", Fraction(500), answered=False),
    )
    assert (usage.calls, usage.transfers, usage.messages) == (1000, 100, 500)


def test_follow_up_may_be_by_email(make_needs: MakeNeeds) -> None:
    usage = forecast(make_needs("demand: {follow_up: {share: 5%, channel: email}}"), 1000, MONTH)
    later = flow_of(usage, "follow_up")
    assert (later.channel, later.direction, later.contacts) == ("email", "out", 50)


def test_automation_that_ends_every_call_leaves_none(make_needs: MakeNeeds) -> None:
    with pytest.raises(ValueError, match=r"self_service is 100%, .*; write a share below 100%"):
        forecast(make_needs("demand: {self_service: 100%}"), 1000, MONTH)


def test_other_contacts_have_their_own_volume_and_time(make_needs: MakeNeeds) -> None:
    usage = forecast(
        make_needs("""
            demand:
              spread: 0
              channels:
                chat: {per_month: 800, handle_seconds: 600, concurrency: 2}
                email: {per_month: 300, handle_seconds: 200}
                sms: {per_month: 100, handle_seconds: 60, concurrency: 3}
                social: {per_month: 50, handle_seconds: 90, concurrency: 1}
              outbound: {calls_per_month: 2000, connect_share: 30%, handle_seconds: 726}
        """),
        1000,
        MONTH,
    )
    assert {flow.name: (flow.channel, flow.direction, flow.contacts) for flow in usage.flows} == {
        "call": ("phone", "in", 1000),
        "outbound": ("phone", "out", 600),
        "chat": ("chat", "in", 800),
        "email": ("email", "in", 300),
        "sms": ("sms", "in", 100),
        "social": ("social", "in", 50),
    }
    assert (flow_of(usage, "outbound").handle.mean_seconds, flow_of(usage, "outbound").wrap_share) == (
        726,
        Fraction(88, 363),
    )
    assert (flow_of(usage, "chat").handle, flow_of(usage, "chat").talk_share) == (HandleTime(Fraction(600)), 1)
    assert flow_of(usage, "chat").work_seconds == 800 * 600 / 2


def test_a_vendors_own_handle_time_keeps_the_parts_shares(make_needs: MakeNeeds) -> None:
    usage = forecast(make_needs(), 1000, MONTH, performance=performance("handle_seconds: 726"))
    assert (flow_of(usage, "call").handle.mean_seconds, flow_of(usage, "call").talk_share) == (726, Fraction(250, 363))
    no_parts = make_needs("demand: {talk_seconds: 0, hold_seconds: 0, wrap_seconds: 0}")
    usage = forecast(no_parts, 1000, MONTH, performance=performance("handle_seconds: 300"))
    assert (flow_of(usage, "call").handle.mean_seconds, flow_of(usage, "call").talk_share) == (300, 1)


@pytest.mark.parametrize(
    ("stated", "modelled", "seconds"),
    [("queue_seconds: 20", 7.5, 20), ("spread: 0", 7.5, Fraction(15, 2)), ("spread: 0", None, 0)],
)
def test_the_wait_is_stated_or_modelled_or_none(
    make_needs: MakeNeeds, stated: str, modelled: float | None, seconds: Fraction
) -> None:
    usage = forecast(make_needs(f"demand: {{{stated}}}"), 1000, MONTH, queue_seconds=modelled)
    assert flow_of(usage, "call").queue_seconds == seconds


def test_a_wait_without_end_is_refused_with_the_fix(make_needs: MakeNeeds) -> None:
    with pytest.raises(ValueError, match="the wait has no mean; write queue_seconds under demand"):
        forecast(make_needs(), 1000, MONTH, queue_seconds=math.inf)


def test_season_and_growth_change_everything_but_stated_units(make_needs: MakeNeeds) -> None:
    needs = make_needs("""
        demand:
          growth_per_year: 50%
          season: [2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0]
          channels: {chat: {per_month: 100}}
          outbound: {calls_per_month: 100, connect_share: 10%}
          outcomes_per_month: {sale: 20}
          sales_value_per_month: 5000
          units_per_cycle: {numbers: 3}
    """)
    *_, last_december, second_january = contract_months(needs.demand, date(2027, 1, 1), 13)
    usage = forecast(needs, 1000, second_january)
    assert [(flow.name, flow.contacts) for flow in usage.flows] == [("call", 3000), ("outbound", 30), ("chat", 300)]
    assert (usage.outcomes["sale"], usage.outcomes["lead"], usage.sales_value) == (60, 0, 15_000)
    assert usage.stated_units == {"numbers": 3}
    assert forecast(needs, 1000, last_december).flows == ()


def test_a_cycle_of_four_weeks_has_its_part(make_needs: MakeNeeds) -> None:
    assert forecast(make_needs(), 30_437, ordinary_period(Fraction(28))).calls == Fraction(30_437) * 28 / Fraction(
        "30.4375"
    )


def test_usage_tells_when_contacts_come(make_needs: MakeNeeds) -> None:
    needs = make_needs(
        "{timezone: Europe/Paris, country: FR, start: 2027-01-01, demand: {shape: calls.csv, open: 24/7}}"
    )
    table = "weekday,hour,share\nMo,8,1\n"
    usage = forecast(needs, 1000, contract_months(needs.demand, date(2027, 1, 1), 1)[0], csv_text=table)
    assert {slot: share for slot, share in usage.week.items() if share} == {
        (0, 16): Fraction(1, 2),
        (0, 17): Fraction(1, 2),
    }
    assert (usage.arrivals.zone, usage.arrivals.country, usage.arrivals.days) == ("Europe/Paris", "FR", 31)
    assert usage.arrivals.monday == date(2027, 1, 4)
    assert marked_times(usage.arrivals, [when("within: 'Mo 08:00-09:00'")]) == 1
