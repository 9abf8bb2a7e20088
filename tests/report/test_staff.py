"""The staffing page: the answer first, the week as a heat map, what it comes to, what it reaches and what else."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from textwrap import dedent
from typing import TYPE_CHECKING, Any

import pytest

from callvet.evaluation.planning import plan_agents
from callvet.evaluation.prices.wishes import Wishes
from callvet.report.page import Cell, Page, Sentence, Table
from callvet.report.staff import staff_page
from callvet.report.staff_data import SCHEMA
from tests.evaluation.test_planning import least

if TYPE_CHECKING:
    from collections.abc import Callable

    Draw = Callable[[str], Page]

FLAT = "calls_per_month: 4870, shape: flat, talk_seconds: 360, hold_seconds: 0, wrap_seconds: 0"
"""11.2 calls and 2.24 erlangs in each half-hour, which take 5 agents (tests/evaluation/test_planning.py)."""
TWO = f"{FLAT}, languages: {{en: 75%, es: 25%}}"
"""4 agents for English, 2 for Spanish, or 5 who speak both."""


@pytest.fixture
def drawn(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Draw:
    """The page for needs in YAML."""
    monkeypatch.chdir(tmp_path)

    def draw(text: str) -> Page:
        Path("needs.yaml").write_text(dedent(text), encoding="utf-8")
        return staff_page(plan_agents())

    return draw


def sentences(page: Page) -> list[str]:
    """All sentences, in order."""
    return [block.text for block in page.blocks if isinstance(block, Sentence)]


def tables(page: Page) -> list[Table]:
    """All tables, in order."""
    return [block for block in page.blocks if isinstance(block, Table)]


def words(table: Table) -> list[list[str]]:
    """The words of a table's cells."""
    return [[cell.text for cell in row] for row in table.rows]


# The answer


def test_the_answer_stands_first_with_all_that_it_hangs_on(drawn: Draw) -> None:
    assert drawn(f"demand: {{{FLAT}}}").blocks[0] == Sentence(
        "4,870 calls of 6:00 a month, Mo-Fr 08:00-18:00: 5 agents at the busiest and 250 agent-hours a week.", "strong"
    )


def test_languages_left_open_are_a_range(drawn: Draw) -> None:
    assert sentences(drawn(f"demand: {{{TWO}}}"))[0].endswith(
        ": 5–6 agents at the busiest and 250–300 agent-hours a week; the lower ends if every agent speaks every "
        "language."
    )


@pytest.mark.parametrize(("staffed", "told"), [("pooled", "5 agents"), ("separate", "6 agents")])
def test_languages_that_are_settled_are_no_range(drawn: Draw, staffed: str, told: str) -> None:
    first = sentences(drawn(f"demand: {{{TWO}}}\nservice: {{languages_staffed: {staffed}}}"))[0]
    assert f": {told} at the busiest" in first
    assert "–" not in first
    assert "speaks" not in first


def test_one_agent_is_not_told_as_several(drawn: Draw) -> None:
    first = sentences(drawn('demand: {calls_per_month: 1, open: "Mo 08:00-08:30", shape: flat}'))[0]
    assert first == "1 call of 6:03 a month, Mo 08:00-08:30: 1 agent at the busiest and 0.5 agent-hours a week."


# The week


def test_each_hour_shows_the_most_agents_within_it_by_weekday(drawn: Draw) -> None:
    # 112 calls a week of 360 s: 70, 14 and 28 of them in whole hours of the table, of which Monday's first half-hour is
    # closed. Quarters of 35 calls are 14 erlangs; of 3.5 and of 7, 1.4 and 2.8.
    Path("ours.csv").write_text("weekday,hour,share\nMo,8,10\nMo,9,1\nWe,11,2\n", encoding="utf-8")
    page = drawn(
        'demand: {calls_per_month: 487, shape: ours.csv, open: "Mo 08:30-10:00; We 11:00-12:00",\n'
        "  talk_seconds: 360, hold_seconds: 0, wrap_seconds: 0}\n"
        "service: {interval_minutes: 15}"
    )
    heat = tables(page)[0]
    assert [column.head for column in heat.columns] == ["from", "Mo", "We"]
    assert words(heat) == [
        ["08:00", str(least(14)), "–"],
        ["09:00", str(least(1.4)), "–"],
        ["10:00", "–", "–"],
        ["11:00", "–", str(least(2.8))],
    ]


