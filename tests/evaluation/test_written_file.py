"""Files that callvet writes into a case."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from callvet.evaluation.written_file import FileExistsAlreadyError, expect_new, in_yaml, write_whole, yaml_lines
from callvet.load.document import parse_document

TEXTS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn", "Zl", "Zp"]), min_size=1, max_size=30
)
SCALARS = TEXTS.filter(str.strip) | st.booleans() | st.integers(0, 10**9) | st.decimals(0, 10**6, places=3)
NAMES = st.from_regex(r"[a-w][a-z_]{0,8}", fullmatch=True)
VALUES = st.recursive(SCALARS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(NAMES, inner, max_size=4))


@settings(max_examples=50, deadline=None)  # the first example imports the reader
@given(st.dictionaries(NAMES, VALUES, min_size=1, max_size=5))
def test_what_is_written_reads_back_as_itself(values: dict[str, object]) -> None:
    document, problems = parse_document("\n".join(yaml_lines(values)) + "\n", "file.yaml")
    assert problems == ()
    assert document is not None
    assert document.value == values


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("customer care", "customer care"),
        ("Zoë", '"Zoë"'),
        ("none", '"none"'),
        ("2026-11-02", '"2026-11-02"'),
        ("\u202eevil", r'"\U0000202eevil"'),
        (Decimal("2.50"), "2.50"),
        (True, "true"),
        (["phone", "chat"], "[phone, chat]"),
        ({"cost": 30}, "{cost: 30}"),
    ],
)
def test_it_is_written_as_a_person_would(value: object, written: str) -> None:
    assert in_yaml(value) == written


def test_long_lists_and_groups_of_groups_stand_on_lines_of_their_own() -> None:
    names = [f"name {number}" for number in "abcdefghijklmno"]
    assert list(yaml_lines({"a": {"b": {"c": 1}}, "names": names[:2]})) == [
        "a:",
        "  b: {c: 1}",
        "names: [name a, name b]",
    ]
    assert list(yaml_lines({"names": names}))[:2] == ["names:", "  - name a"]


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
