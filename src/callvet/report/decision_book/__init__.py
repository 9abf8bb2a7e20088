"""The decision as a workbook: the weights are cells, and scores and ranks are formulas over them."""

from __future__ import annotations

from callvet.report.decision_book.book import decision_bytes, write_decision

__all__ = ["decision_bytes", "write_decision"]
