"""For mkdocs: pages that can be read from a disk, and lead nowhere that the site does not have.

A link to a file of the project that is no page becomes the file's name. Nothing is fetched from anywhere.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, Final

_LINK: Final = re.compile(r"\[([^]\n]+)\]\((\.\./[^)\s#]+)\)")

_FETCHED: Final = re.compile(r"https://[^\"\s]+/iframe-worker/shim")
_OWN: Final = "search-from-disk.js"


def on_page_markdown(markdown: str, page: Any, config: Any, **_: Any) -> str:
    """The text of a page as the site has it; a link that leads nowhere is left as it is, and fails."""
    pages, here = Path(config["docs_dir"]).resolve(), Path(page.file.abs_src_path).parent

    def named(link: re.Match[str]) -> str:
        target = (here / link[2]).resolve()
        if not target.exists() or target.is_relative_to(pages):
            return link[0]
        return f"{link[1]} (`{target.relative_to(pages.parent)}`)"

    return _LINK.sub(named, markdown)


def on_post_page(output: str, page: Any, **_: Any) -> str:
    """A page without the one script that the theme would fetch from elsewhere when it is read from a disk."""
    return _FETCHED.sub("../" * page.url.count("/") + _OWN, output)


def on_post_template(output_content: str, **_: Any) -> str:
    """As ``on_post_page``, for the page that says that there is none."""
    return _FETCHED.sub(f"/{_OWN}", output_content)
