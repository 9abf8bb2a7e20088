"""`callvet testcall`, driven as people drive it: through a pipe, and through a terminal."""

from __future__ import annotations

import os
import pty
import select
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from callvet.load.case import load_case

COMMAND = [sys.executable, "-m", "callvet", "testcall"]
ANSWERS = "Ann\na shop they serve\n2026-10-20\n14\n8\n9\n8\n6\n7\n9\nhad to repeat the number\n"
WRITTEN = Path("judgements/northwind-ann-test-call.yaml")


@pytest.fixture(autouse=True)
def case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """One vendor; the current folder."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "vendors").mkdir()
    (tmp_path / "vendors/northwind.yaml").write_text("name: Northwind [/] Contact\n", encoding="utf-8")
    return tmp_path


def piped(answers: str | bytes, *args: str) -> subprocess.CompletedProcess[str]:
    """The command with its answers from a pipe."""
    data = answers if isinstance(answers, bytes) else answers.encode()
    done = subprocess.run([*COMMAND, *args], input=data, capture_output=True, check=False, timeout=60)
    return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())


# Through a pipe


def test_answers_from_a_pipe_become_a_judgement() -> None:
    done = piped(ANSWERS, "northwind")
    assert (done.returncode, done.stdout) == (0, f"{WRITTEN}\n")
    (file,) = load_case(["vendors"]).judgements
    assert (file.judgement.by, str(file.judgement.wait_seconds), len(file.judgement.marks)) == ("Ann", "14", 6)
    assert WRITTEN.read_text(encoding="utf-8").startswith("# yaml-language-server: $schema=")


def test_prompts_go_to_standard_error_with_the_meaning_of_0_5_and_10() -> None:
    told = piped(ANSWERS, "northwind").stderr
    assert "Northwind [/] Contact, test call. Blank leaves out (it is not zero); Ctrl-C stops." in told
    for line in ("Who called?", "greeting, 0 to 10:", "   0  no greeting", "   5  the right words", "  10  clear"):
        assert line in told


def test_a_wrong_answer_is_asked_again_with_the_fix() -> None:
    done = piped(ANSWERS.replace("14\n8\n", "soon\n14\n12\n8\n"), "northwind")
    assert done.returncode == 0
    assert "wait_seconds: soon is not a length of time" in done.stderr
    assert "marks.greeting: 12 is above 10; write a number up to 10" in done.stderr
    assert done.stderr.count("greeting, 0 to 10:") == 2
    assert "greeting: 8" in WRITTEN.read_text(encoding="utf-8")


def test_a_blank_answer_is_left_out() -> None:
    assert piped("Ann\n\n\n\n8\n\n\n\n\n0\n\n", "northwind").returncode == 0
    (file,) = load_case(["vendors"]).judgements
    assert {name: int(mark) for name, mark in file.judgement.marks.items()} == {"greeting": 8, "courtesy": 0}


@pytest.mark.parametrize("cut", range(len(ANSWERS.splitlines())))
def test_answers_that_end_too_soon_leave_nothing_behind(cut: int) -> None:
    done = piped("".join(ANSWERS.splitlines(keepends=True)[:cut]), "northwind")
    assert (done.returncode, done.stdout) == (2, "")
    told = "callvet: the answers ended before the questions did; no judgement was written"
    assert done.stderr.splitlines()[-1] == told
    assert not Path("judgements").exists()


def test_a_line_that_never_ends_is_no_answer() -> None:
    assert piped("x" * 200_000, "northwind").returncode == 2


@pytest.mark.parametrize("notes", ["a\x1b[31mb", "\ud800", "nul \0"])
def test_what_no_file_may_hold_is_asked_again(notes: str) -> None:
    answers = ANSWERS.replace("had to repeat the number", notes).encode(errors="surrogatepass") + b"fine\n"
    done = piped(answers, "northwind")
    assert done.returncode == 0
    assert "\x1b" not in done.stderr
    assert "notes: fine\n" in WRITTEN.read_text(encoding="utf-8")


def test_a_file_with_a_mark_at_its_beginning_and_windows_lines_is_read() -> None:
    assert piped(b"\xef\xbb\xbf" + ANSWERS.replace("\n", "\r\n").encode(), "northwind").returncode == 0
    assert "by: Ann\n" in WRITTEN.read_text(encoding="utf-8")


def test_the_next_judgement_gets_a_number() -> None:
    assert [piped(ANSWERS, "northwind").stdout for _ in range(2)] == [
        f"{WRITTEN}\n",
        "judgements/northwind-ann-test-call-2.yaml\n",
    ]


def test_a_meeting_asks_the_criteria_and_knows_who_met() -> None:
    done = piped("\n8\n7\n6\n5\n4\n\n", "northwind", "--kind", "meeting", "--by", "Ann Lee")
    assert (done.returncode, done.stdout) == (0, "judgements/northwind-ann-lee-meeting.yaml\n")
    (file,) = load_case(["vendors"]).judgements
    assert list(file.judgement.marks) == ["staff", "culture", "motivation", "attitude", "product_knowledge"]


def test_an_unknown_vendor_is_guessed_and_nothing_is_asked() -> None:
    done = piped(ANSWERS, "northwnd")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "callvet: no vendor is called northwnd in vendors/; did you mean northwind?\n"


def test_needs_that_cannot_be_read_are_told_at_their_line() -> None:
    Path("needs.yaml").write_text("own_criteria: 5\n", encoding="utf-8")
    done = piped(ANSWERS, "northwind", "--kind", "reference")
    assert done.returncode == 2
    assert done.stderr.startswith("needs.yaml:1:15  own_criteria:")


def test_a_blind_caller_is_told_no_name_in_prompts_or_files() -> None:
    done = piped(ANSWERS, "northwind", "--blind")
    assert done.returncode == 0
    assert "written: judgements/blind.yaml" in done.stderr
    (path,) = (path for path in Path("judgements").iterdir() if path.name != "blind.yaml")
    assert "northwind" not in (done.stderr + done.stdout + path.name + path.read_text(encoding="utf-8")).lower()
    code = load_case(["vendors"]).judgements[0]
    assert code.judgement.vendor == "northwind"


def test_codes_that_were_written_are_not_denied_where_the_answers_end_too_soon() -> None:
    done = piped("Ann\n", "northwind", "--blind")
    assert done.returncode == 2
    assert "written: judgements/blind.yaml" in done.stderr
    assert "nothing was written" not in done.stderr
    assert [path.name for path in Path("judgements").iterdir()] == ["blind.yaml"]


# Through a terminal


class Terminal:
    """The command with a person before it."""

    def __init__(self, *args: str) -> None:
        """Begin."""
        self.output = ""
        self._process, self._master = self._begun(args)

    @staticmethod
    def _begun(args: tuple[str, ...]) -> tuple[int, int]:
        """The command in a terminal of its own."""
        process, master = pty.fork()
        if not process:  # pragma: no cover - the child
            signal.signal(signal.SIGINT, signal.SIG_DFL)  # who runs the tests may have left it ignored
            os.execv(COMMAND[0], [*COMMAND, *args])  # noqa: S606 - callvet itself
        return process, master

    def wait_for(self, text: str) -> None:
        """Read until the terminal shows a text."""
        end = time.monotonic() + 30
        while text not in self.output:
            assert time.monotonic() < end, self.output
            self._read()

    def answer(self, prompt: str, typed: str) -> None:
        """Type a line once it is asked for."""
        self.wait_for(prompt)
        self.output = ""
        os.write(self._master, typed.encode())

    def ended(self) -> int:
        """The exit code."""
        end = time.monotonic() + 30
        while self._read():
            if time.monotonic() > end:
                os.kill(self._process, signal.SIGKILL)
                raise AssertionError(self.output)
        os.close(self._master)
        return os.waitstatus_to_exitcode(os.waitpid(self._process, 0)[1])

    def _read(self) -> bool:
        """What is there; whether more may come."""
        ready, _, _ = select.select([self._master], [], [], 1)
        try:
            data = os.read(self._master, 4096) if ready else b""
        except OSError:  # the other end is closed
            return False
        self.output += data.decode(errors="replace").replace("\r\n", "\n")
        return bool(data) or not ready


PROMPTS = ("Who called?", "Which client's line?", "On which day? [", "How many seconds", "greeting, 0 to 10:")


def test_a_person_at_a_terminal_is_asked_one_line_at_a_time() -> None:
    terminal = Terminal("northwind")
    for prompt, typed in zip(PROMPTS, ("Ann", "a shop", "", "14", "11"), strict=True):
        terminal.answer(prompt, f"{typed}\n")
    terminal.answer("11 is above 10", "8\n")
    for name in ("listening", "questions", "knowledge", "resolution", "courtesy"):
        terminal.answer(f"{name}, 0 to 10:", "9\n")
    terminal.answer("What else was noticed?", "\n")
    assert terminal.ended() == 0
    assert "northwind-ann-test-call.yaml" in terminal.output
    assert "greeting: 8" in WRITTEN.read_text(encoding="utf-8")


@pytest.mark.parametrize(("key", "told"), [("\x03", "stopped"), ("\x04", "the answers ended before the questions did")])
def test_ctrl_c_and_ctrl_d_leave_nothing_behind(key: str, told: str) -> None:
    terminal = Terminal("northwind")
    terminal.answer("Who called?", "Ann\n")
    terminal.answer("Which client's line?", key)
    assert terminal.ended() == 2
    assert f"callvet: {told}; no judgement was written" in terminal.output
    assert "Traceback" not in terminal.output
    assert not Path("judgements").exists()


def _heeds_ctrl_c() -> None:
    """Who runs the tests may have left it ignored."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def test_a_signal_to_stop_leaves_nothing_behind() -> None:
    with subprocess.Popen(
        [*COMMAND, "northwind"],
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=_heeds_ctrl_c,  # noqa: PLW1509 - no thread of ours holds a lock
    ) as process:
        assert process.stderr is not None
        assert "test call" in process.stderr.readline()
        process.send_signal(signal.SIGINT)
        assert process.wait(30) == 2
    assert not Path("judgements").exists()
