"""Judging without names: the blind codes of a case, and text in which no vendor is named."""

from __future__ import annotations

import re
import unicodedata
from itertools import product
from secrets import SystemRandom
from typing import TYPE_CHECKING, Final, NamedTuple

from callvet.evaluation.bad_files import BadFilesError
from callvet.load.discovery import (
    BLIND_FILE,
    NothingToWorkOnError,
    is_there,
    neighbours,
    root_of,
    shown_path,
    vendor_id,
)
from callvet.load.document import parse_document, read_document
from callvet.load.validation import validate
from callvet.load.writing import write_new, write_over
from callvet.load.yaml_text import scalar_text
from callvet.model.blind import CODE, BlindCodes, is_callvets
from callvet.model.case import CodesFile
from callvet.model.problem import Problem
from callvet.model.wording import shown

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from pathlib import Path

    from callvet.load.discovery import Found

_LETTERS: Final = "ABCDEFGHJKLMNPRSTUVWXYZ"
"""Without I, O and Q, which are taken for figures and for each other."""
_HEAD: Final = """\
# Whose each blind code is, for people who judge without names: keep it from them.
# callvet wrote it once. A code once given is never changed, since judgements may name it.
codes:
"""
_SURE_PART: Final = 5
"""A name of so many letters is hidden within words too, and so is the first word of a name by itself. [letters]"""
_BEGINNING: Final = "(?-i:"
"""Begins the pattern for the first word of a name, which counts with its capital alone."""
_LONGEST_NAME: Final = 60
_HIDDEN: Final = "\0"
"""Stands for a name where it is asked whether there is one; no file can hold it."""


class CaseCodes(NamedTuple):
    """The blind codes of a case.

    Attributes:
        codes: Whose each is.
        path: The file that keeps them.
        is_new: Whether that file was written, or added to, for this answer.
    """

    codes: BlindCodes
    path: Path
    is_new: bool

    def of(self, vendor: str) -> str:
        """The code of a vendor's id."""
        return self.codes.code_of(vendor) or CODE


def blind_file(found: Found) -> Path:
    """Where the codes of a case lie, or would."""
    first = next(iter((*found.vendors, *found.unsorted, *found.judgements, *found.quotes)))
    return root_of(first.parent) / "judgements" / BLIND_FILE


def read_codes(path: Path, names: Mapping[str, str] | None = None) -> BlindCodes | None:
    """The codes of a file; None where there is none.

    Args:
        path: The file.
        names: Of the vendors whom no code may name, by their ids; the ids that have a code are known already.

    Raises:
        BadFilesError: The file has problems.
    """
    if not is_there(path):
        return None
    document, problems = read_document(path, shown_path(path))
    codes = None
    if document is not None:
        codes, more = validate(document, BlindCodes)
        problems += (*more, *(naming_codes(CodesFile(codes, document), names or {}) if codes else ()))
    if problems or codes is None:
        raise BadFilesError(problems)
    return codes


def naming_codes(file: CodesFile, names: Mapping[str, str]) -> Iterator[Problem]:
    """Codes that somebody wrote and that name a vendor, the one behind it or another; the problem does not.

    Args:
        file: The codes.
        names: Of vendors, by their ids; the ids that have a code are known already.
    """
    codes = file.codes.codes
    written = [code for code in codes if not is_callvets(code)]
    veil = Veil(dict.fromkeys((*codes.values(), *names), _HIDDEN), names) if written else Veil({}, {})
    free = next(code for letter in _LETTERS if (code := f"{CODE} {letter}") not in codes or letter == _LETTERS[-1])
    for code in written:
        if _HIDDEN in veil.text(code):
            message = f"codes: this code names a vendor; write one that names nobody, such as {free}, here and wherever"
            yield Problem(file.document.key_place("codes", code), f"{message} a judgement uses it")


def case_codes(found: Found, names: Mapping[str, str] | None = None) -> CaseCodes:
    """The codes of a case, given by chance and written where they are missing.

    Args:
        found: The files of the case; profiles that lie beside them get codes too, so that no later call adds any.
        names: Of vendors that must have a code, by their ids.

    Raises:
        BadFilesError: The file of codes has problems.
        NothingToWorkOnError: It cannot be written.
    """
    path = blind_file(found)
    profiles = neighbours(found._replace(unsorted=()))
    known = dict.fromkeys((vendor_id(one.stem) for one in profiles), "") | dict(names or {})
    there, wanted = read_codes(path, known), sorted(known)
    codes = _with_codes(there, wanted)
    if codes == there:
        return CaseCodes(codes, path, is_new=False)
    _write(path, there, codes)
    return CaseCodes(codes, path, is_new=True)


