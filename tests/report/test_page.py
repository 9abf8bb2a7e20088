"""A page: which blocks are the answer, and which are talk."""

from __future__ import annotations

from callvet.report.page import Cell, Column, Data, Heading, Page, Sentence, Table

ANSWER = Sentence("Acme leads.")
ADVICE = Sentence("Ask next.", talk=True)
RESULTS = Table((Column("vendor"),), [[Cell("Acme")]])
QUESTIONS = Table((Column("question"),), [[Cell("Which hours?")]], talk=True)
TITLE = Heading("By criterion")


def test_without_talk_the_answer_stays_in_its_order() -> None:
    data = Data(("vendor",), [("acme",)])
    page = Page("Ranking", [ADVICE, ANSWER, TITLE, QUESTIONS, RESULTS], data, {"schema": 1})
    assert page.without_talk() == Page("Ranking", [ANSWER, TITLE, RESULTS], data, {"schema": 1})


def test_a_page_is_not_changed_by_being_made_quiet() -> None:
    page = Page("Ranking", [ADVICE, ANSWER], Data((), ()))
    page.without_talk()
    assert page.blocks == [ADVICE, ANSWER]
