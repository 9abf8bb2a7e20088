"""The demand of a log: by hand, from known parameters back to them, and into files that are there."""

from __future__ import annotations

import csv
from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from math import log1p, sqrt
from pathlib import Path
from random import Random
from typing import Any

import pytest

from callvet.demand.forecast import forecast
from callvet.demand.period import ordinary_period
from callvet.evaluation.costing import price_offers
from callvet.evaluation.logs.log_wishes import LogWishes
from callvet.evaluation.logs.week_of_log import Week, shape_csv, week_of
from callvet.evaluation.needs_from_log import MeasuredNeeds, needs_from_log, save_needs
from callvet.evaluation.reading import read_sound_needs
from callvet.evaluation.replaying import replay_calls
from callvet.load.discovery import NothingToWorkOnError

HEAD = "start,queue_seconds,talk_seconds,abandoned\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, the current one."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def measured(rows: str, head: str = HEAD, **wishes: Any) -> MeasuredNeeds:
    """What a log of some rows asks for."""
    Path("calls.csv").write_text(head + rows, encoding="utf-8")
    return needs_from_log("calls.csv", wishes=LogWishes(**wishes))


def demand(found: MeasuredNeeds) -> dict[str, Any]:
    """The demand as it is written."""
    written: dict[str, Any] = found.needs("shape.csv")[0]["demand"]
    return written


# By hand


def test_each_line_by_hand() -> None:
    head = (
        "start,ivr_seconds,queue_seconds,talk_seconds,hold_seconds,wrap_seconds,transfer_seconds,abandoned,transferred,"
        "resolved,language\n"
    )
    rows = (
        "2026-03-02T09:00:00,5,10,100,20,30,40,false,true,true,en\n"
        "2026-03-02T10:00:00,7,30,200,0,50,0,false,false,false,EN\n"
        "2026-03-03T09:00:00,0,2,4,0,1,0,false,false,true,es\n"
        "2026-03-03T09:30:00,0,60,0,0,0,0,true,false,,klingon!\n"
    )
    found = measured(rows, head)
    lines = demand(found)
    # Three calls beside one of 4 s, in two days of a month of 30.4375
    assert lines["calls_per_month"] == Decimal("45.7")
    assert (lines["talk_seconds"], lines["hold_seconds"], lines["wrap_seconds"]) == (150, 10, 40)
    # Handle times 150 and 250: mean 200, deviation 50
    assert (lines["spread"], lines["ivr_seconds"]) == (Decimal("0.25"), 6)
    assert lines["unproductive"] == {"share": "50%", "seconds": 5}
    assert (lines["transfer_share"], lines["transfer_seconds"]) == ("33.33%", 40)
    assert lines["first_contact_resolution"] == "66.67%"
    assert lines["languages"] == {"en": "66.67%", "es": "33.33%"}
    assert lines["patience_seconds"] == 102  # 10 + 30 + 2 + 60, and one gave up
    assert lines["open"] == "Mo 09:00-11:00; Tu 09:00-10:00"
    assert "ring_seconds" not in lines
    assert not {"growth_per_year", "season", "channels", "outbound"} & set(lines)


def test_what_cannot_be_told_is_said_at_the_top() -> None:
    rows = "2026-03-02T09:00:00,1,60,false\n" * 3 + "2026-03-02T10:00:00,1,60,false\n"
    _, remarks, head = measured(rows).needs(None)
    assert head[0] == "Measured from calls.csv, 2026-03-02 to 2026-03-02: 4 rows, 0 of them left out."
    assert [line.split()[0] for line in head[1:]] == [
        "growth_per_year",
        "shape",
        "hold_seconds:",
        "wrap_seconds:",
        "patience_seconds",
    ]
    assert remarks["demand", "talk_seconds"] == ["mean of 4 answered calls with 10 s of talk or more"]


def test_other_channels_and_outbound_calls_are_beside_the_calls() -> None:
    rows = (
        "2026-03-02T09:00:00,60,phone,in\n2026-03-02T09:00:00,300,chat,in\n2026-03-02T09:00:00,0,phone,out\n"
        "2026-03-02T09:00:00,90,phone,out\n"
    )
    lines = demand(measured(rows, "start,talk_seconds,channel,direction\n"))
    assert lines["channels"] == {"chat": {"per_month": Decimal("30.4"), "handle_seconds": 300}}
    assert lines["outbound"] == {"calls_per_month": Decimal("60.9"), "connect_share": "50%", "handle_seconds": 90}
    assert lines["calls_per_month"] == Decimal("30.4")


