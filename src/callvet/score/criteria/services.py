"""Services: does the vendor do the work that we need?

Judged are the services that the needs name (`must` and `wants`, `inbound` and `outbound`); others earn
nothing. Each weighs the same, and the points are the share of them that the vendor offers:

| of four services needed, offered | points |
| --- | --- |
| four | 100 |
| three | 75 |
| one | 25 |
| none | 0 |

Where calls out are needed (`demand.outbound.calls_per_month`) and none of their services is named, any
outbound service counts as the one that is needed. `services.inbound` and `services.outbound` are known
or unknown each by itself.

Not applicable where the needs name no service and no calls out.

Source: document B: decide whether inbound and outbound are both needed, and check the services and the mode
of operation; buying one of the two saves money. Equal weights are callvet's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from callvet.score.criterion import Assessment, Criterion, NotApplicable, Part, Subject, combine
from callvet.score.matching import covering, distinct_names, in_words

if TYPE_CHECKING:
    from collections.abc import Collection

    from callvet.model.needs import Needs
    from callvet.score.criterion import Grade


def _any_outbound(offered: Collection[str]) -> Grade:
    """Whether it calls out at all."""
    return (1.0, "outbound calls") if offered else (0.0, "no outbound calls")


def _inbound(subject: Subject, needs: Needs) -> tuple[Part, ...]:
    """The part of calls that come in, if any of their services is named."""
    needed = distinct_names((*needs.must.inbound, *needs.wants.inbound))
    offered = subject.vendor.services.inbound
    if not needed:
        return ()
    return (subject.fact(len(needed), "services.inbound", offered, covering(needed, in_words)),)


def _outbound(subject: Subject, needs: Needs) -> tuple[Part, ...]:
    """The part of calls that go out, if they are needed."""
    needed = distinct_names((*needs.must.outbound, *needs.wants.outbound))
    offered = subject.vendor.services.outbound
    if needed:
        return (subject.fact(len(needed), "services.outbound", offered, covering(needed, in_words)),)
    if needs.demand.outbound.calls_per_month:
        return (subject.fact(1, "services.outbound", offered, _any_outbound),)
    return ()


def assess(subject: Subject, needs: Needs) -> Assessment | NotApplicable:
    """Judge which of the needed services are offered."""
    parts = (*_inbound(subject, needs), *_outbound(subject, needs))
    return combine(*parts) if parts else NotApplicable("the needs name no service")


CRITERION = Criterion(
    id="services",
    group="offer",
    question="Does the vendor do the work that we need?",
    page=__doc__,
    assess=assess,
)
