"""What a second vendor would cost or save, as a buyer reads it and as programs do."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from callvet.evaluation.splitting import SplitAnswer
from callvet.report.formats.plain import render
from callvet.report.page import Data, Page, Sentence, Table
from callvet.report.split import split_blocks, split_json
from tests.evaluation.test_splitting import CHEAP, DEAR, NEEDS, TEAM, split


def named(answer: SplitAnswer) -> dict[str, str]:
    """Each offer by its vendor."""
    halves = [half for award in answer.awards for half in (award.first, award.other)]
    alone = [answer.alone] if answer.alone else []
    return {half.offer.id: half.offer.vendor.title() for half in (*halves, *alone)}


def sentences(answer: SplitAnswer, currency: str = "USD") -> list[str]:
    return [block.text for block in split_blocks(answer, named(answer), currency) if isinstance(block, Sentence)]


def rows(answer: SplitAnswer) -> list[list[str]]:
    [table] = [block for block in split_blocks(answer, named(answer), "USD") if isinstance(block, Table)]
    return [[cell.text for cell in row] for row in table.rows]


def test_the_price_of_a_second_source_is_told_first(tmp_path: Path) -> None:
    told = sentences(split(tmp_path, cheap=CHEAP, dear=DEAR))
    assert told[0] == (
        "No split beats Cheap alone ($4,000 a month): the best, Cheap with 90% of the calls and Dear with 10% of the "
        "calls, costs $40.00 a month more, which is the price of a second source."
    )
    assert told[1] == (
        "Over 12 months, with what is paid once to each of the two, the first comes to $48,480 and Cheap alone "
        "$48,000: $480 more."
    )
    assert told[2] == "9 splits of two vendors looked at, 9 possible. Of each two offers the best of a kind is shown."


def test_the_table_has_both_vendors_and_the_one_alone(tmp_path: Path) -> None:
    assert rows(split(tmp_path, cheap=CHEAP, dear=DEAR)) == [
        ["Cheap: 90%", "Dear: 10%", "$3,600 + $440", "$4,040", "$40.00 more", "$480 more"],
        ["Dear: 60%", "Cheap: 40%", "$2,640 + $1,600", "$4,240", "$240 more", "$2,880 more"],
        ["Cheap: everything", "–", "–", "$4,000", "–", "$48,000"],
    ]


def test_a_saving_is_told_as_one(tmp_path: Path) -> None:
    plan = "charges: [{per: cycle, rate: 1500}, {per: call, included: 500, rate: 6}]"
    found = split(tmp_path, one=plan, two=plan)
    assert sentences(found)[0] == (
        "A second vendor saves $1,500 a month: One with 50% of the calls and Two with 50% of the calls cost $3,000 a "
        "month, One alone $4,500."
    )
    assert rows(found)[0][4:] == ["$1,500 less", "$18,000 less"]


def test_a_split_that_costs_the_same_says_so(tmp_path: Path) -> None:
    found = split(tmp_path, one=CHEAP, two=CHEAP)
    assert sentences(found)[0].startswith("A second vendor costs nothing more: One with ")
    assert rows(found)[0][4:] == ["the same", "the same"]


def test_another_split_may_be_the_cheaper_one_over_the_term(tmp_path: Path) -> None:
    setup = "charges: [{per: call, rate: %s}, {per: once, rate: %s}]"
    found = split(tmp_path, base=setup % (4, 0), early=setup % (5, 9000), late=setup % ("5.5", 0))
    told = sentences(found)[1]
    assert told.endswith(
        "$10,200 more. Over the term Base with 90% of the calls and Late with 10% of the calls come to less: $49,800."
    )


def test_a_range_is_compared_at_its_high_end(tmp_path: Path) -> None:
    needs = NEEDS.format(more="").replace("talk_seconds: 240", "talk_seconds: 210")
    half_open = "charges: [{per: minute, rate: 1, clock: {counts: [talk]}}]"
    told = sentences(split(tmp_path, needs=needs, half=half_open, dear="charges: [{per: call, rate: 4.5}]"))
    assert told[0] == (
        "No split beats Half alone ($3,500–4,000 a month): the best, Half with 90% of the calls and Dear with 10% of "
        "the calls, costs $50.00 a month more at the high end, which is the price of a second source."
    )


def test_nobody_may_be_able_to_take_everything(tmp_path: Path) -> None:
    small = dict.fromkeys(("one", "two"), "capacity: {max_calls_per_month: 600}\n")
    found = split(tmp_path, profiles=small, one=CHEAP, two=DEAR)
    told = sentences(found)
    assert told[0] == (
        "No vendor here can take everything alone. The best split is One with 60% of the calls and Two with 40% of "
        "the calls: $4,160 a month."
    )
    assert told[1] == "Over 12 months, with what is paid once to each of the two, the first comes to $49,920."
    assert told[2] == (
        "9 splits of two vendors looked at, 3 possible; left out: 6 where a part is above the most that its vendor "
        "takes. Of each two offers the best of a kind is shown."
    )
    assert rows(found)[0][4:] == ["–", "–"]


def test_two_that_cannot_share_the_calls_have_no_table(tmp_path: Path) -> None:
    found = split(tmp_path, chats="charges: [{per: chat, rate: 3}]", dear=DEAR)
    assert sentences(found) == [
        "No two of these vendors can share the calls, so a second one has no price.",
        "9 splits of two vendors looked at, 0 possible; left out: 9 where an offer prices no calls.",
    ]


def test_offers_of_one_vendor_are_told_to_be_one(tmp_path: Path) -> None:
    found = split(tmp_path, one_a=CHEAP, one_b=DEAR)
    assert sentences(found) == ["No two of these vendors can share the calls, so a second one has no price."]


def test_every_kind_is_shown_in_words(tmp_path: Path) -> None:
    more = (
        "open: 24/7, languages: {en: 70%, es: 20%, fr-CA: 10%}, outbound: {calls_per_month: 300}, "
        "channels: {email: {per_month: 40}, sms: {per_month: 3}}, units_per_cycle: {numbers: 2}"
    )
    found = split(tmp_path, more=more, team=TEAM, cheap=CHEAP)
    cells = {cell for row in rows(found) for cell in row[:2]}
    assert {"Cheap: calls in", "Team: calls out"} <= cells
    text = " ".join(sorted(cells))
    for words in ("90%", "business hours, 30%", "other hours, 70%", "its team, ", "the rest, ", "English"):
        assert words in text
    assert (
        "Spanish and French (Canada)" in text or "English and French (Canada)" in text or "English and Spanish" in text
    )
    told = sentences(found)
    assert (
        "What is no call (e-mails, text messages and calls out) stays with the first of the two; by hours, what waits "
        "for an agent goes to who is there; by language, all that is in a language goes with it."
    ) in told
    assert "Quantities that your needs state by name are counted with each of the two." in told
    assert "Ask Cheap: do you make calls out? Its profile does not say." in told
    assert "Ask Cheap: do you answer email and sms? Its profile does not say." in told


def test_what_must_be_asked_is_asked_once(tmp_path: Path) -> None:
    profiles = {"cheap": 'hours: {open: "Mo-Fr 08:00-19:00"}\n'}
    basis = DEAR + "\nassumes: {calls_per_month: 1000}\n"
    more = "open: Mo-Fr 08:00-20:00, languages: {en: 100%}"
    told = sentences(split(tmp_path, more=more, profiles=profiles, cheap=CHEAP, dear=basis))
    asked = [text for text in told if text.startswith("Ask")]
    assert asked == [
        "Ask Cheap: do you speak English? Its profile does not say.",
        "Ask Dear: do you speak English? Its profile does not say.",
        "Ask Dear: when do you answer? It would take all other hours (17% of the calls).",
        "Ask Dear: when do you answer? It would take Mo-Fr 08:00-18:00 (83% of the calls).",
        "Ask Cheap: its profile has it closed in some of the hours of its part, all other hours (17% of the calls).",
        "Ask Dear for its price at 100, 167, 600 and 833 calls a month: the one here rests on 1,000.",
    ]


def test_the_page_can_be_drawn_and_says_no_more_with_quiet(tmp_path: Path) -> None:
    found = split(tmp_path, cheap=CHEAP, dear=DEAR)
    page = Page("Diff", split_blocks(found, named(found), "EUR"), Data((), ()))
    assert "EUR 4,040" in render(page)
    assert "looked at" not in render(page.without_talk())


def test_json_has_every_award_and_the_term_of_those_shown(tmp_path: Path) -> None:
    found: Any = split_json(split(tmp_path, cheap=CHEAP, dear=DEAR))
    assert json.loads(json.dumps(found)) == found
    assert (found["volume"], found["term_months"], found["looked_at"], found["possible"]) == (1000.0, 12, 9, 9)
    assert found["left_out"] == {}
    assert found["alone"]["monthly"] == {"low": "4000.00", "high": "4000.00"}
    assert len(found["awards"]) == 9
    first, second = found["awards"][:2]
    assert first == {
        "kind": "share",
        "parts": [
            {
                "vendor": "cheap",
                "id": "cheap/cheap",
                "takes": "share_and_rest",
                "words": "90% of the calls",
                "languages": [],
                "calls_share": 0.9,
                "monthly": {"low": "3600.00", "high": "3600.00"},
                "term": {"low": "43200.00", "high": "43200.00"},
                "ask": [],
            },
            {
                "vendor": "dear",
                "id": "dear/dear",
                "takes": "share",
                "words": "10% of the calls",
                "languages": [],
                "calls_share": 0.1,
                "monthly": {"low": "440.00", "high": "440.00"},
                "term": {"low": "5280.00", "high": "5280.00"},
                "ask": [],
            },
        ],
        "monthly": {"low": "4040.00", "high": "4040.00"},
        "against_alone": "40.00",
        "term": {"low": "48480.00", "high": "48480.00"},
        "term_against_alone": "480.00",
    }
    assert (second["against_alone"], second["term"], second["term_against_alone"]) == ("80.00", None, None)


def test_json_without_anyone_alone_has_nulls(tmp_path: Path) -> None:
    small = dict.fromkeys(("one", "two"), "capacity: {max_calls_per_month: 600}\n")
    found: Any = split_json(split(tmp_path, profiles=small, one=CHEAP, two=DEAR))
    assert found["alone"] is found["awards"][0]["against_alone"] is None
    assert found["left_out"] == {"over_maximum": 6}
