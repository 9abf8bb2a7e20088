"""Weights out of what people say, one file for each method, and what several people's weights have in common."""
