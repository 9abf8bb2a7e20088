"""How a plan of a ladder is chosen where no plan is named."""

from typing import Final

CHEAPEST: Final = "cheapest"
"""The buyer's choice of a plan for the whole term."""
EACH_CYCLE: Final = "each_cycle"
"""Moved every cycle to the cheapest plan."""
