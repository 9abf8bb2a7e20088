"""What all groups of keys of a file have in common: fixed once read, and no key that is not known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict

if TYPE_CHECKING:
    from collections.abc import Iterable

    from callvet.model.document import KeyPath


class Section(BaseModel):
    """A group of keys. None stands for a key left out: unknown, never no and never zero.

    The modules of sections do without ``from __future__ import annotations``, since pydantic would have to evaluate
    the text of every field at every start. A group that is left out is one frozen value for all files, made by
    ``model_construct``: calling the class would build the checks of that group again, for it alone.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    def inconsistencies(self) -> Iterable[tuple[KeyPath, str]]:
        """What no key is wrong in alone: the way to the key to mend, and what to do. None by default."""
        return ()
