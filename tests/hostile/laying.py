"""A sound case with one hostile file in it, and what is asked of it."""

from __future__ import annotations

import csv
import shutil
import signal
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal, NamedTuple, TypeAlias, cast

import pytest
from typer.testing import CliRunner

from callvet.cli.app import app
from callvet.report import formats
from tests.hostile.drawing import FAULTS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from callvet.report.formats import FormatName
    from callvet.report.page import Page

CORPUS: Final = Path(__file__).with_name("corpus")
INDEX: Final = Path(__file__).with_name("corpus.csv")
Outcome: TypeAlias = Literal["refused", "inert"]
MOST_SECONDS: Final = 2
"""Of the processor, for one question of one hostile file; on the wall it hangs on how busy the machine is. [s]"""
ENDED_AFTER: Final = 5
"""What never would end is ended after so many times what it may take: interval timers count by ticks, and not well."""
MOST_SECONDS_OF_MANY: Final = 30
"""The same for what is asked of many files at once. [s]"""

SOUND: Final[Mapping[str, str]] = {
    "needs.yaml": "company: Larkspur Prints\ndemand: {calls_per_month: 500}\nweights: {hours: 1, cost: 1, staff: 1}\n",
    "vendors/sound.yaml": """\
name: Sound Calls
hours: {open: 24/7, timezone: America/Chicago, holidays: open}
languages: [{code: en, level: native}]
""",
    "quotes/sound.yaml": """\
vendor: sound
reference: S-1
dated: 2026-10-01
currency: USD
charges:
  - {per: minute, rate: 0.95, clock: {counts: [talk], step_seconds: 60}}
""",
    "judgements/sound.yaml": "vendor: sound\nby: ann\ndate: 2026-10-20\nkind: meeting\nmarks: {staff: 6}\n",
    "calls.csv": "start,talk_seconds\n2026-03-02T09:00:00-06:00,60\n2026-03-02T10:00:00-06:00,90\n",
}
"""What lies beside a hostile file."""


class Asked(NamedTuple):
    """What is asked of the files of a folder.

    Attributes:
        refuses: The command that looks a file over; ``{file}`` is its path.
        code: With what the command ends where a file is refused.
        around: What it says then; ``{told}`` is the line of the index.
        draws: What draws the text of a file that is sound, as far as its folder knows.
    """

    refuses: Sequence[str]
    code: int
    around: str
    draws: Sequence[Sequence[str]] = ()


_CANNOT: Final = "{told}\n1 problem in 1 file; nothing was answered.\n"
ASKED: Final[Mapping[str, Asked]] = {
    "vendors": Asked(("check", "-q"), 1, "{told}\n", (("show", "{file}"),)),
    "quotes": Asked(("check", "-q"), 1, "{told}\n", (("clauses", "{file}"), ("cost",))),
    "needs": Asked(("check", "-q", "vendors", "--needs", "{file}"), 1, "{told}\n", (("score", "--needs", "{file}"),)),
    "judgements": Asked(("check", "-q"), 1, "{told}\n", (("judgements",), ("show", "sound"))),
    "weights": Asked(("weights", "weights"), 2, _CANNOT, (("weights", "weights"),)),
    "invoices": Asked(("audit", "{file}", "calls.csv", "quotes/sound.yaml"), 2, _CANNOT),
    "logs": Asked(
        ("replay", "{file}", "quotes/sound.yaml"), 2, "callvet: {told}\n", (("replay", "{file}", "quotes/sound.yaml"),)
    ),
    "books": Asked(("rfp", "read", "{file}"), 1, "{told}\n{file}: 1 problem, so nothing was written.\n"),
}


class Hostile(NamedTuple):
    """One file of the corpus, as the index has it.

    Attributes:
        file: Its path within the corpus; its folder is what it is given out to be.
        fault: What is wrong with it.
        outcome: Whether it is refused, or read and drawn without harm.
        told: The one line that refuses it, word for word, which names it as it lies in the case.
    """

    file: str
    fault: str
    outcome: Outcome
    told: str

    @property
    def asked(self) -> Asked:
        """What is asked of it."""
        return ASKED[self.file.partition("/")[0]]


def index() -> tuple[Hostile, ...]:
    """Every file that the index tells of."""
    with INDEX.open(encoding="utf-8", newline="") as file:
        return tuple(
            Hostile(row["file"], row["fault"], cast("Outcome", row["outcome"]), row["told"])
            for row in csv.DictReader(file)
        )


def lay(root: Path, *files: Path) -> None:
    """Lay a sound case with files of the corpus among the others of their kind."""
    for name, text in SOUND.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    for file in files:
        (root / file.parent.name).mkdir(exist_ok=True)
        shutil.copyfile(file, root / file.parent.name / file.name)


def words(args: Sequence[str], file: str) -> list[str]:
    """A command for a file."""
    return [word.format(file=file) for word in args]


class Said(NamedTuple):
    """What a command said, and how it ended."""

    code: int
    out: str
    err: str


def ask(*args: str, seconds: int = MOST_SECONDS) -> Said:
    """Ask in this process; what is not caught is raised, and so is what takes too long.

    Args:
        args: The command.
        seconds: What it may take of the processor. [s]
    """
    with bounded(seconds):
        result = CliRunner().invoke(app, list(args))
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return Said(result.exit_code, result.stdout, result.stderr)


def ask_in_every_format(*args: str, seconds: int = MOST_SECONDS) -> dict[str, Said]:
    """Ask once for people and once for programs, and have the page for people drawn in every other format, too.

    JSON has figures of its own, for which more is reckoned. Where nothing was answered, there is no page to draw.
    """
    pages: list[Page] = []

    def keep_and_render(page: Page, name: FormatName) -> str:
        pages.append(page)
        return render(page, name)

    render = formats.render
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(formats, "render", keep_and_render)
        found = {"table": ask(*args, seconds=seconds)}
    drawn: tuple[FormatName, ...] = ("csv", "markdown", "html")
    assert {*drawn, "json", "table"} == set(FAULTS)
    found |= {name: found["table"]._replace(out=render(page, name)) for page in pages for name in drawn}
    return found | {"json": ask(*args, "-f", "json", seconds=seconds)}


@contextmanager
def bounded(seconds: int) -> Iterator[None]:
    """Refuses what takes the processor for too long, and ends what would for ever. [s]"""

    def too_long(*_: object) -> None:
        message = f"more than {ENDED_AFTER * seconds} seconds of the processor"
        raise AssertionError(message)

    before = signal.signal(signal.SIGPROF, too_long)
    signal.setitimer(signal.ITIMER_PROF, ENDED_AFTER * seconds)
    began = time.process_time()
    try:
        yield
        assert time.process_time() - began < seconds
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
