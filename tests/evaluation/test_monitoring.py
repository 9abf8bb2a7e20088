"""The vital signs of small logs, worked out by hand, and of a quote's invoice."""

from __future__ import annotations

import random
from datetime import datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from callvet.demand.cost_range import Range
from callvet.evaluation.logs.log_wishes import LogWishes
from callvet.evaluation.logs.monitor_wishes import MonitorWishes
from callvet.evaluation.monitoring import MonitorAnswer, monitor_calls
from callvet.load.discovery import NothingToWorkOnError

HEAD = "start,queue_seconds,talk_seconds,hold_seconds,wrap_seconds,abandoned"
DAY = """\
2026-03-02T09:00:00,10,100,20,30,false
2026-03-02T09:05:00,20,200,0,50,false
2026-03-02T09:10:00,21,50,0,0,false
2026-03-02T09:15:00,3,0,0,0,true
2026-03-02T09:20:00,90,0,0,0,true
"""
PROFILE = """\
name: Acme
service_levels: {calls: {share: 50%, within_seconds: 20}}
performance: {first_contact_resolution: 80%}
"""
QUOTE = """\
vendor: acme
reference: Q-1
currency: USD
charges: [{per: call, rate: 2}]
sla_credits: [{miss: calls, percent: 10}, {miss: uptime, percent: 5}]
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A case of one vendor and one quote; the current folder."""
    for name, text in (("vendors/acme.yaml", PROFILE), ("quotes/acme.yaml", QUOTE), ("needs.yaml", "currency: USD\n")):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def asked(
    rows: str, head: str = HEAD, *, vendor: str | None = None, quote: str | None = None, **wishes: object
) -> MonitorAnswer:
    """What is found in a log of some rows."""
    Path("calls.csv").write_text(f"{head}\n{rows}", encoding="utf-8")
    return monitor_calls("calls.csv", vendor=vendor, quote=quote, wishes=MonitorWishes(**wishes))  # type: ignore[arg-type]


def figures(answer: MonitorAnswer, *names: str) -> list[Fraction | None]:
    """Some signs over the whole log."""
    return [answer.reading(name).total for name in names]  # type: ignore[arg-type]


# Measures by hand


def test_a_day_s_signs() -> None:
    answer = asked(DAY)
    assert figures(answer, "service_level", "better_level", "average_wait_seconds", "abandonment") == [
        Fraction(2, 5), Fraction(1, 5), Fraction(51, 3), Fraction(2, 5),
    ]  # fmt: skip
    # One gave up after 3 s, within the 5 that are short: 1 of 4
    assert figures(answer, "abandonment_without_short", "handle_seconds") == [Fraction(1, 4), Fraction(450, 3)]
    assert figures(answer, "talk_seconds", "hold_seconds", "wrap_seconds") == [
        350 / Fraction(3),
        20 / Fraction(3),
        80 / Fraction(3),
    ]
    assert figures(answer, "csat", "nps", "fcr_flag", "fcr_repeat", "occupancy", "transferred") == [None] * 6


@pytest.mark.parametrize(
    ("level", "share"),
    [("answered", (2, 3)), ("short_left_out", (2, 4)), ("quick_left_out", (2, 4)), ("quick_are_met", (3, 5))],
)
def test_the_level_by_its_other_definitions(level: str, share: tuple[int, int]) -> None:
    assert figures(asked(DAY, level=level), "service_level") == [Fraction(*share)]


def test_one_call_and_a_time_of_one_s_own() -> None:
    answer = asked("2026-03-02T09:00:00,30,60,0,0,false\n", within_seconds=Decimal(30))
    assert figures(answer, "service_level", "handle_seconds") == [1, 60]
    assert answer.reading("service_level").trend is None


def test_all_given_up() -> None:
    answer = asked("2026-03-02T09:00:00,30,0,0,0,true\n" * 3)
    assert figures(answer, "service_level", "abandonment", "handle_seconds", "average_wait_seconds") == [
        0,
        1,
        None,
        None,
    ]


def test_a_log_without_waiting_knows_no_level_and_nobody_given_up() -> None:
    answer = asked("2026-03-02T09:00:00,60\n", "start,talk_seconds")
    assert figures(answer, "service_level", "abandonment", "hold_seconds", "handle_seconds") == [None, None, None, 60]


