"""Feeds the reader of files with what nobody would write, and with ever more of what leads it somewhere new.

``python fuzz/loader.py`` goes on for a minute, after ``pip install -e '.[fuzz]'``. For hours it does with
``--seconds 36000 --keep FOLDER``, where the next run begins; the first begins at the files of ``tests/hostile`` and of
the example case. What fails is written beside, as ``found-…``; ``python fuzz/loader.py found-…`` does it once more.
What was found becomes a file of ``tests/hostile``, or a test beside what it mended.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final, NoReturn

import atheris

with atheris.instrument_imports(include=["callvet"]):
    from callvet.load.contents import LINE_BREAK, decoded
    from callvet.load.document import parse_document
    from callvet.load.syntax import Fault
    from callvet.load.validation import _keys_of, validate
    from callvet.model.blind import BlindCodes
    from callvet.model.frozen import Frozen
    from callvet.model.invoice import Invoice
    from callvet.model.judgement import Judgement
    from callvet.model.needs import Needs
    from callvet.model.quote import Quote
    from callvet.model.vendor import Vendor
    from callvet.model.weighing import Weighing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from callvet.model.problem import Problem
    from callvet.model.section import Section

ROOT: Final = Path(__file__).parents[1]
NAME: Final = "fuzz.yaml"
KINDS: Final[dict[str, type[Section]]] = {
    "vendors": Vendor,
    "quotes": Quote,
    "needs": Needs,
    "judgements": Judgement,
    "weights": Weighing,
    "frozen": Frozen,
    "blind": BlindCodes,
    "invoices": Invoice,
}
"""What a file is read as, by the folder that its seeds lie in. The first byte of a try is the number of one."""
SIGNS: Final = (
    *("- ", ": ", "? ", "{", "}", "[", "]", ", ", "|\n", ">-\n", "\n  ", "\t", '"', "'", " #", "---\n", "...\n"),
    *("&a ", "*a", "<<: ", "!!str ", "!x ", "%YAML 1.1\n", "~", "null", "none", "NO", "true", ".nan", "-.inf", "1e16"),
    *("0x1F", "0o17", "1_000", "12:30:45", "2026-02-29", "24/7", "85%", '"\\x1b[31m"', '"\\ud800"', "\u0085", "\u2028"),
    *("\ufeff", "\u202e", "\x1b", "=1+1", "<b>", "[red]", "../", "x-"),
)
LONGEST: Final = 8192
"""Of a try: sample files have up to 6 KB, and shorter tries are more of them. [bytes]"""
SECONDS_FOR_ONE: Final = 30
"""By the clock, on a machine that may be busy, and with Python traced, which makes it slow. [s]"""
MOST_MEGABYTES: Final = 2048
"""What the tracing of Python's code takes is most of it. [MB]"""


def try_once(data: bytes) -> None:
    """Read one file; whatever it is, it comes to values and to problems that can be printed, and to nothing else."""
    if not data:
        return
    model = tuple(KINDS.values())[data[0] % len(KINDS)]
    text = decoded(data[1:])
    if isinstance(text, Fault):
        expect_inert(text.message)
        return
    document, problems = parse_document(text, NAME)
    for problem in problems:
        expect_told(problem, text)
    if document is None:
        if not problems:
            message = "nothing was read, and nothing told"
            raise AssertionError(message)
        return
    value, faults = validate(document, model)
    for problem in faults:
        expect_told(problem, text)
    if value is None and not faults and not problems:
        message = "nothing came of it, and nothing was told"
        raise AssertionError(message)


def expect_told(problem: Problem, text: str) -> None:
    """A problem is one line that stands at a place of the file."""
    lines = LINE_BREAK.split(text.lstrip("\ufeff"))
    place = problem.place
    if place.path != NAME or place.line > len(lines):
        message = f"{place} is no place of this file"
        raise AssertionError(message)
    if place.line and not 1 <= place.column <= len(lines[place.line - 1]) + 1:
        message = f"{place} is beyond the end of its line"
        raise AssertionError(message)
    expect_inert(problem.message)


def expect_inert(message: str) -> None:
    """A message is one line, of signs that can be seen."""
    if not message or not message.isprintable():
        raise AssertionError(repr(message))


def seeds() -> Iterator[tuple[str, bytes]]:
    """The files to begin at, each with the number of its kind before it."""
    for folder in (ROOT / "tests" / "hostile" / "corpus", ROOT / "examples" / "print-shop", ROOT):
        for number, kind in enumerate(KINDS):
            files = [folder / "needs.yaml"] if kind == "needs" and folder != ROOT / "tests" else []
            for path in (*files, *sorted((folder / kind).glob("*.y*ml"))):
                if path.is_file() and path.stat().st_size < LONGEST:
                    yield f"{folder.name}-{kind}-{path.stem}", bytes([ord("0") + number]) + path.read_bytes()


def tokens() -> Iterator[str]:
    """The signs of YAML and every key, as libFuzzer reads them; tries are put together of these and of the seeds."""
    keys = {way[-1] for model in KINDS.values() for way, _ in _keys_of(model)}
    for token in (*SIGNS, *sorted(keys)):
        yield '"' + "".join(f"\\x{byte:02x}" for byte in token.encode()) + '"'


def main() -> None:
    """Go on for the time that was asked for, or try single files."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path, help="tries to do once more, in place of new ones")
    parser.add_argument("--seconds", type=int, default=60, help="how long (60)")
    parser.add_argument("--keep", type=Path, help="the folder of what led somewhere new; left out, it is forgotten")
    parser.add_argument("--seed", type=int, default=0, help="where chance begins; left out, elsewhere each time")
    chosen = parser.parse_args()
    for path in chosen.files:
        try_once(path.read_bytes())
    if chosen.files:
        return
    if chosen.keep:
        go_on(chosen.keep, chosen.seconds, chosen.seed)
    with tempfile.TemporaryDirectory() as folder:
        # libFuzzer ends the process that it runs in, which then cleans nothing up.
        again = [sys.executable, __file__, *sys.argv[1:], "--keep", folder]
        sys.exit(subprocess.run(again, check=False).returncode)


def go_on(kept: Path, seconds: int, seed: int) -> NoReturn:
    """Make tries until the time is over; the first that fails ends it, with the exit code of a failure."""
    kept.mkdir(parents=True, exist_ok=True)
    for name, data in seeds():
        (kept / name).write_bytes(data)
    dictionary = kept / "tokens"
    dictionary.write_text("\n".join(tokens()), encoding="ascii")
    options = (
        f"-max_total_time={seconds}",
        f"-seed={seed}",
        f"-max_len={LONGEST}",
        f"-timeout={SECONDS_FOR_ONE}",
        f"-rss_limit_mb={MOST_MEGABYTES}",
        f"-dict={dictionary}",
        "-artifact_prefix=found-",
        "-print_final_stats=1",
    )
    atheris.Setup([sys.argv[0], str(kept), *options], try_once)
    atheris.Fuzz()
    sys.exit()


if __name__ == "__main__":
    main()
