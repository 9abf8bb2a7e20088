"""Everything that callvet installs for its users may be used and passed on as callvet itself may."""

from __future__ import annotations

import tomllib
from importlib.metadata import distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement

PYPROJECT = Path(__file__).parents[1] / "pyproject.toml"
PERMISSIVE = frozenset(
    {"MIT", "BSD-2-Clause", "BSD-3-Clause", "Apache-2.0", "PSF-2.0", "ISC", "0BSD", "Zlib", "CC0-1.0"}
)
"""SPDX identifiers of licences that ask for no more than their notice."""
IN_OTHER_WORDS = {
    "MIT License": "MIT",
    "ISC License": "ISC",
    "BSD License": "BSD-3-Clause",
    "Apache License 2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "ISC License (ISCL)": "ISC",
    "Python Software Foundation License": "PSF-2.0",
}
"""What packages wrote before there were identifiers, and the last part of their classifiers."""


def installed_with(requirements: list[str]) -> list[str]:
    """These packages and all that comes with them, without their extras."""
    found: list[str] = []
    asked = [Requirement(text) for text in requirements]
    while asked:
        one = asked.pop()
        if one.name.lower() not in found and (one.marker is None or one.marker.evaluate({"extra": ""})):
            found.append(one.name.lower())
            asked += [Requirement(text) for text in distribution(one.name).requires or []]
    return sorted(found)


def licence_of(package: str) -> str:
    """What a package says of its licence: an SPDX expression, or what it wrote before there were such."""
    metadata = distribution(package).metadata
    written = metadata.get("License-Expression") or metadata.get("License") or ""
    if is_permissive(IN_OTHER_WORDS.get(written, written)):
        return IN_OTHER_WORDS.get(written, written)
    classifiers = [text.rpartition(" :: ")[2] for text in metadata.get_all("Classifier", []) if "License ::" in text]
    return " AND ".join(IN_OTHER_WORDS.get(text, text) for text in classifiers) or written


def is_permissive(expression: str) -> bool:
    """Whether every part of an expression can be met by a permissive licence, one of each choice."""
    return all(
        any(one in PERMISSIVE for one in part.replace("(", " ").replace(")", " ").split())
        for part in expression.split(" AND ")
    )


DEPENDENCIES = installed_with(tomllib.loads(PYPROJECT.read_text(encoding="utf-8"))["project"]["dependencies"])


@pytest.mark.parametrize("package", DEPENDENCIES)
def test_a_dependency_may_be_used_and_passed_on_freely(package: str) -> None:
    assert is_permissive(licence_of(package)), licence_of(package)


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("MIT", True),
        ("MIT AND (BSD-2-Clause OR LGPL-2.1-or-later)", True),
        ("MIT AND LGPL-2.1-or-later", False),
        ("GPL-3.0-only", False),
        ("", False),
    ],
)
def test_a_choice_among_licences_is_the_users(expression: str, expected: bool) -> None:  # noqa: FBT001 - a column
    assert is_permissive(expression) == expected
