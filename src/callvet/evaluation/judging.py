"""What did a person think of a vendor? (`callvet testcall`): what to ask, what an answer may be, and the file of it."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from callvet.evaluation.bad_files import BadFilesError
from callvet.evaluation.people.blinding import CaseCodes, blind_file, case_codes, read_codes
from callvet.evaluation.reading import OPINIONS
from callvet.evaluation.vendor_page import profile_path
from callvet.load.case import load_needs
from callvet.load.discovery import Found, NothingToWorkOnError, is_there, root_of, shown_path, vendor_id
from callvet.load.document import parse_document, read_document
from callvet.load.validation import validate
from callvet.load.writing import write_numbered
from callvet.load.yaml_text import yaml_text
from callvet.model.judgement import Judgement
from callvet.score.criteria import CRITERIA
from callvet.score.own import own_criteria
from callvet.score.scales import CHECKLIST, Scale, opinion_scale

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from callvet.model.document import Value
    from callvet.model.needs import Needs

Occasion = Literal["test_call", "meeting", "reference"]

_HEAD: Final = "# yaml-language-server: $schema=../schemas/judgement.schema.json\n"
"""As ``callvet init`` writes it: editors check and complete the file by it."""
_MARKS: Final = "marks."
_WORDS: Final = frozenset({"vendor", "by", "kind", "client_called", "notes"})
"""Where a figure that is typed is a name or a remark, and no number."""
_FIGURE: Final = re.compile(r"-?\d{1,20}(\.\d{1,20})?", re.ASCII)
_ANY: Final = {"vendor": "anyone", "by": "anyone", "date": "2026-01-01"}
"""Answers beside which one answer is looked at alone."""
_LONGEST_STEM: Final = 40
_OPENING: Final = {"test_call": "Who called?", "meeting": "Who met them?", "reference": "Who spoke with their client?"}


class Question(NamedTuple):
    """One line to ask.

    Attributes:
        key: The key that the answer is written under, such as ``by`` or ``marks.greeting``.
        text: What is asked.
        blank: What a blank answer stands for, where it stands for something; of a key that must be there, nothing.
        required: Whether a blank answer is refused.
        scale: What the marks mean, where a mark is asked.
    """

    key: str
    text: str
    blank: str = ""
    required: bool = False
    scale: Scale | None = None


class Sheet(NamedTuple):
    """What to ask about one vendor on one occasion.

    Attributes:
        vendor: As the judgement will name it: its id, or its code.
        called: As people are told it: its name, or its code.
        kind: The occasion.
        folder: Where the judgement will lie.
        questions: In the order in which they are asked.
        given: Answers that need not be asked for, by key.
        codes: The codes that were written for this sheet; None where none were needed.
    """

    vendor: str
    called: str
    kind: Occasion
    folder: Path
    questions: tuple[Question, ...]
    given: Mapping[str, str]
    codes: CaseCodes | None = None


def judgement_sheet(
    vendor: str,
    kind: Occasion = "test_call",
    *,
    by: str | None = None,
    needs: str | Path | None = None,
    blind: bool = False,
    today: date | None = None,
) -> Sheet:
    """What to ask: the checklist of a test call; after a meeting or a reference, the criteria that people mark.

    Args:
        vendor: Its id in ``vendors/`` of the current folder, its code in ``judgements/blind.yaml``, or its profile.
        kind: The occasion.
        by: Who judges, where that need not be asked.
        needs: The needs, whose own criteria are asked too; left out, sought beside the vendors.
        blind: Whether the vendor is called by its code. One that is named by it always is.
        today: The date that a blank answer stands for; None is the clock's.

    Raises:
        BadFilesError: The needs or the codes have problems.
        NothingToWorkOnError: There is no such vendor.
        ValueError: ``by`` cannot be written down; the message has the fix.
    """
    named, is_code = _named(vendor)
    profile = profile_path(named)
    if not is_there(profile):
        message = f"{shown_path(profile)} is not there; name a vendor's profile, or its id in vendors/"
        raise NothingToWorkOnError(message)
    own_id, codes = vendor_id(profile.stem), None
    called = _name_in(profile, own_id)
    if blind or is_code:
        codes = case_codes(Found(vendors=(profile,)), {own_id: called})
        called = codes.of(own_id)
    marked = CHECKLIST if kind == "test_call" else _opinions(_needs_beside(profile, needs))
    questions = _questions(kind, marked, today or date.today())  # noqa: DTZ011 - the caller's own calendar
    sheet = Sheet(
        vendor=codes.of(own_id) if codes else own_id,
        called=called,
        kind=kind,
        folder=root_of(profile.parent) / "judgements",
        questions=tuple(question for question in questions if question.key != "by" or by is None),
        given={} if by is None else {"by": by.strip()},
        codes=codes,
    )
    if by is not None and (fault := fault_of(sheet, Question("by", "", required=True), by)):
        raise ValueError(fault)
    return sheet


def fault_of(sheet: Sheet, question: Question, answer: str) -> str:
    """Why an answer cannot be kept, with the fix; nothing where it can.

    The reader of files judges it, so that nothing is written that it would refuse.
    """
    if not answer.strip():
        return "an answer is needed here; write it, or stop with Ctrl-C" if question.required else ""
    if any("\ud800" <= sign <= "\udfff" for sign in answer):
        return "a sign here is not UTF-8; write it again, or leave it out"
    text = _text(_ANY | {"kind": sheet.kind, question.key: answer.strip()})
    document, problems = parse_document(text, "")
    if document is not None and not problems:
        _, problems = validate(document, Judgement)
    return problems[0].message if problems else ""


def keep_judgement(sheet: Sheet, answers: Mapping[str, str]) -> Path:
    """Write the judgement, all at once and over nothing.

    Args:
        sheet: What was asked.
        answers: By the questions' keys; blank ones are left out, or stand for what the question says.

    Returns:
        The file, ``judgements/VENDOR-NAME-test-call.yaml``, with a number added where others have that name.

    Raises:
        NothingToWorkOnError: Nothing was answered but who and when, or the file cannot be written.
        ValueError: An answer is wrong; the message has the fix.
    """
    told = {question.key: answers.get(question.key, "").strip() or question.blank for question in sheet.questions}
    for question in sheet.questions:
        if fault := fault_of(sheet, question, told[question.key]):
            raise ValueError(fault)
    given = {**sheet.given, **{key: answer for key, answer in told.items() if answer}}
    if not given.keys() - {"by", "date", "client_called"}:
        message = "no mark, no wait and no note was given, so there is nothing to keep; no judgement was written"
        raise NothingToWorkOnError(message)
    text = _HEAD + _text({"vendor": sheet.vendor, "by": "", "date": "", "kind": sheet.kind} | given)
    stem = "-".join((_stem(sheet.vendor), _stem(given["by"]), sheet.kind.replace("_", "-")))
    try:
        return write_numbered(sheet.folder, stem, text)
    except OSError as refused:
        why = refused.strerror or str(refused)
        message = f"{shown_path(sheet.folder)}: {why}; no judgement was written"
        raise NothingToWorkOnError(message) from refused


def judge_vendor(
    vendor: str,
    answers: Mapping[str, str],
    kind: Occasion = "test_call",
    *,
    by: str | None = None,
    needs: str | Path | None = None,
    blind: bool = False,
) -> Path:
    """Write down what a person thought of a vendor.

    Args:
        vendor: As ``judgement_sheet`` takes it.
        answers: By key, as a person would type them: ``{"by": "Ann", "marks.greeting": "8"}``.
        kind: The occasion.
        by: Who judges, where the answers do not say.
        needs: The needs; left out, sought beside the vendors.
        blind: Whether the vendor is called by its code.

    Returns:
        The file that was written; none is ever overwritten.

    Raises:
        BadFilesError: The needs or the codes have problems.
        NothingToWorkOnError: There is no such vendor, nothing was marked, or the file cannot be written.
        ValueError: An answer is wrong, or is to nothing that is asked; the message has the fix.
    """
    sheet = judgement_sheet(vendor, kind, by=by, needs=needs, blind=blind)
    asked = [question.key for question in sheet.questions]
    if unasked := [key for key in answers if key not in asked]:
        message = f"{unasked[0]} is not asked after a {kind}; answer {', '.join(asked)}"
        raise ValueError(message)
    return keep_judgement(sheet, answers)


def _named(vendor: str) -> tuple[str, bool]:
    """The id or the path of a vendor, and whether it was named by its code."""
    folder = Path("vendors")
    codes = read_codes(blind_file(Found(vendors=(folder / "any.yaml",)))) if folder.is_dir() else None
    behind = codes.vendor_of(vendor) if codes else None
    is_id = any((folder / f"{vendor}{suffix}").is_file() for suffix in (".yaml", ".yml"))
    return (vendor, False) if behind is None or is_id else (behind, True)


def _name_in(profile: Path, otherwise: str) -> str:
    """The name that a profile gives its vendor; a faulty one is no reason not to call it."""
    document, _ = read_document(profile, shown_path(profile))
    name = document.value_at("name") if document is not None else None
    return name if isinstance(name, str) else otherwise


def _needs_beside(profile: Path, needs: str | Path | None) -> Needs:
    """The needs of the vendor's case."""
    case = load_needs([profile], needs)
    if case.problems:
        raise BadFilesError(case.problems)
    return case.needs.needs


