"""Where things stand that formulas of other sheets call: the one place that counts rows and columns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from callvet.report.decision_book.paper import Span, cell, column_of

if TYPE_CHECKING:
    from callvet.report.decision_book.material import Material

SUMMARY, WEIGHTS, SCORES, CRITERIA = "Summary", "Weights", "Scores", "Criteria"
COSTS, VOLUMES, MONTHS, LINES = "Costs", "Costs by volume", "Costs by month", "Cost lines"
QUOTES, QUESTIONS, MUSTS, ABOUT = "Quotes side by side", "Questions", "Musts", "About"

WEIGHTS_HEADS: Final = 4
W_NAME, W_GROUP, W_WEIGHT, W_PART, W_SHARING, W_POINTS, W_NOW, W_GIVEN, W_JUDGED, W_WHY = range(10)
WEIGHTS_STATE: Final = (2, 0)
"""The sentence that says whether the weights are in order, and as they were given."""

SCORES_HEADS: Final = 3
SCORES_WEIGHTS: Final = 4
S_VENDOR, S_IN, S_RANK, S_GIVEN, S_SHOWN, S_HIGH, S_FIRST = range(7)
BLOCKS: Final = 4
"""Of scores: what is shown, what could be, points given, points kept back."""

COSTS_FIRST: Final = 5
C_VENDOR, C_LOW, C_HIGH, C_TERM_LOW, C_TERM_HIGH, C_AGENTS, C_OFFER = range(7)
MUSTS_FIRST: Final = 4
M_VENDOR, M_STATE, M_WHY = range(3)
SUMMARY_FIRST: Final = 7


class Places(NamedTuple):
    """The rows that hang on how many groups, criteria and vendors there are.

    Attributes:
        groups: How many. [count]
        criteria: How many, those that are not judged among them. [count]
        judged: How many. [count]
        vendors: How many. [count]
    """

    groups: int
    criteria: int
    judged: int
    vendors: int

    @property
    def first_group(self) -> int:
        """The row of the first group."""
        return WEIGHTS_HEADS + 2

    @property
    def first_criterion(self) -> int:
        """The row of the first criterion."""
        return self.first_group + self.groups + 1

    def of_groups(self, column: int) -> Span:
        """A column of the groups."""
        return column_of(WEIGHTS, column, self.first_group, self.groups)

    def of_criteria(self, column: int) -> Span:
        """A column of the criteria."""
        return column_of(WEIGHTS, column, self.first_criterion, self.criteria)

    def block(self, number: int) -> int:
        """The first row of vendors in one of the blocks of scores; above it stands its name."""
        return SCORES_WEIGHTS + 2 + number * (self.vendors + 1)

    def of_vendors(self, column: int) -> Span:
        """A column of the vendors in the first block of scores."""
        return column_of(SCORES, column, self.block(0), self.vendors)

    @property
    def working(self) -> int:
        """The first column of the working, beside what is printed."""
        return S_FIRST + self.judged + 1

    @property
    def counts(self) -> int:
        """The column of what the order goes by."""
        return self.working

    @property
    def ties(self) -> int:
        """The column that orders ties."""
        return self.working + 1

    @property
    def in_list(self) -> int:
        """The column of the place in the list."""
        return self.working + 2

    @property
    def strong(self) -> int:
        """The column of the criteria that give most."""
        return self.working + 3

    @property
    def weak(self) -> int:
        """The column of the criteria that keep most back."""
        return self.working + 4

    @property
    def heads(self) -> Span:
        """The names of the judged criteria."""
        return Span(SCORES, SCORES_HEADS, S_FIRST, SCORES_HEADS, S_FIRST + self.judged - 1)

    @property
    def weights_row(self) -> str:
        """What they weigh now, for formulas of the sheet of scores."""
        return Span(SCORES, SCORES_WEIGHTS, S_FIRST, SCORES_WEIGHTS, S_FIRST + self.judged - 1).here

    def points_row(self, row: int) -> str:
        """The cells of one vendor, as formulas beside them call them."""
        return f"{cell(row, S_FIRST, col_abs=True)}:{cell(row, S_FIRST + self.judged - 1, col_abs=True)}"


def places_of(material: Material) -> Places:
    """Where things stand for an answer."""
    return Places(len(material.groups), len(material.criteria), len(material.judged), len(material.standings))
