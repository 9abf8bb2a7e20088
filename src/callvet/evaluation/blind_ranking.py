"""A ranking in which no vendor is named (`callvet score --blind`): codes for names, and no line of any file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from callvet.evaluation.people.blinding import CaseCodes, Veil, case_codes
from callvet.load.discovery import find_case
from callvet.model.document import Document, Node
from callvet.model.problem import Place
from callvet.score.criteria import CRITERIA
from callvet.score.criterion import EQUAL_TO_DIGITS, Subject

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from callvet.evaluation.ranking import RankingAnswer
    from callvet.score.criterion import Assessment
    from callvet.score.ranking import CriterionScore, Ranking, VendorScore

V = TypeVar("V")

_CALLVETS = frozenset(name for one in CRITERIA for name in (one.id, one.group))
"""Names of criteria and groups that are what they are, whatever a vendor is called."""


def blind_ranking(
    answer: RankingAnswer, paths: Sequence[str | Path] = (), *, needs: str | Path | None = None
) -> tuple[RankingAnswer, CaseCodes]:
    """The same ranking under codes: every figure as it was, and no vendor's name, id or file in any text.

    Args:
        answer: From ``rank_vendors`` of the same paths.
        paths: Folders and files; none means ``vendors/`` in the current folder.
        needs: The needs, where the user names them.

    Returns:
        The ranking, and the codes, which are written beside the judgements where they are missing.

    Raises:
        BadFilesError: The file of codes has problems.
        NothingToWorkOnError: It cannot be written.
    """
    found = find_case([Path(path) for path in paths], None if needs is None else Path(needs))
    names = {entry.subject.id: entry.subject.vendor.name or "" for entry in answer.ranking.entries}
    codes = case_codes(found, names)
    veil = Veil({vendor: code for code, vendor in codes.codes.codes.items()}, names)
    ranking = _in_blind_order(_ranking(answer.ranking, codes, veil))
    notes = tuple(veil.text(note) for note in answer.notes)
    return answer._replace(ranking=ranking, notes=notes, is_blind=True), codes


def _ranking(ranking: Ranking, codes: CaseCodes, veil: Veil) -> Ranking:
    """Everything of a ranking that is text."""
    weights = ranking.weights._replace(
        values=_keys(ranking.weights.values, veil),
        origin=veil.text(ranking.weights.origin),
        reasons=_texts(ranking.weights.reasons, veil),
        named=_keys(ranking.weights.named, veil),
    )
    return ranking._replace(
        entries=tuple(_entry(entry, codes.of(entry.subject.id), veil) for entry in ranking.entries),
        weights=weights,
        not_applicable=_texts(ranking.not_applicable, veil),
        own_questions=_texts(ranking.own_questions, veil),
    )


def _entry(entry: VendorScore, code: str, veil: Veil) -> VendorScore:
    """One vendor under its code."""
    nowhere = Place(code)
    knockouts = tuple(
        one._replace(name=veil.text(one.name), reason=veil.text(one.reason), place=nowhere, keys=_told(one.keys, veil))
        for one in entry.knockouts
    )
    scores = {_key(name, veil): _score(score, nowhere, veil) for name, score in entry.scores.items()}
    return entry._replace(subject=_subject(entry.subject, code), scores=scores, knockouts=knockouts)


def _subject(subject: Subject, code: str) -> Subject:
    """A vendor of which nothing is left that says who it is."""
    cost = subject.cost._replace(place=Place(code)) if subject.cost else None
    return Subject(
        id=code,
        vendor=subject.vendor.model_copy(update={"name": code, "website": None, "sources": None, "notes": None}),
        document=Document(code, {}, Node(0, 0, 0, 0)),
        cost=cost,
        offered=subject.offered,
        out_of_range=subject.out_of_range,
    )


def _score(score: CriterionScore, nowhere: Place, veil: Veil) -> CriterionScore:
    """One criterion of a vendor."""
    own = score.criterion
    if own.id not in _CALLVETS:
        own = own._replace(id=veil.text(own.id), question=veil.text(own.question), page=veil.text(own.page))
    return score._replace(criterion=own, assessment=_assessment(score.assessment, nowhere, veil))


def _assessment(found: Assessment, nowhere: Place, veil: Veil) -> Assessment:
    """What was found, without where it was written."""
    return found._replace(
        reason=veil.text(found.reason),
        evidence=nowhere,
        open_points={veil.text(key): points for key, points in found.open_points.items()},
        flags=_told(found.flags, veil),
    )


def _told(texts: Sequence[str], veil: Veil) -> tuple[str, ...]:
    """Texts without names."""
    return tuple(veil.text(text) for text in texts)


def _key(name: str, veil: Veil) -> str:
    """The name of a criterion or a group."""
    return name if name in _CALLVETS else veil.text(name)


def _keys(named: Mapping[str, V], veil: Veil) -> dict[str, V]:
    """What stands under criteria's names."""
    return {_key(name, veil): value for name, value in named.items()}


def _texts(named: Mapping[str, str], veil: Veil) -> dict[str, str]:
    """Texts that stand under names."""
    return {_key(name, veil): veil.text(text) for name, text in named.items()}


def _in_blind_order(ranking: Ranking) -> Ranking:
    """Ties in the order of the codes, since that of the ids says something of the names."""

    def place(entry: VendorScore) -> tuple[bool, float, str]:
        figures = {"score": entry.score, "high": entry.high, "middle": (entry.score + entry.high) / 2}
        return not entry.eligible, -round(figures[ranking.rank_by], EQUAL_TO_DIGITS), entry.subject.id

    return ranking._replace(entries=tuple(sorted(ranking.entries, key=place)))
