"""What should I ask next, and whom? (`callvet questions`)"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from callvet.evaluation.ranking import RankingWishes, rank_case
from callvet.evaluation.reading import all_criteria, read_sound_case
from callvet.load.discovery import NothingToWorkOnError
from callvet.model.questions import question
from callvet.model.suggestion import unknown_name
from callvet.score.information import STAND_IN, TIE, Worth, worth_alone
from callvet.score.monthly_cost import PRICES_KEY
from callvet.score.sampling import DEFAULT_DRAWS, DEFAULT_SEED
from callvet.score.unknowns import OF_NEEDS, contender_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from decimal import Decimal
    from pathlib import Path

    from callvet.evaluation.ranking import RankingAnswer
    from callvet.score.pivotal import Estimate, Pivots
    from callvet.score.ranking import RankBy
    from callvet.score.unknowns import Contender
    from callvet.score.weights import PresetName

Asked = Literal["vendor", "buyer"]

_OF_JUDGEMENTS = "judgements."
_OF_THE_NEEDS = {
    f"{OF_NEEDS}demand.calls_per_month": "How many calls a month will there be? Without that no offer can be priced.",
    f"{OF_NEEDS}rates": "What is a dollar worth in your currency, or between which amounts a month is cost to be "
    "scored? Without that no offer is scored.",
}


class OpenQuestion(NamedTuple):
    """One question that nobody has answered.

    Attributes:
        rank: Its place among all; 1 is to be asked first.
        vendor: Whom it is about; None where it is about the needs, and so about all.
        name: What people call that vendor.
        called: What to call it beside the others.
        key: The dotted key that answers it.
        text: The question in words.
        asks: Who has the answer.
        alone: What the answer is worth if it is the only one.
        alone_error: The standard error of that share; 0 where it is worked out. [share in 0..1]
        at_last: How often it decides where all else is known, and what is lost without it.
        points: What the best answer alone would add to what the vendor has shown. [points]
        monthly_worth: What the best answer takes off a normal month, where it is about an offer. [money per month]
        currency: Of that amount, ISO 4217.
        hangs: The musts and floors that hang on it.
    """

    rank: int
    vendor: str | None
    name: str
    called: str
    key: str
    text: str
    asks: Asked
    alone: Worth
    alone_error: float
    at_last: Estimate
    points: float
    monthly_worth: Decimal | None = None
    currency: str = ""
    hangs: tuple[str, ...] = ()


class AskedVendor(NamedTuple):
    """One vendor that is not out, and all that is open about it.

    Attributes:
        vendor: Its id.
        name: What people call it.
        called: What to call it beside the others.
        low: Its score with the worst answers. [points in 0..100]
        value: What it counts now. [points in 0..100]
        high: Its score with the best answers. [points in 0..100]
        together: What all answers about it are worth, if nothing is asked about the others.
        wins_share: In how many draws it comes first. [share in 0..1]
        hangs_on: Whether an open answer can put it out.
    """

    vendor: str
    name: str
    called: str
    low: float
    value: float
    high: float
    together: Estimate
    wins_share: float
    hangs_on: bool


class QuestionsAnswer(NamedTuple):
    """What to ask, in the order of what it could change.

    Attributes:
        questions: All of them.
        vendors: Those that are not out, in the order of the ranking: the first is the choice now.
        of_all: What all answers together are worth; None where no vendor is left.
        ranking: What the choice now goes by.
        draws: How many were made. [count]
        seed: Where the random numbers began.
    """

    questions: tuple[OpenQuestion, ...]
    vendors: tuple[AskedVendor, ...]
    of_all: Estimate | None
    ranking: RankingAnswer
    draws: int
    seed: int

    @property
    def is_certain(self) -> bool:
        """Whether the choice now stays the choice, whatever is answered."""
        if not self.vendors:
            return False
        first, *others = self.vendors
        return not first.hangs_on and all(first.low > other.high - TIE for other in others)

    def about(self, vendor: str) -> tuple[OpenQuestion, ...]:
        """The questions for one vendor itself.

        Raises:
            NothingToWorkOnError: It is not among those that are not out.
        """
        known = [one.vendor for one in self.vendors]
        if vendor not in known:
            out = {entry.subject.id for entry in self.ranking.ranking.entries}
            message = f"{vendor} is out, so nothing is asked" if vendor in out else ""
            raise NothingToWorkOnError(message or unknown_name(vendor, known, "one of these vendors"))
        return tuple(one for one in self.questions if one.vendor == vendor and one.asks == "vendor")


def list_questions(
    paths: Sequence[str | Path] = (),
    *,
    needs: str | Path | None = None,
    preset: PresetName | None = None,
    weights: Mapping[str, float] | None = None,
    volume: Decimal | None = None,
    rank_by: RankBy = "middle",
    weights_from: str | Path | None = None,
    draws: int = DEFAULT_DRAWS,
    seed: int = DEFAULT_SEED,
) -> QuestionsAnswer:
    """Every unanswered question about a vendor that is not out, ordered by how much its answer could change.

    Args:
        paths: Folders and files; none means ``vendors/`` in the current folder.
        needs: The needs; left out, sought beside the vendors.
        preset: Weights by name, in place of those in the needs.
        weights: Single weights by group or criterion, over all others. [points, of any sum]
        volume: Calls a month, over the needs. [calls per month]
        rank_by: What the choice goes by; ``middle`` is the expected score.
        weights_from: People's weights, a folder or a file, which combined take the place of those in the needs.
        draws: How often all open answers are drawn. [count]
        seed: The same seed gives the same answer.

    Raises:
        BadFilesError: Files have problems; all of them are told.
        NothingToWorkOnError: A named path is not there, or no vendor is found.
        ValueError: The volume is not above 0, or there is no draw.
        WeightsError: A weight names no criterion, or nothing weighs.
    """
    wishes = RankingWishes(preset, weights, volume, rank_by, weights_from)
    return questions_of(rank_case(read_sound_case(paths, needs), wishes), draws=draws, seed=seed)


def questions_of(answer: RankingAnswer, *, draws: int = DEFAULT_DRAWS, seed: int = DEFAULT_SEED) -> QuestionsAnswer:
    """The open questions of a ranking.

    Args:
        answer: Of ``rank_vendors``, which also says what the choice now goes by.
        draws: How often all open answers are drawn. [count]
        seed: The same seed gives the same answer.

    Raises:
        ValueError: There is no draw.
    """
    entries = answer.ranking.eligible
    if not entries:
        return QuestionsAnswer((), (), None, answer, draws, seed)
    from callvet.score.pivotal import count_pivots  # noqa: PLC0415 - numpy, which other questions do without

    criteria = all_criteria(answer.needs)
    contenders = [contender_of(entry, criteria, answer.needs) for entry in entries]
    stand_in = STAND_IN[answer.ranking.rank_by]
    pivots = count_pivots(contenders, stand_in, draws, seed)
    vendors = tuple(
        AskedVendor(
            vendor=one.vendor,
            name=entry.subject.name,
            called=entry.subject.called,
            low=one.low,
            value=one.valued_at(stand_in),
            high=one.high,
            together=together,
            wins_share=wins,
            hangs_on=bool(one.conditions),
        )
        for one, entry, together, wins in zip(contenders, entries, pivots.of_vendor, pivots.wins, strict=True)
    )
    found = [*_of_vendors(answer, contenders, stand_in, pivots), *_of_needs(contenders, pivots)]
    ordered = _in_order(found, vendors)
    return QuestionsAnswer(ordered, vendors, pivots.of_all, answer, draws, seed)


def _of_vendors(
    answer: RankingAnswer, contenders: Sequence[Contender], stand_in: float, pivots: Pivots
) -> Iterator[OpenQuestion]:
    """The questions about single vendors, not yet in order."""
    own = answer.ranking.own_questions
    for n, (entry, contender) in enumerate(zip(answer.ranking.eligible, contenders, strict=True)):
        cost = entry.subject.cost
        for position, unknown in enumerate(contender.unknowns):
            key = unknown.key
            if not key or key.startswith(OF_NEEDS):
                continue
            term = key.removeprefix(f"{PRICES_KEY}.")
            worth = cost.open_terms.get(term) if cost and term != key else None
            yield OpenQuestion(
                rank=0,
                vendor=contender.vendor,
                name=entry.subject.name,
                called=entry.subject.called,
                key=key,
                text=question(key, own),
                asks="buyer" if key.startswith(_OF_JUDGEMENTS) else "vendor",
                alone=worth_alone(contenders, stand_in, n, position),
                alone_error=0.0,
                at_last=pivots.pivotal[n][position],
                points=unknown.points,
                monthly_worth=worth,
                currency=cost.currency if cost and worth is not None else "",
                hangs=tuple(dict.fromkeys(one.name for one in contender.conditions if one.gains[position])),
            )


def _of_needs(contenders: Sequence[Contender], pivots: Pivots) -> Iterator[OpenQuestion]:
    """The question that the buyer's own needs leave open, which counts for all vendors at once."""
    asked = [one for contender in contenders for one in contender.unknowns if one.key.startswith(OF_NEEDS)]
    if asked:
        alone, points = pivots.of_needs, max(one.points for one in asked)
        yield OpenQuestion(
            rank=0,
            vendor=None,
            name="",
            called="",
            key=asked[0].key,
            text=_OF_THE_NEEDS[asked[0].key],
            asks="buyer",
            alone=Worth(alone.share, alone.gain),
            alone_error=alone.share_error,
            at_last=pivots.of_needs_at_last,
            points=points,
        )


def _in_order(found: Sequence[OpenQuestion], vendors: Sequence[AskedVendor]) -> tuple[OpenQuestion, ...]:
    """By what the answer gains alone, then by what it gains at last.

    Where no answer gains anything, those about vendors that can still win come first, and of these the musts and floors
    before what only adds points.
    """
    least = max(one.low for one in vendors)
    could_win = {one.vendor for one in vendors[1:] if one.high > least} | {vendors[0].vendor, None}

    def order(one: OpenQuestion) -> tuple[object, ...]:
        gains = (-one.alone.gain, -one.alone.changes_share, -one.at_last.gain, -one.at_last.share)
        is_bound = any(name.startswith("must.") for name in one.hangs)
        last = (-one.points, one.vendor or "", one.key)
        return (*gains, one.vendor not in could_win, not is_bound, not one.hangs, *last)

    return tuple(one._replace(rank=rank) for rank, one in enumerate(sorted(found, key=order), start=1))
