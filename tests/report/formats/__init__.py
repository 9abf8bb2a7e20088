"""Tests of the formats, one file for each."""