def test_growth_and_season_need_thirteen_whole_months() -> None:
    rows, day = [], date(2025, 1, 1)
    while day < date(2026, 3, 1):
        often = (3 if day.year > 2025 else 2) * (2 if day.month == 12 else 1)
        rows += [f"{day}T09:00:00,1,60,false\n"] * often
        day += timedelta(1)
    lines = demand(measured("".join(rows)))
    assert lines["growth_per_year"] == "50%"  # January and February: 3 a day against 2
    # The last twelve: 3, 3, then 2 from March to November, and 4 in December; their mean is 28 / 12
    season = [Fraction(one, 1) / Fraction(28, 12) for one in (3, 3, *([2] * 9), 4)]
    assert [float(one) for one in lines["season"]] == pytest.approx([float(one) for one in season], abs=0.001)
    assert "season" not in demand(measured("".join(rows), last_day=date(2025, 12, 31)))


def test_the_hour_is_that_of_the_log_s_clock() -> None:
    found = measured("2026-03-02T14:00:00Z,1,60,false\n", timezone="America/New_York")
    assert demand(found)["open"] == "Mo 09:00-10:00"


@pytest.mark.parametrize("rows", ["", "2026-03-02T09:00:00,9,0,true\n"])
def test_no_answered_call_is_no_demand(rows: str) -> None:
    with pytest.raises(NothingToWorkOnError, match="no answered call"):
        measured(rows)


# The week


def test_a_flat_week_is_told_as_flat_and_always_open() -> None:
    calls = {(day, hour): 10 for day in range(7) for hour in range(24)}
    found = week_of(calls, date(2026, 3, 2), date(2026, 3, 29))
    assert (found.shape, found.open, found.held, found.apart) == ("flat", "24/7", 1, 0)


def test_a_weekday_that_comes_more_often_in_the_log_weighs_no_more() -> None:
    found = week_of({(0, 9): 20, (1, 9): 10}, date(2026, 3, 2), date(2026, 3, 9))
    assert found.shares == {(0, 9): Fraction(1, 2), (1, 9): Fraction(1, 2)}
    assert shape_csv(found.shares) == "weekday,hour,share\nMo,9,0.500000\nTu,9,0.500000\n"


# From parameters to a log and back


def write_log(path: Path, days: int, calls_a_day: int, random: Random, patience_seconds: float = 90) -> int:
    """Calls on weekdays from 8 to 18, more before noon; lognormal talk of mean 185 s, exponential patience."""
    sigma = sqrt(log1p((238 / 185) ** 2))
    count = 0
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["start", "queue_seconds", "talk_seconds", "wrap_seconds", "abandoned", "language"])
        for number in range(days):
            day = datetime(2026, 3, 2) + timedelta(number)  # noqa: DTZ001 - a local clock's
            if day.weekday() > 4:
                continue
            for _ in range(calls_a_day):
                count += 1
                hour = random.choice((8, 9, 9, 10, 10, 10, 11, 12, 13, 14, 15, 16, 17))
                start = day + timedelta(hours=hour, seconds=random.randrange(3600))
                wait, patience = random.expovariate(1 / 30), random.expovariate(1 / patience_seconds)
                talk = 0 if wait > patience else round(random.lognormvariate(5.22 - sigma**2 / 2, sigma) + 10, 1)
                writer.writerow([
                    start.isoformat(), round(min(wait, patience), 1), talk, 30 if talk else 0,
                    str(wait > patience).lower(), random.choice(("en", "en", "en", "es")),
                ])  # fmt: skip
    return count


