"""What does one person find how important? (`callvet weights --ask`)"""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from textwrap import fill
from typing import TYPE_CHECKING

from callvet.evaluation.bad_files import BadFilesError
from callvet.evaluation.people.weight_questions import Thing, ask_weights
from callvet.evaluation.reading import all_criteria, read_sound_needs
from callvet.evaluation.written_file import expect_new, write_whole
from callvet.load.discovery import WEIGHTS_FOLDER, NothingToWorkOnError, shown_path
from callvet.load.document import parse_document
from callvet.load.validation import validate
from callvet.load.yaml_text import yaml_text
from callvet.model.suggestion import unknown_name
from callvet.model.weighing import MOST_COMPARED, Weighing
from callvet.model.wording import shown
from callvet.score.matching import in_words
from callvet.score.ranking import split_applicable
from callvet.score.weights import WeightsError, known_names

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from callvet.evaluation.people.weight_questions import Ask
    from callvet.model.needs import Needs
    from callvet.model.weighing import Method

_WIDTH = 80
"""Of a narrow terminal, which would break lines within words. [signs]"""


def ask_person(
    method: Method,
    ask: Ask,
    say: Callable[[str], object],
    *,
    by: str | None = None,
    names: Sequence[str] = (),
    needs: str | Path | None = None,
    again: bool = False,
    today: date | None = None,
) -> Path:
    """Ask one person for weights, and write them into ``weights/`` beside the needs, all at once.

    Args:
        method: How weights are asked for.
        ask: Puts one question.
        say: Tells what stands before the questions.
        by: Who is asked; left out, that is the first question.
        names: Groups and criteria to weigh; none means every group that the needs call for.
        needs: The needs; left out, those of the current folder.
        again: Whether the person's file may be overwritten.
        today: The day of the answers; None is the clock's.

    Returns:
        The file.

    Raises:
        BadFilesError: The needs have problems, or the answers would not read back.
        FileExistsAlreadyError: There is a file, and it is not to be overwritten.
        NothingToWorkOnError: The needs are not there, or there are too many names for the method.
        OSError: The file cannot be written; nothing was.
        WeightsError: A name is that of no group or criterion.
    """
    file = read_sound_needs(needs)
    things = things_to_weigh(file.needs, names)
    if method == "pairwise":
        _expect_few(things)
    person = _person(by, ask)
    folder = (Path(needs).parent if needs is not None else Path()) / WEIGHTS_FOLDER
    path = folder / f"{file_stem(person)}.yaml"
    expect_new(path, again=again)
    say(_introduction(method, things))
    answers = ask_weights(method, things, ask)
    text = _weights_text(person, today or date.today(), method, answers)  # noqa: DTZ011 - the day where the person is
    document, problems = parse_document(text, shown_path(path))
    if problems or document is None or (problems := validate(document, Weighing)[1]):
        raise BadFilesError(problems)
    write_whole(path, text, again=again)
    return path


def _person(by: str | None, ask: Ask) -> str:
    """Who is asked, by a name that a file can be called by."""

    def read(text: str) -> str:
        if any("\ud800" <= sign <= "\udfff" for sign in text):
            message = "a sign here is not UTF-8; write it again, or leave it out"
            raise ValueError(message)
        file_stem(text)
        return text

    if by is None:
        return ask("Your name: ", read)
    try:
        return read(by.strip())
    except ValueError as refused:
        raise WeightsError(str(refused)) from None


def _expect_few(things: Sequence[Thing]) -> None:
    """Refuses more names than comparisons are made for, before anybody answers."""
    if len(things) > MOST_COMPARED:
        message = f"pairwise takes up to {MOST_COMPARED} names, and these are {len(things)}; name fewer with --on"
        raise NothingToWorkOnError(message)


def things_to_weigh(needs: Needs, names: Sequence[str] = ()) -> tuple[Thing, ...]:
    """What a person is asked about: the names given, else the groups that the needs call for and own criteria.

    Raises:
        WeightsError: A name is that of no group or criterion, or there is nothing to weigh.
    """
    criteria = all_criteria(needs)
    known = known_names(criteria)
    for name in names:
        if name not in known:
            raise WeightsError(unknown_name(name, known, "a criterion or a group"))
    applicable, _ = split_applicable(criteria, needs)
    groups = [one.group if one.group != "own" else one.id for one in applicable]
    meanings = {one.id: one.question for one in criteria}
    for group in {one.group for one in applicable} - meanings.keys():
        meanings[group] = ", ".join(in_words(one.id) for one in applicable if one.group == group)
    chosen = tuple(dict.fromkeys(names or groups))
    if len(chosen) < 2:  # noqa: PLR2004 - one thing has all the weight, whatever is said
        message = "there is nothing to weigh one against; name two or more with --on"
        raise WeightsError(message)
    return tuple(Thing(name, shown(meanings[name], 200)) for name in chosen)


def _introduction(method: Method, things: Sequence[Thing]) -> str:
    """What a person reads before the first question."""
    longest = max(len(one.name) for one in things)
    below = " " * (longest + 4)
    listing = [fill(f"  {one.name:{longest}}  {one.meaning}", _WIDTH, subsequent_indent=below) for one in things]
    return "\n".join([*listing, "", *(fill(line, _WIDTH) for line in _HOW[method].splitlines()), ""])


_HOW: dict[Method, str] = {
    "points": "Give each as many points as it is worth to you: any numbers, of any sum; 0 is an answer.",
    "swing": (
        "Think of a vendor that is the worst of all in every one of these. You may raise it in one of them, from the "
        "worst to the best. Which would you raise first, and how much is each of the others worth against that? Mind "
        "how far the worst and the best lie apart, not only how much the thing matters in itself."
    ),
    "roc": "Put them in order, what matters most first. No numbers are asked for.",
    "rank_sum": "Put them in order, what matters most first. No numbers are asked for.",
    "pairwise": (
        "Compare every two: name what matters more and how many times, such as cost 3, or = where both matter alike.\n"
        "1 equally, 3 somewhat more, 5 clearly, 7 much, 9 extremely."
    ),
}


def _weights_text(by: str, day: date, method: Method, answers: dict[str, object]) -> str:
    """The file of one person's weights."""
    return yaml_text({"by": by, "date": day.isoformat(), "method": method, **answers})


def file_stem(by: str) -> str:
    """What a person's file is called: letters and digits of any script in small, with hyphens between.

    Raises:
        ValueError: The name has no letter and no digit.
    """
    stem = "-".join(re.findall(r"[^\W_]+", by.casefold()))[:80]
    if not stem:
        message = f"{shown(by)} has no letter to name a file by; write a name"
        raise ValueError(message)
    return stem
