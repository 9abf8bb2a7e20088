"""What a file is that lies in none of the known folders, by its keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from callvet.load.discovery import Kind
    from callvet.model.document import Document

_KEYS_OF_KIND: dict[Kind, frozenset[str]] = {
    "vendor": frozenset({"location", "services", "hours", "languages", "service_levels", "security", "contract"}),
    "judgement": frozenset({"marks", "by", "client_called"}),
    "quote": frozenset({"charges", "plans", "valid_until", "reference"}),
    "needs": frozenset({"demand", "service", "must", "wants", "weights", "floors", "term_months", "own_criteria"}),
    "weights": frozenset({"method", "points", "swing", "order", "pairs"}),
}


def kind_by_keys(document: Document | None) -> Kind:
    """What a file outside the known folders is, by its keys; a profile where nothing else fits."""
    keys = document.value.keys() if document and isinstance(document.value, dict) else ()
    hits = {kind: len(signs & set(keys)) for kind, signs in _KEYS_OF_KIND.items()}
    best = max(hits, key=hits.__getitem__)
    return best if hits[best] else "vendor"
