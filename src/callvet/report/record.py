"""What a report rests on, so that another person can make it again and get the same bytes."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from callvet.evaluation.report_inputs import CitedSource, InputFile, Version
    from callvet.evaluation.reporting import ReportAnswer


class Record(NamedTuple):
    """What it rests on.

    Attributes:
        command: The call that makes the report again.
        hash: Of all files together. [64 hexadecimal digits]
        files: Each with its own.
        versions: What was at work.
        sources: Where facts come from.
        seed: Where random numbers began.
        draws: How many were made. [count]
        day: By which offers hold or have expired.
        whose_day: How that day was found.
    """

    command: str
    hash: str
    files: tuple[InputFile, ...]
    versions: tuple[Version, ...]
    sources: tuple[CitedSource, ...]
    seed: int
    draws: int
    day: str
    whose_day: str

    @property
    def sources_by_vendor(self) -> dict[str | None, list[CitedSource]]:
        """The sources of each vendor together, and those of the buyer under None."""
        found: dict[str | None, list[CitedSource]] = {}
        for source in self.sources:
            found.setdefault(source.vendor, []).append(source)
        return found


def record_of(answer: ReportAnswer, command: str) -> Record:
    """What an answer rests on.

    Args:
        answer: All that the report says.
        command: The call that makes it again.
    """
    whose = "as the call names it" if answer.day_is_given else "the latest day in the files"
    return Record(
        command=command,
        hash=hash_of_all(answer.inputs),
        files=answer.inputs,
        versions=answer.versions,
        sources=answer.sources,
        seed=answer.seed,
        draws=answer.draws,
        day=answer.day.isoformat(),
        whose_day=whose,
    )


def hash_of_all(files: Iterable[InputFile]) -> str:
    """One hash for all files: that of what ``sha256sum`` prints of them, in their order."""
    lines = "".join(f"{file.sha256}  {file.path}\n" for file in files)
    return sha256(lines.encode()).hexdigest()
