"""What only a whole process meets: bombs within bounds, closed outputs, full disks, two at once, and being killed.

Bounds are those of the kernel: time of the processor, its start with it, and memory, as the kernel counted them when
the process ended. What would never end is ended by ``RLIMIT_CPU``.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

import pytest

from tests.hostile.laying import CORPUS, ENDED_AFTER, MOST_SECONDS, Hostile, index, lay, words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

MOST_MEGABYTES: Final = 500
RUN: Final = (sys.executable, "-m", "callvet")
HEAVY: Final = [one for one in index() if "bomb" in one.file][::3]
"""Every third bomb, since a start takes longer than most; in-process, time of the processor is bounded for all."""


class Ended(NamedTuple):
    """How a process ended, what it said, the most memory that it had [MB], and its time of the processor [s]."""

    code: int
    out: str
    err: str
    megabytes: float
    seconds: float


def limits(most_bytes: int | None = None) -> Callable[[], None]:
    """What a process may take, and how large a file it may write."""

    def set_limits() -> None:
        resource.setrlimit(resource.RLIMIT_CPU, (ENDED_AFTER * MOST_SECONDS,) * 2)
        if most_bytes is not None:
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)  # then writing fails, as on a full disk
            resource.setrlimit(resource.RLIMIT_FSIZE, (most_bytes, most_bytes))

    return set_limits


def run(folder: Path, *args: str, most_bytes: int | None = None) -> Ended:
    """A whole process within bounds."""
    out, err = folder / ".out", folder / ".err"
    with out.open("wb") as out_file, err.open("wb") as err_file:
        process = subprocess.Popen(
            [*RUN, *args],
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=out_file if most_bytes is None else subprocess.DEVNULL,
            stderr=err_file,
            preexec_fn=limits(most_bytes),  # noqa: PLW1509 - no thread runs here
        )
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    told = (path.read_text(encoding="utf-8") for path in (out, err))
    return Ended(process.returncode, *told, usage.ru_maxrss / 1024, usage.ru_utime + usage.ru_stime)


def expect_in_bounds(ended: Ended) -> None:
    """No signal ended it, it had no more than it may have, and it told no traceback."""
    assert ended.code in {0, 1, 2}, ended
    assert ended.seconds < MOST_SECONDS
    assert ended.megabytes < MOST_MEGABYTES
    assert "Traceback" not in ended.out + ended.err


def names_in(folder: Path) -> set[str]:
    """What lies in a folder, but for what this test put there."""
    return {path.name for path in folder.iterdir()} - {".out", ".err"}


@pytest.mark.parametrize("hostile", HEAVY, ids=lambda one: one.file)
def test_a_heavy_file_is_looked_over_within_bounds(tmp_path: Path, hostile: Hostile) -> None:
    lay(tmp_path, CORPUS / hostile.file)
    expect_in_bounds(run(tmp_path, *words(hostile.asked.refuses, hostile.file)))


# Files that are too large, or of no kind that a repository holds, are made here: one function for each fault


def a_gibibyte_of_nothing(path: Path) -> None:
    """Larger than any file that is read; it takes no room on the disk."""
    with path.open("wb") as file:
        file.truncate(2**30)


def a_mebibyte_of_text(path: Path) -> None:
    """A byte more than is read."""
    path.write_bytes(b"#" * (2**20 + 1))


def thousands_of_unknown_keys(path: Path) -> None:
    """Each of them likened to every key that there is."""
    path.write_text("".join(f"kex{number}: 1\n" for number in range(4900)), encoding="utf-8")


def a_pipe(path: Path) -> None:
    """It would be waited on for ever."""
    os.mkfifo(path)


def a_device_without_end(path: Path) -> None:
    """It would be read for ever."""
    path.symlink_to("/dev/zero")


def a_terminal(path: Path) -> None:
    """It would wait for somebody to type."""
    path.symlink_to("/dev/tty")


def a_folder(path: Path) -> None:
    """A folder by the name of a file."""
    path.mkdir()


def a_link_to_itself(path: Path) -> None:
    """It leads round and round."""
    path.symlink_to(path.name)


def a_link_to_nowhere(path: Path) -> None:
    """What it leads to is not there."""
    path.symlink_to("/nowhere/at/all")


def a_link_to_secrets(path: Path) -> None:
    """What it leads to is no profile, and none of it may be told."""
    path.symlink_to("/etc/passwd")


def a_link_to_memory(path: Path) -> None:
    """A file of the kernel that is as long as memory."""
    path.symlink_to("/proc/self/mem")


MADE: Final[Sequence[Callable[[Path], None]]] = (
    a_gibibyte_of_nothing,
    a_mebibyte_of_text,
    thousands_of_unknown_keys,
    a_pipe,
    a_device_without_end,
    a_terminal,
    a_folder,
    a_link_to_itself,
    a_link_to_nowhere,
    a_link_to_secrets,
    a_link_to_memory,
)


@pytest.mark.parametrize("make", MADE, ids=lambda make: make.__name__)
def test_what_no_repository_holds_is_refused_by_name_within_bounds(
    tmp_path: Path, make: Callable[[Path], None]
) -> None:
    lay(tmp_path)
    make(tmp_path / "vendors" / "odd.yaml")
    ended = run(tmp_path, "check", "-q")
    expect_in_bounds(ended)
    assert ended.code == 1
    lines = ended.out.splitlines()
    assert all(line.startswith("vendors/odd.yaml") for line in lines)
    assert len(lines) == (4900 if make is thousands_of_unknown_keys else 1)
    assert "root:" not in ended.out


ODD_NAMES: Final = (
    "\x1b[31mred",
    "a\nb",
    "-rf",
    "--help",
    "=1+1",
    "[red]x[-]",
    "<b>",
    "a|b",
    "a\u202eb",
    "W" * 240,
    "a b  c",
    "*?[x]",
    "$(id)",
    "'\"`;&",
    "con",
    "e\u0301",
    "\udcff",
    "~",
    "%s{0}",
    "x..",
)


def test_odd_names_of_files_are_ids_and_nothing_more(tmp_path: Path) -> None:
    lay(tmp_path)
    sound = (tmp_path / "vendors" / "sound.yaml").read_bytes()
    for name in ODD_NAMES:
        (tmp_path / "vendors" / f"{name}.yaml").write_bytes(sound)
        (tmp_path / "quotes" / f"{name}.yaml").write_bytes(b"vendor: sound\nrate: 1\n")
    ended = run(tmp_path, "check", "-f", "json")
    expect_in_bounds(ended)
    assert ended.out.isascii() or all(sign.isprintable() or sign == "\n" for sign in ended.out)
    assert len({problem["path"] for problem in json.loads(ended.out)["problems"]}) == len(ODD_NAMES)
    for path in (tmp_path / "quotes").iterdir():
        path.unlink()
    ended = run(tmp_path, "show", "vendors/-rf.yaml", "-f", "csv")
    assert ended.code == 0
    assert names_in(tmp_path) == {"vendors", "quotes", "judgements", "needs.yaml", "calls.csv"}


# Outputs that end early


@pytest.mark.parametrize("redirected", ["| head -n 1", ">&-", "2>&-", ">&- 2>&-", "<&-", "> /dev/full", "2> /dev/full"])
@pytest.mark.parametrize("asked", ["score", "check missing"])
def test_an_output_that_is_closed_or_full_is_no_traceback(tmp_path: Path, redirected: str, asked: str) -> None:
    lay(tmp_path)
    line = f"'{sys.executable}' -m callvet {asked} {redirected}"
    ended = subprocess.run(
        ["/bin/bash", "-c", line], cwd=tmp_path, capture_output=True, text=True, check=False, preexec_fn=limits()
    )
    # Where not even the refusal could be told, Python ends with 1.
    assert ended.returncode in ({1} if (asked, redirected) == ("check missing", "2> /dev/full") else {0, 2})
    assert "Traceback" not in ended.stdout + ended.stderr
    assert len(ended.stderr.splitlines()) <= 1


WRITES: Final[Sequence[tuple[str, Sequence[str]]]] = (
    ("answer.json", ("score", "-f", "json", "-o", "answer.json")),
    ("answer.html", ("report", "--draws", "100", "-o", "answer.html")),
    ("answer.xlsx", ("report", "--draws", "100", "-o", "answer.xlsx")),
    ("rfp.xlsx", ("rfp", "-o", "rfp.xlsx")),
    ("frozen.yaml", ("weights", "--freeze")),
    ("new", ("init", "new")),
    ("judgements/blind.yaml", ("score", "--blind")),
    ("quote.schema.json", ("schema", "quote", "-o", "quote.schema.json")),
)
"""What commands write, and the commands."""


@pytest.mark.parametrize(("file", "args"), WRITES, ids=[" ".join(args[:2]) for _, args in WRITES])
def test_a_full_disk_is_told_in_one_line_and_leaves_everything_as_it_was(
    tmp_path: Path, file: str, args: Sequence[str]
) -> None:
    lay(tmp_path)
    before = sorted(tmp_path.rglob("*"))
    ended = run(tmp_path, *args, most_bytes=16)
    assert ended.code == 2, ended
    assert sorted(path for path in tmp_path.rglob("*") if path.name not in {".out", ".err"}) == before
    assert not (tmp_path / file).exists()


REPLACED: Final = [(file, args) for file, args in WRITES if file.startswith("answer")]


@pytest.mark.parametrize(("file", "args"), REPLACED, ids=[file for file, _ in REPLACED])
def test_a_kill_at_any_moment_leaves_the_old_file_or_the_new_one(
    tmp_path: Path, file: str, args: Sequence[str]
) -> None:
    lay(tmp_path)
    assert run(tmp_path, *args).code == 0
    sound = (tmp_path / file).read_bytes()
    # In place of luck with the moment: it is killed right before the finished part gets its name.
    killed = (
        "import os, pathlib, signal, sys\n"
        "pathlib.Path.replace = lambda *_: os.kill(os.getpid(), signal.SIGKILL)\n"
        "sys.argv[0] = 'callvet'\n"
        "from callvet.cli.main import main\nmain()\n"
    )
    (tmp_path / file).write_bytes(b"old")
    ended = subprocess.run([sys.executable, "-c", killed, *args], cwd=tmp_path, capture_output=True, check=False)
    assert ended.returncode == -signal.SIGKILL
    assert (tmp_path / file).read_bytes() == b"old"
    [part] = [path for path in tmp_path.iterdir() if path.suffix == ".part"]
    assert part.name.startswith(".callvet-")
    # What was left is in nobody's way.
    assert run(tmp_path, *args).code == 0
    assert (tmp_path / file).read_bytes() == sound


def killed_at(folder: Path, method: str, after: int, *args: str) -> int:
    """How a process ended that is killed as it asks for something of a path, after so many times without harm."""
    killed = (
        "import os, pathlib, signal, sys\n"
        f"really, left = pathlib.Path.{method}, [None] * {after}\n"
        "def kill(*args, **options):\n"
        "    return left.pop() or really(*args, **options) if left else os.kill(os.getpid(), signal.SIGKILL)\n"
        f"pathlib.Path.{method} = kill\n"
        "sys.argv[0] = 'callvet'\n"
        "from callvet.cli.main import main\nmain()\n"
    )
    return subprocess.run(
        [sys.executable, "-c", killed, *args], cwd=folder, capture_output=True, check=False
    ).returncode


def files_below(folder: Path) -> dict[str, bytes]:
    """Every file of a case, without the hidden ones that a kill may leave."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("[!.]*")
        if path.is_file() and not any(part.startswith(".") for part in path.relative_to(folder).parts)
    }


