"""What did people think of the vendors? (`callvet judgements`): all marks side by side, and what to talk over."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from callvet.evaluation.people.blinding import CaseCodes, Veil, case_codes
from callvet.evaluation.people.moderating import MARKED_FOR
from callvet.evaluation.reading import OPINIONS, read_sound_case, subjects
from callvet.load.discovery import NothingToWorkOnError, find_case, root_of
from callvet.model.judgement import MODERATED, TEST_CALL_CHECKLIST
from callvet.model.problem import Place
from callvet.score.criteria import CRITERIA
from callvet.score.criteria.service_levels import STANDARD_SECONDS
from callvet.score.marks import GivenMark, given_marks
from callvet.score.matching import distinct_names, same_name
from callvet.score.moderation import Moderated, marked_since, moderated
from callvet.score.opinion import EXACT_DIGITS, far_apart, people_means
from callvet.score.own import own_criteria

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from callvet.model.case import Case, JudgementFile
    from callvet.model.needs import Needs
    from callvet.score.criterion import Criterion, Subject


class CriterionMarks(NamedTuple):
    """What people thought of one vendor by one criterion.

    Attributes:
        criterion: What was marked.
        given: Every mark, as it was written.
        means: Each person's own mean. [marks of 10]
        blank: People who judged the vendor and left this out: no mark, which is not zero.
        settled: The mark that a committee settled on; None where it did not.
        flags: What to talk over.
    """

    criterion: str
    given: tuple[GivenMark, ...]
    means: Mapping[str, float]
    blank: tuple[str, ...]
    settled: Moderated | None
    flags: tuple[str, ...]

    @property
    def mean(self) -> float | None:
        """The mean of the people's means, whatever was settled; None where nobody marked it. [marks of 10]"""
        return sum(self.means.values()) / len(self.means) if self.means else None

    @property
    def spread(self) -> float | None:
        """How far the people's means reach; None where nobody marked it. [marks of 10]"""
        return max(self.means.values()) - min(self.means.values()) if self.means else None

    @property
    def counts(self) -> float | None:
        """The mark that counts in the score: the settled one, else the mean. [marks of 10]"""
        return self.settled.mark if self.settled else self.mean

    @property
    def is_open(self) -> bool:
        """Whether there is something to talk over."""
        return bool(self.flags)


class MadeCall(NamedTuple):
    """One call of a client's line.

    Attributes:
        by: Who called.
        date: When.
        client_called: Whose line; None where that was not noted.
        wait_seconds: Until somebody answered; None where nobody timed it. [seconds]
        marks: What was marked. [marks of 10]
        notes: What was noticed.
        place: The file.
    """

    by: str
    date: date
    client_called: str | None
    wait_seconds: float | None
    marks: Mapping[str, float]
    notes: str | None
    place: Place

    @property
    def is_in_time(self) -> bool | None:
        """Whether it was answered within the documents' 20 seconds; None where nobody timed it."""
        return None if self.wait_seconds is None else self.wait_seconds <= STANDARD_SECONDS


class VendorMarks(NamedTuple):
    """What people thought of one vendor.

    Attributes:
        id: The vendor's id, or its code.
        name: What people call it, or its code.
        called: What to call it beside the others.
        criteria: By criterion, marked or not.
        test_calls: In the order of their dates.
    """

    id: str
    name: str
    called: str
    criteria: tuple[CriterionMarks, ...]
    test_calls: tuple[MadeCall, ...]


class JudgementsAnswer(NamedTuple):
    """All that people thought.

    Attributes:
        vendors: By id, or by code; those that nobody judged too.
        criteria: The criteria that people mark, with their questions, in the order of every vendor's.
        people: Everybody who judged, in the order of the files.
        notes: What the user should know of the reading.
        codes: The codes that stand in place of names; None where names do.
    """

    vendors: tuple[VendorMarks, ...]
    criteria: Mapping[str, str]
    people: tuple[str, ...]
    notes: tuple[str, ...] = ()
    codes: CaseCodes | None = None


def compare_judgements(
    paths: Sequence[str | Path] = (), *, needs: str | Path | None = None, blind: bool = False
) -> JudgementsAnswer:
    """The marks of all vendors side by side.

    Args:
        paths: Folders and files, of vendors or of judgements; none means ``vendors/`` in the current folder.
        needs: The needs, whose own criteria are marked too; left out, sought beside the vendors.
        blind: Whether codes stand in place of names.

    Raises:
        BadFilesError: Files have problems; all of them are told.
        NothingToWorkOnError: A named path is not there, or nobody has judged a vendor of these.
    """
    named = _with_vendors([Path(path) for path in paths])
    case = read_sound_case(named, needs)
    if not case.judgements:
        message = "nobody has judged these vendors yet; callvet testcall VENDOR asks a checklist and writes it down"
        raise NothingToWorkOnError(message)
    asked = _criteria(case.needs.needs)
    people = distinct_names(file.judgement.by for file in case.judgements if file.judgement.kind != MODERATED)
    vendors = tuple(_vendor(subject, [one.id for one in asked], people) for subject in subjects(case))
    answer = JudgementsAnswer(vendors, {one.id: one.question for one in asked}, people, case.notes)
    return _blind(answer, case, named) if blind else answer


