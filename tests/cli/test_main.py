"""The way in: help and version, a real terminal, pipes, and streams that are closed or know little."""

from __future__ import annotations

import gc
import io
import os
import re
import subprocess
import sys
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

import callvet
from callvet.cli import app as commands
from callvet.cli.app import COMMANDS, app, program
from callvet.cli.main import main

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

RUN = [sys.executable, "-m", "callvet"]
COLOUR = re.compile(r"\x1b\[[0-9;]*m")
RED = "\x1b[31m"


@pytest.fixture(autouse=True)
def case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Acme has shown 100 of 100, Brio is out; the current folder."""
    (tmp_path / "vendors").mkdir()
    hours = "hours: {open: 24/7, timezone: America/Chicago, holidays: open}\n"
    for name, recordings in (("Acme", "true"), ("Brio", "false")):
        profile = f"name: {name}\n{hours}reporting: {{recordings: {recordings}}}\n"
        (tmp_path / "vendors" / f"{name.lower()}.yaml").write_text(profile, encoding="utf-8")
    (tmp_path / "needs.yaml").write_text("weights: {hours: 1}\nmust: {recordings: true}\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture(autouse=True)
def _as_before(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """What the program sets for its own process is set back."""
    monkeypatch.setenv("PYDANTIC_DISABLE_PLUGINS", "__all__")
    monkeypatch.setenv("OPENBLAS_NUM_THREADS", "1")
    thresholds = gc.get_threshold()
    yield
    gc.set_threshold(*thresholds)
    gc.unfreeze()


def environment(**changes: str) -> dict[str, str]:
    """This environment without what changes how things are drawn, but for what is given."""
    left_out = {"NO_COLOR", "FORCE_COLOR", "COLUMNS", "LINES", "TTY_COMPATIBLE", "COLORTERM", "PYTHONIOENCODING"}
    kept = {name: value for name, value in os.environ.items() if name not in left_out}
    return kept | {"TERM": "xterm-256color"} | changes


def on_a_terminal(*args: str, **changes: str) -> str:
    """What a command draws on a real terminal of 120 columns, or of as many as ``COLUMNS`` says."""
    pty = pytest.importorskip("pty")
    screen, end = pty.openpty()
    with subprocess.Popen(
        [*RUN, *args], stdout=end, stderr=end, env=environment(**{"COLUMNS": "120"} | changes)
    ) as process:
        os.close(end)
        drawn = b""
        while True:
            try:
                part = os.read(screen, 65536)
            except OSError:  # the other end is closed
                break
            if not part:
                break
            drawn += part
        assert process.wait() == 0
    os.close(screen)
    return drawn.decode().replace("\r\n", "\n")


def in_a_pipe(*args: str, **changes: str) -> subprocess.CompletedProcess[str]:
    """What a command prints into a pipe."""
    return subprocess.run(
        [*RUN, *args], capture_output=True, text=True, encoding="utf-8", env=environment(**changes), check=False
    )


# Help and version


def test_the_version_is_one_line() -> None:
    done = in_a_pipe("--version")
    assert (done.returncode, done.stdout, done.stderr) == (0, f"callvet {callvet.__version__}\n", "")


def test_the_version_is_told_beside_other_arguments_too() -> None:
    result = CliRunner().invoke(app, ["--version", "score"])
    assert (result.exit_code, result.stdout) == (0, f"callvet {callvet.__version__}\n")


def test_the_version_is_told_before_anything_else(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["callvet", "--version"])
    main()
    assert capsys.readouterr().out == f"callvet {callvet.__version__}\n"


def test_without_a_command_the_help_is_shown() -> None:
    result = CliRunner().invoke(app, [])
    assert result.exit_code == 2
    assert result.output.startswith("Usage: ")


@pytest.mark.parametrize("option", ["--help", "-h"])
def test_the_help_names_every_command_with_its_question(option: str) -> None:
    result = CliRunner().invoke(app, [option])
    assert result.exit_code == 0
    lines = {" ".join(line.split()) for line in result.output.splitlines()}
    for line in (
        "init Start a case with commented files.",
        "check Are my files right? Every problem, and every open question.",
        "score Who is best for me, and how sure is that?",
        "show Everything known and unknown of one vendor.",
        "staff How many agents, hour by hour, does that take?",
        "criteria What vendors are judged on, and why.",
        "schema The JSON schema of a kind of file.",
    ):
        assert line in lines
    assert "..." not in result.output.partition("Commands:")[2]


def test_every_file_of_a_command_is_a_command() -> None:
    folder = Path(str(commands.__file__)).parent
    files = {path.stem for path in folder.glob("[!_]*.py")}
    ran = {name for name in files if hasattr(import_module(f"callvet.cli.{name}"), "run")}
    assert {name.replace(" ", "_") for name in COMMANDS} == ran


def test_a_call_builds_the_command_that_it_names_and_no_other() -> None:
    assert [command.name for command in program(["score"]).registered_commands] == ["score"]
    assert [command.name for command in program().registered_commands] == list(COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself_without_brackets_in_brackets(command: str) -> None:
    result = CliRunner().invoke(app, [*command.split(), "--help"])
    assert result.exit_code == 0
    assert "[[" not in result.output
    assert result.output.startswith("Usage: ")


@pytest.mark.parametrize("args", [["scor"], ["scor", "-f", "json"]])
def test_a_command_that_is_not_there_is_told_with_the_nearest(args: Sequence[str]) -> None:
    result = CliRunner().invoke(app, list(args))
    assert result.exit_code == 2
    assert "No such command 'scor'. Did you mean 'score'?" in result.stderr
    assert ('"command": "callvet"' in result.stdout) == ("json" in args)


# Exit codes of the installed program


@pytest.mark.parametrize(
    ("args", "code"),
    [
        (["score"], 0),
        (["score", "vendors/brio.yaml", "--fail-under", "1"], 1),
        (["check", "bad"], 1),
        (["score", "bad"], 2),
        (["score", "--nonsense"], 2),
    ],
)
def test_the_exit_code_tells_yes_no_and_cannot_answer(case: Path, args: Sequence[str], code: int) -> None:
    (case / "bad" / "vendors").mkdir(parents=True)
    (case / "bad" / "vendors" / "acme.yaml").write_text("nme: Acme\n", encoding="utf-8")
    done = in_a_pipe(*args)
    assert done.returncode == code
    assert "Traceback" not in done.stderr
    assert bool(done.stdout) == (code < 2)


# Terminals


def test_a_terminal_gets_colour_that_never_stands_alone() -> None:
    drawn = on_a_terminal("score")
    words = COLOUR.sub("", drawn)
    assert f"{RED}out: lets nobody hear recordings" in drawn
    assert words.startswith("Acme leads with 100 of 100 (the only one that is not out).\n")
    for bare in (on_a_terminal("score", "--no-color"), on_a_terminal("score", NO_COLOR="1")):
        assert RED not in bare
        assert COLOUR.sub("", bare) == words


def test_a_terminal_that_knows_no_codes_gets_none() -> None:
    assert "\x1b" not in on_a_terminal("score", TERM="dumb")


@pytest.mark.parametrize("columns", [30, 60, 200])
def test_a_terminal_is_filled_as_far_as_it_is_wide(columns: int) -> None:
    drawn = COLOUR.sub("", on_a_terminal("score", COLUMNS=str(columns)))
    assert max(map(len, drawn.splitlines())) <= columns
    assert ("#: 1" in drawn) == (columns == 30)
    assert ("████████" in drawn) == (columns == 200)


def test_on_a_terminal_other_formats_are_as_in_a_pipe() -> None:
    assert on_a_terminal("score", "-f", "markdown") == in_a_pipe("score", "-f", "markdown").stdout


def test_a_terminal_that_knows_ascii_alone_gets_no_traceback() -> None:
    drawn = on_a_terminal("score", PYTHONIOENCODING="ascii")
    assert "Traceback" not in drawn
    assert "Acme leads with 100 of 100" in drawn


def test_a_pipe_gets_no_colour_and_no_line_is_cut_to_a_width() -> None:
    narrow = in_a_pipe("score", COLUMNS="20", FORCE_COLOR="1")
    assert narrow.stdout == in_a_pipe("score").stdout
    assert "\x1b" not in narrow.stdout


# Streams


def test_a_closed_output_is_no_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    done = subprocess.run(
        ["/bin/sh", "-c", '"$0" -m callvet score >&-', sys.executable], capture_output=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, b"")
    monkeypatch.setattr(sys, "argv", ["callvet", "score"])
    monkeypatch.setattr(sys, "stdout", None)
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 0
    sys.stdout.close()


def test_a_sign_that_the_output_lacks_is_written_as_its_code(case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (case / "vendors" / "acme.yaml").write_text("name: Müller\n", encoding="utf-8")
    out = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(out, encoding="ascii"))
    monkeypatch.setattr(sys, "argv", ["callvet", "show", "acme"])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 0
    assert out.getvalue().startswith(b"M\\xfcller has shown 0 of 100")


def test_a_stream_that_is_no_file_is_left_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    out = io.StringIO()
    monkeypatch.setattr(sys, "stdout", out)
    monkeypatch.setattr(sys, "argv", ["callvet", "criteria", "hours"])
    with pytest.raises(SystemExit):
        main()
    assert out.getvalue().startswith("Hours: ")


def test_the_module_and_the_installed_script_are_one_program() -> None:
    assert import_module("callvet.__main__").main is main
    script = Path(sys.executable).with_name("callvet")
    if not script.exists():
        pytest.skip("callvet is not installed as a script")
    done = subprocess.run([script, "--version"], capture_output=True, text=True, check=False)
    assert done.stdout == f"callvet {callvet.__version__}\n"


def test_the_api_is_imported_when_it_is_asked_for() -> None:
    for name in callvet.__all__:
        assert getattr(callvet, name) is not None
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        callvet.__getattr__("nonsense")


@pytest.mark.parametrize("form", ["json", "table", "markdown"])
def test_no_package_is_asked_for_plugins_or_its_version(form: str) -> None:
    end = "import atexit, sys; atexit.register(lambda: print('importlib.metadata' in sys.modules))"
    score = f"sys.argv = ['callvet', 'score', '-f', '{form}']; from callvet.cli.main import main; main()"
    run = subprocess.run([sys.executable, "-c", f"{end}; {score}"], capture_output=True, text=True, check=False)
    assert (run.returncode, run.stdout.splitlines()[-1:]) == (0, ["False"]), run.stderr


def test_what_else_is_wanted_of_the_search_for_plugins_is_found() -> None:
    way = "import callvet.cli.main as way; way._without_plugins()"
    wanted = "from pydantic.plugin._loader import PYDANTIC_ENTRY_POINT_GROUP as group, get_plugins"
    told = "print(list(get_plugins()), group)"
    run = subprocess.run(
        [sys.executable, "-c", f"{way}; {wanted}; {told}"], capture_output=True, text=True, check=False
    )
    assert run.stdout == "[] pydantic\n", run.stderr


@pytest.mark.parametrize(("asked", "told"), [(None, "1"), ("4", "4")])
def test_numpy_has_one_thread_unless_its_own_setting_says_otherwise(
    monkeypatch: pytest.MonkeyPatch, asked: str | None, told: str
) -> None:
    name = "OPENBLAS_NUM_THREADS"
    monkeypatch.delenv(name) if asked is None else monkeypatch.setenv(name, asked)
    monkeypatch.setattr(sys, "argv", ["callvet", "score", "vendors"])
    with suppress(SystemExit):
        main()
    assert os.environ[name] == told
