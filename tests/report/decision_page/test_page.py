"""The report as one HTML file: what it says, that it is inert, small, and the same for the same files."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from html.parser import HTMLParser
from math import fsum
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from callvet.evaluation.costing import price_offers
from callvet.evaluation.prices.crossings import crossings
from callvet.evaluation.reporting import report_case
from callvet.report.cost_crossings import MARKET_NAMES
from callvet.report.decision_page import decision_html
from callvet.report.look.document import text_of
from tests.report.conftest import COMMAND
from tests.report.decisions import CASE, DORA, HOSTILE, NEEDS, decided, written

if TYPE_CHECKING:
    from callvet.evaluation.reporting import ReportAnswer
    from callvet.score.ranking import RankBy

VOID = {"meta", "input"}
TAGS = frozenset(
    """
    html head meta title style body a header h1 p main section h2 h3 dl div dt dd nav ul li ol details summary
    svg desc rect path g text tspan circle figure figcaption table caption thead tbody tr th td pre code strong span
    label select option button input output script
    """.split()  # noqa: SIM905 - a list of so many would be a page
)


class Read(HTMLParser):
    """What a browser would make of a page: its tags, which fit each other, and its scripts."""

    def __init__(self, text: str) -> None:
        """Read a whole page."""
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.texts: dict[str, list[str]] = {}
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep the tag."""
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A shape of a drawing closes itself."""
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        """The last tag that is open is the one that closes."""
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Keep the text with the tag around it."""
        self.texts.setdefault(self.open[-1] if self.open else "", []).append(data)

    def text_in(self, *tags: str) -> str:
        """All text of some kinds of tags."""
        return " ".join(text for tag in tags for text in self.texts.get(tag, ()))


@pytest.fixture(scope="module")
def page(decision: ReportAnswer) -> Read:
    """The page of the small case."""
    return Read(decision_html(decision, COMMAND))


def test_the_answer_comes_first_in_a_sentence(page: Read) -> None:
    first = next(text for text in page.texts["p"] if text.startswith("Acme"))
    assert first == "Acme leads with 43 of 100 at 5,000 calls a month."
    order = [attributes["id"] for tag, attributes in page.tags if tag == "section"]
    assert " ".join(map(str, order)) == "answer ranking sure try cost staff quotes ask assumed sources again"


def test_every_section_is_named_by_its_head(page: Read) -> None:
    sections = [attributes for tag, attributes in page.tags if tag == "section"]
    heads = {attributes.get("id") for tag, attributes in page.tags if tag == "h2"}
    assert {section["aria-labelledby"] for section in sections} == heads


def test_each_vendor_has_a_bar_with_its_figures_in_words(page: Read) -> None:
    assert "Acme: 43 of 100 shown, could be 86" in page.texts["title"]
    assert any(text.endswith("Out: does not speak English") for text in page.texts["desc"])


def test_each_offer_has_a_line_that_the_keyboard_reaches_and_whose_figures_are_told(page: Read) -> None:
    series = [attributes for tag, attributes in page.tags if tag == "g" and "series" in str(attributes.get("class"))]
    by_chart = [[one for one in series if str(one["aria-labelledby"]).startswith(kind)] for kind in ("wide", "narrow")]
    assert [len(own) for own in by_chart] == [5, 5]
    assert {one["tabindex"] for one in series} == {"0"}
    assert any(text.startswith("A month at 2,000 calls $") for text in page.texts["desc"])


def test_who_is_the_cheapest_at_which_volume_is_said(page: Read, decision: ReportAnswer) -> None:
    assert decision.curves is not None
    turns = [(turn.before, turn.after, turn.is_exact) for turn in decision.curves.turns]
    assert turns == [("corte/C-1", "brio/B-1", True)]
    # Corte bills talk alone, 250 s, at worst as 5 minutes of $1.02; Brio 363 s at $0.70 and a fee of $6,000. They meet
    # where 5.10 n = 4.235 n + 6,000.
    assert "Up to 6,936 calls a month Corte is the cheapest offer, from there on Brio." in page.texts["p"]


