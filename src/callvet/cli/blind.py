"""``--blind``: codes in place of names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from callvet.evaluation.people.blinding import CaseCodes
    from callvet.evaluation.ranking import RankingAnswer

Blind = Annotated[
    bool, typer.Option("--blind", help="Codes in place of vendors' names; judgements/blind.yaml has whose they are.")
]


def hidden(
    answer: RankingAnswer, paths: Sequence[Path] | None, needs: Path | None, *, quiet: bool = False
) -> RankingAnswer:
    """A ranking without names."""
    from callvet.evaluation.blind_ranking import blind_ranking  # noqa: PLC0415 - few calls need it

    found, codes = blind_ranking(answer, paths or (), needs=needs)
    tell_codes(codes, quiet=quiet)
    return found


def tell_codes(codes: CaseCodes | None, *, quiet: bool = False) -> None:
    """Say that codes were written, where they were."""
    if codes is not None and codes.is_new and not quiet:
        from callvet.load.discovery import shown_path  # noqa: PLC0415 - help needs none of it

        typer.echo(f"written: {shown_path(codes.path)}", err=True)
