"""The page in a real browser: readable by everybody, on a phone and on paper, and inert."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from callvet.report.decision_page import decision_html
from callvet.report.formats.html_page import render
from callvet.report.memo import memo_page
from tests.browser import LAPTOP, PHONE, Scheme, opened

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from callvet.evaluation.reporting import ReportAnswer

pytestmark = pytest.mark.browser

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OPEN_ALL = "document.querySelectorAll('details').forEach(one => one.open = true)"
A4_PAGES = re.compile(rb"/Type\s*/Page[^s]")


def pages_of(page: Page) -> int:
    """How many sheets a page takes."""
    return len(A4_PAGES.findall(page.pdf(prefer_css_page_size=True)))


def faults(page: Page) -> list[str]:
    """What axe finds; it has found much more to be right."""
    from axe_playwright_python.sync_playwright import Axe  # noqa: PLC0415 - with a browser alone

    found = Axe().run(page, options={"runOnly": RULES, "resultTypes": ["violations"]}).response
    assert len(found["passes"]) > 20
    return [f"{one['id']}: {one['nodes'][0]['html']}" for one in found["violations"]]


@pytest.mark.parametrize(("width", "scheme"), [(LAPTOP, "light"), (LAPTOP, "dark"), (PHONE, "light")])
def test_everybody_can_read_it(browser: Browser, decision_file: Path, width: int, scheme: Scheme) -> None:
    with opened(browser, decision_file, width, scheme) as page:
        page.evaluate(OPEN_ALL)
        assert faults(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everybody_can_read_the_page_to_sign(
    browser: Browser, decision: ReportAnswer, tmp_path: Path, scheme: Scheme
) -> None:
    path = tmp_path / "memo.html"
    path.write_text(render(memo_page(decision)), encoding="utf-8")
    with opened(browser, path, PHONE, scheme) as page:
        assert faults(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") == PHONE
        assert pages_of(page) == 1


def test_on_a_phone_only_tables_scroll_sideways(browser: Browser, decision_file: Path) -> None:
    with opened(browser, decision_file, PHONE) as page:
        page.evaluate(OPEN_ALL)
        assert page.evaluate("document.documentElement.scrollWidth") == PHONE
        boxes = page.evaluate("[...document.querySelectorAll('.scroll')].map(box => box.scrollWidth > box.clientWidth)")
        assert any(boxes)


def test_on_paper_there_are_no_sliders_and_what_is_folded_away_is_printed(
    browser: Browser, decision_file: Path
) -> None:
    with opened(browser, decision_file) as page:
        assert page.locator("#try").is_visible()
        sheets = pages_of(page)
        page.emulate_media(media="print")
        assert not page.locator("#try").is_visible()
        assert not page.locator("nav").is_visible()
        assert page.get_by_role("cell", name=re.compile("^[0-9a-f]{64}$")).first.is_visible()
        assert 4 <= sheets <= 9


def test_a_line_tells_its_figures_when_the_keyboard_reaches_it(browser: Browser, decision_file: Path) -> None:
    with opened(browser, decision_file) as page:
        line = page.get_by_role("img", name="A: Corte")
        assert not line.locator(".told text").first.is_visible()
        line.focus()
        assert line.locator(".told text").first.is_visible()
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.querySelector('title').textContent") == "B: Brio"


def test_dark_pages_are_dark(browser: Browser, decision_file: Path) -> None:
    colours = []
    for scheme in ("light", "dark"):
        with opened(browser, decision_file, LAPTOP, scheme) as page:  # type: ignore[arg-type]
            colours.append(page.evaluate("getComputedStyle(document.body).backgroundColor"))
    assert colours == ["rgb(255, 255, 255)", "rgb(21, 24, 27)"]


def test_hostile_text_runs_nothing_asks_for_nothing_and_keeps_to_the_page(
    browser: Browser, hostile_decision: ReportAnswer, tmp_path: Path
) -> None:
    path = tmp_path / "hostile.html"
    path.write_text(decision_html(hostile_decision, "callvet report"), encoding="utf-8")
    with opened(browser, path, PHONE) as page:
        page.evaluate(OPEN_ALL)
        assert page.evaluate("typeof hacked") == "undefined"
        assert page.evaluate("document.documentElement.scrollWidth") == PHONE
        assert page.evaluate("document.images.length") == 0
        assert page.locator("#anew li").count() == 3


def test_a_script_that_got_in_all_the_same_would_not_run(browser: Browser, decision_file: Path, tmp_path: Path) -> None:
    path = tmp_path / "altered.html"
    text = decision_file.read_text(encoding="utf-8")
    path.write_text(text.replace("</main>", "<script>hacked = 1</script></main>"), encoding="utf-8")
    context = browser.new_context(offline=True)
    page = context.new_page()
    page.goto(path.as_uri())
    assert page.evaluate("typeof hacked") == "undefined"
    assert page.locator("#anew li").count() == 3
    context.close()
