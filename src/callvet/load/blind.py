"""Judgements that call a vendor by its blind code: whose it is, and what to say where nobody has it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callvet.load.discovery import BLIND_FILE, is_there, vendor_id
from callvet.model.blind import CODE, code_form
from callvet.model.suggestion import closest
from callvet.model.wording import shown

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from pathlib import Path

    from callvet.load.discovery import Found
    from callvet.model.case import CodesFile


def codes_beside(found: Found) -> tuple[Path, ...]:
    """The files of codes beside judgements that were named without them."""
    beside = dict.fromkeys(path.parent / BLIND_FILE for path in found.judgements)
    return tuple(path for path in beside if path not in found.judgements and is_there(path))


def vendors_behind(names: Iterable[str], codes: Sequence[CodesFile]) -> dict[str, str]:
    """The ids of vendors by the codes that judgements name; what is no code is left out."""
    found = {name: vendor for name in names for one in codes if (vendor := one.codes.vendor_of(name))}
    return {name: vendor_id(vendor) for name, vendor in found.items()}


def why_unknown(written: str, known: Collection[str], codes: Sequence[CodesFile]) -> str:
    """What to say of a vendor that a judgement names and nobody knows.

    Args:
        written: The vendor, as the judgement calls it.
        known: The ids of all profiles.
        codes: The codes of the case.
    """
    if vendors_behind([written], codes):
        # Whose the code is, is not told: whoever reads this may be judging blind.
        fix = "bring it back, or take this judgement away"
        return f"the vendor whose code is {shown(written)} in {BLIND_FILE} has no profile; {fix}"
    if code_form(written).startswith(code_form(CODE) + " "):
        return _unknown_code(shown(written), [code for one in codes for code in one.codes.codes])
    meant = closest(written, known)
    fix = f"did you mean {shown(meant)}?" if meant else "write the name of its file without .yaml"
    return f"no profile is called {shown(written)}; {fix}"


def _unknown_code(written: str, there: Iterable[str]) -> str:
    """Says that nobody has a code; which one was meant cannot be guessed, for all codes are alike."""
    known = ", ".join(map(shown, sorted(there)))
    if not known:
        fix = "write the vendor's id, the name of its file without .yaml"
        return f"nobody has the code {written}, for there is no {BLIND_FILE} with codes beside it; {fix}"
    return f"nobody has the code {written} in {BLIND_FILE}; write one of {known}"
