"""The page to sign: what it says, in every format."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

from callvet.report.formats import render
from callvet.report.memo import memo_page
from callvet.report.page import Heading, Sentence
from tests.report.decisions import CASE, DORA, HOSTILE, NEEDS, decided, written

if TYPE_CHECKING:
    from pathlib import Path

    from callvet.evaluation.reporting import ReportAnswer


def below(answer: ReportAnswer, heading: str) -> list[str]:
    """The sentences under a heading."""
    blocks = list(memo_page(answer).blocks)
    start = blocks.index(Heading(heading)) + 1
    end = next((n for n in range(start, len(blocks)) if isinstance(blocks[n], Heading)), len(blocks))
    return [block.text for block in blocks[start:end] if isinstance(block, Sentence)]


def test_the_need_is_volume_hours_level_term_and_todays_cost(decision: ReportAnswer) -> None:
    expected = "5,000 calls of 6:03 a month, Mo-Fr 08:00-18:00; 80% answered within 20 s; 12 months from 2027-01-01."
    assert below(decision, "The need") == [f"{expected} Today it costs $40,000 a month."]


def test_the_choice_says_who_why_and_for_what(decision: ReportAnswer) -> None:
    why, cost = below(decision, "The choice, and why")
    assert why.startswith("Acme with its offer Shared desk: strong in cost, ")
    assert "Acme asks $28,787 a month for 5,000 calls of 6:03 a month" in cost
    assert "saves $11,214; moving pays back in 0.7 months." in cost


def test_what_could_change_it_is_weights_and_answers(decision: ReportAnswer) -> None:
    told = below(decision, "What could still change it")
    starts = ["With weights at random", "What would change it", "What to ask next"]
    assert [text.partition(":")[0] for text in told] == starts


def test_risks_are_what_the_winner_is_weak_in_and_what_it_has_not_answered(decision: ReportAnswer) -> None:
    weak, *_, unanswered = below(decision, "Risks")
    assert weak.startswith("Weak in ")
    assert unanswered.endswith("questions; each is counted as the worst.")


def test_an_offer_that_ends_says_when(tmp_path: Path) -> None:
    text = CASE["quotes/acme.yaml"].replace("agents: shared", "valid_until: 2026-12-31\n    agents: shared")
    told = below(decided(written(tmp_path, {**CASE, "quotes/acme.yaml": text})), "Risks")
    assert "Its offer holds until 2026-12-31." in told


def test_who_is_out_is_said_with_the_reason(decision: ReportAnswer) -> None:
    assert below(decision, "The vendors") == ["Dora is out: does not speak English."]


def test_it_rests_on_the_hashes_of_the_needs_the_winner_and_all_files(decision: ReportAnswer) -> None:
    text = render(memo_page(decision), "table")
    by_path = {file.path.rpartition("/")[2]: file.sha256 for file in decision.inputs if "vendors" not in file.path}
    assert by_path["needs.yaml"] in text
    assert "all 9 files together" in text


def test_markdown_keeps_the_order_and_the_title_of_the_document(decision: ReportAnswer) -> None:
    lines = render(memo_page(decision), "markdown").splitlines()
    assert lines[0] == "# A call centre for Juniper Print: to sign, 2026-11-02"
    heads = [line.removeprefix("## ") for line in lines if line.startswith("## ")]
    assert heads[0] == "The need"
    assert heads[-1] == "Signed"


def test_html_is_set_closely_and_has_room_to_sign(decision: ReportAnswer) -> None:
    text = render(memo_page(decision), "html")
    assert '<body class="close">' in text
    assert text.count('<table class="roomy">') == 1


def test_programs_get_the_winner_and_the_hashes(decision: ReportAnswer) -> None:
    found = json.loads(render(memo_page(decision), "json"))
    assert (found["command"], found["winner"], found["quote"]) == ("report", "acme", "acme/A-1")
    assert found["files"] == {file.path: file.sha256 for file in decision.inputs}
    rows = list(csv.DictReader(io.StringIO(render(memo_page(decision), "csv"))))
    assert [(row["rank"], row["vendor"]) for row in rows] == [
        ("1", "acme"),
        ("2", "brio"),
        ("3", "corte"),
        ("", "dora"),
    ]


def test_where_every_vendor_is_out_none_is_proposed(tmp_path: Path) -> None:
    answer = decided(written(tmp_path, {"needs.yaml": NEEDS, "vendors/dora.yaml": DORA}))
    assert below(answer, "The choice, and why") == ["No vendor meets every must, so none is proposed."]
    assert below(answer, "Risks") == ["Without a choice there is no risk to name."]


def test_without_a_volume_or_an_offer_it_says_so(tmp_path: Path) -> None:
    answer = decided(written(tmp_path, {"vendors/acme.yaml": "name: Acme\n"}))
    assert below(answer, "The need")[0].startswith("calls whose number is not said; ")
    assert "not known" in render(memo_page(answer), "table")


def test_hostile_text_is_inert(hostile_decision: ReportAnswer) -> None:
    text = render(memo_page(hostile_decision), "html")
    assert "<script" not in text
    assert HOSTILE[0] not in render(memo_page(hostile_decision), "markdown")
