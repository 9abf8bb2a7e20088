"""CRM: does the vendor work in our customer database and on our social platforms?

Judged are the databases (`must.crm`, `wants.crm`) and the platforms (`wants.social`) that the needs name;
others earn nothing.

| fact | weight | points |
| --- | --- | --- |
| `integrations.crm` | 3 | the share of the databases that it connects to |
| `integrations.social` | 1 | the share of the platforms that it connects to |

Only what is named is judged: with no platform, the databases are the whole. Large and small letters, spaces,
hyphens and underscores make no difference to a name. A database that the vendor supplies does not stand in
for the one that is in use: it is told where a connection is missing, and earns nothing.

Not applicable where the needs name no database and no platform.

Source: documents A and B: prefer a vendor that integrates with the tools of the business; a good one supplies
a CRM where there is none. The weights are callvet's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from callvet.score.criterion import Assessment, Criterion, NotApplicable, Part, Subject, combine
from callvet.score.matching import covering, distinct_names

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from callvet.model.needs import Needs
    from callvet.score.criterion import Grade

CRM_WEIGHT = 3
SOCIAL_WEIGHT = 1


def _connecting(needed: Collection[str], *, supplies: bool) -> Callable[[Collection[str]], Grade]:
    """The share that is connected; what the vendor supplies instead is told and earns nothing."""

    def grade(offered: Collection[str]) -> Grade:
        value, words = covering(needed)(offered)
        return value, f"{words}, supplies a CRM of its own" if supplies and value < 1 else words

    return grade


def assess(subject: Subject, needs: Needs) -> Assessment | NotApplicable:
    """Judge which of the buyer's tools are connected."""
    tools = subject.vendor.integrations
    databases, platforms = distinct_names((*needs.must.crm, *needs.wants.crm)), distinct_names(needs.wants.social)
    parts: list[Part] = []
    if databases:
        connecting = _connecting(databases, supplies=bool(tools.supplies_crm))
        parts.append(subject.fact(CRM_WEIGHT, "integrations.crm", tools.crm, connecting))
    if platforms:
        parts.append(subject.fact(SOCIAL_WEIGHT, "integrations.social", tools.social, covering(platforms)))
    return combine(*parts) if parts else NotApplicable("the needs name no CRM and no social platform")


CRITERION = Criterion(
    id="crm",
    group="offer",
    question="Does the vendor work in our customer database and on our social platforms?",
    page=__doc__,
    assess=assess,
)
