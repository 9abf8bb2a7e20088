"""What all groups of keys of a file have in common: fixed once read, and no key that is not known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict

if TYPE_CHECKING:
    from collections.abc import Iterable

    from callvet.model.document import KeyPath


class Section(BaseModel):
    """A group of keys. None stands for a key left out: unknown, never no and never zero."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    def inconsistencies(self) -> Iterable[tuple[KeyPath, str]]:
        """What no key is wrong in alone: the way to the key to mend, and what to do. None by default."""
        return ()
