"""The versions with which the tests last passed: all that the project brings, and nothing else."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.metadata import requires
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT: Final = Path(__file__).parents[1]
PIN: Final = re.compile(r"([A-Za-z0-9][A-Za-z0-9._-]*)==([0-9][A-Za-z0-9.]*)")

OF_SPARK: Final = ("py4j", "pyspark", "sqlglot")
"""What the extra ``spark`` brings, which most who work here do not install."""
OF_SPARK_CONNECT: Final = (
    "googleapis-common-protos",
    "grpcio",
    "grpcio-status",
    "pandas",
    "protobuf",
    "pyarrow",
    "zstandard",
)
"""What the extra ``spark-connect`` brings beside those, and what others bring as well."""
OF_DOCS: Final = frozenset(
    {
        "backrefs",
        "certifi",
        "charset-normalizer",
        "colorama",
        "ghp-import",
        "idna",
        "markdown",
        "mergedeep",
        "mkdocs",
        "mkdocs-get-deps",
        "mkdocs-material",
        "mkdocs-material-extensions",
        "paginate",
        "platformdirs",
        "pymdown-extensions",
        "pyyaml-env-tag",
        "requests",
        "urllib3",
        "watchdog",
    }
)
"""What the extra ``docs`` brings that nothing else does, which few install."""


@cache
def pins() -> dict[str, Version]:
    """The version of each package."""
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    found = [PIN.fullmatch(line) for line in lines if not line.startswith("#")]
    assert all(found), "a line is not name==version"
    return {canonicalize_name(pin[1]): Version(pin[2]) for pin in found if pin}


def named(extra: str | None = None) -> list[Requirement]:
    """What ``pyproject.toml`` names: for use and for development, or for one more thing."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    return [
        Requirement(one) for one in ((*project["dependencies"], *extras["dev"]) if extra is None else extras[extra])
    ]


def brought(requirement: Requirement, known: set[str]) -> Iterator[Requirement]:
    """A package and those that it brings, each once."""
    name = canonicalize_name(requirement.name)
    if name in known:
        return
    known.add(name)
    yield requirement
    extras = requirement.extras or {""}
    for one in map(Requirement, requires(name) or ()):
        if one.marker is None or any(one.marker.evaluate({"extra": extra}) for extra in extras):
            yield from brought(one, known)


def test_every_package_that_is_brought_is_pinned_and_no_other() -> None:
    known: set[str] = set()
    needed = {canonicalize_name(one.name) for requirement in named() for one in brought(requirement, known)}
    assert needed >= {"holidays", "numpy", "ciw", "python-dateutil"}
    # What only another system or another version of Python needs is pinned, too, and not installed here.
    assert needed - pins().keys() == set()
    assert pins().keys() - needed <= {"colorama", "tomli"} | {*OF_SPARK, *OF_SPARK_CONNECT} | OF_DOCS


@pytest.mark.spark
def test_every_package_that_spark_brings_is_pinned() -> None:
    known: set[str] = set()
    needed = {canonicalize_name(one.name) for requirement in named("spark") for one in brought(requirement, known)}
    assert needed == set(OF_SPARK)


@pytest.mark.skipif(find_spec("grpc") is None, reason="Spark Connect is not installed (callvet[spark-connect])")
def test_every_package_that_spark_connect_brings_is_pinned() -> None:
    known: set[str] = set()
    needed = {canonicalize_name(one.name) for one in named("spark-connect") for one in brought(one, known)}
    assert needed - pins().keys() == set()
    assert needed >= {*OF_SPARK, *OF_SPARK_CONNECT}


@pytest.mark.skipif(find_spec("material") is None, reason="what makes a site of docs/ is not installed")
def test_every_package_that_the_site_brings_is_pinned() -> None:
    known: set[str] = set()
    needed = {canonicalize_name(one.name) for requirement in named("docs") for one in brought(requirement, known)}
    assert needed >= {"mkdocs", "mkdocs-material", "pymdown-extensions"}
    assert needed - pins().keys() == set()
    assert OF_DOCS - needed == set()


@pytest.mark.parametrize("requirement", [*named(), *named("spark"), *named("spark-connect"), *named("docs")], ids=str)
def test_a_pin_is_one_that_the_project_takes(requirement: Requirement) -> None:
    assert requirement.specifier.contains(pins()[canonicalize_name(requirement.name)])


def test_the_pins_are_in_order() -> None:
    assert list(pins()) == sorted(pins())
