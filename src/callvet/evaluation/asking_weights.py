"""Asking one person for weights: what is asked by each method, and what an answer may be (`callvet weights --ask`)."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeVar

from callvet.evaluation.reading import BadFilesError, all_criteria, read_sound_needs, unknown_name
from callvet.evaluation.written_file import expect_new, in_yaml, write_whole
from callvet.load.discovery import WEIGHTS_FOLDER, NothingToWorkOnError, shown_path
from callvet.load.document import parse_document
from callvet.load.validation import validate
from callvet.model.weighing import FULL_SWING, MOST_COMPARED, MOST_TIMES, Weighing
from callvet.model.wording import shown
from callvet.score.matching import in_words
from callvet.score.ranking import split_applicable
from callvet.score.weights import WeightsError, known_names

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from callvet.model.needs import Needs
    from callvet.model.weighing import Method

T = TypeVar("T")

_NUMBER = r"(?a)\d{1,9}(\.\d{1,9})?"
_COMPARED = r"(?a)(.+?)[\s:=]+(\d(?:\.\d{1,6})?)"
_EQUAL = frozenset({"=", "equal", "equally", "1", "same"})


class Thing(NamedTuple):
    """What is weighed.

    Attributes:
        name: A group or a criterion.
        meaning: What a person reads beside it.
    """

    name: str
    meaning: str


class Ask(Protocol):
    """Puts a question, and gives what its answer is read as; a reader refuses with a ValueError that has the fix."""

    def __call__(self, prompt: str, read: Callable[[str], T]) -> T:
        """Put it until the answer can be read."""
        ...


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
    say(introduction(method, things))
    answers = ask_weights(method, things, ask)
    text = weights_text(person, today or date.today(), method, answers)  # noqa: DTZ011 - the day where the person is
    document, problems = parse_document(text, shown_path(path))
    if problems or document is None or (problems := validate(document, Weighing)[1]):
        raise BadFilesError(problems)
    write_whole(path, text, again=again)
    return path


def _person(by: str | None, ask: Ask) -> str:
    """Who is asked, by a name that a file can be called by."""

    def read(text: str) -> str:
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


def ask_weights(method: Method, things: Sequence[Thing], ask: Ask) -> dict[str, object]:
    """Put the questions of a method.

    Args:
        method: How weights are asked for.
        things: What is weighed.
        ask: Puts one question.

    Returns:
        The key of the file that holds the answers, with them.
    """
    match method:
        case "points":
            return {"points": _points(things, ask)}
        case "swing":
            return {"swing": _swings(things, ask)}
        case "roc" | "rank_sum":
            return {"order": _order([one.name for one in things], "matters most", "matters next", ask)}
        case "pairwise":
            return {"pairs": _pairs([one.name for one in things], ask)}


def introduction(method: Method, things: Sequence[Thing]) -> str:
    """What a person reads before the first question."""
    width = max(len(one.name) for one in things)
    listing = "\n".join(f"  {one.name:{width}}  {one.meaning}" for one in things)
    return f"{listing}\n\n{_HOW[method]}\n"


_HOW: dict[Method, str] = {
    "points": "Give each as many points as it is worth to you: any numbers, of any sum; 0 is an answer.",
    "swing": (
        "Think of a vendor that is the worst of all in every one of these. You may raise it in one of them, from the "
        "worst\nto the best. Which would you raise first, and how much is each of the others worth against that? Mind "
        "how far the\nworst and the best lie apart, not only how much the thing matters in itself."
    ),
    "roc": "Put them in order, what matters most first. No numbers are asked for.",
    "rank_sum": "Put them in order, what matters most first. No numbers are asked for.",
    "pairwise": (
        "Compare every two: name what matters more and how many times, such as cost 3, or = where both matter alike.\n"
        "1 equally, 3 somewhat more, 5 clearly, 7 much, 9 extremely."
    ),
}


def weights_text(by: str, day: date, method: Method, answers: dict[str, object]) -> str:
    """The file of one person's weights."""
    lines = [f"by: {in_yaml(by)}", f"date: {day.isoformat()}", f"method: {method}"]
    for key, value in answers.items():
        if key == "pairs" and isinstance(value, list):
            lines += [f"{key}:", *(f"  - {in_yaml(pair)}" for pair in value)]
        else:
            lines.append(f"{key}: {in_yaml(value)}")
    return "\n".join(lines) + "\n"


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


