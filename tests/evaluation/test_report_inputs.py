"""What a report rests on: hashes, sources, days, versions."""

from __future__ import annotations

from datetime import date
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest

from callvet import __version__
from callvet.evaluation.reading import read_sound_case
from callvet.evaluation.report_inputs import cited_sources, input_files, latest_day, versions
from callvet.load.discovery import NothingToWorkOnError
from tests.report.decisions import CASE, written

if TYPE_CHECKING:
    from pathlib import Path


def test_every_file_has_the_hash_of_its_bytes(tmp_path: Path) -> None:
    folder = written(tmp_path)
    files = input_files([folder], None, None, read_sound_case([folder]).needs)
    assert {file.path for file in files} == {str(folder / name) for name in CASE}
    text = (folder / "needs.yaml").read_bytes()
    (needs,) = (file for file in files if file.path.endswith("needs.yaml"))
    assert (needs.size, needs.sha256) == (len(text), sha256(text).hexdigest())


def test_the_table_of_a_shape_and_peoples_weights_are_files_too(tmp_path: Path) -> None:
    weights = "by: ann\nmethod: points\npoints: {cost: 10}\n"
    case = {**CASE, "week.csv": "weekday,hour,share\nMo,9,100%\n", "weights/ann.yaml": weights}
    case["needs.yaml"] = case["needs.yaml"].replace("shape: flat", "shape: week.csv")
    folder = written(tmp_path, case)
    files = input_files([folder], None, folder / "weights", read_sound_case([folder]).needs)
    assert {str(folder / "week.csv"), str(folder / "weights/ann.yaml")} <= {file.path for file in files}


def test_a_file_that_is_gone_has_no_hash(tmp_path: Path) -> None:
    case = {**CASE, "needs.yaml": CASE["needs.yaml"].replace("shape: flat", "shape: week.csv")}
    folder = written(tmp_path, case)
    with pytest.raises(NothingToWorkOnError, match=r"week\.csv was read, and cannot be read again"):
        input_files([folder], None, None, read_sound_case([folder]).needs)


def test_sources_are_told_by_vendor_and_those_of_the_buyer_last(tmp_path: Path) -> None:
    case = {**CASE, "quotes/nobody.yaml": CASE["quotes/acme.yaml"].replace("acme", "nobody")}
    case["needs.yaml"] += "rates: {EUR: {rate: 1.09, dated: 2026-11-03, source: bank}}\n    "
    case["vendors/acme.yaml"] += (
        "performance: {handle_seconds: 340, source: {kind: contract, ref: pilot, read: 2026-10-01}}\n"
        "    company: {reviews: [{site: Clutch, rating: 4.7, out_of: 5, count: 31, read: 2026-10-20}]}\n    "
    )
    found = cited_sources(read_sound_case([written(tmp_path, case)]))
    assert [(one.vendor, one.kind, one.ref) for one in found] == [
        ("acme", "vendor_page", "https://acme.example/pricing"),
        ("acme", "contract", "pilot"),
        ("acme", "review", "Clutch"),
        ("acme", "quote", "e-mail of 14 October"),
        ("acme", "meeting", "operations"),
        ("brio", "profile", str(tmp_path / "vendors/brio.yaml")),
        ("brio", "quote", "e-mail of 14 October"),
        ("corte", "quote", "e-mail of 14 October"),
        ("nobody", "quote", "e-mail of 14 October"),
        (None, "exchange rate", "bank"),
    ]


def test_an_offer_without_a_source_is_one_itself_where_it_is_dated(tmp_path: Path) -> None:
    lines = [line for line in CASE["quotes/acme.yaml"].splitlines() if "source" not in line]
    case = {"vendors/acme.yaml": CASE["vendors/acme.yaml"], "quotes/acme.yaml": "\n".join(lines)}
    found = cited_sources(read_sound_case([written(tmp_path, case)]))
    assert found[-1] == ("acme", "acme/A-1", "quote", "A-1", date(2026, 10, 14))


def test_the_latest_day_is_that_of_any_file_and_none_where_no_file_has_one(tmp_path: Path) -> None:
    assert latest_day(read_sound_case([written(tmp_path / "a")])) == date(2026, 11, 2)
    assert latest_day(read_sound_case([written(tmp_path / "b", {"vendors/acme.yaml": "name: Acme\n"})])) is None


def test_versions_begin_with_callvets_own() -> None:
    assert versions()[0] == ("callvet", __version__)
    assert {"Python", "numpy", "holidays", "tzdata"} <= {one.name for one in versions()}