def test_known_parameters_come_back_and_the_forecast_brings_the_same_volume() -> None:
    count = write_log(Path("calls.csv"), 364, 60, Random(11))  # noqa: S311 - a log, not a secret
    found = needs_from_log("calls.csv", wishes=LogWishes(last_day=date(2027, 2, 28)))
    save_needs(found, Path("needs.yaml"))
    needs = read_sound_needs("needs.yaml").needs
    lines = needs.demand
    answered = count * 0.75
    # Within three standard errors of what the log was made of
    mean, deviation = 185 + 10, 238
    assert float(lines.talk_seconds) == pytest.approx(mean, abs=3 * deviation / sqrt(answered) + 1)
    assert lines.wrap_seconds == 30
    assert float(lines.spread) == pytest.approx(deviation / (mean + 30), abs=0.15)
    assert float(lines.patience_seconds) == pytest.approx(90, abs=3 * 90 / sqrt(count * 0.25))
    assert float((lines.languages or {})["es"]) == pytest.approx(0.25, abs=3 * sqrt(0.1875 / answered))
    assert lines.open == "Mo-Fr 08:00-18:00"
    usage = forecast(needs, None, ordinary_period(Fraction(364)), csv_text=shape_csv(found.week.shares))
    calls = sum(flow.contacts for flow in usage.flows if flow.channel == "phone" and flow.direction == "in")
    assert float(calls) == pytest.approx(count, rel=0.001)
    nine = sum(share for (day, slot), share in usage.week.items() if slot // 2 == 10)
    assert float(nine) == pytest.approx(3 / 13, abs=0.02)


@pytest.mark.parametrize(("patience_seconds", "given_up"), [(1e9, 0), (90, 0.25)])
def test_the_forecast_of_measured_needs_costs_what_the_log_did_and_says_what_it_has_more(
    patience_seconds: float, given_up: float
) -> None:
    # 52 weeks from a Monday; waits of 30 s in the mean, so that of 30 + 90 s a quarter give up.
    count = write_log(Path("calls.csv"), 364, 30, Random(5), patience_seconds)  # noqa: S311 - a log, not a secret
    found = needs_from_log("calls.csv", wishes=LogWishes(last_day=date(2027, 2, 28)))
    save_needs(found, Path("needs.yaml"))
    Path("quotes").mkdir()
    minutes = "{per: minute, rate: 1, clock: {counts: [talk, wrap], step_seconds: 60}}"
    text = f"vendor: acme\ncurrency: USD\ncharges: [{minutes}, {{per: call, rate: 0.5}}]\n"
    Path("quotes/acme.yaml").write_text(text, encoding="utf-8")
    (offer,) = price_offers(["quotes"]).priced
    billed = replay_calls("calls.csv", ["quotes"]).quotes[0].total.high
    ratio = float(offer.monthly.high) * 364 / 30.4375 / float(billed)
    lost = sum(line.endswith(("true,en", "true,es")) for line in Path("calls.csv").read_text("utf-8").splitlines())
    assert lost / count == pytest.approx(given_up, abs=0.02)
    # Who gave up is answered in the forecast.
    assert ratio == pytest.approx(count / (count - lost), rel=0.01)
    remark = found.needs(None)[1]["demand", "calls_per_month"][0]
    assert (f"; {lost:,} of them gave up, whom a forecast has answered and billed" in remark) == (lost > 0)


def test_a_share_just_beyond_the_bound_does_not_read_as_the_bound() -> None:
    week = Week({}, "24/7", Fraction(1), None, Fraction(50_040, 1_000_000))
    found = MeasuredNeeds("calls.csv", "UTC", (), week, 1, 0, False, date(2026, 3, 2), date(2026, 3, 2))
    (line,) = found.told_lines
    assert "(5.004% of the calls would have to come at another hour, at most 5% may)" in line.remark


# Files


def test_what_would_be_overwritten_is_all_named() -> None:
    rows = "2026-03-02T09:00:00,1,60,false\n" * 3 + "2026-03-02T10:00:00,1,60,false\n"
    save_needs(measured(rows), Path("needs.yaml"))
    with pytest.raises(NothingToWorkOnError, match=r"needs.yaml and needs-shape.csv are there already"):
        save_needs(measured(rows), Path("needs.yaml"))


def test_a_file_that_is_there_is_not_overwritten() -> None:
    Path("needs.yaml").write_text("company: Juniper\n", encoding="utf-8")
    with pytest.raises(NothingToWorkOnError, match="nothing was written; add --update, or name another file"):
        save_needs(measured("2026-03-02T09:00:00,1,60,false\n"), Path("needs.yaml"))
    assert Path("needs.yaml").read_text(encoding="utf-8") == "company: Juniper\n"
    assert not Path("needs-shape.csv").exists()


def test_an_update_changes_what_was_measured_and_keeps_all_else() -> None:
    text = (
        "# ours\ncompany: Juniper  # a print shop\ndemand:\n  calls_per_month: 99   # guessed\n"
        "  sales_value_per_month: 12\nmust: {languages: [en]}\n"
    )
    Path("needs.yaml").write_text(text, encoding="utf-8")
    saved = save_needs(measured("2026-03-02T09:00:00,1,60,false\n" * 4), Path("needs.yaml"), update=True)
    assert "demand.calls_per_month" in saved.changed
    after = Path("needs.yaml").read_text(encoding="utf-8")
    for kept in (
        "# ours",
        "company: Juniper  # a print shop",
        "  # guessed",
        "sales_value_per_month: 12",
        "must: {languages: [en]}",
    ):
        assert kept in after
    needs = read_sound_needs("needs.yaml").needs
    assert (needs.demand.calls_per_month, needs.demand.talk_seconds) == (Decimal("121.8"), 60)


def test_issues_and_calls_do_not_stand_together() -> None:
    Path("needs.yaml").write_text("demand: {issues_per_month: 5}\n", encoding="utf-8")
    with pytest.raises(NothingToWorkOnError, match="take it out"):
        save_needs(measured("2026-03-02T09:00:00,1,60,false\n"), Path("needs.yaml"), update=True)
