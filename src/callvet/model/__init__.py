"""The nouns: vendor, needs, judgement, their units and codes, and where each was written."""
