"""Where sessions begin, against a plain loop over calls."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from callvet.calls.sessions import REST_HOURS, first_of_sessions

HOUR = 3_600_000_000
CALLS = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 60), st.integers(0, 30)), min_size=1, max_size=40)


@given(CALLS)
def test_a_session_begins_after_a_rest_from_all_earlier_calls_of_its_agent(calls: list[tuple[int, int, int]]) -> None:
    # In order of agents and beginnings; a long call may end after many later ones.
    calls.sort()
    expected, busy_until = [], dict[int, int]()
    for place, (agent, begin, hours) in enumerate(calls):
        if agent not in busy_until or begin - busy_until[agent] > REST_HOURS:
            expected.append(place)
        busy_until[agent] = max(busy_until.get(agent, 0), begin + hours)
    agents, begins, hours_each = (np.array(one, np.int64) for one in zip(*calls, strict=True))
    assert first_of_sessions(agents, begins * HOUR, (begins + hours_each) * HOUR).tolist() == expected


def test_many_agents_over_more_than_a_century_are_told_apart() -> None:
    # Each has a call at the beginning of 1970 and one at the end of 2099: two sessions.
    agents, last = np.repeat(np.arange(5000), 2), 130 * 365 * 24 * HOUR
    begins = np.tile(np.array([0, last], np.int64), 5000)
    assert first_of_sessions(agents, begins, begins + HOUR).tolist() == list(range(10_000))
