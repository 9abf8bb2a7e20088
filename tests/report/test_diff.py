"""Quotes side by side as a buyer reads them: verdict, terms, worth, ways, questions, notes."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from callvet.evaluation.comparing import compare_quotes
from callvet.evaluation.prices.levelling import Plug
from callvet.evaluation.prices.wishes import Wishes
from callvet.report.diff import diff_page
from callvet.report.diff_terms import abreast
from callvet.report.page import Heading, Page, Sentence, Table
from tests.compare.quoting import ACME, BRIO, CORTE, NEEDS, compared, minute

if TYPE_CHECKING:
    from collections.abc import Mapping

SILENT = "vendor: mute\ncharges: [{per: minute, rate: 0.95, clock: {counts: [talk, hold, wrap]}}]\n"
AT = "(5,000 calls of 6:03 a month, 24/7)."


def page(*quotes: str, every_term: bool | None = None, **more: Any) -> Page:
    return diff_page(compared(*quotes, **more), every_term=every_term)


def sentences(found: Page) -> list[str]:
    return [block.text for block in found.blocks if isinstance(block, Sentence)]


def tables(found: Page) -> list[Table]:
    return [block for block in found.blocks if isinstance(block, Table)]


def rows(table: Table) -> Mapping[str, list[str]]:
    """The cells of each row after its first."""
    return {row[0].text: [cell.text for cell in row[1:]] for row in table.rows}


class TestVerdict:
    """The answer first."""

    def test_the_cheapest_of_several_leads(self) -> None:
        assert sentences(page(ACME, BRIO, CORTE))[:2] == [
            f"brio costs least: $30,344 a month, $511 less than corte {AT}",
            "What weighs most: per minute, $915 a month.",
        ]

    def test_of_two_the_dearer_is_told(self) -> None:
        assert sentences(page(ACME, BRIO))[:2] == [
            f"acme is $2,955 a month dearer than brio {AT}",
            "What weighs most: rounded up to, $4,275 a month.",
        ]

    def test_the_preferred_is_told_where_it_is_dearer(self) -> None:
        assert sentences(page(ACME, BRIO, CORTE, prefer="corte"))[0] == f"corte is $511 a month dearer than brio {AT}"

    def test_the_preferred_leads_where_it_is_the_cheapest(self) -> None:
        found = sentences(page(ACME, BRIO, CORTE, prefer="brio"))
        assert found[0].startswith("brio costs least: $30,344 a month, $511 less than corte")
        assert "It is the cheapest as it stands." in found

    def test_two_that_cost_the_same_share_the_lead(self) -> None:
        found = sentences(page(minute("1", vendor="a"), minute("1", vendor="b"), minute("2", vendor="c")))
        assert found[0] == f"a and b cost the same: $30,250 a month {AT}"
        assert not any(text.startswith("What weighs") for text in found)

    def test_quotes_without_a_difference_cost_the_same(self) -> None:
        found = sentences(page(minute("1", vendor="a"), minute("1", vendor="b"), prefer="b"))
        assert found[0] == f"a and b cost the same: $30,250 a month {AT}"
        assert not any(text.startswith(("What weighs", "Not decided")) for text in found)

    def test_of_no_calls_all_cost_the_same(self) -> None:
        found = page(minute("1", vendor="a"), minute("2", vendor="b"), wishes=Wishes(volumes=(Decimal(0),)), prefer="b")
        assert sentences(found)[0] == "a and b cost the same: $0.00 a month (0 calls of 6:03 a month, 24/7)."

    def test_a_range_is_compared_at_its_high_end_and_its_low_end_is_told(self) -> None:
        found = sentences(page(minute("1", vendor="a"), SILENT))
        assert found[0] == f"mute is $3,000 a month dearer than a at their high ends {AT}"
        assert found[2] == "Not decided yet: at the low end of what is open, mute $28,738 a month."

    def test_what_pulls_the_other_way_does_not_weigh_most(self) -> None:
        # 8,000 less by the fee, 9,075 more by the minute.
        found = sentences(
            page(minute("1", vendor="a", more="  - {per: cycle, rate: 8000}\n"), minute("1.3", vendor="b"))
        )
        assert found[1] == "What weighs most: per minute, $9,075 a month."

    def test_what_cannot_be_ranked_does_not_lead(self) -> None:
        chats = "vendor: chatty\ncharges: [{per: chat, rate: 1}]\n"
        ladder = "vendor: small\nplans: [{name: s, charges: [{per: call, rate: 0.1, included: 100}]}]\n"
        found = sentences(page(ACME, chats, ladder))
        assert found[0] == f"acme is the only one that can be ranked: $33,299 a month {AT}"
        assert "Not ranked, for no call is priced: chatty." in found
        assert "Not ranked, for your volume is outside what they publish or take (ask): small." in found
        found = sentences(page(chats, ladder))
        assert found[0].startswith("None of these can be ranked; of their prices that of chatty is the least, $0.00")
        assert sentences(page(ACME, chats, prefer="chatty"))[0].startswith("acme is the only one")


class TestTerms:
    """What each says of each term."""

    def test_the_best_and_the_worst_are_marked(self) -> None:
        found = page(ACME, BRIO, CORTE)
        assert [column.head for column in tables(found)[0].columns] == [
            "term",
            "acme",
            "brio",
            "corte",
            "worth a month",
        ]
        assert rows(tables(found)[0]) == {
            "a month": ["$33,299 ▲", "$30,344 ▼", "$30,855", "$2,955"],
            "per minute": ["$0.95 ▼", "$0.99", "$1.02 ▲", "$2,118"],
            "what runs the clock": ["talk, hold, wrap", "talk, hold, wrap", "talk, hold, wrap", "–"],
            "rounded up to": ["60 s ▲", "6 s", "1 s ▼", "$4,513"],
            "fee each cycle": ["$49", "$149 ▲", "none ▼", "$149"],
            "fee at the start": ["not said", "not said", "$500 ▲", "$500 in all"],
            "billed each": ["month", "month", "month", "–"],
            "setup": ["not said", "not said", "priced", "–"],
        }
        assert "Until they answer, the best answer counts as offered." in sentences(found)[2]

    def test_a_price_that_is_compared_with_none_is_neither(self) -> None:
        found = page("vendor: a\ncharges: [{per: hour, rate: 20, hours_counted: paid}]\n", minute("1", vendor="b"))
        assert rows(tables(found)[0])["per agent-hour"] == ["$20", "–", "–"]

    def test_conditions_are_marked_by_their_size_and_none_of_a_credit_is_the_worst(self) -> None:
        found = page(
            minute("1", more="terms: {notice_days: 60, auto_renews: true}\nsla_credits: [{miss: calls, percent: 3}]\n"),
            minute("1", vendor="b", more="terms: {notice_days: 30, auto_renews: false}\n"),
        )
        told = rows(tables(found)[0])
        assert told["notice"] == ["60 days ▲", "30 days ▼", "–"]
        assert told["renews by itself"] == ["yes ▲", "no ▼", "–"]
        assert told["credit for a miss: calls"] == ["3% ▼", "none ▲", "–"]

    def test_terms_on_which_all_agree_are_left_out_of_a_long_table(self) -> None:
        more = (
            "terms: {notice_days: 30, payment_days: 30, min_term_months: 1, free_trial_days: 0}\n"
            "sla_credits: [{miss: calls, percent: 3}]\n"
            + "".join(
                f"{key}\n"
                for key in ("agents: shared", "deposit: 0", "tax_percent: 0", "timezone: UTC", "minimum_invoice: 5")
            )
        )
        quotes = (minute("1", vendor="a", more=more), minute("2", vendor="b", more=more))
        assert list(rows(tables(page(*quotes))[0])) == ["a month", "per minute"]
        assert any("more terms all agree (--all)." in text for text in sentences(page(*quotes)))
        assert len(tables(page(*quotes, every_term=True))[0].rows) > 12
        assert list(rows(tables(page(*quotes, every_term=False))[0])) == ["a month", "per minute"]

    def test_of_two_equal_quotes_the_price_is_told(self) -> None:
        assert list(rows(tables(page(minute("1"), minute("1"), every_term=False))[0])) == ["a month"]

    def test_a_range_can_be_broken_between_its_ends(self) -> None:
        assert rows(tables(page(SILENT, BRIO))[0])["a month"][0] == "$28,738 to 33,250 ▲"

    def test_many_quotes_stand_below_each_other(self) -> None:
        quotes = [minute(f"0.{90 + n}", vendor=f"v{n}") for n in range(8)]
        found = tables(page(*quotes))
        assert [table.title for table in found[:2]] == ["Quotes 1 to 4 of 8", "Quotes 5 to 8 of 8"]
        assert [len(table.columns) for table in found[:2]] == [6, 6]
        assert rows(found[1])["per minute"][:4] == ["$0.94", "$0.95", "$0.96", "$0.97 ▲"]
        # The cheapest has no worth, so that its table has the others' alone.
        assert [len(table.columns) for table in found[2:4]] == [5, 5]

    @pytest.mark.parametrize(
        ("count", "groups"), [(1, [1]), (6, [6]), (7, [4, 3]), (12, [6, 6]), (13, [5, 5, 3]), (14, [5, 5, 4])]
    )
    def test_columns_are_cut_evenly(self, count: int, groups: list[int]) -> None:
        assert [len(one) for one in abreast(count, 6)] == groups


def test_what_each_term_costs_each_is_told() -> None:
    found = tables(page(ACME, BRIO, CORTE))[1]
    assert found.title.startswith("What a term costs each, against the best offered")
    assert rows(found) == {
        "per minute": ["–", "$1,220", "$2,118"],
        "rounded up to": ["$4,513", "$248", "–"],
        "fee each cycle": ["$49.00", "$149", "–"],
        "fee at the start": ["–", "–", "$500 in all"],
    }


def test_an_open_term_is_worth_a_range() -> None:
    assert rows(tables(page(SILENT, minute("1", vendor="b")))[1])["rounded up to"] == ["$0.00–4,513", "–"]


def test_the_way_from_the_cheapest_to_each_adds_up() -> None:
    found = tables(page(ACME, BRIO, CORTE))[2]
    assert found.title == "From brio to each other, a month: one term after another in this order"
    assert {name: [with_hyphen(cell) for cell in cells] for name, cells in rows(found).items()} == {
        "per minute": ["-$1,220", "+$915"],
        "rounded up to": ["+$4,275", "-$255"],
        "fee each cycle": ["-$100", "-$149"],
        "in all": ["+$2,955", "+$511"],
        # Twelve months, and the setup of 500 with Corte.
        "over 12 months": ["+$35,460", "+$6,632"],
    }


def test_quotes_that_differ_over_the_term_alone_have_a_way() -> None:
    setup = "  - {per: once, rate: 500}\n"
    [table] = [one for one in tables(page(minute("1"), minute("1", more=setup))) if one.title.startswith("From")]
    assert rows(table) == {"in all": ["$0.00"], "over 12 months": ["+$500"]}


def with_hyphen(text: str) -> str:
    return text.replace("\N{MINUS SIGN}", "-")


def test_what_moved_between_rounds_is_told_with_the_best(tmp_path: Path) -> None:
    (tmp_path / "quotes").mkdir()
    (tmp_path / "needs.yaml").write_text(NEEDS, encoding="utf-8")
    for number, rate in enumerate(("1.00", "0.90", "0.95"), 1):
        dated = f"dated: 2026-0{number}-01\n" if number > 1 else ""
        text = f"reference: R{number}\n{dated}" + minute(rate, vendor="a")
        (tmp_path / "quotes" / f"a-{number}.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "quotes/b.yaml").write_text(minute("0.99", vendor="b"), encoding="utf-8")
    found = diff_page(compare_quotes([tmp_path / "quotes"]))
    assert [text for text in sentences(found) if text.startswith("a, from")] == [
        "a, from a/R1 to the offer of 2026-02-01:",
        "a, from the offer of 2026-02-01 to the offer of 2026-03-01, its last; its best was the offer of 2026-02-01:",
    ]
    moved = [rows(one) for one in tables(found) if one.columns[0].head == "what moved"]
    assert [with_hyphen(one["in all"][0]) for one in moved] == ["-$3,025", "+$1,513"]


def test_what_moved_over_the_term_alone_is_told_between_rounds(tmp_path: Path) -> None:
    (tmp_path / "quotes").mkdir()
    (tmp_path / "needs.yaml").write_text(NEEDS, encoding="utf-8")
    first = "reference: R1\ndated: 2026-01-01\n" + minute("1.00", vendor="a", more="  - {per: once, rate: 900}\n")
    free = "  - {per: once, rate: 400}\ndiscounts: [{percent: 100, months: [1, 1]}]\n"
    last = "reference: R2\ndated: 2026-02-01\n" + minute("0.90", vendor="a", more=free)
    for number, text in enumerate((first, last), 1):
        (tmp_path / "quotes" / f"a-{number}.yaml").write_text(text, encoding="utf-8")
    found = diff_page(compare_quotes([tmp_path / "quotes/a-1.yaml", tmp_path / "quotes/a-2.yaml"]))
    [table] = [one for one in tables(found) if one.columns[0].head == "what moved"]
    assert {name: [with_hyphen(cell) for cell in cells] for name, cells in rows(table).items()} == {
        # 30,250 minutes a month.
        "per minute": ["-$3,025", "-$36,300"],
        "fee at the start": ["–", "-$500"],
        # The first invoice, with the fee at the start: 27,225 and 400.
        "promotions": ["–", "-$27,625"],
        "in all": ["-$3,025", "-$64,425"],
    }
    steps = found.json["rounds"]
    assert [one["over_term"]["high"] for one in steps] == ["-36300.00", "-500.00", "-27625.00"]


def test_a_last_round_that_is_best_is_told_so(tmp_path: Path) -> None:
    (tmp_path / "quotes").mkdir()
    (tmp_path / "needs.yaml").write_text(NEEDS, encoding="utf-8")
    for number, rate in enumerate(("1.00", "0.90"), 1):
        text = f"reference: R{number}\ndated: 2026-0{number}-01\n" + minute(rate, vendor="a")
        (tmp_path / "quotes" / f"a-{number}.yaml").write_text(text, encoding="utf-8")
    found = diff_page(compare_quotes([tmp_path / "quotes/a-1.yaml", tmp_path / "quotes/a-2.yaml"]))
    assert "a, from the offer of 2026-01-01 to the offer of 2026-02-01, its last and best:" in sentences(found)


def test_equal_quotes_have_no_way() -> None:
    assert len(tables(page(minute("1"), minute("1")))) == 1


def test_the_verdict_at_each_volume_is_marked() -> None:
    plan = "vendor: plan\ncharges: [{per: cycle, rate: 6000}, {per: call, rate: 1}]\n"
    wishes = Wishes(volumes=(Decimal(5000), Decimal(1000)))
    found = page(plan, "vendor: use\ncharges: [{per: call, rate: 6}]\n", wishes=wishes)
    [table] = [one for one in tables(found) if one.title.startswith("A month at each volume")]
    assert rows(table) == {"5,000": ["$11,000 ▼", "$30,000"], "1,000": ["$7,000", "$6,000 ▼"]}
    assert "The cheapest turns with volume: use at 1,000, plan at 5,000 calls." in sentences(found)


def test_who_is_the_cheapest_at_several_volumes_is_told_once() -> None:
    calls = "vendor: %s\ncharges: [{per: call, rate: %s}]\n"
    wishes = Wishes(volumes=tuple(map(Decimal, (3000, 1000, 5000, 8000))))
    plan = "vendor: plan\ncharges: [{per: cycle, rate: 6000}, {per: call, rate: 1}]\n"
    found = sentences(page(calls % ("use", 6), plan, wishes=wishes))
    assert "The cheapest turns with volume: use at 1,000, plan at 3,000 to 8,000 calls." in found
    found = sentences(page(calls % ("a", 6), calls % ("b", 5), wishes=wishes))
    assert "At every volume asked about b costs least." in found
    chats = "vendor: %s\ncharges: [{per: cycle, rate: 5}, {per: chat, rate: 1}]\n"
    found = sentences(page(chats % "a", chats % "b", wishes=wishes))
    assert "The cheapest turns with volume: none that can be ranked at 1,000 to 8,000 calls." in found


def test_a_quote_that_cannot_be_ranked_at_a_volume_is_told_beside_its_cost() -> None:
    ladder = "vendor: small\nplans: [{name: s, charges: [{per: call, rate: 1, included: 100}]}]\n"
    wishes = Wishes(volumes=(Decimal(150), Decimal(1000)))
    found = page("vendor: use\ncharges: [{per: call, rate: 6}]\n", ladder, wishes=wishes)
    [table] = [one for one in tables(found) if one.title.startswith("A month at each volume")]
    assert table.title.endswith("; ▼ costs least of those that can be ranked there; (ask) cannot")
    assert rows(table) == {"150": ["$900", "$50.00 ▼"], "1,000": ["$6,000 ▼", "$900 (ask)"]}


def test_silence_is_asked_about_with_what_it_is_worth() -> None:
    found = page(
        SILENT, minute("1", vendor="b", more="scope: {setup: included}\nterms: {notice_days: 30, payment_days: 9}\n")
    )
    [table] = [one for one in tables(found) if one.columns[0].head == "ask"]
    assert rows(table) == {"mute": ["rounded up to (up to $4,513 a month), notice and setup"]}


class TestNotes:
    """What was assumed, and made alike."""

    def test_what_was_made_alike_is_told(self) -> None:
        needs = (
            NEEDS + "rates: {EUR: {rate: 1.09, dated: 2026-11-02, source: bank}, "
            "GBP: {rate: 2, dated: 2026-11-02, source: bank}}\n"
        )
        ladder = "vendor: lad\ncycle: 4_weeks\nplans: [{name: '[/]tiny', charges: [{per: call, rate: 1}]}]\n"
        euro = minute("1", vendor="eu", more="currency: EUR\ncycle: 4_weeks\nterms: {min_term_months: 24}\n")
        told = sentences(page(ACME, ladder, euro, needs=needs, plugs=[Plug("setup", Decimal(500), monthly=False)]))
        assert told[-6:] == [
            "1 EUR = 1.09 USD (2026-11-02, bank).",
            "Lad and eu bill every 4 weeks; a month is 30.4375 ÷ 28 of such a bill.",
            "Of a ladder of plans the one that is billed at this volume is compared (lad: [/]tiny).",
            "Amounts over the term are for your 12 months from 2027-01-01.",
            "Setup is your own figure where an offer leaves it out: $500.00 once.",
            "Eu binds you for 24 months, longer than your 12.",
        ]

    def test_two_quotes_get_a_word_on_three(self) -> None:
        assert any("get at least three" in text for text in sentences(page(ACME, BRIO)))
        assert not any("get at least three" in text for text in sentences(page(ACME, BRIO, CORTE)))

    def test_contacts_that_some_do_not_price_are_told(self) -> None:
        needs = NEEDS.replace("spread: 0", "spread: 0, channels: {chat: {per_month: 100}}")
        chats = minute("1", vendor="a", more="  - {per: chat, rate: 3}\n")
        hours = "vendor: h\ncharges: [{per: hour, rate: 20, hours_counted: paid}]\n"
        told = sentences(page(chats, hours, minute("1", vendor="b"), needs=needs))
        assert "No price for chats, so a month there is without them (ask): b." in told

    def test_contacts_that_nobody_sends_are_not_missed(self) -> None:
        chats = minute("1", vendor="a", more="  - {per: chat, rate: 3}\n")
        assert not any("No price for" in text for text in sentences(page(chats, minute("1", vendor="b"))))


class TestLeverage:
    """What to take to the preferred vendor."""

    def test_levers_are_listed_with_what_they_save(self) -> None:
        found = page(ACME, BRIO, CORTE, prefer="acme")
        assert Heading("To take to acme") in found.blocks
        [table] = [one for one in tables(found) if one.columns[0].head == "ask for"]
        assert rows(table) == {
            "rounded up to: 1 s": ["60 s", "corte", "$4,513", "$54,150"],
            "fee each cycle: none": ["$49", "corte", "$49.00", "$588"],
        }
        told = sentences(found)
        assert "The savings do not add up: with all of these a month would cost $28,738 in place of $33,299." in told
        # 35,000 minutes: 30,344 less the fee of 49.
        assert "At $0.8655 in place of $0.95 per minute (8.9% less) it costs what brio does." in told

    def test_what_is_saved_over_the_term_alone_has_a_dash_for_the_month(self) -> None:
        # 5,000 calls of 363 s are 7 or 6.05 minutes each.
        dear = minute("1", step=60, vendor="a", more="  - {per: once, rate: 500}\n")
        cheap = minute("1", vendor="b", more="  - {per: once, rate: 100}\n")
        [table] = [one for one in tables(page(dear, cheap, prefer="a")) if one.columns[0].head == "ask for"]
        assert rows(table) == {
            "rounded up to: 1 s": ["60 s", "b", "$4,750", "$57,000"],
            "fee at the start: $100": ["$500", "b", "–", "$400"],
        }

    def test_a_fee_ties_at_a_price_of_whole_cents(self) -> None:
        quote = "vendor: a\ncharges: [{per: call, rate: 0.10}, {per: cycle, rate: 9000}]\n"
        told = sentences(page(quote, "vendor: b\ncharges: [{per: call, rate: 1}]\n", prefer="a"))
        assert "At $4,500.00 in place of $9,000.00 fee each cycle (50.0% less) it costs what b does." in told

    def test_even_nothing_may_be_too_much(self) -> None:
        quote = "vendor: a\ncharges: [{per: call, rate: 2}, {per: cycle, rate: 9000}]\n"
        told = sentences(page(quote, "vendor: b\ncharges: [{per: call, rate: 0.1}]\n", prefer="a"))
        # 19,000 less 97.37% is 499.70, with 500 to reach.
        assert (
            "Even with nothing in place of $2.00 per call it would cost more than b; with all its prices, fees too, "
            "97.37% lower (per call: $0.0526 in place of $2.00; fee each cycle: $236.70 in place of $9,000.00) it "
            "costs the same."
        ) in told

    def test_promotions_are_asked_about(self) -> None:
        other = minute(
            "1",
            vendor="b",
            more="discounts: [{percent: 100, months: [1, 1]}]\nterms: {free_trial_days: 14, notice_days: 0}\n",
        )
        told = sentences(page(minute("1", vendor="a"), other, prefer="a"))
        assert (
            "Ask about promotions and trials: promotions 100%, month 1 (b), here none, worth $30,250 to you; "
            "free trial 14 days (b), here not said." in told
        )
        assert "Without a price, and better elsewhere: notice 0 days (b), here not said." in told

    def test_many_who_offer_a_term_are_counted(self) -> None:
        others = [minute("1", vendor=f"v{n}") for n in range(5)]
        found = page(minute("1", vendor="a", step=60), *others, prefer="a")
        [table] = [one for one in tables(found) if one.columns[0].head == "ask for"]
        assert rows(table)["rounded up to: 1 s"][1] == "v0, v1, v2 and 2 more"


def test_what_nobody_could_staff_at_a_volume_has_no_price_there() -> None:
    hours = "vendor: hour\ncharges: [{per: hour, rate: 20, hours_counted: paid}]\n"
    wishes = Wishes(volumes=(Decimal(1), Decimal(10) ** 9))
    found = page("vendor: use\ncharges: [{per: call, rate: 6}]\n", hours, wishes=wishes)
    [table] = [one for one in tables(found) if one.title.startswith("A month at each volume")]
    assert table.title.endswith("; (ask) cannot; – more than can be staffed")
    assert rows(table)["1,000,000,000"] == ["$6,000,000,000 ▼", "–"]
    small, large = found.json["by_volume"]
    assert [one["monthly"] is None for one in small["quotes"]] == [False, False]
    assert large["quotes"][1] == {"id": "hour/2", "monthly": None, "ranked": False}
    assert found.json["left_out"] == []


def test_what_nobody_could_staff_is_told_with_the_reason() -> None:
    hours = "vendor: hour\ncharges: [{per: hour, rate: 20, hours_counted: paid}]\n"
    found = page(ACME, BRIO, hours, wishes=Wishes(volumes=(Decimal(10) ** 9,)))
    [told] = [text for text in sentences(found) if "hour/3" in text]
    assert told.startswith("Left out: hour/3 cannot be staffed at 1,000,000,000 calls: 138,")
    [one] = found.json["left_out"]
    assert (one["id"], one["vendor"], f"left out: {one['reason']}" in found.json["notes"]) == ("hour/3", "hour", True)
