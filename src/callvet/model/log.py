"""A call log: the columns that are known by name, and the file beside it that says how its own columns are called."""

from collections.abc import Iterable
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from pydantic import Field

from callvet.model.coded import TimeZone
from callvet.model.section import Section
from callvet.model.suggestion import closest
from callvet.model.units import Text
from callvet.model.wording import shown

if TYPE_CHECKING:
    from collections.abc import Mapping

    from callvet.model.document import KeyPath

LOG_COLUMNS: Final["Mapping[str, str]"] = MappingProxyType(
    {
        "start": "when the contact began",
        "talk_seconds": "talk",
        "ivr_seconds": "automated time before the queue",
        "queue_seconds": "waiting for an agent",
        "ring_seconds": "ringing",
        "hold_seconds": "hold",
        "transfer_seconds": "on the vendor's line after it was passed on",
        "wrap_seconds": "wrap-up",
        "direction": "in or out",
        "channel": "phone, chat, email, sms or social",
        "language": "BCP 47, such as es",
        "abandoned": "whether the customer gave up before an agent answered",
        "transferred": "whether it was passed on",
        "resolved": "whether the customer's matter was settled",
        "agent": "who took it",
        "outcome": "lead, appointment, order, sale or resolution",
        "csat": "satisfaction",
        "nps": "likelihood to recommend, 0 to 10",
        "effort": "customer effort",
        "quality": "the mark that a reviewer gave the contact",
        "churned": "whether the customer has left since",
        "customer": "who called",
    }
)
"""Every column that is read, and what it says; the first two must be there."""
REQUIRED: Final = ("start", "talk_seconds")


def unknown_column(name: str) -> str:
    """What to say of a name that is no column's."""
    meant = closest(name, LOG_COLUMNS)
    fix = f"did you mean {meant}?" if meant else f"write one of {', '.join(LOG_COLUMNS)}"
    return f"{shown(name)} is not a column of a call log; {fix}"


class CallLog(Section):
    """What a call log's own file says of it: how its columns are called, and by which clock it is written."""

    columns: dict[Text, Text] = Field(default_factory=dict)
    """The log's own name of each column, by the name that it has here: `talk_seconds: ser_time`."""
    timezone: TimeZone | None = None
    """IANA time zone of starts that are written without an offset; left out, that of the needs."""

    def inconsistencies(self) -> "Iterable[tuple[KeyPath, str]]":
        """Names that are no column's, and columns that are meant twice."""
        seen: dict[str, str] = {}
        for name, own in self.columns.items():
            if name not in LOG_COLUMNS:
                yield ("columns", name), unknown_column(name)
            first = seen.setdefault(own, name)
            if first != name:
                yield ("columns", name), f"{shown(own)} is {first} already; name another column of the log"
