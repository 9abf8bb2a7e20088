"""The page of costs: names that tell offers apart, what stands beside the table, and the drawing in every format."""

from __future__ import annotations

from csv import DictReader
from decimal import Decimal
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from callvet.report.cost import cost_page
from callvet.report.cost_data import cost_json
from callvet.report.cost_worth import Asked, extras_of
from callvet.report.formats import FormatName, render
from callvet.report.offer_names import full_names, short_names, with_plan
from callvet.report.page import Drawing, Heading, Sentence, Table
from tests.evaluation.prices.test_crossings import ACME, FLAT, NEEDS, NORTHWIND, TIERED, answer

TODAY = "baseline: {monthly_cost: 14000, transition_cost: 3000, oversight_hours_per_month: 10, oversight_rate: 40}\n"
OPEN = "charges: [{per: minute, rate: 1, clock: {counts: [talk, hold, wrap]}}]"


def page(folder: Path, asked: Asked | None = None, needs: str = NEEDS, **offers: Any) -> Any:
    priced = answer(folder, needs=needs, **offers)
    return cost_page(priced, extras_of(priced, asked or Asked()))


def sentences(blocks: Any) -> list[str]:
    return [block.text for block in blocks if isinstance(block, Sentence)]


def tables(blocks: Any) -> list[list[list[str]]]:
    """Every table: its heads, then its rows."""
    return [
        [[column.head for column in block.columns], *([cell.text for cell in row] for row in block.rows)]
        for block in blocks
        if isinstance(block, Table)
    ]


def write_quotes(folder: Path, *texts: str) -> None:
    (folder / "quotes").mkdir(exist_ok=True)
    for number, text in enumerate(texts):
        (folder / "quotes" / f"a{number}.yaml").write_text(f"vendor: flat\n{text}\n{FLAT}\n", encoding="utf-8")


# Names


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("title: Desk\nreference: A-1", "title: Desk\nreference: A-2", {"Flat, Desk (A-1)", "Flat, Desk (A-2)"}),
        ("title: Desk", "title: Bot", {"Flat, Desk", "Flat, Bot"}),
        (
            "title: Desk\ndated: 2026-10-14",
            "title: Desk\ndated: 2026-11-02",
            {"Flat, Desk of 2026-10-14", "Flat, Desk of 2026-11-02"},
        ),
    ],
)
def test_two_offers_of_one_vendor_are_told_apart(tmp_path: Path, one: str, other: str, expected: set[str]) -> None:
    write_quotes(tmp_path, one, other)
    (tmp_path / "vendors").mkdir()
    (tmp_path / "vendors" / "flat.yaml").write_text("name: Flat\n", encoding="utf-8")
    from callvet.evaluation.costing import price_offers  # noqa: PLC0415 - for this test alone

    (tmp_path / "needs.yaml").write_text(NEEDS, encoding="utf-8")
    priced = price_offers([tmp_path / "vendors"]).priced
    assert set(full_names(priced).values()) == expected
    assert set(short_names(priced).values()) == expected


def test_a_vendor_with_one_offer_is_called_by_its_name(tmp_path: Path) -> None:
    priced = answer(tmp_path, flat=f"title: Desk\n{FLAT}", acme=ACME).priced
    assert set(short_names(priced).values()) == {"Flat", "Acme"}
    assert set(full_names(priced).values()) == {"Flat, Desk", "Acme"}


@pytest.mark.parametrize(("title", "expected"), [("Desk", "Desk, 100 minutes"), ("100 minutes", "100 minutes")])
def test_a_plan_is_named_once(tmp_path: Path, title: str, expected: str) -> None:
    ladder = f"title: {title}\nplans: [{{name: 100 minutes, charges: [{{per: call, rate: 5}}]}}]"
    (one,) = answer(tmp_path, flat=ladder).priced
    assert with_plan(full_names([one])[one.offer.id], one) == f"Flat, {expected}"


