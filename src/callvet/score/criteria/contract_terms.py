"""Contract terms: how bound are we, and how protected?

| fact of `contract` | weight | 0 points | 100 points |
| --- | --- | --- | --- |
| `min_term_months` | 3 | 36, or longer than our term (24: 10, 12: 40, 3: 80) | month to month, or none |
| `notice_days` | 2 | 180 (90: 30, 60: 60) | 30 or fewer |
| `termination_for_convenience` | 2 | no | we may leave without a cause |
| `returns_data` | 2 | no | our data comes back at the end |
| `auto_renews` | 1 | renews unless notice is given | no |
| `exit_help` | 1 | no | helps to move to another vendor |
| `free_trial_days` | 1 | none (7: 70) | 14 |
| `prices_published` | 1 | no | can be read without asking |
| `price_change_notice_days` | 1 | none (30: 50, 60: 80) | 90 |
| `dispute_window_days` | 1 | none (10: 30, 30: 80) | 60 |
| `liability_cap_months` | 1 | none (6: 50) | 12 months of fees |

Our term is `term_months` in the needs. These are the vendor's usual terms; what they cost is not judged here.

Source: document B: read the contract terms, ask for promotions and free trials, and ask for prices, which are
rarely online. Which terms bind or protect a buyer, and the break points, are callvet's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from callvet.score.criterion import Assessment, Criterion, Grade, Part, Subject, combine
from callvet.score.value_function import piecewise, yes_no

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from callvet.model.company import Contract
    from callvet.model.needs import Needs

MIN_TERM = ((1, 1.0), (3, 0.8), (12, 0.4), (24, 0.1), (36, 0.0))
"""[months]"""
MONTH_TO_MONTH = 1
"""[months]"""
NOTICE = ((30, 1.0), (60, 0.6), (90, 0.3), (180, 0.0))
"""[days]"""
FREE_TRIAL = ((0, 0.0), (7, 0.7), (14, 1.0))
"""[days]"""
PRICE_CHANGE_NOTICE = ((0, 0.0), (30, 0.5), (60, 0.8), (90, 1.0))
"""[days]"""
DISPUTE_WINDOW = ((0, 0.0), (10, 0.3), (30, 0.8), (60, 1.0))
"""[days]"""
LIABILITY_CAP = ((0, 0.0), (6, 0.5), (12, 1.0))
"""[months of fees]"""


def _counted(amount: float | Decimal, unit: str) -> str:
    """``1 day``, ``30 days``."""
    return f"{float(amount):g} {unit}{'' if amount == 1 else 's'}"


def _min_term(months: Decimal, our_months: int) -> Grade:
    """The shorter the better; one that outlasts what we want binds us for nothing."""
    if months <= MONTH_TO_MONTH:
        return 1.0, "month to month" if months else "no minimum term"
    words = f"minimum term of {_counted(months, 'month')}"
    return (0.0 if months > our_months else piecewise(months, *MIN_TERM)), words


def _notice(days: int) -> Grade:
    """A month is as good as none."""
    return piecewise(days, *NOTICE), f"notice of {_counted(days, 'day')}" if days else "no notice to leave"


def _free_trial(days: int) -> Grade:
    """Two weeks tell enough."""
    return piecewise(days, *FREE_TRIAL), f"free trial of {_counted(days, 'day')}" if days else "no free trial"


def _price_change_notice(days: int) -> Grade:
    """Time to find another vendor."""
    words = f"notice of {_counted(days, 'day')} before prices rise" if days else "no notice before prices rise"
    return piecewise(days, *PRICE_CHANGE_NOTICE), words


def _dispute_window(days: int) -> Grade:
    """Time to read an invoice."""
    words = f"{_counted(days, 'day')} to dispute an invoice" if days else "no time to dispute an invoice"
    return piecewise(days, *DISPUTE_WINDOW), words


def _liability_cap(months: Decimal) -> Grade:
    """What the vendor stands up for."""
    words = f"liable for {_counted(months, 'month')} of fees" if months else "no liability"
    return piecewise(months, *LIABILITY_CAP), words


def _leaving(subject: Subject, contract: Contract, our_months: int) -> Iterator[Part]:
    """How long we are bound, and how we come out."""
    yield subject.fact(
        3, "contract.min_term_months", contract.min_term_months, lambda months: _min_term(months, our_months)
    )
    yield subject.fact(2, "contract.notice_days", contract.notice_days, _notice)
    yield subject.fact(
        2,
        "contract.termination_for_convenience",
        contract.termination_for_convenience,
        yes_no("may be left without a cause", "may not be left without a cause"),
    )
    yield subject.fact(
        2, "contract.returns_data", contract.returns_data, yes_no("data comes back", "data does not come back")
    )
    yield subject.fact(
        1,
        "contract.auto_renews",
        contract.auto_renews,
        lambda renews: (0.0, "renews by itself") if renews else (1.0, "does not renew by itself"),
    )
    yield subject.fact(1, "contract.exit_help", contract.exit_help, yes_no("help to leave", "no help to leave"))


def _protection(subject: Subject, contract: Contract) -> Iterator[Part]:
    """What we can try, read, foresee, dispute and claim."""
    yield subject.fact(1, "contract.free_trial_days", contract.free_trial_days, _free_trial)
    yield subject.fact(
        1,
        "contract.prices_published",
        contract.prices_published,
        yes_no("prices published", "prices not published"),
    )
    yield subject.fact(1, "contract.price_change_notice_days", contract.price_change_notice_days, _price_change_notice)
    yield subject.fact(1, "contract.dispute_window_days", contract.dispute_window_days, _dispute_window)
    yield subject.fact(1, "contract.liability_cap_months", contract.liability_cap_months, _liability_cap)


def assess(subject: Subject, needs: Needs) -> Assessment:
    """Judge how we are bound and how we are protected."""
    contract = subject.vendor.contract
    return combine(*_leaving(subject, contract, needs.term_months), *_protection(subject, contract))


CRITERION = Criterion(
    id="contract_terms",
    group="terms",
    question="How bound are we, and how protected?",
    page=__doc__,
    assess=assess,
)
