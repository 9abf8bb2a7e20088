"""What charges are counted over, and the units that are counted. What they cost is the schedule's."""

from __future__ import annotations

from fractions import Fraction
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from callvet.demand.calendar import Slot
    from callvet.demand.usage import Flow, Usage
    from callvet.model.charge_kind import ChargeKind
    from callvet.model.quote import Adjustment
    from callvet.model.vendor import Agents

ONE: Final = Fraction(1)
ZERO: Final = Fraction(0)


class Staffed(NamedTuple):
    """A staffing answer for a period.

    Attributes:
        handling_hours: Agents' time on contacts. [hours]
        productive_hours: And waiting for them. [hours]
        logged_in_hours: And in breaks and coaching. [hours]
        paid_hours: And on leave or sick. [hours]
        positions: Agents at the busiest interval. [count]
        by_half_hour: Productive time by weekday and half-hour of the week, for its proportions; none means that
            agents are there as contacts come. [agent-minutes of a week]
    """

    handling_hours: Fraction
    productive_hours: Fraction
    logged_in_hours: Fraction
    paid_hours: Fraction
    positions: int
    by_half_hour: Mapping[Slot, int] = MappingProxyType({})


class Metering(NamedTuple):
    """What charges are counted over.

    Attributes:
        usage: What the period brings.
        staffed: The agents for it; None where nobody is staffed.
        zone: IANA name of the quote's zone; None is the buyer's.
        adjustments: Those of the quote.
        beyond_share: Calls that the staffed team cannot answer in time. [share of calls]
        agents: What the profile says of agents; None where there is no profile.
    """

    usage: Usage
    staffed: Staffed | None = None
    zone: str | None = None
    adjustments: tuple[Adjustment, ...] = ()
    beyond_share: Fraction = ZERO
    agents: Agents | None = None


class NotStated(NamedTuple):
    """Nothing could be counted, because a quantity is not known.

    Attributes:
        key: Where it belongs: ``demand.…`` in the needs, ``agents.…`` in the profile.
    """

    key: str


class Part(NamedTuple):
    """Units of a charge that are marked alike.

    Attributes:
        kind: What they are counted as.
        units: How many there are.
        marked_by: What decides which of them a ``when`` means: their flow, all of the agents' contacts, the agents'
            hours, or nothing, and then it means none.
        flow: The contacts that they belong to.
        contacts: How many contacts they belong to, where those are no one flow. [contacts]
        short_share: How many of those are short enough to be free. [share of contacts]
        short_units: Units of the short ones.
    """

    kind: ChargeKind
    units: Fraction
    marked_by: Literal["flow", "contacts", "hours", "nothing"] = "nothing"
    flow: Flow | None = None
    contacts: Fraction = ZERO
    short_share: Fraction = ZERO
    short_units: Fraction = ZERO
