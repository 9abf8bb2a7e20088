"""Vital signs: pure definitions of what a log shows of a vendor's work, over whole sums."""