def _with_vendors(paths: list[Path]) -> list[Path]:
    """The paths; where they are of judgements alone, with the vendors beside them."""
    found = find_case(paths)
    if not paths or found.vendors or found.unsorted:
        return paths
    return [*paths, *dict.fromkeys(root_of(path.parent) / "vendors" for path in found.judgements)]


def _criteria(needs: Needs) -> tuple[Criterion, ...]:
    """The criteria that people mark."""
    by_id = {one.id: one for one in CRITERIA}
    own = (one for one in own_criteria(needs) if needs.own_criteria[one.id].key is None)
    return (*(by_id[name] for name in OPINIONS), *own)


def _vendor(subject: Subject, criteria: Sequence[str], people: Sequence[str]) -> VendorMarks:
    """One vendor's marks and calls."""
    spelled = {same_name(person): person for person in people}
    own = [file for file in subject.judgements if file.judgement.kind != MODERATED]
    judges = tuple(dict.fromkeys(spelled[same_name(file.judgement.by)] for file in own))
    calls = [_call(file, spelled) for file in own if file.judgement.kind == "test_call"]
    return VendorMarks(
        id=subject.id,
        name=subject.name,
        called=subject.called,
        criteria=tuple(_marks(subject, name, judges, spelled) for name in criteria),
        test_calls=tuple(sorted(calls, key=lambda call: call.date)),
    )


def _marks(subject: Subject, criterion: str, judges: Sequence[str], spelled: Mapping[str, str]) -> CriterionMarks:
    """One vendor's marks by one criterion."""
    found = given_marks(subject.judgements, MARKED_FOR.get(criterion, (criterion,)))
    given = tuple(one._replace(by=spelled[same_name(one.by)]) for one in found)
    means, settled = people_means(given), moderated(subject.judgements, criterion)
    flags = marked_since(settled, given) if settled else far_apart(criterion, given)
    blank = tuple(person for person in judges if person not in means)
    return CriterionMarks(criterion, given, means, blank, settled, tuple(flags))


def _call(file: JudgementFile, spelled: Mapping[str, str]) -> MadeCall:
    """One call."""
    one = file.judgement
    return MadeCall(
        by=spelled[same_name(one.by)],
        date=one.date,
        client_called=one.client_called,
        wait_seconds=None if one.wait_seconds is None else float(one.wait_seconds),
        marks={name: float(mark) for name, mark in one.marks.items()},
        notes=one.notes,
        place=file.document.key_place("vendor"),
    )


def waits_of(answer: JudgementsAnswer) -> tuple[float, ...]:
    """Every wait that was timed. [seconds]"""
    calls = (call for vendor in answer.vendors for call in vendor.test_calls)
    return tuple(call.wait_seconds for call in calls if call.wait_seconds is not None)


def exact(figure: float) -> float:
    """A mean or a spread without the rounding of binary sums, so that thirds do not miss a whole mark."""
    return round(figure, EXACT_DIGITS)


def _blind(answer: JudgementsAnswer, case: Case, paths: Sequence[Path]) -> JudgementsAnswer:
    """The same under codes, in the order of these; no name of a vendor and no file is left."""
    names = {file.id: file.name for file in case.vendors}
    codes = case_codes(find_case(paths), names)
    veil = Veil({vendor: code for code, vendor in codes.codes.codes.items()}, names)
    vendors = sorted((_veiled(vendor, codes.of(vendor.id), veil) for vendor in answer.vendors), key=lambda one: one.id)
    return JudgementsAnswer(
        vendors=tuple(vendors),
        criteria={_own(name, veil): veil.text(question) for name, question in answer.criteria.items()},
        people=tuple(veil.text(person) for person in answer.people),
        notes=tuple(veil.text(note) for note in answer.notes),
        codes=codes,
    )


def _own(name: str, veil: Veil) -> str:
    """A criterion's name; only one that the buyer made up can name a vendor."""
    return name if name in {*OPINIONS, *TEST_CALL_CHECKLIST} else veil.text(name)


def _veiled(vendor: VendorMarks, code: str, veil: Veil) -> VendorMarks:
    """One vendor under its code."""
    nowhere = Place(code)
    calls = tuple(
        call._replace(
            by=veil.text(call.by),
            client_called=veil.text(call.client_called) if call.client_called else None,
            marks={_own(name, veil): mark for name, mark in call.marks.items()},
            notes=veil.text(call.notes) if call.notes else None,
            place=nowhere,
        )
        for call in vendor.test_calls
    )
    return VendorMarks(code, code, code, tuple(_veiled_marks(marks, nowhere, veil) for marks in vendor.criteria), calls)


def _veiled_marks(marks: CriterionMarks, nowhere: Place, veil: Veil) -> CriterionMarks:
    """One vendor's marks by one criterion, under its code."""
    settled = marks.settled
    if settled is not None:
        name, by, reason = _own(settled.criterion, veil), veil.text(settled.by), veil.text(settled.reason)
        settled = settled._replace(criterion=name, by=by, reason=reason, place=nowhere)
    return CriterionMarks(
        criterion=_own(marks.criterion, veil),
        given=tuple(
            one._replace(by=veil.text(one.by), name=_own(one.name, veil), place=nowhere) for one in marks.given
        ),
        means={veil.text(by): mean for by, mean in marks.means.items()},
        blank=tuple(veil.text(by) for by in marks.blank),
        settled=settled,
        flags=tuple(veil.text(flag) for flag in marks.flags),
    )
