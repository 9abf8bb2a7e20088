"""Files that callvet writes into a case."""

from __future__ import annotations

from pathlib import Path

import pytest

from callvet.evaluation.written_file import FileExistsAlreadyError, expect_new, write_whole


def test_a_file_is_written_whole_and_not_over_another(tmp_path: Path) -> None:
    path = tmp_path / "weights" / "ann.yaml"
    write_whole(path, "by: ann\n", again=False)
    with pytest.raises(FileExistsAlreadyError, match="add --again"):
        write_whole(path, "by: ben\n", again=False)
    assert path.read_text(encoding="utf-8") == "by: ann\n"
    write_whole(path, "by: cid\n", again=True)
    assert path.read_text(encoding="utf-8") == "by: cid\n"
    assert list(path.parent.iterdir()) == [path]


def test_a_link_to_nowhere_is_in_the_way(tmp_path: Path) -> None:
    (tmp_path / "frozen.yaml").symlink_to(tmp_path / "nowhere")
    with pytest.raises(FileExistsAlreadyError):
        expect_new(tmp_path / "frozen.yaml", again=False)


def test_a_file_that_came_in_the_meantime_is_not_touched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "ann.yaml"
    seen: list[Path] = []

    def once(of: Path, *, again: bool) -> None:
        seen.append(of)
        if not seen[1:]:
            path.write_text("theirs", encoding="utf-8")
        else:
            expect_new(of, again=again)

    monkeypatch.setattr("callvet.evaluation.written_file.expect_new", once)
    with pytest.raises(FileExistsAlreadyError):
        write_whole(path, "ours", again=False)
    assert path.read_text(encoding="utf-8") == "theirs"
    assert list(tmp_path.iterdir()) == [path]


def test_what_cannot_be_written_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "weights").write_text("a file where a folder belongs", encoding="utf-8")
    with pytest.raises(OSError, match="weights"):
        write_whole(tmp_path / "weights" / "ann.yaml", "by: ann\n", again=False)
    assert [one.name for one in tmp_path.iterdir()] == ["weights"]


@pytest.mark.parametrize("again", [False, True])
def test_a_file_is_written_where_there_are_no_links(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, again: bool
) -> None:
    """Memory sticks and some shared folders have none."""

    def refused(*_: object, **__: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr("os.link", refused)
    path = tmp_path / "weights" / "ann.yaml"
    write_whole(path, "by: ann\n", again=again)
    assert path.read_text(encoding="utf-8") == "by: ann\n"
    assert list(path.parent.iterdir()) == [path]
