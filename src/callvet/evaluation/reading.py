"""Reading a case for an answer: every file checked, and every name in it known."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from callvet.evaluation.bad_files import BadFilesError
from callvet.load.case import load_case, load_needs
from callvet.model.judgement import MODERATED, TEST_CALL_CHECKLIST
from callvet.model.problem import Problem
from callvet.model.suggestion import unknown_name
from callvet.model.wording import shown
from callvet.score.criteria import CRITERIA
from callvet.score.criterion import Criterion, Subject
from callvet.score.own import own_criteria, unmarkable
from callvet.score.weights import known_names

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from callvet.model.case import Case, JudgementFile, NeedsFile
    from callvet.model.needs import Needs

OPINIONS = ("staff", "culture", "motivation", "attitude", "product_knowledge")
"""The criteria of opinion, which judgements mark."""


def all_criteria(needs: Needs) -> tuple[Criterion, ...]:
    """Callvet's criteria and the committee's own."""
    return (*CRITERIA, *own_criteria(needs))


def read_case(paths: Sequence[str | Path] = (), needs: str | Path | None = None) -> tuple[Case, tuple[Problem, ...]]:
    """The case and every problem in it, of the files and of the names that they use.

    Raises:
        NothingToWorkOnError: A named path is not there, or holds nothing to read.
    """
    case = load_case(paths, needs)
    problems = [*case.problems, *_names_in_needs(case.needs), *_names_in_judgements(case), *_own_answers(case)]
    if case.weighings:
        from callvet.evaluation.people.weighing_problems import weighing_problems  # noqa: PLC0415 - few cases have any

        problems += weighing_problems(case.weighings, all_criteria(case.needs.needs))
    if case.codes:
        from callvet.evaluation.people.blinding import naming_codes  # noqa: PLC0415 - few cases are judged blind

        names = {file.id: file.name for file in case.vendors}
        problems += [problem for codes in case.codes for problem in naming_codes(codes, names)]
    files = list(dict.fromkeys(problem.place.path for problem in problems))
    return case, tuple(sorted(problems, key=lambda problem: (files.index(problem.place.path), problem)))


def read_sound_case(paths: Sequence[str | Path] = (), needs: str | Path | None = None) -> Case:
    """The case, which has no problem.

    Raises:
        BadFilesError: There are problems.
        NothingToWorkOnError: A named path is not there, or holds nothing to read.
    """
    case, problems = read_case(paths, needs)
    if problems:
        raise BadFilesError(problems)
    return case


def read_sound_needs(path: str | Path | None) -> NeedsFile:
    """The needs alone, which have no problem; those of the current folder, or all defaults, where none are named.

    Raises:
        BadFilesError: There are problems.
        NothingToWorkOnError: A named file is not there.
    """
    case = load_needs((), path)
    problems = [*case.problems, *_names_in_needs(case.needs)]
    if problems:
        raise BadFilesError(problems)
    return case.needs


def subjects(case: Case) -> tuple[Subject, ...]:
    """The vendors with what people thought of each, and whether another has the same name."""
    named = Counter(_as_read(file.name) for file in case.vendors)
    by_vendor: dict[str, list[JudgementFile]] = {}
    for file in case.judgements:
        by_vendor.setdefault(file.judgement.vendor, []).append(file)
    return tuple(
        Subject(
            file.id,
            file.vendor,
            file.document,
            tuple(by_vendor.get(file.id, ())),
            shares_name=named[_as_read(file.name)] > 1,
        )
        for file in case.vendors
    )


def _as_read(name: str) -> str:
    """What a reader takes two names for one by: signs count, capitals and spaces do not."""
    return " ".join(name.split()).casefold()


def _names_in_needs(file: NeedsFile) -> Iterator[Problem]:
    """Weights and floors of criteria that there are not, and own criteria named like callvet's."""
    if file.document is None:
        return
    needs, document = file.needs, file.document
    criteria = all_criteria(needs)
    ids = tuple(criterion.id for criterion in criteria)
    named = (
        ("weights", known_names(criteria), "a criterion or a group", needs.weights),
        ("floors", ids, "a criterion", needs.floors),
    )
    for section, known, noun, given in named:
        for name in given:
            if name not in known:
                place = document.key_place(section, name)
                yield Problem(place, f"{section}: {unknown_name(name, known, noun)}")
    taken = known_names(CRITERIA)
    for name in needs.own_criteria:
        if name in taken:
            message = f"own_criteria: callvet has a criterion or a group called {name}; choose another name"
            yield Problem(document.key_place("own_criteria", name), message)
    for path in document.own:
        if path[:-1] in {("weights",), ("floors",), ("own_criteria",)}:
            message = f"{path[0]}: {shown(str(path[-1]))} begins with x-, which is left alone; name it without x-"
            yield Problem(document.key_place(*path), message)


def _own_answers(case: Case) -> Iterator[Problem]:
    """Answers to own criteria that cannot be graded."""
    for file in case.vendors:
        for key, answer in unmarkable(case.needs.needs, file.document):
            written = "what stands here" if isinstance(answer, dict | list) else shown(str(answer))
            fix = "write true, false or a number from 0 to 10, without quotes"
            message = f"{shown(key)}: {written} cannot be graded; {fix}"
            yield Problem(file.document.value_place(*key.split(".")), message)


def _names_in_judgements(case: Case) -> Iterator[Problem]:
    """Marks on things that are not marked."""
    if case.problems and case.needs.document is None:
        # Needs that could not be read may have own criteria, whose marks must not be told as unknown.
        return
    known = (*OPINIONS, *TEST_CALL_CHECKLIST, *case.needs.needs.own_criteria)
    for file in case.judgements:
        for name in file.judgement.marks:
            if name not in known:
                message = f"marks: {unknown_name(name, known, 'marked')}"
                yield Problem(file.document.key_place("marks", name), message)
    if any(file.judgement.kind == MODERATED for file in case.judgements):
        from callvet.evaluation.people.moderating import moderation_problems  # noqa: PLC0415 - few cases have it

        yield from moderation_problems(case.judgements)