@pytest.mark.parametrize(("method", "after"), [("open", 0), ("open", 5), ("mkdir", 6), ("rename", 0)])
def test_a_kill_leaves_a_new_case_whole_or_not_there(tmp_path: Path, method: str, after: int) -> None:
    assert killed_at(tmp_path, method, after, "init", "cases/ours") == -signal.SIGKILL
    assert all(path.name.startswith(".callvet-") and path.suffix == ".part" for path in tmp_path.iterdir())
    # What was left is in nobody's way.
    assert run(tmp_path, "init", "cases/ours").code == 0
    assert run(tmp_path, "check", "cases/ours").code == 0


@pytest.mark.parametrize("after", [0, 1, 6])
def test_a_case_in_a_folder_that_was_there_is_completed_after_a_kill(tmp_path: Path, after: int) -> None:
    assert run(tmp_path, "init", "whole").code == 0
    ours = tmp_path / "ours"
    ours.mkdir()
    assert killed_at(ours, "hardlink_to", after, "init") == -signal.SIGKILL
    assert len(files_below(ours)) == after
    assert run(ours, "init").code == 0
    (ours / ".out").unlink()
    (ours / ".err").unlink()
    assert files_below(ours) == files_below(tmp_path / "whole")


def test_two_runs_at_once_leave_one_whole_file(tmp_path: Path) -> None:
    lay(tmp_path)
    expected = {}
    for name in ("json", "csv"):
        assert run(tmp_path, "score", "-f", name, "-o", f"alone.{name}").code == 0
        expected[name] = (tmp_path / f"alone.{name}").read_bytes()
    command = [*RUN, "score", "-q", "-o", "answer", "-f"]
    both = [subprocess.Popen([*command, name], cwd=tmp_path) for name in expected for _ in range(2)]
    while any(process.poll() is None for process in both):
        if (tmp_path / "answer").exists():
            assert (tmp_path / "answer").read_bytes() in expected.values()
        time.sleep(0.01)
    assert {process.returncode for process in both} == {0}
    assert not [path for path in tmp_path.iterdir() if path.suffix == ".part"]


def test_of_two_runs_that_write_a_new_file_one_is_refused(tmp_path: Path) -> None:
    lay(tmp_path)
    both = [
        subprocess.Popen([*RUN, "weights", "--freeze"], cwd=tmp_path, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        for _ in range(2)
    ]
    told = [process.communicate()[1].decode() for process in both]
    assert sorted(process.returncode for process in both) == [0, 2]
    assert "frozen.yaml is there already" in "".join(told)
