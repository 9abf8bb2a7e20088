"""Judgements that call a vendor by its code: resolved through the file of codes, unknown ones told with the fix."""

from __future__ import annotations

from pathlib import Path

import pytest

from callvet.load.case import load_case

CODES = "codes:\n  Vendor K: acme\n  Vendor B: brio\n"
JUDGEMENT = "vendor: {vendor}\nby: ann\ndate: 2026-11-01\nkind: meeting\nmarks: {{culture: 8}}\n"


@pytest.fixture(autouse=True)
def case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two vendors, and their codes; the current folder."""
    monkeypatch.chdir(tmp_path)
    for path, text in {
        "vendors/acme.yaml": "name: Acme",
        "vendors/brio.yaml": "name: Brio",
        "judgements/blind.yaml": CODES,
    }.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    return tmp_path


def judge(vendor: str, name: str = "1.yaml") -> None:
    """A judgement of what is called so."""
    Path("judgements", name).write_text(JUDGEMENT.format(vendor=vendor), encoding="utf-8")


def told() -> list[str]:
    """The problems of the case."""
    return [f"{problem.place} {problem.message}" for problem in load_case(["vendors"]).problems]


@pytest.mark.parametrize("written", ["Vendor K", "vendor k", "Vendor-K", "acme"])
def test_a_judgement_names_a_vendor_by_its_code_or_its_id(written: str) -> None:
    judge(written)
    case = load_case(["vendors"])
    assert [file.judgement.vendor for file in case.judgements] == ["acme"]
    assert case.problems == ()


def test_an_unknown_code_is_told_at_its_line_with_those_there_are() -> None:
    judge("Vendor Q")
    assert told() == [
        "judgements/1.yaml:1:9 vendor: nobody has the code Vendor Q in blind.yaml; write one of Vendor B, Vendor K"
    ]


def test_a_code_without_the_file_of_codes_says_so() -> None:
    judge("Vendor Q")
    Path("judgements/blind.yaml").unlink()
    (problem,) = told()
    assert problem.startswith("judgements/1.yaml:1:9 vendor: nobody has the code Vendor Q, for there is no blind.yaml")
    assert problem.endswith("write the vendor's id, the name of its file without .yaml")


def test_the_vendor_behind_a_code_that_lost_its_profile_is_not_named() -> None:
    judge("Vendor B")
    Path("vendors/brio.yaml").unlink()
    (problem,) = told()
    assert "brio" not in problem
    assert "the vendor whose code is Vendor B in blind.yaml has no profile" in problem


def test_codes_are_read_beside_a_judgement_that_is_named_alone() -> None:
    judge("Vendor K")
    case = load_case(["vendors/acme.yaml", "judgements/1.yaml"])
    assert ([file.judgement.vendor for file in case.judgements], case.problems) == (["acme"], ())


def test_a_vendor_that_is_called_like_a_code_is_that_vendor() -> None:
    Path("vendors/Vendor K.yaml").write_text("name: Kay", encoding="utf-8")
    judge("Vendor K")
    assert [file.judgement.vendor for file in load_case(["vendors"]).judgements] == ["Vendor K"]


def test_faults_in_the_file_of_codes_are_told_with_all_others() -> None:
    Path("judgements/blind.yaml").write_text("codes:\n  Vendor K: acme\n  Vendor L: acme\n  Vendor M: 7\n")
    judge("nobody", "2.yaml")
    assert [one.partition(" ")[0] for one in told()] == ["judgements/2.yaml:1:9", "judgements/blind.yaml:4:13"]


def test_a_misspelt_id_is_still_guessed() -> None:
    judge("acmee")
    assert told() == ["judgements/1.yaml:1:9 vendor: no profile is called acmee; did you mean acme?"]
