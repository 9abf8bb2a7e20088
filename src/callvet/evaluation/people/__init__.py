"""Weights and marks of people, and judging without names."""
