"""A new case: it has no fault, shows every key, and is written whole or not at all."""

from __future__ import annotations

import json
import re
from importlib.resources import files
from io import StringIO
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, cast, get_args

import pytest
from jsonschema import Draft202012Validator

from callvet.evaluation.costing import price_offers
from callvet.evaluation.reading import read_case
from callvet.evaluation.starting import TEMPLATES, CaseExistsError, case_files, start_case
from callvet.load.document import parse_document
from callvet.model.judgement import Judgement
from callvet.model.needs import Needs
from callvet.model.quote import Quote
from callvet.model.schema import SchemaKind, json_schema
from callvet.model.section import Section
from callvet.model.vendor import Vendor
from callvet.model.weighing import Weighing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

YAML_FILES = tuple(path for path in TEMPLATES if path.endswith(".yaml"))
MODELS = {"vendor": Vendor, "needs": Needs, "quote": Quote, "judgement": Judgement, "weights": Weighing}
SCHEMA_LINE = re.compile(r"# yaml-language-server: \$schema=(\S+)")
FIRST_WAY = re.compile(
    r"^  calls_per_month:[^\n]*\n|^# ---- What it charges -.*?(?=^# ---- Or )", re.MULTILINE | re.DOTALL
)
"""What is written in the first of two ways: a volume in calls, and charges."""
OTHER_WAY = re.compile(r"^( *)# (?= *(?:issues_per_month:|plans:|- \{name:|plan_choice:))", re.MULTILINE)
"""What is written in the other: a volume in issues, and a ladder of plans."""
OR = re.compile(r"^ *# or (.+)$", re.MULTILINE)
"""A key that is shown once more, with another value."""
SWITCHED_OFF = re.compile(r"^( *)# ( *(?:- \{|[A-Za-z_0-9]+:(?: |$)).*)$", re.MULTILINE)


def schema_of(path: str, text: str) -> str:
    """The case's schema that the first line of a file names."""
    line = SCHEMA_LINE.fullmatch(text.splitlines()[0])
    assert line is not None
    named = (Path("/") / path).parent / line[1]
    return str(named.resolve().relative_to(Path("/").resolve()).as_posix())


def switched_on(text: str) -> str:
    """A template with every key in use; of two ways to say one thing, the first."""
    return SWITCHED_OFF.sub(r"\1\2", OTHER_WAY.sub(r"\1# or ", text))


def the_other_way(text: str) -> str:
    """A template with every key in use, and the other of two ways to say one thing."""
    return SWITCHED_OFF.sub(r"\1\2", FIRST_WAY.sub("", text))


def as_json(text: str) -> object:
    """What YAML 1.2 says, as JSON would have it."""
    document, problems = parse_document(text, "file.yaml")
    assert document is not None, problems
    assert not problems
    return json.loads(json.dumps(document.value, default=float))


def keys_in(value: object) -> Iterator[str]:
    """Every key that is written, at any depth."""
    if isinstance(value, dict):
        yield from value
    for below in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from keys_in(below)


def keys_of(annotation: object) -> Iterator[str]:
    """Every key that a model knows, at any depth."""
    if isinstance(annotation, type) and issubclass(annotation, Section):
        for key, field in annotation.model_fields.items():
            yield field.alias or key
            yield from keys_of(field.annotation)
    for part in get_args(annotation):
        yield from keys_of(part)


def content(folder: Path) -> dict[str, str | None]:
    """Everything in a folder: the text of files, None for folders."""
    return {
        str(path.relative_to(folder)): None if path.is_dir() else path.read_text(encoding="utf-8")
        for path in folder.rglob("*")
    }


def test_every_file_of_the_template_is_part_of_a_case() -> None:
    template = Path(str(files("callvet.evaluation") / "case_template"))
    assert {path.relative_to(template).as_posix() for path in template.rglob("*.*")} == set(TEMPLATES)


def test_a_case_has_its_schemas_beside_it() -> None:
    texts = case_files()
    assert list(texts) == [*TEMPLATES, *(f"schemas/{kind}.schema.json" for kind in get_args(SchemaKind))]
    assert texts["schemas/needs.schema.json"].startswith('{\n  "$schema"')
    assert all(text.endswith("\n") and not text.endswith("\n\n") for text in texts.values())
    assert json.loads(texts["schemas/vendor.schema.json"]) == json_schema("vendor")


