"""Usage before there is any: the load that contacts offer, and the agents that carry it."""
