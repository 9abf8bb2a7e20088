"""Tables as text: what is read to draw them, and what is not."""

from __future__ import annotations

import subprocess
import sys

from callvet.report.page import Cell, Column, Table
from callvet.report.text_table import table_text


def python(program: str) -> str:
    """What a fresh Python prints that runs a program."""
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    return run.stdout


DRAWN = """
import sys
from callvet.report.text_table import table_text
from callvet.report.page import Cell, Column, Table
drawn = table_text(Table((Column("vendor"), Column("score", right=True)), ((Cell("Northwind"), Cell("9")),)), "simple")
"""


def test_drawing_reads_no_metadata_of_packages() -> None:
    told = python(f"{DRAWN}\nprint('importlib.metadata' in sys.modules, 'email' in sys.modules)\nprint(drawn)")
    assert told.splitlines() == ["False False", "vendor       score", "---------  -------", "Northwind        9"]


def test_metadata_of_packages_can_be_read_after_a_table_is_drawn() -> None:
    told = python(f"{DRAWN}\nimport importlib.metadata\nprint(importlib.metadata.version('tabulate'))")
    assert told[0].isdigit()


def test_metadata_that_something_else_has_read_is_left_as_it_is() -> None:
    told = python(f"import importlib.metadata as real{DRAWN}print(sys.modules['importlib.metadata'] is real)")
    assert told == "True\n"


def test_what_else_is_asked_of_the_metadata_is_asked_of_the_real_ones() -> None:
    stand_in = "import sys; from callvet.report.text_table import _NoMetadata; name = 'importlib.metadata'"
    asked = "sys.modules[name] = _NoMetadata(name); from importlib.metadata import metadata"
    assert python(f"{stand_in}; {asked}; print(metadata('tabulate')['Name'])") == "tabulate\n"


def test_a_cell_that_looks_like_a_number_stays_as_it_is_written() -> None:
    table = Table((Column("code"),), ((Cell("007"),), (Cell("1e3"),)))
    assert table_text(table, "simple").split() == ["code", "------", "007", "1e3"]
