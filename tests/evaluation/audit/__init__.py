"""Tests of the steps behind audits."""