@pytest.mark.parametrize("path", YAML_FILES)
@pytest.mark.parametrize("change", [str, switched_on, the_other_way], ids=["as it is", "all keys", "the other way"])
def test_a_file_names_the_schema_that_takes_it(path: str, change: Callable[[str], str]) -> None:
    texts = case_files()
    schema = json.loads(texts[schema_of(path, texts[path])])
    assert list(Draft202012Validator(schema).iter_errors(as_json(change(texts[path])))) == []


@pytest.mark.parametrize("path", YAML_FILES)
def test_a_file_shows_every_key(path: str) -> None:
    text = case_files()[path]
    kind = Path(schema_of(path, text)).name.partition(".")[0]
    ways = [switched_on(text), the_other_way(text), *OR.findall(text)]
    shown = {key for way in ways for key in keys_in(as_json(way))}
    assert set(keys_of(MODELS[kind])) - shown == set()


def test_a_new_case_has_no_problem(tmp_path: Path) -> None:
    start_case(tmp_path)
    case, problems = read_case([tmp_path])
    assert problems == ()
    assert [vendor.id for vendor in case.vendors] == ["northwind"]
    assert case.needs.needs.demand.calls_per_month
    assert len(case.judgements) == 1
    assert [quote.id for quote in case.quotes] == ["northwind/Shared desk"]


@pytest.mark.parametrize("change", [switched_on, the_other_way])
def test_a_case_with_all_keys_in_use_has_no_problem(tmp_path: Path, change: Callable[[str], str]) -> None:
    for path in start_case(tmp_path):
        if path.suffix == ".yaml":
            path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")
    assert read_case([tmp_path])[1] == ()


@pytest.mark.parametrize("change", [str, switched_on, the_other_way], ids=["as it is", "all keys", "the other way"])
def test_the_offer_of_a_new_case_is_priced(tmp_path: Path, change: Callable[[str], str]) -> None:
    start_case(tmp_path)
    quote = tmp_path / "quotes" / "northwind.yaml"
    quote.write_text(change(quote.read_text(encoding="utf-8")), encoding="utf-8")
    (found,) = price_offers([tmp_path]).priced
    assert found.rank == 1
    assert found.monthly.high > found.monthly.low > 0


def test_the_offer_of_a_new_case_leaves_one_term_open(tmp_path: Path) -> None:
    """Its remark says so: the step."""
    start_case(tmp_path)
    (found,) = price_offers([tmp_path]).priced
    assert [question.term for question in found.estimate.questions] == ["minute.clock.step_seconds"]


@pytest.mark.parametrize("path", TEMPLATES)
def test_templates_are_plain_text_of_readable_width(path: str) -> None:
    text = case_files()[path]
    assert "\t" not in text
    assert max(map(len, text.splitlines())) <= 115


def test_the_paths_written_are_told_in_order(tmp_path: Path) -> None:
    folder = tmp_path / "cases" / "ours"
    paths = start_case(folder)
    assert paths == tuple(folder / path for path in case_files())
    assert {path: paths[at].read_text(encoding="utf-8") for at, path in enumerate(case_files())} == case_files()
    assert b"\r" not in paths[0].read_bytes()


