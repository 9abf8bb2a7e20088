"""Three programs that read a folder of profiles: callvet's own reader, and PyYAML's fastest with two models.

``python readers.py callvet FOLDER`` prints how many profiles it read, and how many sites are in them.
"""

from __future__ import annotations

import gc
import sys
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import yaml

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence


def callvet(paths: Sequence[Path]) -> list[Any]:
    """Callvet's reader and model; every document is kept, with the place of each key, as callvet keeps it."""
    from callvet.load.document import read_document  # noqa: PLC0415 - each program imports what it needs
    from callvet.load.validation import validate  # noqa: PLC0415
    from callvet.model.case import VendorFile  # noqa: PLC0415
    from callvet.model.vendor import Vendor  # noqa: PLC0415

    kept = []
    for path in paths:
        document, _ = read_document(path, path.name)
        vendor = validate(document, Vendor)[0] if document else None
        if vendor:
            kept.append(VendorFile(path.stem, vendor, document))
    return [file.vendor for file in kept]


def plain(paths: Sequence[Path]) -> list[Any]:
    """PyYAML's compiled loader, and a model of pydantic's own types."""
    from plain_vendor import PlainVendor  # noqa: PLC0415

    return [PlainVendor.model_validate(yaml.load(_text(path), Loader=yaml.CSafeLoader)) for path in paths]


def own_model(paths: Sequence[Path]) -> list[Any]:
    """PyYAML's compiled loader, and callvet's model."""
    from callvet.model.vendor import Vendor  # noqa: PLC0415

    vendors = (Vendor.model_validate(yaml.load(_text(path), Loader=ExactLoader)) for path in paths)  # noqa: S506 - safe
    return [vendor for vendor in vendors if not tuple(vendor.inconsistencies())]


def _text(path: Path) -> str:
    """What stands in a file."""
    return path.read_text(encoding="utf-8")


class ExactLoader(yaml.CSafeLoader):
    """PyYAML's compiled loader with decimals in place of floats and dates as text, as callvet's model takes them."""


ExactLoader.add_constructor("tag:yaml.org,2002:float", lambda _, node: Decimal(node.value))
ExactLoader.add_constructor("tag:yaml.org,2002:timestamp", lambda _, node: node.value)

BETWEEN_COLLECTIONS: Final = 100_000
"""How many objects may come into being before Python looks for garbage, as in callvet's commands. [objects]"""
READERS: Final[Mapping[str, Callable[[Sequence[Path]], list[Any]]]] = {
    "callvet": callvet,
    "plain": plain,
    "own_model": own_model,
}


def main() -> None:
    """Read, and print the counts."""
    _, reader, folder = sys.argv
    gc.set_threshold(BETWEEN_COLLECTIONS)
    vendors = READERS[reader](sorted(Path(folder).iterdir()))
    print(len(vendors), sum(len(vendor.location.sites) for vendor in vendors))


if __name__ == "__main__":
    main()
