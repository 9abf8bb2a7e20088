"""Blind codes: what vendors are called where people judge without their names."""

import re
from collections.abc import Iterable

from callvet.model.document import KeyPath
from callvet.model.section import Section
from callvet.model.units import Text
from callvet.model.wording import shown

CODE = "Vendor"
"""Begins every code that callvet writes, before its letters."""
_CALLVETS = rf"{CODE} ([A-Z]{{1,2}})"


class BlindCodes(Section):
    """Whose each code is. A code once given is never changed, since judgements may name it."""

    codes: dict[Text, Text]
    """The vendor's id by its code."""

    def inconsistencies(self) -> Iterable[tuple[KeyPath, str]]:
        """Vendors with two codes, and codes that differ in case alone."""
        vendors: dict[str, str] = {}
        forms: dict[str, str] = {}
        for code, vendor in self.codes.items():
            first = vendors.setdefault(vendor, code)
            if first != code:
                # Whose it is, is not told: whoever reads this may be judging blind.
                yield ("codes", code), f"its vendor has the code {shown(first)} already; keep the older of the two"
            first = forms.setdefault(code_form(code), code)
            if first != code:
                yield ("codes", code), f"this is the code {shown(first)} in other letters; choose another"

    def vendor_of(self, written: str) -> str | None:
        """The id behind a code, however its letters and gaps are written; None for what is no code."""
        return {code_form(code): vendor for code, vendor in self.codes.items()}.get(code_form(written))

    def code_of(self, vendor: str) -> str | None:
        """The code of a vendor's id; None where it has none."""
        return {whose: code for code, whose in self.codes.items()}.get(vendor)


def code_form(text: str) -> str:
    """The form in which two writings of one code are equal: ``vendor-k`` is ``Vendor K``."""
    return " ".join(text.replace("-", " ").replace("_", " ").split()).casefold()


def is_callvets(code: str) -> bool:
    """Whether a code is one that callvet gives, so that it names nobody, whatever vendors are called."""
    return re.fullmatch(_CALLVETS, code) is not None


def letter_of(code: str) -> str:
    """The letter of a code that callvet gave; nothing where it has two, or is no such code."""
    found = re.fullmatch(_CALLVETS, code)
    return found[1] if found and len(found[1]) == 1 else ""
