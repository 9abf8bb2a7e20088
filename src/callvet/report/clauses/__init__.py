"""A quote as the clauses of a contract: a file for each topic, numbered and put together in ``document``."""
