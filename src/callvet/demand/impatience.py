"""What a team reaches where waiting callers give up: Erlang A."""

from __future__ import annotations

import math

from callvet.demand.target import IntervalResult, Target

_SMALLEST_TERM = 1e-17
_RESCALE_ABOVE = 1e200


def impatient_result(
    offered_erlangs: float, agents: int, blocking: float, handle_seconds: float, target: Target
) -> IntervalResult:
    """Erlang A, with every unit of time one mean patience.

    With a = arrivals and c = the whole team's services per mean patience, the wait that a contact is offered has
    the density a·exp(a(1 - e^-v) - cv) against 1 ÷ blocking for no wait (Mandelbaum & Zeltyn, building blocks E and
    J). Its integral is the sum S(c, a) of ``_log_sum``; contacts that outlast a wait of v are e^-v of them, so those
    that give up, or outlast a wait of more than v, are S(c, a) and S(c + 1, a·e^-v) again. Nothing overflows: all
    is divided by S, whose logarithm is kept.
    """
    arrivals = offered_erlangs * target.patience_seconds / handle_seconds
    services = agents * target.patience_seconds / handle_seconds
    limit = target.within_seconds / target.patience_seconds
    log_sum = _log_sum(services, arrivals)
    log_late_sum = _log_sum(services + 1.0, arrivals * math.exp(-limit))
    inverse_sum = math.exp(-log_sum)
    whole = inverse_sum + arrivals * blocking
    waiting = arrivals * blocking / whole
    abandoned = min(max(blocking * (inverse_sum + arrivals - services) / whole, 0.0), 1.0)
    # Of those who wait, the share that is answered, but too late.
    late = math.exp(-arrivals * math.expm1(-limit) - limit * (services + 1.0) + log_late_sum - log_sum)
    level = min(max(1.0 - abandoned - waiting * late, 0.0), 1.0)
    occupancy = min(offered_erlangs * (1.0 - abandoned) / agents, 1.0)
    return IntervalResult(agents, level, abandoned * target.patience_seconds, occupancy, abandoned)


def _log_sum(services: float, arrivals: float) -> float:
    """The logarithm of S(c, a) = 1/c + a/(c(c+1)) + a²/(c(c+1)(c+2)) + …, all terms positive.

    It is e^a·a^-c times the lower incomplete gamma function of c and a (Abramowitz & Stegun 6.5.29).
    """
    term = total = 1.0
    log_scale = -math.log(services)
    divisor = services
    while term > total * _SMALLEST_TERM:
        divisor += 1.0
        term *= arrivals / divisor
        total += term
        if total > _RESCALE_ABOVE:
            log_scale += math.log(total)
            term /= total
            total = 1.0
    return log_scale + math.log(total)
