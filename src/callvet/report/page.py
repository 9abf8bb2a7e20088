"""A page: what an answer says, before any format draws it.

Text in a page is plain: formats escape it, and nothing in it is markup. What comes from files is made inert
where it enters a cell or a sentence (``model.wording.shown``).
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

Mark = Literal["plain", "dim", "strong", "good", "bad"]
"""What a text's look may say beside its words, never alone."""

Shade = Literal[0, 1, 2, 3]
"""How dark a figure of a heat map is drawn, from the least to the most; the figure says the same."""

Datum: TypeAlias = "str | int | float | bool | Decimal | None"


class Column(NamedTuple):
    """A column of a table.

    Attributes:
        head: Its heading, with the unit.
        right: Whether it is right-aligned and never broken, as numbers are.
        whole: Whether it is never broken, as keys are, which are copied.
        spare: Whether it may be left out of a table for which a terminal has little room.
    """

    head: str
    right: bool = False
    whole: bool = False
    spare: bool = False


class Cell(NamedTuple):
    """One cell: its text, its look, and for a score the bar that draws it, for a heat map the shade.

    Attributes:
        text: What it says; never empty where something is unknown.
        mark: Its look.
        bar: Two shares of a bar's length, what is shown and what it could be. [share in 0..1]
        shade: How dark it is drawn where there is room to draw.
    """

    text: str
    mark: Mark = "plain"
    bar: tuple[float, float] | None = None
    shade: Shade | None = None


class Table(NamedTuple):
    """Rows under columns.

    Attributes:
        columns: From the left; the first says what a row is.
        rows: A cell for each column.
        title: What stands above.
        talk: Whether ``--quiet`` leaves it out.
        foldable: Whether the columns after the first are alike, so that where they are too many, some may follow
            below in a table of their own.
        roomy: Whether its rows are to be written in by hand.
    """

    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]
    title: str = ""
    talk: bool = False
    foldable: bool = False
    roomy: bool = False


class Sentence(NamedTuple):
    """A sentence or several.

    Attributes:
        text: What it says.
        mark: Its look.
        talk: Whether ``--quiet`` leaves it out.
        apart: Whether an empty line stands before it, as before a new subject.
    """

    text: str
    mark: Mark = "plain"
    talk: bool = False
    apart: bool = False


class Drawing(NamedTuple):
    """Lines of signs of one width, which no format breaks or moves.

    Attributes:
        title: What stands above.
        lines: From the top.
        talk: Whether ``--quiet`` leaves it out.
    """

    title: str
    lines: Sequence[str]
    talk: bool = False


class Clause(NamedTuple):
    """A numbered paragraph of a document, whose order is part of what it says.

    Attributes:
        number: As it stands before the text, such as ``3.2``.
        text: What it says.
        note: What is open in it; none where nothing is.
        talk: Whether ``--quiet`` leaves it out.
    """

    number: str
    text: str
    note: str = ""
    talk: bool = False


class Heading(NamedTuple):
    """The title of what follows."""

    text: str


Block: TypeAlias = "Table | Sentence | Heading | Drawing | Clause"


class Data(NamedTuple):
    """The answer's main figures as rows for other programs."""

    columns: Sequence[str]
    rows: Sequence[Sequence[Datum]]


@dataclass(frozen=True, slots=True)
class Page:
    """What an answer says: blocks for people, rows for CSV, one object for JSON.

    Attributes:
        title: What it is.
        blocks: For people.
        data: For CSV.
        json: For programs.
        in_order: Whether it is a document read from its head, in which no table moves; on paper it is set closely.
    """

    title: str
    blocks: Sequence[Block]
    data: Data
    json: dict[str, object] = field(default_factory=dict)
    in_order: bool = False

    def without_talk(self) -> Page:
        """The answer alone."""
        return replace(self, blocks=[block for block in self.blocks if isinstance(block, Heading) or not block.talk])
