"""From a question to what is printed: where it goes, that it is whole, and that text from files is inert."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import stat
import subprocess
import sys
from html.parser import HTMLParser
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from callvet.cli import answering
from callvet.cli.answering import Output, write_answer
from callvet.cli.app import app
from callvet.cli.options import Format

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

EXAMPLE = Path(__file__).parents[2] / "examples" / "print-shop"
RUN = [sys.executable, "-m", "callvet"]
MOST_IN_A_PIPE = 65536
"""What Linux keeps of a pipe that nobody reads. [bytes]"""
OPEN = "hours: {open: 24/7, timezone: America/Chicago, holidays: open}\n"
COLOUR = re.compile(r"\x1b\[[0-9;]*m")


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    encoding = "utf-8"

    def isatty(self) -> bool:
        """What decides who draws."""
        return True


@pytest.fixture
def case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A case of one vendor; the current folder."""
    (tmp_path / "vendors").mkdir()
    (tmp_path / "vendors" / "acme.yaml").write_text("name: Müller & Co\n" + OPEN, encoding="utf-8")
    (tmp_path / "needs.yaml").write_text("weights: {hours: 1}\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*args: str, code: int = 0) -> tuple[str, str]:
    """What a command prints to standard output and to standard error."""
    result = CliRunner().invoke(app, list(args))
    assert result.exit_code == code, result.output
    return result.stdout, result.stderr


def buffered() -> dict[str, str]:
    """This environment, in which Python keeps what is to be written until there is enough, as it usually does."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}


# Formats


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("x.json", "json"),
        ("x.csv", "csv"),
        ("x.md", "markdown"),
        ("x.html", "html"),
        ("x.HTM", "html"),
        ("x.txt", "table"),
        ("x", "table"),
        (".json", "table"),
    ],
)
def test_the_format_is_that_of_the_files_name(path: str, name: str) -> None:
    assert Output("score", path=Path(path)).format == name


def test_a_format_that_is_named_holds_whatever_the_files_name() -> None:
    assert Output("score", Format.CSV, Path("x.json")).format == "csv"
    assert Output("score", Format.CSV).format == "csv"


def test_without_a_name_and_a_file_the_answer_is_a_table() -> None:
    assert Output("score").format == "table"


@pytest.mark.parametrize(
    ("name", "begins"),
    [
        ("a.json", '{"schema": 1,'),
        ("a.csv", "rank,vendor,"),
        ("a.md", "|"),
        ("a.html", "<!doctype"),
        ("a.txt", "Müller"),
    ],
)
def test_a_file_holds_the_answer_in_the_format_of_its_name(case: Path, name: str, begins: str) -> None:
    out, err = run("score", "-o", name)
    assert (out, err) == ("", f"written: {name}\n")
    assert (case / name).read_text(encoding="utf-8").startswith(begins)


def test_quiet_writes_without_a_word(case: Path) -> None:
    assert run("score", "-qo", "a.json") == ("", "")
    assert (case / "a.json").exists()


def test_a_file_and_standard_output_hold_the_same(case: Path) -> None:
    for name in Format:
        run("score", "-f", name, "-o", "answer")
        assert (case / "answer").read_text(encoding="utf-8") == run("score", "-f", name)[0]


# Files are written whole or not at all


def names_in(folder: Path) -> set[str]:
    """What lies in a folder."""
    return {path.name for path in folder.iterdir()}


def test_a_file_that_was_there_is_replaced_and_keeps_its_permissions(case: Path) -> None:
    target = case / "a.csv"
    target.write_text("old" * 100_000, encoding="utf-8")
    target.chmod(0o640)
    run("score", "-qo", "a.csv")
    assert target.read_text(encoding="utf-8").startswith("rank,")
    assert stat.S_IMODE(target.stat().st_mode) == 0o640
    assert names_in(case) == {"a.csv", "needs.yaml", "vendors"}


def test_a_new_file_has_the_permissions_that_the_user_wants(case: Path) -> None:
    before = os.umask(0o027)
    try:
        run("score", "-qo", "a.csv")
    finally:
        os.umask(before)
    assert stat.S_IMODE((case / "a.csv").stat().st_mode) == 0o640


def test_a_link_stays_a_link(case: Path) -> None:
    (case / "real.csv").write_text("old", encoding="utf-8")
    (case / "link.csv").symlink_to("real.csv")
    run("score", "-qo", "link.csv")
    assert (case / "link.csv").is_symlink()
    assert (case / "real.csv").read_text(encoding="utf-8").startswith("rank,")


@pytest.mark.parametrize("fails", ["write", "replace"])
def test_what_cannot_be_written_leaves_everything_as_it_was(
    case: Path, monkeypatch: pytest.MonkeyPatch, fails: str
) -> None:
    (case / "a.csv").write_text("old", encoding="utf-8")

    def no_space(*_: object) -> None:
        raise OSError(28, "No space left on device")

    class Full(io.StringIO):
        write = no_space  # type: ignore[assignment]

    def open_full(path: Path, *_: object, **__: object) -> Full:
        path.touch(exist_ok=False)
        return Full()

    with monkeypatch.context() as patch:
        if fails == "write":
            patch.setattr(Path, "open", open_full)
        else:
            patch.setattr(Path, "replace", no_space)
        out, err = run("score", "-o", "a.csv", code=2)
    assert (out, err) == ("", "callvet: a.csv: No space left on device; name another file with --output\n")
    assert (case / "a.csv").read_text(encoding="utf-8") == "old"
    assert names_in(case) == {"a.csv", "needs.yaml", "vendors"}


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("nowhere/a.csv", "No such file or directory"),
        ("vendors", "Is a directory"),
        ("needs.yaml/a.csv", "Not a directory"),
    ],
)
def test_a_place_that_cannot_be_written_to_is_told_in_one_line(case: Path, path: str, reason: str) -> None:
    before = names_in(case)
    assert run("score", "-o", path, code=2) == ("", f"callvet: {path}: {reason}; name another file with --output\n")
    assert names_in(case) == before


@pytest.mark.parametrize("name", ["vendors/acme.yaml", "new.YML", "a.xlsx", "a.ods"])
@pytest.mark.parametrize("command", [["score"], ["score", "-f", "csv"], ["schema", "vendor"], ["weights", "--freeze"]])
def test_no_answer_takes_the_place_of_a_file_of_the_case_or_is_called_a_workbook(
    case: Path, command: Sequence[str], name: str
) -> None:
    before = (case / "vendors" / "acme.yaml").read_bytes()
    told = f"callvet: {name}: answers are written as .txt, .md, .csv, .json or .html; name such a file with --output\n"
    assert run(*command, "-o", name, code=2) == ("", told)
    assert (case / "vendors" / "acme.yaml").read_bytes() == before
    assert names_in(case) == {"needs.yaml", "vendors"}


def test_no_file_is_touched_where_there_is_no_answer(case: Path) -> None:
    (case / "a.json").write_text("old", encoding="utf-8")
    run("score", "nowhere", "-o", "a.json", code=2)
    assert (case / "a.json").read_text(encoding="utf-8") == "old"


def test_a_device_is_written_to_and_never_replaced(case: Path) -> None:
    os.mkfifo(case / "pipe.csv")
    reader = os.open(case / "pipe.csv", os.O_RDONLY | os.O_NONBLOCK)
    run("score", "-qo", "pipe.csv")
    assert os.read(reader, 5) == b"rank,"
    os.close(reader)
    assert stat.S_ISFIFO((case / "pipe.csv").stat().st_mode)


def test_a_hostile_path_is_inert_when_it_is_told(case: Path) -> None:
    assert run("score", "-o", "\x1b[31m.csv") == ("", "written: \\x1b[31m.csv\n")
    assert "\x1b[31m.csv" in names_in(case)


# Standard output


@pytest.mark.parametrize("name", ["json", "html", "table"])
def test_an_output_that_is_not_utf_8_gets_no_traceback_and_no_broken_file(case: Path, name: str) -> None:
    environment = os.environ | {"PYTHONIOENCODING": "ascii"}
    done = subprocess.run([*RUN, "score", "-f", name], cwd=case, env=environment, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    text = done.stdout.decode("ascii")
    if name == "json":
        assert json.loads(text) == json.loads(run("score", "-f", "json")[0])
    assert {"json": "M\\u00fcller & Co", "html": "M&#252;ller &amp; Co", "table": "M\\xfcller & Co"}[name] in text


def test_problems_are_ascii_too_where_nothing_else_can_be_printed(case: Path) -> None:
    environment = os.environ | {"PYTHONIOENCODING": "ascii"}
    done = subprocess.run(
        [*RUN, "score", "-f", "json", "é"], cwd=case, env=environment, capture_output=True, check=False
    )
    assert json.loads(done.stdout)["problems"][0]["message"].startswith("é is not there")
    assert done.stderr.count(b"\n") == 1


def test_a_reader_that_leaves_early_is_no_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(EXAMPLE)
    assert len(run("score", "-f", "json")[0]) > MOST_IN_A_PIPE  # so that the writer notices
    command = [*RUN, "score", "-f", "json"]
    with subprocess.Popen(command, env=buffered(), stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(1)
        process.stdout.close()
        said = process.stderr.read()
        process.wait()
    assert (process.returncode, said) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device that is always full")
@pytest.mark.parametrize("args", [["score"], ["score", "-f", "json", "nowhere"]])
def test_a_full_device_is_told_in_one_line(case: Path, args: Sequence[str]) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run([*RUN, *args], cwd=case, env=buffered(), stdout=full, stderr=subprocess.PIPE, check=False)
    assert done.returncode == 2
    assert done.stderr.decode().splitlines()[-1] == "callvet: standard output: No space left on device"


def test_on_a_terminal_rich_draws_and_in_a_pipe_it_does_not(case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "---" in run("score")[0]
    screen = Terminal()
    monkeypatch.setattr(sys, "stdout", screen)
    monkeypatch.setenv("COLUMNS", "120")
    app(["score"], standalone_mode=False)
    lines = [line.rstrip() for line in COLOUR.sub("", screen.getvalue()).splitlines()]
    assert lines[0] == "Müller & Co leads with 100 of 100."
    assert lines[2].startswith("#  vendor")
    assert "████████" in lines[3]
    assert case.exists()


# What is wrong is told, all of it


@pytest.fixture
def faulty(case: Path) -> Path:
    """A case with three problems in two files."""
    (case / "vendors" / "acme.yaml").write_text("nme: Acme\nhours: {open: sometimes}\n", encoding="utf-8")
    (case / "vendors" / "brio.yaml").write_text("name:\n", encoding="utf-8")
    return case


PLACES = ["vendors/acme.yaml:1:1", "vendors/acme.yaml:2:15", "vendors/brio.yaml:1:1"]


def places_in(text: str) -> list[str]:
    """The places of the problems told, in their order."""
    return re.findall(r"^(\S+\.yaml:\d+:\d+)  +\S", text, re.MULTILINE)


@pytest.mark.parametrize("args", [["score"], ["score", "-f", "csv"]])
@pytest.mark.usefixtures("faulty")
def test_every_problem_of_every_file_is_told_on_standard_error(args: Sequence[str]) -> None:
    out, err = run(*args, code=2)
    assert out == ""
    assert places_in(err) == PLACES
    assert err.endswith("3 problems in 2 files; nothing was answered.\n")


@pytest.mark.usefixtures("faulty")
def test_a_program_that_asks_for_json_gets_the_problems_as_json() -> None:
    out, err = run("score", "-f", "json", code=2)
    told = json.loads(out)
    assert places_in(err) == PLACES
    assert (told["schema"], told["command"]) == (1, "score")
    assert [f"{one['path']}:{one['line']}:{one['column']}" for one in told["problems"]] == PLACES
    assert all(one["message"] for one in told["problems"])
    assert set(told) == {"schema", "command", "problems"}


@pytest.mark.usefixtures("case")
@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["score", "nowhere"], "nowhere is not there"),
        (["score", "--weight", "csot=3"], "csot is not a criterion or a group; did you mean cost?"),
        (["check", "nowhere"], "nowhere is not there"),
        (["show", "amce"], "no vendor is called amce in vendors/; did you mean acme?"),
        (["criteria", "stuff"], "stuff is not a criterion"),
    ],
)
def test_one_reason_is_told_in_one_line_and_in_json(args: Sequence[str], message: str) -> None:
    out, err = run(*args, code=2)
    assert out == ""
    assert err.startswith(f"callvet: {message}")
    assert err.count("\n") == 1
    told = json.loads(run(*args, "-f", "json", code=2)[0])
    assert told == {
        "schema": 1,
        "command": args[0],
        "problems": [{"path": None, "line": 0, "column": 0, "message": err.removeprefix("callvet: ").strip()}],
    }


def test_problems_go_to_no_file(case: Path) -> None:
    assert run("score", "nowhere", "-o", "a.json", code=2)[0] == ""
    assert names_in(case) == {"needs.yaml", "vendors"}


def test_an_answer_is_written_even_where_no_terminal_is_known(case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[str] = []
    monkeypatch.setattr(answering, "_print", lambda text, name: written.append(f"{name}: {text}"))
    write_answer(Output("schema", Format.JSON), "{}")
    assert written == ["json: {}"]
    assert case.exists()


# Text from files is inert


TEXTS = {
    "markup": "[bold red]x[/] [/] [link=http://x.example]y[/link]",
    "formula": "=1+1",
    "function": "@SUM(A1)",
    "minus": "-2+3",
    "plus": "  +cmd|' /C calc'!A0",
    "script": "<script>alert(1)</script>",
    "attribute": "\"><img src=http://x.example onerror='alert(1)'>",
    "columns": "| a | b |",
    "code": "`x` ``y`` ```",
    "link": "[link](http://x.example) www.x.example",
    "heading": "# h",
    "item": "1. x",
    "rule": "---",
    "turned": "a\u202eb",
    "invisible": "zero\u200bwidth\u2060\ufeff\u00adx",
    "long": "W" * 10_000,
    "braces": "%s {0} {name!r} \\n \\u202e $(id) ${HOME}",
    "lines": "one\ntwo\n=3",
    "wide": "東京 e\u0301 🏢",
}
FILES = {
    "escape": "\x1b[31mred",
    "named_markup": "[bold]x[-]",
    "named_formula": "=1+1",
    "named_script": "<script>",
    "named_columns": "| a |",
    "named_turned": "a\u202eb",
    "named_long": "W" * 200,
}


def quoted(text: str) -> str:
    """A text for YAML, with what cannot be seen as codes."""
    return "".join(one if one.isprintable() else json.dumps(one)[1:-1] for one in json.dumps(text, ensure_ascii=False))


def key(text: str) -> str:
    """A text as a key, which YAML bounds."""
    return quoted(text[:900])


def profile_of(text: str) -> str:
    """A profile with a text in every place that takes any."""
    value = quoted(text)
    return f"""\
name: {value}
website: {value}
{key(f"x-{text}")}: {value}
x-own: {value}
x-graded: 7
sources: [{{kind: meeting, ref: {value}, read: 2026-01-01}}]
location: {{headquarters: US, sites: [{{country: US, city: {value}, agents: 3}}]}}
agents: {{licensed: [{value}], models: [shared]}}
languages: [{{code: en, level: native}}]
integrations: {{crm: [{value}], social: [{value}]}}
company: {{industries: [{value}], reviews: [{{site: {value}, rating: 4, out_of: 5, count: 3, read: 2026-01-01}}]}}
performance: {{source: {{kind: meeting, ref: {value}, read: 2026-01-01}}}}
notes: {value}
"""


def needs_of(texts: Sequence[str]) -> str:
    """Needs with the texts in every place that takes any."""
    listed = ", ".join(map(quoted, texts))
    own = "".join(f"  {key(text)}: {{question: {quoted(text)}, weight: 5}}\n" for text in texts)
    first, other, last = texts[0], texts[3], TEXTS["turned"]
    return f"""\
company: {quoted(first)}
country: US
industry: {quoted(other)}
must: {{crm: [{quoted(first)}]}}
wants: {{crm: [{listed}], social: [{listed}]}}
demand: {{calls_per_month: 5000, languages: {{en: 100%}}, units_per_cycle: {{{key(first)}: 3}}}}
own_criteria:
{own}  keyed: {{question: {quoted(first)}, weight: 3, key: x-graded}}
floors: {{staff: 99, {key(first)}: 50, {key(last)}: 50}}
"""


def judgement_of(vendor: str, text: str, mark: int) -> str:
    """A judgement with a text in every place that takes any."""
    return f"""\
vendor: {vendor}
by: {quoted(f"{text} {mark}")}
date: 2026-01-02
kind: test_call
client_called: {quoted(text)}
marks: {{staff: {mark}, {key(text)}: {mark}}}
notes: {quoted(text)}
"""


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case in which every text that a user can write is hostile, and so are the names of files."""
    root = tmp_path_factory.mktemp("hostile")
    for folder in ("vendors", "judgements"):
        (root / folder).mkdir()
    (root / "needs.yaml").write_text(needs_of(list(TEXTS.values())), encoding="utf-8")
    for vendor, text in TEXTS.items():
        (root / "vendors" / f"{vendor}.yaml").write_text(profile_of(text), encoding="utf-8")
        for mark in (1, 9):
            path = root / "judgements" / f"{vendor}-{mark}.yaml"
            path.write_text(judgement_of(vendor, text, mark), encoding="utf-8")
    for name in FILES.values():
        (root / "vendors" / f"{name}.yaml").write_text("as_of: 2026-01-01\n", encoding="utf-8")
    return root


class Tags(HTMLParser):
    """The tags and attributes of a page."""

    def __init__(self) -> None:
        """Nothing read yet."""
        super().__init__()
        self.names: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep the names."""
        self.names |= {tag, *(f"{tag}@{name}" for name, _ in attrs)}


ALLOWED_HTML = frozenset(
    """
    html html@lang head meta meta@charset meta@http-equiv meta@content meta@name title style body main h1 h2 p p@class
    div div@class div@role div@aria-label div@tabindex table caption thead tbody tr th th@scope th@class td td@class
    svg svg@class svg@viewbox svg@preserveaspectratio svg@aria-hidden svg@focusable
    rect rect@class rect@width rect@height rect@y path path@class path@d
    """.split()  # noqa: SIM905 - a list of so many would be a page
)


def is_inert_html(text: str) -> bool:
    """Whether a page holds no tag and no attribute but callvet's own."""
    tags = Tags()
    tags.feed(text)
    return tags.names <= ALLOWED_HTML


def is_inert_csv(text: str) -> bool:
    """Whether all rows are of one length and no cell begins like a formula."""
    rows = list(csv.reader(io.StringIO(text)))
    cells = [cell.lstrip() for row in rows for cell in row]
    formulas = [cell for cell in cells if cell.startswith(tuple("=+-@\t")) and not re.fullmatch(r"-?[\d.]+", cell)]
    return not formulas and len({len(row) for row in rows}) == 1 and len(rows) == len(text.splitlines())


def is_inert_markdown(text: str) -> bool:
    """Whether nothing is code, a tag, a link or an address, and every row of a table has as many cells."""
    bare = re.sub(r"\\[!-/:-@\[-`{-~]", "", text)
    tables = [list(lines) for table, lines in groupby(bare.splitlines(), lambda line: line.startswith("|")) if table]
    level = all(len({line.count("|") for line in lines}) == 1 for lines in tables)
    headings = [line for line in bare.splitlines() if re.match(r" *#(?!# )", line)]
    return level and not headings and not re.search(r"[<>`\[\]]|https?://|www\.", bare)


def is_inert_json(text: str) -> bool:
    """Whether it is JSON."""
    return isinstance(json.loads(text), dict)


def is_inert_text(text: str) -> bool:
    """Whether nothing is so long that it buries the rest."""
    return "W" * 400 not in text


INERT: dict[str, Callable[[str], bool]] = {
    "table": is_inert_text,
    "terminal": is_inert_text,
    "csv": is_inert_csv,
    "markdown": is_inert_markdown,
    "html": is_inert_html,
    "json": is_inert_json,
}
COMMANDS = {
    "score": [["score"], ["score", "--rank-by", "high"], ["score", "-w", f"{TEXTS['turned']}=30"], ["score", "-q"]],
    "explain": [["score", "--explain"]],
    "check": [["check"], ["check", "--questions"]],
    "show": [["show", name] for name in ("markup", "plus", "attribute", "columns", "link", "turned", "long", "lines")],
    "show by path": [["show", "vendors/\x1b[31mred.yaml"], ["show", f"vendors/{FILES['named_columns']}.yaml"]],
}


def drawn(args: Sequence[str], name: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """What a command prints in a format; ``terminal`` is a table on one."""
    if name != "terminal":
        return run(*args, "-f", name)[0]
    screen = Terminal()
    monkeypatch.setattr(sys, "stdout", screen)
    app(list(args), standalone_mode=False)
    return COLOUR.sub("", screen.getvalue())


@pytest.mark.parametrize("name", INERT)
@pytest.mark.parametrize("command", COMMANDS)
def test_hostile_text_is_inert(hostile: Path, monkeypatch: pytest.MonkeyPatch, command: str, name: str) -> None:
    monkeypatch.chdir(hostile)
    for args in COMMANDS[command]:
        text = drawn(args, name, monkeypatch)
        assert INERT[name](text), args
        assert {sign for sign in text if not sign.isprintable()} == {"\n"}, args


def test_hostile_names_come_back_whole_from_json(hostile: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(hostile)
    told = json.loads(run("score", "-f", "json")[0])
    names = {entry["vendor"]: entry["name"] for entry in told["ranking"]}
    assert {vendor: names[vendor] for vendor in TEXTS} == TEXTS
    assert len(names) == len(TEXTS) + len(FILES)


@pytest.mark.parametrize("name", INERT)
def test_hostile_faults_are_told_inert(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    (tmp_path / "vendors").mkdir()
    for vendor, text in TEXTS.items():
        profile = f"{key(text)}: 1\nhours: {{open: {quoted(text)}}}\ncompany: {{agents: {quoted(text)}}}\n"
        (tmp_path / "vendors" / f"{vendor}.yaml").write_text(profile, encoding="utf-8")
    (tmp_path / "vendors" / "\x1b[31mred.yaml").write_text('name: "\\e[31mred"\n', encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    if name == "terminal":
        screen = Terminal()
        monkeypatch.setattr(sys, "stdout", screen)
        assert app(["check"], standalone_mode=False) == 1
        text = COLOUR.sub("", screen.getvalue())
    else:
        text = run("check", "-f", name, code=1)[0]
    assert INERT[name](text)
    assert {sign for sign in text if not sign.isprintable()} == {"\n"}


def test_hostile_faults_are_told_inert_on_standard_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "vendors").mkdir()
    for vendor, text in TEXTS.items():
        (tmp_path / "vendors" / f"{vendor}.yaml").write_text(f"{key(text)}: {quoted(text)}\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    out, err = run("score", code=2)
    assert out == ""
    assert err.count("\n") == len(TEXTS) + 1
    assert {sign for sign in err if not sign.isprintable()} == {"\n"}


def test_a_terminal_escape_in_a_file_is_refused(case: Path) -> None:
    (case / "vendors" / "acme.yaml").write_bytes(b"name: \x1b[31mred\n")
    out, err = run("score", code=2)
    assert out == ""
    assert "\x1b" not in err
    assert err.startswith("vendors/acme.yaml:1:7  ")