def test_the_plan_that_bills_is_told_where_another_was_chosen(tmp_path: Path) -> None:
    clock = "clock: {counts: [talk], step_seconds: 1}"
    small = f"{{name: S, upgrade_over_minutes: %s, charges: [{{per: minute, rate: 1, {clock}}}]}}"
    ladder = f"plan_choice: S\nplans: [{small}, {{name: L, charges: [{{per: cycle, rate: 900}}]}}]"
    # 2,000 calls of 250 s of talk are 8,333.33 minutes.
    found = page(tmp_path, flat=ladder % 8333)
    told = "a normal month is billed as L, for its minutes raise the plan"
    assert ["Flat", told] in tables(found.blocks)[-1]
    (flat, *_) = found.json["estimates"]
    assert (flat["plan"], flat["billed_plans"]) == ("S", ["L"])
    assert told in flat["flags"]
    assert told in render(found, "csv")
    (tmp_path / "not").mkdir()
    assert "billed as" not in render(page(tmp_path / "not", flat=ladder % 8334), "table")


# The table


def test_the_first_year_has_a_column_unless_the_term_is_one(tmp_path: Path) -> None:
    (table, *_) = tables(page(tmp_path, flat=FLAT).blocks)
    assert table[0] == ["#", "offer", "agents", "a month", "a call", "a resolved issue", "12 months"]
    (table, *_) = tables(page(tmp_path, needs=NEEDS + "term_months: 24\n", flat=FLAT).blocks)
    assert table[0][6:] == ["first year", "24 months"]
    # 2,000 calls of 6.50: 13,000 a month, for 1,400 issues where 70 in a hundred are resolved.
    assert table[1] == ["1", "Flat", "not known", "$13,000", "$6.50", "$9.29", "$156,000", "$312,000"]
    assert all(len(row) == 8 for row in table)


def test_cost_is_told_by_the_call_and_by_the_resolved_issue_in_every_format(tmp_path: Path) -> None:
    needs = NEEDS.replace("spread: 0", "spread: 0, first_contact_resolution: 80%")
    # 10,000 a month for 1,600 issues.
    found = page(tmp_path, needs=needs, flat="charges: [{per: call, rate: 5}]", dear=FLAT)
    assert "With Flat a call comes to $5.00, and an issue that is resolved to $6.25." in sentences(found.blocks)
    for name in ("table", "markdown", "html"):
        assert "a resolved issue" in render(found, name)
        assert "$8.13" in render(found, name).replace("\\", "")
    row = next(DictReader(StringIO(render(found, "csv"))))
    assert (row["per_resolved_call_low"], row["per_resolved_call_high"]) == ("6.25", "6.25")


def test_where_no_issue_is_resolved_none_has_a_price(tmp_path: Path) -> None:
    needs = NEEDS.replace("spread: 0", "spread: 0, first_contact_resolution: 0%")
    found = page(tmp_path, needs=needs, flat=FLAT)
    assert tables(found.blocks)[0][1][5] == "–"
    assert not any("resolved" in text for text in sentences(found.blocks))


def test_calls_of_other_lengths_are_priced_where_the_buyer_named_none(tmp_path: Path) -> None:
    by_minute = "charges: [{per: minute, rate: 1, clock: {counts: [talk, hold, wrap], step_seconds: 1}}]"
    found = page(tmp_path, needs="demand: {calls_per_month: 2000, spread: 0}\n", open=by_minute)
    table = next(table for table in tables(found.blocks) if "calls of 3 min" in table[0])
    assert table[1] == ["Open", "$6,000", "$8,000", "$12,000"]


def test_where_nothing_is_ranked_the_market_is_told(tmp_path: Path) -> None:
    profile = {"flat": "name: Flat\ncapacity: {min_calls_per_month: 9000}\n"}
    found = page(tmp_path, profiles=profile, flat=FLAT)
    # 2,000 calls of 338 s of talk and wrap-up at 0.70 and at 1.25.
    assert sentences(found.blocks)[0].startswith("The market asks shared agents $7,887–14,083 and dedicated agents $")
    assert ["Flat", "outside its published range, so not ranked: ask"] in tables(found.blocks)[-1]


