"""What was fixed before prices were opened, and does it still hold? (`callvet weights --freeze`, `callvet score`)"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from math import fsum
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, NamedTuple

from callvet import __version__
from callvet.evaluation.bad_files import BadFilesError
from callvet.evaluation.people.chosen_weights import named_points
from callvet.evaluation.people.frozen_values import Change, all_values, changes, frozen_hash, hash_of, values_of
from callvet.evaluation.reading import read_sound_needs
from callvet.evaluation.written_file import expect_new, write_whole
from callvet.load.discovery import FROZEN_FILE, NEEDS_FILE, WEIGHTS_FOLDER, NothingToWorkOnError, is_there, shown_path
from callvet.load.document import parse_document, read_document
from callvet.load.validation import validate
from callvet.load.yaml_text import block_lines
from callvet.model.frozen import Frozen, FrozenPlug
from callvet.score.matching import distinct_names, same_name
from callvet.score.own import own_weights

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from callvet.model.case import Case, FrozenFile, JudgementFile, QuoteFile
    from callvet.model.needs import Needs

Opened = Literal["read before", "dated before", "read that day"]
"""What an offer says of the order of freeze and opening."""

_HEAD = """\
# Fixed by callvet weights --freeze, before prices are opened. Leave it as it is: callvet score holds the needs
# against it, and it against its hash. What it proves and what not: docs/weights.md.
"""


class FreezeAnswer(NamedTuple):
    """What was fixed.

    Attributes:
        day: On which.
        hash: SHA-256 of all values, the day and the earlier freezes. [64 hexadecimal digits]
        path: The file.
        origin: Whose weights they are, in words.
        values: By dotted key, as text.
        judges: Who may judge.
        plugs: The buyer's own figures.
        before: Earlier freezes: day and hash, the oldest first.
        notes: What the user should know.
        weights: What each weight is of all that was given, by its dotted key. [share in 0..1]
    """

    day: date
    hash: str
    path: str
    origin: str
    values: tuple[Change, ...]
    judges: tuple[str, ...] = ()
    plugs: tuple[tuple[str, FrozenPlug], ...] = ()
    before: tuple[tuple[date, str], ...] = ()
    notes: tuple[str, ...] = ()
    weights: Mapping[str, float] = MappingProxyType({})


class FreezeCheck(NamedTuple):
    """Whether what was fixed still holds.

    Attributes:
        day: On which it was fixed.
        hash: As the file says. [64 hexadecimal digits]
        path: The file.
        found_hash: Of the values that the file holds; another one where it was altered.
        changed: What the ranking goes by that is not what was fixed.
        strangers: Judgements by people who are not among the judges: who, and where.
        opened: Offers that speak against prices having been opened later: id, day, and what the day is of.
        judges: Who may judge; none means that nobody was named.
        before: Earlier freezes: day and hash, the oldest first.
        version: The callvet that fixed it, where that is another one.
    """

    day: date
    hash: str
    path: str
    found_hash: str
    changed: tuple[Change, ...] = ()
    strangers: tuple[tuple[str, str], ...] = ()
    opened: tuple[tuple[str, date, Opened], ...] = ()
    judges: tuple[str, ...] = ()
    before: tuple[tuple[date, str], ...] = ()
    version: str = ""

    @property
    def intact(self) -> bool:
        """Whether the file holds what its hash was made of."""
        return self.hash == self.found_hash

    @property
    def holds(self) -> bool:
        """Whether everything that was fixed is as it was."""
        return self.intact and not self.changed


def freeze_case(
    needs: str | Path | None = None,
    *,
    weights_from: Sequence[str | Path] = (),
    judges: Iterable[str] = (),
    plugs: Mapping[str, FrozenPlug] | None = None,
    again: bool = False,
    today: date | None = None,
) -> FreezeAnswer:
    """Fix the needs with the weights that hold, and write them with a day and a hash into ``frozen.yaml`` beside them.

    Args:
        needs: The needs; left out, those of the current folder.
        weights_from: People's weights, whose mean is fixed in place of the weights in the needs.
        judges: Who may judge; none means anybody.
        plugs: The buyer's own figures for work that offers leave out.
        again: Whether a freeze that is there may be taken the place of; its hash is kept.
        today: The day of the freeze; None is the clock's.

    Raises:
        BadFilesError: Files have problems; all of them are told.
        FileExistsAlreadyError: There is a freeze, and it is not to be made again.
        NothingToWorkOnError: There are no needs, or no weights where they were named.
        OSError: The file cannot be written; nothing was.
        WeightsError: Nothing weighs.
    """
    path = Path(needs if needs is not None else NEEDS_FILE)
    if not is_there(path):
        message = f"there is no {shown_path(path)}, and a freeze fixes what stands in it; name it with --needs"
        raise NothingToWorkOnError(message)
    target = path.with_name(FROZEN_FILE)
    expect_new(target, again=again)
    wanted, origin, notes = _wanted(path, [Path(one) for one in weights_from])
    before = _before(target) if is_there(target) else ()
    people = distinct_names(judges)
    figures = dict(plugs or {})
    day = today or date.today()  # noqa: DTZ011 - the day where the people are
    values = all_values(values_of(wanted), people, figures, day, before)
    text = _text(values, day, before)
    _expect_readable(text, values)
    write_whole(target, text, again=again)
    told = tuple(one._replace(was="") for one in changes({}, values_of(wanted)))
    digest = hash_of(values)
    return FreezeAnswer(
        day=day,
        hash=digest,
        path=shown_path(target),
        origin=origin,
        values=told,
        judges=people,
        plugs=tuple(figures.items()),
        before=before,
        notes=notes,
        weights=_shares(wanted),
    )


def _shares(needs: Needs) -> dict[str, float]:
    """What each weight is of all, by its dotted key; the heaviest first. [share in 0..1]"""
    own = own_weights(needs)
    points = {f"own_criteria.{name}.weight": own[name] for name in own if name not in needs.weights}
    points |= {f"weights.{name}": float(weight) for name, weight in needs.weights.items()}
    total = fsum(points.values())
    return {key: points[key] / total for key in sorted(points, key=lambda key: (-points[key], key))}


def _wanted(path: Path, people: Sequence[Path]) -> tuple[Needs, str, tuple[str, ...]]:
    """The needs with the weights that are to hold, and whose these are."""
    file = read_sound_needs(path)
    if people:
        from callvet.evaluation.weighing import combined_weights, weights_origin  # noqa: PLC0415 - many have none

        answer = combined_weights(people, file)
        return file.needs.model_copy(update={"weights": dict(answer.points)}), weights_origin(answer), answer.notes
    origin = "your needs" if file.needs.weights else "the balanced preset"
    notes = []
    if is_there(path.with_name(WEIGHTS_FOLDER)):
        folder = shown_path(path.with_name(WEIGHTS_FOLDER))
        fix = f"to fix those in their place: callvet weights {folder} --freeze --again"
        notes.append(f"people's weights in {folder} were not fixed; {fix}")
    return _with_named_weights(file.needs, named_points(file.needs)), origin, tuple(notes)


def _with_named_weights(needs: Needs, points: Mapping[str, float]) -> Needs:
    """The needs with the weights that hold written out, whether from a preset or from options."""
    return needs.model_copy(update={"weights": {name: Decimal(repr(float(one))) for name, one in points.items()}})


def _before(path: Path) -> tuple[tuple[date, str], ...]:
    """The freezes that one more takes the place of, the oldest first.

    Raises:
        BadFilesError: The file that is there cannot be read, so that its hash would be lost.
    """
    document, problems = read_document(path, shown_path(path))
    frozen, faults = validate(document, Frozen) if document else (None, ())
    if frozen is None or problems:
        raise BadFilesError((*problems, *faults))
    return (*((one.frozen, one.hash) for one in frozen.before), (frozen.frozen, frozen.hash))


def _text(values: Mapping[str, object], day: date, before: Sequence[tuple[date, str]]) -> str:
    """The file."""
    earlier = [f'  - {{frozen: "{one.isoformat()}", hash: "{digest}"}}' for one, digest in before]
    lines = [
        f"frozen: {day.isoformat()}",
        f'hash: "{hash_of(values)}"',
        f'callvet: "{__version__}"',
        *(line for key in ("judges", "plugs", "needs") if values[key] for line in block_lines(key, values[key])),
        *(["before:", *earlier] if earlier else []),
    ]
    return _HEAD + "\n".join(lines) + "\n"


def _expect_readable(text: str, values: Mapping[str, object]) -> None:
    """Refuses to write what would not read back as it is, such as a judge whose name has a control character."""
    document, problems = parse_document(text, FROZEN_FILE)
    frozen, faults = validate(document, Frozen) if document else (None, ())
    if problems or faults or frozen is None:
        raise BadFilesError((*problems, *faults))
    if frozen_hash(frozen) != hash_of(values):
        message = "what was fixed does not read back as it is"
        raise RuntimeError(message)


def check_freeze(file: FrozenFile, case: Case, needs: Needs, points: Mapping[str, float]) -> FreezeCheck:
    """Whether a ranking rests on what was fixed.

    Args:
        file: What was fixed.
        case: The judgements and the offers.
        needs: The needs that the ranking goes by, with the options of the call.
        points: The weights that it goes by. [points, of any sum]
    """
    frozen = file.frozen
    now = values_of(_with_named_weights(needs, points))
    return FreezeCheck(
        day=frozen.frozen,
        hash=frozen.hash,
        path=file.document.path,
        found_hash=frozen_hash(frozen),
        changed=changes(values_of(frozen.needs), now),
        strangers=tuple(_strangers(frozen.judges, case.judgements)),
        opened=tuple(_opened(frozen.frozen, case.quotes)),
        judges=frozen.judges,
        before=tuple((one.frozen, one.hash) for one in frozen.before),
        version=frozen.callvet if frozen.callvet and frozen.callvet != __version__ else "",
    )


def _strangers(judges: Sequence[str], files: Iterable[JudgementFile]) -> Iterator[tuple[str, str]]:
    """Judgements by people who are not among the judges."""
    known = {same_name(name) for name in judges}
    for file in files if judges else ():
        if same_name(file.judgement.by) not in known:
            yield file.judgement.by, str(file.document.value_place("by"))


def _opened(day: date, files: Iterable[QuoteFile]) -> Iterator[tuple[str, date, Opened]]:
    """Offers that were read before the freeze, or are dated before it where nothing says when they were read."""
    for file in files:
        source = file.quote.source
        read = source.read if source else None
        if read is not None and read < day:
            yield file.id, read, "read before"
        elif read == day:
            yield file.id, day, "read that day"
        elif read is None and file.quote.dated is not None and file.quote.dated < day:
            yield file.id, file.quote.dated, "dated before"