def test_an_hour_shows_the_busier_of_its_halves(drawn: Draw) -> None:
    heat, row = (
        tables(page := drawn("demand: {calls_per_month: 48700, shape: office}"))[0].rows[0],
        [row[5] for row in page.data.rows if (row[0], row[1]) in {("Mo", "08:00"), ("Mo", "08:30")}],
    )
    assert row[0] != row[1]
    assert heat[1].text == str(max(map(int, map(str, row))))


def test_shades_go_from_the_least_of_the_week_to_the_most(drawn: Draw) -> None:
    Path("ours.csv").write_text("weekday,hour,share\nMo,8,50\nMo,9,25\nMo,10,0\n", encoding="utf-8")
    heat = tables(drawn('demand: {calls_per_month: 4870, shape: ours.csv, open: "Mo 08:00-11:00"}'))[0]
    busy, half, idle = (row[1] for row in heat.rows)
    assert (busy.shade, half.shade, idle) == (3, 2, Cell("1", shade=0))
    assert int(half.text) - 1 > (int(busy.text) - 1) / 2


def test_a_week_alike_is_light_and_nobody_has_no_shade(drawn: Draw) -> None:
    assert {row[1].shade for row in tables(drawn(f"demand: {{{FLAT}}}"))[0].rows} == {0}
    nobody = staff_page(plan_agents(wishes=Wishes((Decimal(0),))))
    assert {row[1] for row in tables(nobody)[0].rows} == {Cell("0")}


# What it comes to


def test_the_totals_are_positions_hours_and_full_time_agents(drawn: Draw) -> None:
    table = tables(drawn(f"demand: {{{FLAT}}}"))[1]
    assert [column.head for column in table.columns] == [
        "a week",
        "positions",
        "productive, h",
        "logged in, h",
        "paid, h",
        "full-time, of 40 h",
    ]
    # 250 ÷ 0.88 = 284.1; ÷ 0.8 = 355.1; ÷ 40 = 8.88.
    assert words(table) == [["in all", "5", "250.0", "284.1", "355.1", "8.9"]]


def test_both_ways_to_staff_languages_are_shown_the_one_asked_for_first(drawn: Draw) -> None:
    names = ["every agent speaks all", "one language each", "– of these en", "– of these es"]
    assert [row[0] for row in words(tables(drawn(f"demand: {{{TWO}}}"))[1])] == names
    asked = words(tables(drawn(f"demand: {{{TWO}}}\nservice: {{languages_staffed: separate}}"))[1])
    assert [row[0] for row in asked] == [*names[1:], names[0]]
    assert [row[1:3] for row in asked] == [["6", "300.0"], ["4", "200.0"], ["2", "100.0"], ["5", "250.0"]]


# What it reaches


def test_the_level_reached_stands_beside_the_one_asked_for(drawn: Draw) -> None:
    # 5 agents on 2.24 erlangs: 92.33%, 11.66 s and 44.8% by Erlang C; 4 agents: 78.39%.
    told = sentences(drawn(f"demand: {{{FLAT}}}"))
    assert told[1:3] == [
        (
            "Answered within 20 s: 92% (80% asked for, in each 30 minutes). Mean wait 11.7 s; agents are busy 45% of "
            "their time."
        ),
        "With one agent fewer at all times: 78%.",
    ]


@pytest.mark.parametrize(("measured", "told"), [("day", "each day"), ("week", "the week"), ("month", "the month")])
def test_over_what_the_level_holds_is_told(drawn: Draw, measured: str, told: str) -> None:
    page = drawn(f"demand: {{{FLAT}}}\nservice: {{measured: {measured}}}")
    assert f"(80% asked for, over {told})" in sentences(page)[1]


def test_who_gives_up_is_told_where_callers_may(drawn: Draw) -> None:
    page = drawn(f"demand: {{{FLAT}}}\nservice: {{model: erlang_a}}")
    assert sentences(page)[1].endswith(" give up (mean patience 120 s).")
    assert "give up" not in sentences(drawn(f"demand: {{{FLAT}}}"))[1]


def test_a_queue_that_one_fewer_cannot_carry_is_told(drawn: Draw) -> None:
    # 0.24 erlangs take one agent at the bound of an hour, and none is left without it.
    alone = f"demand: {{{FLAT.replace('4870', '487')}}}\nservice: {{calls: {{share: 10%, within_seconds: 3600}}}}"
    assert sentences(drawn(alone))[2] == (
        "With one agent fewer at all times: 0%, and in some intervals the queue would grow without end."
    )
    patient = alone.replace("service: {", "service: {model: erlang_a, ")
    assert "grow" not in sentences(drawn(patient))[2]


