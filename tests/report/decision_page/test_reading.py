"""The page in a real browser: readable by everybody, on a phone and on paper, and inert."""

from __future__ import annotations

import re
from base64 import b64encode
from typing import TYPE_CHECKING

import pytest

from callvet.report.decision_page import decision_html
from callvet.report.formats.html_page import render
from callvet.report.memo import memo_page
from tests.browser import LAPTOP, PHONE, Scheme, opened

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Locator, Page

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


def test_a_crossing_says_who_is_cheaper_when_the_keyboard_reaches_it(browser: Browser, decision_file: Path) -> None:
    for width, kind in ((LAPTOP, "wide"), (390, "narrow")):
        with opened(browser, decision_file, width) as page:
            shown = page.locator(f"svg.{kind} .turn")
            assert shown.count() == 1
            assert not shown.locator(".told text").first.is_visible()
            shown.focus()
            assert " ".join(shown.locator(".told text").all_text_contents()) == (
                "From 6,936 calls a month on Brio is cheaper than Corte"
            )
            assert shown.locator(".told text").first.is_visible()


@pytest.mark.parametrize(("width", "kind"), [(390, "narrow"), (LAPTOP, "wide")])
def test_the_chart_takes_the_whole_width_and_nothing_of_it_is_cut_off(
    browser: Browser, decision_file: Path, width: int, kind: str
) -> None:
    with opened(browser, decision_file, width) as page:
        other = {"wide": "narrow", "narrow": "wide"}[kind]
        assert not page.locator(f"svg.{other}").is_visible()
        box, frame = page.locator(f"svg.{kind}").bounding_box(), page.locator("#cost").bounding_box()
        assert box is not None
        assert frame is not None
        assert (box["x"], box["width"]) == (frame["x"], frame["width"])
        for text in page.locator(f"svg.{kind} text").all():
            within = text.bounding_box()
            if text.is_visible() and within is not None:
                assert within["x"] >= 0
                assert within["x"] + within["width"] <= width
                assert within["height"] >= 10


def test_on_paper_nothing_is_asked_to_be_pointed_at(browser: Browser, decision_file: Path) -> None:
    with opened(browser, decision_file) as page:
        hint = page.get_by_text("Point at a line or a ring", exact=False).last
        assert hint.is_visible()
        page.emulate_media(media="print")
        assert not hint.is_visible()
        assert page.locator("svg.wide").is_visible()


def test_without_colours_paper_tells_lines_by_their_patterns(browser: Browser, decision_file: Path) -> None:
    dashes = "[...document.querySelectorAll('svg.wide .line')].map(line => getComputedStyle(line).strokeDasharray)"
    with opened(browser, decision_file) as page:
        page.emulate_media(media="print")
        found = page.evaluate(dashes)
        assert len(set(found)) == len(found) == 5


def test_a_table_that_is_cut_off_shows_that_it_goes_on(browser: Browser, decision_file: Path) -> None:
    with opened(browser, decision_file, 390) as page:
        box = page.locator("#cost .scroll").first
        assert box.evaluate("box => box.scrollWidth > box.clientWidth")
        assert (box.get_attribute("tabindex"), box.get_attribute("role")) == ("0", "group")
        assert box.get_attribute("aria-label") == "What each offer costs: a month, a call, the whole contract"
        edges = [_edge(page, box)]
        box.evaluate("box => { box.scrollLeft = box.scrollWidth }")
        edges.append(_edge(page, box))
        # At first the right edge lies in shadow, at the end the left one.
        assert edges == [(False, True), (True, False)]


def _edge(page: Page, box: Locator) -> tuple[bool, bool]:
    """Whether the left and the right edge of a box lie in shadow, where no head of a row stands over it."""
    data = b64encode(box.screenshot()).decode()
    look = """async data => {
        const image = await createImageBitmap(await (await fetch('data:image/png;base64,' + data)).blob());
        const paper = new OffscreenCanvas(image.width, image.height).getContext('2d');
        paper.drawImage(image, 0, 0);
        const dark = x => [...paper.getImageData(x, 0, 1, image.height).data.keys()]
            .filter(n => n % 4 === 0 && paper.getImageData(x, n / 4, 1, 1).data[0] < 210).length > image.height / 20;
        return [dark(0), dark(image.width - 1)];
    }"""
    blank = page.context.browser.new_page() if page.context.browser else page
    try:
        left, right = blank.evaluate(look, data)
    finally:
        blank.close()
    return left, right


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