def _points(things: Sequence[Thing], ask: Ask) -> dict[str, Decimal]:
    """Points for each."""
    while True:
        found = {one.name: ask(f"{one.name}: how many points? ", _number_up_to(None)) for one in things}
        if any(found.values()):
            return found
        ask("All of them are 0, and something must weigh. Press Enter to begin again. ", str)


def _swings(things: Sequence[Thing], ask: Ask) -> dict[str, Decimal]:
    """An order, and then a rating for each, none above the one before it."""
    order = _order([one.name for one in things], "would you raise first", "would you raise next", ask)
    found = {order[0]: Decimal(FULL_SWING)}
    for name in order[1:]:
        most = min(found.values())
        prompt = f"{order[0]} is worth {FULL_SWING}. How much is {name}? (0 to {most:f}) "
        found[name] = ask(prompt, _number_up_to(most))
    return found


def _order(names: Sequence[str], first: str, following: str, ask: Ask) -> list[str]:
    """All names, one after the other; the last needs no question."""
    left, order = list(names), list[str]()
    while left[1:]:
        what = following if order else first
        prompt = f"{len(order) + 1}. Which {what}? ({', '.join(left)}) "
        order.append(ask(prompt, _one_of(tuple(left), names)))
        left.remove(order[-1])
    return order + left


def _pairs(names: Sequence[str], ask: Ask) -> list[dict[str, object]]:
    """A comparison of every two."""
    found = []
    every = list(combinations(names, 2))
    for place, (one, other) in enumerate(every, 1):
        prompt = f"{place} of {len(every)}: {one} or {other}? "
        more, times = ask(prompt, _comparison(one, other))
        than = other if more == one else one
        found.append({"more": more, "than": than, "times": times})
    return found


def _number_up_to(most: Decimal | None) -> Callable[[str], Decimal]:
    """Reads a number from 0, up to a bound where there is one."""

    def read(text: str) -> Decimal:
        if not re.fullmatch(_NUMBER, text):
            message = f"{shown(text)} is not a number; write it in digits, such as 40" if text else "write a number"
            raise ValueError(message)
        if most is not None and Decimal(text) > most:
            message = f"{text} is above {most:f}; it would come before in the order; write a number up to {most:f}"
            raise ValueError(message)
        return Decimal(text)

    return read


def _one_of(left: tuple[str, ...], every: Sequence[str]) -> Callable[[str], str]:
    """Reads one of the names that are left."""

    def read(text: str) -> str:
        if text in left:
            return text
        if text in every:
            message = f"{shown(text)} has its place already; write one of {', '.join(left)}"
            raise ValueError(message)
        raise ValueError(unknown_name(text, left, "one of them") if text else f"write one of {', '.join(left)}")

    return read


def _comparison(one: str, other: str) -> Callable[[str], tuple[str, Decimal]]:
    """Reads what matters more, and how many times."""

    def read(text: str) -> tuple[str, Decimal]:
        if text.casefold() in _EQUAL:
            return one, Decimal(1)
        found = re.fullmatch(_COMPARED, text)
        if not found or not 1 <= Decimal(found[2]) <= MOST_TIMES:
            message = f"write {one} or {other} with a number from 1 to {MOST_TIMES}, such as {one} 3; or ="
            raise ValueError(message)
        if found[1] not in {one, other}:
            raise ValueError(unknown_name(found[1], (one, other), "one of the two"))
        return found[1], Decimal(found[2])

    return read