def test_every_amount_stands_to_the_right(tmp_path: Path) -> None:
    found = page(tmp_path, Asked(seed=1), needs=NEEDS + TODAY, flat=FLAT, open=OPEN)
    for block in found.blocks:
        for place, column in enumerate(block.columns if isinstance(block, Table) else ()):
            if any(row[place].text.startswith("$") for row in block.rows):
                assert column.right, column.head


def test_what_is_open_is_asked_in_words_with_its_key(tmp_path: Path) -> None:
    asked = next(table for table in tables(page(tmp_path, open=OPEN).blocks) if table[0][0] == "ask")
    # 6.05 minutes against 7, for 2,000 calls.
    assert asked[1] == ["Open", "to what calls are rounded up", "minute.clock.step_seconds", "$1,900"]


def test_what_the_buyer_has_not_said_is_asked_of_the_buyer(tmp_path: Path) -> None:
    found = page(tmp_path, flat="charges: [{per: call, rate: 5}, {per: unit, rate: 3, for: numbers}]")
    told = "Your needs do not say demand.units_per_cycle.numbers, so Flat is priced without it."
    assert told in sentences(found.blocks)
    assert not any(table[0][0] == "ask" for table in tables(found.blocks))


def test_an_offer_is_named_once_above_all_that_is_to_be_looked_at(tmp_path: Path) -> None:
    flags = tables(page(tmp_path, acme=NORTHWIND).blocks)[-1]
    assert flags == [
        ["offer", "look at"],
        ["Acme", "hold time is billed"],
        ["", "every call is rounded up to a whole minute"],
    ]


@pytest.mark.parametrize(
    ("start", "cycle", "first", "worst"),
    [
        ("2027-02-01", "month", ["month", "February 2027"], "November 2027"),
        ("2027-02-15", "month", ["month from", "2027-02-15"], "the month from 2027-11-15"),
        ("2027-02-01", "4_weeks", ["4 weeks from", "2027-02-01"], "the 4 weeks from 2027-11-08"),
    ],
)
def test_invoices_are_named_by_the_calendar(
    tmp_path: Path, start: str, cycle: str, first: list[str], worst: str
) -> None:
    needs = f"start: {start}\n" + NEEDS.replace("spread: 0", "spread: 0, season: [1,1,1,1,1,1,1,1,1,1,9,1]")
    priced = answer(tmp_path, needs=needs, flat=f"cycle: {cycle}\n{FLAT}")
    blocks = cost_page(priced, by_month=True).blocks
    assert any(isinstance(block, Heading) and block.text == "Flat" for block in blocks)
    table = tables(blocks)[-1]
    assert [table[0][0], table[1][0]] == first
    assert sentences(blocks)[-1].startswith(f"The worst invoice is that of {worst}: $")


# Crossings


def test_a_crossing_is_told_with_who_is_cheaper_below(tmp_path: Path) -> None:
    told = sentences(page(tmp_path, northwind=NORTHWIND, acme=ACME).blocks)
    assert "Below 2,455 calls a month Northwind is cheaper than Acme." in told
    assert "Below 1,545 calls a month the market’s shared agents at $1.25 a minute are cheaper than Acme." in told
    left_out = "--crossings looks at the market’s dedicated agents at $35 an hour, too, "
    assert f"{left_out}which takes a staffing for every volume." in told


def test_a_jump_is_told(tmp_path: Path) -> None:
    told = sentences(page(tmp_path, brio=TIERED, corte=FLAT).blocks)
    assert "Below 3,000 calls a month Corte is cheaper than Brio, where a bill jumps." in told


