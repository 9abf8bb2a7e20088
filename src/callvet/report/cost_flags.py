"""What to look at in each offer, before its price is believed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from callvet.evaluation.prices.offer_cost import prices_calls
from callvet.model.wording import shown
from callvet.report.offer_names import short_names
from callvet.report.page import Cell, Column, Table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from callvet.evaluation.prices.priced import Priced
    from callvet.report.page import Block

_LONGEST_NAME: Final = 60


def flag_blocks(offers: Sequence[Priced]) -> Iterator[Block]:
    """What to look at in each offer, a line for each thing; the offer is named in the first."""
    names = short_names(offers)
    rows = [
        (Cell("" if place else names[one.offer.id]), Cell(flag))
        for one in offers
        for place, flag in enumerate(all_flags(one))
    ]
    if rows:
        yield Table((Column("offer"), Column("look at")), rows, talk=True)


def all_flags(one: Priced) -> tuple[str, ...]:
    """What its price says and what its terms do, in words."""
    return (*_of_estimate(one), *one.flags)


def _of_estimate(one: Priced) -> Iterator[str]:
    """Why an offer is priced but not ranked, and which plan bills where it is not the one that is named."""
    if one.rank is None and not prices_calls(one.offer):
        yield "prices no calls, so not ranked"
    elif one.rank is None:
        yield "outside its published range, so not ranked: ask"
    plans = one.estimate.billed_plans
    if plans and plans != (one.estimate.plan,):
        names = " or ".join(shown(name, _LONGEST_NAME) for name in plans)
        yield f"a normal month is billed as {names}, for its minutes raise the plan"
