"""Everything known and unknown of one vendor, with its criteria and reasons (`callvet show`)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from callvet.evaluation.ranking import rank_vendors
from callvet.load.discovery import NothingToWorkOnError, find_case, vendor_id
from callvet.model.section import Section
from callvet.model.suggestion import closest
from callvet.model.vendor import Promise, Source
from callvet.model.wording import shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date
    from decimal import Decimal

    from callvet.evaluation.ranking import RankingAnswer
    from callvet.model.document import Document
    from callvet.model.problem import Place
    from callvet.score.ranking import VendorScore
    from callvet.score.weights import PresetName

_NOT_FACTS = {"sources", "quotes", "as_of"}
"""Told elsewhere on the page, or in the quotes' own."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One key of a profile.

    Attributes:
        key: Dotted.
        value: As it was written; None where it is not known.
        place: Where it stands; None where it is not known.
    """

    key: str
    value: object
    place: Place | None


@dataclass(frozen=True, slots=True)
class VendorAnswer:
    """The page of one vendor.

    Attributes:
        entry: Its scores, knock-outs and open questions; its rank is that among one.
        ranking: The ranking it stands in, with weights and needs.
        facts: Every key of a profile, known or not, and the user's own.
        sources: Where its facts come from.
        as_of: The day on which they were true.
    """

    entry: VendorScore
    ranking: RankingAnswer
    facts: tuple[Fact, ...]
    sources: tuple[Source, ...]
    as_of: date | None


def describe_vendor(
    vendor: str,
    *,
    needs: str | Path | None = None,
    preset: PresetName | None = None,
    weights: Mapping[str, float] | None = None,
    volume: Decimal | None = None,
) -> VendorAnswer:
    """Everything that is known of one vendor, and what is not.

    Args:
        vendor: Its id in ``vendors/`` of the current folder, or the path of its profile.
        needs: The needs; left out, sought beside the vendors.
        preset: Weights by name, in place of those in the needs.
        weights: Single weights by group or criterion, over all others. [points, of any sum]
        volume: Calls a month, over the needs. [calls per month]

    Raises:
        BadFilesError: Files have problems; all of them are told.
        NothingToWorkOnError: There is no such vendor.
        WeightsError: A weight names no criterion, or nothing weighs.
    """
    answer = rank_vendors([profile_path(vendor)], needs=needs, preset=preset, weights=weights, volume=volume)
    entry = answer.ranking.entries[0]
    profile, document = entry.subject.vendor, entry.subject.document
    own = (Fact(".".join(map(str, path)), value, document.key_place(*path)) for path, value in document.own.items())
    facts = (*_facts(profile, document, ()), *own)
    return VendorAnswer(entry, answer, facts, profile.sources or (), profile.as_of)


def profile_path(vendor: str) -> Path:
    """The file of a vendor named by its id or by its path.

    Raises:
        NothingToWorkOnError: No profile has that id; a path is taken as it is.
    """
    named = Path(vendor)
    if named.suffix.lower() in {".yaml", ".yml"}:
        return named
    folder = Path("vendors")
    if not folder.is_dir():
        message = "there is no vendors/ folder here; name the profile's file, such as vendors/northwind.yaml"
        raise NothingToWorkOnError(message)
    found = find_case([folder])
    profiles = {vendor_id(path.stem): path for path in reversed((*found.vendors, *found.unsorted))}
    if vendor_id(vendor) in profiles:
        return profiles[vendor_id(vendor)]
    meant = closest(vendor, profiles)
    ids = ", ".join(map(shown, sorted(profiles)))
    known = f"did you mean {shown(meant)}?" if meant else f"there are {ids}"
    message = f"no vendor is called {shown(vendor)} in vendors/; {known}"
    raise NothingToWorkOnError(message)


def _facts(section: Section, document: Document, above: tuple[str, ...]) -> Iterator[Fact]:
    """Every key below a group, in the model's order; a list is one fact, and so is a share within a time."""
    for name in type(section).model_fields:
        path = (*above, name)
        value = getattr(section, name)
        if isinstance(value, Section) and not isinstance(value, Promise | Source):
            yield from _facts(value, document, path)
        elif name not in _NOT_FACTS:
            written = document.value_at(*path)
            yield Fact(".".join(path), written, None if written is None else document.key_place(*path))
