"""Where the commands of a page are typed: the folders and files that its words take for granted."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Final

import duckdb
import yaml

from scripts.make_reference import typed
from tests.docs import ROOT, code, part

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

_SHORT_LOG: Final = (
    "select timestamp '2026-01-05 10:00:00' + to_days(row) as start, start as answered_at, 120 + row as talk_seconds,"
    " 0 as hold_seconds, 30 as wrap_seconds, 5 as queue_seconds, talk_seconds as ser_time, 'en' as language,"
    " 'false' as abandoned from (select unnest(range(90))::int as row)"
)


def project(folder: Path) -> None:
    """The project's own folder, with the real vendors and the print shop."""
    for name in ("examples", "vendors", "quotes"):
        shutil.copytree(ROOT / name, folder / name)


def case(folder: Path) -> None:
    """The print shop's folder, in which the project's examples lie as well."""
    shutil.copytree(ROOT / "examples" / "print-shop", folder, dirs_exist_ok=True)
    shutil.copytree(ROOT / "examples", folder / "examples")


def of_audits(folder: Path) -> None:
    """An invoice, as YAML and as lines, and the signed quote under its own name."""
    case(folder)
    (invoice,) = code(part("docs/audit.md", "invoice"))
    (folder / "invoice.yaml").write_text(invoice, encoding="utf-8")
    lines = [[one.get(key, "") for key in ("charge", "quantity", "amount")] for one in yaml.safe_load(invoice)["lines"]]
    rows = ["charge,quantity,amount", *(",".join(map(str, line)) for line in lines)]
    (folder / "lines.csv").write_text("\n".join(rows), encoding="utf-8")
    shutil.copy(folder / "quotes" / "northwind-2.yaml", folder / "quotes" / "northwind.yaml")
    (folder / "calls").mkdir()
    shutil.copy(folder / "calls.csv.gz", folder / "calls" / "2026.csv.gz")
    log = "read_csv('examples/print-shop/calls.csv.gz')"
    duckdb.sql(f"copy (from {log.replace('examples', str(ROOT / 'examples'))}) to '{folder / 'calls.parquet'}'")


def of_calls(folder: Path) -> None:
    """A short log of the first half of a year in each form, and an offer of a vendor called acme."""
    case(folder)
    of_acme(folder, "acme")
    (folder / "calls").mkdir()
    for name in ("calls.csv", "calls.csv.gz", "calls.parquet", "calls/2026.parquet"):
        duckdb.sql(f"copy ({_SHORT_LOG}) to '{folder / name}'")


def of_offers(folder: Path) -> None:
    """Northwind's two rounds, and offers of vendors called acme, brio and corte."""
    case(folder)
    for offer in (folder / "quotes").glob("[!n]*.yaml"):
        offer.unlink()
    for name in ("acme", "brio", "corte"):
        of_acme(folder, name)


def of_watching(folder: Path) -> None:
    """A vendor called acme, with an offer Q-2041."""
    case(folder)
    shutil.copy(folder / "vendors" / "northwind.yaml", folder / "vendors" / "acme.yaml")
    of_acme(folder, "acme")


def of_acme(folder: Path, name: str) -> None:
    """An offer under another name: Northwind's."""
    offer = yaml.safe_load((folder / "quotes" / "northwind-2.yaml").read_text(encoding="utf-8"))
    offer |= {"vendor": name, "reference": "Q-2041"}
    (folder / "quotes" / f"{name}.yaml").write_text(yaml.safe_dump(offer), encoding="utf-8")


def of_returned_books(folder: Path) -> None:
    """Two questionnaires that came back; what form a workbook has is told by what is in it."""
    case(folder)
    typed(["rfp", "--filled-in", "northwind", "-o", "northwind.xlsx"], folder)
    typed(["rfp", "--filled-in", "harborline", "-o", "brio.xlsx"], folder)
    (folder / "brio.xlsx").rename(folder / "brio.ods")


def of_weights(folder: Path) -> None:
    """The print shop before operations was asked."""
    case(folder)
    (folder / "weights" / "operations.yaml").unlink()


SCENES: Final[Mapping[str, Callable[[Path], None]]] = {
    "docs/audit.md": of_audits,
    "docs/calls.md": of_calls,
    "docs/comparing.md": of_offers,
    "docs/monitor.md": of_watching,
    "docs/rfp.md": of_returned_books,
    "docs/weights.md": of_weights,
}
"""The scene of each page that is not typed in the project's own folder."""
