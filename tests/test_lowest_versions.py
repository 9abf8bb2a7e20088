"""The lowest versions that are tried are those that pyproject.toml allows."""

from __future__ import annotations

import tomllib
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from scripts.lowest_versions import lowest_versions

PYPROJECT = (Path(__file__).parents[1] / "pyproject.toml").read_text(encoding="utf-8")


def test_every_package_of_users_has_a_lowest_version_that_is_tried_and_allowed() -> None:
    tried = dict(line.split("==") for line in lowest_versions(PYPROJECT))
    requirements = [Requirement(text) for text in tomllib.loads(PYPROJECT)["project"]["dependencies"]]
    assert requirements
    for one in requirements:
        assert one.specifier.contains(tried[one.name]), one
        (bound,) = [each for each in one.specifier if each.operator == ">="]
        assert bound.version == tried[one.name]


def test_packages_of_developers_are_tried_where_they_have_a_lowest_version() -> None:
    text = """\
    [project]
    dependencies = ["typer>=0.29,<1", "rich[a,b] >= 14"]
    [project.optional-dependencies]
    dev = ["babel", "coverage[toml]>=7.6", "mypy==1.14; sys_platform == 'linux'"]
    docs = ["mkdocs>=1.6"]
    """
    assert list(lowest_versions(text)) == ["typer==0.29", "rich==14", "coverage==7.6", "mypy==1.14"]


def test_no_package_is_tried_twice() -> None:
    names = [canonicalize_name(line.partition("==")[0]) for line in lowest_versions(PYPROJECT)]
    assert len(names) == len(set(names))
