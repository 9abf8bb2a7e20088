"""What an invoice differs by, and why: the steps behind ``auditing``."""
