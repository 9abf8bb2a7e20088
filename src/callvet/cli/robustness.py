"""``callvet score --robustness``: its options, and the page with it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from callvet.evaluation.ranking import RankingAnswer
    from callvet.report.page import Page

_SPREAD = r"(?a)(\d{1,3}(\.\d{1,6})?) ?%?"
_ALL_OF_IT = 100


def _share(text: str | None) -> float | None:
    """The share out of ``20`` or ``20%``."""
    if text is None:
        return None
    found = re.fullmatch(_SPREAD, text)
    if not found or float(found[1]) > _ALL_OF_IT:
        message = f"{text!r} is no spread; write a percentage from 0 to 100, such as 20"
        raise typer.BadParameter(message, param_hint="--spread")
    return float(found[1]) / _ALL_OF_IT


Robustness = Annotated[
    bool, typer.Option("--robustness", help="How sure the ranking is: with other weights, and other answers.")
]
Draws = Annotated[
    int | None,
    typer.Option(
        "--draws",
        metavar="N",
        min=100,
        max=10_000_000,
        help="How many are drawn; left out, 10,000.",
        show_default=False,
    ),
]
Seed = Annotated[
    int | None,
    typer.Option(
        "--seed", metavar="N", min=0, max=2**63, help="The same seed draws the same; left out, 1.", show_default=False
    ),
]
Spread = Annotated[
    str | None,
    typer.Option(
        "--spread",
        metavar="PERCENT",
        help="Draw weights so far around yours; left out, from all there are.",
        show_default=False,
    ),
]


class Wanted:
    """What of robustness a call asks for.

    Raises:
        typer.BadParameter: An option says how to draw, and nothing is to be drawn; or the spread is no percentage.
    """

    def __init__(self, *, robustness: bool, draws: int | None, seed: int | None, spread: str | None) -> None:
        """Check the options before anything is read."""
        given = {"--draws": draws, "--seed": seed, "--spread": spread}
        alone = [name for name, value in given.items() if value is not None]
        if alone and not robustness:
            message = f"{alone[0]} says how to draw; add --robustness"
            raise typer.BadParameter(message, param_hint=alone[0])
        self._robustness, self._draws, self._seed, self._spread = robustness, draws, seed, _share(spread)

    def added_to(self, page: Page, answer: RankingAnswer) -> Page:
        """The page, with how sure its ranking is where that was asked for."""
        if not self._robustness:
            return page
        from callvet.evaluation.robustness import robustness_of  # noqa: PLC0415 - numpy and a solver, for this alone
        from callvet.report.robustness import with_robustness  # noqa: PLC0415

        ranking = answer.ranking
        given = {"draws": self._draws, "seed": self._seed}
        numbers = {name: value for name, value in given.items() if value is not None}
        return with_robustness(page, ranking, robustness_of(ranking, spread_share=self._spread, **numbers))
