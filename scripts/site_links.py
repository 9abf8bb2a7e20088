"""For mkdocs: a page's link to a file of the project that is no page names the file, for the site does not have it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, Final

_LINK: Final = re.compile(r"\[([^]\n]+)\]\((\.\./[^)\s#]+)\)")


def on_page_markdown(markdown: str, page: Any, config: Any, **_: Any) -> str:
    """The text of a page as the site has it; a link that leads nowhere is left as it is, and fails."""
    pages, here = Path(config["docs_dir"]).resolve(), Path(page.file.abs_src_path).parent

    def named(link: re.Match[str]) -> str:
        target = (here / link[2]).resolve()
        if not target.exists() or target.is_relative_to(pages):
            return link[0]
        return f"{link[1]} (`{target.relative_to(pages.parent)}`)"

    return _LINK.sub(named, markdown)