def test_five_crossings_are_told_and_all_stand_in_json(tmp_path: Path) -> None:
    # Fees of 100, 400, 900 and 1,600 and rates that fall with them: six pairs, and the market.
    offers = {
        f"v{step}": f"charges: [{{per: cycle, rate: {100 * step**2}}}, {{per: call, rate: {7 - step / 4}}}]"
        for step in range(1, 5)
    }
    found = page(tmp_path, **offers)
    told = [text for text in sentences(found.blocks) if text.startswith("Below")]
    crossings = found.json["crossings"]
    assert len(told) == 5
    assert len(crossings) > 5
    assert f"Of {len(crossings)} crossings these are the nearest; -f json has all." in sentences(found.blocks)
    # v1 and v2: 300 / 0.25.
    (pair,) = [one for one in crossings if set(one["between"]) == {"v1", "v2"}]
    assert pair == {
        "between": ["v2", "v1"],
        "quotes": ["v2/Q", "v1/Q"],
        "calls_per_month": pytest.approx(1200, abs=0.05),
        "cheaper_below": "v1/Q",
        "jump": False,
    }


def test_without_a_volume_no_crossing_is_told(tmp_path: Path) -> None:
    found = page(tmp_path, volume="0", flat=FLAT)
    assert not any("cross" in text for text in sentences(found.blocks))
    assert found.json["crossings"] == []


# Against today


def test_a_saving_is_told_first_and_by_offer(tmp_path: Path) -> None:
    found = page(tmp_path, needs=NEEDS + TODAY, flat=FLAT, dear="charges: [{per: call, rate: 7}]", open=OPEN)
    # 14,000 - 400 - 13,000 = 600, and 3,000 come back in 5 months; 12,100 to 14,000 saves 1,500 or costs 400.
    assert "Against the $14,000 a month of today, Flat saves $600; moving pays back in 5.0 months." in sentences(
        found.blocks
    )
    table = next(table for table in tables(found.blocks) if "moving pays back" in table[0])
    assert table[1:] == [
        ["Flat", "saves $600", "in 5.0 months"],
        ["Open", "costs $400 more or saves $1,500", "in 2.0 months or never"],
        ["Dear", "costs $400 more", "never"],
    ]
    assert "Looking after the vendor is counted: 10 hours a month at $40.00 an hour." in sentences(found.blocks)
    (flat, *_) = found.json["estimates"]
    assert flat["saving"] == {"low": "600.00", "high": "600.00"}
    assert flat["payback_months"] == [5.0, 5.0]


def test_what_costs_more_never_pays_back(tmp_path: Path) -> None:
    found = page(tmp_path, needs=NEEDS + TODAY, dear="charges: [{per: call, rate: 7}]")
    assert "Against the $14,000 a month of today, Dear costs $400 more; moving never pays back." in sentences(
        found.blocks
    )


def test_a_range_of_savings_pays_back_in_a_range_of_months(tmp_path: Path) -> None:
    needs = NEEDS + "baseline: {monthly_cost: 15000, transition_cost: 2900}\n"
    table = next(
        table for table in tables(page(tmp_path, needs=needs, open=OPEN).blocks) if "moving pays back" in table[0]
    )
    assert table[1] == ["Open", "saves $1,000–2,900", "in 1.0–2.9 months"]


def test_what_costs_nothing_to_move_has_nothing_to_pay_back(tmp_path: Path) -> None:
    found = page(tmp_path, needs=NEEDS + "baseline: {monthly_cost: 15000}\n", flat=FLAT)
    assert "Against the $15,000 a month of today, Flat saves $2,000." in sentences(found.blocks)
    assert ["offer", "against today, a month"] in [table[0] for table in tables(found.blocks)]
    assert not any("Looking after" in text for text in sentences(found.blocks))


def test_a_point_of_resolution_is_told_for_who_leads(tmp_path: Path) -> None:
    needs = NEEDS.replace("spread: 0", "spread: 0, first_contact_resolution: 80%")
    found = page(tmp_path, needs=needs, flat="charges: [{per: call, rate: 5}]", dear=FLAT)
    told = "One point of first contact resolution more (80% now) is worth $123 a month with Flat: "
    told += "25 calls fewer come back."
    assert told in sentences(found.blocks)
    by_vendor = {one["vendor"]: one for one in found.json["estimates"]}
    assert by_vendor["flat"]["resolution_point"] == {"low": "123.46", "high": "123.46"}
    assert by_vendor["dear"]["resolution_point"] is None


