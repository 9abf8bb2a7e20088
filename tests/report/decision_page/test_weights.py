"""Other weights in a real browser: the page ranks as Python does, by mouse, keyboard and choice."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from callvet.evaluation.ranking import rank_vendors
from tests.browser import opened
from tests.report.decisions import CASE, written

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Locator, Page

    from callvet.score.ranking import Ranking

pytestmark = pytest.mark.browser

ROWS = """
    [...document.querySelectorAll('#anew li')].map(({dataset}) =>
        [Number(dataset.rank), dataset.vendor, Number(dataset.score)])
    """
MOVE = "(slider, value) => { slider.value = value; slider.dispatchEvent(new Event('input')); }"
SETTINGS = [
    {"cost": 100},
    {"people": 0, "cost": 0},
    {"availability": 3.25, "trust": 71.125, "terms": 0.0625},
    {"security": 50, "hours": 0},
    {"people": 0, "staff": 12.5},
    {"your own": 100, "quality": 33},
]


def shown(page: Page) -> list[tuple[int, str, float]]:
    """The ranking that the page shows."""
    return [tuple(row) for row in page.evaluate(ROWS)]


def slider_of(page: Page, name: str) -> Locator:
    """The slider of a group or a criterion."""
    return page.get_by_role("slider", name=name, exact=True)


def move(page: Page, name: str, value: float) -> None:
    """Move one."""
    slider_of(page, name).evaluate(MOVE, value)


def ranked(ranking: Ranking) -> list[tuple[int | None, str, float]]:
    """The same out of Python."""
    return [(entry.rank, entry.subject.id, pytest.approx(entry.score, abs=1e-9)) for entry in ranking.eligible]


def test_it_begins_with_the_ranking_of_the_report(browser: Browser, decision_file: Path, case_folder: Path) -> None:
    with opened(browser, decision_file) as page:
        assert shown(page) == ranked(rank_vendors([case_folder]).ranking)
        assert page.locator("#verdict").text_content() == "Acme leads with 43.2 of 100, 15.6 points ahead."


@pytest.mark.parametrize("setting", SETTINGS, ids=str)
def test_the_page_and_python_agree_on_every_setting(
    browser: Browser, decision_file: Path, tmp_path: Path, setting: dict[str, float]
) -> None:
    with opened(browser, decision_file) as page:
        page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        for name, value in setting.items():
            move(page, name, value)
        weights = page.locator("#yaml").text_content() or ""
        found = shown(page)
    case = {**CASE, "needs.yaml": CASE["needs.yaml"].replace("\n    ", "\n").strip() + "\n" + weights}
    assert found == ranked(rank_vendors([written(tmp_path, case)]).ranking)


@pytest.mark.parametrize("preset", ["balanced", "cost", "quality", "regulated"])
def test_presets_rank_as_they_do_in_python(
    browser: Browser, decision_file: Path, case_folder: Path, preset: str
) -> None:
    with opened(browser, decision_file) as page:
        page.get_by_label("Begin with").select_option(preset)
        assert shown(page) == ranked(rank_vendors([case_folder], preset=preset).ranking)  # type: ignore[arg-type]


def test_a_slider_moved_by_the_keyboard_changes_the_order(browser: Browser, decision_file: Path) -> None:
    with opened(browser, decision_file) as page:
        before = [vendor for _, vendor, _ in shown(page)]
        slider_of(page, "trust").focus()
        page.keyboard.press("End")
        slider_of(page, "people").focus()
        page.keyboard.press("Home")
        assert (before[0], shown(page)[0][1]) == ("acme", "brio")
        # Of 100, people had 22.68 and trust 11.34, so 100 points stand beside 65.98.
        assert slider_of(page, "trust").get_attribute("aria-valuetext") == "60% of all"
        assert page.locator("#anew li").first.locator(".moved").text_content() == "▲1"


def test_one_step_of_the_keyboard_is_one_point(browser: Browser, decision_file: Path) -> None:
    with opened(browser, decision_file) as page:
        slider = slider_of(page, "cost")
        before = float(slider.input_value())
        slider.press("ArrowRight")
        assert float(slider.input_value()) == pytest.approx(before + 1, abs=0.01)


def test_a_slider_moved_by_the_mouse_changes_the_weights(browser: Browser, decision_file: Path) -> None:
    with opened(browser, decision_file) as page:
        slider = slider_of(page, "cost")
        slider.scroll_into_view_if_needed()
        box = slider.bounding_box()
        assert box is not None
        page.mouse.click(box["x"] + box["width"] * 0.9, box["y"] + box["height"] / 2)
        # 90 points beside the 79.4 of the others, but for the width of the thumb.
        assert slider.get_attribute("aria-valuetext") in {"52% of all", "53% of all", "54% of all"}


def test_a_group_keeps_the_proportions_of_its_criteria_even_through_nothing(
    browser: Browser, decision_file: Path
) -> None:
    with opened(browser, decision_file) as page:
        before = shown(page)
        points = float(slider_of(page, "trust").input_value())
        move(page, "trust", 0)
        assert shown(page) != before
        move(page, "trust", points)
        assert [score for *_, score in shown(page)] == pytest.approx([score for *_, score in before], abs=0.02)


def test_without_any_weight_it_asks_for_one(browser: Browser, decision_file: Path) -> None:
    with opened(browser, decision_file) as page:
        sliders = page.locator("input[id^=g]")
        for place in range(sliders.count()):
            sliders.nth(place).evaluate(MOVE, 0)
        assert page.locator("#verdict").text_content() == "Give at least one criterion a weight."
        assert shown(page) == []


def test_back_brings_the_weights_of_the_report(browser: Browser, decision_file: Path) -> None:
    with opened(browser, decision_file) as page:
        before = shown(page)
        move(page, "cost", 90)
        assert shown(page) != before
        page.get_by_role("button", name="Back").click()
        assert shown(page) == before


def test_without_scripts_there_is_nothing_to_move(browser: Browser, decision_file: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(decision_file.as_uri())
    assert not page.locator("#try").is_visible()
    assert page.locator("#ranking").is_visible()
    context.close()
