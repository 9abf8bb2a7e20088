"""The report as one HTML file: to be read on a screen, a phone and paper, and to try other weights in.

Every figure comes from the answer (``evaluation.reporting``) and most words from the pages of the single commands, so
that a report says what the commands say.
"""

from callvet.report.decision_page.page import decision_html

__all__ = ["decision_html"]
