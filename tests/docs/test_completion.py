"""What a shell completes: docs/commands.md says how that is set up."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

BASH: Final = shutil.which("bash") or ""
CALLVET: Final = str(Path(sys.executable).with_name("callvet"))

pytestmark = pytest.mark.skipif(not BASH, reason="bash is not installed")


def bash(script: str, home: Path) -> str:
    """What a script prints in a bash whose user has this home folder."""
    environment = {"PATH": os.environ["PATH"], "HOME": str(home), "LC_ALL": "C.UTF-8"}
    # What is asked which shell it is in must have bash above it, and not in its place.
    command = [BASH, "--norc", "-c", f"{script}\ntrue"]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout


def completed(words: str, home: Path) -> list[str]:
    """What the Tab key offers after these words, by the script that callvet prints."""
    script = bash(f"{CALLVET} --show-completion", home)
    typed = f"COMP_WORDS=(callvet {words}); COMP_CWORD={max(1, len(words.split()))}"
    return bash(f'{script}\n{typed}\n_callvet_completion {CALLVET}\nprintf "%s\\n" "${{COMPREPLY[@]}}"', home).split(
        "\n"
    )[:-1]


def test_the_script_is_one_that_bash_accepts(tmp_path: Path) -> None:
    (tmp_path / "callvet.sh").write_text(bash(f"{CALLVET} --show-completion", tmp_path), encoding="utf-8")
    subprocess.run([BASH, "-n", str(tmp_path / "callvet.sh")], check=True)
    assert bash(f"source {tmp_path}/callvet.sh; complete -p callvet", tmp_path).startswith("complete -o default")


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("sc", ["score", "schema"]),
        ("score --ro", ["--robustness"]),
        ("score --preset b", ["balanced"]),
        ("rf", ["rfp", "rfp read"]),
    ],
)
def test_commands_options_and_choices_are_completed(words: str, offered: list[str], tmp_path: Path) -> None:
    assert completed(words, tmp_path) == offered


def test_it_is_written_into_the_start_up_file_once(tmp_path: Path) -> None:
    for _ in range(2):
        assert "bash completion installed" in bash(f"{CALLVET} --install-completion", tmp_path)
    assert (tmp_path / ".bashrc").read_text(encoding="utf-8").count("callvet.sh") == 1
    assert "_callvet_completion" in bash(f"source {tmp_path}/.bashrc; complete -p callvet", tmp_path)
