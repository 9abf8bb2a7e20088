"""The pages as a site: it builds without a warning, and a browser fetches nothing for it."""

from __future__ import annotations

import os
import re
import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.conftest import NEEDED
from tests.docs import ROOT

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(not NEEDED["docs"][0], reason=NEEDED["docs"][1])


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, built of what is in ``docs/``."""
    folder = tmp_path_factory.mktemp("site")
    command = ["mkdocs", "build", "--quiet", "--strict", "--site-dir", str(folder)]
    done = subprocess.run(
        command, cwd=ROOT, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


def test_every_page_is_in_the_menu(site: Path) -> None:
    menu = (site / "index.html").read_text(encoding="utf-8")
    missing = [
        str(path.relative_to(ROOT))
        for path in (ROOT / "docs").rglob("*.md")
        if f'href="{path.relative_to(ROOT / "docs").with_suffix(".html")}"' not in menu
    ]
    assert missing == []


def test_nothing_is_fetched_from_elsewhere(site: Path) -> None:
    pages = {path: path.read_text(encoding="utf-8") for path in site.rglob("*.html")}
    assert pages
    fetched = [
        (path.name, found)
        for path, text in pages.items()
        for found in re.findall(r"<(?:script|link|img|iframe)[^>]+(?:https?:)?//[^>]+>", text)
    ]
    assert fetched == []


def test_the_search_of_a_page_read_from_a_disk_is_there(site: Path) -> None:
    page = (site / "how-to" / "negotiate.html").read_text(encoding="utf-8")
    (script,) = re.findall(r'src="([^"]*search-from-disk\.js)"', page)
    assert (site / "how-to" / script).resolve().is_file()
    assert (site / "search" / "search_index.js").is_file()