def test_unanswered_calls_that_waited_are_given_up_and_those_that_did_not_are_in_no_level() -> None:
    rows = "2026-03-02T09:00:00,30,0\n2026-03-02T09:00:00,0,0\n2026-03-02T09:00:00,5,60\n"
    answer = asked(rows, "start,queue_seconds,talk_seconds")
    assert (answer.total.offered, answer.total.given_up, answer.total.not_offered) == (2, 1, 1)
    assert any("never waited" in note for note in answer.notes)


def test_what_people_said() -> None:
    head = "start,talk_seconds,resolved,csat,nps,effort,quality,churned,transferred"
    rows = (
        "2026-03-02T09:00:00,60,true,5,10,2,80,no,yes\n"
        "2026-03-02T09:00:00,60,false,4,9,4,,no,no\n"
        "2026-03-02T09:00:00,60,,3,7,,,yes,no\n"
        "2026-03-02T09:00:00,60,true,1,0,,,,no\n"
        "2026-03-02T09:00:00,60,true,,11,x,,,\n"
    )
    answer = asked(rows, head)
    assert figures(answer, "fcr_flag", "csat", "nps", "effort", "quality", "churn", "transferred") == [
        Fraction(3, 4), Fraction(1, 2), 25, 3, 80, Fraction(1, 3), Fraction(1, 5),
    ]  # fmt: skip
    assert [note for note in answer.notes if "no mark" in note] == [
        "1 rows have no mark that can be read in nps; they count as not asked",
        "1 rows have no mark that can be read in effort; they count as not asked",
    ]


@pytest.mark.parametrize(("marks", "share"), [("8 10 3 1", (1, 2)), ("80 100 79 1", (1, 2)), ("6 7 5 1", (1, 2))])
def test_satisfied_are_four_fifths_of_the_scale_in_use(marks: str, share: tuple[int, int]) -> None:
    rows = "".join(f"2026-03-02T09:00:00,60,{mark}\n" for mark in marks.split())
    assert figures(asked(rows, "start,talk_seconds,csat"), "csat") == [Fraction(*share)]
    assert figures(asked(rows, "start,talk_seconds,csat", satisfied_from=1.0), "csat") == [1]


def test_a_second_call_within_the_days_is_a_repeat() -> None:
    # Days 1 and 30 bound what can be seen: with three days, contacts from 4 to 27 March.
    days = {"a": (10,), "b": (10, 12), "c": (10, 14), "x": (1, 30)}
    rows = "".join(f"2026-03-{day:02d}T09:00:00,60,{name}\n" for name, some in days.items() for day in some)
    answer = asked(rows, "start,talk_seconds,customer", repeat_days=3)
    # Issues: a, b, c on the 10th and c again on the 14th; of these b alone came back. Repeats: one of six contacts.
    assert (answer.total.issues, answer.total.single) == (4, 3)
    assert figures(answer, "fcr_repeat", "repeat_calls")[0] == Fraction(3, 4)
    assert (answer.total.repeats, answer.total.named) == (1, 6)


def test_agents_are_busy_between_their_first_call_and_their_last() -> None:
    rows = "2026-03-02T09:00:00,60,007\n2026-03-02T09:04:00,60,007\n2026-03-02T09:00:00,60,008\n"
    answer = asked(rows, "start,talk_seconds,agent")
    # 007: two minutes of the five from 9:00 to 9:05; 008 has one call, which says nothing.
    assert figures(answer, "occupancy") == [Fraction(2, 5)]


def shift(begin: str, agent: str = "007") -> str:
    """A call of half an hour at the full hour, for eight hours; the last of a whole one."""
    times = [datetime.fromisoformat(begin) + timedelta(hours=hour) for hour in range(8)]
    return "".join(f"{one.isoformat()},{1800 if one != times[-1] else 3600},{agent}\n" for one in times)


