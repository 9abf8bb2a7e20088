"""HTML: one page that loads nothing from anywhere, and in which text from files is only ever text."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from callvet.report.page import Clause, Drawing, Heading, Sentence, Table

if TYPE_CHECKING:
    from callvet.report.page import Block, Cell, Page

_STYLE = """\
:root { color-scheme: light dark; }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 72rem; margin: 2rem auto; padding: 0 1rem; }
table { border-collapse: collapse; margin: 1rem 0; width: 100%; }
th, td { padding: .35rem .75rem; text-align: left; vertical-align: top; border-bottom: 1px solid #8884; }
th.right, td.right { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
caption { text-align: left; font-weight: 600; }
.dim { opacity: .75; } .strong { font-weight: 600; } .bad { color: #b3261e; } .good { color: #1b6e37; }
@media (prefers-color-scheme: dark) { .bad { color: #ff8a80; } .good { color: #81c995; } }
.shade0 { background: #4a90d91a; } .shade1 { background: #4a90d940; }
.shade2 { background: #4a90d966; } .shade3 { background: #4a90d98c; }
meter { width: 6rem; margin-left: .5rem; vertical-align: middle; }
.scroll { overflow-x: auto; }
.clause { display: grid; grid-template-columns: 3rem 1fr; } .clause p { margin: 0 0 .5rem; }
.note { grid-column: 2; border-left: 3px solid #b8860b; padding-left: .75rem; }
"""


def render(page: Page) -> str:
    """A whole document; its policy forbids scripts and every request."""
    body = "\n".join(_drawn(block) for block in page.blocks)
    policy = "default-src 'none'; style-src 'unsafe-inline'"
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(page.title)}: callvet</title>\n<style>\n{_STYLE}</style>\n</head>\n"
        f"<body>\n<main>\n<h1>{escape(page.title)}</h1>\n{body}\n</main>\n</body>\n</html>\n"
    )


def _drawn(block: Block) -> str:
    """One block as HTML."""
    if isinstance(block, Sentence):
        return f'<p class="{block.mark}">{escape(block.text)}</p>'
    if isinstance(block, Heading):
        return f"<h2>{escape(block.text)}</h2>"
    if isinstance(block, Clause):
        note = f'<p class="note">{escape(block.note)}</p>' if block.note else ""
        return f'<div class="clause"><p>{escape(block.number)}</p><p>{escape(block.text)}</p>{note}</div>'
    if isinstance(block, Drawing):
        lines = escape("\n".join(block.lines))
        return f'<figure class="scroll"><figcaption>{escape(block.title)}</figcaption><pre>{lines}</pre></figure>'
    return _table(block)


def _table(table: Table) -> str:
    """A table; wide ones scroll by themselves."""
    sides = [' class="right"' if column.right else "" for column in table.columns]
    head = "".join(
        f'<th scope="col"{side}>{escape(column.head)}</th>' for column, side in zip(table.columns, sides, strict=True)
    )
    rows = "\n".join(
        f"<tr>{''.join(_cell(cell, column.right) for cell, column in zip(row, table.columns, strict=True))}</tr>"
        for row in table.rows
    )
    caption = f"<caption>{escape(table.title)}</caption>" if table.title else ""
    return (
        f'<div class="scroll"><table>{caption}\n<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}\n</tbody></table></div>'
    )


def _cell(cell: Cell, right: bool) -> str:  # noqa: FBT001 - one private call
    """A cell; a score is drawn as a meter too, a figure of a heat map on its shade."""
    shade = f"shade{cell.shade}" if cell.shade is not None else ""
    looks = (cell.mark if cell.mark != "plain" else "", "right" if right else "", shade)
    kinds = " ".join(look for look in looks if look)
    kind = f' class="{kinds}"' if kinds else ""
    bar = f'<meter value="{cell.bar[0]:.4f}" aria-hidden="true"></meter>' if cell.bar else ""
    return f"<td{kind}>{escape(cell.text)}{bar}</td>"
