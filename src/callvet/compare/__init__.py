"""Quotes side by side: their terms, what each difference is worth, and the way from one to another."""