def test_every_crossing_stands_on_the_page_as_callvet_cost_tells_it(
    page: Read, decision: ReportAnswer, case_folder: Path
) -> None:
    found = crossings(price_offers([case_folder], today=decision.day)).found
    names = {"acme/A-1": "Acme", "brio/B-1": "Brio", "corte/C-1": "Corte"} | MARKET_NAMES
    told = [(f"{round(one.calls_per_month):,}", names[one.above.quote], names[one.below.quote]) for one in found]
    assert len(told) > 1
    sentences = [text for text in page.texts["title"] if " calls a month on " in text]
    for volume, cheaper, dearer in told:
        verb = "are" if "market" in cheaper else "is"
        row = [volume, cheaper[:1].upper() + cheaper[1:], dearer]
        assert all(cell in page.texts["td"] + page.texts["th"] for cell in row)
        if int(volume.replace(",", "")) <= 10000:
            on_both = [
                text for text in sentences if text.startswith(f"From {volume} calls a month on {cheaper} {verb}")
            ]
            assert len(on_both) == 2
    assert any(text.startswith(f"All {len(told)} crossings: from how many calls on") for text in page.texts["summary"])


def test_every_table_of_costs_says_what_it_shows_and_none_speaks_in_keys(decision: ReportAnswer) -> None:
    text = decision_html(decision, COMMAND)
    section = text[text.index('<section id="cost"') : text.index('<section id="staff"')]
    assert section.count("<table") == section.count("<caption>") >= 5
    assert "minute.clock" not in section
    assert "what runs the clock" in section or "to what calls are rounded up" in section


def test_an_offer_of_a_vendor_that_is_out_is_said_to_be_drawn_for_its_price_alone(tmp_path: Path) -> None:
    case = {**CASE, "needs.yaml": CASE["needs.yaml"].replace("languages: [en]}", "languages: [en, es]}")}
    told = Read(decision_html(decided(written(tmp_path, case)), COMMAND)).texts["p"]
    assert "Drawn for their prices alone, for they are out of the ranking: Acme, Corte." in told


def test_the_appendix_lets_another_person_make_it_again(page: Read, decision: ReportAnswer) -> None:
    assert COMMAND in page.texts["pre"]
    assert [file.sha256 in page.texts["code"] for file in decision.inputs] == [True] * 9
    lines = "".join(f"{file.sha256}  {file.path}\n" for file in decision.inputs)
    assert sha256(lines.encode()).hexdigest() in page.texts["code"]
    assert any("Random numbers begin at seed 1; 200 draws." in text for text in page.texts["p"])
    assert any("by 2026-11-02, the latest day in the files" in text for text in page.texts["p"])


def test_sources_stand_with_their_days_and_web_addresses_are_links(page: Read) -> None:
    links = [attributes for tag, attributes in page.tags if tag == "a" and "rel" in attributes]
    assert [link["href"] for link in links] == ["https://acme.example/pricing"]
    assert {"2026-11-01", "2026-10-15", "2026-10-20"} <= set(page.texts["td"])


def test_the_policy_allows_the_pages_own_style_and_script_and_nothing_else(page: Read) -> None:
    def own(text: str) -> str:
        return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"

    (style,), (_, script) = page.texts["style"], page.texts["script"]
    policies = [a["content"] for tag, a in page.tags if tag == "meta" and a.get("http-equiv")]
    own_parts = f"style-src {own(style)}; script-src {own(script)}"
    assert policies == [f"default-src 'none'; {own_parts}; base-uri 'none'; form-action 'none'"]
    assert not any("style" in attributes for _, attributes in page.tags)


def test_nothing_is_loaded_from_anywhere(decision: ReportAnswer) -> None:
    text = decision_html(decision, COMMAND)
    assert set(re.findall(r"\b(?:src|srcset|xlink:href|action|background)=|@import|url\(", text)) == set()
    assert (
        re.findall(r"https?://[^\"<\s]+", text.replace("http://www.w3.org/2000/svg", ""))
        == ["https://acme.example/pricing"] * 2
    )


@pytest.mark.parametrize("name", ["look/style.css", "decision_page/page.css", "decision_page/weights.js"])
def test_what_is_known_by_its_hash_is_of_signs_that_no_encoding_changes(name: str) -> None:
    assert text_of(name).isascii()