def test_a_case_may_start_in_a_folder_that_holds_other_things(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "vendors").mkdir()
    (tmp_path / "vendors" / "acme.yaml").write_text("name: Acme\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert start_case(Path())[1] == Path("needs.yaml")
    assert (tmp_path / "vendors" / "acme.yaml").read_text(encoding="utf-8") == "name: Acme\n"


def test_nothing_is_overwritten_and_all_that_is_in_the_way_is_told(tmp_path: Path) -> None:
    (tmp_path / "needs.yaml").write_text("company: Ours\n", encoding="utf-8")
    (tmp_path / "schemas").write_text("a file where a folder belongs", encoding="utf-8")
    before = content(tmp_path)
    with pytest.raises(CaseExistsError, match=r"needs\.yaml.*nothing was written; name another folder") as refused:
        start_case(tmp_path)
    assert refused.value.paths == (tmp_path / "needs.yaml", tmp_path / "schemas")
    assert content(tmp_path) == before


def test_a_file_in_place_of_the_folder_is_in_the_way(tmp_path: Path) -> None:
    folder = tmp_path / "ours"
    folder.write_text("not a folder", encoding="utf-8")
    with pytest.raises(CaseExistsError, match="is there already") as refused:
        start_case(folder)
    assert refused.value.paths == (folder,)


def test_a_case_that_was_begun_is_completed(tmp_path: Path) -> None:
    """As a kill may leave one in a folder that was there already."""
    texts = case_files()
    (tmp_path / "needs.yaml").write_text(texts["needs.yaml"], encoding="utf-8", newline="")
    (tmp_path / "vendors").mkdir()
    assert start_case(tmp_path) == tuple(tmp_path / path for path in texts)
    assert {path: text for path, text in content(tmp_path).items() if text is not None} == texts


def test_a_case_that_is_whole_or_was_filled_in_is_not_taken_for_one_that_was_begun(tmp_path: Path) -> None:
    paths = start_case(tmp_path)
    with pytest.raises(CaseExistsError) as refused:
        start_case(tmp_path)
    assert refused.value.paths == paths
    paths[0].unlink()
    paths[1].write_text("company: Ours\n", encoding="utf-8")
    before = content(tmp_path)
    with pytest.raises(CaseExistsError) as refused:
        start_case(tmp_path)
    assert refused.value.paths == paths[1:]
    assert content(tmp_path) == before


def test_a_folder_that_comes_into_being_meanwhile_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    really_rename = Path.rename

    def somebody_was_faster(part: Path, path: Path) -> Path:
        path.mkdir()
        (path / "theirs").write_text("theirs", encoding="utf-8")
        return really_rename(part, path)

    monkeypatch.setattr(Path, "rename", somebody_was_faster)
    with pytest.raises(CaseExistsError) as refused:
        start_case(tmp_path / "new" / "case")
    assert refused.value.paths == (tmp_path / "new",)
    assert content(tmp_path) == {"new": None, str(Path("new/theirs")): "theirs"}


def test_a_way_with_a_step_back_leads_where_it_leads(tmp_path: Path) -> None:
    start_case(tmp_path / "new" / ".." / "case")
    assert [path.name for path in tmp_path.iterdir()] == ["case"]


def test_a_link_to_nowhere_is_in_the_way(tmp_path: Path) -> None:
    try:
        (tmp_path / "README.md").symlink_to(tmp_path / "nowhere")
    except OSError:
        pytest.skip("links cannot be made here")
    with pytest.raises(CaseExistsError) as refused:
        start_case(tmp_path)
    assert refused.value.paths == (tmp_path / "README.md",)
    assert not (tmp_path / "nowhere").exists()


class FullDisk(StringIO):
    """A file that can be opened but not written."""

    def __init__(self, failure: BaseException) -> None:
        """Prepare to fail."""
        super().__init__()
        self.failure = failure

    def write(self, _: str) -> int:
        raise self.failure


@pytest.mark.parametrize("failure", [OSError("the disk is full"), KeyboardInterrupt()], ids=["full disk", "Ctrl+C"])
@pytest.mark.parametrize("written", range(len(TEMPLATES) + 3))
@pytest.mark.parametrize("folder", ["", "a/b"], ids=["here", "new folder"])
def test_a_failure_half_way_leaves_nothing_new(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failure: BaseException, written: int, folder: str
) -> None:
    (tmp_path / "vendors").mkdir()
    (tmp_path / "vendors" / "acme.yaml").write_text("name: Acme\n", encoding="utf-8")
    before, made, really_open = content(tmp_path), list[Path](), Path.open

    def open_until_full(path: Path, mode: str = "r", **options: str) -> IO[Any]:
        file = really_open(path, mode, **options)  # type: ignore[call-overload]
        if mode != "xb" or len(made) < written:
            made.extend([path] if mode == "xb" else [])
            return cast("IO[Any]", file)
        file.close()
        return FullDisk(failure)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "open", open_until_full)
        with pytest.raises(type(failure)):
            start_case(tmp_path / folder)
    assert len(made) == written
    assert content(tmp_path) == before


def test_a_file_that_comes_into_being_meanwhile_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = tmp_path / "vendors" / "northwind.yaml"
    other.parent.mkdir()
    other.write_text("name: Theirs\n", encoding="utf-8")
    monkeypatch.setattr("callvet.evaluation.starting._in_the_way", lambda _: None)
    with pytest.raises(CaseExistsError) as refused:
        start_case(tmp_path)
    assert refused.value.paths == (other,)
    assert content(tmp_path) == {"vendors": None, str(Path("vendors/northwind.yaml")): "name: Theirs\n"}
