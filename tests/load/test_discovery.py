"""The files of a case are found by where they lie, each once, however they are named."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from callvet.load.discovery import (
    Found,
    NothingToWorkOnError,
    find_case,
    logs_beside,
    neighbours,
    shown_path,
    vendor_id,
)

if TYPE_CHECKING:
    from collections.abc import Callable

CASE = (
    "needs.yaml",
    "vendors/acme.yaml",
    "vendors/brio.yml",
    "judgements/1.yaml",
    "judgements/2.yaml",
    "quotes/q.yaml",
)


@pytest.fixture
def lay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Lays out empty files, and folders whose names end with a slash, in a new current folder."""
    monkeypatch.chdir(tmp_path)

    def lay_out(*names: str) -> None:
        for name in names:
            path = Path(name)
            if name.endswith("/"):
                path.mkdir(parents=True)
            else:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.touch()

    return lay_out


def found(*paths: str, needs: str | None = None) -> Found:
    """What the named paths stand for."""
    return find_case([Path(path) for path in paths], None if needs is None else Path(needs))


def listed(files: tuple[Path, ...]) -> list[str]:
    """Files as they are told to the user."""
    return [str(file) for file in files]


def refusal(*paths: str, needs: str | None = None) -> str:
    """Why there is nothing to work on."""
    with pytest.raises(NothingToWorkOnError) as refused:
        found(*paths, needs=needs)
    return str(refused.value)


# A whole case


@pytest.mark.parametrize("paths", [(), (".",), ("vendors",), ("./vendors/",), ("vendors/../",)])
def test_a_case_is_found_from_its_root_or_its_vendors(lay: Callable[..., None], paths: tuple[str, ...]) -> None:
    lay(*CASE)
    case = found(*paths)
    assert [path.resolve().name for path in case.vendors] == ["acme.yaml", "brio.yml"]
    assert [path.resolve() for path in case.needs] == [Path("needs.yaml").resolve()]
    assert [path.name for path in case.judgements] == ["1.yaml", "2.yaml"]
    assert [path.name for path in case.quotes] == ["q.yaml"]
    assert case.unsorted == ()


def test_files_are_told_by_the_path_that_was_named(lay: Callable[..., None], tmp_path: Path) -> None:
    lay(*(f"case/{name}" for name in CASE))
    case = found("case")
    assert listed(case.vendors) == ["case/vendors/acme.yaml", "case/vendors/brio.yml"]
    assert listed(case.needs) == ["case/needs.yaml"]
    assert listed(case.judgements) == ["case/judgements/1.yaml", "case/judgements/2.yaml"]
    assert listed(find_case([tmp_path / "case"]).needs) == [f"{tmp_path}/case/needs.yaml"]


def test_one_profile_alone_has_the_needs_and_judgements_beside_its_folder(lay: Callable[..., None]) -> None:
    lay(*(f"case/{name}" for name in CASE))
    case = found("case/vendors/acme.yaml")
    assert listed(case.vendors) == ["case/vendors/acme.yaml"]
    assert listed(case.needs) == ["case/needs.yaml"]
    assert len(case.judgements) == 2