def test_one_call_that_does_not_come_back_is_told_in_the_singular(tmp_path: Path) -> None:
    found = page(tmp_path, volume="100", flat="charges: [{per: call, rate: 5}]")
    assert any(text.endswith(": 1 call fewer comes back.") for text in sentences(found.blocks))


def test_a_point_that_is_worth_nothing_is_not_told(tmp_path: Path) -> None:
    found = page(tmp_path, flat="charges: [{per: cycle, rate: 500}, {per: call, rate: 0}]")
    assert not any("resolution" in text for text in sentences(found.blocks))


# Risk and the drawing


def test_risk_is_told_with_what_was_drawn(tmp_path: Path) -> None:
    found = page(tmp_path, Asked(seed=5), flat=FLAT)
    table = next(table for table in tables(found.blocks) if "1 in 2 under" in table[0])
    assert table[1][0] == "Flat"
    told = next(text for text in sentences(found.blocks) if "--seed 5" in text)
    assert told.startswith("500 months drawn with --seed 5: contacts lognormal with a coefficient of variation of 15%,")
    (spread,) = found.json["risk"]["spreads"]
    assert Decimal(spread["p10"]) < Decimal(spread["p50"]) < Decimal(spread["p90"])
    assert "risk" not in cost_json(answer(tmp_path, flat=FLAT))
    empty = page(tmp_path, Asked(seed=5), volume="0", flat=FLAT)
    assert not any("1 in 2 under" in table[0] for table in tables(empty.blocks))


def test_cost_is_drawn_against_volume_with_letters(tmp_path: Path) -> None:
    found = page(tmp_path, Asked(chart=True), volume="800", flat=FLAT, dear="charges: [{per: call, rate: 13}]")
    (drawing,) = [block for block in found.blocks if isinstance(block, Drawing)]
    # 1,600 calls of 13 are 20,800, the market's dedicated agents less: the axis ends at the next 4,000.
    assert drawing.lines[0].startswith("$24,000 │")
    assert drawing.lines[16].startswith("  $0.00 │")
    assert drawing.lines[-2].split() == ["400", "800", "1,200", "1,600"]
    column = max(len(line) for line in drawing.lines[:16])
    assert next(line for line in drawing.lines if line.endswith("B")).index("B") == column - 1
    legend = tables(found.blocks)[-1]
    assert legend[1:3] == [["A", "Flat"], ["B", "Dear"]]
    assert [row[0] for row in legend[3:]] == ["m", "d"]


def test_many_offers_at_one_place_are_told_as_more(tmp_path: Path) -> None:
    found = page(tmp_path, Asked(chart=True), **{f"v{number}": FLAT for number in range(5)})
    (drawing,) = [block for block in found.blocks if isinstance(block, Drawing)]
    assert any(line.endswith("*") for line in drawing.lines)


def test_nothing_is_drawn_of_nothing(tmp_path: Path) -> None:
    assert not any(
        isinstance(block, Drawing) for block in page(tmp_path, Asked(chart=True), volume="0", flat=FLAT).blocks
    )


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("table", "A month at its high end, by volume\n$", "\n\n"),
        ("markdown", "**A month at its high end, by volume**\n\n```text\n$", "```"),
        ("html", "<figcaption>A month at its high end, by volume</figcaption><pre>$", "</pre>"),
    ],
)
def test_a_drawing_keeps_its_lines_in_every_format(tmp_path: Path, name: FormatName, before: str, after: str) -> None:
    found = page(tmp_path, Asked(chart=True), flat=FLAT)
    (drawing,) = [block for block in found.blocks if isinstance(block, Drawing)]
    text = render(found, name)
    drawn = text[text.index(before) + len(before) - 1 :].partition(after)[0]
    assert drawn.rstrip("\n").split("\n") == [line.replace("&", "&amp;") for line in drawing.lines]