def _write(path: Path, there: BlindCodes | None, codes: BlindCodes) -> None:
    """Keep the codes, since they are worth nothing if the next call gives others.

    Raises:
        NothingToWorkOnError: They cannot be kept.
    """
    try:
        if there is None:
            write_new(path, _HEAD + _lines(codes.codes))
        else:
            write_over(path, _added(path.read_text(encoding="utf-8"), there, codes))
    except OSError as refused:
        why = shown(str(refused.strerror or refused))
        message = f"{shown_path(path)}: {why}; codes must be kept there, so make that folder one that can be written to"
        raise NothingToWorkOnError(message) from refused


def _with_codes(there: BlindCodes | None, vendors: Collection[str]) -> BlindCodes:
    """The codes that there are, and one by chance for each vendor without."""
    codes = dict(there.codes) if there else {}
    without = [vendor for vendor in vendors if vendor not in codes.values()]
    singles = [f"{CODE} {letter}" for letter in _LETTERS]
    free = [code for code in singles if code not in codes]
    if len(free) < len(without):
        free += [code for pair in product(_LETTERS, repeat=2) if (code := f"{CODE} {''.join(pair)}") not in codes]
    given = dict(zip(SystemRandom().sample(free, len(without)), without, strict=True))
    return BlindCodes(codes=codes | dict(sorted(given.items())))


def _lines(codes: Mapping[str, str]) -> str:
    """Codes as lines of the file."""
    return "".join(f"  {scalar_text(code)}: {scalar_text(vendor)}\n" for code, vendor in codes.items())


def _added(text: str, there: BlindCodes, codes: BlindCodes) -> str:
    """The file with more codes; as it was where lines can be added to it, else written anew."""
    new = {code: vendor for code, vendor in codes.codes.items() if code not in there.codes}
    longer = text.rstrip("\n") + "\n" + _lines(new)
    document, problems = parse_document(longer, "")
    fits = document is not None and not problems and document.value == {"codes": codes.codes}
    return longer if fits else _HEAD + _lines(codes.codes)


class Veil:
    """Hides the names of vendors in text: ids, names, and first words of names that are long enough to be sure of."""

    def __init__(self, codes: Mapping[str, str], names: Mapping[str, str]) -> None:
        """Keep what to hide.

        Args:
            codes: The code of each vendor by its id.
            names: The name of each by its id, where it has one.
        """
        self.codes = codes
        told = [(name, codes[vendor]) for vendor in codes for name in _patterns(vendor, names.get(vendor, ""))]
        # The longest first, so that nothing is left of it; how a name begins, after all that are told in full.
        told.sort(key=lambda pair: (pair[0].startswith(_BEGINNING), -len(pair[0])))
        self._codes = [code for _, code in told]
        self._pattern = re.compile("|".join(f"({pattern})" for pattern, _ in told) or r"(?!)", re.IGNORECASE)

    def text(self, text: str) -> str:
        """Text without a name."""
        plain = text if text.isascii() else unicodedata.normalize("NFC", text)
        return self._pattern.sub(lambda found: self._codes[(found.lastindex or 1) - 1], plain)


def _patterns(vendor: str, name: str) -> tuple[str, ...]:
    """What a vendor may be called, as patterns: its id, its name, and how the name begins where that tells enough."""
    plain = unicodedata.normalize("NFC", name).strip()
    words = plain.split()
    starts = (" ".join(words[:count]) for count in range(2, len(words)))
    wholes = dict.fromkeys(filter(None, (vendor, plain, shown(plain, _LONGEST_NAME), *starts)))
    first = words[0] if words[1:] else ""
    # In small letters it may be any word: customers are not Customer First.
    begins = f"{_BEGINNING}{_alone(re.escape(first))})" if len(first) >= _SURE_PART else ""
    return tuple(filter(None, (*map(_anywhere, wholes), begins)))


def _anywhere(name: str) -> str:
    """A pattern for a name, whatever its gaps; a short one counts as a word of its own alone."""
    inside = r"[\s_-]*".join(re.escape(word) for word in re.split(r"[\s_-]+", name) if word) or re.escape(name)
    return inside if len(name) >= _SURE_PART else _alone(inside)


def _alone(pattern: str) -> str:
    """A pattern that stands for a whole word."""
    return rf"(?<![^\W_]){pattern}(?![^\W_])"
