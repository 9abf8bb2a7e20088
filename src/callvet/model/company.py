"""Who a vendor is: its size and years, what others say of it, what it can carry and how it contracts."""

from callvet.model.section import Section
from callvet.model.units import Count, Day, Duration, Flag, Listed, Positive, Quantity, Text, Year


class Review(Section):
    """What one public site says."""

    site: Text
    """The site."""
    rating: Quantity
    """The mean rating there."""
    out_of: Positive
    """The best rating possible there."""
    count: Count
    """Reviews behind it. [count]"""
    read: Day
    """The day it was read."""


class Company(Section):
    """The firm."""

    founded: Year | None = None
    """Year of foundation."""
    agents: Count | None = None
    """Agents in all. [count]"""
    industries: Listed[Text] | None = None
    """Fields in which it has clients."""
    references: Count | None = None
    """Clients that may be called. [count]"""
    shows_accounts: Flag | None = None
    """Whether it lets its finances be looked at."""
    reviews: Listed[Review] | None = None
    """Public ratings."""


class Capacity(Section):
    """How much it takes on, and how fast it grows."""

    min_calls_per_month: Quantity | None = None
    """The least volume that it takes. [calls per month]"""
    max_calls_per_month: Positive | None = None
    """The most that it can take. [calls per month]"""
    agents_added_per_month: Quantity | None = None
    """Agents that it can add to an account. [agents per month]"""


class Contract(Section):
    """Its usual terms."""

    min_term_months: Quantity | None = None
    """Shortest term; month to month is 1. [months]"""
    notice_days: Count | None = None
    """Notice to leave. [days]"""
    auto_renews: Flag | None = None
    """Whether it renews unless notice is given."""
    free_trial_days: Count | None = None
    """Free trial; none is 0. [days]"""
    prices_published: Flag | None = None
    """Whether its prices can be read without asking."""
    termination_for_convenience: Flag | None = None
    """Whether the client may leave without a cause."""
    price_change_notice_days: Count | None = None
    """Notice before a price rises. [days]"""
    dispute_window_days: Count | None = None
    """Time to dispute an invoice. [days]"""
    liability_cap_months: Duration | None = None
    """The vendor's liability, in months of fees. [months]"""
    returns_data: Flag | None = None
    """Whether the client's data comes back at the end."""
    exit_help: Flag | None = None
    """Whether it helps to move to another vendor."""