def days_of(answer: MonitorAnswer) -> dict[int, tuple[int, int, int]]:
    """Agents, minutes on calls and minutes logged in, by day of the month."""
    told = {one.first_day.day: one.tally for one in answer.periods}
    return {day: (one.agent_days, one.busy_ms // 60_000, one.span_ms // 60_000) for day, one in told.items()}


AGENTS = "start,talk_seconds,agent"


def test_a_day_shift_is_from_its_first_call_to_its_last() -> None:
    # From 9:00 to 17:00: seven half-hours and a whole one of eight hours.
    answer = asked(shift("2026-03-02T09:00:00"), AGENTS, by="day")
    assert days_of(answer) == {2: (1, 270, 480)}
    assert figures(answer, "occupancy") == [Fraction(9, 16)]


def test_a_night_shift_of_eight_hours_counts_as_eight_and_to_the_day_on_which_it_began() -> None:
    # From 22:00 to 06:00, two nights one after the other; the 3rd was from 00:00 to 24:00 by its calls.
    nights = shift("2026-03-02T22:00:00") + shift("2026-03-03T22:00:00")
    answer = asked(nights, AGENTS, by="day")
    assert days_of(answer) == {2: (1, 270, 480), 3: (1, 270, 480), 4: (0, 0, 0)}
    assert figures(answer, "occupancy") == [Fraction(9, 16)]


def test_a_night_shift_of_a_log_in_utc_began_on_the_day_of_the_vendor_s_clock() -> None:
    # 03:00 to 11:00 by UTC is 22:00 to 06:00 in New York.
    rows = shift("2026-03-03T03:00:00").replace(":00,", ":00Z,")
    Path("needs.yaml").write_text("currency: USD\ntimezone: America/New_York\n", encoding="utf-8")
    assert days_of(asked(rows, AGENTS, by="day")) == {2: (1, 270, 480), 3: (0, 0, 0)}


def test_a_shift_is_as_long_as_it_was_when_the_clock_changed() -> None:
    # From 22:00 on to the end of the call that came at 05:00, when the clock skipped 02:00 to 03:00: seven hours.
    Path("needs.yaml").write_text("currency: USD\ntimezone: America/New_York\n", encoding="utf-8")
    rows = shift("2026-03-07T22:00:00").replace("2026-03-08T02:00:00,1800,007\n", "")
    assert days_of(asked(rows, AGENTS, by="day"))[7] == (1, 240, 420)


def test_a_shift_in_two_parts_is_two_sessions_of_one_agent_s_day() -> None:
    # 8:00 to 9:00 and, after a rest of over six hours, 15:01 to 16:01; half of each is talk.
    times = ("08:00", "08:45", "15:01", "15:46")
    rows = "".join(f"2026-03-02T{time}:00,900,007\n" for time in times)
    assert days_of(asked(rows, AGENTS, by="day")) == {2: (1, 60, 120)}
    # Six hours alone are no rest: from 8:00 to 16:00.
    assert days_of(asked(rows.replace(":01:", ":00:").replace(":46:", ":45:"), AGENTS, by="day")) == {2: (1, 60, 480)}


def test_agents_are_busy_over_all_sessions_together() -> None:
    # 60 of 60 minutes and 270 of 480: 330 of 540, and not the mean of both shares. A third with one call says nothing.
    rows = "2026-03-02T09:00:00,1800,008\n2026-03-02T09:30:00,1800,008\n2026-03-02T12:00:00,3600,009\n"
    answer = asked(rows + shift("2026-03-02T22:00:00"), AGENTS, by="day")
    assert figures(answer, "occupancy") == [Fraction(330, 540)]
    assert days_of(answer)[2] == (3, 330, 540)


def test_agents_with_the_same_hours_all_count() -> None:
    rows = "".join(shift("2026-03-02T22:00:00", agent) for agent in "abc")
    assert days_of(asked(rows, AGENTS, by="day"))[2] == (3, 810, 1440)


def test_other_channels_have_their_own_time() -> None:
    rows = "2026-03-02T09:00:00,30,60,chat\n2026-03-02T09:00:00,30,60,sms\n2026-03-02T09:00:00,10,60,chat\n"
    answer = asked(rows, "start,queue_seconds,talk_seconds,channel")
    assert figures(answer, "chat_level", "sms_level", "service_level") == [Fraction(1, 2), 1, None]


def test_rows_in_another_order_give_the_same() -> None:
    rng = random.Random(7)  # noqa: S311 - a log, not a secret
    rows = [
        f"2026-03-{1 + n % 28:02d}T{rng.randrange(24):02d}:00:00,{rng.randrange(60)},{rng.randrange(300)},"
        f"{rng.choice('abcde')},{rng.choice(('1', '2', '3.7', '5', ''))},{rng.choice('xyz')}\n"
        for n in range(400)
    ]
    head = "start,queue_seconds,talk_seconds,customer,csat,agent"
    first = asked("".join(rows), head)
    rng.shuffle(rows)
    again = asked("".join(rows), head)
    assert first.periods == again.periods
    assert first.readings == again.readings


# Days and clocks


def test_calls_with_an_offset_are_on_the_day_of_the_log_s_clock() -> None:
    answer = asked(
        "2026-03-02T03:00:00Z,60\n2026-03-02T06:00:00Z,60\n", "start,talk_seconds", by="day",
        log=LogWishes(timezone="America/New_York"),
    )  # fmt: skip
    assert [(one.name, one.tally.answered) for one in answer.periods] == [("2026-03-01", 1), ("2026-03-02", 1)]


def test_a_week_in_which_the_clock_is_changed() -> None:
    # On 8 March 2026, New York's clocks skip 2:00 to 3:00, and on 1 November they show 1:00 to 2:00 twice.
    head, clock = "start,talk_seconds,agent", LogWishes(timezone="America/New_York")
    rows = "2026-03-08T01:59:00,60,a\n2026-03-08T02:30:00,60,a\n2026-03-08T03:01:00,60,a\n"
    answer = asked(rows, head, log=clock)
    assert (answer.total.answered, dict(answer.bad.counts)) == (2, {"local time that the clock skipped": 1})
    twice = asked("2026-11-01T01:30:00,60,a\n2026-11-01T03:30:00,60,a\n", head, log=clock)
    assert (twice.total.answered, dict(twice.bad.counts)) == (1, {"local time that came twice": 1})
    known = asked("2026-11-01T05:30:00Z,60,a\n2026-11-01T06:30:00Z,60,a\n", head, log=clock, by="day")
    assert [(one.name, one.tally.answered) for one in known.periods] == [("2026-11-01", 2)]


def test_weeks_and_days_without_calls_are_periods_without_data() -> None:
    rows = "2026-03-02T09:00:00,1,60,0,0,false\n2026-03-16T09:00:00,1,60,0,0,false\n"
    answer = asked(rows, by="week")
    assert [(one.name, one.tally.offered) for one in answer.periods] == [
        ("2026-W10", 1),
        ("2026-W11", 0),
        ("2026-W12", 1),
    ]
    assert answer.reading("service_level").values == (1, None, 1)
    assert [one.is_whole for one in answer.periods] == [True, True, False]


def test_the_first_two_weeks_are_watched_day_by_day() -> None:
    rows = "".join(f"2026-03-{day:02d}T09:00:00,1,{400 - 10 * day},0,0,false\n" for day in range(1, 29))
    answer = asked(rows, first_weeks=True)
    assert (len(answer.periods), answer.periods[-1].name) == (14, "2026-03-14")
    trend = answer.reading("handle_seconds").trend
    assert trend is not None
    assert (trend.slope, trend.is_significant) == (-10, True)


# Against promises


def test_a_promise_is_met_or_missed_by_period() -> None:
    rows = DAY + "2026-04-02T09:00:00,10,60,0,0,false\n"
    answer = asked(rows, vendor="acme")
    one = answer.reading("service_level")
    assert (answer.vendor, one.missed, answer.is_missed) == ("Acme", ("2026-03",), True)
    assert not asked("2026-04-02T09:00:00,10,60,0,0,false\n", vendor="acme").is_missed


def test_what_the_needs_ask_for_is_no_promise() -> None:
    answer = asked(DAY)
    assert answer.reading("service_level").missed == ("2026-03",)
    assert not answer.is_missed


def test_a_month_that_is_met_while_a_day_misses_badly_is_shown() -> None:
    good = "2026-03-02T09:00:00,10,60,0,0,false\n" * 8
    bad = "2026-03-03T09:00:00,99,60,0,0,false\n" * 2
    (hidden,) = asked(good + bad, vendor="acme").reading("service_level").hidden
    assert (hidden.period, hidden.figure, hidden.missed, hidden.badly, hidden.days) == (
        "2026-03",
        Fraction(4, 5),
        1,
        1,
        2,
    )
    assert (str(hidden.worst_day), hidden.worst) == ("2026-03-03", 0)


def test_cost_and_the_credits_that_are_due() -> None:
    rows = DAY + "2026-04-02T09:00:00,10,60,0,0,false\n"
    cost = asked(rows, quote="acme/Q-1").cost
    assert cost is not None
    # Three answered calls at 2.00 in March, 40% in time of the 50% promised: 10% of 6.00; April is met.
    assert [(one.name, one.invoice.high, one.answered) for one in cost.cycles] == [("2026-03", 6, 3), ("2026-04", 2, 1)]
    assert [[credit.amount.high for credit in one.credits] for one in cost.cycles] == [[Decimal("0.60")], []]
    assert (cost.per_call, cost.per_resolved) == (Range(Decimal(2), Decimal(2)), None)
    assert "whether uptime was missed, a call log does not say; ask the vendor for its figure" in cost.notes


def test_a_resolved_call_costs_more_than_an_answered_one() -> None:
    rows = "2026-03-02T09:00:00,60,true\n2026-03-02T09:00:00,60,false\n"
    cost = asked(rows, "start,talk_seconds,resolved", quote="acme/Q-1").cost
    assert cost is not None
    assert (cost.per_call, cost.per_resolved) == (Range(Decimal(2), Decimal(2)), Range(Decimal(4), Decimal(4)))
    assert cost.resolved_by == "flag"


def test_an_invoice_for_all_channels_is_divided_by_the_contacts_of_all() -> None:
    Path("quotes/acme.yaml").write_text(QUOTE.replace("per: call", "per: contact"), encoding="utf-8")
    rows = "2026-03-02T09:00:00,60,phone,in\n2026-03-02T09:00:00,60,chat,in\n2026-03-02T09:00:00,60,phone,out\n"
    cost = asked(rows, "start,talk_seconds,channel,direction", quote="acme/Q-1").cost
    assert cost is not None
    assert (cost.cycles[0].answered, cost.per_call) == (3, Range(Decimal(2), Decimal(2)))


def test_no_credit_is_due_without_data() -> None:
    cost = asked("2026-03-02T09:00:00,60\n", "start,talk_seconds", quote="acme/Q-1").cost
    assert cost is not None
    assert [one.credits for one in cost.cycles] == [()]
    assert [one.untold for one in cost.cycles] == [("calls", "uptime")]
    assert "whether calls was missed, this log does not say: no data" in cost.notes


def test_a_cycle_that_the_log_has_in_part_is_no_last_word_on_credits() -> None:
    rows = DAY + "2026-04-02T09:00:00,10,60,0,0,false\n"
    cost = asked(rows, quote="acme/Q-1").cost
    assert cost is not None
    # From March 2nd to April 2nd.
    assert [(one.name, one.days, one.is_whole) for one in cost.cycles] == [("2026-03", 30, True), ("2026-04", 2, False)]
    (note,) = (note for note in cost.notes if note.startswith("of "))
    assert note.startswith(
        "of 2026-04 the log covers 2 of 30 days: its fees are billed whole, and whether a credit is due"
    )


def test_handle_time_without_its_parts_meets_no_promise_and_may_miss_one() -> None:
    Path("vendors/acme.yaml").write_text(
        PROFILE.replace("first_contact_resolution: 80%", "handle_seconds: 50"), encoding="utf-8"
    )
    text = QUOTE.replace("sla_credits: [", "sla_credits: [{miss: handle_seconds, percent: 5}, ")
    Path("quotes/acme.yaml").write_text(text, encoding="utf-8")
    rows = "2026-03-02T09:00:00,60,0\n"
    answer = asked(rows, "start,talk_seconds,wrap_seconds", vendor="acme", quote="acme/Q-1")
    one = answer.reading("handle_seconds")
    assert (one.label, one.is_met(one.total), one.missed) == ("handle time, without hold", False, ("2026-03",))
    assert answer.cost is not None
    assert [credit.miss for credit in answer.cost.cycles[0].credits] == ["handle_seconds"]
    Path("vendors/acme.yaml").write_text(
        PROFILE.replace("first_contact_resolution: 80%", "handle_seconds: 70"), encoding="utf-8"
    )
    answer = asked(rows, "start,talk_seconds,wrap_seconds", vendor="acme", quote="acme/Q-1")
    one = answer.reading("handle_seconds")
    assert (one.is_met(one.total), one.missed) == (None, ())
    assert answer.cost is not None
    assert "handle_seconds" in answer.cost.cycles[0].untold
    whole = asked("2026-03-02T09:00:00,60,0,0\n", "start,talk_seconds,wrap_seconds,hold_seconds", vendor="acme")
    one = whole.reading("handle_seconds")
    assert (one.label, one.is_met(one.total)) == ("handle time", True)


# What cannot be answered


def test_a_log_of_bad_rows_alone_says_so() -> None:
    with pytest.raises(NothingToWorkOnError, match="no row that can be measured"):
        asked("2026-03-02T09:00:00,1,-60,0,0,false\n")


def test_a_quote_that_means_several_is_refused() -> None:
    Path("quotes/acme.yaml").write_text(QUOTE, encoding="utf-8")
    Path("quotes/beta.yaml").write_text(QUOTE.replace("acme", "beta"), encoding="utf-8")
    with pytest.raises(NothingToWorkOnError, match=r"means several quotes"):
        asked(DAY, quote="quotes")
