"""Call logs: read, metered into counts in one pass, and billed by the code that bills a forecast."""