@pytest.mark.parametrize("path", ["acme.yaml", "./acme.yaml", ".", "../vendors", "../judgements/../vendors/acme.yaml"])
def test_a_case_is_found_from_within_its_vendors(
    lay: Callable[..., None], monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    lay(*CASE)
    monkeypatch.chdir("vendors")
    case = found(path)
    assert case.vendors[0].name == "acme.yaml"
    assert [file.resolve().parts[-1:] for file in case.needs] == [("needs.yaml",)]
    assert [file.resolve().parts[-2:] for file in case.judgements] == [
        ("judgements", "1.yaml"),
        ("judgements", "2.yaml"),
    ]


def test_files_lie_in_the_order_of_their_names(lay: Callable[..., None]) -> None:
    lay("vendors/c.yaml", "vendors/a.yml", "vendors/D.yaml", "vendors/b.yaml")
    assert listed(found().vendors) == ["vendors/D.yaml", "vendors/a.yml", "vendors/b.yaml", "vendors/c.yaml"]


def test_hidden_files_and_those_that_are_no_yaml_are_left_alone(lay: Callable[..., None]) -> None:
    lay("vendors/acme.yaml", "vendors/UP.YAML", "vendors/.acme.yaml.swp", "vendors/.hidden.yaml")
    lay("vendors/acme.yaml~", "vendors/notes.txt", "vendors/yaml", "vendors/acme.yaml.bak", "vendors/deeper/x.yaml")
    assert listed(found().vendors) == ["vendors/UP.YAML", "vendors/acme.yaml"]


def test_two_cases_at_once_have_the_judgements_of_both(lay: Callable[..., None]) -> None:
    lay("a/vendors/acme.yaml", "a/judgements/1.yaml", "b/vendors/brio.yaml", "b/judgements/1.yaml", "b/needs.yaml")
    case = found("a", "b/vendors")
    assert listed(case.vendors) == ["a/vendors/acme.yaml", "b/vendors/brio.yaml"]
    assert listed(case.judgements) == ["a/judgements/1.yaml", "b/judgements/1.yaml"]
    assert listed(case.needs) == ["b/needs.yaml"]


# Kinds


def test_the_kind_of_a_lone_file_is_that_of_its_folder(lay: Callable[..., None]) -> None:
    lay(*CASE)
    assert listed(found("judgements/1.yaml").judgements) == ["judgements/1.yaml"]
    assert found("judgements/1.yaml").vendors == ()
    assert listed(found("quotes/q.yaml").quotes) == ["quotes/q.yaml"]
    assert listed(found("needs.yaml").needs) == ["needs.yaml"]


def test_a_vendor_may_be_called_needs(lay: Callable[..., None]) -> None:
    lay("vendors/needs.yaml", "vendors/acme.yaml")
    assert listed(found().vendors) == listed(found("vendors/acme.yaml", "vendors/needs.yaml").vendors)
    assert found("vendors/needs.yaml").needs == ()


def test_files_of_a_folder_with_another_name_are_sorted_by_their_keys_later(lay: Callable[..., None]) -> None:
    lay("profiles/acme.yaml", "profiles/needs.yaml", "profiles/judgements/1.yaml")
    case = found("profiles")
    assert listed(case.unsorted) == ["profiles/acme.yaml"]
    assert listed(case.needs) == ["profiles/needs.yaml"]
    assert listed(case.judgements) == ["profiles/judgements/1.yaml"]
    assert case.vendors == ()


def test_judgements_that_are_named_are_the_only_ones(lay: Callable[..., None]) -> None:
    lay(*CASE)
    case = found("vendors", "judgements/2.yaml")
    assert listed(case.judgements) == ["judgements/2.yaml"]


# Needs


def test_needs_are_sought_in_the_current_folder_last(lay: Callable[..., None]) -> None:
    lay("needs.yaml", "a/vendors/acme.yaml", "b/vendors/brio.yaml", "b/needs.yaml")
    assert listed(found("a").needs) == ["needs.yaml"]
    assert listed(found("b").needs) == ["b/needs.yaml"]


def test_needs_that_are_named_are_the_only_ones(lay: Callable[..., None]) -> None:
    lay(*CASE, "other.yaml", "elsewhere/needs.yaml")
    assert listed(found(needs="other.yaml").needs) == ["other.yaml"]
    assert listed(found("needs.yaml", "vendors", needs="elsewhere/needs.yaml").needs) == ["elsewhere/needs.yaml"]
    assert listed(found("vendors", "elsewhere/needs.yaml").needs) == ["elsewhere/needs.yaml"]


def test_needs_that_are_named_are_not_read_a_second_time(lay: Callable[..., None]) -> None:
    lay("flat/acme.yaml", "flat/ours.yaml")
    case = found("flat", needs="flat/../flat/ours.yaml")
    assert listed(case.unsorted) == ["flat/acme.yaml"]
    assert listed(case.needs) == ["flat/../flat/ours.yaml"]


@pytest.mark.parametrize("path", ["flat", "flat/log.yaml"])
def test_how_a_log_is_read_is_told_by_its_name(lay: Callable[..., None], path: str) -> None:
    lay("flat/log.yaml", "flat/needs.yaml")
    case = found(path)
    assert listed(case.logs) == ["flat/log.yaml"]
    assert (case.vendors, case.unsorted) == ((), ())
    assert logs_beside(case) == ()


def test_a_vendor_may_be_called_log(lay: Callable[..., None]) -> None:
    lay("vendors/log.yaml")
    case = found()
    assert listed(case.vendors) == ["vendors/log.yaml"]
    assert logs_beside(case) == case.logs == ()


@pytest.mark.parametrize("path", ["case", "case/vendors/acme.yaml", "case/needs.yaml"])
def test_how_a_log_is_read_is_found_at_the_root_of_the_case(lay: Callable[..., None], path: str) -> None:
    lay(*(f"case/{name}" for name in CASE), "case/log.yaml")
    assert listed(logs_beside(found(path))) == ["case/log.yaml"]


def test_what_is_no_profile_by_its_name_is_no_vendors_neighbour(lay: Callable[..., None]) -> None:
    lay("flat/acme.yaml", "flat/log.yaml", "flat/needs.yaml", "flat/frozen.yaml")
    assert listed(neighbours(found("flat"))) == ["flat/acme.yaml"]


def test_the_folder_of_needs_that_are_named_has_no_part_in_the_case(lay: Callable[..., None]) -> None:
    lay("a/vendors/acme.yaml", "b/needs.yaml", "b/judgements/1.yaml")
    assert found("a", needs="b/needs.yaml").judgements == ()


def test_there_need_not_be_any_needs(lay: Callable[..., None]) -> None:
    lay("vendors/acme.yaml")
    assert found().needs == ()


def test_every_file_of_needs_that_could_be_meant_is_found(lay: Callable[..., None]) -> None:
    lay("a/vendors/acme.yaml", "a/needs.yaml", "b/vendors/brio.yaml", "b/needs.yaml")
    assert listed(found("a", "b").needs) == ["a/needs.yaml", "b/needs.yaml"]
    assert listed(found("a/needs.yaml", "b/needs.yaml").needs) == ["a/needs.yaml", "b/needs.yaml"]


# Each file once


@pytest.mark.parametrize(
    "again", ["vendors", "vendors/acme.yaml", "./vendors", "vendors/../vendors/acme.yaml", "quotes/../vendors", "."]
)
def test_a_file_that_is_named_twice_counts_once(lay: Callable[..., None], again: str) -> None:
    lay(*CASE)
    assert listed(found("vendors", again).vendors) == ["vendors/acme.yaml", "vendors/brio.yml"]


def test_a_file_that_is_named_from_the_root_too_counts_once(lay: Callable[..., None], tmp_path: Path) -> None:
    lay(*CASE)
    case = found("vendors", str(tmp_path / "vendors"), str(tmp_path / "needs.yaml"))
    assert listed(case.vendors) == ["vendors/acme.yaml", "vendors/brio.yml"]
    assert listed(case.judgements) == ["judgements/1.yaml", "judgements/2.yaml"]
    assert len(case.needs) == 1


# Links


def test_a_link_called_vendors_is_a_folder_of_vendors(lay: Callable[..., None]) -> None:
    lay("profiles/acme.yaml", "case/needs.yaml", "case/judgements/1.yaml")
    Path("case/vendors").symlink_to(Path("profiles").resolve())
    for path in ("case", "case/vendors", "case/vendors/acme.yaml"):
        case = found(path)
        assert listed(case.vendors) == ["case/vendors/acme.yaml"]
        assert listed(case.needs) == ["case/needs.yaml"]
        assert listed(case.judgements) == ["case/judgements/1.yaml"]


def test_a_link_within_vendors_is_a_profile_of_that_case(lay: Callable[..., None]) -> None:
    lay("shared/acme-2026.yaml", "case/needs.yaml", "case/vendors/", "case/judgements/1.yaml")
    Path("case/vendors/acme.yaml").symlink_to(Path("shared/acme-2026.yaml").resolve())
    for path in ("case", "case/vendors/acme.yaml"):
        case = found(path)
        assert listed(case.vendors) == ["case/vendors/acme.yaml"]
        assert listed(case.needs) == ["case/needs.yaml"]
        assert listed(case.judgements) == ["case/judgements/1.yaml"]


def test_a_link_beside_the_file_it_leads_to_is_a_profile_of_its_own(lay: Callable[..., None]) -> None:
    lay("vendors/acme.yaml")
    Path("vendors/twin.yaml").symlink_to("acme.yaml")
    assert listed(found().vendors) == ["vendors/acme.yaml", "vendors/twin.yaml"]


def test_two_ways_into_one_folder_are_one(lay: Callable[..., None]) -> None:
    lay(*CASE)
    Path("again").symlink_to("vendors")
    for paths in (("vendors", "again"), ("vendors", "again/acme.yaml")):
        assert listed(found(*paths).vendors) == ["vendors/acme.yaml", "vendors/brio.yml"]
        assert found(*paths).unsorted == ()


@pytest.mark.parametrize("folder", ["vendors", "profiles"])
def test_a_link_that_leads_nowhere_is_left_to_its_reader(lay: Callable[..., None], folder: str) -> None:
    lay(f"{folder}/acme.yaml")
    Path(folder, "gone.yaml").symlink_to("nowhere.yaml")
    Path(folder, "loop.yaml").symlink_to("loop.yaml")
    case = found(folder)
    assert listed((*case.vendors, *case.unsorted)) == [f"{folder}/{name}.yaml" for name in ("acme", "gone", "loop")]


def test_a_folder_within_itself_is_not_an_endless_one(lay: Callable[..., None]) -> None:
    lay("acme.yaml")
    Path("vendors").symlink_to(".")
    assert [path.name for path in found().vendors] == ["acme.yaml"]


# Nothing to work on


def test_without_a_path_there_must_be_a_folder_of_vendors(lay: Callable[..., None]) -> None:
    lay("acme.yaml")
    assert refusal() == ("there is no vendors/ folder here; name a folder or file, or start a case with callvet init")


@pytest.mark.parametrize("path", ["nope", "vendors/nope.yaml", "vendors/acme.yaml/x", "a\0b"])
def test_a_path_that_is_not_there_is_told(lay: Callable[..., None], path: str) -> None:
    lay(*CASE)
    assert refusal(path).endswith(" is not there; name a folder of vendor profiles, or a file")
    assert refusal("vendors", path) == refusal(path)


def test_needs_that_are_not_there_are_told(lay: Callable[..., None]) -> None:
    lay(*CASE)
    assert refusal(needs="ours.yaml") == "ours.yaml is not there; name the file of the needs"


@pytest.mark.parametrize("path", ["x", "vendors", "."])
def test_a_folder_without_files_is_told(lay: Callable[..., None], path: str) -> None:
    lay("x/", "vendors/readme.txt", "vendors/.hidden.yaml")
    folder = "vendors" if path == "." else path
    assert refusal(path) == f"{folder} holds no .yaml file; put one profile per vendor into it"


def test_hostile_paths_are_told_inert(lay: Callable[..., None]) -> None:
    lay("vendors/acme.yaml")
    assert refusal("[red]a\x1b[0m\n\u202e") == (
        r"[red]a\x1b[0m\n\u202e is not there; name a folder of vendor profiles, or a file"
    )
    assert len(refusal("a" * 200 + "/" + "b" * 200 + "/" + "c" * 200)) < 500


def test_a_name_that_is_too_long_is_left_to_its_reader(lay: Callable[..., None]) -> None:
    lay("vendors/acme.yaml")
    assert found("a" * 5000).unsorted == (Path("a" * 5000),)


def test_a_folder_that_may_not_be_looked_into_is_told(
    lay: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    lay(*CASE)

    def refuse(_: Path) -> None:
        raise PermissionError(13, "Permission denied\x1b")

    monkeypatch.setattr(Path, "iterdir", refuse)
    assert refusal("vendors") == (r"vendors cannot be looked into (Permission denied\x1b); ask for the permission")


def test_what_may_not_be_looked_at_is_left_to_its_reader(
    lay: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    lay("a.yaml")

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "exists", refuse)
    monkeypatch.setattr(Path, "is_dir", refuse)
    assert found("a.yaml").unsorted == (Path("a.yaml"),)


def test_a_pipe_is_found_without_being_opened(lay: Callable[..., None]) -> None:
    lay("vendors/acme.yaml")
    os.mkfifo("vendors/pipe.yaml")
    assert listed(found().vendors) == ["vendors/acme.yaml", "vendors/pipe.yaml"]


# Neighbours


def test_all_profiles_beside_the_one_that_was_named_are_its_neighbours(lay: Callable[..., None]) -> None:
    lay(*CASE)
    assert listed(neighbours(found("vendors/acme.yaml"))) == ["vendors/acme.yaml", "vendors/brio.yml"]
    assert listed(neighbours(found("judgements"))) == ["vendors/acme.yaml", "vendors/brio.yml"]
    assert listed(neighbours(found("needs.yaml"))) == ["vendors/acme.yaml", "vendors/brio.yml"]


def test_profiles_in_no_known_folder_have_neighbours_too(lay: Callable[..., None]) -> None:
    lay("flat/acme.yaml", "flat/brio.yaml")
    assert listed(neighbours(found("flat/acme.yaml"))) == ["flat/acme.yaml", "flat/brio.yaml"]


def test_where_there_is_no_folder_of_vendors_there_are_no_neighbours(lay: Callable[..., None]) -> None:
    lay("quotes/q.yaml")
    assert neighbours(found("quotes")) == ()


# Names


@pytest.mark.parametrize(
    ("name", "identity"),
    [
        ("acme", "acme"),
        ("Brio GmbH", "Brio GmbH"),
        ("cafe\u0301", "caf\u00e9"),
        ("a\x1b[31m\n", r"a\x1b[31m\n"),
        ("z\udcff", r"z\udcff"),
        ("k" * 81, "k" * 79 + "…"),
    ],
)
def test_the_id_of_a_vendor_is_inert_and_has_one_spelling(name: str, identity: str) -> None:
    assert vendor_id(name) == identity
    assert vendor_id(identity) == identity


def test_a_path_is_shown_on_one_line_of_some_length() -> None:
    assert shown_path(Path("vendors/a\n\x1b.yaml")) == r"vendors/a\n\x1b.yaml"
    assert len(shown_path(Path("a" * 1000))) == 400
