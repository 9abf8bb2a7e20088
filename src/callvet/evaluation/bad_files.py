"""Files that cannot be used: one exception for all that is wrong with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from callvet.model.problem import Problem


class BadFilesError(Exception):
    """Files cannot be used; ``problems`` says where and why, all of it."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        """Keep the problems, in the order of the files."""
        super().__init__(f"{len(problems)} problems")
        self.problems = tuple(problems)
