"""How a call says what vital signs of a log are measured, and how."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from callvet.evaluation.logs.log_wishes import LogWishes
from callvet.monitor.levels import DEFAULT_LEVEL
from callvet.monitor.standards import SHORT_SECONDS

if TYPE_CHECKING:
    from callvet.monitor.levels import LevelName
    from callvet.monitor.periods import By


@dataclass(frozen=True, slots=True)
class MonitorWishes:
    """What is measured, and how.

    Attributes:
        by: How long a period is.
        level: How a service level is reckoned.
        within_seconds: In what time calls must be answered; None is what was promised. [seconds]
        short_seconds: Who gives up sooner has not waited. [seconds]
        repeat_days: A further contact within these is a repeat. [days]
        satisfied_from: The least mark that says satisfied; None is four fifths of the scale. [marks]
        first_weeks: Whether the log's first two weeks are watched day by day, and nothing after.
        log: How the log is read.
    """

    by: By = "month"
    level: LevelName = DEFAULT_LEVEL
    within_seconds: Decimal | None = None
    short_seconds: Decimal = Decimal(SHORT_SECONDS)
    repeat_days: int = 7
    satisfied_from: float | None = None
    first_weeks: bool = False
    log: LogWishes = field(default_factory=LogWishes)