def test_hostile_text_is_only_ever_text(hostile_decision: ReportAnswer) -> None:
    page = Read(decision_html(hostile_decision, HOSTILE[0]))
    assert {tag for tag, _ in page.tags} <= TAGS
    assert not any(name.startswith("on") for _, attributes in page.tags for name in attributes)
    links = [str(attributes["href"]) for tag, attributes in page.tags if tag == "a"]
    assert {link.partition(":")[0] for link in links if not link.startswith("#")} == {"https"}
    assert len(page.texts["script"]) == 2
    assert "</" not in page.texts["script"][0]
    assert HOSTILE[0] in page.texts["pre"]
    assert any(HOSTILE[4] in text for text in page.texts["td"] + page.texts["th"])
    assert "1337" not in page.text_in("p", "td", "th", "li", "title", "desc")


def test_a_case_without_offers_volume_or_sources_says_what_is_missing(tmp_path: Path) -> None:
    answer = decided(written(tmp_path, {"needs.yaml": "company: Juniper Print\n", "vendors/acme.yaml": "name: Acme\n"}))
    page = Read(decision_html(answer, COMMAND))
    told = page.text_in("p")
    assert "What offers cost is not known: no volume is given" in told
    assert "How many agents the calls take is not known: no volume is given" in told
    assert "Quotes are not compared: at least two quotes are compared" in told
    assert "No file names a source." in told


def test_where_every_vendor_is_out_nothing_is_ranked(tmp_path: Path) -> None:
    page = Read(decision_html(decided(written(tmp_path, {"needs.yaml": NEEDS, "vendors/dora.yaml": DORA})), COMMAND))
    assert "No vendor meets every must: 1 vendor out." in page.texts["p"]
    assert "script" not in {tag for tag, _ in page.tags}


def test_a_day_that_was_named_is_told_as_such(decision: ReportAnswer) -> None:
    told = Read(decision_html(replace(decision, day_is_given=True), COMMAND)).text_in("p")
    assert "by 2026-11-02, as the call names it" in told


@pytest.mark.parametrize("rank_by", ["score", "high", "middle"])
def test_the_script_is_given_what_the_ranking_goes_by(case_folder: Path, rank_by: RankBy) -> None:
    answer = report_case([case_folder], rank_by=rank_by, draws=100)
    data = json.loads(Read(decision_html(answer, COMMAND)).texts["script"][0])
    worths = [fsum(map(float.__mul__, row, data["weights"])) for row in data["scores"]]
    ends = {"score": (1, 0), "high": (0, 1), "middle": (0.5, 0.5)}[rank_by]
    expected = [ends[0] * one.score + ends[1] * one.high for one in answer.ranking.ranking.eligible]
    assert worths == pytest.approx(expected, abs=1e-9)


def test_ten_vendors_of_many_facts_fit_into_400_kilobytes(tmp_path: Path) -> None:
    folder = tmp_path / "case"
    shutil.copytree(Path(__file__).parents[3] / "examples/print-shop", folder)
    for number, name in enumerate(("harborline", "lumina", "cordillera")):
        for kind in ("vendors", "quotes"):
            text = (folder / kind / f"{name}.yaml").read_text(encoding="utf-8")
            renamed = text.replace(f"vendor: {name}", f"vendor: other-{number}").replace("reference: ", "reference: X-")
            (folder / kind / f"other-{number}.yaml").write_text(renamed, encoding="utf-8")
    answer = report_case([folder], draws=200)
    assert len(answer.ranking.ranking.entries) == 10
    assert len(decision_html(answer, COMMAND).encode()) < 400_000


def test_the_same_files_give_the_same_bytes(case_folder: Path, tmp_path: Path) -> None:
    written_files = []
    for seed in ("1", "2"):
        path = tmp_path / f"{seed}.html"
        command = [sys.executable, "-m", "callvet", "report", ".", "--draws", "200", "-o", str(path)]
        subprocess.run(
            command, check=True, cwd=case_folder, env=os.environ | {"PYTHONHASHSEED": seed, "TZ": f"UTC{seed}"}
        )
        written_files.append(path.read_bytes())
    assert written_files[0] == written_files[1]