def _opinions(needs: Needs) -> tuple[Scale, ...]:
    """The criteria that people mark, the committee's own among them."""
    by_id = {one.id: one for one in CRITERIA}
    own = [one for one in own_criteria(needs) if needs.own_criteria[one.id].key is None]
    return tuple(opinion_scale(one) for one in (*(by_id[name] for name in OPINIONS), *own))


def _questions(kind: Occasion, marked: Sequence[Scale], today: date) -> tuple[Question, ...]:
    """Every line, in order."""
    wait = Question("wait_seconds", "How many seconds until somebody answered?")
    return (
        Question("by", _OPENING[kind], required=True),
        *((Question("client_called", "Which client's line?"),) if kind == "test_call" else ()),
        Question("date", "On which day?", blank=today.isoformat()),
        *((wait,) if kind == "test_call" else ()),
        *(Question(_MARKS + scale.name, scale.question, scale=scale) for scale in marked),
        Question("notes", "What else was noticed?"),
    )


def _text(answers: Mapping[str, str]) -> str:
    """The answers as a file, in their order; marks stand together."""
    lines: dict[str, Value] = {}
    marks: dict[str, Value] = {}
    for key, answer in answers.items():
        if not key.startswith(_MARKS):
            lines[key] = answer if key in _WORDS else _figure_or_text(answer)
            continue
        lines["marks"] = marks
        marks[key.removeprefix(_MARKS)] = _figure_or_text(answer)
    return yaml_text(lines)


def _figure_or_text(answer: str) -> Value:
    """What is typed where a figure is asked; the reader of files refuses any other text there."""
    return Decimal(answer) if _FIGURE.fullmatch(answer) else answer


def _stem(name: str) -> str:
    """A name as a part of a file's: letters and figures, with hyphens between."""
    plain = re.sub(r"[\W_]+", "-", unicodedata.normalize("NFC", name).lower()).strip("-")
    return plain[:_LONGEST_STEM].strip("-") or "somebody"
