"""A file is there whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from callvet.load.writing import add_file, replacing, write_new, write_numbered, write_over


def test_a_new_file_makes_its_folder(tmp_path: Path) -> None:
    write_new(tmp_path / "judgements" / "a.yaml", "a: 1\n")
    assert [path.name for path in (tmp_path / "judgements").iterdir()] == ["a.yaml"]
    assert (tmp_path / "judgements" / "a.yaml").read_bytes() == b"a: 1\n"


def test_a_file_that_is_there_is_not_touched(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("mine", encoding="utf-8")
    with pytest.raises(FileExistsError):
        write_new(tmp_path / "a.yaml", "yours")
    assert [(path.name, path.read_text(encoding="utf-8")) for path in tmp_path.iterdir()] == [("a.yaml", "mine")]


def test_a_link_that_leads_nowhere_is_there_too(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").symlink_to(tmp_path / "nowhere")
    with pytest.raises(FileExistsError):
        write_new(tmp_path / "a.yaml", "yours")
    assert not (tmp_path / "nowhere").exists()


def test_where_links_cannot_be_made_the_file_is_written_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "hardlink_to", refuse)
    write_new(tmp_path / "a.yaml", "a: 1\n")
    with pytest.raises(FileExistsError):
        write_new(tmp_path / "a.yaml", "a: 2\n")
    assert [(path.name, path.read_text(encoding="utf-8")) for path in tmp_path.iterdir()] == [("a.yaml", "a: 1\n")]


def test_a_failure_leaves_neither_a_part_nor_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "hardlink_to", refuse)
    with pytest.raises(KeyboardInterrupt):
        write_new(tmp_path / "judgements" / "a.yaml", "a: 1\n")
    assert list(tmp_path.iterdir()) == []


def test_a_number_is_added_where_names_are_taken(tmp_path: Path) -> None:
    names = [write_numbered(tmp_path, "acme-ann-test-call", "a: 1\n").name for _ in range(3)]
    assert names == ["acme-ann-test-call.yaml", "acme-ann-test-call-2.yaml", "acme-ann-test-call-3.yaml"]


def test_a_file_is_replaced_all_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("old", encoding="utf-8")
    write_over(path, "new")
    assert path.read_text(encoding="utf-8") == "new"

    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(PermissionError):
        write_over(path, "newer")
    assert [(one.name, one.read_text(encoding="utf-8")) for one in tmp_path.iterdir()] == [("a.yaml", "new")]


def test_a_file_is_added_to_a_folder_that_is_there_alone(tmp_path: Path) -> None:
    add_file(tmp_path / "a.xlsx", b"PK")
    with pytest.raises(FileExistsError):
        add_file(tmp_path / "a.xlsx", b"PK2")
    with pytest.raises(FileNotFoundError):
        add_file(tmp_path / "nowhere" / "a.xlsx", b"PK")
    assert [(one.name, one.read_bytes()) for one in tmp_path.iterdir()] == [("a.xlsx", b"PK")]


def test_what_is_written_piece_by_piece_has_its_name_when_the_last_piece_is_there(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("old", encoding="utf-8")
    with replacing(path) as file:
        file.write(b"new")
        file.flush()
        assert path.read_bytes() == b"old"
    assert path.read_bytes() == b"new"

    def half(path: Path) -> None:
        with replacing(path) as file:
            file.write(b"half of it")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        half(path)
    assert [(one.name, one.read_bytes()) for one in tmp_path.iterdir()] == [("a.csv", b"new")]


def test_a_link_stays_a_link_and_permissions_stay_too(tmp_path: Path) -> None:
    real, link = tmp_path / "real.csv", tmp_path / "link.csv"
    real.write_text("old", encoding="utf-8")
    real.chmod(0o640)
    link.symlink_to("real.csv")
    write_over(link, "new")
    assert link.is_symlink()
    assert real.read_bytes() == b"new"
    assert real.stat().st_mode & 0o777 == 0o640


def test_a_device_is_written_to_as_it_is(tmp_path: Path) -> None:
    link = tmp_path / "null"
    link.symlink_to("/dev/null")
    write_over(link, "x")
    assert Path("/dev/null").is_char_device()
    with pytest.raises(OSError, match="No space left"):
        write_over(Path("/dev/full"), "x")
    with pytest.raises(IsADirectoryError):
        write_over(tmp_path, "x")
