"""The questionnaire as a workbook, and what became of those that came back as a page."""
