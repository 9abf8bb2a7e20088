"""The ranking as bars: what each vendor has shown, and how far its missing answers could take it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from callvet.report.phrases import counted, money_span
from callvet.report.score import digits_needed, name_of
from callvet.score.criterion import FULL_SCORE

if TYPE_CHECKING:
    from callvet.evaluation.reporting import ReportAnswer
    from callvet.score.ranking import VendorScore


class Standing(NamedTuple):
    """One vendor's bar.

    Attributes:
        rank: As it is told; a dash for one that is out.
        name: What people call it.
        low: What it has shown. [share of 100 points]
        high: What it could be. [share of 100 points]
        shown: The same in figures.
        could: What it could be, in figures; none where that is no more.
        beside: What it costs, and what is open.
        out: Why it is out; none where it is not.
    """

    rank: str
    name: str
    low: float
    high: float
    shown: str
    could: str
    beside: str
    out: str = ""

    @property
    def title(self) -> str:
        """The bar in a sentence."""
        return f"{self.name}: {self.shown} of 100 shown" + (f", could be {self.could}" if self.could else "")


def standings(answer: ReportAnswer) -> list[Standing]:
    """A bar for each vendor, in the order of the ranking."""
    digits = digits_needed(answer.ranking.ranking)
    return [_standing(entry, digits) for entry in answer.ranking.ranking.entries]


def _standing(entry: VendorScore, digits: int) -> Standing:
    """One vendor's."""
    shown, could = f"{entry.score:.{digits}f}", f"{entry.high:.{digits}f}"
    cost = entry.subject.cost
    month = f"{money_span(cost.monthly_low, cost.monthly_high, cost.currency)} a month" if cost else "cost not known"
    is_open = entry.unanswered if entry.eligible else ()
    answers = f"; {counted(len(is_open), 'answer')} missing" if is_open else ""
    return Standing(
        rank=str(entry.rank) if entry.rank else "–",
        name=name_of(entry),
        low=entry.score / FULL_SCORE,
        high=entry.high / FULL_SCORE,
        shown=shown,
        could=could if could != shown else "",
        beside=f"{month}{answers}",
        out="; ".join(knockout.reason for knockout in entry.failed),
    )
