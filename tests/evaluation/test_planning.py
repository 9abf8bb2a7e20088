"""How many agents a week takes: the least of Erlang's formula, the hours they come to, and both ends of languages.

487 calls a month are 112 a week, for a month has 30.4375 ÷ 7 = 487 ÷ 112 weeks; so 4,870 calls of 360 s, spread evenly
over 50 open hours, are 11.2 calls and 2.24 erlangs in each of 100 half-hours.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from math import exp, factorial
from pathlib import Path
from textwrap import dedent
from typing import TYPE_CHECKING

import pytest

from callvet.evaluation.costing import price_offers
from callvet.evaluation.planning import StaffAnswer, plan_agents
from callvet.evaluation.prices.wishes import Wishes
from callvet.evaluation.reading import BadFilesError
from callvet.load.discovery import NothingToWorkOnError

if TYPE_CHECKING:
    from collections.abc import Callable

    Plan = Callable[..., StaffAnswer]

FLAT = "calls_per_month: 4870, shape: flat, talk_seconds: 360, hold_seconds: 0, wrap_seconds: 0"


def level(erlangs: float, agents: int, handle_seconds: float = 360, within_seconds: float = 20) -> float:
    """The share answered in time by the sums of Erlang C as textbooks have them; 0 where the queue grows."""
    if agents <= erlangs:
        return 0.0
    busy = erlangs**agents / factorial(agents) * agents / (agents - erlangs)
    waiting = busy / (sum(erlangs**k / factorial(k) for k in range(agents)) + busy)
    return 1 - waiting * exp(-(agents - erlangs) * within_seconds / handle_seconds)


def least(erlangs: float, handle_seconds: float = 360) -> int:
    """The fewest agents who answer 80% in 20 seconds and are busy for 90% of their time at most."""
    agents = 1
    while level(erlangs, agents, handle_seconds) < 0.8 or erlangs / agents > 0.9:
        agents += 1
    return agents


@pytest.fixture
def plan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Plan:
    """Answers for needs in YAML; no text, no file of needs."""
    monkeypatch.chdir(tmp_path)

    def answer(text: str = "", **wishes: object) -> StaffAnswer:
        if text:
            Path("needs.yaml").write_text(dedent(text), encoding="utf-8")
        return plan_agents(wishes=Wishes(**wishes))  # type: ignore[arg-type]

    return answer


# The week


def test_each_open_interval_has_the_least_agents_who_answer_in_time(plan: Plan) -> None:
    week = plan(f"demand: {{{FLAT}}}").team.week
    assert least(2.24) == 5
    assert [row.agents for row in week.rows] == [5] * 100
    assert {(row.load.calls, row.load.offered_erlangs) for row in week.rows} == {(Fraction("11.2"), Fraction("2.24"))}
    assert week.service_level == pytest.approx(level(2.24, 5), abs=1e-12)
    assert week.service_level_with_one_fewer == pytest.approx(level(2.24, 4), abs=1e-12)
    assert week.occupancy == pytest.approx(2.24 / 5)


def test_hours_are_those_of_the_positions_and_of_what_agents_are_away(plan: Plan) -> None:
    hours = plan(f"demand: {{{FLAT}}}").team.hours
    # 5 agents for 50 hours; then ÷ 0.88 for breaks and coaching, then ÷ 0.8 for leave and sickness.
    assert hours.productive_hours == 250
    assert float(hours.logged_in_hours) == pytest.approx(250 / 0.88)
    assert float(hours.paid_hours) == pytest.approx(250 / 0.88 / 0.8)
    assert float(plan().team.full_time_agents) == pytest.approx(250 / 0.88 / 0.8 / 40)


def test_a_call_changes_what_the_needs_say(plan: Plan) -> None:
    text = f"demand: {{{FLAT}}}"
    assert plan(text, volumes=(Decimal(487),)).volume == 487
    # 9,740 calls of 6 minutes are 58,440 minutes.
    assert plan(text, minutes=Decimal(58440)).volume == 9740
    assert plan(text, handle_seconds=Decimal(180)).team.week.rows[0].load.offered_erlangs == Fraction("1.12")
    assert len(plan(text, open_hours="Mo 08:00-09:00").team.week.rows) == 2
    assert plan(text, model="erlang_a").team.week.abandoned_share > 0


def test_over_a_week_the_same_share_takes_fewer_agents(plan: Plan) -> None:
    text = "demand: {calls_per_month: 4870}"
    by_interval, by_week = plan(text).team, plan(text, measured="week").team
    assert by_week.hours.productive_hours < by_interval.hours.productive_hours
    assert 0.8 <= by_week.week.service_level < by_interval.week.service_level


def test_staff_and_cost_tell_the_same_agents_and_hours(plan: Plan) -> None:
    demand = "languages: {en: 80%, es: 20%}, channels: {email: {per_month: 48700}, chat: {per_month: 487}}"
    answer = plan(f"demand: {{{FLAT}, {demand}}}")
    dedicated = price_offers().markets[0][1]
    assert dedicated.positions == answer.pooled.week.agents_peak
    assert dedicated.quantity == answer.pooled.hours.productive_hours * Fraction(487, 112)


# Nobody


def test_no_calls_take_nobody(plan: Plan) -> None:
    answer = plan(volumes=(Decimal(0),))
    assert not answer.has_contacts
    assert {row.agents for row in answer.team.week.rows} == {0}
    assert answer.team.hours.paid_hours == answer.team.full_time_agents == 0
    assert [one.agent_hours_per_week for one in answer.shifts] == [0, 0]


def test_no_calls_in_two_languages_take_nobody_either_way(plan: Plan) -> None:
    answer = plan("demand: {languages: {en: 50%, es: 50%}}", volumes=(Decimal(0),))
    assert answer.separate is not None
    assert answer.most.week.agents_peak == answer.most.hours.productive_hours == 0
    assert (answer.most.week.service_level, answer.most.week.service_level_with_one_fewer) == (1, 1)


def test_chats_alone_take_agents_though_nobody_calls(plan: Plan) -> None:
    answer = plan("demand: {channels: {chat: {per_month: 487}}}", volumes=(Decimal(0),))
    assert answer.has_contacts
    assert answer.other_contacts == 112
    assert answer.team.week.agents_peak >= 1


def test_mails_alone_take_hours_but_no_position(plan: Plan) -> None:
    # 487 e-mails of 300 s are 112 a week and 9 1/3 hours; agents are busy for 90% of their time at most.
    answer = plan("demand: {channels: {email: {per_month: 487, handle_seconds: 300}}}", volumes=(Decimal(0),))
    assert answer.team.week.agents_peak == 0
    assert answer.deferrable_hours == Fraction(28, 3)
    assert float(answer.team.hours.productive_hours) == pytest.approx(28 / 3 / 0.9)


# Work that can wait


def test_work_that_can_wait_fills_the_time_between_calls_first(plan: Plan) -> None:
    answer = plan(f"demand: {{{FLAT}, channels: {{email: {{per_month: 487}}}}}}")
    assert answer.deferrable_hours == Fraction(28, 3)
    assert answer.team.later_hours == 0


def test_what_does_not_fit_between_calls_adds_hours(plan: Plan) -> None:
    # 5 agents may be busy for 225 of their 250 hours, calls take 112; of 186 2/3 hours of mail 73 2/3 are left.
    answer = plan(f"demand: {{{FLAT}, channels: {{email: {{per_month: 9740, handle_seconds: 300}}}}}}")
    assert float(answer.team.later_hours) == pytest.approx((560 / 3 - 113) / 0.9)
    assert answer.team.week.agent_hours_per_week == 250


# Languages

TWO = f"demand: {{{FLAT}, languages: {{en: 75%, es: 25%, fr: 0%}}}}"
EN, ES = 2.24 * 0.75, 2.24 * 0.25


def test_languages_are_a_range_from_one_queue_to_one_each(plan: Plan) -> None:
    answer = plan(TWO)
    assert (least(EN), least(ES)) == (4, 2)
    assert answer.team is answer.pooled
    assert answer.most is answer.separate
    assert list(answer.by_language) == ["en", "es"]
    assert [one.agents_peak for one in answer.by_language.values()] == [4, 2]
    assert (answer.pooled.week.agents_peak, answer.most.week.agents_peak) == (5, 6)
    assert (answer.pooled.hours.productive_hours, answer.most.hours.productive_hours) == (250, 300)


def test_separate_queues_reach_what_the_mean_contact_meets(plan: Plan) -> None:
    answer = plan(TWO + "\nservice: {languages_staffed: separate}")
    assert answer.team is answer.most is answer.separate
    first = answer.team.week.rows[0]
    assert first.load.calls == Fraction("11.2")
    assert first.agents == 6
    assert first.result.service_level == pytest.approx(0.75 * level(EN, 4) + 0.25 * level(ES, 2))
    assert first.level_with_one_fewer == pytest.approx(0.75 * level(EN, 3) + 0.25 * level(ES, 1))
    assert first.result.occupancy == pytest.approx(2.24 / 6)
    assert first.result.abandoned_share == 0


def test_pooled_agents_are_no_range(plan: Plan) -> None:
    answer = plan(TWO + "\nservice: {languages_staffed: pooled}")
    assert answer.team is answer.most is answer.pooled
    assert answer.separate is not None


@pytest.mark.parametrize("languages", ["", ", languages: {en: 100%}", ", languages: {en: 100%, es: 0%}"])
def test_one_language_is_one_queue(plan: Plan, languages: str) -> None:
    answer = plan(f"demand: {{{FLAT}{languages}}}")
    assert answer.separate is None
    assert answer.by_language == {}
    assert answer.team is answer.most is answer.pooled


def test_who_gives_up_is_counted_over_separate_queues(plan: Plan) -> None:
    answer = plan(TWO + "\nservice: {languages_staffed: separate, model: erlang_a}")
    shares = [one.abandoned_share for one in answer.by_language.values()]
    assert min(shares) > 0
    assert answer.team.week.abandoned_share == pytest.approx(0.75 * shares[0] + 0.25 * shares[1])


@pytest.mark.parametrize("model", ["erlang_a", "erlang_c"])
def test_who_waits_is_counted_over_separate_queues(plan: Plan, model: str) -> None:
    answer = plan(TWO + f"\nservice: {{languages_staffed: separate, model: {model}}}")
    queues, week = list(answer.by_language.values()), answer.team.week
    assert week.average_wait_seconds == pytest.approx(
        0.75 * queues[0].average_wait_seconds + 0.25 * queues[1].average_wait_seconds
    )
    assert week.service_level == pytest.approx(0.75 * queues[0].service_level + 0.25 * queues[1].service_level)


# Shifts

RUSH = """
    demand:
      {calls_per_month: 487, open: "Mo 08:00-12:00", shape: rush.csv, talk_seconds: 90, hold_seconds: 0,
       wrap_seconds: 0}
