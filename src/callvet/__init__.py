"""callvet: choose an outsourced call centre, pay a fair price, and keep it honest afterwards.

The Python API is one function per question; the commands are thin skins over it::

    >>> import callvet
    >>> answer = callvet.rank_vendors(["vendors/"])
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from callvet.evaluation.auditing import audit_invoice
    from callvet.evaluation.blind_ranking import blind_ranking
    from callvet.evaluation.checking import check_profiles
    from callvet.evaluation.clauses import prepare_clauses
    from callvet.evaluation.comparing import compare_quotes
    from callvet.evaluation.costing import price_offers
    from callvet.evaluation.freezing import freeze_case
    from callvet.evaluation.judgements import compare_judgements
    from callvet.evaluation.judging import judge_vendor
    from callvet.evaluation.monitoring import monitor_calls
    from callvet.evaluation.needs_from_log import needs_from_log
    from callvet.evaluation.planning import plan_agents
    from callvet.evaluation.questioning import list_questions
    from callvet.evaluation.ranking import rank_vendors
    from callvet.evaluation.replaying import replay_calls
    from callvet.evaluation.reporting import report_case
    from callvet.evaluation.returned_books import read_books
    from callvet.evaluation.rfp import ask_vendors
    from callvet.evaluation.robustness import robustness_of
    from callvet.evaluation.vendor_page import describe_vendor
    from callvet.evaluation.weighing import combine_weights

__version__ = "0.1.0"
__all__ = [
    "__version__",
    "ask_vendors",
    "audit_invoice",
    "blind_ranking",
    "check_profiles",
    "combine_weights",
    "compare_judgements",
    "compare_quotes",
    "describe_vendor",
    "freeze_case",
    "judge_vendor",
    "list_questions",
    "monitor_calls",
    "needs_from_log",
    "plan_agents",
    "prepare_clauses",
    "price_offers",
    "rank_vendors",
    "read_books",
    "replay_calls",
    "report_case",
    "robustness_of",
]

_HOMES = {
    "ask_vendors": "callvet.evaluation.rfp",
    "audit_invoice": "callvet.evaluation.auditing",
    "blind_ranking": "callvet.evaluation.blind_ranking",
    "check_profiles": "callvet.evaluation.checking",
    "combine_weights": "callvet.evaluation.weighing",
    "compare_judgements": "callvet.evaluation.judgements",
    "compare_quotes": "callvet.evaluation.comparing",
    "describe_vendor": "callvet.evaluation.vendor_page",
    "freeze_case": "callvet.evaluation.freezing",
    "judge_vendor": "callvet.evaluation.judging",
    "list_questions": "callvet.evaluation.questioning",
    "monitor_calls": "callvet.evaluation.monitoring",
    "needs_from_log": "callvet.evaluation.needs_from_log",
    "plan_agents": "callvet.evaluation.planning",
    "prepare_clauses": "callvet.evaluation.clauses",
    "price_offers": "callvet.evaluation.costing",
    "rank_vendors": "callvet.evaluation.ranking",
    "read_books": "callvet.evaluation.returned_books",
    "replay_calls": "callvet.evaluation.replaying",
    "report_case": "callvet.evaluation.reporting",
    "robustness_of": "callvet.evaluation.robustness",
}


def __getattr__(name: str) -> Any:
    """Import a function of the API when it is first asked for, so that ``callvet --version`` stays light."""
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    message = f"module {__name__!r} has no attribute {name!r}"
    raise AttributeError(message)
