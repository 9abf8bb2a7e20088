"""What the pages on call logs show is what callvet says of the print shop's calls."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from typer.testing import CliRunner

from callvet.cli.app import program
from tests.docs import ROOT, code, part

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

SHOP = "examples/print-shop"


def said(*args: str) -> str:
    """What a command says, with one blank between words and no rules."""
    # Of one command alone typer makes the whole program.
    out = CliRunner().invoke(program([args[0], "schema"]), list(args)).stdout
    return " ".join(word for word in out.split() if set(word) != {"-"})


def shown(name: str, title: str) -> tuple[list[str], str]:
    """The command of a page's example, and what stands under it, with one blank between words."""
    (block,) = code(part(name, title))
    command, _, answer = block.replace("\\\n", " ").removeprefix("$ callvet ").partition("\n")
    return command.split(), answer


def test_the_audit_of_the_page_is_what_callvet_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(ROOT / SHOP, tmp_path / "shop")
    monkeypatch.chdir(tmp_path / "shop")
    (tmp_path / "shop" / "invoice.yaml").write_text(code(part("docs/audit.md", "invoice"))[0], encoding="utf-8")
    command, answer = shown("docs/audit.md", "audit")
    assert said(*command).startswith(" ".join(answer.split()))


def test_the_replay_of_the_page_is_what_callvet_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    command, answer = shown("docs/calls.md", "replay")
    found = said(*command)
    headline, ranked, by_cycle = answer.split("\n\n")
    assert found.startswith(" ".join(headline.split()))
    # The heads of columns are broken elsewhere in a pipe; the rows are the same.
    for line in (*ranked.splitlines()[1:], *by_cycle.splitlines()[4:]):
        assert " ".join(line.split()) in found
