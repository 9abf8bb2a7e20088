"""Track record: has the vendor shown that it does this well, and for long?

| fact | weight | 0 points | 100 points |
| --- | --- | --- | --- |
| `company.founded` | 1 | this year (1 year old: 10, 5 years: 60) | 10 years old |
| `company.references` | 2 | none (1: 40) | 3 clients that may be called |
| `company.shows_accounts` | 1 | no | its finances may be looked at |
| `performance.first_contact_resolution` | 2 | 10 points below ours (as ours: 50) | 10 points above ours |

The age is that of the day on which the contract starts (`start` in the needs), else of the day on which the
profile was true (`as_of`); with neither it cannot be told. Ours is `demand.first_contact_resolution`, the share
of issues that is resolved at the first contact today.

Source: document B: stable centres that adapt under pressure, measured improvement over a baseline, and
recommendations from existing clients. Document A: no vendor commits to a first contact resolution in advance,
so ask what was measured. The break points are callvet's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from callvet.score.criterion import Assessment, Criterion, Grade, Part, Subject, combine
from callvet.score.value_function import piecewise, yes_no

if TYPE_CHECKING:
    from decimal import Decimal

    from callvet.model.needs import Needs

AGE = ((0, 0.0), (1, 0.1), (5, 0.6), (10, 1.0))
"""[years]"""
REFERENCES = ((0, 0.0), (1, 0.4), (3, 1.0))
"""[clients]"""
RESOLUTION_ABOVE_OURS = ((-0.1, 0.0), (0, 0.5), (0.1, 1.0))
"""[share of issues]"""


def _age(subject: Subject, needs: Needs) -> Part:
    """Years from the foundation to the start of the contract; a firm founded after it has shown nothing."""
    day, founded = needs.start or subject.vendor.as_of, subject.vendor.company.founded
    if day is None:
        return subject.unknown(1, "company.founded" if founded is None else "as_of")
    year = day.year
    return subject.fact(
        1, "company.founded", founded, lambda founded: (piecewise(year - founded, *AGE), f"founded in {founded}")
    )


def _references(count: int) -> Grade:
    """Three calls tell enough."""
    plural = "" if count == 1 else "s"
    return piecewise(count, *REFERENCES), f"{count} reference{plural}" if count else "no references"


def _resolution(share: Decimal, ours: Decimal) -> Grade:
    """Better than what we have today is what counts."""
    words = f"{float(share) * 100:g}% resolved at first contact"
    return piecewise(share - ours, *RESOLUTION_ABOVE_OURS), words


def assess(subject: Subject, needs: Needs) -> Assessment:
    """Judge age, references, accounts and what was measured."""
    company, ours = subject.vendor.company, needs.demand.first_contact_resolution
    return combine(
        _age(subject, needs),
        subject.fact(2, "company.references", company.references, _references),
        subject.fact(
            1,
            "company.shows_accounts",
            company.shows_accounts,
            yes_no("shows its accounts", "does not show its accounts"),
        ),
        subject.fact(
            2,
            "performance.first_contact_resolution",
            subject.vendor.performance.first_contact_resolution,
            lambda share: _resolution(share, ours),
        ),
    )


CRITERION = Criterion(
    id="track_record",
    group="trust",
    question="Has the vendor shown that it does this well, and for long?",
    page=__doc__,
    assess=assess,
)