"""


@pytest.fixture
def rush(plan: Plan) -> Plan:
    """112 calls of 90 s between 8 and 9, 2.8 erlangs in each half-hour, and one a day until 12."""
    Path("rush.csv").write_text("weekday,hour,share\nMo,8,1\n", encoding="utf-8")
    return plan


def test_real_shifts_add_what_nobody_needs_them_for(rush: Plan) -> None:
    answer = rush(RUSH + "    service: {minimum_shift_hours: 4}\n")
    agents = least(2.8, 90)
    assert [row.agents for row in answer.team.week.rows] == [agents] * 2 + [1] * 6
    (one,) = answer.shifts
    assert one.minimum_hours == 4
    # All of them stay for the four hours.
    assert one.agent_hours_per_week == agents * 4
    assert one.added_hours_per_week == (agents - 1) * 3
    assert [(shift.weekday, shift.start_minute, shift.minutes, shift.agents) for shift in one.shifts] == [
        (0, 480, 240, agents)
    ]


def test_where_no_shifts_are_asked_for_half_a_day_and_a_day_are_shown(rush: Plan) -> None:
    assert [one.minimum_hours for one in rush(RUSH).shifts] == [4, 8]


def test_agents_of_one_language_do_not_fill_the_shifts_of_another(rush: Plan) -> None:
    text = RUSH.replace("hold_seconds: 0", "languages: {en: 50%, es: 50%}, hold_seconds: 0")
    (one,) = rush(text + "    service: {minimum_shift_hours: 4, languages_staffed: separate}\n").shifts
    assert one.agent_hours_per_week == 2 * least(1.4, 90) * 4


# Where it is read from, and what is told


def test_needs_lie_beside_a_named_path_and_bad_vendors_do_not_matter(tmp_path: Path) -> None:
    (tmp_path / "vendors").mkdir()
    (tmp_path / "vendors" / "acme.yaml").write_text("nme: Acme\n", encoding="utf-8")
    (tmp_path / "needs.yaml").write_text(f"demand: {{{FLAT}}}\n", encoding="utf-8")
    assert plan_agents([tmp_path / "vendors"]).volume == 4870


def test_a_note_tells_that_defaults_hold(plan: Plan) -> None:
    assert plan(volumes=(Decimal(487),)).notes == (
        "no needs.yaml was found, so callvet's defaults hold wherever the call says nothing else",
    )
    assert plan(f"demand: {{{FLAT}}}").notes == ()


def test_a_note_tells_the_busiest_month(plan: Plan) -> None:
    # 1.5 of a mean of 12.5 ÷ 12.
    season = ", season: [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1.5]"
    assert plan(f"demand: {{{FLAT}{season}}}").notes == (
        "this is an average month; in December, the busiest, 1.44 times as many calls come",
    )


def test_bad_needs_are_told_whole(plan: Plan) -> None:
    with pytest.raises(BadFilesError) as refused:
        plan("demnd: {}\nservice: {model: erlang_b}\n")
    assert len(refused.value.problems) == 2


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("term_months: 12", "no volume is given; add --volume 5000"),
        ("demand: {calls_per_month: 5000, shape: none.csv}", "none.csv cannot be read"),
        ("demand: {calls_per_month: 5000, self_service: 100%}", "no call would reach an agent"),
        ("demand: {calls_per_month: 900000000}", "erlangs are outside 0 to 100,000"),
        ("demand: {calls_per_month: 5000}\nservice: {minimum_shift_hours: 25}", "minimum_shift_hours is 25"),
        ("demand: {calls_per_month: 5000}\nservice: {max_occupancy: 0%}", "max_occupancy is 0"),
        ("demand: {calls_per_month: 5000}\nservice: {shrinkage: {in_shift: 100%}}", "shrinkage is at least 0"),
    ],
)
def test_what_cannot_be_answered_is_told_in_one_line(plan: Plan, text: str, reason: str) -> None:
    with pytest.raises(NothingToWorkOnError) as refused:
        plan(text)
    assert reason in str(refused.value)
    assert "\n" not in str(refused.value)
