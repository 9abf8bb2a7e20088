"""Are my files right, and what is still to ask? (`callvet check`)"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from callvet.evaluation.bad_files import BadFilesError
from callvet.evaluation.people.chosen_weights import choose_weights
from callvet.evaluation.prices.vendor_cost import priced_subjects, unpriced_subjects
from callvet.evaluation.reading import all_criteria, read_case
from callvet.load.discovery import NEEDS_FILE, WEIGHTS_FOLDER, NothingToWorkOnError, find_case, logs_beside
from callvet.model.problem import Place, Problem
from callvet.score.ranking import rank
from callvet.score.weights import WeightsError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from callvet.model.case import Case, NeedsFile
    from callvet.score.criterion import Subject


@dataclass(frozen=True, slots=True)
class OpenQuestions:
    """What one vendor has not answered.

    Attributes:
        vendor: Its id.
        name: What people call it.
        keys: Dotted keys that a weighted criterion or a must needs; those worth most first.
        own_questions: The committee's own questions, by the keys of the profile that answer them.
        called: What to call it beside the others, where that is not its name.
    """

    vendor: str
    name: str
    keys: tuple[str, ...]
    own_questions: Mapping[str, str] = field(default_factory=dict)
    called: str = ""


@dataclass(frozen=True, slots=True)
class CheckAnswer:
    """What was found in the files.

    Attributes:
        files: How many were read. [count]
        problems: Everything to mend.
        open_questions: By vendor, in the order of their files; only of profiles without a problem.
        notes: What was left alone.
    """

    files: int
    problems: tuple[Problem, ...]
    open_questions: tuple[OpenQuestions, ...] = ()
    notes: tuple[str, ...] = ()


def check_profiles(paths: Sequence[str | Path] = (), *, needs: str | Path | None = None) -> CheckAnswer:
    """Check files, the needs and judgements beside them, and how a call log beside them is to be read.

    Args:
        paths: Folders and files; none means ``vendors/`` in the current folder.
        needs: The needs; left out, sought beside the vendors.

    Raises:
        NothingToWorkOnError: A named path is not there, or holds nothing to read.
    """
    case, problems = read_case(paths, needs)
    vendors, of_prices = _vendors(case)
    weights, of_weights = _weights_beside(case)
    logs, of_logs = _logs_beside(paths, needs)
    found = (*problems, *of_prices, *of_weights, *of_logs)
    return CheckAnswer(case.files + weights + logs, found, _open_questions(case, vendors), case.notes)


def _weights_beside(case: Case) -> tuple[int, tuple[Problem, ...]]:
    """How many files of people's weights lie in the case that no other question reads, and what is wrong with them."""
    file = case.needs.document
    folder = Path(file.path).with_name(WEIGHTS_FOLDER) if file else None
    if folder is None or case.weighings or not folder.is_dir():
        return 0, ()
    from callvet.evaluation.people.weighing_problems import weighing_problems  # noqa: PLC0415 - most cases have none
    from callvet.load.weighings import load_weighings  # noqa: PLC0415

    try:
        files, problems = load_weighings([folder])
    except NothingToWorkOnError:  # an empty folder
        return 0, ()
    faulty = {problem.place.path for problem in problems}
    names = weighing_problems(files, all_criteria(case.needs.needs))
    return len({file.document.path for file in files} | faulty), (*problems, *names)


def _logs_beside(paths: Sequence[str | Path], needs: str | Path | None) -> tuple[int, tuple[Problem, ...]]:
    """How many files at the root of the case say how its call logs are read, and what is wrong with them."""
    files = logs_beside(find_case([Path(path) for path in paths], None if needs is None else Path(needs)))
    if not files:
        return 0, ()
    from callvet.load.call_log import load_call_log  # noqa: PLC0415 - few cases have a log

    return len(files), tuple(problem for file in files for problem in load_call_log(file)[1])


def _vendors(case: Case) -> tuple[tuple[Subject, ...], tuple[Problem, ...]]:
    """The vendors with what they cost, and why their offers cannot be priced; then without."""
    if case.problems and case.needs.document is None:
        # Needs that could not be read may have a volume, and the rates that offers would be missing.
        return unpriced_subjects(case), ()
    try:
        return priced_subjects(case, case.needs.needs)[0], ()
    except BadFilesError as refused:
        return unpriced_subjects(case), refused.problems
    except NothingToWorkOnError as refused:
        return unpriced_subjects(case), (Problem(_place_in_needs(case.needs, str(refused)), str(refused)),)


def _place_in_needs(file: NeedsFile, reason: str) -> Place:
    """Where the key stands that a reason begins with, if it begins with one; else the file."""
    if file.document is None:
        return Place(NEEDS_FILE)
    steps = reason.partition(":")[0].split(".")
    return file.document.value_place(*steps) if file.document.holds(*steps) else Place(file.document.path)


def _open_questions(case: Case, vendors: Sequence[Subject]) -> tuple[OpenQuestions, ...]:
    """What the sound profiles leave unanswered under the needs, as far as those can be read."""
    wanted = case.needs.needs
    criteria = all_criteria(wanted)
    try:
        weights = choose_weights(wanted, criteria)
    except WeightsError:
        # Weights that name nothing known are told as a problem; where nothing weighs, nothing is asked.
        return ()
    ranking = rank(vendors, wanted, criteria, weights)
    keys = {entry.subject.id: entry.unanswered for entry in ranking.entries}
    return tuple(
        OpenQuestions(one.id, one.name, keys[one.id], ranking.own_questions, one.called if one.shares_name else "")
        for one in vendors
    )