# What else there is


def test_shifts_that_are_asked_for_tell_what_they_add(drawn: Draw) -> None:
    page = drawn(f"demand: {{{FLAT}}}\nservice: {{minimum_shift_hours: 4}}")
    assert "In shifts of at least 4 h they take 250 agent-hours a week, 0 more than by the half-hour." in sentences(
        page
    )


def test_shifts_that_are_not_asked_for_are_examples(drawn: Draw) -> None:
    assert sentences(drawn(f"demand: {{{FLAT}}}"))[3] == (
        "Agents come by the half-hour here; whole shifts add agent-hours a week: 0 where nobody comes for less than "
        "4 h and 0 where nobody comes for less than 8 h."
    )


def test_other_contacts_and_work_that_can_wait_are_told(drawn: Draw) -> None:
    # 487 a month are 112 a week; 112 mails of 300 s are 9.3 hours.
    told = sentences(drawn(f"demand: {{{FLAT}, channels: {{chat: {{per_month: 487}}, email: {{per_month: 487}}}}}}"))
    assert told[4:] == [
        (
            "Beside the calls, the intervals count 112 contacts a week that wait for an agent too (chats, messages, "
            "wrong numbers)."
        ),
        "Work that can wait (e-mails, calls out) takes 9.3 h a week and fits into the time between contacts.",
    ]


def test_work_that_does_not_fit_is_told_with_what_it_adds(drawn: Draw) -> None:
    # (186 2/3 - 113) ÷ 0.9 hours, as in tests/evaluation/test_planning.py.
    told = sentences(drawn(f"demand: {{{FLAT}, channels: {{email: {{per_month: 9740}}}}}}"))
    assert told[4] == "Work that can wait (e-mails, calls out) takes 186.7 h a week and adds 81.9 agent-hours."


def test_notes_are_talk_apart_from_the_answer(drawn: Draw) -> None:
    page = drawn(f"demand: {{{FLAT}, season: [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1.5]}}")
    note = Sentence(
        "This is an average month; in December, the busiest, 1.44 times as many calls come.", talk=True, apart=True
    )
    assert page.blocks[-1] == note
    assert note not in page.without_talk().blocks


# Other programs


def test_a_row_of_data_is_an_interval(drawn: Draw) -> None:
    data = drawn(f"demand: {{{FLAT}}}").data
    assert len(data.rows) == 100
    first = dict(zip(data.columns, data.rows[0], strict=True))
    assert (first["weekday"], first["start"], first["minutes"]) == ("Mo", "08:00", 30)
    assert (first["calls"], first["erlangs"], first["agents"]) == (11.2, 2.24, 5)
    assert (first["occupancy"], first["abandoned_share"]) == (2.24 / 5, 0)


def test_json_tells_the_same_as_the_page(drawn: Draw) -> None:
    page = drawn(f"demand: {{{TWO}}}\nservice: {{model: erlang_a, minimum_shift_hours: 4}}")
    told: dict[str, Any] = json.loads(json.dumps(page.json, allow_nan=False))
    assert (told["schema"], told["command"], told["volume"], told["model"]) == (SCHEMA, "staff", 4870, "erlang_a")
    assert [row["agents"] for row in told["intervals"]] == [row[5] for row in page.data.rows]
    # Under Erlang A, who gives up waits for a patience each: the mean wait is their share times it.
    assert told["average_wait_seconds"] == pytest.approx(told["abandoned_share"] * 120)
    assert told["intervals"][0]["abandoned_share"] == pytest.approx(told["abandoned_share"])
    (shifts,) = told["shifts"]
    assert sum(one["hours"] * one["agents"] for one in shifts["shifts"]) == shifts["agent_hours_per_week"]
    assert told["languages"]["staffed"] == "any"
    assert told["languages"]["pooled"]["agents_peak"] == told["agents_peak"]
    assert list(told["languages"]["separate"]["by_language"]) == ["en", "es"]


def test_a_volume_that_is_not_whole_is_told_as_it_is(drawn: Draw) -> None:
    page = drawn("demand: {calls_per_month: 487.5}")
    assert page.json["volume"] == 487.5
    assert sentences(page)[0].startswith("487.5 calls of 6:03 a month")
