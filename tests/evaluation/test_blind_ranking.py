"""A blind ranking: the same figures, and nobody is named in any format, whatever the files say."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from callvet.evaluation.blind_ranking import blind_ranking
from callvet.evaluation.ranking import rank_vendors
from callvet.report.formats import FORMAT_NAMES, FormatName, render
from callvet.report.score import score_page

FILES = {
    "needs.yaml": """\
currency: USD
demand: {calls_per_month: 5000}
must: {languages: [es], crm: [hubspot], max_monthly_cost: 20000}
floors: {better_than_harborline: 20}
own_criteria:
  better_than_harborline: {question: Is it better than Harborline Care was?, weight: 5}
  told_us: {question: What did Cordillera tell us?, weight: 1, key: x-told_cordillera}
""",
    "vendors/harborline.yaml": """\
name: Harborline Care
website: https://harborlinecare.example
languages: [{code: es, level: fluent}]
agents: {licensed: [harborline licence]}
company: {industries: [cordillera mining], reviews: [
  {site: Harborline Fans, rating: 4, out_of: 5, count: 3, read: 2026-10-01}]}
notes: formerly Cordillera's
""",
    "vendors/cordillera.yaml": """\
name: Cordillera Connect
languages: [{code: en, level: native}]
x-told_cordillera: 7
""",
    "vendors/zz.yaml": "name: zz\nlanguages: [{code: es, level: native}]\n",
    "judgements/harborline-ann.yaml": """\
vendor: harborline
by: Ann of Cordillera
date: 2026-11-01
kind: meeting
marks: {culture: 2, better_than_harborline: 9}
notes: Harborline is Harborline
""",
    "judgements/harborline-ben.yaml": """\
vendor: harborline
by: Ben
date: 2026-11-01
kind: meeting
marks: {culture: 9}
""",
    "judgements/harborline-settled.yaml": """\
vendor: harborline
by: all
date: 2026-11-05
kind: moderated
marks: {culture: 6}
reason: Ann had met CORDILLERA-Connect before, see judgements/harborline-ann.yaml
""",
    "quotes/harborline-1.yaml": """\
vendor: harborline
title: Harborline desk
reference: HARBORLINE-77
currency: USD
charges: [{per: call, rate: 9, for: harborline fee}]
""",
}
NAMES = ("harborline", "cordillera", "vendors/", "quotes/harb", "judgements/harb", "zz")


@pytest.fixture(autouse=True)
def case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A case whose files name vendors wherever they can; the current folder."""
    monkeypatch.chdir(tmp_path)
    for path, text in FILES.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("name", FORMAT_NAMES)
def test_no_vendor_is_named_in_any_format(name: FormatName) -> None:
    answer, _ = blind_ranking(rank_vendors())
    shown = render(score_page(answer, explain=True), name).lower()
    # Of the needs alone a file may be named; they are the buyer's.
    assert [hidden for hidden in NAMES if hidden in shown] == []
    assert "vendor " in shown


def test_the_open_answer_names_them_all() -> None:
    shown = render(score_page(rank_vendors(), explain=True), "json").lower()
    assert [name for name in NAMES if name not in shown] == []


def test_every_figure_is_as_it_was() -> None:
    open_answer = rank_vendors()
    answer, codes = blind_ranking(open_answer)
    figures = {
        codes.of(e.subject.id): (e.score, e.high, e.rank, e.answered_weight) for e in open_answer.ranking.entries
    }
    assert {e.subject.id: (e.score, e.high, e.rank, e.answered_weight) for e in answer.ranking.entries} == figures
    assert answer.ranking.weights.values.keys() != open_answer.ranking.weights.values.keys()  # an own one is renamed
    assert list(answer.ranking.weights.values.values()) == list(open_answer.ranking.weights.values.values())


def test_it_says_that_names_are_hidden_and_where_they_are() -> None:
    answer, _ = blind_ranking(rank_vendors())
    assert json.loads(render(score_page(answer), "json"))["blind"] is True
    assert json.loads(render(score_page(rank_vendors()), "json"))["blind"] is False
    text = render(score_page(answer).without_talk(), "table")
    assert "Vendors stand under codes; judgements/blind.yaml has whose each is." in text


def test_vendors_that_tie_stand_in_the_order_of_their_codes() -> None:
    for path in Path("vendors").iterdir():
        path.write_text("agents: {training_hours: 5}\n", encoding="utf-8")
    for folder in ("judgements", "quotes"):
        for path in Path(folder).iterdir():
            path.unlink()
    entries = blind_ranking(rank_vendors())[0].ranking.entries
    codes = [entry.subject.id for entry in entries]
    assert codes == sorted(codes)


def test_a_vendor_that_is_called_like_a_criterion_leaves_the_criterion_its_name() -> None:
    Path("vendors/culture.yaml").write_text("name: People\n", encoding="utf-8")
    answer, _ = blind_ranking(rank_vendors())
    assert {"culture", "staff"} <= answer.ranking.entries[0].scores.keys()
    assert "culture" in answer.ranking.weights.values
